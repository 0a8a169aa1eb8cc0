"""The form of every record."""

from django.db.models import Q
from wagtail.admin.forms.models import WagtailAdminModelForm

from programs.records.model import UNFINISHED
from programs.sameness.asking import AsksTwiceMixin
from programs.taxonomy.forms import OfferedTerms

from .checked_forms import CheckedFormMixin
from .following import AddressFollowsTitle


class RecordForm(AsksTwiceMixin, AddressFollowsTitle, CheckedFormMixin, WagtailAdminModelForm):
    """What a keeper fills in. Terms out of use are offered only where they are in use already."""

    CHANGED = "您改动了内容，不能同时通过或退回。请先保存草稿；不想保留改动，就刷新本页后再办。"
    is_for_saving = False  # the views that save say so; the preview's form is not
    is_automatic = False  # nor do they who save while somebody types ask anything

    def __init__(self, *args, **kwargs):
        self.terms = OfferedTerms()
        super().__init__(*args, **kwargs)
        if self.initial.get("slug", "").startswith(UNFINISHED):
            self.initial["slug"] = ""
        if "responsible_person" in self.fields:
            people = self.fields["responsible_person"].queryset
            known = Q(is_active=True) | Q(pk=self.instance.responsible_person_id)
            self.fields["responsible_person"].queryset = people.filter(known).order_by("display_name", "username")

    def prepare(self, form):
        super().prepare(form)
        self.terms.offer(form)

    def is_to_be_saved(self):
        return self.is_for_saving

    def is_to_be_asked(self):
        return self.is_for_saving and not self.is_automatic and not self.is_approval()

    def is_approval(self):
        """Sending back brings no changes along either: a revision by the reviewer would void what is under review."""
        return "action-workflow-action" in self.data
