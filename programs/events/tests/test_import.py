"""Events with parties, itinerary and figures from a sheet, out again, and in once more; and in the bulk desk's form."""

import datetime

import pytest
from django.utils import timezone
from wagtail.models import Revision

from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.events.models import Event, EventParty, EventSeries
from programs.policies.tests.factories import PolicyFactory
from programs.sheets.tests.desk import Desk, counts, fill, form_data, problems, values
from programs.taxonomy.tests.factories import DepartmentFactory, TownFactory

pytestmark = pytest.mark.django_db
TITLE = "第一届示例采购节"
ROW = {
    "名称": TITLE, "系列": "示例采购节", "届次": "１", "类别": "订货会", "状态": "已确定", "开始": "2026年1月2日 9:30",
    "结束": "2026-01-04 17:00", "时间精度": "到分钟", "年份为推定": "是", "来源中的日期": "1月2日至4日", "地点": "示例鞋都",
    "街镇": "五马街道", "相关政策": "《示例意见》", "公开范围": "公开",
}  # fmt: skip
PARTIES = (
    {"活动": TITLE, "身份": "主办", "机构": "示例局"},
    {"活动": TITLE, "身份": "参与", "企业": "温州示例鞋业有限公司", "说明": "示例说明"},
    {"活动": TITLE, "身份": "签约方", "名称": "示例商会"},
)
FIGURES = (
    {
        "活动": TITLE,
        "指标": "意向金额",
        "限定": "超",
        "数值": "1.5",
        "单位": "亿元",
        "性质": "意向",
        "来源": "示例报道",
    },
    {"活动": TITLE, "指标": "到场采购商", "性质": "计划", "来源中的写法": "数百家"},
    {"活动": TITLE, "指标": "到场采购商", "数值": "-0.0001", "性质": "实际"},
)
STOP = {"活动": TITLE, "地点": "示例鞋都", "时间": "上午", "内容": "参观\n座谈"}


@pytest.fixture
def desk(staff):
    DepartmentFactory(name="示例局"), TownFactory(name="五马街道"), EventSeries.objects.create(name="示例采购节")
    CompanyFactory(title="温州示例鞋业有限公司"), PolicyFactory(title="《示例意见》")
    return Desk(staff("keeper"), Event)


@pytest.fixture
def event(desk):
    workbook = desk.workbook()
    fill(workbook["活动"], **ROW)
    for sheet, rows in (("参与方", PARTIES), ("行程", [STOP]), ("目标与成果", FIGURES)):
        for row in rows:
            fill(workbook[sheet], **row)
    desk.import_(workbook)
    return Event.objects.get()


def test_the_filled_template_becomes_an_event(desk, event):
    start, end = (timezone.localtime(moment) for moment in (event.starts_at, event.ends_at))
    assert (start.isoformat(" ", "minutes"), end.hour) == ("2026-01-02 09:30+08:00", 17)
    assert event.begins_at == event.starts_at and event.finishes_at == event.ends_at
    assert (
        event.is_year_inferred
        and event.edition == 1
        and [str(policy) for policy in event.policies.all()] == ["《示例意见》"]
    )
    parties = [(party.role, party.display_name) for party in event.parties.all()]
    assert parties == [("host", "示例局"), ("participant", "温州示例鞋业有限公司"), ("signatory", "示例商会")]
    figures = [(figure.name, figure.figure and str(figure.figure), figure.basis) for figure in event.figures.all()]
    assert figures == [
        ("意向金额", "1.5000", "intent"),
        ("到场采购商", None, "planned"),
        ("到场采购商", "-0.0001", "actual"),
    ]
    assert event.stops.get().description == "参观\n座谈"
    content = event.latest_revision.content
    assert len(content["parties"]) == len(content["figures"]) == 3 and event.latest_revision.user == desk.user


def test_what_is_exported_says_the_same_and_changes_nothing(desk, event):
    workbook = desk.workbook("export", "xlsx")
    [main] = values(workbook["活动"])
    wanted = ROW | {"编号": str(event.pk), "届次": "1", "开始": "2026-01-02 09:30"}
    assert main == wanted
    assert values(workbook["参与方"]) == list(PARTIES) and values(workbook["行程"]) == [STOP]
    assert values(workbook["目标与成果"]) == list(FIGURES)
    sheet = desk.check(workbook)
    assert counts(sheet) == (0, 0, 1, 0), sheet.report


