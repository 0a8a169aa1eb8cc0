"""What the public gets of companies in a file. Twenty thousand at once are read as rows: `querysets.for_download`."""

from django.conf import settings
from django.urls import reverse

from programs.listing.named_rows import in_chunks, names_of
from programs.listing.spreadsheets import Column, Table

from .models import Company, SizeBand

KINDS, SIZES = dict(Company.Kind.choices), dict(SizeBand.choices)

COLUMNS = (
    Column("法定名称", lambda company: company.title),
    Column("简称", lambda company: company.short_name),
    Column("英文名", lambda company: company.english_name),
    Column("类别", lambda company: KINDS.get(company.kind, company.kind)),
    Column("统一社会信用代码", lambda company: company.credit_code),
    Column("行业", lambda company: company.sector__name),
    Column("街镇", lambda company: company.town__name),
    Column("地址", lambda company: company.address),
    Column("成立日期", lambda company: company.founded_on),
    Column("规模", lambda company: SIZES.get(company.size_band, company.size_band)),
    Column("主要产品", lambda company: company.main_products),
    Column("出口市场", lambda company: company.export_markets),
    Column("标签", lambda company: company.tag_names),
    Column("网站", lambda company: company.website),
    Column("公开联系方式", lambda company: company.public_contact),
    Column("摘要", lambda company: company.summary),
    Column("资料来源", lambda company: company.source_note),
    Column("网址", lambda company: settings.BASE_URL + reverse("company", args=[company.slug])),
)

COMPANIES_TABLE = Table("企业", COLUMNS)


def with_tags(rows):
    """The rows with the names of their tags; one query for each 500."""
    for chunk in in_chunks(rows):
        tags = names_of(Company._meta.get_field("tags"), [row.pk for row in chunk])
        for row in chunk:
            yield row._replace(tag_names=tags[row.pk]) if row.pk in tags else row
