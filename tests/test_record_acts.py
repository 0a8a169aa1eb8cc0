"""Review, timing, deletion, copying and acts upon many records."""

import datetime
import json
from unittest.mock import patch

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry, ReferenceIndex

from news.tests.factories import ArticlePageFactory
from portal.scheduler import run_due
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.editions import next_edition
from programs.events.models import Event
from programs.events.tests.factories import EventFactory, EventPartyFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory
from programs.taxonomy.tests.factories import DepartmentFactory

from .record_forms import FORMS, add, edit, opened, press, rows, told, url

MODELS = [Policy, Company, Event]


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def decide(user, record, decision="approve", **fields):
    data = press(FORMS[type(record)](title=record.title, slug=record.slug, **fields), "workflow-action")
    data |= opened(record) | {"workflow-action-name": decision}
    data |= {"workflow-action-extra-data": json.dumps({"comment": "发文机关写错了"})} if decision == "reject" else {}
    return user.client.post(url(type(record), "edit", record.pk), data, follow=True)


@pytest.mark.parametrize("model", MODELS)
def test_another_keeper_approves_and_it_is_public(keeper, second_keeper, model, client):
    record = add(keeper, model, "submit")
    count = record.revisions.count()
    assert fresh(record).workflow_in_progress
    decide(second_keeper, record)
    assert fresh(record).live and record.revisions.count() == count
    assert client.get(record.get_absolute_url()).status_code == 200


@pytest.mark.parametrize("model", MODELS)
def test_nobody_approves_an_own_edit(keeper, second_keeper, model):
    record = add(keeper, model, "submit")
    assert "您本人做的" in told(decide(keeper, record))
    assert not fresh(record).live
    state = fresh(record).current_workflow_task_state
    address = url(model, "workflow_action", record.pk, "approve", state.pk)
    assert keeper.client.post(address).status_code in (302, 403)
    assert not fresh(record).live
    assert second_keeper.client.post(address).status_code == 302
    assert fresh(record).live


def test_an_approval_brings_no_changes_along(keeper, second_keeper):
    policy = add(keeper, Policy, "submit")
    response = decide(second_keeper, policy, summary="悄悄加的。")
    assert "不能同时通过" in told(response) and "悄悄加的。" in response.content.decode()
    assert not fresh(policy).live


def test_what_is_sent_back_stays_a_draft_and_comes_again(keeper, second_keeper):
    policy = add(keeper, Policy, "submit")
    decide(second_keeper, policy, "reject")
    assert fresh(policy).current_workflow_state.status == "needs_changes"
    edit(keeper, policy, "submit", summary="改好了。")
    decide(second_keeper, policy, summary="改好了。")
    assert fresh(policy).live and fresh(policy).summary == "改好了。"


def test_nothing_is_saved_unasked_under_review(keeper, second_keeper):
    policy = add(keeper, Policy, "submit")
    data = FORMS[Policy](title=policy.title, summary="误触") | opened(policy)
    response = second_keeper.client.post(url(Policy, "edit", policy.pk), data, headers={"accept": "application/json"})
    assert response.status_code == 400 and "不自动保存" in response.json()["error_message"]


@pytest.mark.parametrize("model", MODELS)
def test_a_time_to_publish_and_a_time_to_go(keeper, model, client):
    soon = timezone.now() + datetime.timedelta(hours=2)
    times = {"go_live_at": f"{timezone.localtime(soon):%Y-%m-%d %H:%M}"}
    times["expire_at"] = f"{timezone.localtime(soon + datetime.timedelta(days=1)):%Y-%m-%d %H:%M}"
    record = add(keeper, model, "publish", **times)
    assert client.get(record.get_absolute_url()).status_code == 404
    with patch("django.utils.timezone.now", return_value=soon + datetime.timedelta(minutes=1)):
        assert run_due()[0] == 1
    assert fresh(record).live
    assert run_due(soon + datetime.timedelta(days=2))[1] == 1
    assert not fresh(record).live and fresh(record).expired


def test_a_locked_record_is_left_alone_by_others(keeper, second_keeper):
    policy = add(keeper, Policy, "publish")
    keeper.client.post(url(Policy, "lock", policy.pk))
    response = edit(second_keeper, policy, "publish", summary="改")
    assert "锁定" in told(response) and fresh(policy).summary == ""


def test_what_is_in_use_is_not_deleted_and_the_desk_says_why(keeper):
    event = EventFactory()
    company = EventPartyFactory(event=event, company=CompanyFactory(), name="").company
    event.put_on_record(keeper)
    response = keeper.client.post(url(Company, "delete", company.pk), follow=True)
    assert response.status_code == 200 and "不能删除" in told(response)
    assert event.title in keeper.client.get(url(Company, "usage", company.pk)).content.decode()
    ReferenceIndex.objects.all().delete()  # an index that lags behind
    response = keeper.client.post(url(Company, "delete", company.pk), follow=True)
    assert "不能删除" in told(response) and Company.objects.exists()
    response = bulk(keeper, Company, "delete", [company])
    assert "不能删除" in told(response) and Company.objects.exists()


def test_an_unused_record_is_deleted_and_that_is_written_down(keeper):
    policies = [add(keeper, Policy), add(keeper, Policy, title="另一份示例意见")]
    keeper.client.post(url(Policy, "delete", policies[0].pk))
    bulk(keeper, Policy, "delete", policies[1:])
    assert not Policy.objects.exists()
    assert ModelLogEntry.objects.filter(action="wagtail.delete", user=keeper).count() == 2


