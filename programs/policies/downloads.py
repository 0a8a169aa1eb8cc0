"""What the public gets of policies in a file: the documents, and the items in them that can be claimed. Thousands at once
are read as rows of values: `querysets.for_download`."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone

from programs.companies.models import SizeBand
from programs.listing.named_rows import in_chunks, names_of
from programs.listing.spreadsheets import Column, Table

from .models import Policy, PolicyItem, Validity
from .querysets import DATES
from .validity import validity_of

KINDS, SIZES = dict(Policy.Kind.choices), dict(SizeBand.choices)
BENEFITS, CLAIM_MODES = dict(PolicyItem.Benefit.choices), dict(PolicyItem.ClaimMode.choices)
TERMS = ("sectors", "towns", "needs", "audiences")
OF_ITEM = (
    "pk", "policy_id", "number", "title", "gives", "benefit", "amount_text", "amount_ceiling", "size_bands", "who_text",
    "conditions", "materials", "claim_mode", "where", "link", "phone", "opens_on", "closes_on",
)  # fmt: skip


@dataclass
class Read:
    """A policy's `row` with what belongs to it. `items` are (row, {name of a many-to-many: its terms' names})."""

    row: Any
    issuers: str
    validity: str
    items: list
    url: str


def read_whole(rows):
    """The `rows` of policies with their issuers, worth and items: a dozen queries for each 500."""
    today = timezone.localdate()
    for chunk in in_chunks(rows):
        pks = [row.pk for row in chunk]
        issuers = names_of(Policy._meta.get_field("issuers"), pks)
        successors, items = _successors(pks), _items(pks)
        for row in chunk:
            validity = Validity(validity_of(row, successors.get(row.pk, ()), today))
            said = issuers.get(row.pk, row.issuer_text), str(validity.label)
            yield Read(row, *said, items.get(row.pk, []), settings.BASE_URL + Policy.address_at(row.slug))


def _successors(pks):
    """{number of a policy: the dates of the public ones that supersede it}."""
    found = {}
    public = Policy.objects.public_now().filter(supersedes__in=pks)
    for row in public.order_by().values_list("pk", "supersedes", *DATES, named=True):
        if row.pk != row.supersedes:
            found.setdefault(row.supersedes, []).append(row)
    return found


def _items(pks):
    rows = list(
        PolicyItem.objects.filter(policy__in=pks).order_by("sort_order", "pk").values_list(*OF_ITEM, named=True)
    )
    names = {name: names_of(PolicyItem._meta.get_field(name), pks, of="policy") for name in TERMS}
    found = {}
    for row in rows:
        terms = {name: names[name].get(row.pk, "") for name in TERMS}
        found.setdefault(row.policy_id, []).append((row, terms))
    return found


def _lines(policy):
    """The items of a policy, each with it: (policy, row, terms)."""
    return [(policy, row, terms) for row, terms in policy.items]


def _of_policy(name):
    return lambda policy: getattr(policy.row, name)


def _of_item(name):
    return lambda line: getattr(line[1], name)


def _terms(name):
    return lambda line: line[2][name]


def _sizes(line):
    return "、".join(str(SIZES[size]) for size in line[1].size_bands)


def _ceiling(line):
    ceiling = line[1].amount_ceiling
    return None if ceiling is None else f"{ceiling.normalize():f}"


POLICIES_TABLE = Table(
    "政策",
    (
        Column("标题", _of_policy("title")),
        Column("类别", lambda policy: KINDS.get(policy.row.kind, policy.row.kind)),
        Column("有效性", lambda policy: policy.validity),
        Column("发文机关", lambda policy: policy.issuers),
        Column("发文字号", _of_policy("document_number")),
        Column("索引号", _of_policy("index_number")),
        Column("统一编号", _of_policy("unified_number")),
        Column("主题分类", _of_policy("topic__name")),
        Column("成文日期", _of_policy("written_on")),
        Column("发布日期", _of_policy("published_on")),
        Column("施行日期", _of_policy("effective_from")),
        Column("有效期至", _of_policy("effective_to")),
        Column("废止日期", _of_policy("repealed_on")),
        Column("咨询方式", _of_policy("contact")),
        Column("摘要", _of_policy("summary")),
        Column("资料来源", _of_policy("source_note")),
        Column("网址", lambda policy: policy.url),
    ),
)

ITEMS_TABLE = Table(
    "惠企事项",
    (
        Column("政策", lambda line: line[0].row.title),
        Column("政策有效性", lambda line: line[0].validity),
        Column("序号", _of_item("number")),
        Column("事项名称", _of_item("title")),
        Column("给什么", _of_item("gives")),
        Column("优惠类别", lambda line: BENEFITS.get(line[1].benefit, line[1].benefit)),
        Column("额度（原文）", _of_item("amount_text")),
        Column("最高额度（元）", _ceiling),
        Column("适用行业", _terms("sectors")),
        Column("适用街镇", _terms("towns")),
        Column("适用规模", _sizes),
        Column("解决的需求", _terms("needs")),
        Column("适用对象", _terms("audiences")),
        Column("惠及对象（原文）", _of_item("who_text")),
        Column("申报条件", _of_item("conditions")),
        Column("办理材料", _of_item("materials")),
        Column("兑现方式", lambda line: CLAIM_MODES.get(line[1].claim_mode, line[1].claim_mode)),
        Column("受理地址", _of_item("where")),
        Column("办理网址", _of_item("link")),
        Column("咨询电话", _of_item("phone")),
        Column("开始受理", _of_item("opens_on")),
        Column("截止受理", _of_item("closes_on")),
        Column("网址", lambda line: f"{line[0].url}#item-{line[1].pk}"),
    ),
    _lines,
)
