"""Forms of a company: its aliases are among the names that are asked about, and its memberships do not overlap."""

from django import forms
from django.utils.functional import cached_property

from programs.bulk import record_admin
from programs.desk.record_forms import RecordForm
from programs.sameness.asking import names_in

from .lists import NoOverlapMixin
from .models import Company, CompanyAlias


class CompanyForm(NoOverlapMixin, RecordForm):
    """The form of the Wagtail desk."""

    def alias_names(self):
        return names_in(self.formsets["aliases"])


# The rows of aliases as the bulk desk sends them along with its form, to be read and not saved.
AliasRows = forms.inlineformset_factory(Company, CompanyAlias, fields=["name"], extra=0)


class CompanyBulkForm(record_admin.WholeRecordForm):
    """The form of the bulk desk. Its admin checks and saves the rows of aliases; their names are asked about here."""

    @cached_property
    def alias_rows(self):
        return AliasRows(self.data, instance=self.instance, prefix="aliases")

    def alias_names(self):
        return names_in(self.alias_rows)
