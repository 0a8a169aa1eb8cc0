"""What is on record already is told before it is published once more, at both desks, whatever way it is written."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from media.tests.opened import as_opened
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.desk.views import ASKED
from programs.events.models import Event
from programs.events.tests.factories import EventFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory
from programs.records.model import UNFINISHED
from programs.sameness.recognition import recognition_of
from programs.sheets.tests.desk import form_data
from programs.taxonomy.models import Alias, Department, Need, Town
from programs.taxonomy.tests.factories import DepartmentFactory, TownFactory

from .record_forms import FORMS, add, edit, told, url

AUTOMATIC = {"Accept": "application/json"}
FACTORIES = {Policy: PolicyFactory, Company: CompanyFactory, Event: EventFactory}
MODELS = list(FACTORIES)
TITLE = "鹿城区示例办法（试行）"
WRITINGS = [
    "鹿城区示例办法(试行)", "《鹿城区示例办法（试行）》", "鹿城区示例办法〔试行〕", "鹿城区示例办法【 试行 】", "鹿城区\u200b示例办法\u00ad（试行）",
    "⿅城区示例办法（试行）",
]  # fmt: skip


def ask(user, model, **fields):
    """The form of a new record, sent to be published: its answer, and what it asks."""
    response = user.client.post(url(model, "add"), FORMS[model](**fields) | {"action-publish": "1"})
    form = (response.context or {}).get("form")
    return response, str(form.errors.get("is_another", "")) if form else ""


@pytest.mark.parametrize("title", WRITINGS)
@pytest.mark.parametrize("model", MODELS)
def test_a_second_record_of_one_title_is_asked_about(keeper, model, title):
    known = FACTORIES[model](title=TITLE)
    if model is Event:
        Event.objects.update(starts_at=None, begins_at=None, finishes_at=None)
    _, question = ask(keeper, model, title=title, document_number="")
    assert f'<a href="{url(model, "edit", known.pk)}" target="_blank" rel="noopener">“{TITLE}”</a>' in question
    assert model.objects.count() == 1
    response, _ = ask(keeper, model, title=title, document_number="", is_another="on")
    assert response.status_code == 302 and model.objects.filter(live=True).count() == 2


@pytest.mark.parametrize("number", ["鹿示发[2023]15号", "鹿示发（２０２３）第15号", "鹿示发〔2023〕 015 号"])
def test_a_second_policy_of_one_number_is_asked_about(keeper, number):
    PolicyFactory(title="一份文件", document_number="鹿示发〔2023〕15号")
    _, question = ask(keeper, Policy, title="另一份文件", document_number=number)
    assert "发文字号相同" in question and "鹿示发〔2023〕15号" in question
    response, _ = ask(keeper, Policy, title="另一份文件", document_number="鹿示发〔2023〕16号")
    assert response.status_code == 302


@pytest.mark.parametrize(
    "fields, is_asked",
    [
        ({"starts_at": "2027-03-01 09:00", "edition": ""}, False),
        ({"starts_at": "2026-03-01 15:00", "edition": ""}, True),
        ({"starts_at": "2026-03-20", "precision": "month", "edition": ""}, True),
        ({"starts_at": "", "edition": ""}, True),
        ({"starts_at": "2026-03-01 09:00", "edition": "4"}, False),
        ({"starts_at": "2027-03-01 09:00", "edition": "3"}, True),
    ],
)
def test_editions_of_an_event_may_share_a_title(keeper, fields, is_asked):
    add(keeper, Event, "publish", title="示例招聘会")
    _, question = ask(keeper, Event, title="示例 招聘会", **fields)
    assert bool(question) is is_asked


@pytest.mark.parametrize("model", MODELS)
def test_who_changes_a_title_is_asked_and_who_does_not_is_not(keeper, model):
    FACTORIES[model](title=TITLE)
    other = add(keeper, model, "publish", title="另一个名称", document_number="", starts_at="")
    Event.objects.update(starts_at=None, begins_at=None, finishes_at=None)
    assert edit(
        keeper, other, "publish", title="另一个名称", summary="改", document_number="", starts_at=""
    ).redirect_chain
    response = edit(keeper, other, "publish", title=WRITINGS[0], document_number="", starts_at="")
    assert "is_another" in response.context["form"].errors
    said = [str(message) for message in response.context["messages"]]
    assert len(said) == 1 and ASKED in said[0] and "没有建立" not in said[0]
    response = edit(keeper, other, "publish", title=WRITINGS[0], document_number="", starts_at="", is_another="on")
    assert response.redirect_chain
    other.refresh_from_db()
    assert edit(keeper, other, "publish", document_number="", starts_at="", summary="再改").redirect_chain


def test_the_answer_holds_when_the_draft_is_published_later(keeper):
    PolicyFactory(title=TITLE)
    draft = add(keeper, Policy, title=TITLE, document_number="", is_another="on")
    assert edit(keeper, draft, "publish", document_number="").redirect_chain
    assert Policy.objects.get(pk=draft.pk).live


def test_what_saved_itself_is_asked_about_when_it_is_published(keeper):
    """Automatic saves ask nothing and are refused nothing; whoever publishes is asked."""
    PolicyFactory(title=TITLE)
    answer = keeper.client.post(url(Policy, "add"), FORMS[Policy](title=TITLE, document_number=""), headers=AUTOMATIC)
    assert answer.json()["success"]
    draft = Policy.objects.latest("pk")
    response = edit(keeper, draft, "publish", document_number="", slug="")
    assert "is_another" in response.context["form"].errors and not Policy.objects.get(pk=draft.pk).live


def test_many_published_at_once_are_asked_about_too(keeper):
    PolicyFactory(title=TITLE)
    keeper.client.post(url(Policy, "add"), FORMS[Policy](title=TITLE, document_number=""), headers=AUTOMATIC)
    draft = Policy.objects.latest("pk")
    address = reverse("wagtail_bulk_action", args=["policies", "policy", "publish"])
    response = keeper.client.post(f"{address}?id={draft.pk}&next=/cms/", follow=True)
    assert "可能是同一条" in response.content.decode() and not Policy.objects.get(pk=draft.pk).live


@pytest.mark.parametrize("model", MODELS)
def test_the_bulk_desk_asks_as_well(keeper, model):
    known = FACTORIES[model](title=TITLE)
    Event.objects.update(starts_at=None, begins_at=None, finishes_at=None)
    name = f"{model._meta.app_label}_{model._meta.model_name}"
    address = reverse(f"admin:{name}_add")
    data = form_data(keeper.client.get(address)) | {"title": WRITINGS[2]}
    response = keeper.client.post(address, data)
    link = reverse(f"admin:{name}_change", args=[known.pk])
    assert f'<a href="{link}" target="_blank" rel="noopener">“{TITLE}”</a>' in response.content.decode()
    assert keeper.client.post(address, data | {"is_another": "on"}).status_code == 302
    assert model.objects.filter(live=True).count() == 2
    second = model.objects.latest("pk")
    change = reverse(f"admin:{name}_change", args=[second.pk])
    data = form_data(keeper.client.get(change))
    assert keeper.client.post(change, data | {"summary": "改"}).status_code == 302


@pytest.mark.parametrize("model", MODELS)
def test_a_form_that_nobody_saved_is_no_record(keeper, client, model):
    """Begun, saved by itself, and left: it is in nobody's way, and takes no address."""
    fields = {"title": TITLE, "document_number": "", "slug": "", "starts_at": ""}
    answer = keeper.client.post(url(model, "add"), FORMS[model](**fields), headers=AUTOMATIC).json()
    assert answer["success"]
    left = model.objects.get()
    assert left.is_unfinished and left.slug.startswith(UNFINISHED)
    record = add(keeper, model, "publish", **fields)
    assert record.slug == "lu-cheng-qu-shi-li-ban-fa-shi-xing"
    assert recognition_of(model).suspicious() == []
    page = keeper.client.get(url(model, "edit", left.pk)).content.decode()
    assert UNFINISHED not in page, "nobody is shown the stand-in for an address"
    response = edit(keeper, left, **fields, is_another="on")
    assert response.redirect_chain, told(response)
    left.refresh_from_db()
    assert not left.is_unfinished and left.slug == "lu-cheng-qu-shi-li-ban-fa-shi-xing-2"