@pytest.mark.parametrize(
    "precision, typed, exported, begins, finishes",
    [
        ("到月", "2026年3月1日", "2026-03-01", (3, 1), (4, 1)),
        ("到季度", "2026-05-01", "2026-05-01", (4, 1), (7, 1)),
        ("", datetime.date(2026, 3, 1), "2026-03-01", (3, 1), (3, 2)),
        ("持续进行", "2026-03-01", "2026-03-01", (3, 1), None),
        ("到分钟", "2026-03-01 00:00", "2026-03-01", (3, 1), (3, 2)),
        ("到日", "2026-03-01 09:00", "2026-03-01 09:00", (3, 1), (3, 2)),
    ],
)
def test_dates_are_as_precise_as_they_were(desk, precision, typed, exported, begins, finishes):
    workbook = desk.workbook()
    fill(workbook["活动"], 名称="示例活动", 开始=typed, 时间精度=precision)
    desk.import_(workbook)
    event = Event.objects.get()
    local = [moment and timezone.localtime(moment) for moment in (event.begins_at, event.finishes_at)]
    assert [moment and (moment.month, moment.day) for moment in local] == [begins, finishes]
    workbook = desk.workbook("export", "xlsx")
    [row] = values(workbook["活动"])
    assert row["开始"] == exported and row["时间精度"] == (precision or "到日")
    assert counts(desk.check(workbook)) == (0, 0, 1, 0)


def test_the_day_of_the_end_is_that_of_the_beginning_whatever_the_hour(desk):
    workbook = desk.workbook()
    fill(workbook["活动"], 名称="示例活动", 开始="2026-01-02 09:30", 结束="2026-01-02", 时间精度="到日")
    desk.import_(workbook)
    assert Event.objects.get().date_text == "2026年1月2日"


def test_no_event_gets_the_address_of_the_calendar(desk, client, home):
    workbook = desk.workbook()
    fill(workbook["活动"], 名称="Calendar")
    desk.import_(workbook)
    assert Event.objects.get().get_absolute_url() == "/events/calendar-2/"


def test_an_event_of_no_date_keeps_none(desk):
    workbook = desk.workbook()
    fill(workbook["活动"], 名称="示例活动", 来源中的日期="去年年底")
    desk.import_(workbook)
    event = Event.objects.get()
    assert event.starts_at is None and event.date_text == "去年年底"
    assert counts(desk.check(desk.workbook("export", "xlsx"))) == (0, 0, 1, 0)


def test_editions_of_one_name_are_told_apart_when_they_come_back(desk, event):
    twin = Event(title=TITLE, kind="fair")
    twin.parties.set([EventParty(name="另一家", sort_order=0)])
    twin.put_on_record(desk.user)
    workbook = desk.workbook("export", "xlsx")
    assert {row["活动"] for row in values(workbook["参与方"])} == {f"编号{event.pk}", f"编号{twin.pk}"}
    assert counts(desk.check(workbook)) == (0, 0, 2, 0)


def test_wrong_rows_are_told_and_nothing_is_written(desk):
    workbook = desk.workbook()
    fill(workbook["活动"], **ROW | {"结束": "2025-01-04", "时间精度": "到秒"})
    fill(workbook["活动"], 名称="乙活动", 开始="2026-01-02 25:00", 相关政策="《没有的意见》", 届次="一")
    fill(workbook["参与方"], **PARTIES[0] | {"企业": "没有的公司"})
    fill(workbook["参与方"], 活动=TITLE, 身份="参与")
    fill(workbook["目标与成果"], 活动=TITLE, 指标="意向金额", 数值="很多", 性质="")
    assert sorted(problems(desk.check(workbook))) == [
        ("参与方", 3, "企业", "没有的公司", "企业里没有“没有的公司”；如果在本表里新建，请先导入那一行。"),
        ("参与方", 4, "", "", "请选择企业或机构，或者写下名称。"),
        ("活动", 3, "时间精度", "到秒", "没有这个选项。可填：到分钟、到日、到月、到季度、持续进行。"),
        ("活动", 3, "结束", "2025-01-04", "结束早于开始。"),
        ("活动", 4, "届次", "一", "不是数字。"),
        ("活动", 4, "开始", "2026-01-02 25:00", "时间不对，应如 09:30。"),
        ("活动", 4, "相关政策", "《没有的意见》", "政策里没有“《没有的意见》”；如果在本表里新建，请先导入那一行。"),
        ("目标与成果", 3, "性质", "", "必填，不能留空。"),
        ("目标与成果", 3, "数值", "很多", "不是数字。"),
    ]
    assert not Event.objects.exists()


