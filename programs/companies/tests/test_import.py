"""Companies from a sheet: what would change, what is wrong and where, all or nothing, one history."""

import datetime
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook
from wagtail.models import ModelLogEntry, Revision

from programs.companies.models import Company, CompanyAlias
from programs.companies.tests.factories import CompanyFactory, CompanyListFactory
from programs.companies.tests.sheets import HEADERS, code, row, upload, xlsx
from programs.sheets.models import ImportedSheet
from programs.taxonomy.tests.factories import CompanyTagFactory, TownFactory

pytestmark = pytest.mark.django_db
IMPORT = reverse("admin:companies_company_import")


@pytest.fixture
def keeper(staff):
    return staff("keeper")


@pytest.fixture
def words(db):
    return TownFactory(name="五马街道"), CompanyTagFactory(name="龙头"), CompanyTagFactory(name="链主")


def on_record(user, **fields):
    company = CompanyFactory.build(**fields)
    company.put_on_record(user)
    return Company.objects.get(pk=company.pk)


def check(user, data, name="企业.xlsx"):
    """Upload; return the ImportedSheet, or what the form says against the file."""
    response = user.client.post(IMPORT, {"file": upload(data, name)})
    if response.status_code == 200:
        return response.context["form"].errors["file"][0]
    assert response.status_code == 302
    preview = user.client.get(response.url)
    assert preview.status_code == 200
    return ImportedSheet.objects.latest("pk")


def confirm(user, sheet):
    user.client.post(reverse("admin:companies_company_import_confirm", args=[sheet.pk]))
    sheet.refresh_from_db()
    return sheet


def full_width(text):
    return text.translate({ord(character): ord(character) + 0xFEE0 for character in text})


def said(sheet):
    return [(p["row"], p["column"], p["value"], p["message"]) for p in sheet.report["problems"]]


def test_new_changed_and_unchanged_rows(keeper, words):
    changed = on_record(keeper, title="温州示例甲有限公司", credit_code=code(1), kind="company", main_products="")
    same = on_record(keeper, title="温州示例乙有限公司", kind="market")
    sheet = check(
        keeper,
        xlsx(
            row("温州示例丙有限公司", 街镇="五马街道", 标签="龙头；链主", 成立日期="2008年8月8日"),
            row("温州示例甲集团有限公司", 编号=changed.pk, 统一社会信用代码=code(1), 规模="小型"),
            row("温州示例乙有限公司", 类别="市场"),
        ),
    )
    assert (sheet.new_count, sheet.changed_count, sheet.unchanged_count, sheet.problem_count) == (1, 1, 1, 0)
    assert Company.objects.count() == 2, "the preview writes nothing"
    assert sheet.report["changes"][1]["fields"] == [
        ["法定名称", "温州示例甲有限公司", "温州示例甲集团有限公司"],
        ["规模", "", "小型"],
    ]
    assert confirm(keeper, sheet).state == "imported"
    new = Company.objects.get(title="温州示例丙有限公司")
    assert (
        new.live
        and new.founded_on == datetime.date(2008, 8, 8)
        and {str(tag) for tag in new.tags.all()} == {"龙头", "链主"}
    )
    assert new.latest_revision == new.live_revision and new.latest_revision.user == keeper
    assert sorted(new.latest_revision.content["tags"]) == sorted(word.pk for word in words[1:])
    changed.refresh_from_db()
    assert changed.title == "温州示例甲集团有限公司" and changed.size_band == "small"
    assert Revision.objects.for_instance(same).count() == 1, "what does not change gets no revision"
    entry = ModelLogEntry.objects.for_instance(changed).get(action="records.import")
    assert entry.data == {"import": {"id": sheet.pk, "name": "企业.xlsx"}} and entry.user == keeper
    assert confirm(keeper, sheet).state == "imported" and Company.objects.count() == 3


