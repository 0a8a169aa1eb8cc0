"""The bulk desk shows what belongs to records across all of them, to whoever may see the records, and changes nothing."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse

from media.tests.factories import AttachmentFactory
from programs.bulk.row_admin import RowAdmin
from programs.companies.models import CompanyAlias, CompanyPerson, ListMembership
from programs.companies.tests.factories import (
    CompanyAliasFactory,
    CompanyFactory,
    CompanyListFactory,
    CompanyPersonFactory,
)
from programs.events.models import EventAttachment, EventFigure, EventParty, EventStop
from programs.events.tests.factories import EventFactory, EventFigureFactory, EventPartyFactory
from programs.policies.models import PolicyAttachment, PolicyItem
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import DepartmentFactory

from .test_growth import queries_of

pytestmark = pytest.mark.django_db
MAKERS = {
    CompanyAlias: lambda: CompanyAliasFactory(company=CompanyFactory()),
    CompanyPerson: lambda: CompanyPersonFactory(company=CompanyFactory()),
    ListMembership: lambda: ListMembership.objects.create(company=CompanyFactory(), list=CompanyListFactory()),
    PolicyItem: lambda: PolicyItemFactory(policy=PolicyFactory()),
    PolicyAttachment: lambda: PolicyAttachment.objects.create(policy=PolicyFactory(), attachment=AttachmentFactory()),
    EventParty: lambda: EventPartyFactory(
        event=EventFactory(), company=CompanyFactory(), department=DepartmentFactory(), name=""
    ),
    EventStop: lambda: EventStop.objects.create(event=EventFactory(), place="示例地点"),
    EventFigure: lambda: EventFigureFactory(event=EventFactory()),
    EventAttachment: lambda: EventAttachment.objects.create(event=EventFactory(), attachment=AttachmentFactory()),
}


def url(model, view, *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=args)


def test_every_model_of_the_registers_is_at_the_bulk_desk():
    registers = {"companies", "policies", "events", "taxonomy", "sheets"}
    models = {model for model in apps.get_models() if model._meta.app_label in registers}
    assert models - set(admin.site._registry) == set()
    assert {model for model, desk in admin.site._registry.items() if isinstance(desk, RowAdmin)} == set(MAKERS)


@pytest.mark.parametrize("model", MAKERS)
def test_rows_lead_to_their_record(keeper, model):
    row = MAKERS[model]()
    owner = getattr(row, admin.site._registry[model].owner)
    page = keeper.client.get(url(model, "changelist")).content.decode()
    assert f'<a href="{url(type(owner), "change", owner.pk)}">{owner}</a>' in page
    assert keeper.client.get(url(model, "changelist") + "?q=示例").status_code == 200
    assert keeper.client.get(url(model, "change", row.pk)).url == url(type(owner), "change", owner.pk)
    assert keeper.client.get(url(model, "change", row.pk + 999)).status_code == 302
    for way in (url(model, "add"), url(model, "delete", row.pk)):
        assert keeper.client.post(way, {"post": "yes"}).status_code == 403
    assert model.objects.count() == 1


@pytest.mark.parametrize("model", MAKERS)
def test_the_list_costs_the_same_for_two_rows_and_for_twelve(keeper, model):
    def ask():
        queries, response = queries_of(keeper.client, url(model, "changelist"))
        return len(queries), len(response.context["cl"].result_list)

    [MAKERS[model]() for _ in range(2)]
    few, shown = ask()
    assert shown == 2
    [MAKERS[model]() for _ in range(10)]
    assert ask() == (few, 12)


def test_others_do_not_see_them(staff):
    CompanyPersonFactory(company=CompanyFactory(), is_public=False)
    for role in ("editor", "reviewer"):
        assert staff(role).client.get(url(CompanyPerson, "changelist")).status_code == 302
    assert staff("admin").client.get(url(CompanyPerson, "changelist")).status_code == 200
