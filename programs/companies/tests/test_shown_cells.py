"""Cells mean what they show, in files as spreadsheet programs of Chinese offices write them."""

import datetime
import time
import tracemalloc

import pytest
from openpyxl.styles import Alignment
from openpyxl.workbook.properties import CalcProperties

from programs.companies.models import Company
from programs.companies.tests.sheets import rewritten, upload, xlsx
from programs.sheets.archives import SheetRefused
from programs.sheets.reading import read_sheets
from programs.sheets.tests.desk import Desk, problems

pytestmark = pytest.mark.django_db
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRICT = 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"'
HEADERS = ["法定名称", "成立日期", "公开联系方式", "主要产品", "地址"]
ADVICE = "请把这一列设为“文本”格式后重新填写"


@pytest.fixture
def desk(staff):
    return Desk(staff("keeper"), Company)


def raw(*cells, headers=HEADERS, name="温州示例鞋厂", formats=(), namespace=MAIN, before="", more=""):
    """A workbook of one company, whose cells behind its name are XML as given; style n shows by the nth format."""
    head = "".join(f'<c t="inlineStr"><is><t>{header}</t></is></c>' for header in headers)
    row = f'<row r="2"><c t="inlineStr"><is><t>{name}</t></is></c>{"".join(cells)}</row>'
    sheet = f'<worksheet {namespace}>{before}<sheetData><row r="1">{head}</row>{row}{more}</sheetData></worksheet>'
    codes = "".join(
        f'<numFmt numFmtId="{200 + number}" formatCode="{code}"/>'
        for number, code in enumerate(formats) if isinstance(code, str)
    )  # fmt: skip
    styles = "".join(
        f'<xf numFmtId="{code if isinstance(code, int) else 200 + number}"/>' for number, code in enumerate(formats)
    )
    styles = (
        f'<styleSheet {namespace}><numFmts>{codes}</numFmts><cellXfs><xf numFmtId="0"/>{styles}</cellXfs></styleSheet>'
    )
    return rewritten(xlsx(["x"], headers=HEADERS), **{"xl/worksheets/sheet1.xml": sheet, "xl/styles.xml": styles})


def number(value, style=0):
    return f'<c s="{style}"><v>{value}</v></c>'


def text(value, style=0):
    return f'<c s="{style}" t="inlineStr"><is><t xml:space="preserve">{value}</t></is></c>'


NOTHING = "<c/>"


def imported(desk, data):
    desk.confirm(found := desk.check(data))
    assert problems(found) == []
    return Company.objects.get()


def told(desk, data):
    return [(column, message) for _, _, column, _, message in problems(desk.check(data))]


def test_numbers_are_texts_as_they_are_shown(desk):
    formats = ["0000-00000000", "0.0%", "#,##0&quot;万元&quot;"]
    company = imported(desk, raw(NOTHING, number(57788880001, 1), number(0.155, 2), number(1200, 3), formats=formats))
    assert (company.public_contact, company.main_products, company.address) == ("0577-88880001", "15.5%", "1,200万元")


def test_dates_are_texts_as_they_are_shown(desk):
    company = imported(desk, raw(number(44931, 1), number(44931, 2), number(44931, 3), number(44931, 4),
                                 formats=[31, 57, 58, "[DBNum1][$-804]yyyy&quot;年&quot;m&quot;月&quot;"]))  # fmt: skip
    assert (company.public_contact, company.main_products, company.address) == ("2023年1月", "1月5日", "二〇二三年一月")
    assert company.founded_on == datetime.date(2023, 1, 5)