def test_ten_kinds_of_errors_have_a_row_a_column_and_a_reason(keeper, words):
    other = on_record(keeper, title="温州示例鞋业有限责任公司")
    draft = on_record(keeper, title="有草稿的示例公司")
    draft.save_revision(user=keeper)
    CompanyAlias.objects.create(company=other, name="老牌示例鞋厂")
    Company.objects.get(pk=other.pk).put_on_record(keeper)
    wrong = code(7)[:-1] + ("0" if code(7)[-1] != "0" else "1")
    data = xlsx(
        row("示例一公司", 成立日期="去年"),
        row("示例二公司", 统一社会信用代码=wrong),
        row("示例三公司", 规模="巨型"),
        row("示例四公司", 街镇="五马街到"),
        row("", 类别="企业"),
        row("=1+1"),
        row("示例七公司", 编号=99999),
        row("温州示例鞋业有限公司"),
        row("老牌示例鞋厂"),
        row("有草稿的示例公司", 内部备注="改"),
        row("示例八公司", 统一社会信用代码=code(8)),
        row("示例九公司", 统一社会信用代码=code(8)),
        row("示例十公司", 网站="不是网址"),
        row("示例十一公司", 统一社会信用代码=913303021234567890),
        row("没有错的公司", 成立日期="２０２６年１月２日", 统一社会信用代码=full_width(code(9))),
        row("示例十二公司", 内部备注="长" * 5001),
    )
    sheet = check(keeper, data)
    report = said(sheet)
    messages = {number: message for number, _, _, message in report}
    assert messages[3].startswith(
        f"统一社会信用代码第18位校验码不符：按前17位应为“{code(7)[-1]}”，现在是“{wrong[-1]}”。"
    )
    assert sorted(report) == sorted([
        (2, "成立日期", "去年", "不是日期。请写成 2026-01-02、2026/1/2 或 2026年1月2日。"),
        (3, "统一社会信用代码", wrong, messages[3]),
        (4, "规模", "巨型", "没有这个选项。可填：大型、中型、小型、微型。"),
        (5, "街镇", "五马街到", "街镇里没有“五马街到”，您是不是要填“五马街道”。"),
        (6, "法定名称", "", "必填，不能留空。"),
        (7, "法定名称", "公式", "B7 里是公式，请改成内容本身。"),
        (8, "编号", "99999", "台账里没有这个编号。新增的请把编号留空。"),
        (9, "法定名称", "温州示例鞋业有限公司",
         f"与台账里的“温州示例鞋业有限责任公司”（编号{other.pk}）可能是同一家：名称相同（不计括号、空格和公司形式）。"
         f"若是同一家，请在编号列填{other.pk}；"
         "若不是，请在“确认不是重复”列填“是”。"),
        (10, "法定名称", "老牌示例鞋厂",
         f"与台账里的“温州示例鞋业有限责任公司”（编号{other.pk}）可能是同一家：名称就是它的简称或别名“老牌示例鞋厂”。"
         f"若是同一家，请在编号列填{other.pk}；"
         "若不是，请在“确认不是重复”列填“是”。"),
        (11, "编号", str(draft.pk), "“有草稿的示例公司”有尚未发布的草稿，请先在台账工作台发布或放弃草稿，再在这里修改。"),
        (13, "统一社会信用代码", code(8), "与第12行是同一条，请只留一行。"),
        (14, "网站", "不是网址", "请输入合法的URL。"),
        (15, "统一社会信用代码", "9.13303E+17",
         "被表格当成了数字，末几位可能已经丢失。请把这一列设为“文本”格式后重新填写。"),
        (17, "内部备注", "长" * 80 + "…", "最多5000个字，现在是5001个字。"),
    ])  # fmt: skip
    assert sheet.state == "refused" and confirm(keeper, sheet).state == "refused"
    assert Company.objects.count() == 2, "nothing of a sheet with errors is imported"
    page = keeper.client.get(reverse("admin:companies_company_import_preview", args=[sheet.pk])).content.decode()
    assert "没有导入任何内容" in page and "五马街到" in page and "确认导入" not in page


@pytest.mark.parametrize(
    "typed",
    [
        "2026-01-02",
        "2026/1/2",
        "2026年1月2日",
        "２０２６－０１－０２",
        46024,
        datetime.date(2026, 1, 2),
        "2026.1.2",
        "46024",
    ],
)
def test_dates_as_people_write_them(keeper, typed):
    confirm(keeper, check(keeper, xlsx(row("示例公司", 成立日期=typed))))
    assert Company.objects.get().founded_on == datetime.date(2026, 1, 2)