def test_the_form_keeps_what_it_is_sent_and_changes_what_is_typed(desk, event):
    url = desk.url("change", event.pk)
    same = form_data(desk.user.client.get(url))
    assert desk.user.client.post(url, same).status_code == 302
    assert Revision.objects.for_instance(event).count() == 1, "nothing was changed"
    response = desk.user.client.post(url, same | {"parties-2-name": "示例鞋业商会", "figures-1-figure": "300"})
    assert response.status_code == 302, response.context["errors"]
    event = Event.objects.get()
    assert event.starts_at == Event.objects.get().starts_at and event.precision == "minute"
    assert [party.display_name for party in event.parties.all()][1:] == ["温州示例鞋业有限公司", "示例鞋业商会"]
    assert event.parties.all()[1].company == Company.objects.get() and event.figures.all()[1].figure == 300
    content = event.latest_revision.content
    assert content["parties"][2]["name"] == "示例鞋业商会" and len(content["policies"]) == 1
    assert event.stops.count() == 1 and Revision.objects.for_instance(event).count() == 2


def to_the_minute(desk, **cells):
    workbook = desk.workbook()
    fill(workbook["活动"], **{"名称": "示例讲座", "时间精度": "到分钟"} | cells)
    return [(column, message[:16]) for _, _, column, _, message in problems(desk.check(workbook))]


@pytest.mark.parametrize(
    "cells, told",
    [
        ({"开始": "2026-01-02"}, ["开始"]),
        ({"开始": datetime.date(2026, 1, 2)}, ["开始"]),
        ({"开始": 46024}, ["开始"]),
        ({"开始": "2026-01-02 09:30", "结束": "2026年1月2日"}, ["结束"]),
        ({"开始": "2026-01-02 09:30"}, []),
        ({"开始": "2026-01-02 00:00"}, []),
        ({"开始": datetime.datetime(2026, 1, 2, 9, 30)}, []),
        ({"开始": "2026-01-02", "时间精度": "到日"}, []),
        ({}, []),
    ],
)
def test_to_the_minute_needs_a_time_of_day(desk, cells, told):
    assert to_the_minute(desk, **cells) == [(column, "时间精度是“到分钟”，这里却只有") for column in told]


def test_midnight_on_record_does_not_hold_up_another_change(desk):
    assert to_the_minute(desk, 开始="2026-01-02 00:00") == []
    workbook = desk.workbook()
    fill(workbook["活动"], 名称="示例讲座", 时间精度="到分钟", 开始="2026-01-02 00:00")
    desk.import_(workbook)
    workbook = desk.workbook()
    fill(workbook["活动"], 名称="示例讲座", 时间精度="到分钟", 开始="2026-01-02", 地点="示例鞋都")
    assert counts(desk.import_(workbook)) == (0, 1, 0, 0)
    workbook = desk.workbook()
    fill(workbook["活动"], 名称="示例讲座", 时间精度="到分钟", 开始="2026-01-03")
    assert [column for _, _, column, _, _ in problems(desk.check(workbook))] == ["开始"]


@pytest.mark.parametrize(
    "title",
    ["第一届\n示例采购节", "第一届示例\u200b采购节", "第一届　示例采购节", "“第一届示例采购节”", "第１届示例采购节"],
)
def test_an_event_is_recognised_however_it_is_written(desk, event, title):
    workbook = desk.workbook()
    fill(workbook["活动"], 名称=title, 摘要="甲")
    sheet = desk.import_(workbook)
    if "１" in title:  # a digit is no Chinese numeral: another title
        assert counts(sheet) == (1, 0, 0, 0)
        return
    assert counts(sheet) == (0, 1, 0, 0)
    event.refresh_from_db()
    assert event.title == TITLE and event.summary == "甲"


def test_names_of_new_events_are_one_line_without_invisible_signs(desk):
    workbook = desk.workbook()
    fill(workbook["活动"], 名称="示例村\n篮球\u200b赛", 地点="示例\n体育馆\ufeff", 摘要="一\n二")
    desk.import_(workbook)
    new = Event.objects.get()
    assert (new.title, new.venue, new.summary) == ("示例村篮球赛", "示例体育馆", "一\n二")
    assert new.latest_revision.content["title"] == "示例村篮球赛" and new.normalised_name == "示例村篮球赛"


