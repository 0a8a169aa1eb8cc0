from django.core.exceptions import PermissionDenied
from wagtail.models import AbstractGroupApprovalTask, Page, TaskState


class ReviewTask(AbstractGroupApprovalTask):
    """A second pair of eyes: nobody approves a revision whose last edit was their own, superusers included."""

    class Meta:
        verbose_name = "审稿任务"
        verbose_name_plural = "审稿任务"

    @classmethod
    def get_description(cls):
        return "所选分组的成员可以通过稿件，但不能通过自己最后修改的版本。"

    def get_actions(self, obj, user):
        actions = super().get_actions(obj, user)
        if is_last_editor(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == "approve":
            refuse_unless_independent(task_state, user)
        return super().on_action(task_state, user, action_name, **kwargs)


def is_last_editor(obj, user):
    revision = obj.get_latest_revision()
    return bool(revision and revision.user_id and revision.user_id == user.pk)


def refuse_unless_independent(task_state, user):
    """Raise PermissionDenied unless `task_state` is about the newest revision, and `user` did not make it."""
    page_pk = task_state.revision.object_id
    latest = Page.objects.select_for_update().filter(pk=page_pk).values_list("latest_revision", flat=True).get()
    if task_state.revision_id != latest:
        raise PermissionDenied("这篇稿件在送审后又改过，请打开最新版本核对后再通过。")
    if task_state.revision.user_id == user.pk:
        raise PermissionDenied("最后一次改动是您本人做的，须由其他审稿人通过。")


def restart_review(page, revision, user):
    """Ask for approval afresh when a page under review gets a new revision: what was asked for before is void."""
    state = page.current_workflow_task_state
    if state and state.status == TaskState.STATUS_IN_PROGRESS and state.revision_id != revision.pk:
        state.cancel(user=user, resume=True)
