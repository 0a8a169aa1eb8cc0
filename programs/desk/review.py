"""What the desk says and forbids around something under review, stories and records alike."""

from django.http import JsonResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from ..records import Record
from ..review import is_last_editor

OWN_EDIT = "最后一次改动是您本人做的，须由其他审稿人通过。"
NOT_UNDER_REVIEW = "它已不在审核中（可能已有人处理），请看它现在的状态。"
NO_AUTOSAVE = "审核期间不自动保存；请点“保存草稿”。"


def before_edit(request, obj, edit_url):
    """Under review nothing is saved unasked: a stray key would void the review and bar the reviewer from approving."""
    if not obj.workflow_in_progress:
        if "action-workflow-action" in request.POST:  # another reviewer was first
            messages.warning(request, NOT_UNDER_REVIEW)
            return redirect(edit_url)
        return None
    if request.method == "POST" and not request.accepts("text/html"):
        error = {"success": False, "error_code": "locked", "error_message": NO_AUTOSAVE}
        return JsonResponse(error, status=400)
    task = obj.current_workflow_task
    if request.method == "GET" and task and is_last_editor(obj, request.user):
        if not task.locked_for_user(obj, request.user):
            messages.info(request, OWN_EDIT)
    return None


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