@pytest.mark.parametrize("typed", ["2026-02-30", "13/13/2026", "明天", 99999999, "2026"])
def test_dates_that_are_none(keeper, typed):
    assert [(r, c) for r, c, *_ in said(check(keeper, xlsx(row("示例公司", 成立日期=typed))))] == [(2, "成立日期")]


def test_full_width_codes_are_read(keeper):
    confirm(keeper, check(keeper, xlsx(row("示例公司", 统一社会信用代码=full_width(code(1))))))
    assert Company.objects.get().credit_code == code(1)


def test_errors_come_row_by_row_and_are_no_news_whatever_the_sheet_is_called(keeper):
    rows = [row("甲示例厂"), row("甲示例厂"), row("乙示例厂", 规模="超大"), row("丙示例厂")]
    sheet = check(keeper, xlsx(*rows, title="Sheet1"))
    assert [number for number, *_ in said(sheet)] == [3, 4]
    assert sheet.new_count == 2
    page = keeper.client.get(reverse("admin:companies_company_import_preview", args=[sheet.pk])).content.decode()
    assert "这次也没有写入（2条）" in page and "将要写入" not in page


def test_two_rows_for_one_record_are_told_by_what_they_say(keeper):
    CompanyFactory.build(title="甲示例厂").put_on_record(keeper)
    assert [(r, c, v) for r, c, v, _ in said(check(keeper, xlsx(row("甲示例厂"), row("甲示例厂", 规模="小型"))))] == [
        (3, "法定名称", "甲示例厂")
    ]


def test_two_rows_for_one_company_by_name(keeper):
    data = xlsx(
        row("温州示例（鞋业）有限公司"), row("温州示例(鞋业)有限责任公司"), row("示例甲公司"), row("示例甲公司")
    )
    assert [(r, c) for r, c, *_ in said(check(keeper, data))] == [(3, "法定名称"), (5, "法定名称")]


def test_a_row_that_goes_by_a_name_of_another_is_told(keeper):
    kept = on_record(keeper, title="温州示例鞋业有限公司", short_name="示例鞋业")
    headers = ["法定名称", "简称", "别名：曾用名"]
    data = xlsx(
        ["甲示例厂", "示例鞋业", ""],
        ["乙示例厂", "", "丙示例厂"],
        ["丙示例厂", "", ""],
        ["丁示例厂", "", ""],
        headers=headers,
    )
    reports = said(check(keeper, data))
    assert [(number, column) for number, column, *_ in reports] == [(2, "法定名称"), (4, "法定名称")]
    assert f"（编号{kept.pk}）可能是同一家：简称或别名“示例鞋业”相同。" in reports[0][3]
    assert "与第3行可能是同一家：名称就是它的简称或别名“丙示例厂”。请只留一行" in reports[1][3]


def test_a_keeper_may_say_that_it_is_another_company(keeper):
    on_record(keeper, title="温州示例鞋业有限公司")
    headers = [*HEADERS, "确认不是重复"]
    sheet = check(keeper, xlsx([*row("温州示例鞋业有限责任公司"), "是"], headers=headers))
    assert said(sheet) == [] and sheet.new_count == 1


def test_columns_that_are_missing_stay(keeper):
    company = on_record(keeper, title="示例公司", internal_note="留着", address="示例路1号")
    confirm(keeper, check(keeper, xlsx(["示例公司", "示例路2号"], headers=["法定名称", "地址"])))
    company.refresh_from_db()
    assert company.address == "示例路2号" and company.internal_note == "留着" and company.summary


def test_people_and_lists_come_in_sheets_of_their_own(keeper):
    CompanyListFactory(name="示例白名单")
    people = [
        ["企业", "姓名", "职务", "公开"],
        ["示例公司", "示例人员", "董事长", "是"],
        ["没有的公司", "某人", "", ""],
    ]
    lists = [["企业", "名单", "列入日期", "移出日期"], ["示例公司", "示例白名单", "2026-01-02", "2025-01-02"]]
    sheet = check(keeper, xlsx(row("示例公司"), more={"人员": people, "名单记录": lists}))
    assert [problem["sheet"] for problem in sheet.report["problems"]] == ["人员", "名单记录"]
    assert said(sheet) == [
        (3, "企业", "没有的公司", "工作表“企业”里没有这一行，或那一行有错误。"),
        (2, "移出日期", "2025-01-02", "移出日期早于列入日期。"),
    ]
    lists[1][3] = ""
    confirm(keeper, check(keeper, xlsx(row("示例公司"), more={"人员": people[:2], "名单记录": lists})))
    company = Company.objects.get()
    assert company.people.get().is_public and company.memberships.get().list.name == "示例白名单"
    assert company.latest_revision.content["people"][0]["name"] == "示例人员"


