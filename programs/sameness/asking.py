"""Forms that ask twice before something is entered that the register may have already."""

from django import forms
from django.db import connection
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from programs.records.one_at_a_time import take_turn

from .recognition import recognition_of

SHOWN = 5
QUESTION = "台账里可能已经有这{}：{}。请先核对（在新窗口打开，不影响这里填的内容）；确定不是同一条，勾选这一项再保存。"


class AsksTwiceMixin(forms.Form):
    """Names the records that the one in the form may be, each with a link to it. What was answered is remembered."""

    is_another = forms.BooleanField(
        label="确认不是重复",
        required=False,
        help_text="保存时提示可能重复、而您核对后确定是另一条，才勾选。",
    )

    @property
    def recognition(self):
        return recognition_of(self._meta.model)

    def clean(self):
        cleaned_data = super().clean()
        if self.is_to_be_asked() and not self.cleaned_data.get("is_another"):
            self.ask_about(self.as_named())
        return cleaned_data

    def is_to_be_asked(self):
        raise NotImplementedError

    def alias_names(self):
        """What the rows of aliases under the form say."""
        return ()

    def ask_about(self, record):
        recognition = self.recognition
        own, before = recognition.of(record, self.alias_names()), self.names_before(record)
        added = own.beyond(before) if before else own
        if not (added.all or added.code):
            return
        if connection.in_atomic_block:  # the views that save open one, the preview does not
            take_turn(self._meta.model)
        if found := recognition.find_among([added], record.pk)[0]:
            self.add_error("is_another", format_html(QUESTION, recognition.counter, self.known(found)))

    def names_before(self, record):
        """The names that nobody needs to be asked about: those of the published record, or of a draft of which somebody
        has said that it is another's; None for what is not on record yet."""
        if not record.pk:
            return None
        if self.instance.told_apart and self.instance.told_apart == record.normalised(record.title):
            return self.recognition.of(self.instance)
        stored = self._meta.model._default_manager.filter(pk=record.pk, live=True).first()
        return stored and self.recognition.of(stored)

    def as_named(self):
        """The record with the names that were typed."""
        record = self._meta.model(pk=self.instance.pk)
        for name in self.recognition.fields:
            if name in self.cleaned_data:
                setattr(record, name, self.cleaned_data[name])
            elif self.instance.pk:
                setattr(record, name, getattr(self.instance, name))
        return record

    def known(self, found):
        rows = ((self.address_of(one.record), one.record, said_of(one)) for one in found[:SHOWN])
        return format_html_join("；", '<a href="{}" target="_blank" rel="noopener">“{}”</a>（{}）', rows)

    def address_of(self, record):
        return reverse(type(record).snippet_viewset.get_url_name("edit"), args=[record.pk])

    def save(self, commit=True):
        if self.cleaned_data.get("is_another"):
            self.instance.told_apart = self.instance.normalised(self.instance.title)
        return super().save(commit)


def said_of(duplicate):
    """Why it may be the same, and what tells it from its like."""
    record = duplicate.record
    code_field = recognition_of(type(record)).code_field
    state = "" if record.live else "未发布"
    return "，".join(filter(None, [duplicate.reason, code_field and getattr(record, code_field), state]))


def names_in(formset):
    """What the rows of aliases in a form say, short of those that are taken off."""
    rows = [form for form in formset.forms if not form["DELETE"].value()]
    return [name for form in rows if (name := form["name"].value())]
