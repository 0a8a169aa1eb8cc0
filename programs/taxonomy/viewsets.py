"""The desk of the vocabularies: one list each, with how often each term is used, where, and a way to merge two."""

from django import forms
from django.urls import path, reverse
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import chooser
from wagtail.snippets.views.snippets import EditView, IndexView, SnippetViewSet, SnippetViewSetGroup

from programs.merging.references import with_use_count

from . import models
from .forms import TermForm
from .merge_desk import TermMergeView, TermUsageView
from .trees import in_tree_order, indented


class TermSearchForm(BaseFilterForm):
    q = forms.CharField(label="搜索", required=False, widget=forms.TextInput(attrs={"placeholder": "名称或别名"}))

    def filter(self, objects):
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        return objects.known_as(self.search_query) if self.search_query else objects


class TermChooseMixin:
    filter_form_class = TermSearchForm

    def get_object_list(self):
        terms = self.model_class.objects.active()
        return in_tree_order(terms) if hasattr(self.model_class, "parent") else terms

    @property
    def title_column(self):
        column = super().title_column
        column.accessor = indented
        return column


class TermChooseView(TermChooseMixin, chooser.ChooseView):
    pass


class TermChooseResultsView(TermChooseMixin, chooser.ChooseResultsView):
    pass


class TermChooserViewSet(chooser.SnippetChooserViewSet):
    """Offers terms in use only, found by name or alias."""

    choose_view_class = TermChooseView
    choose_results_view_class = TermChooseResultsView


class TermIndexView(IndexView):
    def get_base_queryset(self):
        terms = with_use_count(super().get_base_queryset())
        return in_tree_order(terms) if hasattr(self.model, "parent") else terms

    def order_queryset(self, queryset):
        return queryset if not self.request.GET.get("ordering") else super().order_queryset(queryset)

    def search_queryset(self, queryset):
        return queryset.known_as(self.search_query) if self.search_query else queryset

    def _get_title_column(self, field_name, *args, **kwargs):
        return super()._get_title_column(field_name, *args, accessor=indented, **kwargs)


class TermEditView(EditView):
    @property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if self.user_has_permission("change") and self.user_has_permission("delete"):
            url = reverse(self.model.snippet_viewset.get_url_name("merge"), args=[self.object.pk])
            buttons.append(Button("合并到…", url=url, icon_name="resubmit", priority=15))
        return buttons


class TermViewSet(SnippetViewSet):
    """What the desks of all vocabularies share."""

    icon = "tag"
    index_view_class = TermIndexView
    edit_view_class = TermEditView
    usage_view_class = TermUsageView
    chooser_viewset_class = TermChooserViewSet
    list_display = [
        "name",
        "slug",
        Column("order", label="排序", sort_key="order"),
        Column("use_count", label="使用次数", sort_key="use_count"),
        BooleanColumn("is_active", label="启用", sort_key="is_active"),
    ]
    list_filter = ["is_active"]
    list_per_page = 100
    copy_view_enabled = False
    own_fields = []

    @property
    def edit_handler(self):
        names = ["name", *self.own_fields, "other_names", "description", "order", "is_active", "slug"]
        return ObjectList([FieldPanel(name) for name in names], base_form_class=TermForm)

    def get_urlpatterns(self):
        merge = TermMergeView.as_view(model=self.model)
        return [*super().get_urlpatterns(), path("merge/<int:pk>/", merge, name="merge")]


class DepartmentViewSet(TermViewSet):
    model = models.Department
    icon = "group"
    own_fields = ["short_name", "kind", "phone", "website"]
    list_display = ["name", "short_name", "kind", *TermViewSet.list_display[2:]]
    list_filter = ["kind", "is_active"]


class TownViewSet(TermViewSet):
    model = models.Town
    icon = "site"
    own_fields = ["kind", "code"]
    list_display = ["name", "kind", *TermViewSet.list_display[2:]]
    list_filter = ["kind", "is_active"]


class SectorViewSet(TermViewSet):
    model = models.Sector
    icon = "list-ul"
    own_fields = ["parent", "code"]
    list_display = ["name", Column("code", label="代码"), *TermViewSet.list_display[2:]]


class TopicViewSet(TermViewSet):
    model = models.Topic
    icon = "folder-open-inverse"
    own_fields = ["parent"]


class AudienceViewSet(TermViewSet):
    model = models.Audience
    icon = "user"


class NeedViewSet(TermViewSet):
    model = models.Need
    icon = "help"


class CompanyTagViewSet(TermViewSet):
    model = models.CompanyTag


class VocabularyGroup(SnippetViewSetGroup):
    """One vocabulary for everything that the registers sort."""

    menu_label = "分类词表"
    menu_icon = "tag"
    menu_order = 260
    items = (
        DepartmentViewSet,
        TownViewSet,
        SectorViewSet,
        TopicViewSet,
        AudienceViewSet,
        NeedViewSet,
        CompanyTagViewSet,
    )
