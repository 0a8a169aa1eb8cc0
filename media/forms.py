"""The desk's forms for pictures and attachments, in all their doors: several at once, one, in a chooser, a new file for an old one."""

from django.conf import settings
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from .asking import AsksBeforeReadersSeeMixin, what_follows
from .fields import AttachmentFormField, PictureFormField
from .stale import StaleCheckedFormMixin
from .uses import is_private


def _replace_file_field(form, field_class, **options):
    """Put a stricter file field where Wagtail has placed its own; the form for details has none."""
    stock = form.fields.get("file")
    if stock is not None:
        # the file's name may be long: its stored name is cut to fit
        form.fields["file"] = field_class(
            label=stock.label, required=stock.required, widget=stock.widget, max_length=255, **options
        )


class AsksOfFileMixin(AsksBeforeReadersSeeMixin):
    """For the form of one file: a new file in its place, and a collection that lets in others, need the tick."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.ask_beforehand(self.instance)

    def clean(self):
        cleaned = super().clean()
        if self.instance.pk and (then := self._what_readers_notice()):
            row = type(self.instance).objects.get(pk=self.instance.pk)
            self.ask(f"“{row}”", then, type(row).objects.filter(pk=row.pk))
        return cleaned

    def _what_readers_notice(self):
        """Of the change that was typed; nothing, where the file is closed to them before and after."""
        before = self.instance.collection
        after = self.cleaned_data.get("collection") or before
        was_private = is_private(before)
        is_closed = is_private(after) if after != before else was_private
        if then := what_follows(was_private, is_closed):
            return f"放进文件夹“{after}”{then}"
        return "换上新文件以后，读者马上看到新的" if "file" in self.changed_data and not is_closed else ""


class PictureForm(AsksOfFileMixin, StaleCheckedFormMixin, BaseImageForm):
    slow_fields = frozenset({"file"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _replace_file_field(self, PictureFormField)
        # Several at once sends the files first and asks for the words after: only a form that asks may insist.
        is_asked = not self.is_bound or self.add_prefix("description") in self.data
        if "description" in self.fields:
            self.fields["description"].required = is_asked

    class Meta(BaseImageForm.Meta):
        labels = {"title": "标题", "description": "替代文字", "tags": "标签"}
        help_texts = {
            "title": "便于在图片库里查找。",
            "description": "看不见图片的读者听到的话：画面里有谁、在做什么、在哪里。不必写“图片显示”。",
        }
        error_messages = {"description": {"required": "请写替代文字：用一句话说明画面内容。"}}


class AttachmentForm(AsksOfFileMixin, StaleCheckedFormMixin, BaseDocumentForm):
    slow_fields = frozenset({"file"})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        _replace_file_field(self, AttachmentFormField, allowed_extensions=settings.WAGTAILDOCS_EXTENSIONS)

    class Meta(BaseDocumentForm.Meta):
        labels = {"title": "名称", "tags": "标签"}
        help_texts = {"title": "读者看到的文件名称，例如“申报表（2023年版）”。"}