def test_what_is_saved_by_hand_once_stays_a_record(keeper):
    record = add(keeper, Policy, title=TITLE)
    data = FORMS[Policy](title=TITLE, summary="边写边存", slug=record.slug)
    loaded = {
        "loaded_revision_id": record.latest_revision_id,
        "loaded_revision_created_at": record.latest_revision.created_at.isoformat(),
    }
    assert keeper.client.post(url(Policy, "edit", record.pk), data | loaded, headers=AUTOMATIC).json()["success"]
    record.refresh_from_db()
    assert not record.is_unfinished and record.slug == "lu-cheng-qu-shi-li-ban-fa-shi-xing"


def test_a_title_of_nothing_to_see_is_none(keeper):
    response = keeper.client.post(
        url(Policy, "add"), FORMS[Policy](title="\u200b\u3164\ufeff") | {"action-publish": "1"}
    )
    assert response.context["form"].errors["title"] and not Policy.objects.exists()


@pytest.mark.parametrize("name", ["五马 街道", "五马（街道）", "五马街道\u200b", "《五马街道》"])
def test_a_word_of_a_vocabulary_is_entered_once(staff, name):
    keeper = staff("keeper")
    town = TownFactory(name="五马街道")
    for address in (reverse("admin:taxonomy_town_add"), url(Town, "add")):
        response = keeper.client.post(
            address, {"name": name, "order": 0, "is_active": "on", "other_names": "", "slug": ""}
        )
        assert "词表里已有“五马街道”" in response.content.decode() and Town.objects.count() == 1
    assert Town.objects.named(name) == town


