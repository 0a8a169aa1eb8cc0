"""What is found for a question, in which order, how it is counted and what is told of it."""

import datetime

import pytest
from django.utils import timezone

from news.tests.factories import ArticlePageFactory, SectionPageFactory
from portal.search.finding.finder import asked, find
from portal.search.models import Promotion, SearchDocument, Synonym
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory
from programs.events.tests.factories import EventFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory
from programs.taxonomy.tests.factories import TopicFactory, TownFactory

from .index import catch_up, index_all

pytestmark = pytest.mark.django_db


def titles(text, **parameters):
    return [found.document.title for found in find(asked(text, **parameters)).results]


def paragraph(text):
    return [("paragraph", f"<p>{text}</p>")]


def article(section, title, **fields):
    return ArticlePageFactory(parent=section, title=title, **{"lead": "", "body": paragraph("示例正文。"), **fields})


def counts(findings, name):
    return {value.label: value.count for group in findings.facets if group.name == name for value in group.values}


# --- Order --------------------


def test_name_before_title_before_summary_before_body(section):
    article(section, "示例纪事", body=paragraph("江心屿在瓯江中。"))
    article(section, "示例导览", lead="<p>到江心屿怎么走。</p>")
    article(section, "江心屿的灯会排到了夜里")
    CompanyFactory(title="江心屿")
    index_all()
    assert titles("江心屿") == ["江心屿", "江心屿的灯会排到了夜里", "示例导览", "示例纪事"]


def test_what_holds_before_what_is_past():
    for day, title in [("2024-01-01", "示例用工补助办法甲"), ("2030-01-01", "示例用工补助办法乙")]:
        PolicyFactory(title=title, published_on="2023-05-01", effective_to=day)
    index_all()
    assert titles("用工补助办法") == ["示例用工补助办法乙", "示例用工补助办法甲"]


def test_new_before_old(section):
    for year in (2016, 2025, 2020):
        article(section, f"鞋博城里的一天（{year}）", published_at=datetime.datetime(year, 3, 1, tzinfo=datetime.UTC))
    index_all()
    assert titles("鞋博城") == [f"鞋博城里的一天（{year}）" for year in (2025, 2020, 2016)]


@pytest.mark.parametrize(
    "typed", ["鹿示发〔2023〕7号", "鹿示发[2023]7号", "鹿示发（2023） 7号", "鹿示发2023 7号", "鹿示发〔２０２３〕７号"]
)
def test_the_document_itself_before_stories_about_its_number(section, typed):
    article(section, "鹿示发〔2023〕7号文件怎么读", body=paragraph("鹿示发〔2023〕7号讲了三件事。"))
    PolicyFactory(title="《示例若干意见》", document_number="鹿示发〔2023〕7号")
    PolicyFactory(title="《另一份意见》", document_number="鹿示发〔2023〕17号")
    index_all()
    found = find(asked(typed))
    assert found.results[0].document.title == "《示例若干意见》"
    assert found.card.source == Policy.objects.get(title="《示例若干意见》")
    assert "《另一份意见》" not in [one.document.title for one in found.results]


def test_no_kind_crowds_out_the_others(section):
    for number in range(30):
        PolicyFactory(title=f"《关于锁具行业的示例意见》（{number}）")
    article(section, "锁具厂的一天，从一把挂锁的检验台开始说起，到晚上装箱为止")
    EventFactory(title="锁具行业春季订货会暨上下游企业面对面洽谈活动")
    index_all()
    kinds = {found.document.kind for found in find(asked("锁具")).results[:10]}
    assert kinds == {"policy", "article", "event"}


# --- Filters, sorting, pages --------------------


def test_counts_and_filters(section, news_index):
    other = SectionPageFactory(parent=news_index, title="示例栏目", slug="shili")
    town, topic = TownFactory(name="藤桥镇", slug="tengqiao"), TopicFactory(name="就业")
    at = datetime.datetime(2024, 5, 1, tzinfo=datetime.UTC)
    for place in (section, section, other):
        about = [topic] if place == other else []
        article(place, "山地车赛在示例公园举行", published_at=at, topics=about)
    PolicyFactory(title="《山地车赛保障办法》", published_on="2025-02-01", effective_to="2025-03-01", topic=topic)
    CompanyFactory(title="示例山地车行", town=town)
    index_all()
    found = find(asked("山地车"))
    assert found.total == 5
    assert counts(found, "kind") == {"新闻": 3, "政策": 1, "企业": 1}
    assert counts(found, "topic") == {section.title: 2, "示例栏目": 1, "就业": 2}
    assert counts(found, "year") == {"2025": 1, "2024": 3}
    assert counts(found, "town") == {"藤桥镇": 1}
    assert counts(found, "validity") == {"失效": 1}
    assert titles("山地车", topic="section-shili", year="2024") == ["山地车赛在示例公园举行"]
    assert sorted(titles("山地车", topic=f"topic-{topic.slug}")) == ["《山地车赛保障办法》", "山地车赛在示例公园举行"]
    narrowed = find(asked("山地车", kind=["article", "company"]))
    assert narrowed.total == 4
    assert [(chip.label, chip.value, chip.count) for chip in narrowed.chips] == [
        ("类型", "新闻", 1),
        ("类型", "企业", 3),
    ]
    assert "q=" in narrowed.chips[0].url and "kind=company" in narrowed.chips[0].url
    assert find(asked("山地车", town="tengqiao", kind="policy")).total == 0


