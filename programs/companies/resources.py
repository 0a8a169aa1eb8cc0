"""The register of companies as a sheet."""

from functools import cached_property

from django.contrib.auth import get_user_model

from programs.sheets.measures import Day
from programs.sheets.resources import (
    ChildResource,
    Column,
    DistinctColumn,
    KeyColumn,
    ManyColumn,
    OwnerColumn,
    RecordResource,
)
from programs.sheets.widgets import SEPARATOR, Choice, Flag, OptionalText, Reference, Term, Terms, Text, Texts
from programs.taxonomy.models import Alias, CompanyTag, Department, Sector, Town

from .credit_codes import clean_credit_code
from .models import Company, CompanyAlias, CompanyList, SizeBand

OWNER = "企业"


class CreditCode(OptionalText):
    hint = "18位统一社会信用代码，会核对校验码"

    def clean(self, value, **context):
        text = super().clean(value, **context)
        return clean_credit_code(text) if text else None


class AliasColumn(Column):
    """All other names of one kind, in one cell."""

    def __init__(self, kind, **kwargs):
        super().__init__(f"别名：{kind.label}", "aliases", Texts(limit=255), **kwargs)
        self.kind = kind

    def get_value(self, record):
        return [alias.name for alias in record.aliases.all() if alias.kind == self.kind]

    def put(self, record, value):
        others = [alias for alias in record.aliases.all() if alias.kind != self.kind]
        mine = {alias.name: alias for alias in record.aliases.all() if alias.kind == self.kind}
        kept = [mine.get(name) or CompanyAlias(name=name, kind=self.kind) for name in value]
        for order, alias in enumerate([*others, *kept]):
            alias.sort_order = order
        record.aliases.set([*others, *kept])


class PersonResource(ChildResource):
    sheet, relation, owner_header, identity = "人员", "people", OWNER, ("name", "role")

    owner = OwnerColumn(OWNER, "企业的法定名称或统一社会信用代码，要在“企业”表里。")
    name = Column("姓名", "name", Text(50), required=True, example="示例人员")
    role = Column("职务", "role", Text(100), example="董事长")
    is_public = Column("公开", "is_public", Flag(), note="本人职务已见于公开报道或公示的，才可公开。", example="否")


class MembershipResource(ChildResource):
    sheet, relation, owner_header, identity = "名单记录", "memberships", OWNER, ("list", "entered_on")

    owner = OwnerColumn(OWNER, "企业的法定名称或统一社会信用代码，要在“企业”表里。")
    list = Column("名单", "list", Term(CompanyList), required=True, example="重点外贸企业")
    entered_on = Column("列入日期", "entered_on", Day(), example="2026-01-02")
    left_on = Column("移出日期", "left_on", Day())
    basis = Column("依据", "basis", Text(255))


class CompanyResource(RecordResource):
    sheet, model, aliases = "企业", Company, Alias
    children = (PersonResource(), MembershipResource())
    identities = (("credit_code", "统一社会信用代码"), ("title", "法定名称"))

    pk = KeyColumn()
    title = Column("法定名称", "title", Text(255), required=True, example="温州示例鞋业有限公司")
    credit_code = Column("统一社会信用代码", "credit_code", CreditCode(), example="91330302MA0000000X")
    kind = Column(
        "类别", "kind", Choice(Company.Kind, blank=Company.Kind.COMPANY), note="留空为“企业”。", example="企业"
    )
    short_name = Column("简称", "short_name", Text(100), example="示例鞋业")
    english_name = Column("英文名", "english_name", Text(255), example="Example Shoes Co., Ltd.")
    former = AliasColumn(CompanyAlias.Kind.FORMER, example=f"温州示例皮鞋厂{SEPARATOR}温州示例鞋厂")
    brands = AliasColumn(CompanyAlias.Kind.BRAND)
    also = AliasColumn(CompanyAlias.Kind.SHORT)
    others = AliasColumn(CompanyAlias.Kind.OTHER)
    sector = Column("行业", "sector", Term(Sector))
    town = Column("街镇", "town", Term(Town))
    address = Column("地址", "address", Text(255))
    founded_on = Column("成立日期", "founded_on", Day(), example="2008-08-08")
    size_band = Column("规模", "size_band", Choice(SizeBand), example="小型")
    main_products = Column("主要产品", "main_products", Text(5000), example="女鞋、时装鞋")
    export_markets = Column("出口市场", "export_markets", Text(5000), example="欧洲、中东")
    tags = ManyColumn("标签", "tags", Terms(CompanyTag))
    website = Column("网站", "website", Text(200), example="https://www.example.cn/")
    public_contact = Column("公开联系方式", "public_contact", Text(2000))
    internal_contact = Column("内部联系方式", "internal_contact", Text(2000), note="只有工作人员能看到。")
    parent = Column("母公司或上级单位", "parent", Reference(Company))
    summary = Column("摘要", "summary", Text(2000))
    visibility = Column(
        "公开范围", "visibility", Choice(Company.Visibility, blank="public"), note="留空为“公开”。", example="公开"
    )
    source_note = Column("资料来源", "source_note", Text(2000), note="会公开显示。")
    internal_note = Column("内部备注", "internal_note", Text(5000), note="只有工作人员能看到。")
    responsible_department = Column("责任部门", "responsible_department", Term(Department))
    responsible_person = Column("责任人", "responsible_person", Reference(get_user_model(), "username"))
    review_by_on = Column("复核期限", "review_by_on", Day(), example="2027-01-02")
    distinct = DistinctColumn()

    @cached_property
    def relations(self):
        return [*super().relations, "aliases"]

    @cached_property
    def alias_columns(self):
        return {header: column for header, column in self.columns.items() if isinstance(column, AliasColumn)}

    def names(self, entry):
        """The names that the row leaves its company with: columns that the sheet lacks leave them as they were."""
        values, record = entry.values, entry.record
        aliases = []
        for header, column in self.alias_columns.items():
            aliases += values[header] if header in values else column.get_value(record) if record.pk else []
        return self.recognition.said(
            values.get("法定名称") or record.title,
            values.get("简称", record.short_name),
            aliases,
            values.get("统一社会信用代码", record.credit_code),
        )
