"""The state of the index: what it holds, what waits, whether it says what the public may read; and making it anew."""

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import path, reverse
from django.views.generic.base import TemplateView, View
from wagtail.admin.auth import permission_denied
from wagtail.admin.viewsets.base import ViewSet

from ..documents.checking import check
from ..documents.rebuilding import is_current, latest_rebuild, request_rebuild
from ..models import AttachmentText, IndexRebuild, PendingDocument, SearchDocument
from .access import REBUILD_INDEX, GuardedView, menu_item_for

State = IndexRebuild.State


class IndexView(GuardedView, TemplateView):
    template_name = "search/desk/index.html"
    page_title = "搜索索引"
    needed_permission = REBUILD_INDEX

    def get_context_data(self, **kwargs):
        rebuild = latest_rebuild()
        return super().get_context_data(
            kinds=_kinds(),
            waiting=PendingDocument.objects.count(),
            unread=AttachmentText.objects.filter(state=AttachmentText.State.FAILED).count(),
            is_current=is_current(),
            rebuild=rebuild,
            progress=progress(rebuild),
            findings=[_told(one) for one in check(is_thorough=False)] if "check" in self.request.GET else None,
            **kwargs,
        )


def _kinds():
    """Label and number of documents of every kind."""
    numbers = dict(SearchDocument.objects.order_by().values_list("kind").annotate(number=Count("pk")))
    return [(label, numbers.get(kind, 0)) for kind, label in SearchDocument.Kind.choices]


def _told(finding):
    return {
        "label": finding.builder.model._meta.verbose_name,
        "public": finding.public,
        "documents": finding.documents,
        "missing": len(finding.missing),
        "superfluous": len(finding.superfluous),
        "is_whole": finding.is_whole,
    }


def progress(rebuild):
    """How far a rebuild is, as the page shows it and its script asks for it again; None where there never was one."""
    if rebuild is None:
        return None
    said = {
        State.WAITING: "等待后台任务开始。",
        State.RUNNING: f"进行中：已检查 {rebuild.done} / {rebuild.total} 条，重写 {rebuild.written} 条，删除 {rebuild.removed} 条。",
        State.DONE: f"已完成：检查 {rebuild.done} 条，重写 {rebuild.written} 条，删除 {rebuild.removed} 条。",
        State.FAILED: f"没有完成：{rebuild.message or '原因见服务器日志'}",
    }
    return {"percent": rebuild.percent, "is_open": rebuild.is_open, "said": said[rebuild.state]}


class RebuildView(View):
    """Asks for a rebuild; the scheduler does it, a slice at a time, and the search goes on meanwhile."""

    http_method_names = ["post"]

    def post(self, request):
        if not request.user.has_perm(REBUILD_INDEX):
            return permission_denied(request)
        request_rebuild()
        messages.success(request, "已安排重建索引，由后台逐批完成；重建时搜索照常可用。")
        return HttpResponseRedirect(reverse("search_index:index"))


class ProgressView(View):
    http_method_names = ["get"]

    def get(self, request):
        if not request.user.has_perm(REBUILD_INDEX):
            return permission_denied(request)
        return JsonResponse(progress(latest_rebuild()) or {}, json_dumps_params={"ensure_ascii": False})


class IndexViewSet(ViewSet):
    name = "search_index"
    url_prefix = "search/index"
    icon = "resubmit"
    menu_label = "搜索索引"
    menu_item_class = menu_item_for(REBUILD_INDEX)

    def get_urlpatterns(self):
        return [
            path("", IndexView.as_view(), name="index"),
            path("rebuild/", RebuildView.as_view(), name="rebuild"),
            path("progress/", ProgressView.as_view(), name="progress"),
        ]
