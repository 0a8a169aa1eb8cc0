"""Rows written by the hundred are what `bulk_create` would have written."""

import datetime
import uuid
from math import ceil

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ModelLogEntry

from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.models import Event
from programs.policies.models import Policy, PolicyItem
from programs.records.inserts import insert_rows, insert_values
from programs.taxonomy.tests.factories import SectorFactory

pytestmark = pytest.mark.django_db
NOT_COMPARED = {"id", "slug", "created_at", "updated_at"}


def plainly(value):
    """A stream without the numbers that its blocks are given when they are stored."""
    return (
        [(block["type"], block["value"]) for block in value.get_prep_value()] if hasattr(value, "raw_data") else value
    )


def stored(model, pk):
    row = model._base_manager.get(pk=pk)
    return {
        field.attname: plainly(getattr(row, field.attname))
        for field in model._meta.concrete_fields
        if field.attname not in NOT_COMPARED
    }


def company(slug):
    return Company(
        title="温州“示例”鞋业\\有限公司%s", slug=slug, sector=SectorFactory(name=f"行业{slug}"), founded_on=datetime.date(2008, 8, 8),
        sources=[("source", {"title": "示例公报", "publisher": "", "url": "", "number": "", "seen_on": None})],
    )  # fmt: skip


def policy(slug):
    return Policy(
        title="示例意见", slug=slug, body=[("paragraph", "<p>示例</p>")], effective_to=datetime.date(2026, 1, 2)
    )


def event(slug):
    start = timezone.make_aware(datetime.datetime(2026, 1, 2, 9, 30))
    return Event(title="示例活动", slug=slug, starts_at=start, begins_at=start, edition=3, is_year_inferred=True)


@pytest.mark.parametrize(("model", "made"), [(Company, company), (Policy, policy), (Event, event)])
def test_every_kind_of_value_is_stored_as_django_stores_it(model, made):
    ours, theirs = made("ours"), made("theirs")
    theirs.sector_id = getattr(ours, "sector_id", None)
    insert_rows([ours])
    model._base_manager.bulk_create([theirs])
    assert stored(model, ours.pk) == stored(model, theirs.pk)
    assert not ours._state.adding and ours._state.db == "default" and ours.updated_at
    ours.title = "改了"
    ours.save()
    assert model._base_manager.get(pk=ours.pk).title == "改了"


def test_numbers_and_choices_of_items():
    parent = Policy(title="示例意见", slug="p")
    insert_rows([parent])
    items = [
        PolicyItem(policy=parent, title=f"事项{n}", amount_ceiling=f"{n}.50", size_bands=["small"]) for n in range(3)
    ]
    insert_rows(items)
    assert [str(item.amount_ceiling) for item in PolicyItem.objects.order_by("pk")] == ["0.50", "1.50", "2.50"]
    assert PolicyItem.objects.filter(size_bands=["small"]).count() == 3


def test_many_rows_get_their_own_keys_in_a_few_statements():
    rows = [Company(title=f"第{number}家", slug=f"c{number}") for number in range(700)]
    with CaptureQueriesContext(connection) as captured:
        insert_rows(rows)
    at_once = min(connection.features.max_query_params or 22_500, 22_500) // len(Company._meta.concrete_fields)
    assert len(captured) <= ceil(700 / at_once) + 1
    assert dict(Company.objects.values_list("pk", "slug")) == {row.pk: row.slug for row in rows}


def test_values_by_name():
    kind, now = ContentType.objects.get_for_model(Company).pk, timezone.now()
    names = (
        "content_type_id",
        "object_id",
        "label",
        "action",
        "timestamp",
        "data",
        "uuid",
        "content_changed",
        "deleted",
    )
    note = {"import": {"name": "企业.xlsx"}}
    numbers = [uuid.uuid4(), uuid.uuid4()]
    insert_values(
        ModelLogEntry, names, [(kind, str(n), "甲", "a.b", now, note, numbers[n], True, False) for n in (0, 1)]
    )
    entries = ModelLogEntry.objects.order_by("pk")
    assert [(e.object_id, e.data, e.uuid, e.timestamp, e.user_id) for e in entries] == [
        ("0", note, numbers[0], now, None), ("1", note, numbers[1], now, None),
    ]  # fmt: skip
    insert_values(ModelLogEntry, names, [])
    insert_rows([])


def test_what_the_database_forbids_is_said():
    CompanyFactory(slug="taken")
    with pytest.raises(DatabaseError), transaction.atomic():
        insert_rows([Company(title="甲", slug="free"), Company(title="乙", slug="taken")])
    assert Company.objects.count() == 1
