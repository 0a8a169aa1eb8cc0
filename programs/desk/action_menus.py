"""The buttons under the form of a page or record: what makes sense at the moment, and what is done daily in plain sight."""

from django.forms import Media
from django.utils.html import format_html, format_html_join
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import WorkflowState

from programs.records.review import is_last_editor

from .saying import proof_url

SAVE = {"action-save-draft", "action-save"}
LOCKED = {"action-page-locked", "action-locked"}
DECISIONS = {"approve", "reject"}  # made where one reads: on the proof page
RESTART, WITHDRAW, SUBMIT, PUBLISH = (
    "action-restart-workflow",
    "action-cancel-workflow",
    "action-submit",
    "action-publish",
)


class Leading(ActionMenuItem):
    """A button that leads to another page of the desk about the thing at hand."""

    def __init__(self, name, label, icon_name, obj, classname=""):
        super().__init__()
        self.name, self.label, self.icon_name, self.classname = name, label, icon_name, classname
        self.obj = obj

    def get_url(self, parent_context):
        return proof_url(self.obj, self.name)


class SavingDuringReview(ActionMenuItem):
    name = "action-save-draft"
    label = "保存修改（之后须由别人通过）"
    icon_name = "draft"
    template_name = "wagtailadmin/shared/action_menu/menu_item.html"


class Submitting(ActionMenuItem):
    name = SUBMIT
    icon_name = "resubmit"
    template_name = "wagtailadmin/shared/action_menu/menu_item.html"

    def __init__(self, label):
        super().__init__()
        self.label = label


class Beside(Component):
    """Several buttons next to each other where Wagtail shows one and hides the others."""

    order = 0

    def __init__(self, items):
        self.items = items

    def render_html(self, parent_context=None):
        buttons = format_html_join("", "{}", ((item.render_html(parent_context),) for item in self.items))
        return format_html('<div class="desk-beside">{}</div>', buttons)

    @property
    def media(self):
        return sum((item.media for item in self.items), Media())


def of_page(items, request, context):
    items[:] = arranged(items, request, context.get("page"))


def of_record(items, request, context):
    items[:] = arranged(items, request, context.get("instance"))


def arranged(items, request, obj):
    """The first of what is returned stands in plain sight, the others behind the arrow."""
    obj = obj if obj and obj.pk else None
    state = getattr(obj, "current_workflow_state", None)  # words of a vocabulary go through no review
    kept = [item for item in items if item.name not in DECISIONS | {RESTART, WITHDRAW}]
    if state and state.status == WorkflowState.STATUS_IN_PROGRESS:
        return _under_review(kept, request.user, obj, state)
    is_returned = bool(state and state.status == WorkflowState.STATUS_NEEDS_CHANGES)
    kept = [Submitting("重新送审" if is_returned else "送审") if item.name == SUBMIT else item for item in kept]
    save = [item for item in kept if item.name in SAVE]
    ways_on = [item for name in (SUBMIT, PUBLISH) for item in kept if item.name == name]
    return _with_first(kept, save + ways_on)


def _under_review(kept, user, obj, state):
    task = obj.current_workflow_task
    may_decide = bool(task and task.get_actions(obj, user))
    withdraw = [Leading("proof_withdraw", "撤回送审", "error", obj)] if state.user_can_cancel(user) else []
    if may_decide and not is_last_editor(obj, user):
        saving = [SavingDuringReview() if item.name in SAVE else item for item in kept]
        return [Leading("proof", "去审阅：通过或退回", "view", obj), *saving, *withdraw]
    proof = [Leading("proof", "看审阅页", "view", obj)]
    first = [item for item in kept if item.name in SAVE | LOCKED]
    return [*_with_first(kept, first + withdraw), *proof]


def _with_first(items, first):
    if not first:
        return list(items)
    others = [item for item in items if not any(item is one for one in first)]
    return [Beside(first) if len(first) > 1 else first[0], *others]
