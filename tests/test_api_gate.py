"""Nothing leaves through the API or a calendar that the public pages do not show."""

import re

import pytest
from wagtail.models import ReferenceIndex

from media.models import Picture
from media.tests.factories import PictureFactory
from news.tests.factories import ArticlePageFactory
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.models import Event
from programs.policies.models import Policy

from .api_world import SECRET, make_world

LISTS = ["articles", "sections", "policies", "companies", "events", "mentions", "pictures"]


@pytest.fixture
def world(news_index):
    return make_world(news_index)


def addresses(world):
    details = [
        f"articles/{world.article.pk}/", f"articles/{world.linked.pk}/", f"sections/{world.section.pk}/",
        f"policies/{world.policy.slug}/", f"companies/{world.company.slug}/", "companies/gongkai/",
        f"events/{world.event.slug}/", f"pictures/{world.picture.pk}/",
    ]  # fmt: skip
    api = ["", *(f"{name}/" for name in LISTS), *details, "schema/", "docs/"]
    return [f"/api/v1/{path}" for path in api] + ["/events/calendar.ics", f"/events/{world.event.slug}/event.ics"]


def test_nothing_hidden_is_said_anywhere(client, world):
    said = {address: client.get(address) for address in addresses(world)}
    assert {response.status_code for response in said.values()} == {200}
    assert [address for address, response in said.items() if SECRET in response.content.decode()] == []
    assert "原文" in said[f"/api/v1/policies/{world.policy.slug}/"].content.decode()


def test_the_rows_that_hold_the_secret_exist(world):
    assert Company.objects.filter(title__contains=SECRET).count() == 2
    assert Picture.objects.filter(caption=SECRET).count() == 5
    assert Policy.objects.filter(slug=SECRET).exists() and Event.objects.filter(slug=SECRET).exists()


def test_what_is_hidden_is_not_found(client, world):
    hidden = [f"companies/{SECRET}/", f"policies/{SECRET}/", f"events/{SECRET}/", f"articles/{world.hidden.pk}/"]
    hidden += [f"pictures/{pk}/" for pk in Picture.objects.filter(caption=SECRET).values_list("pk", flat=True)]
    for path in hidden:
        response = client.get(f"/api/v1/{path}")
        assert (response.status_code, list(response.json())) == (404, ["detail"]), path


def test_internal_fields_have_no_place_in_any_serialiser():
    from programs.companies.api import CompanyDetailSerializer
    from programs.events.api import EventDetailSerializer
    from programs.policies.api import PolicyDetailSerializer

    for serializer in (CompanyDetailSerializer, EventDetailSerializer, PolicyDetailSerializer):
        model = serializer.Meta.model
        names = set(serializer().fields)
        assert not names & {
            *model.internal_fields,
            "visibility",
            "search_text",
            "sort_key",
            "live",
            "locked",
            "id",
            "pk",
        }
        sources = {getattr(field, "source", "") for field in serializer().fields.values()}
        assert not sources & set(model.internal_fields)


def listed_pictures(client):
    return {row["id"] for row in client.get("/api/v1/pictures/").json()["results"]}


def test_a_picture_becomes_public_with_what_uses_it(client, section, contributor_of):
    body_picture, cover, portrait, logo, unused = PictureFactory.create_batch(5)
    draft = ArticlePageFactory(parent=section, live=False, cover=cover, body=[("picture", {"picture": body_picture})])
    contributor_of(draft, portrait)
    company = CompanyFactory(live=False, logo=logo)
    assert listed_pictures(client) == set()
    draft.save_revision().publish()
    assert listed_pictures(client) == {body_picture.pk, cover.pk, portrait.pk}
    company.live = True
    company.save()
    assert listed_pictures(client) == {body_picture.pk, cover.pk, portrait.pk, logo.pk}
    draft.refresh_from_db()
    draft.unpublish()
    assert listed_pictures(client) == {logo.pk}
    assert ReferenceIndex.objects.filter(to_object_id=str(unused.pk)).count() == 0


@pytest.fixture
def contributor_of():
    from news.tests.factories import BylineFactory, ContributorFactory

    def make(article, portrait):
        return BylineFactory(page=article, contributor=ContributorFactory(portrait=portrait))

    return make


def test_a_draft_of_a_public_page_shows_no_picture_of_its_own(client, section):
    article, picture = ArticlePageFactory(parent=section), PictureFactory()
    article.cover = picture
    article.save_revision()
    assert listed_pictures(client) == set()


def test_links_to_hidden_pages_keep_their_words_alone(client, world):
    data = client.get(f"/api/v1/policies/{world.policy.slug}/").json()
    paragraph = data["body"][1]
    assert re.findall(r'href="([^"]*)"', paragraph["html"]) == [world.linked.full_url]
    assert "草稿" in paragraph["text"] and "alert" not in data["body_html"] and "<script" not in data["body_html"]
    assert [link["url"] for link in data["body"][-1]["links"]] == [world.linked.full_url, "https://example.org/"]
