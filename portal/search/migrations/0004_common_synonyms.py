from django.db import migrations

GROUPS = [
    "招工\n招聘",
    "外贸\n进出口",
    "补贴\n补助\n奖补",
    "电商\n电子商务",
    "小微企业\n小型微型企业",
    "独居老人\n空巢老人",
    "GDP\n地区生产总值\n生产总值",
]


def add(apps, schema_editor):
    """What readers of any district call by two names; staff change it at the desk."""
    synonyms = apps.get_model("search", "Synonym").objects
    if not synonyms.exists():
        for words in GROUPS:
            synonyms.create(words=words, note="随软件提供，可以修改或停用。")


class Migration(migrations.Migration):
    dependencies = [("search", "0003_synonyms_and_promotions")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=False)]
