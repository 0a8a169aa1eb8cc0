"""What readers have been told is neither changed nor taken back; more can be said."""

import datetime

import pytest

from news.models import ArticlePage, Byline, Correction

from . import desk
from .factories import ArticlePageFactory, ContributorFactory

DAY = datetime.date(2026, 3, 2)


@pytest.fixture
def editor(staff):
    return staff("editor")


@pytest.fixture
def told_page(section, editor):
    """A live article with one published correction."""
    page = ArticlePageFactory(parent=section)
    page.corrections = [Correction(corrected_on=DAY, text="更正：第二段“63家”应为“36家”。")]
    page.save_revision(user=editor).publish()
    return ArticlePage.objects.get(pk=page.pk)


def publish_newest(page):
    ArticlePage.objects.get(pk=page.pk).latest_revision.publish()
    return list(ArticlePage.objects.get(pk=page.pk).corrections.values_list("kind", "text"))


def test_publishing_marks_a_note_as_told_and_a_draft_does_not(told_page, section, editor):
    assert told_page.corrections.get().published_at
    draft = desk.create(
        editor, section, notes=[{"id": "", "kind": "更正", "corrected_on": DAY, "text": "草稿里的更正"}]
    )
    assert draft.corrections.get().published_at is None


def test_more_can_be_added(told_page, editor):
    rows = [*desk.note_rows(told_page), {"id": "", "kind": "修改说明", "corrected_on": DAY, "text": "补充了第三段。"}]
    assert desk.edit(editor, told_page, notes=rows).redirect_chain
    before = told_page.corrections.get().pk
    assert publish_newest(told_page) == [
        ("更正", "更正：第二段“63家”应为“36家”。"),
        ("修改说明", "补充了第三段。"),
    ]
    assert Correction.objects.filter(pk=before).exists()


@pytest.mark.parametrize(
    "change", [{"text": "没有错。"}, {"corrected_on": "2026-03-09"}, {"kind": "修改说明"}, {"DELETE": "on"}]
)
def test_the_form_refuses_to_change_what_was_told(told_page, editor, change):
    before = told_page.latest_revision_id
    response = desk.edit(editor, told_page, notes=[desk.note_rows(told_page)[0] | change])
    assert not response.redirect_chain
    assert "这条说明已经公开，不能修改或删除" in response.content.decode()
    assert ArticlePage.objects.get(pk=told_page.pk).latest_revision_id == before


def test_a_note_of_a_draft_can_still_be_changed_and_deleted(section, editor):
    row = {"id": "", "kind": "更正", "corrected_on": DAY, "text": "草稿里的更正"}
    page = desk.create(editor, section, notes=[row])
    rows = desk.note_rows(desk.newest(page))
    assert desk.edit(editor, page, notes=[rows[0] | {"text": "改了"}]).redirect_chain
    assert desk.newest(page).corrections.get().text == "改了"
    rows = desk.note_rows(desk.newest(page))
    assert desk.edit(editor, page, notes=[rows[0] | {"DELETE": "on"}]).redirect_chain
    assert not desk.newest(page).corrections.exists()


def test_a_revision_that_lacks_or_alters_the_note_publishes_it_as_it_was(told_page, editor):
    told = [("更正", "更正：第二段“63家”应为“36家”。")]
    page = desk.newest(told_page)
    page.corrections = []
    page.save_revision(user=editor)
    assert [(note.kind, note.text) for note in desk.newest(page).corrections.all()] == told
    assert publish_newest(page) == told
    page = desk.newest(page)
    page.corrections.all()[0].text = "没有错。"
    page.save_revision(user=editor)
    assert publish_newest(page) == told


def test_an_unpublished_article_keeps_what_was_told(told_page, editor):
    told_page.unpublish()
    page = ArticlePage.objects.get(pk=told_page.pk)
    page.corrections = []
    page.save()
    assert page.corrections.count() == 1 == Correction.objects.filter(page=page).count()


def test_going_back_to_an_old_version_does_not_take_the_note_back(section, editor):
    page = ArticlePageFactory(parent=section)
    old = page.save_revision(user=editor)
    page.corrections = [Correction(corrected_on=DAY, text="更正。")]
    page.save_revision(user=editor).publish()
    assert old.as_object().corrections.count() == 1
    old.publish()
    assert ArticlePage.objects.get(pk=page.pk).corrections.count() == 1


def test_publishing_again_and_again_repeats_nothing(told_page, editor):
    for number in range(3):
        desk.edit(editor, told_page, kicker=f"第{number}次")
        assert len(publish_newest(told_page)) == 1


def test_a_copy_is_a_new_story_with_nothing_told(told_page, editor):
    copy = told_page.copy(update_attrs={"slug": "fu-ben"}, keep_live=False, user=editor)
    assert not copy.corrections.exists()


@pytest.mark.parametrize(("text", "is_changed"), [(None, False), ("更正：另一句。", True)])
def test_only_what_was_typed_counts_as_a_change(told_page, text, is_changed):
    """An approval is refused when it brings changes along; a note that stands as it was is none."""
    page = desk.newest(told_page)
    data = desk.article_form(page) | {"corrections-0-ORDER": "1"}
    data |= {"corrections-0-text": text} if text else {}
    form = page.get_edit_handler().get_form_class()(data, instance=page)
    assert form.formsets["corrections"].has_changed() is is_changed


@pytest.mark.parametrize(("text", "is_changed"), [("更正。", False), ("更正：另一句。", True)])
def test_rows_that_were_never_published_are_no_change_by_themselves(section, editor, text, is_changed):
    """They have no number yet: the browser sends them as new ones each time, approvals must pass all the same."""
    page = ArticlePageFactory(parent=section)
    page.corrections = [Correction(corrected_on=DAY, text="更正。")]
    author = ContributorFactory()
    page.bylines = [Byline(contributor=author, role="记者")]
    page.save_revision(user=editor)
    newest = desk.newest(page)
    data = desk.article_form(newest)
    for name in ("corrections", "bylines"):
        data |= {f"{name}-INITIAL_FORMS": "0", f"{name}-0-id": "", f"{name}-0-ORDER": "1"}
    data |= {"bylines-TOTAL_FORMS": "1", "bylines-0-contributor": str(author.pk), "bylines-0-role": "记者"}
    form = newest.get_edit_handler().get_form_class()(data | {"corrections-0-text": text}, instance=newest)
    assert form.is_valid(), form.errors
    assert form.rows_have_changed() is is_changed