def test_two_words_that_stand_are_not_in_the_way(staff):
    keeper = staff("keeper")
    TownFactory(name="五马街道")
    twin = TownFactory(name="五马·街道")
    data = {"name": twin.name, "order": 3, "is_active": "on", "other_names": "", "slug": twin.slug}
    address = url(Town, "edit", twin.pk)
    response = keeper.client.post(address, data | as_opened(keeper.client, address))
    assert response.status_code == 302, response.context["form"].errors
    page = keeper.client.get(reverse("duplicate_terms")).content.decode()
    assert "五马·街道" in page and f"{url(Town, 'merge', twin.pk)}?kept=" in page


def test_an_alias_is_known_however_it_is_written(db):
    office = DepartmentFactory(name="示例局")
    Alias.objects.create(term=office, name="示例（联合）办")
    assert Department.objects.named("示例(联合)办") == office and Department.objects.named("示例\n局") == office
    assert Need.objects.named("——") is None


@pytest.mark.parametrize("model, label", [(Policy, "policies"), (Company, "companies"), (Event, "events")])
def test_those_on_record_are_listed_and_never_merged(staff, model, label):
    keeper = staff("keeper")
    start = {"starts_at": datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)} if model is Event else {}
    pair = [FACTORIES[model](title=title, **start) for title in (TITLE, WRITINGS[0])]
    FACTORIES[model](title="只有一个", **start)
    address = reverse(f"duplicate_{label}")
    page = keeper.client.get(address).content.decode()
    assert all(url(model, "edit", record.pk) in page for record in pair) and "只有一个" not in page
    assert address in keeper.client.get("/cms/").content.decode()
    assert staff("editor").client.get(address).status_code == 302
    assert model.objects.count() == 3


def test_editions_are_not_listed_as_duplicates(staff):
    for year in (2025, 2026):
        EventFactory(title="示例招聘会", starts_at=datetime.datetime(year, 3, 1, tzinfo=datetime.UTC))
    assert recognition_of(Event).suspicious() == []


@pytest.mark.parametrize("model", [Policy, Event])
def test_the_question_and_the_list_cost_the_same_with_more_records(keeper, model):
    recognition = recognition_of(model)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            recognition.find(model(title=TITLE))
            recognition.named(recognition.suspicious())
        return len(captured)

    FACTORIES[model].create_batch(2, title=TITLE)
    before = queries()
    FACTORIES[model].create_batch(10, title=TITLE)
    assert queries() == before <= 5
