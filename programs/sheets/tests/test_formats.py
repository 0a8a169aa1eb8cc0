"""What a Chinese Excel shows for a number and a format code."""

import pytest
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH

from programs.sheets.formats.codes import BUILT_IN, Format
from programs.sheets.formats.errors import Unshowable

ACCOUNTING = '_ ¥* #,##0.00_ ;_ ¥* -#,##0.00_ ;_ ¥* "-"??_ ;_ @_ '


def shown(number, code, epoch=WINDOWS_EPOCH):
    found = Format(code).show(number, epoch)
    return found and found.text


@pytest.mark.parametrize(
    "number, code, text",
    [
        (57788880001, "0000-00000000", "0577-88880001"),
        (13800001234, "000 0000 0000", "138 0000 1234"),
        (13800001234, "[<=9999999]###-####;000-0000-0000", "138-0000-1234"),
        (8880001, "[<=9999999]###-####;000-0000-0000", "888-0001"),
        (325000, "000000", "325000"),
        (7, "000", "007"),
        (0.155, "0.0%", "15.5%"),
        (0.1234, "0%", "12%"),
        (-0.05, "0.00%", "-5.00%"),
        (1200, '#,##0"万元"', "1,200万元"),
        (12345, '0!.0,"万"', "1.2万"),
        (12345, '#!.0000"万元"', "1.2345万元"),
        (12345678, '0!.00,,"亿"', "0.12亿"),
        (1234567, '0.0,,"百万"', "1.2百万"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (2.5, "0", "3"),
        (0.285, "0.00", "0.29"),
        (-0.4, "0", "0"),
        (12, "#.##", "12."),
        (0.5, "#.##", ".5"),
        (12.5, "??0.0?", "12.5"),
        (-5, "0_);(0)", "(5)"),
        (-5, r"0_);[Red]\(0\)", "(5)"),
        (-1234.5, "¥#,##0.00;[红色]¥-#,##0.00", "¥-1,234.50"),
        (1234.5, ACCOUNTING, "¥1,234.50"),
        (0, ACCOUNTING, "¥-"),
        (1234, "[$¥-804]#,##0.00", "¥1,234.00"),
        (7, '"第"0"届"', "第7届"),
        (3, '0"家"', "3家"),
        (86, "+0", "+86"),
        (1, '[=1]"是";[=0]"否"', "是"),
        (0, '[=1]"是";[=0]"否"', "否"),
        (12345, "[DBNum1][$-804]General", "一万二千三百四十五"),
        (10203, "[DBNum1]0", "一〇二〇三"),
        (1050, "[DBNum1]General", "一千〇五十"),
        (12345, '[DBNum2][$-804]General"元整"', "壹万贰仟叁佰肆拾伍元整"),
        (5, 'G/通用格式"人"', "5人"),
        (5, "@", "5"),
        (0, "0;-0;;@", None),
        (577888800012, "0.00E+00", "5.78E+11"),
    ],
)
def test_numbers(number, code, text):
    assert shown(number, code) == text


@pytest.mark.parametrize(
    "number, text",
    [
        (0, "0"),
        (-3, "-3"),
        (57788880001, "57788880001"),
        (577888800012, "5.77889E+11"),
        (913303021234567890, "9.13303E+17"),
        (0.1 + 0.2, "0.3"),
        (1 / 3, "0.333333333"),
        (1234567.891234, "1234567.891"),
        (0.00001, "0.00001"),
        (0.0000123456, "1.23456E-05"),
        (2008.5, "2008.5"),
    ],
)
def test_numbers_without_a_format(number, text):
    assert shown(number, "General") == text


@pytest.mark.parametrize(
    "number, code, text, parts",
    [
        (44927, 'yyyy"年"m"月"', "2023年1月", "my"),
        (44931, 'm"月"d"日"', "1月5日", "dm"),
        (44931, 'yyyy"年"m"月"d"日"', "2023年1月5日", "dmy"),
        (44931, r"yyyy\-mm\-dd", "2023-01-05", "dmy"),
        (44931, "yyyy/m/d", "2023/1/5", "dmy"),
        (44931, "yyyy.mm", "2023.01", "my"),
        (44931, "yy-m-d", "23-1-5", "dmy"),
        (44931, "yyyy", "2023", "y"),
        (44931, 'e"年"m"月"', "2023年1月", "my"),
        (44931, "[$-804]yyyy/m/d aaaa", "2023/1/5 星期四", "dmy"),
        (44931, 'yyyy"年"m"月"d"日" aaa', "2023年1月5日 四", "dmy"),
        (44931, "dddd", "Thursday", ""),
        (44931, "[$-804]mmmm", "一月", "m"),
        (45281, "[$-804]mmm", "十二月", "m"),
        (44931, "d-mmm-yy", "5-Jan-23", "dmy"),
        (44931, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二三年一月五日", "dmy"),
        (45286, '[DBNum1][$-804]yyyy"年"m"月"d"日"', "二〇二三年十二月二十六日", "dmy"),
        (45280, '[DBNum2][$-804]m"月"d"日"', "壹拾贰月贰拾日", "dm"),
        (44931, "[$-F800]dddd, mmmm dd, yyyy", "2023年1月5日", "dmy"),
        (44931, "[$-x-sysdate]dddd, mmmm dd, yyyy", "2023年1月5日", "dmy"),
        (44931.375, "yyyy-mm-dd hh:mm", "2023-01-05 09:00", "dhmy"),
        (44931.375, "yyyy/m/d h:mm AM/PM", "2023/1/5 9:00 AM", "dhmy"),
        (44931.625, '上午/下午h"时"mm"分"', "下午3时00分", "h"),
        (44931.5, '上午/下午h"时"', "下午12时", "h"),
        (44931.3751, 'h"时"mm"分"ss.00"秒"', "9时00分08.64秒", "h"),
        (0.5, "mm:ss", "00:00", ""),
        (1.5, "[h]:mm:ss", "36:00:00", ""),
        (44931.99999999, "yyyy/m/d h:mm:ss", "2023/1/6 0:00:00", "dhmy"),
        (59, "yyyy/m/d", "1900/2/28", "dmy"),
        (61, "yyyy/m/d", "1900/3/1", "dmy"),
    ],
)
def test_dates(number, code, text, parts):
    found = Format(code).show(number, WINDOWS_EPOCH)
    assert (found.text, found.parts) == (text, parts)


def test_dates_that_count_from_1904():
    assert shown(43469, "yyyy-mm-dd", MAC_EPOCH) == "2023-01-05" and shown(0, "yyyy-mm-dd", MAC_EPOCH) == "1904-01-01"


@pytest.mark.parametrize(
    "number, text",
    [(14, "2023/1/5"), (22, "2023/1/5 0:00"), (27, "2023年1月"), (28, "1月5日"), (30, "1-5-23"), (31, "2023年1月5日"),
     (36, "2023年1月"), (50, "2023年1月"), (51, "1月5日"), (54, "1月5日"), (57, "2023年1月"), (58, "1月5日"),
     (55, "上午12时00分"), (33, "0时00分00秒"), (44, "¥44,931.00")],
)  # fmt: skip
def test_formats_that_a_file_names_by_number(number, text):
    assert shown(44931, BUILT_IN[number]) == text


@pytest.mark.parametrize(
    "number, code",
    [
        (0, "yyyy/m/d"),  # 1900-01-00
        (60, "yyyy/m/d"),  # 1900-02-29
        (-1, "yyyy/m/d"),
        (2958466, "yyyy/m/d"),
        (5, ";;;"),
        (5, '""'),
        (0.5, "# ?/?"),
        (2, '[=1]"是";[=0]"否"'),
        (44931, '[$-130000]yyyy"年"m"月"d"日"'),  # of the moon
        (44931, "ggge"),
        (44931, "bbbb"),
        (5, "[什么]0"),
        (5, "0" * 300),
        (5, "0;0;0;0;0"),
        (44931, "yyyy0000"),
        (5, "0%" + "%" * 250),
    ],
)
def test_what_nobody_can_say_for_sure(number, code):
    with pytest.raises(Unshowable):
        assert shown(number, code) is None


@pytest.mark.parametrize(
    "text, code, found",
    [
        ("示例", "General", "示例"),
        ("示例", "@", "示例"),
        ("示例", "0;0;0;@", "示例"),
        ("示例", '@"有限公司"', "示例有限公司"),
        ("五马街道", '"鹿城区"@', "鹿城区五马街道"),
        ("示例", "0.00_ ", "示例"),
        ("示例", ACCOUNTING, "示例"),
    ],
)
def test_texts(text, code, found):
    assert Format(code).show_text(text) == found


def test_a_text_that_its_format_hides():
    with pytest.raises(Unshowable, match="不显示"):
        Format(";;;").show_text("示例")
