"""Copies do not carry the past along, feeds know what has moved, and an address follows its title until it is out."""

import datetime
import importlib
import pkgutil
import re

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from news.models import ArticlePage, Correction
from news.tests import desk
from news.tests.factories import ArticlePageFactory, SectionPageFactory
from programs.companies.models import Company
from programs.events.editions import next_edition
from programs.events.models import Event
from programs.events.tests.factories import EventFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory

from .record_forms import FORMS, add, edit, opened, press, url

pytestmark = pytest.mark.django_db
AUTOMATIC = {"Accept": "application/json"}
YEARS_AGO = timezone.now() - datetime.timedelta(days=900)


@pytest.fixture
def editor(staff):
    return staff("editor")


# --- Copies --------------------


@pytest.fixture
def told(section):
    """A published story of long ago, with two corrections that readers know of and a day on which it goes."""
    story = ArticlePageFactory(parent=section, title="首届助企服务节开幕", slug="kaimu", published_at=YEARS_AGO)
    for text in ("更正：三百家。", "更正：四百家。"):
        Correction.objects.create(page=story, text=text, published_at=YEARS_AGO)
    story = ArticlePage.objects.get(pk=story.pk)
    story.expire_at = timezone.now() + datetime.timedelta(days=2)
    story.save_revision().publish()
    return ArticlePage.objects.get(pk=story.pk)


def copy(user, page, parent, **fields):
    data = {"new_title": "第二届助企服务节开幕", "new_slug": "", "new_parent_page": parent.pk} | fields
    return user.client.post(reverse("wagtailadmin_pages:copy", args=[page.pk]), data, follow=True)


def test_a_copied_story_has_neither_the_old_day_nor_another_storys_corrections(editor, told, section):
    copy(editor, told, section)
    made = ArticlePage.objects.child_of(section).latest("pk")
    for version in (made, desk.newest(made)):
        assert version.title == "第二届助企服务节开幕"
        assert (version.published_at, version.expire_at, list(version.corrections.all())) == (None, None, [])
    assert made.slug == "di-er-jie-zhu-qi-fu-wu-jie-kai-mu" and not made.live
    assert told.corrections.count() == 2


def test_a_copys_address_is_asked_for_by_nobody_and_kept_where_it_was_typed(editor, told, section):
    form = editor.client.get(reverse("wagtailadmin_pages:copy", args=[told.pk])).context["form"]
    assert not form.fields["new_slug"].required and not form["new_slug"].value()
    copy(editor, told, section, new_slug="di-er-jie")
    copy(editor, told, section, new_slug="kaimu", new_title="另一篇")  # taken: said at the field
    copy(editor, told, section)
    copy(editor, told, section)
    slugs = list(ArticlePage.objects.child_of(section).order_by("pk").values_list("slug", flat=True))
    assert slugs == ["kaimu", "di-er-jie", "di-er-jie-zhu-qi-fu-wu-jie-kai-mu", "di-er-jie-zhu-qi-fu-wu-jie-kai-mu-2"]


def test_a_copy_comes_out_on_its_own_day_as_something_new(client, told, section):
    made = told.copy(update_attrs={"slug": "fu-ben"}, keep_live=False)
    made = ArticlePage.objects.get(pk=made.pk)
    made.save_revision().publish()
    made.refresh_from_db()
    assert timezone.now() - made.published_at < datetime.timedelta(minutes=1)
    ids = ids_of(client, "/feeds/news.xml")
    assert len(ids) == 2 == len(set(ids))


def test_a_copy_that_is_out_at_once_has_a_day(told):
    made = told.copy(update_attrs={"slug": "fu-ben"})
    made = ArticlePage.objects.get(pk=made.pk)
    assert made.live and timezone.now() - made.published_at < datetime.timedelta(minutes=1)


def test_the_next_edition_of_an_event_is_something_new_for_feeds(client, keeper):
    event = EventFactory(title="第1届示例订货会", edition=1)
    event.put_on_record(keeper)
    following = next_edition(event, keeper)
    following.save_revision().publish()
    ids = ids_of(client, "/feeds/events.xml")
    assert len(ids) == 2 == len(set(ids))


# --- Feeds --------------------


def ids_of(client, feed):
    text = client.get(feed).content.decode()
    return re.findall(r"<entry>.*?<id>(.*?)</id>", text, re.S)


