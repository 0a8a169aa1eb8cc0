"""One sign takes no door down: it is not kept, and what machines read is well-formed whatever is stored or asked."""

import csv
import io
import json
import re
import zipfile
from urllib.parse import quote

import pytest
from django.db import models
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLResolver
from icalendar import Calendar
from lxml import etree
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.fields import StreamField
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import rich_text, streamfield

from media.models import Picture
from media.tests.factories import PictureFactory
from news.models import ArticlePage
from news.tests import desk
from news.tests.factories import ArticlePageFactory
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.models import Event, EventStop
from programs.events.tests.factories import EventFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.models import Department, Town
from programs.taxonomy.tests.factories import DepartmentFactory, TownFactory
from programs.texts.signs import has_forbidden

from .record_forms import add, edit, rows

SIGNS = "\x08\x01\x0b\x1f\x7f\x9f\ufffe\uffff\ufdd0\U0001fffe\U0010ffff"
# Every address that a machine reads: {slug} stands for a record's own.
MACHINES = [
    "/sitemap.xml", "/sitemap-pages.xml", "/sitemap-policies.xml", "/sitemap-companies.xml", "/sitemap-events.xml",
    "/feeds/news.xml", "/feeds/policies.xml", "/feeds/events.xml", "/events/calendar.ics", "/events/{slug}/event.ics",
    "/policies/items.csv", "/policies/items.xlsx",
    *(f"/{noun}/download.{kind}" for noun in ("policies", "companies", "events") for kind in ("csv", "xlsx")),
    *(f"/api/v1/{noun}/" for noun in ("articles", "sections", "policies", "companies", "events", "pictures")),
    "/api/v1/search/?q=甲", "/api/v1/schema/", "/search/suggest/?q=甲",
]  # fmt: skip
PAGES = ["/", "/news/", "/policies/", "/companies/", "/events/", "/search/?q=甲", "/sitemap/"]
DESKS = [
    *(f"/cms/snippets/{noun}/?export={kind}" for noun in ("policies/policy", "companies/company", "events/event") for kind in ("csv", "xlsx")),
    *(f"/admin/{noun}/export/{kind}/" for noun in ("policies/policy", "companies/company", "events/event") for kind in ("csv", "xlsx")),
    "/cms/reports/site-history/?export=xlsx", "/cms/reports/site-history/?export=csv",
]  # fmt: skip


def routes(patterns=None, before=""):
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = before + str(pattern.pattern)
        yield from routes(pattern.url_patterns, route) if isinstance(pattern, URLResolver) else [route]


def test_every_address_for_machines_is_tried_here():
    told = {re.sub(r"<[^>]*>", "*", route) for route in routes() if re.search(r"xml|\.ics|download|items\.", route)}
    told = {route for route in told if not route.startswith(("cms/", "admin/"))}
    assert told == {
        "sitemap.xml", "sitemap-*.xml", "feeds/news.xml", "feeds/policies.xml", "feeds/events.xml", "events/calendar.ics",
        "events/*/event.ics", "policies/items.*", "policies/download.*", "companies/download.*", "events/download.*",
    }  # fmt: skip


@pytest.fixture
def planted(section):
    """Rows of every kind that machines are told of, with all signs in each of their texts, past every door."""
    PictureFactory(), PolicyItemFactory(policy=PolicyFactory(topic=None)), CompanyFactory(town=TownFactory())
    EventFactory(state="cancelled"), ArticlePageFactory(parent=section), DepartmentFactory()
    for model in (Policy, Company, Event, ArticlePage, Page, Picture, Town, Department, Policy.items.rel.related_model):
        for field in model._meta.local_concrete_fields:
            is_text = isinstance(field, models.CharField | models.TextField) and not isinstance(field, StreamField)
            if is_text and field.name in {
                "title",
                "name",
                "summary",
                "venue",
                "gives",
                "source_note",
                "lead",
                "description",
            }:
                model._base_manager.filter(depth__gt=2).update(**{field.name: f"甲{SIGNS}乙"}) if model is Page else (
                    model._base_manager.update(**{field.name: f"甲{SIGNS}乙"})
                )
    assert has_forbidden(Event.objects.get().title) and has_forbidden(ArticlePage.objects.get().title)
    return Event.objects.get()