def test_another_date_of_one_title_is_asked_about(desk):
    event = Event(title="示例招聘会", starts_at=timezone.make_aware(datetime.datetime(2026, 3, 1)))
    event.put_on_record(desk.user)
    workbook = desk.workbook()
    fill(workbook["活动"], 名称="示例招聘会", 开始="2027-03-01")
    [(_, _, column, _, message)] = problems(desk.check(workbook))
    assert column == "开始" and "开始是2026-03-01。若是同一项活动，请在编号列填" in message
    workbook = desk.workbook()
    for day in ("2027-03-01", "2027-03-08", "2026-03-01"):
        fill(workbook["活动"], 名称="示例招聘会", 开始=day, 确认不是重复="是", 摘要="每周一场")
    assert counts(desk.import_(workbook)) == (2, 1, 0, 0), "the one of that day is the one on record"
    assert sorted(f"{one.starts_at:%m%d}" for one in Event.objects.all()) == ["0228", "0228", "0307"]


def dated(desk, code, number=44931, precision="", text=None):
    """Check an event whose 开始 and 来源中的日期 are a number shown by the format `code`, or `text`."""
    workbook = desk.workbook()
    fill(
        workbook["活动"],
        名称="示例会",
        状态="已确定",
        时间精度=precision,
        开始=text or number,
        来源中的日期=text or number,
    )
    for header in ("开始", "来源中的日期"):
        column = [cell.value for cell in workbook["活动"][1]].index(header) + 1
        workbook["活动"].cell(workbook["活动"].max_row, column).number_format = "@" if text else code
    return desk.check(workbook)


MONTH, DAY, NO_YEAR = 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"', 'm"月"d"日"'


@pytest.mark.parametrize(
    "code, precision, printed, shown",
    [
        (MONTH, "到月", "2023年1月", "2023年1月"),
        ("yyyy.mm", "到季度", "2023.01", "2023年第一季度"),
        (DAY, "到日", "2023年1月5日", "2023年1月5日"),
        (DAY, "", "2023年1月5日", "2023年1月5日"),
        (DAY, "到月", "2023年1月5日", "2023年1月"),
        ("yyyy/m/d h:mm", "到日", "2023/1/5", "2023年1月5日"),
    ],
)
def test_dates_are_as_precise_as_they_are_shown(desk, code, precision, printed, shown):
    sheet = dated(desk, code, precision=precision)
    assert problems(sheet) == []
    desk.confirm(sheet)
    event = Event.objects.get()
    assert (event.printed_date, event.date_text) == (printed, shown)


@pytest.mark.parametrize(
    "code, precision, told",
    [
        (MONTH, "", "这里只写到月，时间精度却是“到日”。只知道月份的，请在“时间精度”列填“到月”"),
        (MONTH, "到日", "这里只写到月"),
        (MONTH, "到分钟", "这里只写到月"),
        (MONTH, "持续进行", "这里只写到月"),
        (NO_YEAR, "到日", "没有年份"),
        ("yyyy", "到月", "只有年份"),
        ("h:mm", "到分钟", "没有年月日"),
    ],
)
def test_a_part_of_a_date_that_is_not_shown_is_never_filled_in(desk, code, precision, told):
    [(_, _, column, _, message)] = problems(dated(desk, code, precision=precision))
    assert column == "开始" and told in message
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    "typed, precision, told",
    [
        ("2023年1月", "到月", None),
        ("2023-01", "到月", None),
        ("2023年第一季度", "到季度", None),
        ("2023年一季度", "到月", "这里只写到季度"),
        ("2023年1月", "到日", "这里只写到月"),
        ("2023年", "到月", "只有年份"),
        ("1月5日", "到日", "没有年份"),
        ("二〇二三年一月五日", "到日", None),
    ],
)
def test_parts_of_dates_in_writing(desk, typed, precision, told):
    found = problems(dated(desk, "", precision=precision, text=typed))
    assert [told in message for *_, message in found] == ([True] if told else [])


def test_a_month_that_is_on_record_as_a_day_holds_up_nothing(desk):
    desk.confirm(dated(desk, DAY, number=44927, precision="到日"))
    workbook = desk.workbook()
    fill(workbook["活动"], 名称="示例会", 时间精度="到日", 开始="2023年1月", 地点="示例鞋都", 状态="已确定")
    assert problems(desk.check(workbook)) == []
