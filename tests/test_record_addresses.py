"""No record stands at an address that the site keeps for a page of its own."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from programs.companies.tests.factories import CompanyFactory
from programs.events.models import Event
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory
from programs.records.slugs import is_reserved

pytestmark = pytest.mark.django_db
NOUNS = {"companies": CompanyFactory, "policies": PolicyFactory, "events": EventFactory}


def fixed_words(noun):
    """First parts of the addresses below the noun's list that take no slug, as far as a slug can be written so."""
    routes = [str(one.pattern) for one in get_resolver(f"programs.{noun}.urls").url_patterns]
    parts = [route.split("/")[1] for route in routes if route.startswith(f"{noun}/")]
    return {part for part in parts if part and "<" not in part and "." not in part}


@pytest.mark.parametrize("noun", NOUNS)
def test_every_record_is_reached_at_its_own_address(client, home, noun):
    assert fixed_words(noun) == ({"calendar"} if noun == "events" else set())
    for word in fixed_words(noun) | {"feed", "download", "items"}:
        record = NOUNS[noun](title=word.title())
        assert word in record.slug and record.title in client.get(record.get_absolute_url()).content.decode()
        assert record.slug != word or not is_reserved(word, record._meta.model_name)


def test_a_reserved_address_that_is_typed_is_refused_at_its_field():
    event = EventFactory()
    event.slug = "calendar"
    with pytest.raises(ValidationError) as caught:
        event.put_on_record(None)
    assert list(caught.value.message_dict) == ["slug"] and "固定页面" in caught.value.message_dict["slug"][0]
    assert Event.objects.get().slug != "calendar"