def check(response, address):
    data = b"".join(response) if response.streaming else response.content
    assert response.status_code == 200, address
    kind = response["Content-Type"].partition(";")[0]
    if "xml" in kind and "openxml" not in kind:
        etree.fromstring(data)
    elif kind == "text/calendar":
        assert Calendar.from_ical(data) and not has_forbidden(data.decode())
    elif kind.endswith("json"):
        json.loads(data)
    elif kind == "text/csv":
        assert list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    elif "spreadsheet" in kind:
        assert load_workbook(io.BytesIO(data)).sheetnames
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            [etree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    return data


@pytest.mark.parametrize("address", MACHINES)
def test_it_is_well_formed_whatever_is_stored(client, planted, address):
    assert check(client.get(address.format(slug=planted.slug)), address)


@pytest.mark.parametrize("address", DESKS)
def test_what_the_desks_export_is_well_formed_too(staff, planted, address):
    assert check(staff("admin").client.get(address), address)


@pytest.mark.parametrize("sign", ["\x08", "\x0b", "\x1b", "\x9f", "\ufffe", "\uffff", "\ufdd0", "\U0002ffff"])
def test_it_is_well_formed_whatever_is_asked(client, home, sign):
    EventFactory(), PolicyFactory()
    asked = quote(f"甲{sign}乙")
    for address in [one.partition("?")[0] for one in MACHINES if "{" not in one and "schema" not in one]:
        more = "" if address.startswith(("/api", "/feeds/news")) else f"&kind={asked}&section={asked}"
        check(client.get(f"{address}?q={asked}{more}"), address)
    for address in PAGES:
        assert client.get(f"{address.partition('?')[0]}?q={asked}").status_code == 200


@pytest.mark.parametrize("path", ["/events/%08/", "/feeds/%EF%BF%BE.xml", "/news/a%0b/", "/events/%1b/event.ics"])
def test_a_path_with_a_sign_leads_nowhere(client, home, path):
    assert client.get(path).status_code == 404


BODY = streamfield(
    [("paragraph", rich_text(f"<p>正{SIGNS}文</p>")), ("heading", {"text": f"标{SIGNS}题", "level": "2"})]
)


@pytest.mark.parametrize("model", [Policy, Company, Event])
def test_the_desk_of_a_register_drops_them_everywhere(keeper, client, model):
    more = {"body": BODY} if model is not Company else {"main_products": f"鞋{SIGNS}\r\n\t帽"}
    record = add(keeper, model, "publish", title=f"甲{SIGNS}乙", summary=f"一{SIGNS}\r\n\t二", **more)
    assert (record.title, record.summary) == ("甲乙", "一\r\n\t二") and record.slug == "jia-yi"
    assert not has_forbidden(str(getattr(record, "body", record.search_text))) and not has_forbidden(record.search_text)
    assert_clean(Revision.objects.for_instance(record).latest("pk").content)
    response = client.get(record.get_absolute_url())
    assert response.status_code == 200 and not has_forbidden(response.content.decode())
    assert edit(keeper, record, title=SIGNS).context["form"].errors["title"], "nothing else is nothing"


def assert_clean(value):
    assert not has_forbidden(json.dumps(value, ensure_ascii=False))


def test_rows_under_a_record_too(keeper):
    stop = {"id": "", "place": f"示例{SIGNS}\n展馆\u200b", "time_text": "", "description": f"参{SIGNS}\n观"}
    add(keeper, Event, "publish", stops=rows([stop]))
    stop = EventStop.objects.get()
    assert stop.place == "示例展馆" and stop.description == "参\n观"


def test_an_article_too(staff, section):
    editor = staff("editor")
    body = streamfield(
        [("paragraph", rich_text(f"<p>正{SIGNS}文</p>")), ("heading", {"text": f"标{SIGNS}题", "level": "2"})]
    )
    data = desk.article_form(title=f"甲{SIGNS}乙", lead=rich_text(f"<p>导{SIGNS}语</p>"), body=body)
    response = editor.client.post(reverse("wagtailadmin_pages:add", args=["news", "articlepage", section.pk]), data)
    assert response.status_code == 302, response.context["form"].errors
    page = ArticlePage.objects.get()
    assert page.title == "甲乙" and "标题" in str(page.body) and not has_forbidden(str(page.body) + page.lead)
    assert_clean(page.latest_revision.content)


@pytest.mark.parametrize("spelt", ["\\ud800", "\\u0008", "\\ufffe", "\\u0000"])
def test_signs_that_an_editor_spells_out_are_dropped_before_anybody_reads_them(staff, section, spelt):
    editor, page = staff("editor"), ArticlePageFactory(parent=section)
    page.save_revision()
    data = desk.article_form(ArticlePage.objects.get(), lead=rich_text("<p>导语</p>").replace("导", f"导{spelt}"))
    assert spelt in data["lead"]
    preview = reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk])
    assert editor.client.post(preview, data).json()["is_valid"]
    assert "导语" in editor.client.get(preview).content.decode()


LONE = json.loads('"\\ud800"')


def test_every_way_to_save_a_row(db, section):
    page = ArticlePageFactory.build(title="甲", lead=f"<p>{LONE}导语</p>")
    page.body = [("heading", {"text": f"标\x08题{LONE}", "level": "2"})]
    section.add_child(instance=page)
    page.save_revision()
    page = ArticlePage.objects.get()
    assert page.lead == "<p>导语</p>" and page.body[0].value["text"] == "标题"
    town = Town.objects.create(name="五马\u200b\n街道\x7f", description="一\n二\x00")
    assert (town.name, town.slug) == ("五马街道", "wu-ma-jie-dao")
    town.refresh_from_db()
    assert (town.name, town.description) == ("五马街道", "一\n二")
    picture = PictureFactory(title="图\ufffe\n片")
    picture.refresh_from_db()
    assert picture.title == "图片"


def test_the_bulk_desk_and_other_forms(staff):
    admin = staff("admin")
    response = admin.client.post(
        reverse("admin:taxonomy_town_add"), {"name": f"示例{SIGNS}镇", "slug": "", "description": "", "order": 0}
    )
    assert response.status_code == 302, response.context["adminform"].form.errors
    assert Town.objects.get().name == "示例镇"
    response = admin.client.post(
        "/cms/redirects/add/",
        {"old_path": f"/旧{SIGNS}/", "site": "", "is_permanent": "on", "redirect_link": "https://www.example.cn/"},
    )
    assert response.status_code == 302, response.context["form"].errors
    assert Redirect.objects.get().old_path == "/旧"
    response = admin.client.post(reverse("admin:taxonomy_town_add"), {"name": "\u200b\ufeff", "order": 0})
    assert response.context["adminform"].form.errors["name"]


def test_a_calendar_is_asked_for_again_within_the_hour(client, home):
    assert b"\r\nX-PUBLISHED-TTL:PT1H\r\n" in client.get("/events/calendar.ics").content
