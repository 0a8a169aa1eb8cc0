"""A few words that no site shows as 热门搜索, for staff to go on with; and who may decide on questions."""

from django.db import migrations

REFUSED = (
    "傻逼 傻叉 傻屌 煞笔 草泥马 操你 他妈的 你妈 妈的 王八蛋 混蛋 狗日 狗娘养 贱人 婊子 去死 弱智 白痴 脑残 废物 色情 黄片 裸聊 约炮 嫖娼 招嫖 "
    "援交 博彩 赌球 六合彩 网赌 代开发票 办假证 刷单 套现 迷药 枪支弹药"
).split()
NOTE = "随软件提供，可以修改或删除。"
KEEPERS = ["台账管理员", "站点管理员"]
MODELS = [("releasedquery", "放行的搜索词"), ("refusedword", "拦截词")]


def seed(apps, schema_editor):
    words = apps.get_model("search", "RefusedWord").objects
    if not words.exists():
        words.bulk_create([words.model(word=word, note=NOTE) for word in REFUSED])


def allow(apps, schema_editor):
    groups = list(apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS))
    for model, name in MODELS:
        content_type, _ = apps.get_model("contenttypes", "ContentType").objects.get_or_create(
            app_label="search", model=model
        )
        for action in ("add", "change", "delete", "view"):
            permission, _ = apps.get_model("auth", "Permission").objects.get_or_create(
                content_type=content_type,
                codename=f"{action}_{model}",
                defaults={"name": f"Can {action} {name}"},
            )
            for group in groups:
                group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [("search", "0007_decisions_on_questions"), ("accounts", "0006_search_desk_roles")]

    operations = [
        migrations.RunPython(seed, migrations.RunPython.noop),
        migrations.RunPython(allow, migrations.RunPython.noop),
    ]
