"""A form of one row knows what the row was when it was opened, and refuses to bury what somebody saved since.

For rows without revisions: their contents are the only version there is. The form carries a digest of them.
"""

from django import forms
from django.db import connection
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.crypto import salted_hmac

KEPT = "您填的内容没有保存，仍在下面。请先在新窗口里核对现在的内容；确认要以您填的为准，就再保存一次。"
STALE = f"您打开这个表单之后，它又被保存过（可能是别人，也可能是您的另一个窗口）。{KEPT}"
UNSEEN = f"收到的表单没有写明它打开时是什么内容，不知道此后有没有人保存过。{KEPT}"
BY_ITSELF = {"last_login", "updated_at", "file_size", "file_hash"}  # what changes without anybody's edit


class StaleCheckedFormMixin(metaclass=DeclarativeFieldsMetaclass):
    """For a ModelForm that changes a row; put it before the form's own class."""

    slow_fields = frozenset()  # fields whose change means slow work when the form is saved
    opened_on = forms.CharField(label="打开时的内容", required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and not self.is_bound:  # a new row has the field too: Django's admin lists fields by class
            self.fields["opened_on"].initial = self.digest(self.instance)

    def has_changed(self):
        return any(name != "opened_on" for name in self.changed_data)

    def clean(self):
        cleaned = super().clean()
        opened_on = self.cleaned_data.get("opened_on")
        if self.instance.pk and opened_on != (now := self.digest(self._locked())):
            self.data = self.data.copy()  # what is sent again has seen the sentence
            self.data[self.add_prefix("opened_on")] = now
            self.add_error(None, STALE if opened_on else UNSEEN)
        return cleaned

    def _locked(self):
        """The row as it is now, kept so until the request is over; not through slow work, which no transaction waits for."""
        rows = type(self.instance)._base_manager.all()
        if connection.in_atomic_block and not self.slow_fields & set(self.changed_data):
            rows = rows.select_for_update(of=("self",))
        return rows.get(pk=self.instance.pk)

    def digest(self, row):
        return salted_hmac("media.stale", repr(self.contents(row))).hexdigest()[:32]

    def contents(self, row):
        """All that somebody may have changed of `row`."""
        told = [
            (field.name, field.value_to_string(row))
            for field in row._meta.concrete_fields
            if field.name not in BY_ITSELF
        ]
        for field in row._meta.many_to_many:
            told.append((field.name, sorted(str(each.pk) for each in field.value_from_object(row))))
        for relation in getattr(row._meta, "child_relations", ()):
            children = relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).order_by("pk")
            told.append((relation.name, list(children.values_list())))
        return told
