"""Who may have the sizes of a picture: everybody, while something public shows it; else the desk and who reads the page."""

import datetime

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction, ReferenceIndex
from wagtail.signal_handlers import disable_reference_index_auto_update

from media.layouts import SHARE_SPEC, all_specs
from media.models import Picture, PictureRendition
from media.renditions import make_renditions
from media.repair import Repairs, repair_all
from media.tests.factories import AttachmentFactory, PictureFactory
from media.tests.opened import as_opened
from news.models import ArticlePage, Contributor, PreviewLink
from news.tests.factories import ArticlePageFactory, BylineFactory, ContributorFactory
from portal.accounts.tests.factories import UserFactory
from portal.home.models import SiteSettings, StandardPage
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory

from .crash import states_after_death

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def picture():
    return PictureFactory(title="规划草图")


def address(picture):
    return picture.get_rendition("width-100|format-webp").url


def status(client, picture):
    return client.get(address(picture)).status_code


def in_body(picture):
    return [("picture", {"picture": picture, "caption": "江上"})]


def in_gallery(picture):
    return [("gallery", {"pictures": [{"picture": picture}, {"picture": PictureFactory()}]})]


def in_sidebar(picture):
    return [("sidebar", {"kind": "手记", "body": [("picture", {"picture": picture})]})]


def standard_page(home, **fields):
    return home.add_child(instance=StandardPage(title="关于本站", slug="guanyu", **fields))


def byline_portrait(section, picture):
    article = ArticlePageFactory(parent=section)
    BylineFactory(page=article, contributor=ContributorFactory(portrait=picture))


def share_picture(site, picture):
    settings = SiteSettings.for_site(site)
    settings.share_picture = picture
    settings.save()


PUBLIC = {
    "cover": lambda w, p: ArticlePageFactory(parent=w["section"], cover=p),
    "body of a story": lambda w, p: ArticlePageFactory(parent=w["section"], body=in_body(p)),
    "gallery": lambda w, p: ArticlePageFactory(parent=w["section"], body=in_gallery(p)),
    "sidebar": lambda w, p: ArticlePageFactory(parent=w["section"], body=in_sidebar(p)),
    "standard page": lambda w, p: standard_page(w["home"], body=in_body(p)),
    "by-line's portrait": lambda w, p: byline_portrait(w["section"], p),
    "default share picture": lambda w, p: share_picture(w["site"], p),
    "company's logo": lambda w, p: CompanyFactory(logo=p),
    "policy": lambda w, p: PolicyFactory(body=in_body(p)),
    "event": lambda w, p: EventFactory(body=in_body(p)),
}

later, before = timezone.now() + DAY, timezone.now() - DAY
CLOSED = {
    "nothing": lambda w, p: None,
    "draft": lambda w, p: ArticlePageFactory(parent=w["section"], live=False, cover=p),
    "scheduled": lambda w, p: ArticlePageFactory(parent=w["section"], cover=p, go_live_at=later),
    "expired": lambda w, p: ArticlePageFactory(parent=w["section"], cover=p, expire_at=before),
    "unpublished": lambda w, p: ArticlePageFactory(parent=w["section"], cover=p).unpublish(),
    "unpublished record": lambda w, p: PolicyFactory(body=in_body(p)).unpublish(),
    "internal record": lambda w, p: EventFactory(body=in_body(p), visibility="internal"),
    "private": lambda w, p: lock(ArticlePageFactory(parent=w["section"], cover=p)),
    "below a private page": lambda w, p: (ArticlePageFactory(parent=w["section"], cover=p), lock(w["section"])),
    "author without a public story": lambda w, p: ContributorFactory(portrait=p),
}


def lock(page, **fields):
    fields = fields or {"restriction_type": "login"}
    return PageViewRestriction.objects.create(page=page, **fields)


@pytest.fixture
def world(site, home, section):
    return {"site": site, "home": home, "section": section}


