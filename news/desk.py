"""What the desk says and forbids around a page: the functions behind this app's Wagtail hooks."""

from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import path
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem

from programs.publication import is_current
from programs.review import is_last_editor

from . import preview_desk
from .models import ArticlePage

ONLY_BY_REVIEW = "文章不能直接发布，须提交审核，由审稿人通过后发布。您的内容已存为草稿。"
OWN_EDIT = "最后一次改动是您本人做的，须由其他审稿人通过。"
NOT_UNDER_REVIEW = "这篇稿件已不在审核中（可能已有人处理），请看它现在的状态。"
NO_AUTOSAVE = "稿件正在审核，不自动保存；请点“保存草稿”。"


def only_current_pages(page, request, serve_args, serve_kwargs):
    """An expired page is gone at its minute, not when the scheduler next looks."""
    if not is_current(page):
        raise Http404


def before_edit(request, page):
    """Under review nothing is saved unasked: a stray key would void the review and bar the reviewer from approving."""
    if not isinstance(page, ArticlePage):
        return None
    if not page.workflow_in_progress:
        if "action-workflow-action" in request.POST:  # another reviewer was first
            messages.warning(request, NOT_UNDER_REVIEW)
            return redirect("wagtailadmin_pages:edit", page.pk)
        return None
    if request.method == "POST" and not request.accepts("text/html"):
        error = {"success": False, "error_code": "locked", "error_message": NO_AUTOSAVE}
        return JsonResponse(error, status=400)
    task = page.current_workflow_task
    if request.method == "GET" and task and is_last_editor(page, request.user):
        if not task.locked_for_user(page, request.user):
            messages.info(request, OWN_EDIT)
    return None


def after_save(request, page):
    """Say why a page that somebody asked to publish or approve is still a draft."""
    if not isinstance(page, ArticlePage) or not request.accepts("text/html"):
        return
    if "action-publish" in request.POST:
        messages.warning(request, ONLY_BY_REVIEW)
    wanted_approval = request.POST.get("workflow-action-name") == "approve"
    if wanted_approval and "action-workflow-action" in request.POST and page.workflow_in_progress:
        messages.error(request, f"没有通过：{OWN_EDIT}")


class PreviewLinksButton(PageMenuItem):
    label = "预览链接"
    icon_name = "link"
    url_name = "preview_links"

    def is_shown(self, user):
        return self.page.is_previewable() and self.page.permissions_for_user(user).can_edit()


def preview_links_in_listing(page, user, next_url=None):
    yield PreviewLinksButton(page=page, priority=45)


def preview_links_in_header(page, user, view_name, next_url=None):
    yield PreviewLinksButton(page=page, priority=62)


def admin_urls():
    return [
        path("preview-links/<int:page_id>/", preview_desk.preview_links, name="preview_links"),
        path("preview-links/<int:page_id>/<int:pk>/revoke/", preview_desk.revoke, name="revoke_preview_link"),
    ]


def log_actions(actions):
    actions.register_action("news.preview_link.create", "创建预览链接", "创建了预览链接")
    actions.register_action("news.preview_link.revoke", "撤销预览链接", "撤销了预览链接")
