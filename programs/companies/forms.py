from django import forms

from ..desk.record_forms import RecordForm
from .duplicates import find_duplicates
from .lists import NoOverlapMixin
from .models import Company

NAMES = {"title", "short_name", "credit_code"}  # by which a company is recognised, besides its aliases


class CompanyForm(NoOverlapMixin, RecordForm):
    """Asks twice before a company is entered that the register may have already."""

    is_another = forms.BooleanField(
        label="确认不是同一家",
        required=False,
        help_text="保存时提示可能重复、而您核对后确定是另一家，才勾选。",
    )

    def clean(self):
        cleaned_data = super().clean()
        if self.is_for_saving and not self.cleaned_data.get("is_another") and self.names_have_changed():
            if found := find_duplicates(self.as_named(), self.alias_names()):
                known = "；".join(f"“{duplicate.company}”（{duplicate.reason}）" for duplicate in found[:5])
                self.add_error(
                    "is_another", f"台账里可能已经有这家：{known}。请先核对；确定不是同一家，勾选这一项再保存。"
                )
        return cleaned_data

    def names_have_changed(self):
        return bool(NAMES & set(self.changed_data)) or self.formsets["aliases"].has_changed()

    def as_named(self):
        """The company with the names that were typed."""
        return Company(pk=self.instance.pk, **{name: self.cleaned_data.get(name) or "" for name in NAMES})

    def alias_names(self):
        rows = [form for form in self.formsets["aliases"].forms if not form["DELETE"].value()]
        return [name for form in rows if (name := form["name"].value())]
