"""Policies with their items from a sheet, out again, and in once more; and in the bulk desk's form."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Revision

from media.tests.factories import AttachmentFactory
from programs.policies.models import Policy, PolicyAttachment, PolicyItem
from programs.policies.tests.factories import PolicyFactory
from programs.sheets.tests.desk import Desk, counts, fill, form_data, problems, values
from programs.taxonomy.tests.factories import (
    AudienceFactory,
    DepartmentFactory,
    NeedFactory,
    SectorFactory,
    TopicFactory,
    TownFactory,
)

pytestmark = pytest.mark.django_db
TITLE = "《关于支持示例企业的若干意见》"
RELATIONS = ("sectors", "towns", "needs", "audiences")
ROW = {
    "标题": TITLE, "类别": "政策文件", "发文机关": "示例局；示例办", "发文字号": "示政发〔2026〕1号", "索引号": "0012",
    "主题分类": "示例主题", "成文日期": "2026年1月2日", "发布日期": "2026/1/5", "有效期至": "2027-01-01", "摘要": "一\n二",
}  # fmt: skip
ITEM = {
    "政策": TITLE, "序号": "３.2", "事项名称": "企业招工补贴", "给什么": "按人数补贴。", "优惠类别": "奖补",
    "额度（原文）": "每人500元", "最高额度（元）": "1000000.50", "适用行业": "鞋业；眼镜业", "适用街镇": "五马街道；松台街道",
    "适用规模": "微型；小型", "解决的需求": "留工", "适用对象": "工业企业", "申报条件": "甲\n乙", "兑现方式": "免申即享",
    "办理网址": "https://www.example.cn/a", "开始受理": "2026-01-02", "截止受理": "2026-12-31",
}  # fmt: skip


@pytest.fixture
def words(db):
    for name in ("示例局", "示例办"):
        DepartmentFactory(name=name)
    for name in ("鞋业", "眼镜业"):
        SectorFactory(name=name)
    for name in ("五马街道", "松台街道"):
        TownFactory(name=name)
    TopicFactory(name="示例主题"), NeedFactory(name="留工"), AudienceFactory(name="工业企业")


@pytest.fixture
def desk(staff, words):
    return Desk(staff("keeper"), Policy)


@pytest.fixture
def policy(desk):
    """The policy of ROW with two items, imported."""
    workbook = desk.workbook()
    fill(workbook["政策"], **ROW)
    fill(workbook["惠企事项"], **ITEM)
    fill(workbook["惠企事项"], 政策="示政发〔2026〕1号", 序号="4", 事项名称="节后包车返岗")
    desk.import_(workbook)
    return Policy.objects.get()


def words_of(item):
    return {name: sorted(str(term) for term in getattr(item, name).all()) for name in RELATIONS}


WORDS = {
    "sectors": ["眼镜业", "鞋业"],
    "towns": ["五马街道", "松台街道"],
    "needs": ["留工"],
    "audiences": ["工业企业"],
}


def test_the_filled_template_becomes_a_policy_with_items(desk, policy):
    assert policy.live and policy.written_on == datetime.date(2026, 1, 2) and policy.index_number == "0012"
    assert {str(issuer) for issuer in policy.issuers.all()} == {"示例局", "示例办"}
    item, other = policy.items.all()
    assert (item.number, item.benefit, str(item.amount_ceiling)) == ("3.2", "reward", "1000000.50")
    assert item.size_bands == ["small", "micro"] and item.claim_mode == "without" and words_of(item) == WORDS
    assert (other.number, other.title, words_of(other)) == ("4", "节后包车返岗", {name: [] for name in RELATIONS})
    content = policy.latest_revision.content
    assert [row["title"] for row in content["items"]] == ["企业招工补贴", "节后包车返岗"]
    assert len(content["items"][0]["sectors"]) == 2 and policy.latest_revision.user == desk.user


def test_what_is_exported_says_the_same_and_changes_nothing(desk, policy):
    workbook = desk.workbook("export", "xlsx")
    [main], [item, other] = values(workbook["政策"]), values(workbook["惠企事项"])
    assert main["编号"] == str(policy.pk) and main["发文机关"] == "示例办；示例局" and main["成文日期"] == "2026-01-02"
    assert item == ITEM | {
        "序号": "3.2", "适用行业": "眼镜业；鞋业", "适用规模": "小型；微型", "最高额度（元）": "1000000.5",
    }  # fmt: skip
    assert other == {"政策": TITLE, "序号": "4", "事项名称": "节后包车返岗"}
    sheet = desk.check(workbook)
    assert counts(sheet) == (0, 0, 1, 0), sheet.report
    assert "不需要导入" in desk.user.client.get(desk.url("import_preview", sheet.pk)).content.decode()


def test_policies_of_one_name_are_told_apart_when_they_come_back(desk, policy):
    twin = PolicyFactory.build(title=TITLE, document_number="示政发〔2026〕2号")
    twin.items.set([PolicyItem(title="另一项", number="1", sort_order=0)])
    twin.put_on_record(desk.user)
    sheet = desk.check(desk.workbook("export", "xlsx"))
    assert counts(sheet) == (0, 0, 2, 0), sheet.report


def test_items_are_changed_added_and_removed_one_by_one(desk, policy):
    PolicyAttachment.objects.create(policy=policy, attachment=AttachmentFactory(), title="原件")
    Policy.objects.get().put_on_record(desk.user)
    first = policy.items.first().pk
    workbook = desk.workbook("export", "xlsx")
    sheet = workbook["惠企事项"]
    headers = [cell.value for cell in sheet[1]]
    sheet.cell(2, headers.index("适用街镇") + 1).value = "松台街道"
    sheet.delete_rows(3)
    fill(sheet, 政策=TITLE, 序号="5", 事项名称="稳岗贷款", 解决的需求="留工")
    checked = desk.check(workbook)
    assert counts(checked) == (0, 1, 0, 0) and checked.report["changes"][0]["fields"] == [
        ["惠企事项“3.2 企业招工补贴” 适用街镇", "五马街道；松台街道", "松台街道"],
        ["惠企事项“5 稳岗贷款” 序号", "", "5"],
        ["惠企事项“5 稳岗贷款” 事项名称", "", "稳岗贷款"],
        ["惠企事项“5 稳岗贷款” 解决的需求", "", "留工"],
        ["惠企事项“节后包车返岗”", "有", "删除"],
    ]
    assert desk.confirm(checked).state == "imported"
    policy = Policy.objects.get()
    kept, new = policy.items.all()
    assert kept.pk == first and words_of(kept) == WORDS | {"towns": ["松台街道"]} and new.needs.count() == 1
    assert policy.attachments.count() == 1 and Revision.objects.for_instance(policy).count() == 3


def test_wrong_items_are_told_and_nothing_is_written(desk):
    workbook = desk.workbook()
    fill(workbook["政策"], **ROW | {"有效期至": "2020-01-01", "施行日期": "2026-01-01"})
    fill(workbook["惠企事项"], **ITEM | {"适用行业": "鞋也", "最高额度（元）": "-1"})
    fill(workbook["惠企事项"], 政策="别的文件", 事项名称="某事项")
    fill(workbook["惠企事项"], 政策=TITLE, 事项名称="某事项", 开始受理="2026-02-01", 截止受理="2026-01-01")
    fill(workbook["惠企事项"], 政策=TITLE, 事项名称="", 序号="9")
    assert sorted(problems(desk.check(workbook))) == [
        ("惠企事项", 3, "最高额度（元）", "-1", "不能小于0。"),
        ("惠企事项", 3, "适用行业", "鞋也", "行业里没有“鞋也”，您是不是要填“鞋业”。"),
        ("惠企事项", 4, "政策", "别的文件", "工作表“政策”里没有这一行，或那一行有错误。"),
        ("惠企事项", 5, "截止受理", "2026-01-01", "截止受理早于开始受理。"),
        ("惠企事项", 6, "事项名称", "", "必填，不能留空。"),
        ("政策", 3, "有效期至", "2020-01-01", "有效期至早于施行日期。"),
    ]
    assert not Policy.objects.exists()


# --- the form ---


@pytest.fixture
def change(desk, policy):
    url = reverse("admin:policies_policy_change", args=[policy.pk])

    def send(**fields):
        response = desk.user.client.get(url)
        response = desk.user.client.post(url, form_data(response) | fields)
        assert response.status_code == 302, [response.context["errors"]]
        return Policy.objects.get()

    return send


def test_saving_the_form_as_it_is_writes_nothing(policy, change):
    policy = change()
    assert Revision.objects.for_instance(policy).count() == 1 and words_of(policy.items.first()) == WORDS


def test_a_change_in_the_form_keeps_what_the_items_are_for(policy, change):
    policy = change(summary="改过的摘要")
    assert policy.summary == "改过的摘要" and words_of(policy.items.first()) == WORDS
    content = policy.latest_revision.content["items"]
    assert Revision.objects.for_instance(policy).count() == 2 and len(content[0]["towns"]) == 2


def test_the_form_changes_what_an_item_is_for(policy, change):
    keep = policy.items.first().towns.get(name="松台街道")
    policy = change(**{"items-0-towns": [keep.pk], "items-0-amount_text": "每人800元"})
    item = policy.items.first()
    assert words_of(item) == WORDS | {"towns": ["松台街道"]} and item.amount_text == "每人800元"
    assert policy.latest_revision.content["items"][0]["towns"] == [keep.pk]
    assert item.size_bands == ["small", "micro"]


def test_a_new_item_of_the_form_is_kept_with_its_words(policy, change):
    need = policy.items.first().needs.get()
    added = {"items-2-title": "新事项", "items-2-number": "6", "items-2-needs": [need.pk], "items-TOTAL_FORMS": 3}
    policy = change(**added)
    assert [item.title for item in policy.items.all()] == ["企业招工补贴", "节后包车返岗", "新事项"]
    assert list(policy.items.last().needs.all()) == [need]
    assert policy.latest_revision.content["items"][2]["needs"] == [need.pk]


def test_queries_of_an_export_do_not_grow(desk, policy):
    taken = []
    for more in (1, 10):
        for _ in range(more):
            other = PolicyFactory.build()
            other.items.set([PolicyItem(title="某事项", sort_order=0)])
            other.put_on_record(desk.user)
        with CaptureQueriesContext(connection) as queries:
            desk.workbook("export", "xlsx")
        taken.append(len(queries))
    assert taken[0] == taken[1]


@pytest.mark.parametrize(
    "title, number",
    [
        ("鹿城区示例办法(试行)", "鹿示发[2023]15号"),
        ("《鹿城区示例办法（试行）》", ""),
        ("鹿城区示例办法〔 试行 〕", "鹿示发（2023）第15号"),
        ("鹿城区\n示例办法\u200b（试行）", "鹿示发〔2023〕 15 号"),
        ("鹿城区示例办法", "鹿示发【２０２３】１５号"),
    ],
)
def test_a_policy_is_recognised_however_it_is_written(desk, title, number):
    written = {"标题": "鹿城区示例办法（试行）", "发文字号": "鹿示发〔2023〕15号"}
    workbook = desk.workbook()
    fill(workbook["政策"], **written)
    desk.import_(workbook)
    workbook = desk.workbook()
    workbook["政策"].delete_cols(3, 100)
    sheet = workbook["政策"]
    sheet.delete_rows(1, 9)
    sheet.append(["标题", "发文字号", "摘要"] if number else ["标题", "摘要"])
    sheet.append([title, number, "x"] if number else [title, "x"])
    assert counts(desk.import_(workbook)) == (0, 1, 0, 0)
    policy = Policy.objects.get()
    kept = title if title == "鹿城区示例办法" else written["标题"]
    assert (policy.title, policy.document_number, policy.summary) == (kept, written["发文字号"], "x")


def test_one_title_with_another_number_is_asked_about(desk, policy):
    workbook = desk.workbook()
    row = ROW | {"标题": "关于支持示例企业的若干意见", "发文字号": "示政发〔2027〕3号"}
    fill(workbook["政策"], **row)
    [(_, _, column, value, message)] = problems(desk.check(workbook))
    assert (column, value) == ("发文字号", "示政发〔2027〕3号")
    assert message == (
        f"台账里的“{TITLE}”（编号{policy.pk}）发文字号是示政发〔2026〕1号。若是同一份文件，请在编号列填{policy.pk}；"
        "若不是，请在“确认不是重复”列填“是”。"
    )
    workbook = desk.workbook()
    fill(workbook["政策"], **row | {"确认不是重复": "是"})
    assert counts(desk.import_(workbook)) == (1, 0, 0, 0)
    second = Policy.objects.latest("pk")
    assert second.document_number == "示政发〔2027〕3号" and second.slug != policy.slug
    workbook = desk.workbook()
    fill(workbook["政策"], **row | {"确认不是重复": "是"})
    assert counts(desk.check(workbook)) == (0, 0, 1, 0), "imported once more, it means what it made"


def test_two_rows_of_one_number_are_one(desk):
    workbook = desk.workbook()
    fill(workbook["政策"], 标题="甲办法", 发文字号="示政发〔2026〕9号")
    fill(workbook["政策"], 标题="乙办法", 发文字号="示政发[2026]09号")
    [(_, number, column, _, message)] = problems(desk.check(workbook))
    assert (number, column, message) == (4, "发文字号", "与第3行是同一条，请只留一行。")


def test_other_policies_and_terms_are_found_however_they_are_written(desk, policy):
    workbook = desk.workbook()
    fill(
        workbook["政策"],
        标题="新办法",
        取代的文件="关于支持示例企业的若干意见",
        发文机关="示例 局；示例\u200b办",
        主题分类="「示例主题」",
    )
    fill(workbook["惠企事项"], 政策="《新办法》", 事项名称="示例事项")
    desk.import_(workbook)
    new = Policy.objects.latest("pk")
    assert new.supersedes.get() == policy and new.issuers.count() == 2 and new.topic.name == "示例主题"
    assert new.items.get().title == "示例事项"


def test_a_form_that_nobody_saved_is_not_meant(desk):
    PolicyFactory(title="甲办法", document_number="示政发〔2026〕9号", live=False, is_unfinished=True)
    workbook = desk.workbook()
    fill(workbook["政策"], 标题="甲办法", 发文字号="示政发〔2026〕9号")
    assert counts(desk.import_(workbook)) == (1, 0, 0, 0)
    assert Policy.objects.latest("pk").slug == "jia-ban-fa"
