from django.core.exceptions import PermissionDenied
from wagtail.models import AbstractGroupApprovalTask

from programs.records.review import ReasonForm, is_last_editor, refuse_unless_independent


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

    def get_form_for_action(self, action):
        return ReasonForm if action == "reject" else super().get_form_for_action(action)

    def on_action(self, task_state, user, action_name, **kwargs):
        if action_name == "approve":
            refuse_unless_independent(task_state, user)
        if action_name == "reject" and not str(kwargs.get("comment") or "").strip():
            raise PermissionDenied("没有退回：请写明退回的理由。")
        return super().on_action(task_state, user, action_name, **kwargs)
