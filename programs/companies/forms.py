from django import forms

from ..desk.record_forms import RecordForm
from .duplicates import find_duplicates
from .lists import NoOverlapMixin
from .models import Company


class CompanyForm(NoOverlapMixin, RecordForm):
    """Asks twice before a company is entered that the register may have already."""

    is_another = forms.BooleanField(
        label="确认不是同一家",
        required=False,
        help_text="保存时提示可能重复、而您核对后确定是另一家，才勾选。",
    )

    def clean(self):
        cleaned_data = super().clean()
        is_asked = self.is_to_be_saved() or not self.instance.pk
        if is_asked and not self.has_error("title") and not cleaned_data.get("is_another"):
            self.refuse_known_companies(cleaned_data)
        return cleaned_data

    def refuse_known_companies(self, cleaned_data):
        """Ask about what is new or changed only: who once said that two are two is not asked at each save."""
        named = {"title", "short_name", "credit_code"} & set(self.changed_data)
        if self.instance.pk and not named and not self.formsets["aliases"].has_changed():
            return
        names = {name: cleaned_data.get(name) for name in ("title", "short_name", "credit_code")}
        rows = [form for form in self.formsets["aliases"].forms if form.is_valid() and form.cleaned_data]
        aliases = [row.cleaned_data["name"] for row in rows if not row.cleaned_data.get("DELETE")]
        for duplicate in find_duplicates(Company(pk=self.instance.pk, **names), aliases)[:5]:
            self.add_error(
                None, f"台账里已有“{duplicate.company}”：{duplicate.reason}。确认不是同一家，请勾选后再保存。"
            )
