from django import forms

from ..desk.record_forms import RecordForm
from .lists import NoOverlapMixin


class CompanyForm(NoOverlapMixin, RecordForm):
    """Asks twice before a company is entered that the register may have already."""

    is_another = forms.BooleanField(
        label="确认不是同一家",
        required=False,
        help_text="保存时提示可能重复、而您核对后确定是另一家，才勾选。",
    )