def test_by_date(section):
    for year in (2021, 2025, 2023):
        title = "眼镜" if year == 2021 else f"示例{year}"
        at = datetime.datetime(year, 3, 1, tzinfo=datetime.UTC)
        article(section, title, body=paragraph("眼镜出口。"), published_at=at)
    index_all()
    assert titles("眼镜")[0] == "眼镜"
    assert titles("眼镜", sort="date") == ["示例2025", "示例2023", "眼镜"]


def test_pages_hold_everything_once(section):
    made = {article(section, f"阀门展示第{number}号", body=paragraph("阀门")).title for number in range(12)}
    made |= {CompanyFactory(title=f"示例{number}阀门有限公司").title for number in range(13)}
    index_all()
    for sort in ("relevance", "date"):
        pages = [find(asked("阀门", sort=sort, page=page), page_size=10) for page in (1, 2, 3)]
        rows = [one.document.title for page in pages for one in page.results]
        assert sorted(rows) == sorted(made)
        assert [(page.first, page.last, page.page, page.pages) for page in pages] == [
            (1, 10, 1, 3), (11, 20, 2, 3), (21, 25, 3, 3)]  # fmt: skip
    assert pages[0].previous_url == pages[2].next_url == ""
    assert "page=2" in pages[0].next_url and "sort=date" in pages[0].next_url
    assert find(asked("阀门", page="99999"), page_size=10).page == 3
    assert [link.number for link in pages[1].page_links] == [1, 2, 3]


def test_what_the_gate_holds_back_is_neither_shown_nor_counted():
    for number in range(6):
        CompanyFactory(title=f"示例{number}烟具有限公司")
    index_all()
    shown = titles("烟具")
    Company.objects.filter(title__in=shown[:2]).update(visibility="internal")  # past everything that keeps the index
    found = find(asked("烟具"), page_size=3)
    assert [one.document.title for one in found.results] == shown[2:5]
    assert found.total == 4
    assert counts(found, "kind") == {"企业": 4}


def test_what_changed_is_found_at_once(section):
    found = find(asked("示例新词条"))
    assert (found.total, found.results) == (0, [])
    page = article(section, "示例新词条")
    index_all()
    assert titles("示例新词条") == ["示例新词条"]
    page.title = "示例旧词条"
    page.save_revision().publish()
    assert titles("示例旧词条") == ["示例旧词条"]
    assert titles("“示例新词条”") == []


# --- Understanding --------------------


def test_other_names():
    company = CompanyFactory(title="浙江示例砚格制鞋有限公司")
    CompanyAliasFactory(company=company, name="红蜻蜓二厂", kind="former")
    CompanyFactory(title="示例箱包有限公司", summary="与浙江示例砚格制鞋有限公司同在一个园区。")
    index_all()
    found = find(asked("红蜻蜓二厂"))
    assert [one.document.title for one in found.results] == ["浙江示例砚格制鞋有限公司", "示例箱包有限公司"]
    assert found.card.source == company
    assert found.steps == ["“红蜻蜓二厂”又是“浙江示例砚格制鞋有限公司”的名称，也一并查找。"]


def test_synonyms_hold_both_ways_or_one_way_from_the_next_question_on(section):
    article(section, "夜市延时", body=paragraph("示例夜市。"))
    article(section, "夜间集市延时", body=paragraph("示例。"))
    index_all()
    assert titles("夜市") == ["夜市延时"]
    synonym = Synonym.objects.create(words="夜市\n夜间集市")
    assert set(titles("夜市")) == set(titles("夜间集市")) == {"夜市延时", "夜间集市延时"}
    assert find(asked("夜市")).steps == ["“夜市”的同义词“夜间集市”也一并查找。"]
    synonym.is_one_way = True
    synonym.save()
    assert set(titles("夜市")) == {"夜市延时", "夜间集市延时"}
    assert titles("夜间集市") == ["夜间集市延时"]
    synonym.delete()
    assert titles("夜市") == ["夜市延时"]


