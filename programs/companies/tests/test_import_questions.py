"""What a sheet does not say by itself is asked: rows that seem to be no records, and what blank cells clear."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from programs.companies.models import Company, CompanyPerson
from programs.companies.tests.factories import CompanyFactory
from programs.companies.tests.sheets import xlsx
from programs.sheets.tests.desk import Desk, counts, problems

pytestmark = pytest.mark.django_db
HEADERS = ["编号", "法定名称", "地址", "公开范围", "规模", "别名：曾用名"]


@pytest.fixture
def desk(staff):
    return Desk(staff("keeper"), Company)


def named(*titles, headers=("法定名称", "地址")):
    return xlsx(*([title, *[""] * (len(headers) - 1)] for title in titles), headers=list(headers))


def page(desk, sheet):
    return desk.user.client.get(desk.url("import_preview", sheet.pk)).content.decode()


def questions(sheet):
    return [(question["row"], question["reason"]) for question in sheet.report["questions"]]


@pytest.mark.parametrize(
    "title, reason",
    [
        ("合计", "像是合计"), ("合 计", "像是合计"), ("小计：", "像是合计"), ("总　计", "像是合计"), ("合计（家）", "像是合计"),
        ("合计12家", "像是合计"), ("共12家", "像是合计"), ("共计3户", "像是合计"), ("本页小计", "像是合计"), ("平均值", "像是合计"),
        ("Total", "像是合计"), ("注：以上数据截至2023年底", "像是说明"), ("注:含分公司", "像是说明"), ("备注：无", "像是说明"),
        ("说明：本表由各街道填报", "像是说明"), ("注1：含个体户", "像是说明"), ("※ 含筹建企业", "像是说明"), ("（注：示例）", "像是说明"),
        ("数据来源：示例局", "像是说明"), ("填表人：张某", "像是落款"), ("填表人张某某", "像是落款"), ("审核人：", "像是落款"),
        ("制表日期：2023年1月5日", "像是落款"), ("填报单位（盖章）：", "像是落款"), ("单位负责人：", "像是落款"), ("联系电话：0577-88880001", "像是落款"),
        ("—", "没有名称"), ("——", "没有名称"), ("/", "没有名称"), ("…", "没有名称"), ("3", "没有名称"), ("无", "没有名称"), ("同上", "没有名称"),
        ("法定名称", "与表头相同"), ("企业名称", "与表头相同"), ("以下空白", "像是说明"), ("一、鞋业", "像是分组的标题"),
        ("（二）服装", "像是分组的标题"), ("以上企业名单由各街道提供。", "像是说明"),
    ],
)  # fmt: skip
def test_a_row_that_seems_to_be_no_record_is_asked_about(desk, title, reason):
    sheet = desk.check(named("温州示例鞋厂", title))
    assert (questions(sheet), sheet.state, problems(sheet)) == ([(3, reason)], "asked", [])
    assert sheet.new_count == 1 and "1行不像是记录" in page(desk, sheet) and "确认导入" not in page(desk, sheet)
    desk.confirm(sheet)
    assert not Company.objects.exists(), "nothing is imported before somebody answers"


@pytest.mark.parametrize(
    "title",
    ["注册会计师示例事务所", "备注册示例公司", "说明书印刷厂", "总计量器具厂", "合计鞋业有限公司", "审核员示例公司", "统计局示例中心", "单位食堂示例公司",
     "小计智能科技公司", "共青团示例委员会", "361°示例公司", "来源示例公司", "第一批发市场", "ABC Shoes"],
)  # fmt: skip
def test_names_that_begin_like_notes_are_names(desk, title):
    sheet = desk.check(named(title))
    assert (questions(sheet), counts(sheet)) == ([], (1, 0, 0, 0))


def test_a_total_whose_word_stands_in_the_first_column(desk):
    rows = [
        ["", "温州示例鞋厂", "", "", "", ""],
        ["合计", "", "12", "", "", ""],
        ["注：含个体户", "", "", "", "", ""],
        ["3", "", "", "", "", ""],
    ]
    sheet = desk.check(xlsx(*rows, headers=HEADERS))
    assert questions(sheet) == [(3, "像是合计"), (4, "像是说明"), (5, "只有编号")] and problems(sheet) == []


def test_answers_are_taken_and_what_they_lead_to_is_seen_first(desk):
    sheet = desk.check(named("温州示例鞋厂", "合计", "——", "小计鞋业合作社"))
    assert len(sheet.report["questions"]) == 2
    sheet = desk.confirm(sheet, rows={0: "skip"})
    assert sheet.state == "asked" and sheet.report["questions"][0]["answer"] == "skip", "one is still open"
    sheet = desk.confirm(sheet, rows={0: "skip", 1: "keep"})
    assert (sheet.state, sheet.new_count) == ("checked", 3) and not Company.objects.exists()
    assert "确认导入" in page(desk, sheet)
    sheet = desk.confirm(sheet, rows={0: "skip", 1: "keep"})
    assert sheet.state == "imported"
    assert set(Company.objects.values_list("title", flat=True)) == {"温州示例鞋厂", "——", "小计鞋业合作社"}


def test_rows_of_the_other_sheets_are_asked_about_too(desk):
    people = [
        ["企业", "姓名", "职务"],
        ["温州示例鞋厂", "示例人员", "厂长"],
        ["企业", "姓名", "职务"],
        ["合计", "1人", ""],
    ]
    sheet = desk.check(xlsx(["温州示例鞋厂", ""], headers=["法定名称", "地址"], more={"人员": people}))
    assert questions(sheet) == [(3, "与表头相同"), (4, "像是合计")] and problems(sheet) == []
    desk.confirm(desk.confirm(sheet, rows={0: "skip", 1: "skip"}), rows={0: "skip", 1: "skip"})
    assert [person.name for person in CompanyPerson.objects.all()] == ["示例人员"]


def test_a_sheet_of_nothing_but_such_rows(desk):
    sheet = desk.confirm(desk.check(named("合计", "注：无")), rows={0: "skip", 1: "skip"})
    assert counts(sheet) == (0, 0, 0, 0) and "不需要导入" in page(desk, sheet)
    assert "有超过200行不像是记录" in desk.check(named(*["——"] * 201))


@pytest.fixture
def company(desk):
    company = CompanyFactory.build(
        title="温州示例鞋厂", address="示例路1号", visibility="internal", size_band="small", kind="company"
    )
    company.put_on_record(desk.user)
    company = Company.objects.get()
    company.aliases.create(name="示例老厂", kind="former")
    company.put_on_record(desk.user)
    return company


BLANK = ["", "温州示例鞋厂", "", "", "小型", ""]


def test_blank_cells_clear_nothing_without_a_tick_of_their_own(desk, company):
    sheet = desk.check(xlsx([*BLANK[:4], "中型", ""], headers=HEADERS))
    assert counts(sheet) == (0, 1, 0, 0) and sheet.report["clear_total"] == 3
    shown = page(desk, sheet)
    assert "<strong>将清空 3 项</strong>" in shown and "恢复为“公开”" in shown and "示例老厂" in shown
    assert sheet.report["changes"][0]["fields"] == [["规模", "小型", "中型"]]
    sheet = desk.confirm(sheet)
    company = Company.objects.get()
    assert (sheet.state, company.address, company.visibility, company.size_band) == (
        "imported",
        "示例路1号",
        "internal",
        "medium",
    )
    assert company.aliases.get().name == "示例老厂" and "3处空格没有勾选清空" in page(desk, sheet)


def test_blank_cells_clear_with_the_tick(desk, company):
    sheet = desk.confirm(desk.check(xlsx(BLANK, headers=HEADERS)), clears="1")
    company = Company.objects.get()
    assert (sheet.state, sheet.changed_count) == ("imported", 1) and "清空3项" in page(desk, sheet)
    assert (company.address, company.visibility, company.size_band) == ("", "public", "small")
    assert not company.aliases.exists() and not company.latest_revision.content["aliases"]


def test_a_row_that_only_clears_changes_nothing_without_the_tick(desk, company):
    sheet = desk.check(xlsx(BLANK, headers=HEADERS))
    assert counts(sheet) == (0, 0, 1, 0) and "将清空 3 项" in page(desk, sheet)
    desk.confirm(sheet)
    assert Company.objects.get().address == "示例路1号" and Company.objects.get().revisions.count() == 2


def test_blank_cells_of_other_sheets_too(desk, company):
    company.people.create(name="示例人员", role="厂长", is_public=True)
    company.put_on_record(desk.user)
    people = [["企业", "姓名", "职务", "公开"], ["温州示例鞋厂", "示例人员", "厂长", ""]]
    data = xlsx(["温州示例鞋厂"], headers=["法定名称"], more={"人员": people})
    sheet = desk.check(data)
    assert sheet.report["clears"][0]["fields"] == [["人员“示例人员 厂长” 公开", "是", "否"]]
    desk.confirm(sheet)
    assert Company.objects.get().people.get().is_public
    desk.confirm(desk.check(data), clears="1")
    assert not Company.objects.get().people.get().is_public


def test_what_is_blank_in_a_new_row_is_no_question(desk):
    assert desk.check(named("温州示例鞋厂")).report["clear_total"] == 0


def command(desk, tmp_path, data, *options):
    file, out, err = tmp_path / "企业.xlsx", io.StringIO(), io.StringIO()
    file.write_bytes(data)
    try:
        call_command(
            "import_records", "companies", str(file), *options, user=desk.user.username, stdout=out, stderr=err
        )
    except CommandError as error:
        return err.getvalue() + out.getvalue() + str(error)
    return err.getvalue() + out.getvalue()


def test_the_command_asks_by_refusing(desk, tmp_path):
    data = named("温州示例鞋厂", "合计", "——")
    said = command(desk, tmp_path, data)
    assert (
        "企业 第3行 不像是记录（像是合计）：合计" in said and "--skip-doubtful" in said and not Company.objects.exists()
    )
    said = command(desk, tmp_path, data, "--skip-doubtful", "--keep-rows", "4")
    assert "第3行 已跳过" in said and "第4行 按记录导入" in said
    assert set(Company.objects.values_list("title", flat=True)) == {"温州示例鞋厂", "——"}


def test_the_command_clears_only_when_told(desk, company, tmp_path):
    said = command(desk, tmp_path, xlsx(BLANK, headers=HEADERS))
    assert "3处空格保持原来的内容；要清空，加 --clear-blanks" in said and "地址：空格，原来是“示例路1号”" in said
    assert Company.objects.get().address == "示例路1号"
    assert "将清空 3 项" in command(desk, tmp_path, xlsx(BLANK, headers=HEADERS), "--clear-blanks")
    assert Company.objects.get().address == ""


def test_nobody_else_answers(desk, staff, client):
    sheet = desk.check(named("温州示例鞋厂", "合计"))
    url = reverse("admin:companies_company_import_confirm", args=[sheet.pk])
    for other in (client, staff("editor").client):
        assert other.post(url, {"asks": "1", "row-0": "skip"}).status_code == 302
    sheet.refresh_from_db()
    assert sheet.state == "asked"


def test_a_file_that_is_gone_is_said(desk):
    sheet = desk.check(named("温州示例鞋厂", "合计"))
    sheet.file.storage.delete(sheet.file.name)
    url = reverse("admin:companies_company_import_confirm", args=[sheet.pk])
    page = desk.user.client.post(url, {"asks": "1", "row-0": "skip"}, follow=True).content.decode()
    assert "原文件已经不在" in page and not Company.objects.exists()
