"""Days as Chinese offices write them, and what is less than a day."""

import datetime

import pytest
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from programs.sheets.days import said
from programs.sheets.formats.codes import Format
from programs.sheets.measures import Day, Number
from programs.sheets.widgets import Text, Texts

FIFTH = datetime.date(2023, 1, 5)


def cell(number, code="General", epoch=WINDOWS_EPOCH):
    return Format(code).show(number, epoch)


@pytest.mark.parametrize(
    "typed",
    [
        "2023-01-05", "2023/1/5", "2023.1.5", "2023.01.05", "2023年1月5日", "2023年01月05日", "２０２３年１月５日",
        "２０２３－１－５", "二〇二三年一月五日", "二○二三年一月五日", "二零二三年一月五日", " 2023 年 1 月 5 日 ", "20230105",
        "2023/1/5 0:00", "2023/1/5 0:00:00", "2023-01-05 00:00:00", "2023-01-05T00:00:00", "2023年1月5日 星期四",
        "2023年1月5日（星期四）", "44931", "2023年1月5号", "2023年一月五日", "二〇二三年1月5日",
    ],
)  # fmt: skip
def test_days_in_writing(typed):
    assert Day().clean(typed) == FIFTH


@pytest.mark.parametrize("number, code", [(44931, "yyyy-mm-dd"), (44931, 'yyyy"年"m"月"d"日"'), (44931, "yy/m/d"),
                                          (44931, "General"), (20230105, "0"), (20230105, "General"),
                                          (44931.4, "yyyy-mm-dd")])  # fmt: skip
def test_days_as_numbers(number, code):
    assert Day().clean(cell(number, code), epoch=WINDOWS_EPOCH) == FIFTH


def test_days_that_count_from_1904():
    assert Day().clean(cell(43469, "yyyy-mm-dd", MAC_EPOCH), epoch=MAC_EPOCH) == FIFTH
    assert Day().clean(cell(43469), epoch=MAC_EPOCH) == FIFTH


@pytest.mark.parametrize(
    "value, told",
    [
        (cell(2008), "只有年份"), ("2008", "只有年份"), ("2008年", "只有年份"), (cell(44931, "yyyy"), "只有年份"),
        (cell(2008, "0"), "只有年份"), (cell(2008, '0"年"'), "只有年份"),
        (cell(2008.5), "说不准"), (cell(2023.1), "说不准"), ("2023.1", "1月还是10月"), (cell(20231), "说不准"),
        (cell(1900), "只有年份"), (cell(2023.11), "只写到月"),
        ("2023年1月", "只写到月"), ("2023-01", "只写到月"), ("2023.05", "只写到月"), ("二〇二三年十月", "只写到月"),
        ("202301", "只写到月"), (cell(44931, 'yyyy"年"m"月"'), "只写到月"), (cell(202301), "只写到月"),
        ("2023年第一季度", "只写到季度"), ("2023年3季度", "只写到季度"),
        ("1月5日", "没有年份"), ("1-5", "没有年份"), ("01/05", "没有年份"), (cell(44931, 'm"月"d"日"'), "没有年份"),
        (cell(0.375, "h:mm"), "没有年月日"), (cell(44931, "aaaa"), "不是日期"), (cell(1.5, "[h]:mm"), "不是日期"),
        ("2023-02-30", "没有这一天"), ("2023年13月", "没有这一天"), ("20231301", "没有这一天"),
        ("2023年1月5日星期五", "星期四"), ("2023-01-05 17:00", "只填日期"), (cell(44931.5, "yyyy/m/d h:mm"), "只填日期"),
        ("5/1/2023", "不是日期"), ("13/13/2026", "不是日期"), ("23.1.5", "不是日期"), ("Jan-23", "不是日期"),
        ("长期", "不是日期"), ("TRUE", "不是日期"), ("2023-01-05至2023-01-07", "不是日期"), (cell(5), "不是日期"),
        (cell(99999999), "不是日期"), ("9" * 1_000_000, "不是日期"), ("2023" + " " * 1_000_000, "只有年份"),
    ],
)  # fmt: skip
def test_what_is_no_day(value, told):
    with pytest.raises(ValueError, match=told):
        Day().clean(value, epoch=WINDOWS_EPOCH)