@pytest.mark.parametrize("place", PUBLIC)
def test_what_something_public_shows_is_open(client, world, picture, place):
    assert status(client, picture) == 404
    PUBLIC[place](world, picture)
    response = client.get(address(picture))
    assert response.status_code == 200
    assert response["Cache-Control"] == "public, no-cache"
    assert response["Content-Type"] == "image/webp" and response["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in response["Content-Security-Policy"]
    since = {"if-modified-since": response["Last-Modified"]}
    assert client.get(address(picture), headers=since).status_code == 304
    assert client.get(address(picture), headers={"if-none-match": response["ETag"]}).status_code == 304


@pytest.mark.parametrize("place", CLOSED)
def test_what_nothing_public_shows_is_for_the_desk(client, staff, world, picture, place):
    CLOSED[place](world, picture)
    response = client.get(address(picture))
    assert response.status_code == 404 and response["Cache-Control"] == "private, no-store"
    for role in ("editor", "reviewer", "keeper", "admin"):
        response = staff(role).client.get(address(picture))
        assert (role, response.status_code, response["Cache-Control"]) == (role, 200, "private, no-store")
    PUBLIC["standard page"](world, picture)  # what a draft and something public show is open
    assert status(client, picture) == 200


def test_a_picture_closes_and_opens_with_its_story(client, section, picture):
    article = ArticlePageFactory(parent=section, body=in_body(picture))
    etag = client.get(address(picture))["ETag"]
    article.unpublish()
    assert client.get(address(picture), headers={"if-none-match": etag}).status_code == 404
    article.save_revision().publish()
    assert status(client, picture) == 200


def test_a_picture_taken_out_of_a_published_story_is_closed(client, section, picture):
    article = ArticlePageFactory(parent=section, body=in_body(picture))
    article.body = [("paragraph", "<p>没有图。</p>")]
    article.save_revision()
    assert status(client, picture) == 200  # readers still see it
    article.save_revision().publish()
    assert status(client, picture) == 404


def test_a_private_collection_stays_private(client, staff, world, picture):
    PUBLIC["cover"](world, picture)
    collection = Collection.get_first_root_node().add_child(name="未公开")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="login")
    Picture.objects.update(collection=collection)
    assert status(client, picture) == 404
    assert status(staff("editor").client, picture) == 200


@pytest.mark.parametrize("uses", [1, 12])
def test_a_picture_costs_one_query(client, section, picture, uses):
    for number in range(uses):
        ArticlePageFactory(parent=section, cover=picture)
        ArticlePageFactory(parent=section, live=number % 2, body=in_body(picture))
    url = address(picture)
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    assert len(queries) == 1, [query["sql"] for query in queries]


def test_a_size_is_found_by_the_name_of_its_file_among_many(db):
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, PictureRendition._meta.db_table).values()
    assert any(one["index"] and one["columns"][:1] == ["file"] for one in found)


# --- Who may read what the public may not --------------------


def test_who_gave_a_pages_password_sees_its_pictures(client, section, picture):
    article = ArticlePageFactory(parent=section, cover=picture)
    file = AttachmentFactory()
    article.body = [("attachment", {"attachment": file, "title": ""})]
    article.save()
    restriction = lock(article, restriction_type="password", password="鹿城2026")
    assert status(client, picture) == 404 and client.get(file.url).status_code == 404
    client.post(f"/_util/authenticate_with_password/{restriction.pk}/{article.pk}/",
                {"password": "鹿城2026", "return_url": article.url})  # fmt: skip
    assert client.get(article.url).status_code == 200
    response = client.get(address(picture))
    assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"
    assert client.get(file.url).status_code == 200
    article.unpublish()
    assert status(client, picture) == 404


@pytest.fixture
def draft(section, picture):
    page = ArticlePageFactory(parent=section, live=False, title="征求意见稿")
    page.body = in_gallery(picture)  # in the newest draft alone, as Wagtail keeps what was typed since
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


