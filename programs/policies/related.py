"""What policies tell the pages of companies: which claimable items a company may ask for."""

from django.urls import reverse

from ..companies.models import Company
from ..related import CAP, Entry, Group, provides_for
from .filters import POLICIES
from .fitting import FOR_ALL, keys_of
from .models import Policy, PolicyItem, Validity

CAUTION = (
    "按登记的行业、街镇和规模自动匹配；没有写明这些条件的也列在这里，请看惠及对象。能否享受以文件和受理单位的答复为准。"
)
ENTERPRISES = {Company.Kind.COMPANY, Company.Kind.MARKET, Company.Kind.PARK}
IN_FORCE = {"validity": (Validity.VALID, Validity.UNSTATED)}


@provides_for("companies.company")
def items_that_fit(company):
    """Items that are open to `company`: those made for its like first, then those for all; newest policies first.

    The index tells which policies, enough of either to fill the list; their items are then asked one by one.
    """
    if company.kind not in ENTERPRISES:
        return []
    policies = POLICIES.first_ids(CAP, *({"openings": keys, **IN_FORCE} for keys in (keys_of(company), [FOR_ALL])))
    rows = (
        PolicyItem.objects.claimable_now(Policy.objects.filter(pk__in=policies))
        .fitting(company)
        .with_reasons(company)
        .select_related("policy")
        .only("title", "number", "sort_order", "who_text", "size_bands", "policy__title", "policy__short_title", "policy__slug",
              "policy__published_on")
    )  # fmt: skip
    entries = [_entry(row, company) for row in sorted(rows, key=_made_for_it_first)[:CAP]]
    more = f"{reverse('policy_list')}?sector={company.sector.slug}" if company.sector else reverse("policy_list")
    return [Group("fitting", "可能适用的惠企事项", entries, more, CAUTION)]


def _made_for_it_first(item):
    published = item.policy.published_on
    is_for_all = not (item.names_sector or item.names_town or item.size_bands)
    return is_for_all, -(published.toordinal() if published else 0), item.policy_id, item.sort_order or 0


def _entry(item, company):
    reasons = [
        str(company.sector) if item.names_sector else "",
        str(company.town) if item.names_town else "",
        f"{company.get_size_band_display()}企业" if item.size_bands else "",
    ]
    stated = [*reasons, f"惠及对象：{item.who_text}" if item.who_text else ""]
    reason = "、".join(filter(None, stated)) or "惠及对象未载"
    policy = item.policy
    return Entry(
        item.title, f"{policy.get_absolute_url()}#item-{item.pk}", f"{reason}｜{policy.short_title or policy.title}"
    )
