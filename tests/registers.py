"""A policy, a company and an event with everything that their public pages can show, `count` of each."""

import datetime

from media.tests.factories import AttachmentFactory, PictureFactory
from news.tests.factories import ArticlePageFactory
from programs.companies.models import Company, ListMembership
from programs.companies.tests.factories import (
    CompanyAliasFactory,
    CompanyFactory,
    CompanyListFactory,
    CompanyPersonFactory,
)
from programs.events.models import EventSeries, EventStop
from programs.events.tests.factories import EventFactory, EventFigureFactory, EventPartyFactory
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

PARAGRAPH = "<p>示例：企业按留岗人数领取补贴，材料从简。</p>"


def body():
    words = {"caption": "江上的灯。", "photographer": "", "provider": "", "alt_text": ""}
    return [
        ("heading", {"text": "一、留工", "level": "2"}),
        ("paragraph", PARAGRAPH),
        ("picture", {"picture": PictureFactory(), **words}),
    ]


def rich_policy(section, count=2):
    policy = PolicyFactory(
        body=body(),
        topic=TopicFactory(),
        document_number="示政发〔2026〕1号",
        contact="示例专窗 0577-12345678",
        sources=[("source", {"title": "示例公报", "url": "https://example.org/", "publisher": "示例单位"})],
    )
    policy.issuers.set(DepartmentFactory.create_batch(count))
    policy.supersedes.set(PolicyFactory.create_batch(count))
    policy.save()
    for number in range(count):
        policy.attachments.create(attachment=AttachmentFactory(), is_original=number == 1)
        successor = PolicyFactory(effective_from=datetime.date(2099, 1, 1))
        successor.supersedes.set([policy])
        successor.save()
        item = PolicyItemFactory(policy=policy, amount_text="每人500元", phone="0577-12345678")
        for name, factory in TERMS.items():
            getattr(item, name).set(factory.create_batch(count))
        item.save()
        article = ArticlePageFactory(parent=section)
        article.interprets.set([policy])
        article.save()
        event = EventFactory()
        event.policies.set([policy])
        event.save()
    policy.save()
    return policy


TERMS = {"sectors": SectorFactory, "towns": TownFactory, "needs": NeedFactory, "audiences": AudienceFactory}


def rich_company(count=2):
    sector = SectorFactory(parent=SectorFactory(parent=SectorFactory()))
    company = CompanyFactory(
        parent=CompanyFactory(), sector=sector, town=TownFactory(), size_band="small", logo=PictureFactory()
    )
    company.tags.set(CompanyTagFactory.create_batch(count))
    company.save()
    for _ in range(count):
        CompanyAliasFactory(company=company)
        CompanyPersonFactory(company=company)
        ListMembership.objects.create(company=company, list=CompanyListFactory())
        CompanyFactory(parent=company)
        EventPartyFactory(event=EventFactory(), company=company, name="")
        item = PolicyItemFactory(size_bands=["small"])
        item.sectors.set([sector.parent])
        item.save()
        PolicyItemFactory()
    return Company.objects.get(pk=company.pk)


def rich_event(count=2):
    series, _ = EventSeries.objects.get_or_create(name=f"示例鞋类采购节{count}")
    event = EventFactory(body=body(), town=TownFactory(), series=series, edition=3, recap=PARAGRAPH)
    event.policies.set(PolicyFactory.create_batch(count))
    event.save()
    for number in range(count):
        EventPartyFactory(event=event, company=CompanyFactory(), name="")
        EventPartyFactory(event=event, department=DepartmentFactory(), name="", role="host")
        EventStop.objects.create(event=event, place=f"示例地点{number}")
        EventFigureFactory(event=event, name=f"示例指标{number}", source="示例方案")
        event.attachments.create(attachment=AttachmentFactory())
        EventFactory(series=series, edition=number)
    event.save()
    return event
