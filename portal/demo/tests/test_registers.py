"""The demo's entries in the registers: every row of the fact sheet has an answer here, and none says more than its source."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import TestCase
from django.utils import timezone

from news.models import ArticlePage
from news.models.mention import Mention
from portal.demo import load, records
from portal.demo.models import DemoItem
from programs.companies.models import Company, CompanyPerson
from programs.events.models import Event, EventFigure
from programs.policies.models import Policy, PolicyItem
from programs.records.model import Record
from programs.taxonomy.models import Department

FACTS = Path(settings.ROOT).parent / "shared" / "facts.md"

# What became of each row of sections A, B and E: the keys of its entries, or why there is none.
SECTION_A = {
    "《关于支持鹿城区工业企业“留员工、稳生产、开门红”的十条意见》": ["policy:shi-tiao-yijian"],
    "人才新政30条": ["policy:rencai-30-tiao"],
    "市场采购贸易政策资金“预拨制”": ["policy:yubozhi"],
    "市场采购贷 运费贷 结汇贷": ["policy:chukou-jinrong"],  # three products, one figure: one policy with three items
    "出入境白名单管理机制 ; 绿色通道": ["policy:baimingdan"],
    "市场采购贸易方式 (国家级试点)": ["policy:shichang-caigou"],
    "跨境电商海关监管平台": ["policy:kuajing-pingtai"],
    "外贸一站通": ["policy:waimao-yizhantong"],
    "“抢订单、拓市场”商务 + 之窗 (cut across L52‖54)": ["policy:shangwu-zhi-chuang"],
    "大走访大调研大服务大解题": ["policy:da-zoufang", "event:da-zoufang"],
    "百日招聘促就业 专项行动": ["policy:bairi-zhaopin", "event:yijidu-zhaopinhui"],
    "迎元旦·庆新春 农村人居环境整治攻坚月行动": ["policy:renju-gongjian", "event:renju-gongjian"],
    "强信心拼经济 ; 拼经济": "a slogan: nothing that anybody issued or can claim",
    "环境提升年 ; 大拆大整 大建大美 精建精美": ["policy:huanjing-tisheng"],
    "儿童友好城市、青年发展型城市、老年友好城市建设": ["policy:youhao-chengshi"],
    "学在鹿城 等五大城市品牌": ["policy:xue-zai-lucheng"],
    "15分钟文化圈和医疗圈、10分钟健身圈和养老圈": ["policy:shenghuo-quan"],
    "未来乡村、村容村貌整治": ["policy:weilai-xiangcun"],
    "成长通道 转化通道": ["policy:liang-tiao-tongdao"],
    "一键呼叫 报警器": ["policy:yijian-hujiao"],
    "共享小药房 ; 药品互助角 ; 共享药摊": [
        "policy:gongxiang-xiao-yaofang",
        "policy:yaopin-huzhujiao",
        "policy:gongxiang-yaotan",
    ],
    "疫情防控政策优化调整": "national context: no document, issuer or date of its own",
    "干部敢为、地方敢闯、企业敢干、群众敢首创": "a slogan",
    "邻里新闻官": ["policy:linli-xinwenguan"],
    "工作小分队 ; 以清单形式将责任落实到人并逐项化解": ["policy:gongzuo-xiaofendui"],
}
SECTION_B = {
    "浙江笑果鞋业有限公司 (笑果鞋业)": ["company:xiaoguo"],
    "巨一集团": ["company:juyi"],
    "德国戴希曼": ["company:daiximan"],
    "德宝贸易美标研发中心": ["company:debao-meibiao"],
    "温州国际鞋博城 (鞋博城)": ["company:xiebocheng"],
    "鹿城装备制造小微园党群服务中心": ["company:xiaoweiyuan"],
    "浙江省交通集团高速公路温州管理中心": ["company:gaosu-wenzhou"],
    "鹿城区委、区政府": ["department:quwei-quzhengfu"],
    "鹿城区委宣传部": ["department:xuanchuanbu"],
    "鹿城民政部门": ["department:minzheng"],
    "鹿城相关职能部门 ; 党政部门": "not named; the first stands as the printed issuer of 工作小分队",
    "藤桥镇经济办": ["department:tengqiao-jingjiban"],
    "鹿城区各街镇": "all of them together: the towns are a vocabulary of their own",
    "温州海关": ["department:wenzhou-haiguan"],
    "区外贸企业综合服务中心": ["department:waimao-zhongxin"],
    "鹿城区隔壁邻居志愿者协会": ["company:gebi-linju"],
    "大南街道南门社区卫生服务中心": ["company:nanmen-weisheng"],
    "鹿 + 城区职业介绍中心 (cut across L56‖58) ; 温州人才网鹿城分站": [
        "department:zhiye-jieshao",
        "department:rencaiwang",
    ],
    "鹿城考察团": "gone when the trip ended: a party of event:shanghai-kaocha by its name",
    "甬越院士之家 ; 世界青年科学家学术交流中心": ["company:yuanshi-zhi-jia", "company:qingnian-kexuejia"],
    "《小康》": "a magazine that gives an honour: nothing that the register of companies keeps",
    "志愿团队、两代表一委员、工青妇": "not named one by one: a party of event:renju-gongjian by these words",
    "unnamed: 医学健康、投资运营、产业研究领域的知名企业 (上海)": "not named: a party of event:shanghai-kaocha",
}
SECTION_E = {
    "第十一届中国鞋类鞋类采购节暨2023年春季订货会": ["event:caigoujie"],
    "巨一×戴希曼 意向签约": ["event:juyi-daiximan"],
    "trip to 缅甸、孟加拉国等国": ["event:miandian-mengjiala"],
    "招商引智考察活动": ["event:shanghai-kaocha"],
    "百日招聘促就业": ["event:yijidu-zhaopinhui"],
    "温暖过年游园会": ["event:wennuan-guonian"],
    "农村人居环境整治家庭比拼赛": ["event:jiating-bipinsai"],
    "农村人居环境整治攻坚月行动": ["event:renju-gongjian"],
    "温州海关 data release": "nothing that takes place: its figures stand in the story wenzhou-jinchukou-2022",
    "出海抢单 / 组团参展": ["event:chuhai-qiangdan"],
    "大走访…": ["event:da-zoufang"],
}
SECTIONS = {"A": SECTION_A, "B": SECTION_B, "E": SECTION_E}
# Words of a row's name that are the fact sheet's, or that the print cuts in two
LOOSE = {"“抢订单、拓市场”商务", "之窗", "鹿", "城区职业介绍中心", "拼经济", "以清单形式将责任落实到人并逐项化解"}


def rows_of(section):
    """The first cells of the fact sheet's table `section`, as it prints them."""
    text = FACTS.read_text().split(f"\n## {section}. ")[1].split("\n## ")[0]
    cells = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("|")]
    return cells[2:]  # without the headings and the rule


