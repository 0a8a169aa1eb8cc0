"""The workflow that every article goes through, in place of Wagtail's stock one."""

from django.db import migrations

NAME = "稿件审核"


def make_workflow(apps, schema_editor):
    ContentType = apps.get_model("contenttypes", "ContentType")
    Group = apps.get_model("auth", "Group")
    Page = apps.get_model("wagtailcore", "Page")
    ReviewTask = apps.get_model("news", "ReviewTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")

    Workflow.objects.filter(name="Moderators approval").delete()
    apps.get_model("wagtailcore", "GroupApprovalTask").objects.filter(name="Moderators approval").delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="news", model="reviewtask")
    task = ReviewTask.objects.create(name="审稿", content_type=content_type)
    task.groups.set([Group.objects.get(name="审稿")])
    workflow = Workflow.objects.create(name=NAME)
    apps.get_model("wagtailcore", "WorkflowTask").objects.create(workflow=workflow, task_id=task.pk, sort_order=0)
    apps.get_model("wagtailcore", "WorkflowPage").objects.create(
        workflow=workflow, page=Page.objects.get(depth=3, slug="news")
    )


def remove_workflow(apps, schema_editor):
    apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME).delete()
    apps.get_model("news", "ReviewTask").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_role_groups")]

    operations = [migrations.RunPython(make_workflow, remove_workflow)]
