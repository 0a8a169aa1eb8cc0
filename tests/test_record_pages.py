"""The pages of policies, companies and events, each with all that can stand on it."""

import json
import re
from html import unescape

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import RequestFactory
from wagtail.models import ReferenceIndex

from news.models import ArticlePage
from news.tests.factories import ArticlePageFactory
from programs.companies.models import Company, ListMembership
from programs.companies.tests.factories import CompanyFactory, CompanyListFactory, CompanyPersonFactory
from programs.events.tests.factories import EventFactory, EventPartyFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import DepartmentFactory, SectorFactory

from .registers import rich_company, rich_event, rich_policy
from .test_growth import queries_of

MARK = "内部标记"
HOSTILE = "</script><script>alert(1)</script>&amp;\"'“示例”"


def rich(section, noun, count=2):
    made = {"policy": lambda: rich_policy(section, count), "company": lambda: rich_company(count)}
    return made.get(noun, lambda: rich_event(count))()


@pytest.mark.parametrize("noun", ["policy", "company", "event"])
def test_a_page_costs_the_same_for_two_rows_and_for_twelve(client, section, noun):
    few, _ = queries_of(client, rich(section, noun, 2).get_absolute_url())
    record = rich(section, noun, 12)
    many, response = queries_of(client, record.get_absolute_url())
    listing = "\n".join(query[:160] for query in many)
    assert len(many) == len(few), listing
    assert len(many) <= 12, listing
    assert record.title in unescape(response.content.decode())


def refer(article, record):
    """What saving a story does that points to `record` in one of its blocks."""
    kinds = ContentType.objects.get_for_models(ArticlePage, type(record))
    ReferenceIndex.objects.create(
        base_content_type=kinds[ArticlePage],
        content_type=kinds[ArticlePage],
        object_id=str(article.pk),
        to_content_type=kinds[type(record)],
        to_object_id=str(record.pk),
        model_path="body",
        content_path="body.x",
        content_path_hash="00000000-0000-0000-0000-000000000000",
    )


@pytest.mark.parametrize("noun", ["policy", "company", "event"])
def test_stories_that_name_a_record_stand_on_its_page(client, section, noun):
    record = rich(section, noun)
    told, draft = (
        ArticlePageFactory(parent=section, title="示例公开报道"),
        ArticlePageFactory(parent=section, live=False),
    )
    refer(told, record)
    refer(draft, record)
    page = client.get(record.get_absolute_url()).content.decode()
    assert "相关报道" in page and told.url in page and draft.title not in page


@pytest.fixture
def secrets(section, staff):
    """A policy, a company and an event, each in the middle of what only staff may know; each secret bears the mark."""
    hidden = {
        "internal_note": f"{MARK}备注",
        "responsible_department": DepartmentFactory(name=f"{MARK}部门"),
        "responsible_person": staff("keeper"),
        "review_by_on": "1987-06-05",
    }
    policy, company, event = rich_policy(section), rich_company(), rich_event()
    for record in (policy, company, event):
        type(record).objects.filter(pk=record.pk).update(**hidden)
    Company.objects.filter(pk=company.pk).update(
        internal_contact=f"{MARK}联系", parent=CompanyFactory(title=f"{MARK}上级", visibility="internal")
    )
    CompanyPersonFactory(company=company, name=f"{MARK}人员", is_public=False)
    ListMembership.objects.create(
        company=company, list=CompanyListFactory(name=f"{MARK}名单", is_public=False), basis=f"{MARK}依据"
    )
    CompanyFactory(parent=company, title=f"{MARK}下级", visibility="internal")
    CompanyFactory(parent=company, title=f"{MARK}下级草稿", live=False)
    inner = PolicyFactory(title=f"{MARK}政策", visibility="internal", short_title=f"{MARK}政策")
    PolicyItemFactory(policy=inner, title=f"{MARK}事项")
    draft = PolicyFactory(title=f"{MARK}政策草稿", live=False)
    policy.supersedes.add(inner)
    policy.save()
    draft.supersedes.set([policy])
    draft.save()
    story = ArticlePageFactory(parent=section, title=f"{MARK}文章", live=False)
    story.interprets.set([policy])
    story.save()
    secret_event = EventFactory(title=f"{MARK}活动", visibility="internal", series=event.series)
    secret_event.policies.set([policy])
    secret_event.save()
    EventPartyFactory(event=secret_event, company=company)
    event.policies.add(inner)
    event.save()
    EventPartyFactory(event=event, company=CompanyFactory(title=f"{MARK}企业", visibility="internal"), name="")
    EventPartyFactory(event=event, company=CompanyFactory(visibility="internal"), name=f"{MARK}企业简称", role="host")
    event.refresh_from_db()
    event.save()
    return [policy, company, event]


def test_nothing_internal_leaves_through_any_page(client, home, section, secrets):
    explained = ArticlePageFactory(parent=section)
    explained.interprets.set([secrets[0], PolicyFactory(title=f"{MARK}另一政策", visibility="internal")])
    explained.save()
    home.parts = [("policies", {}), ("events", {}), ("companies", {})]
    home.save()
    addresses = [record.get_absolute_url() for record in secrets]
    addresses += [f"{noun}/" for noun in ("/policies", "/companies", "/events")]
    addresses += ["/", explained.url, "/feeds/policies.xml", "/feeds/events.xml", "/sitemap/"]
    addresses += [f"/sitemap-{noun}.xml" for noun in ("policies", "companies", "events")]
    for address in addresses:
        response = client.get(address)
        assert response.status_code == 200, address
        text = response.content.decode()
        assert MARK not in text, f"{address}: {text[max(0, text.find(MARK) - 200) : text.find(MARK) + 40]}"
        assert "1987" not in text and "示例台账管理员" not in text and "nei-bu-biao-ji" not in text, address
    for number, record in enumerate(secrets):
        assert secrets[number].title in unescape(client.get(record.get_absolute_url()).content.decode())


