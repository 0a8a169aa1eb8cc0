"""The vocabularies at the bulk desk."""

from django import forms
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from wagtail.log_actions import log

from media.stale import StaleCheckedFormMixin
from programs.records.searching import SearchedAdmin

from .models import VOCABULARIES, Alias, Audience, CompanyTag, Department, Need, Sector, Topic, Town


class TermAdminForm(StaleCheckedFormMixin, forms.ModelForm):
    pass


class TermAdmin(SearchedAdmin, admin.ModelAdmin):
    """One vocabulary. Deleting a word that is in use is refused; unused ones may go."""

    form = TermAdminForm

    list_display = ("name", "order", "is_active")
    list_editable = ("order", "is_active")
    list_filter = ("is_active",)
    ordering = ("order", "sort_key", "pk")
    list_per_page = 100
    show_full_result_count = False

    def get_search_results(self, request, queryset, search_term):
        return queryset.known_as(search_term) if search_term.strip() else queryset, False

    def log_addition(self, request, obj, message):
        log(instance=obj, action="wagtail.create", user=request.user, content_changed=True)
        return super().log_addition(request, obj, message)

    def log_change(self, request, obj, message):
        log(instance=obj, action="wagtail.edit", user=request.user, content_changed=True)
        return super().log_change(request, obj, message)

    def delete_model(self, request, obj):
        log(instance=obj, action="wagtail.delete", user=request.user, deleted=True)
        obj.delete()

    def delete_queryset(self, request, queryset):
        for term in queryset:
            self.delete_model(request, term)


@admin.register(Audience, Need, CompanyTag)
class PlainTermAdmin(TermAdmin):
    pass


@admin.register(Department)
class DepartmentAdmin(TermAdmin):
    list_display = ("name", "short_name", "kind", "phone", "order", "is_active")
    list_filter = ("kind", "is_active")


@admin.register(Town)
class TownAdmin(TermAdmin):
    list_display = ("name", "kind", "code", "order", "is_active")
    list_filter = ("kind", "is_active")


@admin.register(Sector, Topic)
class TreeAdmin(TermAdmin):
    list_display = ("name", "parent", "order", "is_active")
    list_select_related = ("parent",)
    autocomplete_fields = ("parent",)


@admin.register(Alias)
class AliasAdmin(SearchedAdmin, admin.ModelAdmin):
    """Other names. Merging makes most of them, at the Wagtail desk; here they are looked up."""

    list_display = ("name", "vocabulary", "term", "slug")
    ordering = ("name",)
    show_full_result_count = False
    fields = readonly_fields = ("content_type", "object_id", "term", "name", "slug")

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("content_type").prefetch_related("term")

    @admin.display(description="词表", ordering="content_type")
    def vocabulary(self, alias):
        return alias.content_type.model_class()._meta.verbose_name

    @admin.display(description="现用词条")
    def term(self, alias):
        return alias.term

    def get_list_filter(self, request):
        return (VocabularyFilter,)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class VocabularyFilter(admin.SimpleListFilter):
    title, parameter_name = "词表", "vocabulary"

    def lookups(self, request, model_admin):
        return [(model._meta.model_name, model._meta.verbose_name) for model in VOCABULARIES]

    def queryset(self, request, queryset):
        chosen = next((model for model in VOCABULARIES if model._meta.model_name == self.value()), None)
        return queryset.filter(content_type=ContentType.objects.get_for_model(chosen)) if chosen else queryset
