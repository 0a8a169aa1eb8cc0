"""Whatever breaks on the way: the whole import is there, or nothing of it."""

import pytest
from django.core.management import CommandError
from django.db import connection
from django.db.transaction import TransactionManagementError
from wagtail.models import ModelLogEntry, Page, PageLogEntry, Revision

from news.manuscripts.filing import importing
from news.models import ArticlePage, Contributor, ManuscriptImport

from .manuscripts import kept_files, nothing_left, run

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("originals")]


@pytest.mark.parametrize(
    "where",
    [
        (Page, "save_revision"),
        (Revision, "publish"),
        (Contributor, "save"),
        (ManuscriptImport, "save"),
    ],
    ids=lambda where: where[1],
)
def test_a_fault_in_the_middle_leaves_nothing(section, manuscript, originals, monkeypatch, where):
    def fail(*args, **kwargs):
        raise RuntimeError("示例故障")

    monkeypatch.setattr(*where, fail)
    with pytest.raises(RuntimeError, match="示例故障"):
        run(manuscript, section, "--publish")
    monkeypatch.undo()
    assert nothing_left(originals)
    assert Page.objects.get(pk=section.pk).numchild == 0
    assert not ModelLogEntry.objects.exists()


def test_a_fault_at_any_write_leaves_all_or_nothing(section, manuscript, originals):
    """Wagtail's index of references is rebuilt by a task that may fail by itself; all else stands or falls together."""

    class Cut:
        def __init__(self, at):
            self.left = at

        def __call__(self, execute, sql, params, many, context):
            if sql.startswith(("INSERT", "UPDATE")):
                self.left -= 1
                if self.left == 0:
                    raise RuntimeError("示例故障")
            return execute(sql, params, many, context)

    refused = 0
    for at in range(1, 200, 3):
        cut = Cut(at)
        try:
            with connection.execute_wrapper(cut):
                run(manuscript, section, "--publish", verbosity=0)
        except (RuntimeError, TransactionManagementError):  # the latter where Wagtail swallows the former
            refused += 1
            assert nothing_left(originals), at
            continue
        page = ArticlePage.objects.get()
        assert page.live and page.live_revision and page.bylines.count() == 2
        assert ManuscriptImport.objects.get().page == page and len(kept_files(originals)) == 1
        if cut.left > 0:
            break
        ManuscriptImport.objects.get().original.delete(save=False)
        ManuscriptImport.objects.all().delete()
        page.delete()
        Contributor.objects.all().delete()
        Revision.objects.all().delete()
        PageLogEntry.objects.all().delete()
    assert refused >= 5 and cut.left > 0


def test_a_page_that_comes_back_different_is_not_kept(section, manuscript, originals, monkeypatch):
    real, calls = importing.page_texts, []

    def forgetful(page):
        calls.append(page)
        return real(page) if len(calls) == 1 else real(page)[:-1]

    monkeypatch.setattr(importing, "page_texts", forgetful)
    with pytest.raises(CommandError, match="零丢失核对不通过"):
        run(manuscript, section)
    assert len(calls) == 2
    assert nothing_left(originals)