@pytest.mark.parametrize(
    "cell, said",
    [
        (number(2008), "只有年份"), (number(2008.5), "说不准"), (number(44931, 1), "只写到月"), (number(44931, 2), "没有年份"),
        (number(0, 3), "没有这一天"), (number(44931, 4), ADVICE), (text("2023年5月"), "只写到月"), (number(20235), "说不准"),
        ('<c t="e"><v>#N/A</v></c>', "错误值 #N/A"), (text("#N/A"), "错误值 #N/A"), (text("########"), "显示不下的内容"),
        ('<c><f>TODAY()</f></c>', "公式"), ('<c><f>TODAY()</f><v>44931</v></c>', "公式"), ('<c t="b"><v>1</v></c>', "不是日期"),
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_its_place(desk, cell, said):
    [(column, message)] = told(desk, raw(cell, formats=[57, 58, "yyyy/m/d", "[$-130000]yyyy"]))
    assert column == "成立日期" and said in message
    assert not Company.objects.exists()


@pytest.mark.parametrize(
    "cell",
    [number(577888800012), number(913303021234567890, 1), number(5.77e11, 2), text("5.77889E+11"), number(5, 3),
     number(0.5, 4), number(5, 5), text("示例", 5)],
)  # fmt: skip
def test_what_cannot_be_said_for_sure_is_refused_with_advice(desk, cell):
    formats = ["0", "0.00E+00", "[什么]0", "# ?/?", ";;;"]
    [(column, message)] = told(desk, raw(NOTHING, cell, formats=formats))
    assert column == "公开联系方式" and ADVICE in message


@pytest.mark.parametrize(
    "cell, shown",
    [
        (text("一_x000D_\n二"), "一\n二"), (text("女鞋_x000B_男鞋"), "女鞋\n男鞋"), (text("_x005F_x000B_"), "_x000B_"),
        (text("甲_x4E00_乙"), "甲一乙"), (text("_xD83D__xDE00_"), "😀"), (text("_x00zz_"), "_x00zz_"),
        ('<c t="str"><v>0577_x002D_88880001</v></c>', "0577-88880001"),
        ('<c t="inlineStr"><is><r><t>女</t></r><r><rPr><b/></rPr><t>鞋</t></r></is></c>', "女鞋"),
        ('<c t="str"><f>"0577-88880001"</f><v>0577-88880001</v></c>', "0577-88880001"),
        ('<c><f>"甲""乙"</f></c>', '甲"乙'), ('<c t="b"><v>1</v></c>', "TRUE"), (number("0.30000000000000004"), "0.3"),
        (text("五马街道", 1), "鹿城区五马街道"), (number("057788880001"), "57788880001"), (number(0, 2), ""),
        ('<c t="d"><v>2023-01-05</v></c>', "2023/1/5"), ('<c t="d" s="3"><v>2023-01-05T00:00:00</v></c>', "2023年1月"),
    ],
)  # fmt: skip
def test_texts_mean_what_a_spreadsheet_program_means(desk, cell, shown):
    company = imported(desk, raw(NOTHING, NOTHING, cell, formats=["&quot;鹿城区&quot;@", "0;-0;;@", 57]))
    assert company.main_products == shown


@pytest.mark.parametrize("escape", ["_x0008_", "_xD83D_", "_xFFFF_"])
def test_signs_that_no_text_may_hold(desk, escape):
    data = raw(NOTHING, NOTHING, text(f"女鞋{escape}男鞋"))
    found = desk.check(data)
    if not problems(found):
        desk.confirm(found)
        assert {ord(character) for character in Company.objects.get().main_products} <= {*map(ord, "女鞋男鞋\ufffd")}


def test_days_that_count_from_1904(desk):
    book = f'<workbook {MAIN} xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><workbookPr date1904="1"/><sheets><sheet name="企业" sheetId="1" r:id="rId1"/></sheets></workbook>'
    data = rewritten(raw(number(43469, 1), formats=["yyyy-mm-dd"]), **{"xl/workbook.xml": book})
    assert imported(desk, data).founded_on == datetime.date(2023, 1, 5)


def test_strict_open_xml_is_read(desk):
    relations = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    book = f'<workbook {STRICT} xmlns:r="{relations}"><sheets><sheet name="企业" sheetId="1" r:id="rId9"/></sheets></workbook>'
    links = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId8" Type="{relations}/styles" Target="styles.xml"/></Relationships>'
    data = rewritten(
        raw('<c t="d" s="1"><v>2023-01-05</v></c>', number(0.155, 2), namespace=STRICT, formats=["yyyy-mm-dd", "0.0%"]),
        **{"xl/workbook.xml": book, "xl/_rels/workbook.xml.rels": links},
    )
    company = imported(desk, data)
    assert (company.founded_on, company.public_contact) == (datetime.date(2023, 1, 5), "15.5%")


def test_empty_sheets_do_not_count(desk):
    data = xlsx(["温州示例鞋厂"], headers=["法定名称"], title="Sheet1", more={"Sheet2": [], "Sheet3": [["", " "]]})
    assert imported(desk, data).title == "温州示例鞋厂"
    assert "不认识工作表" in desk.check(
        xlsx(["甲"], headers=["法定名称"], title="Sheet1", more={"Sheet2": [["法定名称"]]})
    )


def with_hidden(sheet):
    sheet.row_dimensions[3].hidden = True
    sheet.column_dimensions["B"].hidden = True
    hidden = sheet.parent.create_sheet("人员")
    hidden.append(["企业", "姓名"])
    hidden.sheet_state = "hidden"
    sheet.parent.create_sheet("空表").sheet_state = "veryHidden"


def test_what_is_hidden_is_said(desk):
    data = xlsx(["温州示例甲鞋厂", "1"], ["温州示例乙鞋厂", "2"], headers=["法定名称", "内部备注"], hook=with_hidden)
    sheet = desk.check(data)
    assert sheet.new_count == 2 and sheet.report["notes"] == [
        "工作表“人员”是隐藏的，没有读取。要导入的，请取消隐藏后重新上传。",
        "工作表“企业”有1行是隐藏或被筛选掉的（第3行），也读取了。不要导入的，请删去后重新上传。",
        "工作表“企业”的“内部备注”列是隐藏的，也读取了。不要导入的，请删去后重新上传。",
    ]
    page = desk.user.client.get(desk.url("import_preview", sheet.pk)).content.decode()
    assert all(note in page for note in sheet.report["notes"])


def test_a_register_in_a_hidden_sheet_is_named(desk):
    def hide(sheet):
        sheet.sheet_state = "hidden"
        sheet.parent.create_sheet("空表")

    assert "（工作表“企业”是隐藏的，没有读取）" in desk.check(xlsx(["温州示例鞋厂"], headers=["法定名称"], hook=hide))


def test_our_own_template_hides_nothing_worth_a_word(desk):
    workbook = desk.workbook()
    workbook["企业"]["B3"] = "温州示例鞋厂"
    assert desk.check(workbook).report["notes"] == []


def test_cells_with_line_breaks_and_calculation_settings(desk):
    def wrap(sheet):
        sheet["B2"].alignment = Alignment(wrap_text=True)
        sheet.parent.calculation = CalcProperties(fullCalcOnLoad=True)

    data = xlsx(["温州示例鞋厂", "女鞋\n男鞋"], headers=["法定名称", "主要产品"], hook=wrap)
    assert imported(desk, data).main_products == "女鞋\n男鞋"


# --- CSV ---


def csv(desk, text, encoding="gb18030"):
    from programs.sheets.models import ImportedSheet

    response = desk.user.client.post(desk.url("import"), {"file": upload(text.encode(encoding), "企业.csv")})
    if response.status_code == 200:
        return response.context["form"].errors["file"][0]
    return ImportedSheet.objects.latest("pk")


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig", "utf-16"])
def test_csv_means_what_excel_means(desk, encoding):
    sheet = csv(
        desk,
        '法定名称,成立日期,公开联系方式,地址\r\n温州示例甲鞋厂,2023/1/5 0:00,="0577-88880001","甲路1号,二楼"\r\n',
        encoding,
    )
    assert problems(sheet) == []
    desk.confirm(sheet)
    company = Company.objects.get()
    assert (company.founded_on, company.public_contact) == (datetime.date(2023, 1, 5), "0577-88880001")
    assert company.address == "甲路1号,二楼"


@pytest.mark.parametrize(
    "field, said",
    [
        ("5.77889E+11", ADVICE), ("=SUM(A1:A3)", "公式"), ("=0577", "公式"), ("#REF!", "错误值 #REF!"),
        ("########", "显示不下的内容"), ('"=""0577""&""8888"""', "公式"),
    ],
)  # fmt: skip
def test_csv_cells_that_hold_no_text(desk, field, said):
    [(_, _, column, _, message)] = problems(csv(desk, f"法定名称,地址\r\n温州示例甲鞋厂,{field}\r\n"))
    assert column == "地址" and said in message


@pytest.mark.parametrize(
    "data, said",
    [
        ("," * 20_900_000, "第1行有超过16,384格"),
        ("法定名称\r\n" + '"",' * 6_000_000, "第2行有超过16,384格"),
        ("法定名称\r\n" + ("," * 9000 + '"\n",') * 900, "第2行有超过16,384格"),
        ("法定名称\r\n" + "示" * 2_000_000, "有一行超过1,048,576个字"),
        ("法定名称\r\n\"" + ("示" * 1000 + "\n") * 500, "一格超过131,072个字"),
        ("法定名称\r\n\"温州示例甲鞋厂\r\n温州示例乙鞋厂\r\n", "可能缺少引号"),
    ],
)  # fmt: skip
def test_a_csv_row_has_a_size(data, said):
    file = upload(data.encode(), "企业.csv")
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(SheetRefused, match=said):
        read_sheets(file, "企业.csv")
    seconds, (_, peak) = time.process_time() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30 << 20 and seconds < 10


def test_csv_of_many_small_cells_is_counted_as_it_lies_in_memory():
    head = ",".join(f"列{number}" for number in range(100))
    data = "法定名称," + head + "\r\n" + ("示," * 100 + "示\r\n") * 19_000
    with pytest.raises(SheetRefused, match="表格内容超过120 MB"):
        read_sheets(upload(data.encode("gb18030"), "企业.csv"), "企业.csv")
