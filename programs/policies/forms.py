"""Forms that let no policy supersede itself."""

from programs.bulk import record_admin
from programs.desk.record_forms import RecordForm


class SuccessionMixin:
    """Gives the chosen policies to the one at hand before it is asked whether it is right: Django itself does so only
    after the form is found sound."""

    def clean(self):
        cleaned_data = super().clean()
        if "supersedes" in self.cleaned_data:
            self.instance.supersedes.set(list(self.cleaned_data["supersedes"]))
        return cleaned_data


class PolicyForm(SuccessionMixin, RecordForm):
    """The form of the Wagtail desk."""


class PolicyBulkForm(SuccessionMixin, record_admin.WholeRecordForm):
    """The form of the bulk desk."""
