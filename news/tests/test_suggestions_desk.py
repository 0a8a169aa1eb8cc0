"""The desk page that proposes links, and what its buttons do."""

import re
from html import unescape

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
from .mentions import link as link_to

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


def test_other_rows_stay_as_they_were_chosen(draft, company, editor):
    first, second, third = [one.key for one in propose(draft)[0]]
    untouched = {f"was-role-{first}": "issuer", f"role-{first}": "issuer"}
    chosen = {f"was-role-{second}": "", f"role-{second}": "subject", f"role-{third}": "participant"}
    page = press(editor, draft, accept=third, **untouched, **chosen)
    [(address, _)] = page.redirect_chain
    assert f"role-{second}=subject" in address and first not in address
    shown = {row["suggestion"].key: row["role"] for row in page.context["rows"]}
    assert shown == {first: "issuer", second: "subject"}


def test_one_is_led_on_to_the_next_row(draft, company, editor):
    first, second, third = [one.key for one in propose(draft)[0]]
    shown = editor.client.get(url(draft)).content.decode()
    for name, value, following in (
        ("accept", first, second),
        ("accept", second, third),
        ("accept", third, ""),
        ("dismiss", NAME, ""),  # with it go all that say the same
    ):
        assert f'name="{name}" value="{value}" formaction="{url(draft)}#row-{following}"' in shown
    assert all(f'<li id="row-{key}"' in shown for key in (first, second, third))


def test_dismissed_words_can_be_proposed_again(draft, company, editor):
    press(editor, draft, dismiss=NAME)
    page = press(editor, draft)
    assert not page.context["rows"] and "恢复建议" in page.content.decode()
    page = press(editor, draft, propose=NAME)
    assert len(page.context["rows"]) == 3 and "恢复建议" not in page.content.decode()
    assert press(editor, draft, propose="没有的\0").status_code == 200


# --- What an edit dropped --------------------


@pytest.fixture
def dropped(section, company, staff):
    """A published article that names a company twice by words that are no name of it, and a draft without the links."""
    words = link_to(company, "这家企业", "beneficiary")
    article = ArticlePageFactory(
        parent=section, lead="", body=[("paragraph", f"<p>这家企业来了。{words}拿到补贴。又来一家：{words}。</p>")]
    )
    article.save_revision(user=staff("editor")).publish()
    article = ArticlePage.objects.get(pk=article.pk)
    article.body[0].value.source = "<p>这家企业来了。这家企业拿到补贴。</p>"
    article.save_revision(user=staff("editor"))
    return ArticlePage.objects.get(pk=article.pk)


def test_whoever_opens_the_article_is_told_what_was_dropped(dropped, editor, staff):
    page = editor.client.get(desk.edit_url(dropped)).content.decode()
    assert "已发布的版本里有 2 处关联，这份草稿里没有了。" in page and url(dropped) in page
    newest(dropped).save_revision().publish()
    page = staff("reviewer").client.get(desk.edit_url(dropped)).content.decode()
    assert "有 2 处关联在改稿时消失，还没有人看过。" in page and "这份草稿里没有了" not in page
    for lost in dropped.lost_mentions.all():
        press(editor, dropped, seen=lost.pk)
    assert "关联在改稿时消失" not in editor.client.get(desk.edit_url(dropped)).content.decode()


def test_dropped_words_are_linked_again_in_their_own_sentence(dropped, company, editor):
    page = editor.client.get(url(dropped))
    first, second = page.context["gone"]
    assert "这家企业</strong> → 浙江示例鞋业有限公司" in page.content.decode()
    assert first.spot.said[first.spot.start :].startswith("这家企业拿到补贴")
    press(editor, dropped, again=first.key)
    text = newest(dropped).body[0].value.source
    assert text == f"<p>这家企业来了。{link_to(company, '这家企业', 'beneficiary')}拿到补贴。</p>"
    dropped.refresh_from_db()
    [left] = editor.client.get(url(dropped)).context["gone"]
    assert left.row.pk == second.row.pk and left.is_mendable  # the words of another sentence are left


def test_what_was_lost_is_linked_again_and_forgotten_once_published(dropped, company, editor):
    newest(dropped).save_revision().publish()
    dropped.refresh_from_db()
    for one in editor.client.get(url(dropped)).context["lost"]:
        press(editor, ArticlePage.objects.get(pk=dropped.pk), again=one.key)
    assert len(links(newest(dropped))) == 2
    newest(dropped).save_revision().publish()
    assert not dropped.lost_mentions.exists() and dropped.mentions.count() == 2


def test_what_cannot_be_linked_again_is_said(dropped, company, editor):
    draft = newest(dropped)
    draft.body[0].value.source = "<p>别的话。</p>"
    draft.save_revision()
    dropped.refresh_from_db()
    page = editor.client.get(url(dropped))
    assert "原来的字样不在文中了" in page.content.decode() and "重新关联</button>" not in page.content.decode()
    for key in (page.context["gone"][0].key, "mention-0", "x"):
        assert "这条建议已经不适用" in press(editor, dropped, again=key).content.decode()
    assert newest(dropped).body[0].value.source == "<p>别的话。</p>"


def test_records_that_went_meanwhile_are_said_to_be_gone(dropped, company, editor):
    Mention.objects.all().delete()
    kind = ContentType.objects.get_for_model(company)
    LostMention.objects.create(article=dropped, words="旧", record_type=kind, record_id=999_999, sentence="旧的一句。")
    page = editor.client.get(url(dropped)).content.decode()
    assert "记录已从台账删除" in page and "重新关联</button>" not in page


def test_queries_do_not_grow_with_what_was_dropped(section, editor):
    counts = []
    for number in (2, 12):
        named = "".join(link_to(company, "它") + "。" for company in CompanyFactory.create_batch(number))
        page = ArticlePageFactory(parent=section, lead="", body=[("paragraph", f"<p>{named}</p>")])
        page.save_revision().publish()
        page = ArticlePage.objects.get(pk=page.pk)
        page.body[0].value.source = "<p>没有了。</p>"
        page.save_revision()
        editor.client.get(url(page))
        with CaptureQueriesContext(connection) as queries:
            assert len(editor.client.get(url(page)).context["gone"]) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]


# --- What it refuses --------------------


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
    assert ">\n《关于招工的示例办法》</textarea>" in form
    [address] = re.findall(r'href="([^"]+figure=[^"]+)"', unescape(shown))
    event = keeper.client.get(address).context["form"].instance
    [figure] = event.figures.all()
    assert (event.title, figure.name, figure.printed) == ("", "岗位", "岗位1万余个")
    assert (figure.figure, figure.qualifier, figure.unit, figure.basis) == (1, "余", "万个", "")


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


def test_the_parts_of_a_new_form_leave_no_message_for_another_page(draft, company, editor):
    NAMES.current()
    editor.client.get(f"{desk.edit_url(draft)}?_w_hydrate_create_view=1", headers={"accept": "*/*"})
    assert "可以关联到台账" not in editor.client.get(reverse("wagtailadmin_home")).content.decode()


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
