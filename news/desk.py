"""What the desk says and forbids around a page: the functions behind this app's Wagtail hooks."""

from django.http import Http404
from django.urls import path, reverse
from wagtail.admin import messages
from wagtail.admin.ui.menus.pages import PageMenuItem

from programs.desk import review
from programs.records.publication import is_current

from . import preview_desk
from .mentions.suggestion_desk import say_how_many, suggestions
from .models import ArticlePage

ONLY_BY_REVIEW = "文章不能直接发布，须提交审核，由审稿人通过后发布。您的内容已存为草稿。"


def only_current_pages(page, request, serve_args, serve_kwargs):
    """An expired page is gone at its minute, not when the scheduler next looks."""
    if not is_current(page):
        raise Http404


def before_edit(request, page):
    if not isinstance(page, ArticlePage):
        return None
    say_how_many(request, page)
    return review.before_edit(request, page, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def after_save(request, page):
    """Say why a page that somebody asked to publish or approve is still a draft."""
    if not isinstance(page, ArticlePage) or not request.accepts("text/html"):
        return
    if "action-publish" in request.POST:
        messages.warning(request, ONLY_BY_REVIEW)
    review.say_own_edit(request, page)


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


class SuggestionsButton(PageMenuItem):
    label = "关联建议"
    icon_name = "record-link"
    url_name = "mention_suggestions"

    def is_shown(self, user):
        return isinstance(self.page.specific, ArticlePage) and self.page.permissions_for_user(user).can_edit()


def suggestions_in_header(page, user, view_name, next_url=None):
    yield SuggestionsButton(page=page, priority=63)


def admin_urls():
    return [
        path("mentions/<int:page_id>/", suggestions, name="mention_suggestions"),
        path("preview-links/<int:page_id>/", preview_desk.preview_links, name="preview_links"),
        path("preview-links/<int:page_id>/<int:pk>/revoke/", preview_desk.revoke, name="revoke_preview_link"),
    ]


def log_actions(actions):
    actions.register_action("news.preview_link.create", "创建预览链接", "创建了预览链接")
    actions.register_action("news.preview_link.revoke", "撤销预览链接", "撤销了预览链接")
