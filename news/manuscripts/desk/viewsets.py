"""The list of imports at the desk, with what became of each; and the ledger of one."""

import django_filters
from django.db.models import Q
from django.urls import reverse
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import ModelPermissionPolicy

from programs.records.searching import searched

from ...models import ArticlePage, ManuscriptImport, SectionPage
from . import urls
from .access import imports_seen_by, may_import
from .ledger_view import ledger_context

State = ManuscriptImport.State


class ReadOnlyPermissionPolicy(ModelPermissionPolicy):
    """Whoever may view, may view; nobody adds, changes or deletes a row by hand, superusers included."""

    def user_has_permission(self, user, action):
        return action == "view" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user, actions):
        return "view" in actions and super().user_has_permission(user, "view")

    def user_has_permission_for_instance(self, user, action, instance):
        return self.user_has_permission(user, action)


class ImportFilterSet(WagtailFilterSet):
    state = django_filters.ChoiceFilter(label="状态", choices=State.choices)
    section = django_filters.ModelChoiceFilter(label="栏目", queryset=SectionPage.objects.order_by("path"))

    class Meta:
        model = ManuscriptImport
        fields = ["state", "section"]


class ImportIndexView(generic.IndexView):
    def get_base_queryset(self):
        return imports_seen_by(self.request.user)

    def search_queryset(self, queryset):
        """By the file, or by the article that it became."""
        if not self.is_searching:
            return queryset
        by_file = searched(ManuscriptImport.objects.order_by(), self.search_query).values("pk")
        by_page = searched(ArticlePage.objects.order_by(), self.search_query, fields=["title"]).values("pk")
        return queryset.filter(Q(pk__in=by_file) | Q(page__in=by_page))

    def get_inspect_url(self, instance):
        view = "review" if instance.state == State.IN_REVIEW else "inspect"
        return reverse(f"manuscript_imports:{view}", args=[instance.pk])

    @property
    def header_buttons(self):
        if not may_import(self.request.user):
            return []
        return [HeaderButton("导入稿件", url=reverse("manuscript_imports:add"), icon_name="plus", priority=10)]

    def get_list_more_buttons(self, instance):
        return []


class LedgerView(generic.InspectView):
    template_name = "news/manuscript_ledger.html"
    page_title = "去向台账"
    any_permission_required = ["view"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**ledger_context(self.request.user, self.object.pk), **kwargs)


class ManuscriptImportViewSet(ModelViewSet):
    model = ManuscriptImport
    name = "manuscript_imports"
    icon = "download"
    menu_label = "导入稿件"
    add_to_admin_menu = True
    menu_order = 250
    index_view_class = ImportIndexView
    filterset_class = ImportFilterSet
    list_display = [
        "file_name",
        StatusTagColumn(
            "state", label="状态", accessor="get_state_display", primary=lambda one: one.state == State.DONE
        ),
        Column("section", label="栏目", accessor=lambda one: one.section.title if one.section else "—"),
        Column("page", label="文章", accessor=lambda one: one.page.title if one.page else "—"),
        Column("imported_by", label="导入人", accessor=lambda one: one.imported_by or "—"),
        DateColumn("imported_at", label="导入时间", sort_key="imported_at"),
    ]
    form_fields = ["file_name"]  # no form is ever shown
    inspect_view_enabled = True
    inspect_view_class = LedgerView
    copy_view_enabled = False
    add_to_reference_index = False

    @property
    def permission_policy(self):
        return ReadOnlyPermissionPolicy(self.model)

    @property
    def inspect_template_name(self):
        return LedgerView.template_name

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**kwargs) | {"add_url_name": None} | kwargs

    def get_urlpatterns(self):
        kept = [
            pattern for pattern in super().get_urlpatterns() if pattern.name in ("index", "index_results", "inspect")
        ]
        return [*kept, *urls.urlpatterns]


viewset = ManuscriptImportViewSet()
