"""The desk's side of preview links: make, list, revoke."""

from datetime import timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages
from wagtail.log_actions import log
from wagtail.models import Page

from .models import PreviewLink


class PreviewLinkForm(forms.Form):
    days = forms.TypedChoiceField(
        label="有效期", coerce=int, initial=7, choices=[(1, "1 天"), (3, "3 天"), (7, "7 天"), (30, "30 天")]
    )


@require_http_methods(["GET", "HEAD", "POST"])
def preview_links(request, page_id):
    """List the links to drafts of a page, and make new ones. For those who may edit the page."""
    page = _editable_page(request, page_id)
    form = PreviewLinkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        days = form.cleaned_data["days"]
        PreviewLink.objects.create(
            page_id=page.pk, created_by=request.user, expires_at=timezone.now() + timedelta(days=days)
        )
        log(instance=page, action="news.preview_link.create", data={"days": days})
        messages.success(request, f"已创建预览链接，{days} 天内有效。")
        return redirect("preview_links", page.pk)
    links = page.preview_links.select_related("created_by")
    for link in links:
        link.full_url = request.build_absolute_uri(link.get_absolute_url())
    return TemplateResponse(request, "news/desk/preview_links.html", {"page": page, "form": form, "links": links})


@require_POST
def revoke(request, page_id, pk):
    page = _editable_page(request, page_id)
    link = get_object_or_404(page.preview_links, pk=pk)
    if link.is_valid:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at"])
        log(instance=page, action="news.preview_link.revoke", data={"link": link.pk})
    messages.success(request, "预览链接已撤销，不能再打开。")
    return redirect("preview_links", page.pk)


def _editable_page(request, page_id):
    page = get_object_or_404(Page, pk=page_id).specific
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return page
