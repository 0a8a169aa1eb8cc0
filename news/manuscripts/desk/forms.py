"""What the import desk is sent, checked before anything is read or changed."""

import re

from django import forms
from django.core import signing

from ...models import ManuscriptImport
from ..errors import ManuscriptError, too_large
from ..pieces import Kind
from ..source.limits import LIMITS
from ..source.reading import MAX_BYTES, MAX_LINE, MAX_LINES, MAX_UPLOAD, read
from . import editing

AGAIN = "news.manuscripts.again"
ONE_HOUR = 3600


class HandInForm(forms.Form):
    """A file or a pasted text, and the section that the article will stand in. `data` and `name` when valid."""

    section = forms.ModelChoiceField(None, label="栏目", empty_label="请选择栏目")
    file = forms.FileField(
        label="稿件文件",
        required=False,
        max_length=255,
        help_text=f"Word（.docx，不超过 {MAX_UPLOAD >> 20} MB）或纯文本（.txt，不超过 {MAX_BYTES >> 20} MB）；文字编码自动识别。",
        widget=forms.FileInput(attrs={"accept": ".docx,.txt"}),
        error_messages={"empty": "文件是空的，请换一份。", "max_length": "文件名太长，请改短后再选。"},
    )
    text = forms.CharField(
        label="或者粘贴文字",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=f"一行一行原样粘贴，不必先整理；分栏断开的句子会自动接回。最多 {MAX_LINES} 行，每行不超过 {MAX_LINE} 字。",
    )
    again = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, user, sections, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["section"].queryset = sections
        self.bytes = self.name = None

    def clean_file(self):
        file = self.cleaned_data.get("file")
        if file and file.size > MAX_UPLOAD:
            raise forms.ValidationError(too_large(file.size, MAX_UPLOAD))
        return file

    def clean_again(self):
        """The bytes of a file handed in a moment ago, by the signed word that this person handed them in."""
        token = self.cleaned_data.get("again")
        if not token:
            return None
        try:
            said = signing.loads(token, salt=AGAIN, max_age=ONE_HOUR)
        except signing.BadSignature:
            return None
        if said["user"] != self.user.pk:
            return None
        return said

    def clean(self):
        cleaned = super().clean()
        again, file, text = (cleaned.get(name) for name in ("again", "file", "text"))
        if "file" in self.errors:
            return cleaned
        if again:
            self._take_earlier(again)
        elif file and text and text.strip():
            self.add_error("text", "文件和粘贴的文字只能选一样：请去掉文件，或清空这里。")
        elif file:
            self._take(file.read(), file.name, "file")
        elif text and text.strip():
            self._take(text.encode("utf-8", "replace"), _name_of(text), "text")
        else:
            self.add_error("file", "请选择稿件文件，或在下面粘贴文字。")
        return cleaned

    def _take(self, data, name, field):
        try:
            self.source = read(data, name)
        except ManuscriptError as error:
            self.add_error(field, str(error))
        else:
            self.bytes, self.name = data, name

    def _take_earlier(self, said):
        earlier = ManuscriptImport.objects.filter(sha256=said["sha256"]).first()
        try:
            with earlier.original.open("rb") as kept:
                self._take(kept.read(), said["name"], "file")
        except (AttributeError, OSError):
            self.add_error("file", "请重新选择文件。")

    def word_for_again(self):
        """What lets this person hand the same bytes in once more, deliberately and without choosing the file anew."""
        said = {"sha256": self.source.sha256, "name": self.name, "user": self.user.pk}
        return signing.dumps(said, salt=AGAIN)


def _name_of(text):
    """A file name for a pasted text, after its first line."""
    first = next(line.strip() for line in text.splitlines() if line.strip())
    words = re.sub(r"\W+", " ", first[:24]).strip() or "稿件"
    return f"粘贴：{words}.txt"


class TitleForm(forms.Form):
    """The title of a manuscript that has none: an article is made only when it is there."""

    title = forms.CharField(
        label="标题",
        max_length=LIMITS[Kind.TITLE],
        error_messages={
            "required": "原稿没有标题，请写上标题再生成草稿。",
            "max_length": "标题最多 %(limit_value)d 字，现在有 %(show_value)d 字。",
        },
    )

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())


class EditForm(forms.Form):
    """One change under review, made on `version` of the reading."""

    ACTS = {
        "kind": "改类型",
        "split": "拆分",
        "join": "与后一块合并",
        "drop": "略去",
        "restore": "恢复",
        "end_sidebar": "侧栏到这里结束",
        "undo": "撤回上一步",
        "restart": "恢复自动识别的结果",
        "rejoin": "接回断行",
        "title": "记下标题",
    }
    ON_PIECE = ("kind", "split", "join", "drop", "restore", "end_sidebar")

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1)
    act = forms.ChoiceField(choices=list(ACTS.items()))
    piece = forms.IntegerField(min_value=0, max_value=10**6, required=False)
    kind = forms.ChoiceField(choices=lambda: list(editing.choices()), required=False)
    at = forms.RegexField(r"^\d{1,7}:\d{1,7}\Z", required=False)
    reason = forms.CharField(max_length=200, required=False)
    title = forms.CharField(max_length=1000, required=False)  # typed so far, whatever else is asked for

    def clean(self):
        cleaned = super().clean()
        act = cleaned.get("act")
        if act in self.ON_PIECE and cleaned.get("piece") is None:
            raise forms.ValidationError("没有选中要改的内容。")
        if act == "split" and not cleaned.get("at") and "at" not in self.errors:
            raise forms.ValidationError("请选一个拆分的位置。")
        return cleaned

    @property
    def trouble(self):
        """All that is wrong, in one line."""
        if "kind" in self.errors:
            return "没有这种类型，什么也没有改。"
        if "reason" in self.errors:
            return f"略去的原因写得太长，最多 200 字。{''.join(self.errors['reason'])}"
        if self.non_field_errors():
            return "".join(self.non_field_errors())
        return "提交的内容不完整，什么也没有改，请再试一次。"
