"""What public things show changes with a file that they use, and no review is asked: whoever does it is told every public
place, and says once that it is meant."""

from django import forms
from django.forms.forms import DeclarativeFieldsMetaclass
from django.utils.html import format_html, format_html_join

from .uses import public_places

CLOSED = "以后，读者马上看不到"
OPENED = "以后，读者马上又看得到"
QUESTION = "{}正被 {} 处公开内容用到（{}）。{}，不经这些内容的审核。确定要这样，请勾选这一项再保存。"
USED = "这个文件正被 {} 处公开内容用到（{}）。换上新文件、改变读者能不能看到它，那里马上跟着变，不经审核；要这样做，才勾选。"


class AsksBeforeReadersSeeMixin(metaclass=DeclarativeFieldsMetaclass):
    """For a form that may change what public things show; put it before the form's own class. Nobody sees the box
    before there is a question."""

    is_meant = forms.BooleanField(
        label="读者看到的内容会马上跟着变，我已核对", required=False, widget=forms.HiddenInput
    )

    def ask(self, what, then, *files):
        """Refuse, until the box is ticked, that `then` happens to `what` where public things use one of `files`
        (querysets, one of each kind)."""
        if places := public_places(*files):
            self._show_box()
            if not self.cleaned_data.get("is_meant"):
                self.add_error("is_meant", format_html(QUESTION, what, len(places), _links(places), then))

    def ask_beforehand(self, file):
        """Show the box from the beginning: a browser forgets which file was chosen when the form comes back."""
        if places := public_places(type(file).objects.filter(pk=file.pk)):
            self._show_box(help_text=format_html(USED, len(places), _links(places)))

    def _show_box(self, **facts):
        self.fields["is_meant"].widget = forms.CheckboxInput()
        vars(self.fields["is_meant"]).update(facts)


def _links(places):
    return format_html_join("、", '<a href="{1}" target="_blank" rel="noopener">{0}</a>', places)


def what_follows(was_private, is_private):
    """What readers notice of the change; empty where it is nothing."""
    return "" if was_private == is_private else CLOSED if is_private else OPENED
