"""Merging two terms moves every reference, drafts included, and leaves the lost name and address as aliases."""

import datetime
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.models import ModelLogEntry, Revision

from news.tests.factories import ArticlePageFactory
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.models import Event, EventParty
from programs.events.tests.factories import EventFactory, EventPartyFactory
from programs.merging.moving import AlreadyMerged
from programs.merging.references import references_to, uses_of, with_use_count
from programs.policies.models import Policy, PolicyItem
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.merging import merge_terms
from programs.taxonomy.models import VOCABULARIES, Alias, CompanyTag, Department, Need, Sector, Topic, Town
from programs.taxonomy.tests.factories import (
    CompanyTagFactory,
    DepartmentFactory,
    NeedFactory,
    SectorFactory,
    TopicFactory,
    TownFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(staff):
    return staff("keeper")


def on_record(record, user):
    """`record` as the desk leaves it: published by a revision."""
    record.put_on_record(user)
    return type(record).objects.get(pk=record.pk)


def draft_of(record):
    return type(record).objects.get(pk=record.pk).get_latest_revision_as_object()


def save_draft(record, user, **values):
    draft = draft_of(record)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=user, clean=False)
    return draft


def test_every_reference_to_a_vocabulary_is_known():
    """Whoever adds a relation to a term need do nothing: it is found. These are the ones there are today."""
    found = {(ref.model._meta.label, ref.field.name) for model in VOCABULARIES for ref in references_to(model)}
    assert {
        ("companies.Company", "sector"),
        ("companies.Company", "town"),
        ("companies.Company", "responsible_department"),
        ("companies.Company_tags", "companytag"),
        ("events.Event", "town"),
        ("events.EventParty", "department"),
        ("news.ArticlePage_topics", "topic"),
        ("policies.Policy", "topic"),
        ("policies.Policy", "responsible_department"),
        ("policies.Policy_issuers", "department"),
        ("policies.PolicyItem_sectors", "sector"),
        ("policies.PolicyItem_towns", "town"),
        ("policies.PolicyItem_needs", "need"),
        ("policies.PolicyItem_audiences", "audience"),
        ("taxonomy.Sector", "parent"),
        ("taxonomy.Topic", "parent"),
    } <= found


@pytest.mark.parametrize("model", VOCABULARIES)
def test_no_column_refers_to_the_lost_term(keeper, section, model):
    """A row is written into every column that can hold a term of this vocabulary, whatever columns there are."""
    lost, kept = model.objects.create(name="旧词条"), model.objects.create(name="新词条")
    references = [reference for reference in references_to(model)]
    for reference in references:
        refer(reference, lost, section)
    assert all(reference.rows(lost.pk).count() == 1 for reference in references)
    merge_terms(lost, kept, keeper)
    lost_pk = ModelLogEntry.objects.get(action="programs.merge").object_id
    assert [reference.label for reference in references if reference.rows(lost_pk).exists()] == []
    assert all(reference.rows(kept.pk).count() == 1 for reference in references)
    assert not model.objects.filter(name="旧词条").exists()


def refer(reference, term, section):
    makers = {
        "ArticlePage": partial(ArticlePageFactory, parent=section),
        "Company": CompanyFactory,
        "Event": EventFactory,
        "Policy": PolicyFactory,
        "PolicyItem": PolicyItemFactory,
        "EventParty": EventPartyFactory,
        "Sector": SectorFactory,
        "Topic": TopicFactory,
    }
    if source := reference.model._meta.auto_created:
        key = next(
            field for field in reference.model._meta.fields if field.is_relation and field is not reference.field
        )
        row = makers[source.__name__]()
        reference.model.objects.create(**{key.attname: row.pk, reference.field.attname: term.pk})
    else:
        makers[reference.model.__name__](**{reference.field.name: term})


