"""A draft may be saved at any moment; what is unfinished is asked about when it is to reach readers."""

import datetime
import json
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from media.blocks import BodyBlock
from media.drafts import as_draft
from news.models import ArticlePage
from news.tests import desk
from news.tests.factories import ArticlePageFactory
from portal.home.models import StandardPage
from portal.scheduler import run_due
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory

from . import record_forms

PICTURE = {"picture": "", "caption": "", "photographer": "", "provider": "", "alt_text": ""}
LINK = {"page": "", "url": "", "title": ""}


def list_of(*items):
    rows = enumerate(items)
    return {"count": str(len(items))} | {
        str(number): {"deleted": "", "order": str(number), "type": "item", "id": "", "value": item}
        for number, item in rows
    }


def figure(**words):
    return {"value": "", "unit": "", "qualifier": "", "label": "", "source": ""} | words


EMPTY = {
    "heading": {"text": "", "level": "2"},
    "paragraph": rich_text(""),
    "picture": PICTURE,
    "gallery": {"title": "", "pictures": list_of(PICTURE)},
    "quotation": {"text": "", "speaker": "", "role": "", "organisation": ""},
    "figures": {"title": "", "figures": list_of(figure())},
    "attachment": {"attachment": "", "title": ""},
    "embed": {"url": "", "title": "", "platform": "", "description": ""},
    "sidebar": {"kind": "", "title": "", "body": streamfield([("picture", PICTURE)])},
    "related_links": {"title": "", "links": list_of(LINK)},
}
HALF = {
    "picture with a photographer": ("picture", PICTURE | {"photographer": "示例摄影"}, "示例摄影"),
    "link to half an address": ("related_links", {"title": "延伸阅读", "links": list_of(LINK | {"url": "wz.gov"})}, "wz.gov"),
    "link with two ends": ("related_links", {"title": "延伸阅读", "links": list_of(LINK | {"url": "https://example.org"})}, "https://example.org"),
    "heading too long": ("heading", {"text": "长" * 130, "level": "2"}, "长" * 130),
    "number without a label": ("figures", {"title": "", "figures": list_of(figure(value="2716.1"))}, "2716.1"),
    "embed without a title": ("embed", {"url": "https://example.org/shipin", "title": "", "platform": "", "description": ""}, "shipin"),
}  # fmt: skip


@pytest.fixture
def editor(staff):
    return staff("editor")


@pytest.fixture
def page(editor, section):
    return desk.create(editor, section)


def autosave(user, page, **fields):
    data = desk.article_form(desk.newest(page), **fields)
    return user.client.post(desk.edit_url(page), data, headers={"accept": "application/json"})


@pytest.mark.parametrize("kind", EMPTY)
def test_an_empty_block_stops_no_save_and_no_autosave(editor, page, kind):
    body = streamfield([("heading", {"text": "一站式服务", "level": "2"}), (kind, EMPTY[kind])])
    saved = autosave(editor, page, body=body)
    assert saved.json()["success"], saved.content.decode()
    before = desk.newest(page).latest_revision_id
    response = desk.edit(editor, page, body=body)
    assert response.redirect_chain, desk.told(response)
    draft = desk.newest(page)
    assert [block.block_type for block in draft.body] == ["heading", kind] and draft.latest_revision_id != before
    assert editor.client.get(desk.edit_url(page)).status_code == 200
    assert editor.client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200


@pytest.mark.parametrize("case", HALF)
def test_what_is_half_typed_is_kept(editor, page, case):
    kind, value, words = HALF[case]
    assert desk.edit(editor, page, body=streamfield([(kind, value)])).redirect_chain
    assert words in str(desk.newest(page).body.get_prep_value())
    html = unescape(editor.client.get(desk.edit_url(page)).content.decode())
    assert json.dumps(words)[1:-1] in html


