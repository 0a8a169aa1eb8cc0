"""Merging two companies: references and parts move, the keeper chooses fields, the old address leads to the new one."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Revision

from programs.companies.merging import doubts, merge_companies
from programs.companies.models import Company, CompanyAlias, CompanyPerson, ListMembership
from programs.companies.tests.factories import CompanyFactory, CompanyListFactory
from programs.events.models import Event, EventParty
from programs.events.tests.factories import EventFactory
from programs.merging.moving import AlreadyMerged
from programs.merging.references import references_to
from programs.records.batches import hold_nothing_yet, put_all_on_record
from programs.taxonomy.tests.factories import CompanyTagFactory, SectorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(staff):
    return staff("keeper")


@pytest.fixture
def lost(keeper):
    company = CompanyFactory.build(
        title="示例鞋业（旧）有限公司", short_name="旧示例", address="旧址1号", website="https://example.com/"
    )
    company.put_on_record(keeper)
    return Company.objects.get(pk=company.pk)


@pytest.fixture
def kept(keeper):
    company = CompanyFactory.build(title="示例鞋业有限公司", address="新址2号")
    company.put_on_record(keeper)
    return Company.objects.get(pk=company.pk)


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def page(company):
    return reverse("merge_company", args=[company.pk])


def test_every_reference_to_a_company_is_known():
    found = {(ref.model._meta.label, ref.field.name, ref.is_part) for ref in references_to(Company)}
    assert {
        ("companies.Company", "parent", False),
        ("companies.CompanyAlias", "company", True),
        ("companies.CompanyPerson", "company", True),
        ("companies.ListMembership", "company", True),
        ("companies.Company_tags", "company", True),
        ("events.EventParty", "company", False),
    } <= found


def test_parts_move_without_repeats(keeper, lost, kept):
    blue, red = CompanyTagFactory(), CompanyTagFactory()
    company_list = CompanyListFactory()
    for company, tags, left in ((lost, [blue, red], None), (kept, [blue], datetime.date(2026, 5, 1))):
        company.tags.set(tags)
        company.aliases.add(CompanyAlias(name="共同的别名"))
        company.people.add(CompanyPerson(name="示例人员", role="董事长", is_public=company is kept))
        company.memberships.add(
            ListMembership(list=company_list, entered_on=datetime.date(2026, 1, 1), left_on=left, basis="示例依据")
        )
        company.put_on_record(keeper)
    lost.people.add(CompanyPerson(name="另一人员", role="经理", is_public=True))
    lost.put_on_record(keeper)
    merge_companies(lost, kept, keeper)
    kept = fresh(kept)
    assert set(kept.tags.all()) == {blue, red}
    assert sorted(kept.aliases.values_list("name", flat=True)) == sorted(["共同的别名", "示例鞋业（旧）有限公司"])
    assert kept.short_name == "旧示例"
    assert dict(kept.people.values_list("name", "is_public")) == {"示例人员": False, "另一人员": True}
    membership = kept.memberships.get()
    assert (membership.entered_on, membership.left_on) == (datetime.date(2026, 1, 1), None)
    revision = kept.get_latest_revision_as_object()
    assert {alias.name for alias in revision.aliases.all()} == set(kept.aliases.values_list("name", flat=True))
    assert kept.latest_revision == kept.live_revision and kept.latest_revision.user == keeper
    assert "示例鞋业（旧）有限公司" in kept.search_text
    assert CompanyAlias.objects.get(name="示例鞋业（旧）有限公司").normalised_name == "示例鞋业旧"


def test_references_move_in_rows_and_drafts(keeper, lost, kept):
    subsidiary = CompanyFactory.build(parent=lost)
    subsidiary.put_on_record(keeper)
    event = EventFactory.build()
    event.parties.add(EventParty(company=lost, role="host"))
    event.parties.add(EventParty(company=kept, role="host"))
    event.put_on_record(keeper)
    drafted = EventFactory.build()
    drafted.put_on_record(keeper)
    draft = fresh(drafted)
    draft.parties.add(EventParty(company=lost, role="visited"))
    draft.save_revision(user=keeper, clean=False)
    assert merge_companies(lost, kept, keeper) == 3
    assert fresh(subsidiary).parent == kept
    event = fresh(event)
    assert event.parties.get().company == kept
    assert Event.objects.matching([kept.title]).get() == event
    assert event.get_latest_revision_as_object().parties.get().company == kept
    drafted = fresh(drafted)
    assert drafted.has_unpublished_changes and not drafted.parties.exists()
    drafted.latest_revision.publish(user=keeper)
    assert Event.objects.get(pk=drafted.pk).parties.get().company == kept


def test_the_keeper_chooses_field_by_field(keeper, lost, kept):
    shown = keeper.client.get(page(lost), {"kept": kept.pk}).content.decode()
    assert "旧址1号" in shown and "新址2号" in shown and "https://example.com/" in shown
    assert "确认合并到" in shown
    choices = {"short_name": "lost", "website": "kept", "address": "lost"}
    response = keeper.client.post(page(lost), {"kept": kept.pk} | choices, follow=True)
    assert "已合并到“示例鞋业有限公司”" in response.content.decode()
    kept = fresh(kept)
    assert (kept.short_name, kept.website, kept.address) == ("旧示例", "", "旧址1号")
    assert not Company.objects.filter(pk=lost.pk).exists()


def test_a_second_click_is_told_so(keeper, lost, kept):
    choices = {"kept": kept.pk, "short_name": "lost", "website": "lost", "address": "kept"}
    keeper.client.post(page(lost), choices)
    again = keeper.client.post(page(lost), choices, follow=True)
    assert "已经合并到“示例鞋业有限公司”，不必再合并。" in again.content.decode()
    with pytest.raises(AlreadyMerged, match="不必再合并"):
        merge_companies(lost, kept, keeper)
    assert ModelLogEntry.objects.filter(action="programs.merge").count() == 1


def test_where_the_lost_company_says_nothing_more_there_is_nothing_to_choose(keeper):
    lost, kept = CompanyFactory(title="示例空白公司"), CompanyFactory(title="示例留存公司", address="示例路1号")
    for company in (lost, kept):
        company.put_on_record(keeper)
    text = keeper.client.get(page(lost), {"kept": kept.pk}).content.decode()
    assert "没有“示例留存公司”缺少的内容" in text and "两边不同的内容" not in text


def test_missing_choices_are_asked_again(keeper, lost, kept):
    response = keeper.client.post(page(lost), {"kept": kept.pk})
    assert "请重新核对每一项" in response.content.decode()
    assert Company.objects.filter(pk=lost.pk).exists()


def test_the_log_names_the_kept_company(keeper, lost, kept):
    pk = lost.pk
    merge_companies(lost, kept, keeper)
    entry = ModelLogEntry.objects.get(action="programs.merge")
    assert (entry.object_id, entry.user, entry.data["kept"]["title"]) == (str(pk), keeper, kept.title)
    history = reverse(Company.snippet_viewset.get_url_name("history"), args=[kept.pk])
    assert "并入了“示例鞋业（旧）有限公司”" in keeper.client.get(history).content.decode()


def test_old_addresses_lead_to_the_kept_company(client, keeper, lost, kept):
    third = CompanyFactory(title="第三家示例有限公司")
    old, middle = lost.get_absolute_url(), kept.get_absolute_url()
    merge_companies(lost, kept, keeper)
    response = client.get(old)
    assert (response.status_code, response.url) == (301, middle)
    merge_companies(fresh(kept), third, keeper)
    for address in (old, middle):
        response = client.get(address)
        assert (response.status_code, response.url) == (301, third.get_absolute_url())
    assert client.get(third.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(("of_lost", "of_kept"), [("internal", "public"), ("public", "internal")])
def test_no_redirect_tells_of_an_internal_company(client, keeper, of_lost, of_kept):
    lost, kept = CompanyFactory(visibility=of_lost), CompanyFactory(visibility=of_kept)
    address = lost.get_absolute_url()
    merge_companies(lost, kept, keeper)
    assert client.get(address).status_code == 404
    assert not Redirect.objects.exists()


def test_a_changed_slug_leaves_a_redirect(client, keeper, kept):
    first = kept.get_absolute_url()
    for slug in ("second", "third"):
        kept.slug = slug
        kept.put_on_record(keeper)
    for address in (first, "/companies/second/"):
        assert client.get(address).url == "/companies/third/"
    kept.slug = first.split("/")[-2]
    kept.put_on_record(keeper)
    assert client.get(first).status_code == 200
    assert client.get("/companies/third/").url == first
    assert not Redirect.objects.filter(old_path=first.rstrip("/")).exists()


@pytest.mark.parametrize("kwargs", [{"live": False}, {"visibility": "internal"}])
def test_a_slug_that_nobody_could_read_leaves_none(kwargs):
    company = CompanyFactory(**kwargs)
    company.slug = "changed"
    company.save()
    assert not Redirect.objects.exists()


def test_a_draft_over_a_public_record_is_not_buried(keeper, lost, kept):
    for drafted in (lost, kept):
        revision = fresh(drafted).get_latest_revision_as_object()
        revision.summary = "草稿"
        revision.save_revision(user=keeper, clean=False)
        with pytest.raises(ValidationError, match="尚未发布的草稿"):
            merge_companies(lost, kept, keeper)
        shown = keeper.client.get(page(lost), {"kept": kept.pk}).content.decode()
        assert "尚未发布的草稿" in shown
        fresh(drafted).latest_revision.publish(user=keeper)


def test_a_record_that_was_never_published_is_merged_as_its_draft_says(client, keeper, kept):
    lost = CompanyFactory(title="示例草稿企业", live=False, website="")
    draft = fresh(lost)
    draft.website = "https://example.org/"
    draft.people.add(CompanyPerson(name="草稿人员"))
    draft.save_revision(user=keeper, clean=False)
    merge_companies(lost, kept, keeper)
    assert fresh(kept).website == "https://example.org/"
    assert fresh(kept).people.get().name == "草稿人员"
    assert not Redirect.objects.exists()


def test_an_unpublished_kept_company_stays_so(keeper, lost):
    kept = CompanyFactory(title="示例新企业", live=False, address="")
    draft = fresh(kept)
    draft.main_products = "草稿里的产品"
    draft.save_revision(user=keeper, clean=False)
    lost.unpublish()
    merge_companies(fresh(lost), kept, keeper)
    kept = fresh(kept)
    assert not kept.live and kept.has_unpublished_changes
    assert (kept.main_products, kept.address) == ("草稿里的产品", "旧址1号")
    assert kept.get_latest_revision_as_object().address == "旧址1号"


def test_credit_code_and_parent_are_taken_over(keeper):
    from stdnum.cn import uscc

    code = "91330302MA2ABCDE8" + uscc.calc_check_digit("91330302MA2ABCDE8")
    kept = CompanyFactory(credit_code=None)
    lost = CompanyFactory(credit_code=code, parent=kept, sector=SectorFactory())
    merge_companies(lost, kept, keeper)
    assert fresh(kept).credit_code == code
    assert fresh(kept).parent is None
    assert fresh(kept).sector == lost.sector


def test_two_credit_codes_are_a_warning(keeper):
    from stdnum.cn import uscc

    codes = [start + uscc.calc_check_digit(start) for start in ("91330302MA2ABCDE8", "91330302MA2ABCDF6")]
    lost, kept = (CompanyFactory(credit_code=code) for code in codes)
    assert "统一社会信用代码不同" in keeper.client.get(page(lost), {"kept": kept.pk}).content.decode()


def test_a_parent_is_not_merged_into_its_subsidiary(keeper, lost):
    below = CompanyFactory(parent=CompanyFactory(parent=lost))
    with pytest.raises(ValidationError, match="自己的下级"):
        merge_companies(lost, below, keeper)
    assert "自己的下级" in keeper.client.get(page(lost), {"kept": below.pk}).content.decode()


def test_nothing_is_half_merged(keeper, lost, kept, monkeypatch):
    event = EventFactory()
    EventParty.objects.create(event=event, company=lost)
    monkeypatch.setattr("programs.companies.merging.write_history", lambda *args, **kwargs: 1 / 0)
    before = Revision.objects.count()
    with pytest.raises(ZeroDivisionError):
        merge_companies(lost, kept, keeper)
    assert event.parties.get().company == lost
    assert Revision.objects.count() == before
    assert not Redirect.objects.exists()


@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_only_keepers_merge(staff, role, lost, kept):
    client = staff(role).client
    assert client.get(page(lost)).status_code == 302
    client.post(page(lost), {"kept": kept.pk, "short_name": "lost", "website": "lost", "address": "kept"})
    assert Company.objects.filter(pk=lost.pk).exists()


def test_every_company_in_the_list_can_be_merged(keeper, lost):
    listing = keeper.client.get(reverse(Company.snippet_viewset.get_url_name("list"))).content.decode()
    assert page(lost) in listing


def test_the_preview_names_what_moves(keeper, lost, kept):
    lost.tags.set([CompanyTagFactory(name="示例标签甲")])
    lost.people.add(CompanyPerson(name="示例人员乙"))
    lost.put_on_record(keeper)
    shown = keeper.client.get(page(lost), {"kept": kept.pk}).content.decode()
    assert "示例标签甲" in shown and "示例人员乙" in shown


def test_the_form_of_a_company_leads_to_the_merge(keeper, lost):
    edit = reverse(Company.snippet_viewset.get_url_name("edit"), args=[lost.pk])
    assert f'href="{page(lost)}"' in keeper.client.get(edit).content.decode()


def test_the_lost_address_is_nobody_elses(client, home, keeper, lost, kept):
    slug = Company.objects.get(pk=lost.pk).slug
    merge_companies(lost, kept, keeper)
    moved = client.get(f"/api/v1/companies/{slug}/")
    assert moved.status_code == 301 and moved["Location"].endswith(f"/api/v1/companies/{fresh(kept).slug}/")
    for put in (
        lambda new: new.put_on_record(keeper),
        lambda new: put_all_on_record([hold_nothing_yet(new) or new], keeper),
    ):
        new = Company(title=lost.title)
        put(new)
        assert new.slug.startswith(f"{slug}-")
        assert client.get(f"/companies/{slug}/").status_code == 301
    with pytest.raises(ValidationError) as caught:
        Company(title="另一家", slug=slug).put_on_record(keeper)
    assert list(caught.value.message_dict) == ["slug"]


def test_a_record_may_go_back_to_its_own_old_address(keeper, kept):
    company, old = fresh(kept), fresh(kept).slug
    for slug in ("moved", old):
        company.slug = slug
        company.put_on_record(keeper)
    assert fresh(kept).slug == old


def test_a_public_company_is_not_merged_into_a_draft(client, home, keeper, lost):
    kept = CompanyFactory(title="示例尚未公布的名称", live=False, has_unpublished_changes=True)
    kept.save_revision()
    public = Company.objects.get(pk=lost.pk)
    said = f"“{public}”已经公开，“{kept}”还没有发布"
    assert public.is_public and any(said in doubt for doubt in doubts(public, kept, keeper))
    with pytest.raises(ValidationError, match=said):
        merge_companies(public, Company.objects.get(pk=kept.pk), keeper)
    assert client.get(public.get_absolute_url()).status_code == 200 and not Redirect.objects.exists()


def ticked(user, *rows, model=("companies", "company")):
    address = reverse("wagtail_bulk_action", args=[*model, "merge"])
    ids = "&".join(f"id={row.pk}" for row in rows)
    return user.client.get(f"{address}?{ids}&next={reverse('wagtailadmin_home')}")


def test_two_ticked_companies_lead_to_their_merge(keeper, lost, kept):
    listed = keeper.client.get(reverse(Company.snippet_viewset.get_url_name("list"))).content.decode()
    assert "合并勾选的两条" in listed
    Company.objects.filter(pk=lost.pk).update(live=False)
    assert ticked(keeper, lost, kept).url == f"{page(lost)}?kept={kept.pk}"
    assert ticked(keeper, kept, lost).url == f"{page(lost)}?kept={kept.pk}", "what readers see stays"
    assert Company.objects.count() == 2


def test_one_or_three_ticked_are_told_what_a_merge_takes(keeper, staff, lost, kept):
    for rows in ([lost], [lost, kept, CompanyFactory()]):
        response = ticked(keeper, *rows)
        assert response.url == reverse("wagtailadmin_home")
        assert f"恰好勾选两条，现在是 {len(rows)} 条" in keeper.client.get(response.url).content.decode()
    assert "merge" not in ticked(staff("editor"), lost, kept).get("location", "")


def test_two_ticked_terms_lead_to_their_merge(keeper):
    first, second = SectorFactory(name="制鞋业"), SectorFactory(name="鞋业")
    response = ticked(keeper, second, first, model=("taxonomy", "sector"))
    assert (
        response.url
        == f"{reverse(type(first).snippet_viewset.get_url_name('merge'), args=[second.pk])}?kept={first.pk}"
    )