def test_a_preview_links_holder_sees_the_drafts_pictures_and_no_others(client, section, draft, picture):
    other = PictureFactory()
    ArticlePageFactory(parent=section, live=False, cover=other)
    link = PreviewLink.objects.create(page=draft, created_by=UserFactory())
    assert status(client, picture) == 404
    shown = client.get(link.get_absolute_url())
    assert "/uploads/images/" in shown.content.decode()
    cookie = shown.cookies["preview"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    response = client.get(address(picture))
    assert response.status_code == 200 and response["Cache-Control"] == "private, no-store"
    assert status(client, other) == 404
    assert status(Client(), picture) == 404
    PreviewLink.objects.update(revoked_at=timezone.now())
    assert status(client, picture) == 404


def test_two_preview_links_at_once(client, section, draft, picture):
    other = PictureFactory()
    second = ArticlePageFactory(parent=section, live=False, cover=other)
    second.save_revision()
    for page in (draft, second):
        client.get(PreviewLink.objects.create(page=page, created_by=UserFactory()).get_absolute_url())
    assert status(client, picture) == 200 and status(client, other) == 200


def test_a_preview_links_holder_has_the_drafts_files(client, draft):
    file = AttachmentFactory()
    draft.body = [("attachment", {"attachment": file, "title": ""})]
    draft.save()
    draft.save_revision()
    assert client.get(file.url).status_code == 404
    client.get(PreviewLink.objects.create(page=draft, created_by=UserFactory()).get_absolute_url())
    assert client.get(file.url).status_code == 200


@pytest.mark.parametrize("value", ["", ".", "x" * 4000, "..'; --.", "a." * 500], ids=range(5))
def test_a_made_up_preview_cookie_opens_nothing(client, draft, picture, value):
    client.cookies["preview"] = value
    with CaptureQueriesContext(connection) as queries:
        assert status(client, picture) == 404
    assert len(queries) < 20


# --- The index that decides --------------------


def references(thing):
    kind = ContentType.objects.get_for_model(type(thing))
    return ReferenceIndex.objects.filter(to_content_type=kind, to_object_id=str(thing.pk))


def test_a_child_that_is_deleted_no_longer_refers(client, section):
    """Taking an attachment off a record, or a by-line off a story, is seen at once by every door."""
    file = AttachmentFactory()
    policy = PolicyFactory()
    policy.attachments.create(attachment=file)
    policy.save()
    assert references(file).exists()
    policy.attachments.all()[0].delete()
    assert not references(file).exists()
    contributor = ContributorFactory()
    byline = BylineFactory(page=ArticlePageFactory(parent=section), contributor=contributor)
    assert references(contributor).count() == 1
    byline.delete()
    assert not references(contributor).exists()


def test_children_left_out_of_a_saved_page_no_longer_refer(section):
    contributor = ContributorFactory()
    article = ArticlePageFactory(parent=section)
    BylineFactory(page=article, contributor=contributor)
    article = ArticlePage.objects.get(pk=article.pk)
    article.bylines = []
    article.save()
    assert not references(contributor).exists()


def in_step(*things):
    """Does the index say of each of `things` what its row says?"""
    return all(
        set(ReferenceIndex.get_references_for_object(thing).values_list("to_object_id", "content_path"))
        == {(found[1], found[3]) for found in ReferenceIndex._extract_references_from_object(thing)}
        for thing in things
    )


def test_death_at_any_write_leaves_row_and_index_in_step(picture, staff):
    """An author gets a portrait at the desk."""
    author = ContributorFactory(portrait=PictureFactory())
    editor = staff("editor")
    url = reverse("wagtailsnippets_news_contributor:edit", args=[author.pk])
    form = {"name": author.name, "slug": author.slug, "portrait": picture.pk} | as_opened(editor.client, url)

    def state():
        now = Contributor.objects.get(pk=author.pk)
        return now.portrait == picture, in_step(now)

    torn, end = states_after_death(lambda: editor.client.post(url, form), state)
    assert len(torn) >= 3 and set(torn) <= {(False, True), (True, True)}
    assert end == (True, True)


def test_a_row_whose_references_cannot_be_noted_is_not_saved(section, picture, monkeypatch):
    def fail(instance):
        raise OperationalError("database or disk is full")

    article = ArticlePageFactory(parent=section)
    monkeypatch.setattr(ReferenceIndex, "create_or_update_for_object", fail)
    article.cover = picture
    with pytest.raises(OperationalError):
        article.save()
    assert ArticlePage.objects.get(pk=article.pk).cover is None


def killed_before_the_index_was_written(section, picture):
    with disable_reference_index_auto_update():
        return ArticlePageFactory(parent=section, cover=picture)


def test_the_scheduler_mends_an_index_that_was_left_behind(client, section, picture):
    mended = PictureFactory()
    gone = ArticlePageFactory(parent=section, cover=mended)
    ArticlePage.objects.filter(pk=gone.pk).update(cover=None)  # past every signal
    killed_before_the_index_was_written(section, picture)
    assert (status(client, picture), status(client, mended)) == (404, 200)
    repair_all()
    assert (status(client, picture), status(client, mended)) == (200, 404)


def test_the_scheduler_makes_the_sizes_that_a_crash_has_left_out(picture):
    assert not picture.renditions.exists()  # the process died after its commit, before they were made
    repair_all()
    assert {size.filter_spec for size in picture.renditions.all()} == set(all_specs(picture.width))


def test_a_look_at_what_is_in_step_writes_nothing_and_costs_little(section):
    for _ in range(3):
        picture = PictureFactory()
        make_renditions(picture)
        ArticlePageFactory(parent=section, cover=picture)
    with CaptureQueriesContext(connection) as queries:
        repair_all()
    assert not [query["sql"] for query in queries if not query["sql"].startswith("SELECT")]


def test_a_picture_whose_file_is_gone_does_not_hold_up_the_others(picture):
    broken, whole = PictureFactory(), PictureFactory()
    broken.file.storage.delete(broken.file.name)
    repair_all()
    assert whole.renditions.exists() and not broken.renditions.exists()


def test_the_scheduler_looks_at_a_few_rows_a_round_and_rests_after_the_last(home, monkeypatch):
    for _ in range(3):
        make_renditions(PictureFactory(), [SHARE_SPEC])
    monkeypatch.setattr("media.repair.AT_ONCE", 4)
    clock = [0]
    monkeypatch.setattr("media.repair.time.monotonic", lambda: clock[0])
    repairs, rounds = Repairs(), 1
    while repairs.go_on():
        rounds += 1
    assert rounds > 2 and not repairs.go_on()
    clock[0] += 2 * 60 * 60
    assert repairs.go_on()
