"""The desk of one register. A noun's own viewset names its columns, filters, panels and what an export holds."""

from django.core.exceptions import FieldDoesNotExist
from wagtail.snippets.views.snippets import SnippetViewSet

from .choosers import RecordChooserViewSet
from .exports import said
from .lists import RecordFilterSet, RecordIndexView, status
from .views import RecordCreateView, RecordDeleteView, RecordEditView, RecordInspectView, RecordUsageView


class RecordViewSet(SnippetViewSet):
    index_view_class = RecordIndexView
    add_view_class = RecordCreateView
    edit_view_class = RecordEditView
    delete_view_class = RecordDeleteView
    inspect_view_class = RecordInspectView
    usage_view_class = RecordUsageView
    edit_template_name = "desk/record_edit.html"
    delete_template_name = "desk/record_delete.html"
    inspect_template_name = "desk/record_inspect.html"
    chooser_viewset_class = RecordChooserViewSet
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    filterset_class = RecordFilterSet

    list_columns = []
    chooser_columns = []
    export_fields = []
    export_prefetch = []
    internal_export_fields = [
        "visibility",
        "status",
        "responsible_department",
        "responsible_person",
        "review_by_on",
        "internal_note",
        "updated_at",
    ]
    headings = {"status": "发布状态"}

    def for_list(self, records):
        """`records` with what the list's columns read."""
        return records

    def heading(self, name):
        """The Chinese name of an exported field."""
        if name in self.headings:
            return self.headings[name]
        try:
            field = self.model._meta.get_field(name)
        except FieldDoesNotExist:
            return name
        return getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural

    def exported(self, record, name, may_see_internal):
        """What an export says of `record` under `name`."""
        if name == "status":
            return status(record)
        value = said(record, name)
        field = self.model._meta.get_field(name)
        return self.rows(value.all(), may_see_internal) if field.one_to_many else value

    def rows(self, rows, may_see_internal):
        """Texts for the rows under a record, without those that only keepers may read."""
        return [self.row(row) for row in rows if may_see_internal or self.is_public_row(row)]

    def row(self, row):
        return str(row)

    def is_public_row(self, row):
        return getattr(row, "is_public", True)
