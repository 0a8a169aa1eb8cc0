"""What the public gets of policies in a file: the documents, and the items in them that can be claimed."""

from ..companies.models import SizeBand
from ..listing.spreadsheets import Column, Table
from .reading import issuer_names


def _names(terms):
    return "、".join(term.name for term in terms.all())


def _sizes(item):
    return "、".join(str(SizeBand(size).label) for size in item.size_bands)


def _ceiling(item):
    return None if item.amount_ceiling is None else f"{item.amount_ceiling.normalize():f}"


POLICIES_TABLE = Table(
    "政策",
    (
        Column("标题", lambda policy: policy.title),
        Column("类别", lambda policy: policy.get_kind_display()),
        Column("有效性", lambda policy: policy.validity_on().label),
        Column("发文机关", issuer_names),
        Column("发文字号", lambda policy: policy.document_number),
        Column("索引号", lambda policy: policy.index_number),
        Column("统一编号", lambda policy: policy.unified_number),
        Column("主题分类", lambda policy: policy.topic),
        Column("成文日期", lambda policy: policy.written_on),
        Column("发布日期", lambda policy: policy.published_on),
        Column("施行日期", lambda policy: policy.effective_from),
        Column("有效期至", lambda policy: policy.effective_to),
        Column("废止日期", lambda policy: policy.repealed_on),
        Column("咨询方式", lambda policy: policy.contact),
        Column("摘要", lambda policy: policy.summary),
        Column("资料来源", lambda policy: policy.source_note),
        Column("网址", lambda policy: policy.full_url),
    ),
)

ITEMS_TABLE = Table(
    "惠企事项",
    (
        Column("政策", lambda item: item.policy.title),
        Column("政策有效性", lambda item: item.policy.validity_on().label),
        Column("序号", lambda item: item.number),
        Column("事项名称", lambda item: item.title),
        Column("给什么", lambda item: item.gives),
        Column("优惠类别", lambda item: item.get_benefit_display()),
        Column("额度（原文）", lambda item: item.amount_text),
        Column("最高额度（元）", _ceiling),
        Column("适用行业", lambda item: _names(item.sectors)),
        Column("适用街镇", lambda item: _names(item.towns)),
        Column("适用规模", _sizes),
        Column("解决的需求", lambda item: _names(item.needs)),
        Column("适用对象", lambda item: _names(item.audiences)),
        Column("惠及对象（原文）", lambda item: item.who_text),
        Column("申报条件", lambda item: item.conditions),
        Column("办理材料", lambda item: item.materials),
        Column("兑现方式", lambda item: item.get_claim_mode_display()),
        Column("受理地址", lambda item: item.where),
        Column("办理网址", lambda item: item.link),
        Column("咨询电话", lambda item: item.phone),
        Column("开始受理", lambda item: item.opens_on),
        Column("截止受理", lambda item: item.closes_on),
        Column("网址", lambda item: f"{item.policy.full_url}#item-{item.pk}"),
    ),
    lambda policy: policy.items.all(),
)
