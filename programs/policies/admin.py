from django.contrib import admin

from programs.bulk.child_admin import ChildForms, ReadOnlyChildTable
from programs.bulk.record_admin import RecordAdmin
from programs.bulk.row_admin import RowAdmin
from programs.sheets.desk import SheetDesk

from .forms import PolicyBulkForm
from .models import Policy, PolicyAttachment, PolicyItem
from .resources import PolicyResource


class ItemInline(ChildForms):
    model = PolicyItem
    classes = ("collapse",)
    autocomplete_fields = ("sectors", "towns", "needs", "audiences")


class AttachmentInline(ReadOnlyChildTable):
    model = PolicyAttachment
    fields = readonly_fields = ("attachment", "title", "is_original")


@admin.register(Policy)
class PolicyAdmin(SheetDesk, RecordAdmin):
    form = PolicyBulkForm
    resource_class = PolicyResource
    inlines = (ItemInline, AttachmentInline)
    list_display = (
        "title", "kind", "document_number", "topic", "published_on", "effective_to", "visibility", "status",
        "review_by_on",
    )  # fmt: skip
    list_editable = ("effective_to", "review_by_on")
    list_filter = (
        "visibility",
        "live",
        "has_unpublished_changes",
        "kind",
        "topic",
        "issuers",
        "responsible_department",
    )
    list_select_related = ("topic",)
    date_hierarchy = "published_on"
    ordering = ("-published_on", "-pk")
    autocomplete_fields = ("issuers", "topic", "supersedes", "responsible_department", "responsible_person")
    fieldsets = (
        (None, {"fields": ("title", "status", "desk_link", "short_title", "other_names", "kind", "summary")}),
        ("文件", {"fields": (
            "issuers", "issuer_text", "document_number", "index_number", "unified_number", "topic", "keywords",
        )}),
        ("日期与效力", {"fields": (
            "written_on", "published_on", "effective_from", "effective_to", "repealed_on", "repeal_basis", "supersedes",
        )}),
        ("管理", {"fields": (
            "contact", "visibility", "slug", "source_note", "internal_note", "responsible_department",
            "responsible_person", "review_by_on", "created_at", "updated_at",
        )}),
    )  # fmt: skip


@admin.register(PolicyItem)
class PolicyItemAdmin(RowAdmin):
    owner = "policy"
    list_display = (
        "title", "record", "number", "benefit", "claim_mode", "amount_text", "phone", "opens_on", "closes_on",
    )  # fmt: skip
    list_filter = ("benefit", "claim_mode", "closes_on", "needs", "audiences", "sectors", "towns")
    search_fields = ("title", "gives", "who_text", "policy__title")
    date_hierarchy = "closes_on"


@admin.register(PolicyAttachment)
class PolicyAttachmentAdmin(RowAdmin):
    owner = "policy"
    list_display = ("attachment", "title", "record", "is_original")
    list_filter = ("is_original",)
    list_select_related = ("attachment",)
    search_fields = ("title", "attachment__title", "policy__title")