@pytest.mark.parametrize(
    "value, moment, precision",
    [
        ("2026年1月2日 9:30", "2026-01-02 09:30", "minute"),
        ("2026年1月2日9时30分", "2026-01-02 09:30", "minute"),
        ("2026年1月2日9点", "2026-01-02 09:00", "minute"),
        ("2026年1月2日下午2:30", "2026-01-02 14:30", "minute"),
        ("2026/1/2 2:30 PM", "2026-01-02 14:30", "minute"),
        ("2026/1/2 12:05 AM", "2026-01-02 00:05", "minute"),
        ("2026-01-02T09:30:00Z", "2026-01-02 09:30", "minute"),
        ("2026-01-02 00:00", "2026-01-02 00:00", "minute"),
        ("2026/1/2 0:00", "2026-01-02 00:00", "day"),
        (cell(46024, "yyyy-mm-dd hh:mm"), "2026-01-02 00:00", "day"),
        (cell(46024.5, "yyyy-mm-dd"), "2026-01-02 00:00", "day"),
        (cell(46024.5, "yyyy-mm-dd hh:mm"), "2026-01-02 12:00", "minute"),
        ("2026年1月", "2026-01-01 00:00", "month"),
        (cell(46054, "yyyy.mm"), "2026-02-01 00:00", "month"),
        ("2026年第三季度", "2026-07-01 00:00", "quarter"),
        ("2026年4季度", "2026-10-01 00:00", "quarter"),
        ("2026年", "2026-01-01 00:00", "year"),
    ],
)
def test_how_much_was_said(value, moment, precision):
    found = said(value, WINDOWS_EPOCH)
    assert (found.moment.isoformat(" ", "minutes"), found.precision) == (moment, precision)


@pytest.mark.parametrize("typed", ["2026-01-02 25:00", "2026-01-02 9:61", "2026-01-02 下午13点60分"])
def test_times_that_are_none(typed):
    with pytest.raises(ValueError, match="时间不对"):
        said(typed)


@pytest.mark.parametrize("value", [cell(577888800012), cell(5.77e11, "0.00E+00"), "5.77889E+11", "5.77889E+11 "])
def test_a_number_that_shows_as_a_power_is_no_text(value):
    for widget in (Text(), Texts()):
        with pytest.raises(ValueError, match="请把这一列设为“文本”格式后重新填写"):
            widget.clean(value)


@pytest.mark.parametrize("value", [cell(913303021234567890, "0"), cell(913303021234567890), cell(1e15, "#,##0")])
def test_a_number_of_many_digits_has_lost_some(value):
    for widget in (Text(), Texts(), Number(digits=20)):
        with pytest.raises(ValueError, match="末几位可能已经丢失"):
            widget.clean(value)


def test_texts_are_what_is_shown():
    assert Text().clean(cell(57788880001, "0000-00000000")) == "0577-88880001"
    assert Text().clean(cell(44931, "yyyy/m/d h:mm")) == "2023/1/5" and Text().clean("2023/1/5 0:00") == "2023/1/5"
    assert Text().clean(cell(0.1 + 0.2)) == "0.3" and Text().clean("E+ 级") == "E+ 级"
    assert Text().clean("一\v二\r\n三\f四\r五") == "一\n二\n三\n四\n五"


@pytest.mark.parametrize(
    "value, number",
    [
        (cell(1200, "#,##0"), 1200),
        (cell(1200, "¥#,##0.00"), 1200),
        (cell(1200, '#,##0"元"'), 1200),
        (cell(-1200, "#,##0_);(#,##0)"), -1200),
        (cell(577888800012), 577888800012),
        (cell(1234.4, "0"), 1234),
    ],
)
def test_numbers_are_what_is_shown(value, number):
    assert Number(digits=20, least=None).clean(value) == number


@pytest.mark.parametrize("value", [cell(0.155, "0.0%"), cell(1200, '#,##0"万元"'), cell(12345, '0!.0,"万"'),
                                   cell(5, "$0"), cell(1, '[=1]"是"')])  # fmt: skip
def test_numbers_that_show_more_than_a_number(value):
    with pytest.raises(ValueError, match="不是纯数字"):
        Number(places=4).clean(value)


def test_a_number_with_lost_digits_in_a_file_of_texts():
    with pytest.raises(ValueError, match="说不准"):
        Number(digits=20).clean("1.23457E+11")
