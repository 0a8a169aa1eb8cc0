"""By what the policies' list is narrowed and ordered."""

import datetime
from collections import namedtuple

from django.db import models
from django.db.models import F
from django.utils import timezone

from programs.companies.models import SizeBand
from programs.listing.declarations import Declaration, Facet, Mark, Related, Sort, text_key, time_key
from programs.listing.listing import Listing
from programs.taxonomy.models import Department, Need, Sector, Topic, Town

from .claims import COMING, OPEN, claims_of
from .fitting import openings
from .models import Policy, PolicyItem, Validity
from .validity import first_day, validity_of

ID_BITS = 40
Successor = namedtuple("Successor", ["effective_from", "published_on", "written_on", "expire_at", "pk"])
Item = namedtuple("Item", ["pk", "claim_mode", "size_bands", "opens_on", "closes_on", "title", "who_text"])


class ClaimsState(models.TextChoices):
    OPEN = OPEN, "正在受理"
    COMING = COMING, "即将受理"


def _stated(value):
    return (value,) if value else ()


def _successors():
    """Pairs of policies, the newer one public."""
    newer = Policy.objects.public_now()
    return Policy.supersedes.through.objects.filter(from_policy__in=newer).exclude(from_policy=F("to_policy"))


def _validity(row):
    successors = [Successor(*values) for values in row.successors]
    return (validity_of(row, successors, row.today),)


def _moments(row):
    """Midnights at which a date of this policy or of a successor begins or ends to hold."""
    successors = [Successor(*values) for values in row.successors]
    days = {row.repealed_on, first_day(row), *(first_day(one) for one in successors)}
    days |= {item.opens_on for item in row.items}
    last_days = {row.effective_to, *(item.closes_on for item in row.items)} - {None}
    days |= {day + datetime.timedelta(days=1) for day in last_days}
    midnights = [timezone.make_aware(datetime.datetime.combine(day, datetime.time())) for day in days if day]
    return [*midnights, *(one.expire_at for one in successors)]


def _claims(row):
    """正在受理, 即将受理: of a policy in force, as far as its items state a time."""
    claims = claims_of(row.items, row.today) if _validity(row)[0] in ("valid", "unstated") else None
    return (claims.state,) if claims else ()


def _superseded_by(ids):
    return Policy.supersedes.through.objects.filter(from_policy__in=ids).values_list("to_policy_id", flat=True)


def _sizes(row):
    return {size for item in row.items for size in item.size_bands}


def _openings(row):
    return openings(row.items, row.sectors, row.towns, row.audiences, row.today)


def _newest_first(row):
    """By the date that the document bears, those without one last; among equals what was put on record last comes first."""
    day = row.published_on.toordinal() if row.published_on else 0
    return -((day << ID_BITS) + row.pk)


def _of_items(relation, *columns):
    """Pairs of policies and what their items point to."""
    return Related(relation, getattr(PolicyItem, relation).through.objects.all, "policyitem__policy_id", columns)


POLICIES = Listing(
    Declaration(
        model=Policy,
        columns=(
            "kind",
            "topic_id",
            "written_on",
            "published_on",
            "effective_from",
            "effective_to",
            "repealed_on",
            "sort_key",
            "updated_at",
        ),
        related=(
            Related("issuers", Policy.issuers.through.objects.all, "policy_id", ("department_id",)),
            Related(
                "successors", _successors, "to_policy_id", tuple(f"from_policy__{name}" for name in Successor._fields)
            ),
            Related("items", PolicyItem.objects.all, "policy_id", Item._fields, Item),
            _of_items("needs", "need_id"),
            _of_items("sectors", "sector_id", "policyitem_id"),
            _of_items("towns", "town_id", "policyitem_id"),
            _of_items("audiences", "audience__name", "policyitem_id"),
        ),
        moments=_moments,
        dependents=_superseded_by,
        watches=lambda row: [successor[-1] for successor in row.successors],
        facets=(
            Facet("kind", "类别", lambda row: (row.kind,), choices=Policy.Kind),
            Facet("claims", "受理", _claims, choices=ClaimsState),
            Facet("validity", "有效性", _validity, choices=Validity),
            Facet("issuer", "发文机关", lambda row: row.issuers, vocabulary=Department),
            Facet("topic", "主题分类", lambda row: _stated(row.topic_id), vocabulary=Topic),
            Facet(
                "claim",
                "兑现方式",
                lambda row: {item.claim_mode for item in row.items if item.claim_mode},
                choices=PolicyItem.ClaimMode,
            ),
            Facet("need", "企业需求", lambda row: set(row.needs), vocabulary=Need),
            Facet("sector", "适用行业", lambda row: {sector for sector, _ in row.sectors}, vocabulary=Sector),
            Facet("town", "适用街镇", lambda row: {town for town, _ in row.towns}, vocabulary=Town),
            Facet("size", "适用规模", _sizes, choices=SizeBand),
            Facet(
                "year",
                "发布年份",
                lambda row: (row.published_on.year,) if row.published_on else (),
                wording=lambda year: f"{year}年",
            ),
        ),
        marks=(Mark("openings", _openings),),
        sorts=(
            Sort("published", "最新发布", _newest_first),
            Sort("updated", "最近更新", lambda row: -time_key(row.updated_at)),
            Sort("title", "按标题", lambda row: text_key(row.sort_key)),
        ),
    ),
    "policy_list",
)
