"""A keeper fills in the forms of the registers."""

import pytest

from programs.companies.models import Company
from programs.events.models import Event
from programs.policies.models import Policy
from programs.taxonomy.tests.factories import (
    AudienceFactory,
    DepartmentFactory,
    NeedFactory,
    SectorFactory,
    TownFactory,
)

from .forms import ITEM, add, edit, rows, url

MODELS = [Policy, Company, Event]


@pytest.fixture
def keeper(staff):
    return staff("keeper")


@pytest.mark.parametrize("model", MODELS)
def test_every_view_opens(keeper, model):
    record = add(keeper, model, "publish")
    for view in ["edit", "delete", "usage", "history", "inspect", "unpublish", "workflow_history"]:
        assert keeper.client.get(url(model, view, record.pk)).status_code == 200, view
    for view in ["list", "list_results", "add"]:
        assert keeper.client.get(url(model, view)).status_code == 200, view


@pytest.mark.parametrize("model", MODELS)
def test_a_draft_is_not_public_and_a_published_record_is(keeper, model, client):
    record = add(keeper, model)
    assert not record.live and record.slug and record.slug.isascii()
    assert client.get(record.get_absolute_url()).status_code == 404
    assert edit(keeper, record, "publish").status_code == 200
    assert client.get(record.get_absolute_url()).status_code == 200


def test_an_item_keeps_whom_it_is_for_in_drafts_and_when_published(keeper):
    sector, town, need, audience = SectorFactory(), TownFactory(), NeedFactory(), AudienceFactory()
    item = ITEM | {
        "sectors": (sector.pk,), "towns": (town.pk,), "needs": (need.pk,), "audiences": (audience.pk,),
        "size_bands": ("small", "micro"),
    }  # fmt: skip
    policy = add(keeper, Policy, items=rows([item]), issuers=(DepartmentFactory().pk,))
    draft = policy.get_latest_revision_as_object().items.get()
    assert [term.pk for term in draft.sectors.all()] == [sector.pk]
    edit(keeper, policy, "publish", items=rows([item | {"id": draft.pk}], existing=1))
    item = Policy.objects.get().items.get()
    assert item.sectors.get() == sector and item.towns.get() == town
    assert item.needs.get() == need and item.audiences.get() == audience
    assert item.size_bands == ["small", "micro"]
