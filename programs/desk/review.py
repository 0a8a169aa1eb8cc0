"""What the desk says and forbids around something under review, stories and records alike."""

import json

from django.http import JsonResponse
from django.shortcuts import redirect
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.timezone import localtime
from wagtail.admin import messages
from wagtail.models import WorkflowState

from programs.records.model import Record
from programs.records.review import ReasonForm, is_last_editor

from .saying import proof_url

OWN_EDIT = "最后一次改动是您本人做的，须由其他审稿人通过。"
NOT_UNDER_REVIEW = "它已不在审核中（可能已有人处理），请看它现在的状态。"
NO_AUTOSAVE = "审核期间不自动保存；要改就点“保存修改”。"
READS = "它正等您审核。读成稿、看改动、通过或退回，请到审阅页；在这里改动并保存，就要由别的审稿人来通过。"


def before_edit(request, obj, edit_url):
    """Under review nothing is saved unasked: a stray key would void the review and bar the reviewer from approving."""
    if not obj.workflow_in_progress:
        if "action-workflow-action" in request.POST:  # another reviewer was first
            messages.warning(request, NOT_UNDER_REVIEW)
            return redirect(edit_url)
        if request.method == "GET":
            say_why_returned(request, obj)
        return None
    if request.method == "POST":
        return refuse_under_review(request, obj)
    if request.method == "GET":
        say_who_decides(request, obj)
    return None


def refuse_under_review(request, obj):
    """The answer to what is not done during a review; None for all else."""
    if not request.accepts("text/html"):
        error = {"success": False, "error_code": "locked", "error_message": NO_AUTOSAVE}
        return JsonResponse(error, status=400)
    if "action-workflow-action" in request.POST and request.POST.get("workflow-action-name") == "reject":
        form = ReasonForm(_extra_data(request))
        if not form.is_valid():
            messages.error(request, " ".join(form.errors["comment"]))
            return redirect(proof_url(obj))
    return None


def _extra_data(request):
    try:
        data = json.loads(request.POST.get("workflow-action-extra-data") or "{}")
    except ValueError:
        data = {}
    return data if isinstance(data, dict) else {}


def say_who_decides(request, obj):
    task = obj.current_workflow_task
    if not task or task.locked_for_user(obj, request.user):
        return
    if is_last_editor(obj, request.user):
        messages.info(request, OWN_EDIT)
    elif task.get_actions(obj, request.user):
        messages.info(request, READS, buttons=[messages.button(proof_url(obj), "去审阅", new_window=False)])


def say_why_returned(request, obj):
    """Where the editor works: who has sent it back, when, and why."""
    state = obj.current_workflow_state
    if not state or state.status != WorkflowState.STATUS_NEEDS_CHANGES or not state.current_task_state:
        return
    returned = state.current_task_state
    when = date_format(localtime(returned.finished_at), "n月j日 H:i") if returned.finished_at else ""
    why = format_html_join("", "<p>{}</p>", ((line,) for line in (returned.comment or "（没有写理由）").splitlines()))
    who = returned.finished_by or "审稿人"
    messages.warning(request, format_html("<strong>{}{}退回，请修改后重新送审。</strong>理由：{}", who, when, why))


def say_own_edit(request, obj):
    """After a save: an approval that somebody may not give has been no approval."""
    wanted_approval = request.POST.get("workflow-action-name") == "approve"
    if wanted_approval and "action-workflow-action" in request.POST and obj.workflow_in_progress:
        messages.error(request, f"没有通过：{OWN_EDIT}")


def before_edit_record(request, record):
    if isinstance(record, Record):
        return before_edit(request, record, request.path)
    return None


def after_edit_record(request, record):
    if isinstance(record, Record) and request.accepts("text/html"):
        say_own_edit(request, record)
