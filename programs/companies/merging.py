"""Two companies on record turn out to be one: the lost one's references, parts, names and address go to the kept one."""

from django.core.exceptions import ValidationError

from programs.merging.moving import log_merge, merging, move_references, write_history
from programs.records.addresses import leave_redirect
from programs.records.changes import touch
from programs.records.publication import is_current

from .lists import united
from .models import Company, CompanyAlias

# Fields of which the keeper may take the lost company's value. Its name becomes an alias, its address a redirect.
CHOSEN = [
    "short_name", "english_name", "kind", "credit_code", "sector", "town", "address", "founded_on", "size_band",
    "main_products", "export_markets", "website", "public_contact", "internal_contact", "logo", "parent", "summary",
    "source_note", "internal_note", "visibility", "responsible_department", "responsible_person", "review_by_on",
]  # fmt: skip


def merge_companies(lost, kept, user, taken=None):
    """Merge `lost` into `kept`; returns how many other records changed. All or nothing.

    `taken` names the fields whose value comes from the lost company; without it, those that the kept one leaves empty.
    Raises ValidationError, in words for staff, when the two cannot be merged.
    """
    with merging(Company, lost.pk, kept.pk) as (lost, kept):
        lost, kept = _newest(lost, user), _newest(kept, user)
        if problem := _page_would_go(lost, kept):
            raise ValidationError(problem)
        taken = default_choice(lost, kept) if taken is None else taken
        values = {name: getattr(lost, name) for name in taken if name in CHOSEN}
        names = {lost.title: CompanyAlias.Kind.OTHER, lost.short_name: CompanyAlias.Kind.SHORT}
        before, is_public, sources = lost.get_absolute_url(), lost.is_public, list(lost.sources.get_prep_value())
        count = move_references(lost, kept, user)
        log_merge(lost, kept, user)
        lost.delete()
        kept = Company.objects.get(pk=kept.pk)
        _tidy_parts(kept)
        _take(kept, values, names, sources)
        kept.full_clean()
        write_history(kept, user, is_draft=False)
        if is_public and kept.is_public:
            leave_redirect(before, kept.get_absolute_url())
        touch(Company, [kept.pk])
        return count


def _newest(company, user):
    """`company` as staff last left it. A draft over a public record is refused; one that is no record yet becomes the
    row, without being published."""
    if company.live:
        company.refuse_change_by(user)
    elif company.latest_revision:
        company.get_latest_revision_as_object().save()
        return Company.objects.get(pk=company.pk)
    return company


def _page_would_go(lost, kept):
    """Why a company that readers find is not merged into one that is not published: its page would go, and its address
    would tell them of a draft. '' where nothing stands against it."""
    if not lost.is_public or is_current(kept):
        return ""
    return f"“{lost}”已经公开，“{kept}”还没有发布，合并后公开的页面就没有了。请先发布“{kept}”，或反过来保留“{lost}”。"


def default_choice(lost, kept):
    """The fields that the kept company leaves empty and the lost one fills."""
    return [name for name in fields_that_differ(lost, kept) if not getattr(kept, name)]


def fields_that_differ(lost, kept):
    """Fields of which the keeper may choose: where the lost company says something that the kept one does not."""
    return [name for name in CHOSEN if getattr(lost, name) and getattr(lost, name) not in (getattr(kept, name), kept)]


def _take(kept, values, names, sources):
    for name, value in values.items():
        if name == "short_name" and kept.short_name:
            names[kept.short_name] = CompanyAlias.Kind.SHORT
        setattr(kept, name, value if value != kept else None)
    if sources:
        own = list(kept.sources.get_prep_value())
        said = [source["value"] for source in own]
        field = kept._meta.get_field("sources")
        kept.sources = field.stream_block.to_python(own + [one for one in sources if one["value"] not in said])
    known = {kept.title, kept.short_name, *kept.aliases.values_list("name", flat=True)}
    CompanyAlias.objects.bulk_create(
        _alias(kept, name, kind) for name, kind in names.items() if name and name not in known
    )


def _alias(company, name, kind):
    alias = CompanyAlias(company=company, name=name, kind=kind)
    alias.prepare()
    return alias


def _tidy_parts(kept):
    """People of one name and post once (who is kept from the public by either entry stays so), lists without overlaps."""
    seen = {}
    for person in kept.people.order_by("pk"):
        first = seen.setdefault((person.name, person.role), person)
        if first is not person:
            if first.is_public and not person.is_public:
                first.is_public = False
                first.save()
            person.delete()
    stay, go = united(kept.memberships.all())
    for membership in go:
        membership.delete()
    for membership in stay:
        membership.save()


def doubts(lost, kept, user):
    """What speaks against these two being one company, for the keeper to weigh."""
    found = []
    if lost.credit_code and kept.credit_code and lost.credit_code != kept.credit_code:
        found.append(
            f"两家的统一社会信用代码不同（{lost.credit_code}、{kept.credit_code}），很可能不是同一家企业，请先核对。"
        )
    for company in (lost, kept):
        try:
            if company.live:
                company.refuse_change_by(user)
        except ValidationError as error:
            found += error.messages
    if problem := _page_would_go(lost, kept):
        found.append(problem)
    if lost.visibility != kept.visibility:
        found.append(f"“{lost}”是{lost.get_visibility_display()}记录，“{kept}”是{kept.get_visibility_display()}记录。")
    return found
