"""The desk page that proposes links, and what its buttons do."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from news.mentions.linking import editable_texts
from news.mentions.name_index import NAMES
from news.mentions.suggesting import propose
from news.mentions.texts import paragraphs
from news.models import ArticlePage
from news.models.mention import DismissedSuggestion, LostMention, Mention
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory, EventFigureFactory
from programs.policies.tests.factories import PolicyFactory

from . import desk
from .factories import ArticlePageFactory

pytestmark = pytest.mark.django_db
NAME = "浙江示例鞋业有限公司"


@pytest.fixture
def company():
    return CompanyFactory(title=NAME)


@pytest.fixture
def draft(section, staff):
    """A draft with words in the lead, in a paragraph, in a sidebar, and in a link that stands already."""
    sidebar = {"kind": "链接", "title": "", "body": [("paragraph", f"<p>在{NAME}举行。</p>")]}
    page = ArticlePageFactory(
        parent=section,
        live=False,
        lead=f"<p>由{NAME}印发的办法。</p>",
        body=[
            ("paragraph", f'<p>走进<b>浙江</b>示例鞋业有限公司车间。<a href="https://example.org/">{NAME}</a></p>'),
            ("sidebar", sidebar),
        ],
    )
    page.save_revision(user=staff("editor"))
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def editor(staff):
    return staff("editor")


def url(page):
    return reverse("mention_suggestions", args=[page.pk])


def newest(page):
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()


def press(user, page, revision=None, **fields):
    data = {"revision": page.latest_revision_id if revision is None else revision} | fields
    return user.client.post(url(page), data, follow=True)


def links(page):
    return [
        (paragraph.text[one.start : one.end], one.attributes)
        for _, html, _ in editable_texts(page)
        for paragraph in paragraphs(html)
        for one in paragraph.links
        if "linktype" in one.attributes
    ]


def texts(page):
    return [one.text for _, html, _ in editable_texts(page) for one in paragraphs(html)]


def test_every_suggestion_is_shown_in_its_sentence(draft, company, editor):
    page = editor.client.get(url(draft)).content.decode()
    assert page.count(f"<mark>{NAME}</mark>") == 3
    assert f"走进<mark>{NAME}</mark>车间。" in page
    assert "全部关联（3 处）" in page


def test_roles_that_the_grammar_says(draft, company):
    assert [one.role for one in propose(draft)[0]] == ["issuer", "", "place"]


def test_accept_one(draft, company, editor):
    key = propose(draft)[0][1].key
    response = press(editor, draft, accept=key, **{f"role-{key}": "beneficiary"})
    assert "已关联 1 处" in desk.told(response)
    saved = newest(draft)
    assert links(saved) == [(NAME, {"linktype": "company", "id": str(company.pk), "role": "beneficiary"})]
    assert texts(saved) == texts(draft)
    assert (saved.latest_revision_id != draft.latest_revision_id) and saved.latest_revision.user == editor
    assert not ArticlePage.objects.get(pk=draft.pk).live


def test_accept_all(draft, company, editor):
    press(editor, draft, accept_all="1")
    assert [(words, one.get("role", "")) for words, one in links(newest(draft))] == [
        (NAME, "issuer"), (NAME, ""), (NAME, "place"),
    ]  # fmt: skip
    assert texts(newest(draft)) == texts(draft)
    assert "没有新的建议" in editor.client.get(url(draft)).content.decode()


def test_namesakes_must_be_chosen(section, editor):
    first, second = CompanyFactory(title="示例鞋业"), CompanyFactory(title="另一家", short_name="示例鞋业")
    page = ArticlePageFactory(parent=section, lead="<p>示例鞋业</p>", body=[])
    page.save_revision()
    page.refresh_from_db()
    key = propose(page)[0][0].key
    assert "请先选定" in desk.told(press(editor, page, accept_all="1"))
    assert "请先选定" in desk.told(press(editor, page, accept=key, **{f"record-{key}": "company-99999"}))
    assert not links(newest(page))
    press(editor, page, accept=key, **{f"record-{key}": f"company-{second.pk}"})
    assert links(newest(page)) == [("示例鞋业", {"linktype": "company", "id": str(second.pk)})]
    assert first.pk != second.pk


def test_a_draft_that_changed_meanwhile_is_left_alone(draft, company, editor):
    stale = draft.latest_revision_id
    page = newest(draft)
    page.kicker = "别人的改动"
    page.save_revision()
    key = propose(draft)[0][1].key
    response = press(editor, draft, revision=stale, accept=key, **{f"role-{key}": "participant"})
    assert "有了新版本" in desk.told(response)
    assert '<option value="participant" selected>' in response.content.decode()
    assert newest(draft).kicker == "别人的改动" and not links(newest(draft))


def test_a_locked_article_is_left_alone(draft, company, editor, staff):
    ArticlePage.objects.filter(pk=draft.pk).update(locked=True, locked_by=staff("reviewer"))
    assert "锁定" in desk.told(press(editor, draft, accept_all="1"))
    assert not links(newest(draft))


def test_under_review_a_link_restarts_the_review(section, company, staff):
    author, reviewer = staff("editor"), staff("reviewer")
    page = desk.create(author, section, lead=desk.rich_text(f"<p>{NAME}</p>"), action_submit="1")
    before = page.current_workflow_task_state
    press(reviewer, page, accept_all="1")
    page = ArticlePage.objects.get(pk=page.pk)
    assert page.workflow_in_progress and page.current_workflow_task_state.pk != before.pk
    assert len(links(newest(page))) == 1


def test_words_that_mean_no_record_here(draft, company, editor):
    assert "不再建议" in desk.told(press(editor, draft, dismiss=NAME))
    press(editor, draft, dismiss=NAME)
    assert DismissedSuggestion.objects.get().dismissed_by == editor
    assert not propose(draft)[0]


@pytest.mark.parametrize("fields", [{"accept": "x"}, {"accept": "0-0-0-99"}, {"seen": "x"}, {"dismiss": "\0"}, {}])
def test_bad_input_changes_nothing(draft, company, editor, fields):
    assert press(editor, draft, **fields).status_code == 200
    assert not links(newest(draft)) and not DismissedSuggestion.objects.exists()


def test_what_the_registers_do_not_know(section, staff):
    PolicyFactory(title="《示例十条意见》")
    EventFigureFactory(event=EventFactory(), printed="意向订单1亿美元")
    lead = "<p>《示例十条意见》和《关于招工的示例办法》：订单1亿美元，岗位1万余个，2023年。</p>"
    page = ArticlePageFactory(parent=section, lead=lead, body=[])
    page.save_revision()
    _, titles, figures = propose(page)
    assert [spot.words for spot in titles] == ["《关于招工的示例办法》"]
    assert [spot.words for spot in figures] == ["1万余个"]
    add = Company.snippet_viewset.get_url_name("add").replace("companies_company", "policies_policy")
    assert reverse(add) not in staff("editor").client.get(url(page)).content.decode()
    keeper = staff("admin")
    shown = keeper.client.get(url(page)).content.decode()
    assert f"{reverse(add)}?title=" in shown
    form = keeper.client.get(f"{reverse(add)}?title=《关于招工的示例办法》").content.decode()
    assert 'value="《关于招工的示例办法》"' in form


def test_lost_mentions_are_listed_until_seen(draft, company, editor):
    kind = ContentType.objects.get_for_model(company)
    words = {"words": NAME, "record_type": kind, "record_id": company.pk, "sentence": "示例原句。"}
    lost = LostMention.objects.create(article=draft, **words)
    place = {"block": "lead", "anchor": "s-1", "start": 0, "published_at": timezone.now()}
    Mention.objects.create(article=draft, position=0, **place, **words)
    shown = editor.client.get(url(draft)).content.decode()
    assert "改稿时消失的提及" in shown and "已发布、但草稿里不再关联的" in shown
    press(editor, draft, seen=lost.pk)
    lost.refresh_from_db()
    assert lost.seen_by == editor and lost.seen_at
    press(editor, draft, accept_all="1")
    assert "已发布、但草稿里不再关联的" not in editor.client.get(url(draft)).content.decode()


def test_records_that_have_gone_are_not_proposed(draft, company, editor):
    assert propose(draft)[0]
    Company.objects.filter(pk=company.pk).delete()
    assert not propose(draft)[0]


def test_the_editor_says_how_many(draft, company, editor):
    assert "可以关联到台账" not in editor.client.get(desk.edit_url(draft)).content.decode()
    NAMES.current()
    page = editor.client.get(desk.edit_url(draft)).content.decode()
    assert "文中有 3 处可以关联到台账" in page and url(draft) in page


def test_queries_do_not_grow(section, editor):
    counts = []
    for number in (2, 12):
        companies = CompanyFactory.create_batch(number)
        text = "".join(f"<p>{company.title}，《未知{company.pk}》有{company.pk}家。</p>" for company in companies)
        page = ArticlePageFactory(parent=section, lead=text, body=[])
        page.save_revision()
        editor.client.get(url(page))
        with CaptureQueriesContext(connection) as queries:
            assert editor.client.get(url(page)).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert not [query for query in queries.captured_queries if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def test_other_pages_have_none(section, editor):
    assert editor.client.get(url(section)).status_code == 404
