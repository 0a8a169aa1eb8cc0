"""No policy supersedes itself, by whichever door and however long the chain."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from programs.policies.models import Policy
from programs.sheets.tests.desk import Desk, fill, form_data, problems
from tests.record_forms import edit

from .factories import PolicyFactory

pytestmark = pytest.mark.django_db
ITSELF = "文件不能取代它自己。"


def on_record(title):
    policy = PolicyFactory.build(title=title)
    policy.put_on_record(None)
    return Policy.objects.get(pk=policy.pk)


@pytest.fixture
def chain(db):
    """甲 supersedes 乙, 乙 supersedes 丙."""
    policies = {title: on_record(title) for title in ("甲文件", "乙文件", "丙文件")}
    for newer, older in (("甲文件", "乙文件"), ("乙文件", "丙文件")):
        policies[newer].supersedes.set([policies[older]])
        policies[newer].put_on_record(None)
    return [Policy.objects.get(pk=policy.pk) for policy in policies.values()]


def refusal(first):
    return f"“{first}”已经直接或间接取代了本文件，本文件不能再取代它。"


def test_no_record_is_put_that_supersedes_itself(chain):
    first, _, last = chain
    for chosen, message in ((last, ITSELF), (first, refusal(first))):
        last.supersedes.set([chosen])
        with pytest.raises(ValidationError) as caught:
            last.put_on_record(None)
        assert caught.value.message_dict == {"supersedes": [message]}
    last.supersedes.set([])
    last.put_on_record(None)


def test_the_wagtail_desk_says_so_at_the_field(staff, chain):
    keeper, (first, _, last) = staff("keeper"), chain
    for chosen, message in ((last, ITSELF), (first, refusal(first))):
        response = edit(keeper, last, "publish", supersedes=(chosen.pk,))
        assert response.context["form"].errors["supersedes"] == [message]
    assert not Policy.objects.get(pk=last.pk).supersedes.exists()


def test_the_bulk_desk_says_so_at_the_field(staff, chain):
    keeper, (first, _, last) = staff("keeper"), chain
    address = reverse("admin:policies_policy_change", args=[last.pk])
    for chosen, message in ((last, ITSELF), (first, refusal(first))):
        data = form_data(keeper.client.get(address)) | {"supersedes": [chosen.pk]}
        response = keeper.client.post(address, data)
        assert response.context["adminform"].form.errors["supersedes"] == [message]
    assert not Policy.objects.get(pk=last.pk).supersedes.exists()


def test_a_ring_that_is_stored_is_mended_at_both_desks(staff, chain):
    keeper, (first, _, last) = staff("keeper"), chain
    for mend in ("wagtail", "admin"):
        Policy.supersedes.through.objects.create(from_policy=last, to_policy=first)
        if mend == "wagtail":
            edit(keeper, Policy.objects.get(pk=last.pk), "publish", supersedes=())
        else:
            address = reverse("admin:policies_policy_change", args=[last.pk])
            keeper.client.post(address, form_data(keeper.client.get(address)) | {"supersedes": []})
        assert not Policy.objects.get(pk=last.pk).supersedes.exists()


def sheet_of(desk, **rows):
    workbook = desk.workbook()
    for title, older in rows.items():
        fill(workbook["政策"], 标题=title, 取代的文件=older)
    return desk.check(workbook)


def test_a_sheet_is_refused_row_by_row(staff, chain):
    on_record("丁文件")
    desk = Desk(staff("keeper"), Policy)
    assert problems(sheet_of(desk, 丙文件="甲文件", 丁文件="丁文件")) == [
        ("政策", 3, "取代的文件", "甲文件", refusal("甲文件")),
        ("政策", 4, "取代的文件", "丁文件", ITSELF),
    ]


def test_a_sheet_whose_rows_make_a_ring_together_is_refused(staff):
    one, two = on_record("丁文件"), on_record("戊文件")
    desk = Desk(staff("keeper"), Policy)
    found = problems(sheet_of(desk, 丁文件="戊文件", 戊文件="丁文件"))
    assert [problem[1:3] + problem[4:] for problem in found] == [
        (3, "取代的文件", refusal(two)),
        (4, "取代的文件", refusal(one)),
    ]


def test_rows_that_turn_a_chain_round_are_taken(staff):
    newer, older = on_record("丁文件"), on_record("戊文件")
    newer.supersedes.set([older])
    newer.put_on_record(None)
    desk = Desk(staff("keeper"), Policy)
    sheet = sheet_of(desk, 丁文件="", 戊文件="丁文件")
    assert [row for _, row, *_ in problems(sheet)] == [4], "what a blank cell would clear still stands"
    assert problems(desk.confirm(sheet, clears="1", check="1")) == []


def test_a_stored_link_to_itself_repeals_nothing(client, home):
    policy = on_record("己文件")
    Policy.supersedes.through.objects.create(from_policy=policy, to_policy=policy)
    Policy.objects.get(pk=policy.pk).save()
    page = client.get(policy.get_absolute_url()).content.decode()
    assert "已被新文件取代" not in page and 'class="validity' not in page
    assert client.get(f"/api/v1/policies/{policy.slug}/").json()["validity"]["value"] == "valid"
    assert policy in Policy.objects.in_force() and "己文件" in client.get("/policies/?validity=valid").content.decode()


def test_a_day_of_writing_is_no_day_of_coming_into_force(client, home, time_machine):
    time_machine.move_to(datetime.datetime(2026, 6, 1, 12, tzinfo=datetime.UTC))
    day = datetime.date(2026, 7, 1)
    page = client.get(PolicyFactory(published_on=None, written_on=day).get_absolute_url()).content.decode()
    assert "起施行" not in page and "本文件的成文日期为2026年7月1日，施行日期未载。" in page
    page = client.get(PolicyFactory(published_on=day).get_absolute_url()).content.decode()
    assert "起施行" not in page and "本文件尚未施行，定于2026年7月1日发布。" in page
