"""What the public gets of companies in a file."""

from ..listing.spreadsheets import Column, Table

COLUMNS = (
    Column("法定名称", lambda company: company.title),
    Column("简称", lambda company: company.short_name),
    Column("英文名", lambda company: company.english_name),
    Column("类别", lambda company: company.get_kind_display()),
    Column("统一社会信用代码", lambda company: company.credit_code),
    Column("行业", lambda company: company.sector),
    Column("街镇", lambda company: company.town),
    Column("地址", lambda company: company.address),
    Column("成立日期", lambda company: company.founded_on),
    Column("规模", lambda company: company.get_size_band_display()),
    Column("主要产品", lambda company: company.main_products),
    Column("出口市场", lambda company: company.export_markets),
    Column("标签", lambda company: "、".join(tag.name for tag in company.tags.all())),
    Column("网站", lambda company: company.website),
    Column("公开联系方式", lambda company: company.public_contact),
    Column("摘要", lambda company: company.summary),
    Column("资料来源", lambda company: company.source_note),
    Column("网址", lambda company: company.full_url),
)

COMPANIES_TABLE = Table("企业", COLUMNS)
