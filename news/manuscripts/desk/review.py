"""An import under review: the original, its automatic reading, and what the editor has changed in it since."""

import contextlib
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import LogContext, log
from wagtail.models import Page

from ...models import ManuscriptImport
from ..checking import odd_things
from ..checking.registered import registered
from ..errors import ManuscriptError
from ..filing.embedded import pictures_go_with, write_pictures
from ..filing.importing import file_article, rehearse_pieces
from ..ledger import remarks_of
from ..pieces import Kind, Piece
from ..source.reading import Source, read
from ..understanding.structure import parse
from . import editing

State = ManuscriptImport.State


class StaleReview(ManuscriptError):
    """Somebody else, or oneself in another window, has changed this import meanwhile."""


class Overtaken(Exception):
    """The import was changed while its draft was being made."""


def take_in(data, name, section, user=None):
    """Keep `data` (bytes) as an import to be reviewed; return the ManuscriptImport. Raises ManuscriptError."""
    source = read(data, name)
    pieces = [piece.as_json() for piece in parse(source)]
    record = ManuscriptImport(
        file_name=name[-255:],
        sha256=source.sha256,
        encoding=source.encoding,
        state=State.IN_REVIEW,
        section=section,
        pieces={"automatic": pieces, "now": pieces, "history": []},
        imported_by=user,
    )
    with _original_goes_with(record), transaction.atomic():
        record.original.save(f"{record.sha256[:16]}{'.docx' if source.data else '.txt'}", ContentFile(data), save=False)
        record.save()
        log(instance=record, action="news.manuscript.take_in", user=user)
    return record


def same_file(sha256):
    """Imports of the same bytes that stand, newest first: those under review, and those whose article exists."""
    standing = ManuscriptImport.objects.exclude(state=State.UNDONE).filter(sha256=sha256)
    return standing.exclude(state=State.DONE, page=None).select_related("page", "imported_by")


@contextlib.contextmanager
def _original_goes_with(record):
    """Where the row cannot be kept, its file is not kept either."""
    try:
        yield
    except BaseException:
        if record.original and record.original._committed:
            record.original.delete(save=False)
        raise


@dataclass
class Review:
    """One import as its editor sees it. Changes are kept in `record`, which the caller has locked."""

    record: ManuscriptImport
    source: Source
    pieces: list[Piece]

    @classmethod
    def of(cls, record, source):
        """The review of `record`, whose original reads as `source` (`original_of`, asked before `record` was locked)."""
        try:
            pieces = [Piece.from_json(piece, source) for piece in record.pieces["now"]]
        except (KeyError, TypeError, ValueError) as error:
            raise ManuscriptError("这份稿件的读法损坏了，请“撤销导入”后重新导入。") from error
        return cls(record, source, pieces)

    @property
    def history(self):
        return self.record.pieces["history"]

    @property
    def has_title(self):
        return any(piece.kind == Kind.TITLE for piece in self.pieces)

    @property
    def title(self):
        """What an editor wrote for a manuscript without a title."""
        return self.record.pieces.get("title", "")

    def keep_title(self, title):
        """Keep what was typed, whether it can be a title or not. Overtaken where the import was changed meanwhile."""
        with transaction.atomic():
            self._lock()
            self.record.pieces = self.record.pieces | {"title": title}
            self.record.save(update_fields=["pieces"])

    def rehearse(self, instead=""):
        """Lay out the pieces and prove that nothing is lost; ManuscriptError says why no article can be made.

        `instead` stands for a title that nobody has written yet.
        """
        return rehearse_pieces(self.source, self.pieces, self.title or instead)

    def remarks(self):
        """What the checker says where the pieces make no article yet."""
        return sorted(remarks_of(self.pieces) + odd_things(self.pieces, registered()), key=lambda remark: remark.line)

    def change(self, pieces, label, user):
        """Keep `pieces` in place of those of now, and how to take that back."""
        old, new = self.record.pieces["now"], [piece.as_json() for piece in pieces]
        change = editing.change_between(old, new)
        self._keep(new, [*self.history, self._entry(change, label, user)])

    def undo(self, user):
        """Take the last change back; EditingError where there is none."""
        if not self.history:
            raise editing.EditingError("没有可以撤回的改动。")
        *earlier, last = self.history
        self._keep(editing.taken_back(self.record.pieces["now"], last), earlier)

    def start_again(self, user):
        """Go back to the automatic reading. That is a change too, and can be taken back."""
        old, new = self.record.pieces["now"], self.record.pieces["automatic"]
        if old == new:
            raise editing.EditingError("现在就是自动识别的样子。")
        self._keep(new, [*self.history, self._entry(editing.change_between(old, new), "恢复自动识别的结果", user)])

    def rejoin(self, user):
        """Read the file anew, its paragraphs as lines that were broken by hand. That is a change too."""
        old = self.record.pieces["now"]
        new = [piece.as_json() for piece in parse(self.source, is_rejoined=True)]
        if old == new:
            raise editing.EditingError("没有可以接回的断行。")
        self._keep(new, [*self.history, self._entry(editing.change_between(old, new), "接回断行", user)])

    def file(self, user):
        """Make the draft of the article, all or nothing; return the import. ManuscriptError says why none can be made,
        Overtaken that the import was changed meanwhile. Locks it itself: what is slow comes first."""
        record = self.record
        if record.section is None:
            raise ManuscriptError("原来的栏目已经删除，请撤销这次导入，重新选栏目导入。")
        rehearsal = self.rehearse()
        with pictures_go_with(record), LogContext(user=user):
            record.new_pictures = write_pictures(rehearsal.draft, rehearsal.source, user)
            with transaction.atomic():
                self._lock()
                parent = Page.objects.select_for_update(of=("self",)).get(pk=record.section_id).specific
                file_article(record, rehearsal, parent, user=user)
                record.version += 1
                record.save()
                log(instance=record.page, action="news.manuscript.draft", user=user, data={"import": record.pk})
        return record

    def _lock(self):
        now = ManuscriptImport.objects.select_for_update().get(pk=self.record.pk)
        if (now.version, now.state) != (self.record.version, self.record.state):
            raise Overtaken

    def _entry(self, change, label, user):
        return change | {"label": label, "by": str(user), "when": timezone.now().isoformat(timespec="seconds")}

    def _keep(self, pieces, history):
        self.record.pieces = self.record.pieces | {"now": pieces, "history": history}
        self.record.version += 1
        self.record.save(update_fields=["pieces", "version"])
        self.pieces = [Piece.from_json(piece, self.source) for piece in pieces]


def original_of(record):
    """The Source in the original of `record`; ManuscriptError where the file is gone or has been tampered with."""
    try:
        with record.original.open("rb") as file:
            source = read(file.read(), record.file_name)
    except OSError as error:
        raise ManuscriptError("原稿文件不见了，请站点管理员从备份中恢复。") from error
    if source.sha256 != record.sha256:
        raise ManuscriptError("原稿文件与导入时的指纹不符，请站点管理员从备份中恢复。")
    return source
