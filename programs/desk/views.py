"""The desk's views of one record, where they differ from Wagtail's."""

from datetime import datetime

from django.contrib.admin.utils import quote
from django.db import transaction
from django.db.models import ProtectedError
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from modelcluster.models import get_all_child_relations
from wagtail.admin import messages
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtail.snippets.views import snippets
from wagtail.utils.text import text_from_html

from programs.records.model import UNSTATED, Record
from programs.records.protection import StillHeld, holds_on
from programs.records.publication import public_pages

from .exports import said

ASKED = "还没有发布：台账里可能已经有这一条，请看标红的“确认不是重复”。写下的都还在下面。"
PROTECTED = "“{}”还被别的内容引用，不能删除。请先看“被引用情况”，在那些内容里改掉，再来删除；只是不想公开，可以下线。"


class AsksInItsOwnWords:
    """Where nothing is wrong and there is only a question, says so, and what is published meanwhile: nothing. It says
    nothing of a draft, which an automatic save may have made and may still make."""

    def form_invalid(self, form):
        formsets = getattr(form, "formsets", {}).values()
        if form.errors.keys() == {"is_another"} and not any(map(any, (rows.errors for rows in formsets))):
            if self.produced_error_message and not self.expects_json_response:
                self.produced_error_message = ASKED
        return super().form_invalid(form)


class RecordCreateView(AsksInItsOwnWords, snippets.CreateView):
    def get_initial_form_instance(self):
        """Begins with the title that another page of the desk found in a text, if it names one."""
        title = self.carried_over("title")
        return self.model(title=title[:255]) if title else None

    def carried_over(self, name):
        """Words that the address brings along for an empty form."""
        asked = self.request.GET if self.request.method == "GET" else {}
        return asked.get(name, "").replace("\0", "").strip()

    def get_form(self, form_class=None):
        form = _for_saving(super().get_form(form_class), self.expects_json_response)
        form.instance.is_unfinished = form.is_automatic
        return form


def _for_saving(form, is_automatic):
    form.is_for_saving, form.is_automatic = True, is_automatic
    form.instance.is_unfinished = form.instance.is_unfinished and is_automatic  # whoever saves by hand means a record
    return form


class ShowsHolds:
    """Tells staff, beside the record, who holds on to it."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(**kwargs) | {"holds": holds_on([self.object])}


class RecordUsageView(ShowsHolds, snippets.UsageView):
    def get_template_names(self):  # the viewset names none for this view
        return super().get_template_names() if self.results_only else ["desk/record_usage.html"]

    def get_table(self, object_list, **kwargs):
        """Wagtail hides what somebody may not edit; what every reader sees is named, and leads to where they see it."""
        table = super().get_table(object_list, **kwargs)
        public = _public_among([row["object"] for row in table.data if row["edit_url"] is None])
        for row in table.data:
            if found := public.get((type(row["object"]), row["object"].pk)):
                url = found.url if isinstance(found, Page) else found.get_absolute_url()
                row |= {"label": str(found), "edit_url": url, "edit_link_title": "打开公开页面"}
        return table


def _public_among(objects):
    """{(kind, id): row} of those pages and records that the public sees now, in a query a kind."""
    numbers = {}
    for one in objects:
        numbers.setdefault(type(one), []).append(one.pk)
    found = {}
    for model, pks in numbers.items():
        if issubclass(model, (Page, Record)):
            rows = public_pages() if issubclass(model, Page) else model.objects.public_now()
            found |= {(model, row.pk): row for row in rows.filter(pk__in=pks)}
    return found


class RecordEditView(AsksInItsOwnWords, ShowsHolds, snippets.EditView):
    """A reviewer's decision is about the revision handed in, so deciding saves nothing."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        return _for_saving(form, self.expects_json_response) if self.request.method == "POST" else form

    def save_instance(self):
        if self.action != "workflow-action":
            return super().save_instance()
        self.has_content_changes = False
        self.new_revision = self.latest_revision
        return self.object

    def submit_action(self):
        """Ask again about what was saved just now: the state at hand remembers the revision that was sent back."""
        vars(self).pop("workflow_state", None)
        return super().submit_action()


class RefusesWhileHeld:
    """Says why something in use stays, instead of asking whether to delete it."""

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.holds = holds_on([self.object])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs) | {"holds": self.holds}
        return context | {"is_protected": context.get("is_protected") or bool(self.holds)}

    def form_valid(self, form):
        if self.holds:
            raise StillHeld(self.holds)
        if not (self.usage and self.usage.is_protected):
            try:
                with transaction.atomic():
                    return super().form_valid(form)
            except StillHeld:
                raise  # answered in its own words
            except ProtectedError:
                pass  # used by what the reference index does not follow
        messages.error(self.request, PROTECTED.format(self.object))
        return redirect(reverse(self.delete_url_name, args=[quote(self.object.pk)]))


class RecordDeleteView(RefusesWhileHeld, snippets.DeleteView):
    """Writes down who deleted what."""


PUBLICATION = {
    "live", "has_unpublished_changes", "first_published_at", "last_published_at", "go_live_at", "expire_at"
}  # fmt: skip


class RecordInspectView(ShowsHolds, snippets.InspectView):
    """A record to read. Who may not change it does not see what is kept for keepers either."""

    @property
    def may_see_internal(self):
        return self.user_has_permission("change")

    def get_fields(self):
        hidden = {"id", "search_text", "sort_key"}
        if not self.may_see_internal:
            hidden |= {*self.model.internal_fields}
        fields = [*self.model._meta.fields, *self.model._meta.many_to_many]
        of_wagtail = {"latest_revision", "live_revision", "locked", "locked_at", "locked_by", "expired"}
        shown = [
            field.name
            for field in fields
            if field.name not in hidden | of_wagtail and (field.editable or field.name == "live")
        ]
        return sorted(shown, key=PUBLICATION.__contains__)  # what the record says first, when it was published last

    def get_field_display_value(self, field_name, field):
        if isinstance(field, (StreamField, RichTextField)):
            return text_from_html(str(getattr(self.object, field_name))) or UNSTATED
        value = said(self.object, field_name)
        if field.many_to_many:
            value = "、".join(str(term) for term in value.all())
        if isinstance(value, bool):
            return "是" if value else "否"
        if isinstance(value, datetime):
            return date_format(localtime(value), "DATETIME_FORMAT")
        if isinstance(value, list):
            value = "、".join(str(item) for item in value)
        return UNSTATED if value in ("", None) else value

    def get_fields_context(self):
        return super().get_fields_context() + [self._rows(relation) for relation in get_all_child_relations(self.model)]

    def _rows(self, relation):
        rows = getattr(self.object, relation.get_accessor_name()).all()
        said_of_rows = self.model.snippet_viewset.rows(rows, self.may_see_internal)
        return {
            "label": relation.related_model._meta.verbose_name_plural,
            "value": "；".join(said_of_rows) or UNSTATED,
            "component": None,
        }
