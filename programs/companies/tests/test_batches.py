"""Many records at once give what one by one gives: rows, children, revisions, log entries, references."""

import json

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import ModelLogEntry, ReferenceIndex, Revision

from programs.companies.models import Company, CompanyAlias, CompanyPerson, ListMembership
from programs.companies.tests.factories import CompanyListFactory
from programs.records.batches import put_all_on_record
from programs.taxonomy.tests.factories import CompanyTagFactory, SectorFactory, TownFactory

pytestmark = pytest.mark.django_db
MOMENTS = {"created_at", "updated_at", "first_published_at", "last_published_at", "timestamp"}
KEYS = {
    "pk",
    "id",
    "uuid",
    "object_id",
    "latest_revision",
    "live_revision",
    "company",
    "revision",
    "slug",
    "content_path",
}


@pytest.fixture
def words():
    return {
        "sector": SectorFactory(), "town": TownFactory(), "tags": CompanyTagFactory.create_batch(2), "list": CompanyListFactory(),
    }  # fmt: skip


def made(number, words):
    company = Company(
        title=f"温州示例{number}鞋业有限公司", sector=words["sector"], town=words["town"], main_products="女鞋"
    )
    company.aliases.set([CompanyAlias(name=f"示例{number}鞋厂", kind="former", sort_order=0)])
    company.people.set([CompanyPerson(name="示例人员", role="董事长", sort_order=0)])
    company.memberships.set([ListMembership(list=words["list"], basis="示例依据", sort_order=0)])
    company.tags.set(words["tags"])
    return company


def changed(company, words):
    company = Company.objects.get(pk=company.pk)
    company.title += "改"
    kept = list(company.aliases.all())
    company.aliases.set([*kept, CompanyAlias(name="新别名", sort_order=1)])
    company.memberships.set([])
    company.tags.set(words["tags"][:1])
    return company


def plainly(value):
    """`value` without keys and moments, and with the number of the company taken out of its names."""
    if isinstance(value, dict):
        return {key: plainly(item) for key, item in value.items() if key not in KEYS | MOMENTS}
    if isinstance(value, list):
        return [plainly(item) for item in value]
    return (
        value.replace("温州示例2", "温州示例1").replace("示例2鞋厂", "示例1鞋厂").replace("shi-li-2", "shi-li-1")
        if isinstance(value, str)
        else value
    )


def names_of(aliases):
    """What is derived from a name is filled in before the revision here, and after it there."""
    return [[alias["name"], alias["kind"], alias["sort_order"]] for alias in aliases]


def state_of(company):
    company = Company.objects.get(pk=company.pk)
    revisions = Revision.objects.for_instance(company).order_by("pk")
    logs = ModelLogEntry.objects.for_instance(company).order_by("pk")
    references = ReferenceIndex.objects.filter(
        object_id=str(company.pk), base_content_type=company.get_base_content_type()
    )
    assert company.latest_revision_id == company.live_revision_id == revisions.last().pk
    assert company.last_published_at and company.updated_at >= company.last_published_at
    row = {field.attname: getattr(company, field.attname) for field in company._meta.concrete_fields}
    return plainly(json.loads(json.dumps({
        "row": {key: value for key, value in row.items() if key not in {"latest_revision_id", "live_revision_id"}},
        "children": company.serializable_data(),
        "revisions": [
            revision.content
            | {"by": revision.user_id, "str": revision.object_str, "aliases": names_of(revision.content["aliases"])}
            for revision in revisions
        ],
        "log": [[log.action, log.label, log.user_id, log.content_changed, bool(log.revision_id), log.data] for log in logs],
        "references": sorted([r.to_content_type_id, r.to_object_id, r.model_path] for r in references),
    }, default=str)))  # fmt: skip


def test_new_and_changed_records_are_as_if_put_on_record_one_by_one(staff, words):
    user = staff("keeper")
    slow, fast = made(1, words), made(2, words)
    slow.put_on_record(user)
    put_all_on_record([fast], user)
    assert state_of(fast) == state_of(slow)
    assert len(state_of(slow)["references"]) >= 3
    changed(slow, words).put_on_record(user)
    put_all_on_record([changed(fast, words)], user)
    assert state_of(fast) == state_of(slow)
    assert [entry[0] for entry in state_of(fast)["log"]][-2:] == ["wagtail.rename", "wagtail.publish"]
    assert list(Company.objects.get(pk=fast.pk).aliases.values_list("normalised_name", flat=True))[1] == "新别名"


def test_what_was_read_before_somebody_elses_change_is_refused(staff, words):
    user = staff("keeper")
    made(1, words).put_on_record(user)
    mine, theirs = Company.objects.get(), Company.objects.get()
    theirs.summary = "别人的"
    theirs.put_on_record(user)
    mine.summary = "我的"
    with pytest.raises(ValidationError, match="又有人改过"):
        put_all_on_record([made(2, words), mine], user)
    assert Company.objects.get().summary == "别人的"


def test_drafts_and_locks_are_refused(staff, words):
    user, other = staff("keeper"), staff("keeper")
    made(1, words).put_on_record(user)
    company = Company.objects.get()
    company.locked, company.locked_by = True, other
    company.save()
    with pytest.raises(ValidationError, match="已被锁定"):
        put_all_on_record([company], user)
    company.locked = False
    company.save()
    company.save_revision(user=other)
    company = Company.objects.get()
    with pytest.raises(ValidationError, match="尚未发布的草稿"):
        put_all_on_record([company], user)


def test_slugs_of_one_batch_do_not_collide(staff, words):
    twins = [Company(title="温州示例鞋业有限公司"), Company(title="温州示例鞋业有限公司")]
    put_all_on_record(twins, staff("keeper"))
    assert sorted(Company.objects.values_list("slug", flat=True)) == [twins[0].slug, f"{twins[0].slug}-2"]
