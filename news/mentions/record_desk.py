"""The desk's list of the sentences that mention one record: what stands against deleting it, and what a merge moves."""

from django.core.paginator import Paginator
from django.http import Http404
from django.urls import path, reverse
from django.views.generic.base import TemplateView
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import ModelPermissionPolicy, page_permission_policy

from ..models import Mention
from .nouns import BY_NAME

A_PAGE = 50
ANY = ("add", "change", "delete", "view")


class MentionsOfRecordView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "news/desk/mentions_of_record.html"
    page_title = "报道中的提及"
    header_icon = "openquote"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        noun = BY_NAME.get(kwargs["noun"])
        self.record = noun and noun.model.objects.filter(pk=kwargs["pk"]).first()
        if self.record is None:
            raise Http404("没有这条记录。")
        self.owner = getattr(self.record, noun.owner) if noun.owner else self.record
        if not ModelPermissionPolicy(type(self.owner)).user_has_any_permission(request.user, ANY):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self):
        return str(self.record)

    def get_breadcrumbs_items(self):
        viewset = self.owner.snippet_viewset
        return [
            *super().get_breadcrumbs_items(),
            {"url": reverse(viewset.get_url_name("list")), "label": self.owner._meta.verbose_name_plural},
            {"url": reverse(viewset.get_url_name("inspect"), args=[self.owner.pk]), "label": str(self.owner)},
            {"url": "", "label": self.page_title, "sublabel": str(self.record)},
        ]

    def get_context_data(self, **kwargs):
        mentions = Mention.objects.of(self.record).newest_first().with_articles()
        page = Paginator(mentions, A_PAGE).get_page(self.request.GET.get("p"))
        may_edit = page_permission_policy.user_has_any_permission(self.request.user, {"change"})
        return super().get_context_data(record=self.record, page=page, may_edit=may_edit, **kwargs)


def admin_urls():
    return [path("mentions/<slug:noun>/<int:pk>/", MentionsOfRecordView.as_view(), name="mentions_of_record")]