def test_a_story_that_moves_keeps_its_id_in_the_feed(client, news_index, told):
    before = ids_of(client, "/feeds/news.xml")
    assert before == [f"http://testserver{told.url}"], "the address that feeds have given so far"
    other = SectionPageFactory(parent=news_index, slug="shizheng")
    told.move(other, pos="last-child")
    assert ids_of(client, "/feeds/news.xml") == before
    story = ArticlePage.objects.get(pk=told.pk)
    story.slug, story.title = "xin-wang-zhi", "换了标题"
    story.save_revision().publish()
    text = client.get("/feeds/news.xml").content.decode()
    assert ids_of(client, "/feeds/news.xml") == before and "/news/shizheng/xin-wang-zhi/" in text


def test_a_story_of_a_section_that_moves_or_is_renamed_keeps_its_id(client, told, section):
    before = ids_of(client, "/feeds/news.xml")
    section.slug = "gai-ming"
    section.save_revision().publish()
    assert ids_of(client, "/feeds/news.xml") == before
    assert "/gai-ming/kaimu/" in client.get("/feeds/news.xml").content.decode()


def test_an_old_version_that_is_published_again_keeps_the_id(client, section):
    story = ArticlePageFactory(parent=section, live=False, slug="jiu")
    first = story.save_revision()
    first.publish()
    before = ids_of(client, "/feeds/news.xml")
    story = ArticlePage.objects.get(pk=story.pk)
    story.slug = "xin"
    story.save_revision().publish()
    first.publish()  # written before there was an id
    assert ids_of(client, "/feeds/news.xml") == before
    story = ArticlePage.objects.get(pk=story.pk)
    story.slug = "zai-xin"
    story.save_revision().publish()
    assert ids_of(client, "/feeds/news.xml") == before


def test_who_comes_to_an_address_that_another_had_gets_an_id_of_its_own(client, news_index, told, section):
    told.move(SectionPageFactory(parent=news_index, slug="shizheng"), pos="last-child")
    ArticlePageFactory(parent=section, slug="kaimu")
    ids = ids_of(client, "/feeds/news.xml")
    assert len(ids) == 2 == len(set(ids))


@pytest.mark.parametrize(("model", "feed"), [(Policy, "/feeds/policies.xml"), (Event, "/feeds/events.xml")])
def test_a_record_with_another_address_keeps_its_id(client, home, keeper, model, feed):
    record = add(keeper, model, "publish", slug="jiu-wang-zhi", title="演示条目")
    before = ids_of(client, feed)
    assert before == [f"http://testserver{record.get_absolute_url()}"]
    edit(keeper, record, "publish", slug="xin-wang-zhi", title="演示条目")
    record.refresh_from_db()
    assert record.slug == "xin-wang-zhi" and ids_of(client, feed) == before
    record.revisions.order_by("pk").first().publish()
    assert ids_of(client, feed) == before


def migration(app):
    folder = importlib.import_module(f"{app}.migrations")
    [name] = [found.name for found in pkgutil.iter_modules(folder.__path__) if found.name.endswith("_first_address")]
    return importlib.import_module(f"{app}.migrations.{name}")


def test_what_was_out_before_keeps_the_address_that_it_has(client, home, told):
    """The migration: the address of today becomes the id; what never came out has none yet."""
    policy, draft = PolicyFactory(slug="zheng-ce"), PolicyFactory(slug="cao-gao", live=False, first_published_at=None)
    for model in (ArticlePage, Policy):
        model.objects.update(first_address="")
    for name in ("news", "programs.policies"):
        migration(name).keep_addresses(apps, None)
    policy.refresh_from_db(), draft.refresh_from_db(), told.refresh_from_db()
    assert (policy.first_address, draft.first_address) == ("/policies/zheng-ce/", "")
    assert told.first_address == told.url


# --- Addresses of what was never published --------------------


def test_a_drafts_address_follows_its_title_until_it_is_out(editor, section):
    page = desk.create(editor, section, title="关于（待定）")
    assert page.slug == "guan-yu-dai-ding"
    desk.edit(editor, page, title="首届助企服务节开幕")
    for version in (ArticlePage.objects.get(pk=page.pk), desk.newest(page)):
        assert version.slug == "shou-jie-zhu-qi-fu-wu-jie-kai-mu"
    desk.newest(page).get_latest_revision().publish()
    desk.edit(editor, page, title="首届助企服务节闭幕")
    assert desk.newest(page).slug == "shou-jie-zhu-qi-fu-wu-jie-kai-mu"