def test_records_get_a_revision_of_the_merging_user(keeper):
    lost, kept = SectorFactory(), SectorFactory()
    company = on_record(CompanyFactory.build(sector=lost), keeper)
    item = PolicyItemFactory.build(policy=None, title="示例事项", sectors=[])
    policy = PolicyFactory.build()
    policy.items.add(item)
    item.sectors.set([lost, kept])
    policy = on_record(policy, keeper)
    untouched = on_record(CompanyFactory.build(), keeper)
    boss = keeper.__class__.objects.create_user("boss")
    assert merge_terms(lost, kept, boss) == 2
    for record in (company, policy):
        record = type(record).objects.get(pk=record.pk)
        assert record.live and not record.has_unpublished_changes
        assert record.latest_revision == record.live_revision
        assert record.latest_revision.user == boss
        entry = ModelLogEntry.objects.for_instance(record).first()
        assert (entry.action, entry.user) == ("wagtail.edit", boss)
    assert draft_of(company).sector == kept
    assert draft_of(company).sector_id == Company.objects.get(pk=company.pk).sector_id
    assert list(Policy.objects.get(pk=policy.pk).items.get().sectors.all()) == [kept]
    assert list(draft_of(policy).items.get().sectors.all()) == [kept]
    assert Company.objects.get(pk=untouched.pk).latest_revision == untouched.latest_revision


def test_a_draft_changes_and_stays_a_draft(keeper):
    lost, kept = TopicFactory(), TopicFactory()
    policy = on_record(PolicyFactory.build(topic=lost), keeper)
    save_draft(policy, keeper, summary="草稿里的新摘要")
    merge_terms(lost, kept, keeper)
    policy.refresh_from_db()
    assert policy.topic == kept
    assert policy.has_unpublished_changes and policy.summary != "草稿里的新摘要"
    assert draft_of(policy).topic == kept
    policy.latest_revision.publish(user=keeper)
    policy.refresh_from_db()
    assert (policy.topic, policy.summary) == (kept, "草稿里的新摘要")


def test_a_reference_in_a_draft_alone_is_found(keeper):
    """The live row never named the lost term: only the draft, in a child's many-to-many field, does."""
    lost, kept = NeedFactory(), NeedFactory()
    policy = on_record(PolicyFactory.build(), keeper)
    draft = draft_of(policy)
    item = PolicyItem(title="草稿里的事项")
    draft.items.add(item)
    item.needs.set([lost])
    draft.save_revision(user=keeper, clean=False)
    merge_terms(lost, kept, keeper)
    Policy.objects.get(pk=policy.pk).latest_revision.publish(user=keeper)
    assert list(Policy.objects.get(pk=policy.pk).items.get().needs.all()) == [kept]


def test_a_scheduled_revision_is_published_with_the_kept_term(keeper):
    lost, kept = TownFactory(), TownFactory()
    event = on_record(EventFactory.build(), keeper)
    draft = draft_of(event)
    draft.town = lost
    draft.go_live_at = timezone.now() + datetime.timedelta(days=1)
    draft.save_revision(user=keeper, clean=False).publish(user=keeper)
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1
    merge_terms(lost, kept, keeper)
    due = Revision.objects.get(approved_go_live_at__isnull=False)
    event = Event.objects.get(pk=event.pk)
    assert due == event.latest_revision
    event.go_live_at = None
    due.content["go_live_at"] = None
    due.save()
    due.publish(user=keeper)
    assert Event.objects.get(pk=event.pk).town == kept


def test_an_old_revision_can_still_be_read_and_restored(keeper):
    lost, kept = TownFactory(), TownFactory()
    company = on_record(CompanyFactory.build(town=lost), keeper)
    first = company.latest_revision
    company.town = None
    company = on_record(company, keeper)
    merge_terms(lost, kept, keeper)
    first.refresh_from_db()
    assert first.as_object().town == kept
    response = keeper.client.get(f"/cms/snippets/companies/company/history/{company.pk}/revisions/{first.pk}/revert/")
    assert response.status_code == 200


def test_a_review_starts_afresh(keeper, staff):
    lost, kept = TownFactory(), TownFactory()
    company = on_record(CompanyFactory.build(), keeper)
    draft = save_draft(company, keeper, town=lost)
    workflow = draft.get_workflow()
    workflow.start(draft, keeper)
    merge_terms(lost, kept, staff("admin"))
    company = Company.objects.get(pk=company.pk)
    assert company.current_workflow_task_state.revision == company.latest_revision
    assert draft_of(company).town == kept