def test_where_a_policy_is_used_names_articles_events_and_successors(keeper, section):
    policy = PolicyFactory()
    article = ArticlePageFactory(parent=section)
    article.interprets.set([policy])
    article.save()
    event = EventFactory()
    event.policies.set([policy])
    event.save()
    successor = PolicyFactory(title="新的示例意见")
    successor.supersedes.set([policy])
    successor.save()
    usage = ReferenceIndex.get_references_to(policy)
    assert {reference.describe_source_field() for reference in usage} == {"解读的政策", "相关政策", "取代的文件"}
    page = keeper.client.get(url(Policy, "usage", policy.pk)).content.decode()
    assert event.title in page and successor.title in page


def test_where_a_record_is_used_names_what_every_reader_sees_and_no_draft(keeper, section):
    """Keepers edit no pages; the ones that the public reads are named to them, and lead to where it reads them."""
    policy = PolicyFactory()
    public, draft = (
        ArticlePageFactory(parent=section, title=title, live=live)
        for title, live in [("示例解读", True), ("未发的解读", False)]
    )
    for article in (public, draft):
        article.interprets.set([policy])
        article.save()
    page = keeper.client.get(url(Policy, "usage", policy.pk)).content.decode()
    assert "示例解读" in page and public.url in page
    assert "未发的解读" not in page and "无权查看的" in page


def bulk(user, model, action, records, **data):
    opts = model._meta
    address = reverse("wagtail_bulk_action", args=[opts.app_label, opts.model_name, action])
    address += "?" + "&".join(f"id={record.pk}" for record in records)
    assert user.client.get(address).status_code in (200, 302)
    return user.client.post(address + f"&next={url(model, 'list')}", data, follow=True)


def test_many_are_published_and_taken_down(keeper):
    policies = [add(keeper, Policy, title=f"示例意见第{number}号") for number in range(3)]
    assert "已处理3条" in told(bulk(keeper, Policy, "publish", policies))
    assert Policy.objects.public_now().count() == 3
    response = bulk(keeper, Policy, "publish", policies)
    assert "跳过3条" in told(response) and "没有未发布的修改" in told(response)
    bulk(keeper, Policy, "unpublish", policies[:2])
    assert Policy.objects.public_now().count() == 1


def test_one_field_of_many_changes_by_revisions(keeper):
    department = DepartmentFactory()
    live, draft = add(keeper, Policy, "publish"), add(keeper, Policy, title="示例草稿")
    mixed = add(keeper, Policy, "publish", title="有新修改的示例")
    edit(keeper, mixed, summary="还没有发布。")
    counts = {policy.pk: policy.revisions.count() for policy in (live, draft, mixed)}
    response = bulk(keeper, Policy, "change_department", [live, draft, mixed], responsible_department=department.pk)
    assert "已处理2条" in told(response) and "有新修改的示例（有尚未发布的修改）" in told(response)
    for policy in (live, draft):
        assert fresh(policy).get_latest_revision_as_object().responsible_department == department
        assert policy.revisions.count() == counts[policy.pk] + 1
    assert not fresh(draft).live and fresh(mixed).responsible_department is None
    bulk(keeper, Policy, "change_visibility", [live], visibility="internal")
    assert not Policy.objects.public_now().filter(pk=live.pk).exists()


def test_a_bulk_act_never_takes_a_whole_register_unseen(keeper):
    add(keeper, Policy)
    address = reverse("wagtail_bulk_action", args=["policies", "policy", "delete"])
    assert keeper.client.post(f"{address}?id=all").status_code == 404
    assert keeper.client.post(f"{address}?id=abc").status_code == 404
    assert Policy.objects.exists()


def test_the_next_edition_takes_who_and_where_but_no_dates_and_no_results(keeper):
    policy, company = PolicyFactory(), CompanyFactory()
    party = {"id": "", "role": "host", "company": company.pk, "department": "", "name": "", "note": ""}
    figure = {
        "id": "",
        "name": "成交额",
        "qualifier": "",
        "figure": "1",
        "unit": "亿元",
        "printed": "",
        "source": "旧报",
    }
    event = add(
        keeper, Event, "publish", policies=(policy.pk,), parties=rows([party]), venue="示例展馆",
        figures=rows([figure | {"basis": "planned"}, figure | {"basis": "actual"}, figure | {"basis": "intent"}]),
    )  # fmt: skip
    assert "第4届" in keeper.client.get(url(Event, "next_edition", event.pk)).content.decode()
    assert Event.objects.count() == 1
    response = keeper.client.post(url(Event, "next_edition", event.pk), follow=True)
    following = Event.objects.exclude(pk=event.pk).get()
    assert "已新建草稿" in told(response)
    assert (following.title, following.edition, following.state) == ("第4届示例订货会", 4, "planned")
    assert not following.live and following.starts_at is None and following.begins_at is None
    assert following.venue == "示例展馆" and following.parties.get().company == company
    assert [(row.basis, row.source) for row in following.figures.all()] == [("planned", "")]
    assert following.policies.get() == policy and following.slug != event.slug
    assert event.figures.count() == 3 and fresh(event).parties.count() == 1
    assert ModelLogEntry.objects.filter(action="events.event.next_edition", object_id=str(event.pk)).exists()


@pytest.mark.parametrize(
    ("edition", "old", "new"), [(9, "九", "十"), (11, "十一", "十二"), (19, "十九", "二十"), (99, "九十九", "100")]
)
def test_the_next_edition_is_counted_as_its_title_counts(keeper, edition, old, new):
    event = EventFactory(title=f"第{old}届示例采购节", edition=edition, summary="成交破亿。")
    following = next_edition(event, keeper)
    assert (following.title, following.edition, following.summary) == (f"第{new}届示例采购节", edition + 1, "")
