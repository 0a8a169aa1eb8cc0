"""Forms that ask twice before a company is entered that the register may have already."""

from django import forms
from django.db import connection
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join

from .. import record_admin
from ..desk.record_forms import RecordForm
from ..turns import take_turn
from .duplicates import find_duplicates
from .lists import NoOverlapMixin
from .models import Company, CompanyAlias

NAMES = {"title", "short_name", "credit_code"}  # by which a company is recognised, besides its aliases
SHOWN = 5
QUESTION = "台账里可能已经有这家：{}。请先核对（在新窗口打开，不影响这里填的内容）；确定不是同一家，勾选这一项再保存。"


class AsksTwiceMixin(forms.Form):
    """Names the companies on record that the one in the form may be, each with a link to it."""

    is_another = forms.BooleanField(
        label="确认不是同一家",
        required=False,
        help_text="保存时提示可能重复、而您核对后确定是另一家，才勾选。",
    )

    def clean(self):
        cleaned_data = super().clean()
        if self.is_for_saving and not self.cleaned_data.get("is_another") and self.names_have_changed():
            if connection.in_atomic_block:  # the views that save open one, the preview does not
                take_turn(Company)
            if found := find_duplicates(self.as_named(), self.alias_names()):
                self.add_error("is_another", format_html(QUESTION, self.known(found)))
        return cleaned_data

    def known(self, found):
        rows = ((self.address_of(one.company), one.company, said_of(one)) for one in found[:SHOWN])
        return format_html_join("；", '<a href="{}" target="_blank" rel="noopener">“{}”</a>（{}）', rows)

    def names_have_changed(self):
        return bool(NAMES & set(self.changed_data))

    def as_named(self):
        """The company with the names that were typed."""
        return Company(pk=self.instance.pk, **{name: self.cleaned_data.get(name) or "" for name in NAMES})


def said_of(duplicate):
    """Why it may be the same, and what tells it from its like."""
    company = duplicate.company
    state = "" if company.live else "未发布"
    return "，".join(filter(None, [duplicate.reason, company.credit_code, state]))


def _names_in(formset):
    rows = [form for form in formset.forms if not form["DELETE"].value()]
    return [name for form in rows if (name := form["name"].value())]


class CompanyForm(AsksTwiceMixin, NoOverlapMixin, RecordForm):
    """The form of the Wagtail desk."""

    def address_of(self, company):
        return reverse(Company.snippet_viewset.get_url_name("edit"), args=[company.pk])

    def names_have_changed(self):
        return super().names_have_changed() or self.formsets["aliases"].has_changed()

    def alias_names(self):
        return _names_in(self.formsets["aliases"])


# The rows of aliases as the bulk desk sends them along with its form, to be read and not saved.
AliasRows = forms.inlineformset_factory(Company, CompanyAlias, fields=["name"], extra=0)


class CompanyBulkForm(AsksTwiceMixin, record_admin.RecordForm):
    """The form of the bulk desk. Its admin checks and saves the rows of aliases; their names are asked about here."""

    is_for_saving = True

    @cached_property
    def alias_rows(self):
        return AliasRows(self.data, instance=self.instance, prefix="aliases")

    def names_have_changed(self):
        return super().names_have_changed() or self.alias_rows.has_changed()

    def address_of(self, company):
        return reverse("admin:companies_company_change", args=[company.pk])

    def alias_names(self):
        return _names_in(self.alias_rows)