@pytest.mark.parametrize("kind", EMPTY)
def test_an_unfinished_block_is_asked_about_when_it_is_handed_in(editor, page, kind):
    body = streamfield([(kind, EMPTY[kind])])
    response = desk.edit(editor, page, body=body, kicker="引题不丢", action_submit="1")
    html = response.content.decode()
    assert response.status_code == 200 and not response.redirect_chain
    assert "有内容块没有填对" in str(response.context["form"].errors["body"]) and "引题不丢" in html
    assert not ArticlePage.objects.get(pk=page.pk).workflow_in_progress
    assert "messages" in html  # at the block itself: Wagtail's browser code puts the block's message there


def test_a_new_article_with_an_empty_block_is_created(editor, section):
    page = desk.create(
        editor, section, body=streamfield([("picture", PICTURE), ("related_links", EMPTY["related_links"])])
    )
    assert len(page.get_latest_revision_as_object().body) == 2


def test_a_new_row_without_a_word_is_no_row(editor, page):
    empty = {"contributor": "", "role": ""}
    response = desk.edit(editor, page, bylines=inline_formset([empty]))
    assert response.redirect_chain, response.context["form"].formsets["bylines"].errors
    assert not desk.newest(page).bylines.exists()


def test_a_row_without_its_author_is_kept_in_a_draft_and_asked_about_when_handed_in(editor, page):
    half = inline_formset([{"contributor": "", "role": "通讯员", "ORDER": "1"}])
    response = desk.edit(editor, page, bylines=half)
    assert response.redirect_chain, response.context["form"].formsets["bylines"].errors
    [row] = desk.newest(page).bylines.all()
    assert (row.contributor, row.role) == (None, "通讯员")
    assert editor.client.get(desk.edit_url(page)).status_code == 200
    assert editor.client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).status_code == 200
    with pytest.raises(ValidationError, match="署名第1行“作者”：此项必填"):
        desk.newest(page).get_latest_revision().publish()
    response = desk.edit(editor, page, bylines=half, action_submit="1")
    assert response.context["form"].formsets["bylines"].errors == [{"contributor": ["此项必填。"]}]
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_checking_a_draft_leaves_the_blocks_as_they_are():
    """They belong to all threads: a story handed in meanwhile must meet them with all their rules."""
    body = BodyBlock()
    text = body.child_blocks["heading"].child_blocks["text"]
    seen = []
    clean = text.field.clean
    text.field.clean = lambda value: seen.append(text.required) or clean(value)
    value = body.to_python([{"type": "heading", "value": {"text": "", "level": "2"}}])
    assert as_draft(body, value)[0].value["text"] == ""
    assert seen == [True]
    with pytest.raises(ValidationError):
        body.clean(value)


@pytest.fixture
def keeper(staff):
    return staff("keeper")


@pytest.fixture
def policy_draft(keeper):
    policy = PolicyFactory(live=False)
    policy.body = policy.body.stream_block.to_python([{"type": "picture", "value": {"caption": ""}}])
    policy.save_revision(user=keeper, clean=False)
    return Policy.objects.get(pk=policy.pk)


@pytest.fixture
def unfinished_in_review(editor, section, staff):
    """A reviewer has added a block during the review, and it is not filled in yet."""
    page = desk.create(editor, section, action_submit="1")
    desk.edit(staff("reviewer"), page, body=streamfield([("picture", PICTURE)]))
    return page


def test_nobody_approves_what_is_unfinished(unfinished_in_review, staff):
    response = desk.approve_in_dashboard(staff("reviewer"), unfinished_in_review)
    page = ArticlePage.objects.get(pk=unfinished_in_review.pk)
    assert not page.live and page.workflow_in_progress
    assert response.status_code == 200 and "没有" in desk.told(response)


