"""Who may do what with the records, and the second pair of eyes that they may be shown to before they are published."""

from django.db import migrations

NAME = "台账复核"
VOCABULARIES = ["department", "town", "sector", "topic", "audience", "need", "companytag", "alias"]
RECORDS = [("companies", "company"), ("policies", "policy"), ("events", "event")]
TERMS = [("taxonomy", model) for model in VOCABULARIES] + [("companies", "companylist"), ("events", "eventseries")]
KEEPERS = ["台账管理员", "站点管理员"]
READERS = ["编辑", "审稿"]


def permission(apps, label, model, action):
    ContentType = apps.get_model("contenttypes", "ContentType")
    content_type, _ = ContentType.objects.get_or_create(app_label=label, model=model)
    name = f"Can {action} {apps.get_model(label, model)._meta.verbose_name_raw}"
    return apps.get_model("auth", "Permission").objects.get_or_create(
        content_type=content_type, codename=f"{action}_{model}", defaults={"name": name}
    )[0]


def make_roles(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name in KEEPERS:
        group = Group.objects.get(name=name)
        for label, model in RECORDS:
            for action in ("add", "change", "delete", "view", "publish", "lock", "unlock"):
                group.permissions.add(permission(apps, label, model, action))
        for label, model in TERMS:
            for action in ("add", "change", "delete", "view"):
                group.permissions.add(permission(apps, label, model, action))
    for name in READERS:
        group = Group.objects.get(name=name)
        for label, model in RECORDS + TERMS:
            group.permissions.add(permission(apps, label, model, "view"))


def make_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    task_type, _ = ContentType.objects.get_or_create(app_label="news", model="reviewtask")
    task = apps.get_model("news", "ReviewTask").objects.create(name="复核", content_type=task_type)
    task.groups.set(Group.objects.filter(name__in=KEEPERS))
    workflow = Workflow.objects.create(name=NAME)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    for label, model in RECORDS:
        content_type, _ = ContentType.objects.get_or_create(app_label=label, model=model)
        apps.get_model("wagtailcore", "WorkflowContentType").objects.create(workflow=workflow, content_type=content_type)


def remove(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME).delete()
    apps.get_model("news", "ReviewTask").objects.filter(name="复核").delete()
    Permission = apps.get_model("auth", "Permission")
    for label, model in RECORDS + TERMS:
        for group in apps.get_model("auth", "Group").objects.filter(name__in=KEEPERS + READERS):
            group.permissions.remove(*Permission.objects.filter(content_type__app_label=label, content_type__model=model))


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_article_review"),
        ("companies", "0001_initial"),
        ("events", "0001_initial"),
        ("policies", "0001_initial"),
        ("taxonomy", "0001_initial"),
    ]

    operations = [
        migrations.RunPython(make_roles, remove),
        migrations.RunPython(make_workflow, migrations.RunPython.noop),
    ]
