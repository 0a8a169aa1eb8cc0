"""A second pair of eyes, for stories and records alike: nobody approves a revision whose last edit was their own."""

from django import forms
from django.core.exceptions import PermissionDenied
from wagtail.models import TaskState


class ReasonForm(forms.Form):
    """Why something is sent back. Whoever wrote it reads this beside the form."""

    comment = forms.CharField(
        label="退回的理由",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "没有退回：请写明退回的理由，编辑会在编辑页看到。"},
    )


def is_last_editor(obj, user):
    revision = obj.get_latest_revision()
    return bool(revision and revision.user_id and revision.user_id == user.pk)


def refuse_unless_independent(task_state, user):
    """Raise PermissionDenied unless `task_state` is about the newest revision, and `user` did not make it."""
    revision = task_state.revision
    model = revision.base_content_type.model_class()
    rows = model._default_manager.select_for_update(of=("self",))
    latest = rows.filter(pk=revision.object_id).values_list("latest_revision", flat=True).get()
    if task_state.revision_id != latest:
        raise PermissionDenied("送审后又改过，请打开最新版本核对后再通过。")
    if revision.user_id == user.pk:
        raise PermissionDenied("最后一次改动是您本人做的，须由其他审稿人通过。")


def restart_review(obj, revision, user):
    """Ask for approval afresh when something under review gets a new revision: what was asked for before is void."""
    state = obj.current_workflow_task_state
    if state and state.status == TaskState.STATUS_IN_PROGRESS and state.revision_id != revision.pk:
        state.cancel(user=user, resume=True)
