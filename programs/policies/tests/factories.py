import datetime

import factory
from factory.django import DjangoModelFactory

from programs.policies.models import Policy, PolicyItem


class PolicyFactory(DjangoModelFactory):
    """A published policy of 2025: in force on every day that a test stops the clock at."""

    title = factory.Sequence(lambda number: f"《关于支持工业企业“留员工、稳生产”的示例意见（第{number}号）》")
    summary = "示例政策：帮助企业节前留工、节后招工。"
    published_on = factory.Sequence(lambda number: datetime.date(2025, 1, 1) + datetime.timedelta(days=number % 300))

    class Meta:
        model = Policy


class PolicyItemFactory(DjangoModelFactory):
    policy = factory.SubFactory(PolicyFactory)
    number = factory.Sequence(str)
    title = factory.Sequence(lambda number: f"企业招工补贴（示例{number}）")
    gives = "示例：按新招员工人数给予补贴。"

    class Meta:
        model = PolicyItem