def test_name_and_address_go_on_as_aliases(keeper):
    lost = DepartmentFactory(name="鹿城区示例旧局", short_name="示例旧局")
    kept = DepartmentFactory(name="鹿城区示例新局")
    Alias.objects.create(term=lost, name="更旧的局", slug="geng-jiu")
    slug = lost.slug
    merge_terms(lost, kept, keeper)
    for name in ("鹿城区示例旧局", "示例旧局", "更旧的局", " 鹿城区 示例旧局"):
        assert Department.objects.named(name) == kept
    assert Department.objects.addressed(slug) == kept
    assert Department.objects.addressed("geng-jiu") == kept
    assert DepartmentFactory(name="鹿城区示例旧局二").slug != slug
    with pytest.raises(ValidationError, match="已是"):
        Department(name="鹿城区示例旧局").full_clean()


def test_merging_again_and_again_follows_the_chain(keeper):
    first, second, third = TownFactory(), TownFactory(), TownFactory()
    slug, pk = first.slug, first.pk
    merge_terms(first, second, keeper)
    merge_terms(second, third, keeper)
    assert Town.objects.addressed(slug) == third
    with pytest.raises(AlreadyMerged) as error:
        merge_terms(Town(pk=pk), third, keeper)
    assert error.value.kept == third


def test_children_move_and_an_ancestor_is_not_merged_into_its_descendant(keeper):
    top = SectorFactory()
    child = SectorFactory(parent=top)
    grandchild = SectorFactory(parent=child)
    other = SectorFactory()
    with pytest.raises(ValidationError, match="自己的下级"):
        merge_terms(top, grandchild, keeper)
    with pytest.raises(ValidationError, match="它自己"):
        merge_terms(top, top, keeper)
    with pytest.raises(ValidationError, match="不能合并"):
        merge_terms(top, TownFactory(), keeper)
    merge_terms(child, top, keeper)
    grandchild.refresh_from_db()
    assert grandchild.parent == top
    merge_terms(top, other, keeper)
    grandchild.refresh_from_db()
    assert grandchild.parent == other


def test_a_record_that_had_both_has_the_kept_one_once(keeper):
    lost, kept = CompanyTagFactory(), CompanyTagFactory()
    company = CompanyFactory()
    company.tags.set([lost, kept])
    company.save()
    merge_terms(lost, kept, keeper)
    assert list(Company.objects.get(pk=company.pk).tags.all()) == [kept]
    lost, kept = DepartmentFactory(), DepartmentFactory()
    event = EventFactory()
    for department in (lost, kept):
        EventPartyFactory(event=event, department=department, name="", role="host")
    EventPartyFactory(event=event, department=lost, name="", role="organiser")
    merge_terms(lost, kept, keeper)
    assert sorted(EventParty.objects.filter(department=kept).values_list("role", flat=True)) == ["host", "organiser"]


def test_nothing_is_half_merged(keeper, monkeypatch):
    lost, kept = SectorFactory(), SectorFactory()
    company = CompanyFactory(sector=lost)
    monkeypatch.setattr(Sector, "delete", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        merge_terms(lost, kept, keeper)
    company.refresh_from_db()
    assert company.sector == lost
    assert not Alias.objects.exists()
    assert not ModelLogEntry.objects.filter(action="programs.merge").exists()


def test_uses_and_counts_agree():
    sector = SectorFactory()
    CompanyFactory.create_batch(2, sector=sector)
    item = PolicyItemFactory()
    item.sectors.set([sector])
    item.save()
    assert {use.label: use.count for use in uses_of(sector)} == {"企业 · 行业": 2, "政策 · 惠企事项 · 适用行业": 1}
    assert with_use_count(Sector.objects.filter(pk=sector.pk)).get().use_count == 3
    assert with_use_count(Topic.objects.filter(pk=TopicFactory().pk)).get().use_count == 0
    assert with_use_count(CompanyTag.objects.filter(pk=CompanyTagFactory().pk)).get().use_count == 0
    assert with_use_count(Need.objects.filter(pk=NeedFactory().pk)).get().use_count == 0
