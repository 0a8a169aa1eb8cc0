"""Take a manuscript in: all of it in one transaction, or none of it."""

from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.log_actions import LogContext
from wagtail.models import Page

from ...models import ArticlePage, ManuscriptImport
from ..checking import odd_things
from ..checking.registered import registered
from ..errors import ManuscriptError
from ..ledger import Ledger, Remark, check, ledger_of, remarks_of
from ..source.reading import Source, read
from ..understanding.structure import parse
from .draft import Draft, NoTitle, draft_of
from .embedded import pictures_go_with, save_pictures, write_pictures
from .pages import contributors_named, namesakes, page_of, page_texts

PLACEHOLDER = "（原稿没有标题，请补写）"


@dataclass(frozen=True)
class Rehearsal:
    """A manuscript understood and accounted for, nothing saved yet."""

    source: Source
    draft: Draft
    ledger: Ledger

    @property
    def has_placeholder(self):
        """Whether nobody has said how the story is called."""
        return self.draft.added.get("title") == PLACEHOLDER


def rehearse(data, name, title=""):
    """Read `data` (bytes), lay it out, and prove that nothing is lost. Writes nothing; raises ManuscriptError.

    `title` is for a manuscript that has none; one that is still missing is put in by words that say so.
    """
    source = read(data, name)
    pieces = parse(source)
    try:
        return rehearse_pieces(source, pieces, title)
    except NoTitle:
        return rehearse_pieces(source, pieces, PLACEHOLDER)


def rehearse_pieces(source, pieces, title=""):
    """Lay out `pieces` of `source`, as parsed or as an editor changed them, and prove that nothing is lost."""
    draft = draft_of(pieces, source, title)
    names = [byline[0] for byline in draft.bylines]
    texts = page_texts(page_of(draft, contributors_named(names)))
    remarks = remarks_of(pieces) + odd_things(pieces, registered())
    remarks += [
        Remark(0, name, f"库里有不止一位作者叫{name}，署名用了最早的一位，请核对。", "namesakes")
        for name in namesakes(names)
    ]
    remarks.sort(key=lambda remark: remark.line)
    ledger = ledger_of(draft.placements, [place for place, _ in texts], remarks, source.left_out, draft.added)
    check(source, ledger, texts)
    return Rehearsal(source, draft, ledger)


def earlier_import(sha256):
    """The newest import of the same file whose article still exists, or None."""
    return ManuscriptImport.objects.filter(sha256=sha256, page__isnull=False).select_related("page").first()


def import_manuscript(data, name, section, *, publish=False, published_at=None, again=False, user=None, title=""):
    """Make an article below `section` from `data` (bytes of the file called `name`); return the ManuscriptImport.

    `title` is used where the manuscript has none. Raises ManuscriptError, leaving nothing behind, where the file cannot be read whole, was imported before (unless
    `again`), or does not stand on the page character for character once saved.
    """
    rehearsal = rehearse(data, name, title)
    if publish and rehearsal.has_placeholder:
        raise ManuscriptError("原稿没有标题，不能直接发布：请用 --title 写明标题，或先不加 --publish，存为草稿再补写。")
    record = ManuscriptImport(file_name=name[-255:], sha256=rehearsal.source.sha256, imported_by=user)
    try:
        with pictures_go_with(record), LogContext(user=user):
            record.new_pictures = write_pictures(rehearsal.draft, rehearsal.source, user)
            with transaction.atomic():
                parent = (
                    Page.objects.select_for_update(of=("self",)).get(pk=section.pk).specific
                )  # one import at a time
                if not again and (earlier := earlier_import(record.sha256)):
                    raise ManuscriptError(
                        f"这份稿件已经导入过：《{earlier.page.title}》（页面编号 {earlier.page_id}）。确要再导入一次，请加 --again。"
                    )
                file_article(record, rehearsal, parent, publish=publish, published_at=published_at, user=user)
                record.original.save(
                    f"{record.sha256[:16]}{'.docx' if rehearsal.source.data else '.txt'}", ContentFile(data), save=False
                )
                record.save()
    except BaseException:
        if record.original and record.original._committed:
            record.original.delete(save=False)
        raise
    return record


def file_article(record, rehearsal, parent, *, publish=False, published_at=None, user=None):
    """Save what `rehearsal` holds as an article below `parent`, and note in `record` (saved by the caller) what was made.

    Runs in the caller's transaction; around it stands `embedded.pictures_go_with(record)`, and its pictures are written. `record.made` names the rows made beside the page, and the page's revision then.
    """
    draft, ledger = rehearsal.draft, rehearsal.ledger
    people = contributors_named([name for name, _ in draft.bylines])
    new_people = [person for person in people.values() if person.pk is None]
    for person in new_people:
        person.save()
    save_pictures(draft, record.new_pictures)
    page = page_of(draft, people, published_at)
    page.owner = user
    parent.add_child(instance=page)
    revision = page.save_revision(user=user, log_action=True)
    check(rehearsal.source, ledger, page_texts(revision.as_object()))
    if publish:
        revision.publish(
            user=user, skip_permission_checks=True
        )  # only the command publishes: its operator answers for it
        check(rehearsal.source, ledger, page_texts(ArticlePage.objects.get(pk=page.pk)))
    record.page = page
    record.section = parent
    record.state = ManuscriptImport.State.DONE
    record.made = {
        "contributors": [person.pk for person in new_people],
        "pictures": [p.pk for p in record.new_pictures],
        "revision": revision.pk,
    }
    record.encoding = rehearsal.source.encoding
    record.ledger = ledger.as_dict()
