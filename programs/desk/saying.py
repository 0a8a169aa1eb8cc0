"""What the desk says after an act: not that a row was updated, but what it means for readers."""

from django.contrib.auth import get_user_model
from django.contrib.messages import SUCCESS, get_messages
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from wagtail.admin import messages
from wagtail.models import Page, WorkflowMixin

from programs.records.model import Record
from programs.records.publication import public_pages

SAVED = "草稿已保存，读者看不到这次修改。"
WITHDRAWN = "已撤回送审，稿件回到草稿，读者看不到这次修改。"
FEW = 3  # so many people are called by name


def edit_url(obj):
    if isinstance(obj, Page):
        return reverse("wagtailadmin_pages:edit", args=[obj.pk])
    return reverse(obj.snippet_viewset.get_url_name("edit"), args=[obj.pk])


def proof_url(obj, name="proof"):
    return reverse(name, args=["page" if isinstance(obj, Page) else obj._meta.model_name, obj.pk])


def after_save(request, obj):
    """In place of what Wagtail's own view has just said of a page or record."""
    if not (isinstance(obj, WorkflowMixin) and isinstance(obj, (Page, Record)) and request.accepts("text/html")):
        return
    half_typed = getattr(obj, "half_typed", {})
    obj = _fresh(obj)
    if "action-publish" in request.POST and _is_out(obj):
        _instead(request, *_published(obj, ""))
    elif "action-cancel-workflow" in request.POST and not obj.workflow_in_progress:
        _instead(request, WITHDRAWN)
    elif "action-submit" in request.POST and obj.workflow_in_progress:
        _instead(request, f"已送审，等{whom(obj, request.user)}处理。")
    elif "action-workflow-action" in request.POST:
        _after_decision(request, obj)
    else:
        _instead(request, SAVED)
        for sentence in half_typed.values():
            messages.warning(request, sentence)


def _after_decision(request, obj):
    if request.POST.get("workflow-action-name") == "reject":
        _instead(request, returned(obj, obj.current_workflow_state and obj.current_workflow_state.requested_by))
    elif not obj.workflow_in_progress:
        _instead(request, *_published(obj, "已通过，"))


def approved(request, obj):
    obj = _fresh(obj)
    if obj.workflow_in_progress:
        messages.success(request, f"已通过这一步，等{whom(obj, request.user)}处理。")
    else:
        text, buttons = _published(obj, "已通过，")
        messages.success(request, text, buttons=buttons)


def returned(obj, to):
    return f"已退回给{to or '编辑'}：“{_name(obj)}”。"


def whom(obj, but):
    """Who is to decide next: by name when they are few, else by the name of their group."""
    task = obj.current_workflow_task
    groups = list(task.specific.groups.all()) if task and hasattr(task.specific, "groups") else []
    people = get_user_model().objects.filter(groups__in=groups, is_active=True).exclude(pk=but.pk).distinct()
    names = [str(person) for person in people[: FEW + 1]]
    if 0 < len(names) <= FEW:
        return "、".join(names)
    return "、".join(group.name for group in groups) or (task.name if task else "审稿人")


def _published(obj, begin):
    """A sentence and its buttons for what has been published, or is to be at its time."""
    if due := _scheduled_for(obj):
        when = date_format(timezone.localtime(due), "Y年n月j日 H:i")
        now = "；在那以前，读者看到的还是原来的版本" if obj.live else "；在那以前读者看不到"
        return f"{begin}已排定{when}发布“{_name(obj)}”{now}。", []
    if not _is_for_everybody(obj):
        return f"{begin or '已发布，'}只有有权限的人能看到“{_name(obj)}”。", []
    address = obj.url if isinstance(obj, Page) else obj.get_absolute_url()
    button = messages.button(address, "查看", new_window=False)
    return f"{begin or '已发布，'}读者现在可以看到“{_name(obj)}”。", [button]


def _scheduled_for(obj):
    revision = obj.scheduled_revision
    return revision.approved_go_live_at if revision else None


def _is_out(obj):
    return bool(obj.live or _scheduled_for(obj))


def _is_for_everybody(obj):
    return public_pages().filter(pk=obj.pk).exists() if isinstance(obj, Page) else obj.is_public


def _name(obj):
    return obj.get_admin_display_title() if isinstance(obj, Page) else str(obj)


def _fresh(obj):
    return type(obj)._default_manager.get(pk=obj.pk)


def _instead(request, text, buttons=()):
    """Say `text`, and not the last success that was told in this request; all else stays said."""
    said = list(get_messages(request))
    last = max((number for number, one in enumerate(said) if one.level == SUCCESS), default=None)
    for number, one in enumerate(said):
        if number != last:
            get_messages(request).add(one.level, one.message, one.extra_tags)
    messages.success(request, format_html("{}", text), buttons=list(buttons))
