from django.conf import settings
from django.db import migrations, models
from django.db.models.deletion import SET_NULL

BY = {"null": True, "blank": True, "editable": False, "related_name": "+", "to": settings.AUTH_USER_MODEL}


def in_one_shape(model, verb, name):
    return [
        migrations.RenameField(model, f"{verb}_by", "decided_by"),
        migrations.RenameField(model, f"{verb}_at", "decided_at"),
        migrations.AlterField(model, "decided_by", models.ForeignKey(on_delete=SET_NULL, verbose_name="登记人", **BY)),
        migrations.AlterField(model, "decided_at", models.DateTimeField("登记时间", auto_now_add=True)),
        migrations.AlterModelOptions(
            model, {"ordering": ["-decided_at", "-pk"], "verbose_name": name, "verbose_name_plural": name}
        ),
    ]


class Migration(migrations.Migration):
    dependencies = [("search", "0008_refused_words_and_roles"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        *in_one_shape("withheldquery", "withheld", "不公开的搜索词"),
        *in_one_shape("releasedquery", "released", "放行的搜索词"),
    ]
