import datetime

import factory
import wagtail_factories
from django.utils import timezone
from factory.django import DjangoModelFactory

from news.models import ArticlePage, Byline, Contributor, SectionPage


class ContributorFactory(DjangoModelFactory):
    name = factory.Sequence(lambda number: f"示例记者{number}")

    class Meta:
        model = Contributor


class SectionPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda number: f"企业服务第{number}栏")
    slug = factory.Sequence(lambda number: f"qiye-{number}")
    intro = "惠企政策落地、外贸订单与招工就业的消息。"

    class Meta:
        model = SectionPage


class ArticlePageFactory(wagtail_factories.PageFactory):
    """A live article with a body of Chinese text; pass `live=False` for a draft."""

    title = factory.Sequence(lambda number: f"鹿城区外贸企业综合服务中心为企业减少通关成本(第{number}期)")
    slug = factory.Sequence(lambda number: f"waimao-{number}")
    lead = "<p>示例导语:中心开设商务之窗,提供“一站式”综合服务。</p>"
    source = "示例来源"
    published_at = factory.Sequence(lambda number: timezone.now() - datetime.timedelta(days=1, minutes=number))
    body = factory.LazyFunction(
        lambda: [
            ("heading", {"text": "一站式服务", "level": "2"}),
            ("paragraph", "<p>示例正文:企业把单据带到窗口,当天受理、当天办理。</p>"),
        ]
    )

    class Meta:
        model = ArticlePage


class BylineFactory(DjangoModelFactory):
    contributor = factory.SubFactory(ContributorFactory)
    role = "记者"

    class Meta:
        model = Byline