ENTRIES = {entry.key: entry for entry in records.RECORDS}


@pytest.mark.parametrize("section", SECTIONS)
def test_every_row_of_the_fact_sheet_is_decided(section):
    if not FACTS.exists():
        pytest.skip(f"The fact sheet is not beside this repository: {FACTS}")
    rows = rows_of(section)
    assert len(rows) > 10
    assert [row.replace("`", "") for row in rows] == list(SECTIONS[section])
    for row in rows:
        keys = SECTIONS[section][row.replace("`", "")]
        if isinstance(keys, list):
            stored = "".join(f"{ENTRIES.get(key)}{records.DEPARTMENTS.get(key)}" for key in keys)
            for name in set(re.findall(r"`([^`]+)`", row)) - LOOSE:
                assert name in stored, name


def test_every_entry_answers_a_row():
    answers = [keys for table in SECTIONS.values() for keys in table.values() if isinstance(keys, list)]
    wanted = {key for keys in answers for key in keys}
    assert wanted == {*ENTRIES, *records.DEPARTMENTS}


def delete_with_their_stories(*gone):
    """As staff do it: records that a story names stay while the story stands."""
    for record in gone:
        assert Mention.objects.of(record)
    for record in gone:
        for story in ArticlePage.objects.filter(pk__in=Mention.objects.of(record).values("article")):
            story.unpublish()
        record.delete()