def test_what_somebody_typed_stays(editor, section):
    page = desk.create(editor, section, title="关于（待定）")
    desk.edit(editor, page, title="关于（待定）", slug="zhuqi-jie")
    desk.edit(editor, page, title="首届助企服务节开幕")
    assert desk.newest(page).slug == "zhuqi-jie"
    desk.edit(editor, page, title="首届助企服务节开幕", slug="")  # taken back
    assert desk.newest(page).slug == "shou-jie-zhu-qi-fu-wu-jie-kai-mu"


def test_what_was_taken_down_keeps_its_address(editor, section):
    page = ArticlePageFactory(parent=section, title="关于待定", slug="guan-yu-dai-ding")
    page.save_revision().publish()
    ArticlePage.objects.get(pk=page.pk).unpublish()
    desk.edit(editor, page, title="首届助企服务节开幕")
    assert desk.newest(page).slug == "guan-yu-dai-ding"


def test_drafts_of_one_title_get_different_addresses_and_follow(editor, section):
    first, second = (desk.create(editor, section, title="待定") for _ in range(2))
    assert (first.slug, second.slug) == ("dai-ding", "dai-ding-2")
    desk.edit(editor, second, title="江边的灯")
    assert desk.newest(second).slug == "jiang-bian-de-deng"


def test_an_automatic_save_follows_and_tells_the_open_form(editor, section):
    add_url = reverse("wagtailadmin_pages:add", args=["news", "articlepage", section.pk])
    answer = editor.client.post(add_url, desk.article_form(title="关于（待定）"), headers=AUTOMATIC).json()
    assert answer["field_updates"]["slug"] == "guan-yu-dai-ding"
    page = ArticlePage.objects.get(pk=answer["pk"])
    for title, slug in (("关于（待定）二", "guan-yu-dai-ding-er"), ("江边的灯", "jiang-bian-de-deng")):
        form = desk.article_form(desk.newest(page), title=title, slug=answer["field_updates"]["slug"])
        form |= {"overwrite_revision_id": str(desk.newest(page).latest_revision_id)}
        answer = editor.client.post(desk.edit_url(page), form, headers=AUTOMATIC).json()
        assert answer["success"] and answer["field_updates"]["slug"] == slug
        assert desk.newest(page).slug == slug
    form = desk.article_form(desk.newest(page), title="江边的灯亮了", slug="my-own")
    answer = editor.client.post(desk.edit_url(page), form, headers=AUTOMATIC).json()
    assert "slug" not in answer["field_updates"] and desk.newest(page).slug == "my-own"


def test_no_browser_types_an_address_for_the_editor(editor, section):
    """Wagtail's title field writes what it can make of a title into the address: of a Chinese one its digits."""
    page = editor.client.get(reverse("wagtailadmin_pages:add", args=["news", "articlepage", section.pk]))
    title = re.search(r"<(?:input|textarea)[^>]*name=\"title\"[^>]*>", page.content.decode())[0]
    assert "#id_slug" not in title


@pytest.mark.parametrize("model", [Policy, Company, Event])
def test_a_record_drafts_address_follows_its_title_until_it_is_out(keeper, model):
    record = add(keeper, model, title="待定的条目")
    assert record.slug == "dai-ding-de-tiao-mu"
    edit(keeper, record, title="演示条目", slug=record.slug)
    record = model.objects.get(pk=record.pk)
    assert record.latest_revision.as_object().slug == "yan-shi-tiao-mu"
    edit(keeper, record, "publish", title="演示条目", slug="yan-shi-tiao-mu")
    edit(keeper, record, "publish", title="又一个条目", slug="yan-shi-tiao-mu")
    record = model.objects.get(pk=record.pk)
    assert (record.title, record.slug) == ("又一个条目", "yan-shi-tiao-mu")


@pytest.mark.parametrize("model", [Policy, Company, Event])
def test_a_record_drafts_typed_address_stays_and_automatic_saves_tell(keeper, model):
    record = add(keeper, model, title="待定的条目")
    form = FORMS[model](title="演示条目", slug=record.slug)
    data = press(form) | opened(record)
    answer = keeper.client.post(url(model, "edit", record.pk), data, headers=AUTOMATIC).json()
    assert answer["success"] and answer["field_updates"]["slug"] == "yan-shi-tiao-mu"
    edit(keeper, record, title="演示条目", slug="my-own")
    edit(keeper, record, title="第三个题目", slug="my-own")
    assert model.objects.get(pk=record.pk).latest_revision.as_object().slug == "my-own"
