"""What is dated from the day of loading moves along with the days, as long as nobody has touched it."""

import datetime

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.models import ArticlePage
from portal.demo import load, records
from portal.demo.models import DemoItem
from programs.companies.models import CompanyList
from programs.events.models import Event
from programs.policies.models import Policy, PolicyItem

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]
LATER = 9  # days
JOB_FAIR = "演示用工招聘会·制造业专场"


@pytest.fixture
def later(monkeypatch):
    """The demo is loaded once more, some days later."""
    day = timezone.localdate() + datetime.timedelta(LATER)
    monkeypatch.setattr(timezone, "localdate", lambda value=None, tz=None: (value and value.date()) or day)
    return day


def in_days(number):
    return timezone.localdate() + datetime.timedelta(number)


def test_there_is_something_to_claim_something_closing_soon_and_something_to_come():
    items = {
        item.title: (item.opens_on, item.closes_on) for item in PolicyItem.objects.filter(title__startswith="演示")
    }
    assert items["演示：春节留工补贴"] == (in_days(-20), in_days(20))
    assert items["演示：新招职工扩岗补贴"][1] == in_days(6)
    assert items["演示：境外展位费补贴（下一批）"][0] == in_days(15)
    assert items["演示：境外展位费补贴（上一批）"][1] == in_days(-15)
    revised = Policy.objects.get(title="演示：企业留工补贴实施办法（修订）")
    trial = revised.supersedes.get()
    assert (trial.validity_on(), revised.validity_on()) == ("repealed", "valid")
    fair = Event.objects.get(title=JOB_FAIR)
    assert (fair.state_at(), fair.stops.count(), timezone.localtime(fair.starts_at).hour) == ("confirmed", 3, 9)
    on_list = CompanyList.objects.get(is_public=True).memberships
    assert (on_list.count(), on_list.filter(left_on=None).count()) == (3, 2)


def test_every_fictional_entry_is_named_so_and_says_so():
    for entry in records.FICTIONAL:
        assert entry.title.startswith("演示") and "虚构" in entry.source and "虚构" in entry.fields["summary"], (
            entry.key
        )


def test_all_moves_along_with_the_days_and_once_a_day(later):
    fair, item = Event.objects.get(title=JOB_FAIR), PolicyItem.objects.get(title="演示：春节留工补贴")
    story = ArticlePage.objects.get(slug="yanshi-liugong-butie")
    of_the_feature = ArticlePage.objects.get(slug="caigou-jie-dingdan").published_at
    load.load()
    moved = Event.objects.get(title=JOB_FAIR)
    assert moved.pk == fair.pk and moved.starts_at - fair.starts_at == datetime.timedelta(LATER)
    assert moved.stops.count() == 3
    again = PolicyItem.objects.get(pk=item.pk)  # the same row: what leads to it still does
    assert again.closes_on - item.closes_on == datetime.timedelta(LATER)
    assert set(again.needs.values_list("name", flat=True)) == {"留工", "稳产"}
    story_now = ArticlePage.objects.get(pk=story.pk)
    assert story_now.published_at - story.published_at == datetime.timedelta(LATER)
    assert ArticlePage.objects.get(slug="caigou-jie-dingdan").published_at == of_the_feature
    assert set(DemoItem.objects.exclude(dated_on=None).values_list("dated_on", flat=True)) == {later}
    with CaptureQueriesContext(connection) as queries:
        load.load()
    assert not [
        query for query in queries if not query["sql"].lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE"))
    ]


def test_what_somebody_has_edited_or_taken_off_the_site_stays_as_it_is(later):
    fair = Event.objects.get(title=JOB_FAIR)
    fair.summary = "台账管理员改过的摘要。"
    fair.put_on_record(None)
    policy = Policy.objects.get(title="演示：青年人才租房补贴")
    policy.unpublish()
    story = ArticlePage.objects.get(slug="yanshi-zhaopin-richeng")
    story.title = "演示：编辑另存的草稿"
    story.save_revision()
    began, opened, dated = fair.starts_at, policy.published_on, story.published_at
    load.load()
    fair, policy, story = (type(row).objects.get(pk=row.pk) for row in (fair, policy, story))
    assert (fair.summary, fair.starts_at) == ("台账管理员改过的摘要。", began)
    assert (policy.live, policy.published_on) == (False, opened)
    assert story.published_at == dated and story.has_unpublished_changes


def test_the_command_moves_them_too(later):
    call_command("load_demo", verbosity=0)
    assert PolicyItem.objects.get(title="演示：新招职工扩岗补贴").closes_on == later + datetime.timedelta(6)
