"""An answer of the API asks the database as often for twelve rows as for two, also where they stand inside one record."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from media.tests.factories import AttachmentFactory, PictureFactory
from news.mentions.deriving import rebuild
from news.models import ArticlePage
from news.tests.factories import ArticlePageFactory, BylineFactory
from news.tests.mentions import link
from programs.companies.models import ListMembership
from programs.companies.tests.factories import (
    CompanyAliasFactory,
    CompanyFactory,
    CompanyListFactory,
    CompanyPersonFactory,
)
from programs.events.models import EventAttachment, EventStop
from programs.events.tests.factories import EventFactory, EventFigureFactory, EventPartyFactory
from programs.policies.models import PolicyAttachment
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import (
    AudienceFactory,
    CompanyTagFactory,
    DepartmentFactory,
    NeedFactory,
    SectorFactory,
    TopicFactory,
    TownFactory,
)

from .api_world import full_body

MOST_QUERIES = 22


def add_articles(section, count):
    for _ in range(count):
        article = ArticlePageFactory(parent=section, cover=PictureFactory())
        BylineFactory(page=article)


def add_companies(section, count):
    for _ in range(count):
        company = CompanyFactory(sector=SectorFactory(), town=TownFactory(), logo=PictureFactory())
        company.tags.add(CompanyTagFactory(), CompanyTagFactory())
        company.save()


def add_policies(section, count):
    for _ in range(count):
        policy = PolicyFactory(topic=TopicFactory())
        policy.issuers.add(DepartmentFactory())
        policy.supersedes.add(PolicyFactory())
        policy.save()
        PolicyItemFactory(policy=policy)


def add_events(section, count):
    for _ in range(count):
        EventPartyFactory(event=EventFactory(town=TownFactory()), company=CompanyFactory())


def add_mentions(section, count):
    records = [PolicyFactory(), CompanyFactory(), EventFactory(), PolicyItemFactory(policy=PolicyFactory())]
    for _ in range(count):
        name_all(section, [*records, CompanyFactory()])


def name_all(section, records):
    """Publish an article that names each of `records`."""
    said = "".join(f"{link(record, '它')}来了。" for record in records)
    rebuild(ArticlePageFactory(parent=section, body=[("paragraph", f"<p>{said}</p>")]))


LISTS = {
    "articles": add_articles,
    "companies": add_companies,
    "policies": add_policies,
    "events": add_events,
    "pictures": add_articles,
    "mentions": add_mentions,
}


def queries_of(client, url):
    response = client.get(url)  # remembers the site and content types, reads the index
    assert response.status_code == 200
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    return [query["sql"] for query in queries], response


def assert_flat(few, many):
    assert len(many) == len(few), "\n".join(query[:200] for query in many)
    assert len(many) <= MOST_QUERIES


@pytest.mark.parametrize("name", LISTS)
def test_lists(client, section, name):
    LISTS[name](section, 2)
    few, _ = queries_of(client, f"/api/v1/{name}/")
    LISTS[name](section, 10)
    many, response = queries_of(client, f"/api/v1/{name}/")
    assert len(response.json()["results"]) >= 12
    assert_flat(few, many)
    assert len(many) <= 10


def test_the_calendar(client, db):
    add_events(None, 2)
    few, _ = queries_of(client, "/events/calendar.ics")
    add_events(None, 10)
    many, response = queries_of(client, "/events/calendar.ics")
    assert response.content.count(b"BEGIN:VEVENT") == 12
    assert_flat(few, many)


def more_of_an_article(article, section):
    _name_one_more(article)
    article.body = list(article.body.raw_data) + _raw(section)
    article.save()
    BylineFactory(page=article)
    policy = PolicyFactory()
    article.interprets.add(policy)
    article.save()


def _name_one_more(article):
    one = PolicyItemFactory(policy=PolicyFactory())
    said = "".join(f"{link(record, '它')}来了。" for record in [one, one.policy, CompanyFactory(), EventFactory()])
    article.body = [*article.body.raw_data, {"type": "paragraph", "value": f"<p>{said}</p>"}]
    article.save()
    rebuild(ArticlePage.objects.get(pk=article.pk))


def more_of_a_company(company, section):
    name_all(section, [company])
    CompanyAliasFactory(company=company)
    CompanyPersonFactory(company=company)
    ListMembership.objects.create(company=company, list=CompanyListFactory())
    company.tags.add(CompanyTagFactory())
    company.save()


def more_of_a_policy(policy, section):
    name_all(section, [policy])
    item = PolicyItemFactory(policy=policy)
    for name, made in (("sectors", SectorFactory), ("towns", TownFactory), ("needs", NeedFactory)):
        getattr(item, name).add(made(), made())
    item.audiences.add(AudienceFactory())
    item.save()
    policy.issuers.add(DepartmentFactory())
    policy.supersedes.add(PolicyFactory())
    policy.body = list(policy.body.raw_data) + _raw(section)
    policy.save()
    successor = PolicyFactory()
    successor.supersedes.add(policy)
    successor.save()
    PolicyAttachment.objects.create(policy=policy, attachment=AttachmentFactory())
    article = ArticlePageFactory(parent=section)
    article.interprets.add(policy)
    article.save()


def more_of_an_event(event, section):
    name_all(section, [event])
    EventPartyFactory(event=event, company=CompanyFactory())
    EventPartyFactory(event=event, department=DepartmentFactory())
    EventFigureFactory(event=event)
    EventStop.objects.create(event=event, place="示例站")
    EventAttachment.objects.create(event=event, attachment=AttachmentFactory())
    event.policies.add(PolicyFactory())
    event.body = list(event.body.raw_data) + _raw(section)
    event.save()


def _raw(section):
    """Every block once more, each with pages and files of its own."""
    from media.blocks import BodyBlock

    page = ArticlePageFactory(parent=section)
    body = full_body(page, ArticlePageFactory(parent=section), PictureFactory(), AttachmentFactory())
    block = BodyBlock()
    return [
        {"type": name, "value": block.child_blocks[name].get_prep_value(block.child_blocks[name].normalize(value))}
        for name, value in body
    ]


DETAILS = {
    "articles": (lambda section: ArticlePageFactory(parent=section), more_of_an_article),
    "companies": (lambda section: CompanyFactory(parent=CompanyFactory()), more_of_a_company),
    "policies": (lambda section: PolicyFactory(), more_of_a_policy),
    "events": (lambda section: EventFactory(), more_of_an_event),
}


@pytest.mark.parametrize("name", DETAILS)
def test_details(client, section, name):
    make, add = DETAILS[name]
    row = make(section)
    url = f"/api/v1/{name}/{row.pk if name == 'articles' else row.slug}/"
    for _ in range(2):
        add(row, section)
    few, _ = queries_of(client, url)
    for _ in range(10):
        add(row, section)
    many, response = queries_of(client, url)
    assert_flat(few, many)
    assert len(response.json().get("body", [0] * 100)) >= 100
