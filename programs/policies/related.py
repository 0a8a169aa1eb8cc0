"""What policies tell the pages of companies: which claimable items a company may ask for, and of which nothing tells."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from programs.companies.models import Company
from programs.showing.related import CAP, Entry, Group, provides_for

from .claims import COMING, OPEN, offer_of, standing_of
from .filters import POLICIES
from .fitting import keys_of, open_keys_of, verdict
from .models import Policy, PolicyItem, Validity

CAUTION = "写明的行业、街镇、规模条件都与本企业登记的相符。能否享受以文件和受理单位的答复为准。"
MOST_UNCLEAR = 5  # of those of which nothing tells
OPEN_CAUTION = "这些事项没有写明行业、街镇或规模条件，或者本企业相应的情况未载，是否适用无法判断，请看原文。"
NOTHING_STATED = "行业、街镇、规模条件未载"
ENTERPRISES = {Company.Kind.COMPANY, Company.Kind.MARKET, Company.Kind.PARK}
IN_FORCE = {"validity": (Validity.VALID, Validity.UNSTATED)}


@dataclass(frozen=True)
class CandidateItem:
    """A row of `PolicyItemQuerySet.for_company`, with all its audiences."""

    row: object
    audiences: tuple[str, ...]

    def __getattr__(self, name):
        return getattr(self.row, name)


@provides_for("companies.company")
def items_that_fit(company):
    """Items whose stated conditions take `company` in; apart, those of which nothing tells. Newest policies first.

    The index tells which policies, enough of either to fill the list; their items are then asked one by one.
    """
    if company.kind not in ENTERPRISES:
        return []
    policies = POLICIES.first_ids(
        CAP, *({"openings": keys, **IN_FORCE} for keys in (keys_of(company), open_keys_of(company)))
    )
    rows = PolicyItem.objects.claimable_now(Policy.objects.filter(pk__in=policies)).for_company(company)
    judged = [(item, verdict(item, company)) for item in sorted(_candidates(rows), key=_newest_first)]
    fitting = [(item, _entry(item, one.met)) for item, one in judged if one.fits and not one.is_out]
    unclear = [_entry(item, one.unknown or [NOTHING_STATED]) for item, one in judged if not one.fits and not one.is_out]
    more = f"{reverse('policy_list')}?sector={company.sector.slug}" if company.sector else ""
    return [
        Group("fitting", "可能适用的惠企事项", _soonest_first(fitting)[:CAP], more, CAUTION, is_first=True),
        Group("open-items", "条件未载的惠企事项", unclear[:MOST_UNCLEAR], note=OPEN_CAUTION, is_folded=True),
    ]


def _candidates(rows):
    for _, group in groupby(rows, key=lambda row: row.pk):
        of_item = list(group)
        yield CandidateItem(of_item[0], tuple(row.audiences__name for row in of_item if row.audiences__name))


def _soonest_first(fitting):
    """The entries: what is open now and closes first, then what is to open, then the others as they stood."""

    def order(pair):
        item, entry = pair
        state = entry.badge.state if entry.badge else ""
        day = {OPEN: item.closes_on, COMING: item.opens_on}.get(state)
        return [OPEN, COMING, ""].index(state), day is None, day or datetime.date.max

    return [entry for _, entry in sorted(fitting, key=order)]


def _newest_first(item):
    published = item.policy__published_on
    return -(published.toordinal() if published else 0), item.policy_id, item.sort_order or 0


def _entry(item, reasons):
    whom = item.who_text or "、".join(item.audiences)
    badge, left = standing_of(item)
    stated = [*reasons, f"惠及对象：{whom}" if whom else ""]
    return Entry(
        item.title,
        f"{Policy.address_at(item.policy__slug)}#item-{item.pk}",
        f"{'、'.join(filter(None, stated))}｜{item.policy__short_title or item.policy__title}",
        offer=offer_of(item),
        badge=badge,
        mark=left,
    )
