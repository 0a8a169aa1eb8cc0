"""What the public gets of policies in a file."""

from ..listing.spreadsheets import Column

COLUMNS = (
    Column("标题", lambda policy: policy.title),
    Column("类别", lambda policy: policy.get_kind_display()),
    Column("有效性", lambda policy: policy.validity_on().label),
    Column("发文机关", lambda policy: "、".join(one.name for one in policy.issuers.all()) or policy.issuer_text),
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
)
