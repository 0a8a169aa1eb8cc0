import uuid

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable


class Correction(Orderable):
    """A dated public note under a story: a correction, or a word on what was changed.

    Once published it stays: readers who saw the error must be able to see that it was put right. Whoever wants to
    say something else adds another note. `key` names a note through all revisions, where primary keys come and go.
    """

    class Kind(models.TextChoices):
        CORRECTION = "更正", "更正"
        CHANGE = "修改说明", "修改说明"

    page = ParentalKey("news.ArticlePage", on_delete=models.CASCADE, related_name="corrections")
    key = models.UUIDField(default=uuid.uuid4, editable=False)
    kind = models.CharField("类型", max_length=10, choices=Kind, default=Kind.CORRECTION)
    corrected_on = models.DateField("日期", default=timezone.localdate)
    text = models.TextField("内容", validators=[MaxLengthValidator(500)], help_text="显示在文末，向读者说明改了什么。")
    published_at = models.DateTimeField("公开时间", null=True, blank=True, editable=False)

    panels = [FieldRowPanel([FieldPanel("kind"), FieldPanel("corrected_on")]), FieldPanel("text")]

    class Meta(Orderable.Meta):
        verbose_name = "更正与修改说明"
        verbose_name_plural = "更正与修改说明"

    def __str__(self):
        return f"{self.corrected_on} {self.kind}"


class CorrectionFormSet(BaseChildFormSet):
    """Refuses to change or delete what readers have already been told."""

    REFUSAL = "这条说明已经公开，不能修改或删除；如需补充，请另加一条。"

    def add_fields(self, form, index):
        super().add_fields(form, index)
        # A callable default makes Django look for a hidden first value, which the desk's forms do not carry: every
        # note would count as changed, and no approval could pass.
        form.fields["corrected_on"].show_hidden_initial = False

    def clean(self):
        super().clean()
        published = {note.key: note for note in published_notes(self.instance)}
        for form in self.initial_forms:
            note = published.get(form.instance.key)
            if note is None or not hasattr(form, "cleaned_data"):
                continue
            if form.cleaned_data.get("DELETE"):
                raise ValidationError(self.REFUSAL)
            if any(form.cleaned_data.get(name) != getattr(note, name) for name in TOLD):
                form.add_error("text", self.REFUSAL)


class CorrectionsPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = CorrectionFormSet
        return options


TOLD = ("kind", "corrected_on", "text")


def published_notes(page):
    return list(Correction.objects.filter(page_id=page.pk, published_at__isnull=False)) if page.pk else []


def keep_published(page):
    """Put the published notes of `page` back, word for word, whatever the revision at hand says of them."""
    notes = published_notes(page)
    if notes:
        keys = {note.key for note in notes}
        notes += [note for note in page.corrections.all() if note.key not in keys]
        for number, note in enumerate(notes):
            note.sort_order = number
        page.corrections = notes


def forget_published(page):
    """A copy is a story of its own, of which readers have been told nothing yet."""
    notes = list(page.corrections.all())
    for note in notes:
        note.published_at = None
    page.corrections = notes


def mark_published(page):
    Correction.objects.filter(page_id=page.pk, published_at__isnull=True).update(published_at=timezone.now())
