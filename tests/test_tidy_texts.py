"""What the migrations make of rows that were written before texts were cleaned and folded."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programs.companies.models import Company, CompanyAlias
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory
from programs.events.models import Event
from programs.events.tests.factories import EventFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory
from programs.taxonomy.models import Alias, Town
from programs.taxonomy.tests.factories import TownFactory
from programs.texts import stored

pytestmark = pytest.mark.django_db
MIGRATIONS = {"companies": "0006", "policies": "0005", "events": "0006", "taxonomy": "0003"}


def migrate(*labels):
    for label in labels or MIGRATIONS:
        module = import_module(f"programs.{label}.migrations.{MIGRATIONS[label]}_tidy_texts")
        module.tidy(apps, type("Editor", (), {"connection": connection}))


def test_names_become_one_line_and_get_their_folded_forms():
    PolicyFactory(), EventFactory(), CompanyAliasFactory(), TownFactory()
    Policy.objects.update(
        title="鹿城区\n示例办法\u200b（试行）",
        document_number="鹿示发〔2023〕\t15号",
        normalised_name="",
        normalised_number="",
    )
    Event.objects.update(title="示例\u00ad订货会", venue="示例\r\n展馆", summary="一\x08\r\n二", normalised_name="旧")
    Company.objects.update(
        title="温州示例\ufeff鞋业\n有限公司", short_name="示例（鞋业）", credit_code=None, normalised_name=""
    )
    CompanyAlias.objects.update(name="示例\u202e鞋厂\u202c", normalised_name="")
    Town.objects.update(name="五马\n街道", normalised_name="")
    migrate()
    policy, event, company = Policy.objects.get(), Event.objects.get(), Company.objects.get()
    assert (policy.title, policy.document_number) == ("鹿城区示例办法（试行）", "鹿示发〔2023〕15号")
    assert (policy.normalised_name, policy.normalised_number) == ("鹿城区示例办法试行", "鹿示发2023-15号")
    assert (event.title, event.venue, event.summary) == ("示例订货会", "示例展馆", "一\r\n二")
    assert event.normalised_name == "示例订货会"
    assert (company.title, company.normalised_name) == ("温州示例鞋业有限公司", "温州示例鞋业")
    assert company.normalised_short_name == "示例鞋业" and company.credit_code is None
    assert [(alias.name, alias.normalised_name) for alias in CompanyAlias.objects.all()] == [("示例鞋厂", "示例鞋厂")]
    assert (Town.objects.get().name, Town.objects.get().normalised_name) == ("五马街道", "五马街道")


def test_it_is_what_saving_gives():
    CompanyFactory(title="浙江（温州）示例鞋业有限公司", short_name="示例"), PolicyFactory(), EventFactory()
    names = ("normalised_name", "normalised_short_name")
    before = (
        list(Company.objects.values_list(*names)),
        list(Policy.objects.values_list("normalised_name", "normalised_number")),
    )
    Company.objects.update(normalised_name="", normalised_short_name="")
    Policy.objects.update(normalised_name="", normalised_number="")
    migrate()
    assert before == (
        list(Company.objects.values_list(*names)),
        list(Policy.objects.values_list("normalised_name", "normalised_number")),
    )


def test_two_that_would_become_one_word_stay_two_and_look_alike():
    TownFactory(name="五马街道")
    twin = TownFactory(name="丙")
    Town.objects.filter(pk=twin.pk).update(name="五马\u200b街道", description="一\x08二", normalised_name="")
    one, other = (Alias.objects.create(term=twin, name=name) for name in ("甲", "乙"))
    Alias.objects.filter(pk=other.pk).update(name="甲\u200b", normalised_name="")
    migrate("taxonomy")
    twin.refresh_from_db(), other.refresh_from_db()
    assert (twin.name, twin.normalised_name) == ("五马\u200b街道", "五马街道")
    assert (other.name, other.normalised_name, one.normalised_name) == ("甲\u200b", "甲", "甲")


def test_a_large_table_is_gone_through_in_batches(monkeypatch):
    monkeypatch.setattr(stored, "BATCH", 4)
    CompanyFactory.create_batch(10, short_name="")
    Company.objects.update(normalised_name="")
    model = apps.get_model("companies", "Company")
    folds = import_module("programs.companies.migrations.0006_tidy_texts").FOLDS["company"]
    stored.tidy_rows(model, folds, "default")
    assert not Company.objects.filter(normalised_name="").exists()
    with CaptureQueriesContext(connection) as queries:
        stored.tidy_rows(model, folds, "default")
    assert len(queries) == 4 and not any("UPDATE" in query["sql"] for query in queries), "what is right is not written"
