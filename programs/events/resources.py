"""The register of events as a sheet, with parties, itinerary and figures in sheets of their own."""

from django.contrib.auth import get_user_model
from django.utils.timezone import localtime

from programs.companies.models import Company
from programs.policies.models import Policy
from programs.sheets.days import said
from programs.sheets.measures import Day, Moment, Number
from programs.sheets.resources import (
    ChildResource,
    Column,
    DistinctColumn,
    KeyColumn,
    ManyColumn,
    OwnerColumn,
    RecordResource,
)
from programs.sheets.widgets import Choice, Flag, Reference, References, Term, Text
from programs.taxonomy.models import Alias, Department, Town

from .dates import Precision
from .duplicates import Edition
from .models import Event, EventFigure, EventParty, EventSeries, State
from .words import HELP

# the precisions of a record that claim no more than a cell that says no day
COARSE = {"month": {Precision.MONTH, Precision.QUARTER}, "quarter": {Precision.QUARTER}}
TOLD = {"month": "只写到月", "quarter": "只写到季度"}
ADVICE = {
    "month": "只知道月份的，请在“时间精度”列填“到月”；知道哪一天的，请把日期写完整。",
    "quarter": "只知道季度的，请在“时间精度”列填“到季度”；知道月份的，请写到月。",
}
OWNER = "活动"
OWNER_NOTE = "活动的名称，要在“活动”表里。"


class PartyResource(ChildResource):
    sheet, relation, owner_header = "参与方", "parties", OWNER
    identity = ("role", "company", "department", "name")

    owner = OwnerColumn(OWNER, OWNER_NOTE)
    role = Column("身份", "role", Choice(EventParty.Role, blank=EventParty.Role.PARTICIPANT), example="主办")
    company = Column("企业", "company", Reference(Company))
    department = Column("机构", "department", Term(Department))
    name = Column("名称", "name", Text(200), note="不在台账里的，照来源写。", example="示例商会")
    note = Column("说明", "note", Text(200))


class StopResource(ChildResource):
    sheet, relation, owner_header, identity = "行程", "stops", OWNER, ("place", "time_text")

    owner = OwnerColumn(OWNER, OWNER_NOTE)
    place = Column("地点", "place", Text(200), required=True, example="示例鞋都")
    time_text = Column("时间", "time_text", Text(100))
    description = Column("内容", "description", Text(5000))


class FigureResource(ChildResource):
    sheet, relation, owner_header, identity = "目标与成果", "figures", OWNER, ("name", "basis")

    owner = OwnerColumn(OWNER, OWNER_NOTE)
    name = Column("指标", "name", Text(100), required=True, example="意向金额")
    qualifier = Column("限定", "qualifier", Text(20), note="超、约、余、破等，照来源写。")
    figure = Column("数值", "figure", Number(places=4, digits=20, least=None), example="1.5")
    unit = Column("单位", "unit", Text(20), example="亿元")
    basis = Column(
        "性质", "basis", Choice(EventFigure.Basis), required=True, note="计划不是实际，意向不是成交。", example="意向"
    )
    printed = Column("来源中的写法", "printed", Text(100))
    source = Column("来源", "source", Text(255))


class EventResource(RecordResource):
    """Introduction, recap and files are kept at the Wagtail desk."""

    sheet, model, aliases, max_rows = "活动", Event, Alias, 5_000
    children = (PartyResource(), StopResource(), FigureResource())
    identities = (("title", "名称"),)

    pk = KeyColumn()
    title = Column("名称", "title", Text(255), required=True, example="第一届示例采购节")
    short_title = Column("简称", "short_title", Text(100))
    other_names = Column("别名", "other_names", Text(2000), note="一行一个，在格子里换行。")
    series = Column("系列", "series", Term(EventSeries))
    edition = Column("届次", "edition", Number(digits=4), note="第几届，只写数字。", example="1")
    kind = Column("类别", "kind", Choice(Event.Kind, blank=Event.Kind.OTHER), note="留空为“其他”。", example="订货会")
    state = Column(
        "状态", "state", Choice(State.stated(), blank=State.PLANNED), note="留空为“计划中”。", example="已确定"
    )
    starts_at = Column("开始", "starts_at", Moment(), example="2026-01-02 09:30")
    ends_at = Column("结束", "ends_at", Moment(), example="2026-01-04 17:00")
    precision = Column(
        "时间精度", "precision", Choice(Precision, blank=Precision.DAY), note="留空为“到日”。", example="到分钟"
    )
    is_year_inferred = Column("年份为推定", "is_year_inferred", Flag(), note="来源没有印出年份的填“是”。")
    printed_date = Column("来源中的日期", "printed_date", Text(100), note="照原文写。")
    venue = Column("地点", "venue", Text(255))
    town = Column("街镇", "town", Term(Town))
    online_link = Column("线上入口", "online_link", Text(200))
    policies = ManyColumn("相关政策", "policies", References(Policy))
    contact = Column("咨询方式", "contact", Text(2000))
    summary = Column("摘要", "summary", Text(2000))
    visibility = Column("公开范围", "visibility", Choice(Event.Visibility, blank="public"), note="留空为“公开”。")
    source_note = Column("资料来源", "source_note", Text(2000), note="会公开显示。")
    internal_note = Column("内部备注", "internal_note", Text(5000), note="只有工作人员能看到。")
    responsible_department = Column("责任部门", "responsible_department", Term(Department))
    responsible_person = Column("责任人", "responsible_person", Reference(get_user_model(), "username"))
    review_by_on = Column("复核期限", "review_by_on", Day(), note=HELP["review_by_on"])
    distinct = DistinctColumn()

    def differences(self, said, other):
        """Two of one title may be two editions: the time or the number says so."""
        one, another = Edition.of(said), Edition.of(other)
        if one.is_apart_in_time(another):
            yield "开始", f"{localtime(other.starts_at):%Y-%m-%d}"
        if one.number and another.number and one.number != another.number:
            yield "届次", f"第{another.number}届"

    def contradictions(self, entry, cells):
        """A date that says less than the precision claims would be shown with a day or an hour that nobody said."""
        changed = {header for header, _, _ in entry.changes + entry.clears}
        for header in ("开始", "结束"):
            if not entry.values.get(header) or not (entry.is_new or changed & {header, "时间精度"}):
                continue
            told, precision = said(cells[header]).precision, entry.record.precision
            if told in COARSE and precision not in COARSE[told]:
                yield header, f"这里{TOLD[told]}，时间精度却是“{Precision(precision).label}”。{ADVICE[told]}"
            elif precision == Precision.MINUTE and told == "day":
                yield (
                    header,
                    "时间精度是“到分钟”，这里却只有日期。请补上几点几分，如 2026-01-02 09:30；只知道日期的，"
                    "时间精度请选“到日”。零点请把单元格设为文本，写成 2026-01-02 00:00。",
                )