FICTION = "演示"  # what the name of all that is made up begins with


def of_the_feature(model):
    return model.objects.exclude(title__startswith=FICTION)


@pytest.mark.usefixtures("demo")
class LoadedRecordTests(TestCase):
    def test_all_are_public_and_say_that_they_are_a_demo(self):
        for model, count in ((Company, 11), (Policy, 24), (Event, 10)):
            rows = model.objects.public_now()
            assert rows.count() == model.objects.count()
            assert of_the_feature(model).count() == count
            for row in rows:
                assert row.source_note.startswith("演示数据："), row
                assert ("全部内容为虚构" in row.source_note) == row.title.startswith(FICTION), row
                assert row.internal_note.startswith("演示数据。"), row
                assert row.revisions.count() == 1, row
                assert row.latest_revision.as_object().title == row.title
        assert Department.objects.filter(name__in=[name for name, _ in records.DEPARTMENTS.values()]).count() == 8

    def test_what_the_source_leaves_out_is_empty(self):
        unstated = ["index_number", "document_number", "unified_number", "contact", "keywords"]
        for policy in of_the_feature(Policy):
            assert [getattr(policy, name) for name in unstated] == [""] * len(unstated)
            assert policy.published_on is policy.written_on is None
            assert policy.issuer_text in {"", "鹿城相关职能部门"}  # a place issues nothing
            assert bool(policy.effective_from) == (policy.title.startswith("“迎元旦"))
        assert not Company.objects.exclude(credit_code=None).exists()  # any that is well-formed may be somebody's
        for company in of_the_feature(Company):
            assert company.credit_code is company.founded_on is None
            assert not (company.address or company.size_band or company.english_name or company.public_contact)
        fair = Event.objects.get(edition=11)
        assert (fair.venue, fair.town) == ("", None)
        for item in of_the_feature(PolicyItem):
            assert item.amount_ceiling is item.opens_on is item.closes_on is None
            assert not (item.amount_text or item.claim_mode or item.materials or item.phone or item.link)

    def test_one_figure_of_three_products_is_stored_once(self):
        loans = Policy.objects.get(short_title="出口专项金融产品")
        assert [item.title for item in loans.items.all()] == ["市场采购贷", "运费贷", "结汇贷"]
        assert str(loans.body.get_prep_value()).count("1.76") == 1
        assert not any(item.gives or item.amount_text for item in loans.items.all())

    def test_plans_and_intents_are_no_results(self):
        jobs = of_the_feature(Event).get(kind="job_fair")
        assert jobs.state_at() == "planned"
        planned = {figure.printed: (figure.figure, figure.unit) for figure in jobs.figures.filter(basis="planned")}
        assert planned == {
            "线下招聘会7场": (7, "场"),
            "线上招聘会20场": (20, "场"),
            "提供岗位1万余个": (1, "万个"),
            "计划吸引企业550家": (550, "家"),
        }
        assert jobs.figures.count() == 4
        intent = EventFigure.objects.get(basis="intent")
        assert (intent.event.kind, intent.figure, intent.unit) == ("signing", 1, "亿美元")
        assert intent.printed == "意向订单1亿美元"

    def test_dates_are_as_precise_as_the_print(self):
        dated = {
            event.printed_date: (
                event.starts_at and f"{timezone.localtime(event.starts_at):%Y-%m-%d}",
                event.ends_at and f"{timezone.localtime(event.ends_at):%Y-%m-%d}",
                event.precision,
                event.is_year_inferred,
            )
            for event in of_the_feature(Event).exclude(printed_date="")
        }
        assert dated == {
            "2022年12月12日至14日": ("2022-12-12", "2022-12-14", "day", False),
            "2022年12月16日晚": ("2022-12-16", None, "day", False),
            "12月15日至17日": ("2022-12-15", "2022-12-17", "day", True),
            "一季度": ("2023-01-01", None, "quarter", True),
            "1月10日": ("2023-01-10", None, "day", True),
            "2022年12月26日至2023年1月19日": ("2022-12-26", "2023-01-19", "day", False),
            "第一时间": (None, None, "ongoing", False),
            "如火如荼深入开展": (None, None, "ongoing", False),
        }
        assert set(of_the_feature(Event).filter(printed_date="").values_list("starts_at", "ends_at")) == {(None, None)}

    def test_printed_anomalies_stay_and_are_flagged(self):
        fair = Event.objects.get(title="第十一届中国鞋类鞋类采购节暨2023年春季订货会")
        home = Company.objects.get(title="甬越院士之家")
        for record in (fair, home):
            assert "照专版印出的字样" in record.source_note
        for record in (fair, home, Company.objects.get(title="鹿城区隔壁邻居志愿者协会")):
            assert "待核" in record.internal_note

    def test_people_are_those_whose_company_role_is_printed(self):
        people = CompanyPerson.objects.values_list("name", "role", "company__title", "is_public")
        assert set(people) == {
            ("王晶", "董事长", "浙江笑果鞋业有限公司", True),
            ("潘建中", "董事长", "巨一集团", True),
            ("何美芬", "负责人", "德宝贸易美标研发中心", True),
        }

    def test_aliases_find_their_company(self):
        for alias, title in {"笑果鞋业": "浙江笑果鞋业有限公司", "鞋博城": "温州国际鞋博城"}.items():
            assert Company.objects.matching([alias]).filter(title=title).exists()
            assert Company.objects.get(aliases__name=alias).title == title

    def test_itinerary_and_signatories(self):
        trip = Event.objects.get(title="招商引智考察活动")
        assert [stop.place for stop in trip.stops.all()] == ["松江", "浦东", "虹口", "静安", "闵行"]
        signing = Event.objects.get(kind="signing")
        assert [(p.role, p.display_name) for p in signing.parties.all()] == [
            ("signatory", "巨一集团"),
            ("signatory", "德国戴希曼"),
        ]

    def test_articles_that_explain_a_policy_say_so(self):
        article = ArticlePage.objects.get(slug="shi-tiao-yijian")
        assert [policy.short_title for policy in article.interprets.all()] == ["十条意见"]
        assert ArticlePage.objects.filter(interprets__isnull=False).distinct().count() == 16

    def test_an_edited_entry_is_kept_and_a_deleted_one_stays_away(self):
        company = Company.objects.get(title="巨一集团")
        company.summary = "台账管理员改过的摘要。"
        company.put_on_record(None)
        delete_with_their_stories(Policy.objects.get(title="外贸一站通"))
        Department.objects.get(name="鹿城区委宣传部").delete()
        assert load.load() == 0
        assert Company.objects.get(title="巨一集团").summary == "台账管理员改过的摘要。"
        assert not Policy.objects.filter(title="外贸一站通").exists()
        assert not Department.objects.filter(name="鹿城区委宣传部").exists()

    def test_what_staff_entered_before_takes_the_entrys_place(self):
        DemoItem.objects.get(key="company:juyi").delete()
        Company.objects.filter(title="巨一集团").update(summary="先录的一家")
        assert load.load() == 1
        assert Company.objects.get(title="巨一集团").summary == "先录的一家"

    def test_an_entry_loads_although_what_it_names_is_gone(self):
        DemoItem.objects.get(key="event:juyi-daiximan").delete()
        delete_with_their_stories(Event.objects.get(kind="signing"), Company.objects.get(title="德国戴希曼"))
        load.load()
        assert [str(party) for party in Event.objects.get(kind="signing").parties.all()] == ["巨一集团"]

    def test_no_internal_field_holds_what_the_public_page_should_say(self):
        for entry in records.RECORDS:
            assert not set(entry.fields) & set(Record.internal_fields), entry.key