def test_quoted_words_have_no_synonyms(section):
    Synonym.objects.create(words="夜市\n夜间集市")
    article(section, "夜间集市延时")
    index_all()
    assert titles("“夜市”") == []


@pytest.mark.parametrize("typed", ["xiaoyan", "xyxy", "xiao yan", "xiaoyanxieye"])
def test_pinyin_finds_names(typed, section):
    CompanyFactory(title="示例霄砚鞋业有限公司")
    article(section, "示例", body=paragraph("he pro xyz"))
    index_all()
    found = find(asked(typed))
    assert [one.document.title for one in found.results] == ["示例霄砚鞋业有限公司"]
    assert f"按拼音“{typed}”查找" in found.steps[0]


def test_english_words_are_no_pinyin(section):
    CompanyFactory(title="河北示例荷叶茶有限公司")
    article(section, "示例英文稿", body=paragraph("what he said about women"))
    index_all()
    assert titles("he") == titles("women") == ["示例英文稿"]
    assert titles("pro") == []


def test_all_words_or_none(section):
    article(section, "示例甲", body=paragraph("皮鞋与眼镜"))
    article(section, "示例乙", body=paragraph("皮鞋"))
    index_all()
    assert titles("皮鞋 眼镜") == ["示例甲"]
    assert find(asked("皮鞋 眼镜")).steps == []


def test_a_sentence_is_met_by_most_of_its_words(section):
    article(section, "示例招工信息", body=paragraph("企业招工，政府给补贴。"))
    article(section, "示例园区", body=paragraph("企业搬家。"))
    index_all()
    found = find(asked("小微企业去年招工有什么补贴"))
    assert found.results[0].document.title == "示例招工信息"
    assert "没有找到同时包含全部词语的内容，下面是包含其中大部分词语的结果。" in found.steps
    assert any("没有参与查找" in step and "什么" in step for step in found.steps)


@pytest.mark.parametrize("typed", ["霄彦鞋业", "霄岩鞋业", "霄鞋鞋业", "砚霄鞋业", "霄砚鞋叶"])
def test_a_character_off(typed):
    CompanyFactory(title="浙江霄砚鞋业有限公司", short_name="霄砚鞋业")
    CompanyFactory(title="浙江示例鞋业有限公司")
    index_all()
    found = find(asked(typed))
    assert found.correction.text == "霄砚鞋业"
    assert found.correction.is_applied
    assert found.correction.url.startswith("/search/?q=%E9%9C%84")
    assert [one.document.title for one in found.results] == ["浙江霄砚鞋业有限公司"]
    assert not found.steps  # the correction itself says what was found instead


def test_a_character_too_many_or_too_few():
    CompanyFactory(title="浙江霄砚鞋业有限公司", short_name="霄砚鞋业")
    index_all()
    for typed in ("霄砚砚鞋业", "霄砚业", "浙江霄砚业有限公司"):
        assert titles(typed) == ["浙江霄砚鞋业有限公司"]


def test_a_wrong_name_is_mended_before_half_of_it_is_given_up():
    CompanyFactory(title="钜一示例集团")
    for number in range(3):
        CompanyFactory(title=f"示例{number}集团")
    index_all()
    found = find(asked("钜亿示例集团"))
    assert [one.document.title for one in found.results] == ["钜一示例集团"]


def test_a_name_with_a_wrong_character_is_proposed_where_its_words_are_found_elsewhere(section):
    CompanyFactory(title="江心屿服务站")
    article(section, "江心屿的服务，哪个站都一样", body=paragraph("江心屿服务点换了新牌子。"))
    index_all()
    found = find(asked("江心屿服务点"))
    assert found.results[0].document.kind == "article"
    assert (found.correction.text, found.correction.is_applied) == ("江心屿服务站", False)
    assert find(asked("江心屿服务站")).correction is None


def test_what_has_all_words_of_a_sentence_comes_before_what_has_them_loosely(section):
    article(section, "小微企业出口怎么排产：小店、小厂、小企业")
    article(section, "示例纪事", lead="<p>一批小订单等着出口。</p>")
    index_all()
    assert titles("小订单怎么出口")[0] == "示例纪事"


def test_namesakes_do_not_fill_the_page(section):
    for number in range(12):
        policy = PolicyFactory(title=f"《示例办法》（{number}）")
        PolicyItemFactory(policy=policy, title="灯具支持（给予奖补）")
    article(section, "示例纪事", lead="<p>一家灯具厂也拿到了奖补。</p>")
    index_all()
    assert "示例纪事" in titles("灯具 奖补")[:10]


def test_whole_names_come_first_among_those_with_the_same_first_letters():
    for number in range(30):
        CompanyFactory(title=f"温州欣光学有限公司{number}号")
    company = CompanyFactory(title="浙江示例贰号有限公司")
    CompanyAliasFactory(company=company, name="笑果鞋业")
    index_all()
    assert titles("xgxy")[0] == "浙江示例贰号有限公司"