@pytest.mark.parametrize("change", [{"live": False}, {"visibility": "internal"}, {"expire_at": "2020-01-01T00:00Z"}])
@pytest.mark.parametrize("factory", [PolicyFactory, CompanyFactory, EventFactory])
def test_what_is_not_public_has_no_page(client, home, factory, change):
    assert client.get(factory(**change).get_absolute_url()).status_code == 404


def test_hostile_names_stay_text(client, section):
    policy = PolicyFactory(title=HOSTILE, summary=HOSTILE, contact=HOSTILE, source_note=HOSTILE, keywords=HOSTILE)
    PolicyItemFactory(policy=policy, title=HOSTILE, gives=HOSTILE, conditions=HOSTILE, phone=HOSTILE, where=HOSTILE)
    company = CompanyFactory(title=HOSTILE, main_products=HOSTILE, parent=CompanyFactory(title=HOSTILE))
    CompanyPersonFactory(company=company, name=HOSTILE[:50], role=HOSTILE)
    event = EventFactory(title=HOSTILE, venue=HOSTILE)
    EventPartyFactory(event=event, company=company, name="")
    for record in (policy, company, event):
        page = client.get(record.get_absolute_url()).content.decode()
        assert "<script>alert" not in page
        assert "alert(1)" in page
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)[1])
        assert data["name"] == HOSTILE and data["url"].endswith(record.get_absolute_url())


@pytest.mark.parametrize("noun", ["policy", "company", "event"])
def test_every_section_of_a_page_is_a_heading_below_the_one_title(client, section, noun):
    page = client.get(rich(section, noun).get_absolute_url()).content.decode()
    assert page.count("<h1") == 1
    assert len(re.findall(r' id="([^"]+)"', page)) == len(set(re.findall(r' id="([^"]+)"', page)))
    assert 'name="ArticleTitle"' in page and 'name="ContentSource"' in page and 'name="ColumnName"' in page
    assert "{{" not in page and "{%" not in page and "None" not in page


def preview(record):
    request = RequestFactory().get("/")
    request.is_preview = True
    response = record.make_preview_request(request)
    assert response.status_code == 200
    return response.content.decode()


def test_a_policys_preview_shows_the_draft_and_nothing_stored(section, home):
    policy = rich_policy(section)
    gone, kept = policy.items.order_by("pk")
    draft = type(policy).objects.get(pk=policy.pk)
    draft.title = "示例草稿标题"
    draft.items.set([PolicyItemFactory.build(policy=None, title="示例草稿事项", gives="示例草稿内容"), kept])
    draft.attachments.set([])
    page = preview(draft)
    assert "示例草稿标题" in page and "示例草稿事项" in page and "示例草稿内容" in page
    assert kept.title in page and gone.title not in page and "原文件" not in page
    assert 'content="noindex"' in page


def test_previews_of_saved_drafts_show_the_drafts_children(section, home):
    company, event = rich_company(), rich_event()
    company.people.set([CompanyPersonFactory.build(company=None, name="草稿人员")])
    company.save_revision()
    event.parties.set([EventPartyFactory.build(event=None, name="草稿参与方")])
    event.figures.set([])
    event.save_revision()
    page = preview(Company.objects.get(pk=company.pk).get_latest_revision_as_object())
    assert "草稿人员" in page and "示例人员" not in page
    page = preview(type(event).objects.get(pk=event.pk).get_latest_revision_as_object())
    assert "草稿参与方" in page and "目标与成果" not in page


@pytest.mark.parametrize("factory", [PolicyFactory, CompanyFactory, EventFactory])
def test_previews_of_what_was_never_saved(home, factory):
    assert "示例" in preview(factory.build())
    assert preview(factory.build(title="", slug=""))


@pytest.mark.parametrize("noun", ["policy", "company", "event"])
def test_the_desk_previews_the_public_page(section, staff, noun):
    record = rich(section, noun)
    record.title = "示例桌面草稿"
    record.save_revision()
    app = record._meta.app_label
    address = f"/cms/snippets/{app}/{noun}/edit/{record.pk}/preview/"
    keeper = staff("keeper")
    edit = keeper.client.get(address.replace("preview/", ""))
    assert edit.status_code == 200
    view = next(
        (
            link
            for link in re.findall(r'href="([^"]+)"', edit.content.decode())
            if "/revisions/" in link and "view" in link
        ),
        f"/cms/snippets/{app}/{noun}/history/{record.pk}/revisions/{record.latest_revision_id}/view/",
    )
    shown = keeper.client.get(view)
    assert shown.status_code == 200 and "示例桌面草稿" in shown.content.decode()
    assert 'class="wrap record"' in shown.content.decode()


def test_what_a_company_can_claim_stands_above_what_others_tell_of_it(client, section):
    company = CompanyFactory(sector=SectorFactory())
    EventPartyFactory(company=company, event__title="示例订货会")
    item = PolicyItemFactory(title="示例留工补贴")
    item.sectors.set([company.sector])
    item.save()
    page = client.get(company.get_absolute_url()).content.decode()
    assert page.index('id="fitting"') < page.index("示例订货会")
