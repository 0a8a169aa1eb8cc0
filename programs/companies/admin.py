from django.contrib import admin

from programs.bulk.child_admin import ChildTable
from programs.bulk.record_admin import RecordAdmin
from programs.bulk.row_admin import RowAdmin
from programs.sheets.desk import SheetDesk
from programs.taxonomy.admin import TermAdmin

from .forms import CompanyBulkForm
from .models import Company, CompanyAlias, CompanyList, CompanyPerson, ListMembership
from .resources import CompanyResource


class AliasInline(ChildTable):
    model = CompanyAlias


class PersonInline(ChildTable):
    model = CompanyPerson


class MembershipInline(ChildTable):
    model = ListMembership
    autocomplete_fields = ("list",)


@admin.register(Company)
class CompanyAdmin(SheetDesk, RecordAdmin):
    form = CompanyBulkForm
    resource_class = CompanyResource
    inlines = (AliasInline, PersonInline, MembershipInline)
    list_display = (
        "title", "kind", "credit_code", "sector", "town", "size_band", "visibility", "status", "review_by_on",
    )  # fmt: skip
    list_editable = ("size_band", "review_by_on")
    list_filter = (
        "visibility", "live", "has_unpublished_changes", "kind", "size_band", "town", "tags", "memberships__list",
        "responsible_department",
    )  # fmt: skip
    list_select_related = ("sector", "town")
    date_hierarchy = "updated_at"
    ordering = ("sort_key", "pk")
    autocomplete_fields = ("sector", "town", "tags", "parent", "responsible_department", "responsible_person")
    fieldsets = (
        (None, {"fields": ("title", "status", "desk_link", "short_name", "english_name", "kind", "credit_code", "summary")}),
        ("分类", {"fields": ("sector", "town", "size_band", "tags", "parent")}),
        ("情况", {"fields": ("address", "founded_on", "main_products", "export_markets", "website", "public_contact")}),
        ("管理", {"fields": (
            "visibility", "slug", "source_note", "internal_contact", "internal_note", "responsible_department",
            "responsible_person", "review_by_on", "created_at", "updated_at",
        )}),
    )  # fmt: skip


@admin.register(CompanyList)
class CompanyListAdmin(TermAdmin):
    list_display = ("name", "is_public", "order", "is_active")
    list_filter = ("is_public", "is_active")


@admin.register(CompanyAlias)
class CompanyAliasAdmin(RowAdmin):
    owner = "company"
    list_display = ("name", "kind", "record")
    list_filter = ("kind",)
    search_fields = ("name", "company__title")


@admin.register(CompanyPerson)
class CompanyPersonAdmin(RowAdmin):
    owner = "company"
    list_display = ("name", "role", "is_public", "record")
    list_filter = ("is_public",)
    search_fields = ("name", "role", "company__title")


@admin.register(ListMembership)
class ListMembershipAdmin(RowAdmin):
    owner = "company"
    list_display = ("record", "list", "entered_on", "left_on", "basis")
    list_filter = ("list", "entered_on", ("left_on", admin.EmptyFieldListFilter))
    search_fields = ("company__title", "basis")
    date_hierarchy = "entered_on"
