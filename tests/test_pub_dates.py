"""What readers and machines are told of when something was published: the stated day, never when its row was loaded."""

import re

import pytest

from news.tests.factories import ArticlePageFactory
from programs.companies.tests.factories import CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.tests.factories import PolicyFactory

pytestmark = pytest.mark.django_db


def page(client, row):
    return client.get(row.url if hasattr(row, "url_path") else row.get_absolute_url()).content.decode()


def pub_date(html):
    return re.findall(r'<meta name="PubDate" content="([^"]*)"', html)


def test_a_policys_day_is_the_one_that_it_states(client, home):
    policy = PolicyFactory(published_on="2019-05-06", written_on="2019-04-30")
    html = page(client, policy)
    assert pub_date(html) == ["2019-05-06"]  # its source says no hour
    assert '"datePublished": "2019-05-06"' in html
    feed = client.get("/feeds/policies.xml").content.decode()
    assert "<published>2019-05-06T00:00:00+08:00</published>" in feed and "<updated>" in feed


@pytest.mark.parametrize("written_on", [None, "2019-04-30"])
def test_a_policy_that_states_none_has_none(client, home, written_on):
    html = page(client, PolicyFactory(published_on=None, written_on=written_on))
    assert pub_date(html) == [] and "datePublished" not in html
    assert "<published>" not in client.get("/feeds/policies.xml").content.decode()


@pytest.mark.parametrize("factory", [EventFactory, CompanyFactory])
def test_events_and_companies_state_none(client, home, factory):
    html = page(client, factory())
    assert pub_date(html) == [] and "datePublished" not in html
    assert "<published>" not in client.get("/feeds/events.xml").content.decode()


def test_a_storys_day_is_the_one_printed_over_it(client, section):
    story = ArticlePageFactory(parent=section, published_at="2020-03-04 05:06+08:00")
    assert pub_date(page(client, story)) == ["2020-03-04 05:06"]
    assert "<published>2020-03-03T21:06:00+00:00</published>" in client.get("/feeds/news.xml").content.decode()


def test_a_preview_names_no_day_before_there_is_one(client, section, staff):
    story = ArticlePageFactory(parent=section, live=False, published_at=None)
    story.save_revision()
    html = staff("editor").client.get(f"/cms/pages/{story.pk}/view_draft/").content.decode()
    assert pub_date(html) == [] and "published_time" not in html