def test_latin_names_are_mended():
    CompanyFactory(title="示例德企", english_name="Deichmannia Example")
    index_all()
    assert find(asked("Diechmannia")).correction.text == "deichmannia"


# --- Around the results --------------------


def test_promoted_results_have_their_days_and_pass_the_gate(section):
    today = timezone.localdate()
    policy, page = PolicyFactory(title="《示例稳岗意见》"), article(section, "示例稳岗解读")
    index_all()
    chosen = Promotion.objects.create(queries="稳岗补贴\n留工", policy=policy, note="先看这份文件")
    Promotion.objects.create(queries="留工", page=page, starts_on=today + datetime.timedelta(days=1))
    Promotion.objects.create(queries="留工", url="/policies/", title="全部政策", ends_on=today, order=1)

    def promoted(text):
        return [(one.title, one.url) for one in find(asked(text)).promoted]

    assert promoted("留工") == [("《示例稳岗意见》", policy.get_absolute_url()), ("全部政策", "/policies/")]
    assert promoted("ｗ留工") == promoted("稳岗") == []
    Policy.objects.filter(pk=policy.pk).update(live=False)
    assert promoted("留工") == [("全部政策", "/policies/")]
    Policy.objects.filter(pk=policy.pk).update(live=True)
    chosen.is_active = False
    chosen.save()
    assert promoted("稳岗补贴") == []


def test_a_card_for_one_record_alone():
    company = CompanyFactory(title="浙江霄砚制鞋有限公司", short_name="霄砚")
    index_all()
    assert find(asked("霄砚")).card.source == company
    assert find(asked("制鞋")).card is None
    CompanyFactory(title="上海霄砚制鞋有限公司", short_name="霄砚")
    index_all()
    assert find(asked("霄砚")).card is None


def test_nothing_found_gives_what_is_near(section):
    article(section, "示例拉链厂")
    index_all()
    found = find(asked("拉链 火箭发动机"))
    assert found.total == 0
    assert [one.document.title for one in found.near] == ["示例拉链厂"]


def test_drafts_and_internal_things_are_never_found(section):
    article(section, "示例密语草稿", live=False)
    CompanyFactory(title="示例密语公司", visibility="internal")
    CompanyFactory(title="示例公开公司", internal_note="示例密语", internal_contact="示例密语")
    article(section, "示例密语旧闻", expire_at=timezone.now() - datetime.timedelta(minutes=1))
    index_all()
    assert titles("密语") == titles("miyu") == []


HOSTILE = [
    "", " ", "的", "？！", "\0", "a\0b", "\ud800", "😀", "鹿" * 10_000, '"', '""', '"鹿', "“”", "AND", "OR NOT", "NEAR(鹿城 5)", "鹿*", "names:鹿",
    "-鹿城", "^鹿", "{names} : 鹿", "'; DROP TABLE search_searchdocument; --", "<script>alert(1)</script>", "%", "_", "\\", "1" * 500,
    " ".join("鹿城外贸鞋业招工补贴"), "a b c d e f g h i j k l m n o p q r s t", "\u200b\u202e鹿", "é", "/search/?q=1", "鹿\n城",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_anything_may_be_asked(typed, section):
    article(section, "鹿城外贸")
    CompanyFactory(title="NEAR 示例有限公司")
    index_all()
    for parameters in ({}, {"sort": "date"}, {"page": "x"}, {"kind": ["x", "article"], "year": "二", "page": "-1"}):
        found = find(asked(typed, **parameters))
        assert found.total >= len(found.results)
        assert "\0" not in found.query


def test_operators_are_words(section):
    article(section, "鹿城外贸")
    article(section, "示例 AND 示例", body=paragraph("鹿城"))
    index_all()
    assert titles("鹿城 AND 外贸") == ["鹿城外贸"]  # a word of no weight, like 的
    assert titles("-外贸")[0] == "鹿城外贸"
    assert titles("names:外贸") == titles("names 外贸")


def test_queries_do_not_grow_with_results(section, django_assert_num_queries, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def ask():
        find(asked("采购节"))
        with CaptureQueriesContext(connection) as caught:
            found = find(asked("采购节"))
        return len(found.results), len(caught)

    def make(number):
        for _ in range(number):
            CompanyFactory(summary="采购节")
            EventFactory()
            PolicyItemFactory(gives="采购节")
            article(section, "采购节")
        index_all()
        catch_up()

    make(1)
    few, before = ask()
    make(3)
    many, after = ask()
    assert many > few
    assert after == before
    assert after <= 20
    assert SearchDocument.objects.count() > many