def test_what_is_exported_and_imported_again_changes_nothing(keeper, words):
    for number in range(3):
        company = on_record(
            keeper,
            title=f"=示例{number}公司",
            town=words[0],
            address="+1",
            summary="@一\n二",
            main_products="'=x",
            english_name="'x",
        )
        company.aliases.set([CompanyAlias(name=f"-示例老名{number}", kind="former", sort_order=0)])
        company.tags.set(words[1:])
        company.put_on_record(keeper)
    for extension in ("xlsx", "csv"):
        file = keeper.client.get(reverse("admin:companies_company_export", args=[extension]))
        assert "no-store" in file["Cache-Control"]
        sheet = check(keeper, file.content, f"企业.{extension}")
        assert said(sheet) == [] and (sheet.changed_count, sheet.unchanged_count) == (0, 3), sheet.report
        if extension == "csv":
            lines = file.content.decode("utf-8-sig")
            assert ",'=示例0公司," in lines and ",'+1," in lines and ",=" not in lines and ",+" not in lines
        else:
            cells = [cell for line in load_workbook(io.BytesIO(file.content))["企业"] for cell in line]
            assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
            assert "=示例0公司" in [cell.value for cell in cells]


def test_an_export_is_of_the_filtered_list(keeper):
    on_record(keeper, title="示例甲公司"), on_record(keeper, title="示例乙公司")
    text = keeper.client.get(reverse("admin:companies_company_export", args=["csv"]) + "?q=甲").content.decode()
    assert "示例甲公司" in text and "示例乙公司" not in text


def test_the_template_is_read_back_without_its_example(keeper, words):
    template = keeper.client.get(reverse("admin:companies_company_template")).content
    workbook = load_workbook(io.BytesIO(template))
    assert workbook.sheetnames == ["企业", "人员", "名单记录", "填写说明", "可选值"]
    assert workbook["企业"]["A2"].value == "示例" and len(workbook["企业"].data_validations.dataValidation) >= 5
    assert check(keeper, template) == "“企业”里没有可以导入的行。"
    sheet = workbook["企业"]
    sheet["B3"], sheet["I3"] = "示例公司", "示例简称"
    out = io.BytesIO()
    workbook.save(out)
    assert check(keeper, out.getvalue()).new_count == 1


def test_what_changed_after_the_preview_is_not_written_over(keeper):
    company = on_record(keeper, title="示例公司", address="旧")
    sheet = check(keeper, xlsx(["示例公司", "新"], headers=["法定名称", "地址"]))
    company.address = "别人刚改的"
    company.put_on_record(keeper)
    sheet = confirm(keeper, sheet)
    assert sheet.state == "failed" and "核对之后台账有变化" in sheet.message
    assert Company.objects.get().address == "别人刚改的"


def test_the_original_is_kept_for_keepers_alone(keeper, staff, client, settings):
    data = xlsx(row("示例公司"))
    sheet = check(keeper, data)
    assert not sheet.file.path.startswith(str(settings.MEDIA_ROOT))
    url = reverse("admin:sheets_importedsheet_original", args=[sheet.pk])
    assert b"".join(keeper.client.get(url).streaming_content) == data
    for other in (client, staff("editor").client, staff("reviewer").client):
        assert other.get(url).status_code == 302
        assert other.get(IMPORT).status_code == 302


def test_the_database_fails_half_way_and_nothing_is_written(keeper, monkeypatch):
    from django.db import DatabaseError

    from programs.records import batches

    sheet = check(keeper, xlsx(row("示例公司")))

    def fail(*args):
        raise DatabaseError("示例故障")

    monkeypatch.setattr(batches, "_write_references", fail)
    sheet = confirm(keeper, sheet)
    assert sheet.state == "failed" and "没有写入" in sheet.message
    assert not Company.objects.exists() and not Revision.objects.filter(object_str="示例公司").exists()