def test_what_is_due_is_not_published_unfinished(section):
    page = ArticlePageFactory(parent=section, live=False)
    page.body = page.body.stream_block.to_python([{"type": "picture", "value": {"caption": ""}}])
    page.go_live_at = timezone.now() - datetime.timedelta(minutes=1)
    page.save_revision(approved_go_live_at=page.go_live_at, clean=False)
    assert run_due() == (0, 0, 1)
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_an_unfinished_page_is_not_published_in_bulk(staff, home):
    admin = staff("admin")
    page = StandardPage(title="示例说明", slug="shili-shuoming", live=False)
    home.add_child(instance=page)
    page.body = page.body.stream_block.to_python([{"type": "sidebar", "value": {"kind": "", "body": []}}])
    page.save_revision(clean=False)
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = admin.client.post(
        f"{address}?id={page.pk}", {}, headers={"referer": f"http://testserver/cms/pages/{home.pk}/"}, follow=True
    )
    assert not Page.objects.get(pk=page.pk).live
    assert "正文第1块（侧栏）“栏头”：此项必填。" in desk.told(response)


def test_an_unfinished_record_is_not_published_by_any_door(keeper, policy_draft):
    address = reverse("wagtail_bulk_action", args=["policies", "policy", "publish"])
    response = keeper.client.post(f"{address}?id={policy_draft.pk}&next=/cms/", {}, follow=True)
    assert not Policy.objects.get(pk=policy_draft.pk).live and "第1块（图片）" in desk.told(response)
    with pytest.raises(ValidationError, match="请选择图片"):
        Policy(title="示例意见", body=policy_draft.get_latest_revision_as_object().body).put_on_record(keeper)
    assert not Policy.objects.filter(live=True).exists()


def test_a_record_is_saved_as_a_draft_with_empty_blocks(keeper):
    source = {"title": "", "publisher": "", "url": "www", "number": "", "seen_on": ""}
    fields = {"body": streamfield([("picture", PICTURE)]), "sources": streamfield([("source", source)])}
    policy = record_forms.add(keeper, Policy, **fields)
    assert policy.get_latest_revision_as_object().sources[0].value["url"] == "https://www"
    response = record_forms.edit(keeper, policy, "publish", **fields)
    assert not Policy.objects.get(pk=policy.pk).live and response.context["form"].errors.keys() == {"body", "sources"}


@pytest.mark.parametrize("words", ["2026-0", "3月中旬", "2026-13-40"])
def test_half_a_date_stops_no_draft_and_is_told(keeper, words):
    policy = record_forms.add(keeper, Policy, written_on="2026-01-05")
    response = record_forms.edit(keeper, policy, written_on=words, summary="别的都存下")
    draft = Policy.objects.get(pk=policy.pk).get_latest_revision_as_object()
    assert (draft.summary, draft.written_on) == ("别的都存下", datetime.date(2026, 1, 5))
    assert f"“成文日期”里的“{words}”还不完整" in record_forms.told(response)
    response = record_forms.edit(keeper, policy, "publish", written_on=words)
    assert "written_on" in response.context["form"].errors and not Policy.objects.get(pk=policy.pk).live


def test_half_a_date_in_a_row_stops_no_draft_either(keeper):
    row = record_forms.ITEM | {"title": "示例事项", "closes_on": "2026-1", "amount_ceiling": "十万", "ORDER": "1"}
    policy = record_forms.add(keeper, Policy, items=inline_formset([row]))
    [item] = policy.get_latest_revision_as_object().items.all()
    assert item.title == "示例事项" and item.closes_on is None and item.amount_ceiling is None


def test_a_standard_page_is_saved_as_a_draft_with_empty_blocks(staff, home):
    admin = staff("admin")
    form = {"title": "示例说明", "slug": "", "summary": "", "body": streamfield([("embed", EMPTY["embed"])])}
    form |= {"seo_title": "", "search_description": "", "comments": inline_formset([])}
    add = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home.pk])
    assert admin.client.post(add, nested_form_data(form)).status_code == 302
    page = StandardPage.objects.get(title="示例说明")
    assert [block.block_type for block in page.get_latest_revision_as_object().body] == ["embed"]
    response = admin.client.post(
        desk.edit_url(page), nested_form_data(form | {"slug": page.slug}) | {"action-publish": "1"}
    )
    assert response.status_code == 200 and not StandardPage.objects.get(pk=page.pk).live
