import datetime

import pytest
from django.http import QueryDict
from django.utils import timezone

from programs.policies.filters import POLICIES
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import DepartmentFactory, NeedFactory, SectorFactory, TopicFactory, TownFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def ask(query=""):
    return POLICIES.select(QueryDict(query))


def titles(query=""):
    return [row.title for row in ask(query).rows]


def test_the_newest_stand_first_and_undated_ones_last():
    for title, day in [("旧", "2020-01-01"), ("无日期", None), ("新", "2026-02-01")]:
        PolicyFactory(title=title, published_on=day)
    assert titles() == ["新", "旧", "无日期"]
    assert titles("year=2020") == ["旧"]


def test_every_facet_finds_its_policy():
    department, topic, need = DepartmentFactory(slug="d"), TopicFactory(slug="t"), NeedFactory(slug="n")
    sector, town = SectorFactory(slug="s"), TownFactory(slug="w")
    policy = PolicyFactory(kind="pilot", topic=topic, issuers=[department], published_on="2024-05-05")
    policy.issuers.add(department)
    policy.save()
    item = PolicyItemFactory(policy=policy, claim_mode="without", size_bands=["small", "micro"])
    item.needs, item.sectors, item.towns = [need], [sector], [town]
    item.save()
    PolicyFactory(published_on="2023-05-05")
    facets = "kind=pilot issuer=d topic=t claim=without need=n sector=s town=w size=micro year=2024".split()
    for question in [*facets, "&".join(facets)]:
        assert [row.pk for row in ask(question).rows] == [policy.pk], question


def test_validity_follows_the_clock(time_machine):
    time_machine.move_to("2026-11-20 12:00+08:00")
    today = timezone.localdate()
    PolicyFactory(title="将施行", published_on=None, effective_from=today + DAY)
    PolicyFactory(title="将失效", published_on=today, effective_to=today)
    PolicyFactory(title="将废止", published_on=today, repealed_on=today + DAY)
    assert (titles("validity=pending"), set(titles("validity=valid"))) == (["将施行"], {"将失效", "将废止"})
    time_machine.shift(DAY)
    assert titles("validity=valid") == ["将施行"]
    assert (titles("validity=expired"), titles("validity=repealed")) == (["将失效"], ["将废止"])


def test_a_successor_repeals_when_it_comes_and_no_longer_when_it_goes(staff):
    old = PolicyFactory(title="旧")
    new = PolicyFactory(title="新", published_on=old.published_on, live=False)
    new.supersedes.add(old)
    new.save()
    assert titles("validity=valid") == ["旧"]
    keeper = staff("keeper")
    new.put_on_record(keeper)
    assert titles("validity=repealed") == ["旧"]
    new.supersedes.clear()
    new.put_on_record(keeper)
    assert titles("validity=repealed") == []
    new.supersedes.add(old)
    new.save()
    assert titles("validity=repealed") == ["旧"]
    new.unpublish()
    assert titles("validity=valid") == ["旧"]


def test_the_list_and_the_policy_itself_agree_on_validity():
    day = timezone.localdate()
    choices = [None, day - DAY, day, day + DAY]
    for number in range(64):
        dates = choices[number % 4], choices[number // 4 % 4], choices[number // 16]
        PolicyFactory(published_on=dates[0], effective_to=dates[1], repealed_on=dates[2])
    for policy in Policy.objects.all():
        found = POLICIES.select(QueryDict(f"validity={policy.validity_on().value}"))
        assert policy.pk in set(found.ids())
