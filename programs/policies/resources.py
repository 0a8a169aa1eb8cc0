"""The register of policies as a sheet, with the items that can be claimed in a sheet of their own."""

from django.contrib.auth import get_user_model

from programs.companies.models import SizeBand
from programs.sheets.measures import Day, Number
from programs.sheets.resources import (
    ChildResource,
    Column,
    DistinctColumn,
    KeyColumn,
    ManyColumn,
    OwnerColumn,
    RecordResource,
)
from programs.sheets.widgets import Choice, Choices, Reference, References, Term, Terms, Text
from programs.taxonomy.models import Alias, Audience, Department, Need, Sector, Topic, Town

from .models import Policy, PolicyItem
from .succession import rings_among, said_of

OWNER, SUPERSEDES = "政策", "取代的文件"


class ItemResource(ChildResource):
    sheet, relation, owner_header, identity = "惠企事项", "items", OWNER, ("number", "title")

    owner = OwnerColumn(OWNER, "政策的标题或发文字号，要在“政策”表里。")
    number = Column("序号", "number", Text(20, is_code=True), note="文件里的条目号。", example="3.2")
    title = Column("事项名称", "title", Text(200), required=True, example="企业招工补贴")
    gives = Column("给什么", "gives", Text(5000))
    benefit = Column("优惠类别", "benefit", Choice(PolicyItem.Benefit), example="奖补")
    amount_text = Column("额度（原文）", "amount_text", Text(255), example="每人500元")
    amount_ceiling = Column("最高额度（元）", "amount_ceiling", Number(places=2, digits=16))
    sectors = ManyColumn("适用行业", "sectors", Terms(Sector))
    towns = ManyColumn("适用街镇", "towns", Terms(Town))
    size_bands = Column("适用规模", "size_bands", Choices(SizeBand), example="小型；微型")
    needs = ManyColumn("解决的需求", "needs", Terms(Need))
    audiences = ManyColumn("适用对象", "audiences", Terms(Audience))
    who_text = Column("惠及对象（原文）", "who_text", Text(5000))
    conditions = Column("申报条件", "conditions", Text(5000), note="一行一条，在格子里换行。")
    materials = Column("办理材料", "materials", Text(5000), note="一行一项，在格子里换行。")
    claim_mode = Column("兑现方式", "claim_mode", Choice(PolicyItem.ClaimMode), example="免申即享")
    where = Column("受理地址", "where", Text(255))
    link = Column("办理网址", "link", Text(200))
    phone = Column("咨询电话", "phone", Text(100))
    opens_on = Column("开始受理", "opens_on", Day(), example="2026-01-02")
    closes_on = Column("截止受理", "closes_on", Day(), note="含当日。", example="2026-12-31")


class PolicyResource(RecordResource):
    """The text itself and the files are kept at the Wagtail desk."""

    sheet, model, aliases, max_rows = "政策", Policy, Alias, 5_000
    children = (ItemResource(),)
    identities = (("document_number", "发文字号"), ("title", "标题"))

    pk = KeyColumn()
    title = Column(
        "标题", "title", Text(255), required=True, note="文件的全称，照原文写。", example="关于支持示例企业的若干意见"
    )
    short_title = Column("简称", "short_title", Text(100))
    other_names = Column("别名", "other_names", Text(2000), note="一行一个，在格子里换行。")
    kind = Column("类别", "kind", Choice(Policy.Kind, blank=Policy.Kind.DOCUMENT), note="留空为“政策文件”。")
    issuers = ManyColumn("发文机关", "issuers", Terms(Department))
    issuer_text = Column("发文机关（原文）", "issuer_text", Text(200), note="来源没有写明是哪个机构时，照原文写。")
    index_number = Column("索引号", "index_number", Text(100))
    document_number = Column("发文字号", "document_number", Text(100), example="示政发〔2026〕1号")
    unified_number = Column("统一编号", "unified_number", Text(100))
    topic = Column("主题分类", "topic", Term(Topic))
    keywords = Column("主题词", "keywords", Text(200))
    written_on = Column("成文日期", "written_on", Day(), example="2026-01-02")
    published_on = Column("发布日期", "published_on", Day(), example="2026-01-05")
    effective_from = Column("施行日期", "effective_from", Day())
    effective_to = Column("有效期至", "effective_to", Day(), note="含当日。")
    repealed_on = Column("废止日期", "repealed_on", Day())
    repeal_basis = Column("废止依据", "repeal_basis", Text(255))
    supersedes = ManyColumn(SUPERSEDES, "supersedes", References(Policy))
    contact = Column("咨询方式", "contact", Text(2000))
    summary = Column("摘要", "summary", Text(2000))
    visibility = Column("公开范围", "visibility", Choice(Policy.Visibility, blank="public"), note="留空为“公开”。")
    source_note = Column("资料来源", "source_note", Text(2000), note="会公开显示。")
    internal_note = Column("内部备注", "internal_note", Text(5000), note="只有工作人员能看到。")
    responsible_department = Column("责任部门", "responsible_department", Term(Department))
    responsible_person = Column("责任人", "responsible_person", Reference(get_user_model(), "username"))
    review_by_on = Column("复核期限", "review_by_on", Day())
    distinct = DistinctColumn()

    def conflicts(self, entries):
        """Rows by which, with all others of the sheet, a policy would come to supersede itself."""
        known = {entry.record.pk: entry for entry in entries if entry.record.pk and _speaks_of_links(entry)}
        changed = [entry for entry in known.values() if any(header == SUPERSEDES for header, *_ in entry.changes)]
        if not changed:
            return
        links = {}
        stored = Policy.supersedes.through.objects.exclude(from_policy__in=list(known))
        for newer, older in stored.values_list("from_policy_id", "to_policy_id"):
            links.setdefault(newer, []).append(older)
        links |= {pk: [one.pk for one in entry.record.supersedes.all()] for pk, entry in known.items()}
        for record, found in rings_among([entry.record for entry in changed], links):
            titles = {one.pk: one.title for one in record.supersedes.all()}
            yield known[record.pk], SUPERSEDES, said_of(record.pk, found, titles.get)


def _speaks_of_links(entry):
    return SUPERSEDES in entry.values or any(header == SUPERSEDES for header, *_ in entry.clears)
