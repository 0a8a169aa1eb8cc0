"""The search desk: what it tells, what it carries over into forms, what it hands out as files, who may enter."""

import csv
import datetime
import io
import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from portal.search.desk.chart import FLOOR, chart
from portal.search.desk.periods import PeriodForm
from portal.search.desk.words import standing
from portal.search.documents.rebuilding import request_rebuild, walk
from portal.search.models import (
    IndexRebuild,
    Promotion,
    QueryDay,
    RefusedWord,
    ReleasedQuery,
    ResultPositionDay,
    Synonym,
    WithheldQuery,
)
from portal.search.statistics.reading import POPULAR_QUERIES, Counts, last_days
from programs.companies.tests.factories import CompanyFactory
from programs.policies.tests.factories import PolicyFactory

STATISTICS = "/cms/search/statistics/"
INDEX = "/cms/search/index/"


@pytest.fixture(autouse=True)
def empty_cache():
    cache.clear()
    POPULAR_QUERIES.forget()


@pytest.fixture
def keeper(staff):
    return staff("keeper")


@pytest.fixture
def manager(staff):
    return staff("admin", is_superuser=False)


@pytest.fixture
def asked(db):
    """Four questions on each of the last three days."""
    for number in range(3):
        day = timezone.localdate() - datetime.timedelta(number)
        QueryDay.objects.create(day=day, words="外贸", searches=20, clicked=10, results=7)
        QueryDay.objects.create(day=day, words="=cmd|' /C calc'!A0", searches=3, without_result=3)
        QueryDay.objects.create(day=day, words="<b>招工</b>", searches=2, without_result=1, results=1)
        QueryDay.objects.create(day=day, words="", searches=5)
        ResultPositionDay.objects.create(day=day, position=1, shown=40, clicks=10)


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


# --- Statistics --------------------


def test_the_page_tells_of_questions_positions_and_days(keeper, asked):
    html = text_of(keeper.client.get(STATISTICS))
    assert re.search(r"<dt>搜索次数</dt><dd>90</dd>", html)
    assert "13.3%" in html  # 12 of 90 without result
    assert "25.0%" in html  # clicks at the first position
    assert html.count('class="trend__found"') == 7
    nothing = html[html.index('id="nothing"') : html.index('id="popular"')]
    assert "&lt;b&gt;招工&lt;/b&gt;" in nothing and "外贸" not in nothing
    assert "<b>招工</b>" not in html
    assert "演示程序编造" not in html


def test_a_period_is_chosen(keeper, asked):
    today = timezone.localdate()
    html = text_of(keeper.client.get(STATISTICS, {"first": today, "last": today}))
    assert re.search(r"<dt>搜索次数</dt><dd>30</dd>", html)
    assert html.count('class="trend__found"') == 1
    assert html.count('aria-current="true"') == 0
    assert text_of(keeper.client.get(STATISTICS)).count('aria-current="true"') == 1


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2026-03-09", "2026-03-02", "开始日期晚于结束日期"), ("2001-01-01", "", "统计只保留 400 天"), ("昨天", "", "日期"), ("", "2026-13-01", "日期"),
        ("<script>", "", "日期"), ("9" * 400, "x", "日期"),
    ],
)  # fmt: skip
def test_a_period_that_makes_no_sense_is_explained(keeper, asked, first, last, said):
    html = text_of(keeper.client.get(STATISTICS, {"first": first, "last": last}))
    alert = re.search(r'role="alert">.*?</div>', html, re.DOTALL)[0]
    assert said in alert and "下面是近 7 天的数字" in alert
    assert "<script>" not in alert


def test_periods_end_today_at_the_latest(db):
    today = timezone.localdate()
    form = PeriodForm({"first": str(today), "last": "2999-01-01"})
    assert (form.period().first, form.period().last) == (today, today)
    assert PeriodForm({"last": str(today)}).period() == last_days(7)
    assert PeriodForm({}).period() == last_days(7)


def test_queries_do_not_grow_with_questions(keeper, asked):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            text_of(keeper.client.get(STATISTICS))
        return [one["sql"] for one in captured]

    queries()
    few = queries()
    for number in range(12):
        QueryDay.objects.create(day=timezone.localdate(), words=f"词{number}", searches=3, without_result=1)
        ResultPositionDay.objects.create(day=timezone.localdate(), position=number + 2, shown=3)
    assert len(queries()) == len(few)


def test_looking_at_the_desk_writes_nothing(keeper, asked):
    text_of(keeper.client.get(STATISTICS))
    with CaptureQueriesContext(connection) as captured:
        text_of(keeper.client.get(STATISTICS))
    assert {one["sql"].split()[0] for one in captured} == {"SELECT"}


# --- Files --------------------


def exported(client, **asked):
    response = client.get(STATISTICS, asked)
    assert response.status_code == 200 and "attachment" in response["Content-Disposition"]
    return response.getvalue()


def test_tables_are_handed_out_and_no_cell_is_a_formula(keeper, asked):
    text = exported(keeper.client, export="csv", table="nothing").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][:3] == ["搜索词", "搜索次数", "搜索人数"]
    assert rows[1][:3] == ["'=cmd|' /C calc'!A0", "9", "0"]
    book = load_workbook(io.BytesIO(exported(keeper.client, export="xlsx", table="popular")))
    assert [cell.value for cell in book.active[2]][:2] == ["外贸", "60"]
    assert all(cell.data_type != "f" for row in book.active for cell in row)
    days = exported(keeper.client, export="csv", table="days").decode("utf-8-sig").splitlines()
    assert len(days) == 8 and days[0].startswith("日期,搜索次数")
    positions = exported(keeper.client, export="csv", table="positions").decode("utf-8-sig").splitlines()
    assert positions == ["位置,展示次数,点击次数,点击率", "1,120,30,25.0%"]


@pytest.mark.parametrize(
    "asked_for", [{"export": "pdf", "table": "days"}, {"export": "csv", "table": "x"}, {"export": "csv"}]
)
def test_there_is_no_other_file(keeper, asked_for):
    assert keeper.client.get(STATISTICS, asked_for).status_code == 404


# --- What can be done about a question --------------------


def test_words_are_carried_into_the_forms(keeper, asked):
    html = text_of(keeper.client.get(STATISTICS))
    row = re.search(r"<tr>(?:(?!</tr>).)*招工.*?</tr>", html, re.DOTALL)[0]
    synonym, promotion = re.findall(r'<a class="button[^"]*" href="([^"]+)"', row)
    form = text_of(keeper.client.get(synonym))
    assert re.search(r'<textarea name="words"[^>]*>\s*&lt;b&gt;招工&lt;/b&gt;\n', form)
    assert re.search(
        r'<textarea name="queries"[^>]*>\s*&lt;b&gt;招工&lt;/b&gt;<', text_of(keeper.client.get(promotion))
    )
    assert "字" * 60 not in text_of(keeper.client.get(synonym.partition("?")[0], {"words": "字" * 60}))


def add(user, model, **fields):
    return user.client.post(reverse(model.snippet_viewset.get_url_name("add")), fields)


def test_synonyms_are_kept_and_checked(keeper):
    html = text_of(add(keeper, Synonym, words="招工"))
    assert "请写至少两个不同的词" in html and "招工" in html
    add(keeper, Synonym, words="学区划分\n招生范围", is_active="on")
    assert Synonym.objects.get(words__contains="学区").all_words == ["学区划分", "招生范围"]
    assert "学区划分 = 招生范围" in text_of(keeper.client.get(reverse(Synonym.snippet_viewset.get_url_name("list"))))


def test_promotions_are_kept_and_checked(keeper):
    html = text_of(add(keeper, Promotion, queries="学区划分", order="0"))
    assert "也只选一样" in html
    assert "请写 / 开头的本站地址" in text_of(
        add(keeper, Promotion, queries="学区", order="0", url="javascript:alert(1)", title="x")
    )
    add(keeper, Promotion, queries="学区划分", order="0", url="/guide/", title="办事指南", is_active="on")
    assert Promotion.objects.get().shown_title == "办事指南"
    html = text_of(keeper.client.get(reverse(Promotion.snippet_viewset.get_url_name("list"))))
    assert "学区划分" in html and "显示中" in html


def test_a_promotion_says_what_readers_see_of_it(db):
    today, day = timezone.localdate(), datetime.timedelta(1)
    said = {
        "显示中": Promotion(url="/a/"), "停用": Promotion(is_active=False), "还没开始": Promotion(starts_on=today + day),
        "已结束": Promotion(ends_on=today - day), "推荐的内容没有公开": Promotion(policy=PolicyFactory(live=False)),
    }  # fmt: skip
    assert {words: standing(one) for words, one in said.items()} == {words: words for words in said}
    assert standing(Promotion(company=CompanyFactory(visibility="internal"))) == "推荐的内容没有公开"


@pytest.mark.parametrize(("model", "make"), [
    (Synonym, lambda number: Synonym.objects.create(words=f"甲{number}\n乙{number}")),
    (Promotion, lambda number: Promotion.objects.create(queries=f"词{number}", company=CompanyFactory())),
    (WithheldQuery, lambda number: WithheldQuery.objects.create(words=f"词{number}")),
    (ReleasedQuery, lambda number: ReleasedQuery.objects.create(words=f"词{number}")),
    (RefusedWord, lambda number: RefusedWord.objects.create(word=f"词{number}")),
])  # fmt: skip
def test_lists_of_words_do_not_grow(keeper, model, make):
    address = reverse(model.snippet_viewset.get_url_name("list"))

    def queries():
        text_of(keeper.client.get(address))
        with CaptureQueriesContext(connection) as captured:
            text_of(keeper.client.get(address))
        return [one["sql"] for one in captured]

    for number in range(2):
        make(number)
    few = queries()
    for number in range(2, 12):
        make(number)
    many = queries()
    assert len(many) == len(few), "\n".join(one[:150] for one in many)


def test_a_question_is_withheld_from_readers_and_let_go_again(keeper, asked):
    address = reverse("search_statistics:withhold")
    response = keeper.client.post(address, {"words": "外贸", "next": f"{STATISTICS}?first=2026-11-20"})
    assert response["Location"] == f"{STATISTICS}?first=2026-11-20"
    row = WithheldQuery.objects.get()
    assert (row.words, row.decided_by) == ("外贸", keeper)
    assert "不公开</span>" in text_of(keeper.client.get(STATISTICS))
    for data in ({"words": "外贸", "next": "//evil.example"}, {"words": ""}, {"words": "13800138000"}, {}):
        assert keeper.client.post(address, data)["Location"] == STATISTICS
    assert WithheldQuery.objects.count() == 1
    keeper.client.post(reverse(WithheldQuery.snippet_viewset.get_url_name("delete"), args=[row.pk]))
    assert not WithheldQuery.objects.exists()
    assert "本来就不记录" in text_of(add(keeper, WithheldQuery, words="13800138000"))
    assert keeper.client.get(address).status_code == 405


def test_what_waits_is_let_through_or_refused(keeper, asked):
    QueryDay.objects.filter(words="外贸").update(askers=5)
    html = text_of(keeper.client.get(STATISTICS))
    assert "等您决定（1）" in html and ">放行</button>" in html and ">拒绝</button>" in html
    keeper.client.post(reverse("search_statistics:release"), {"words": "外贸"})
    assert (ReleasedQuery.objects.get().words, ReleasedQuery.objects.get().decided_by) == ("外贸", keeper)
    html = text_of(keeper.client.get(STATISTICS))
    assert "现在没有等您决定的词" in html and "“大家在搜”：外贸。" in html
    keeper.client.post(reverse("search_statistics:withhold"), {"words": "外贸"})
    assert not ReleasedQuery.objects.exists() and WithheldQuery.objects.get().words == "外贸"
    keeper.client.post(reverse("search_statistics:release"), {"words": "外贸"})
    assert not WithheldQuery.objects.exists() and ReleasedQuery.objects.count() == 1
    add(keeper, WithheldQuery, words="外贸")
    assert not ReleasedQuery.objects.exists(), "what is written down unasked ends the other decision too"


def test_refused_words_are_kept_at_the_desk(keeper):
    assert RefusedWord.objects.filter(word="傻逼").exists()
    add(keeper, RefusedWord, word=" 黑中介 ")
    assert RefusedWord.objects.filter(word="黑中介").exists()
    assert "里面没有文字" in text_of(add(keeper, RefusedWord, word="！？"))


# --- The chart --------------------


def test_columns_stand_on_the_floor_and_in_the_picture(db):
    days = [(datetime.date(2026, 3, number), Counts(number * 7, number, 0)) for number in range(1, 29)]
    drawn = chart(days)
    for bar, (_, counts) in zip(drawn.bars, days, strict=True):
        assert bar.found_y + bar.found_height == FLOOR
        assert bar.missing_y + bar.missing_height == bar.found_y
        assert bar.missing_y >= 0 and 0 < bar.width and bar.x + bar.width <= drawn.width
        assert f"搜索 {counts.searches} 次" in bar.said
    assert [mark.label for mark in drawn.lines] == ["0", "100", "200"]
    assert len(drawn.labels) <= 10


@pytest.mark.parametrize(
    ("most", "top"), [(0, 2), (1, 2), (3, 5), (10, 10), (11, 20), (499, 500), (501, 1000), (12_345, 20_000)]
)
def test_the_axis_ends_at_a_round_number(most, top):
    assert chart([(datetime.date(2026, 3, 1), Counts(most, 0, 0))]).lines[-1].label == str(top)


def test_no_day_at_all_draws_nothing():
    assert chart([]).bars == []


# --- The index --------------------


def test_the_index_is_rebuilt_in_the_background_and_its_progress_told(manager, db):
    CompanyFactory()
    IndexRebuild.objects.all().delete()
    assert "还没有重建过" in text_of(manager.client.get(INDEX))
    assert manager.client.get(f"{INDEX}progress/").json() == {}
    response = manager.client.post(f"{INDEX}rebuild/")
    assert response["Location"] == INDEX
    assert IndexRebuild.objects.get().state == "waiting"
    html = text_of(manager.client.get(INDEX))
    assert "等待后台任务开始" in html and "data-open" in html and "disabled" in html
    manager.client.post(f"{INDEX}rebuild/")
    assert IndexRebuild.objects.count() == 1, "a second press asks for nothing more"
    walk()
    told = manager.client.get(f"{INDEX}progress/").json()
    assert told["percent"] == 100 and not told["is_open"] and told["said"].startswith("已完成")
    assert "data-open" not in text_of(manager.client.get(INDEX))
    assert manager.client.get(f"{INDEX}rebuild/").status_code == 405


def test_a_rebuild_under_way_and_one_that_failed_are_told(manager, db):
    IndexRebuild.objects.all().delete()
    rebuild = IndexRebuild.objects.create(state="running", version="x", done=30, total=60, written=5, removed=1)
    told = manager.client.get(f"{INDEX}progress/").json()
    assert told == {"percent": 50, "is_open": True, "said": "进行中：已检查 30 / 60 条，重写 5 条，删除 1 条。"}
    rebuild.state, rebuild.message = "failed", "程序已升级，另起一次重建。"
    rebuild.save()
    assert manager.client.get(f"{INDEX}progress/").json()["said"] == "没有完成：程序已升级，另起一次重建。"


def test_the_check_tells_what_is_missing(manager, db):
    request_rebuild()
    walk()
    assert "请重建索引" not in text_of(manager.client.get(f"{INDEX}?check=1"))
    CompanyFactory.create_batch(2)
    html = text_of(manager.client.get(f"{INDEX}?check=1"))
    row = re.search(r'<tr><th scope="row">企业</th>.*?</tr>', html)[0]
    assert re.findall(r"<td>(.*?)</td>", row) == ["2", "0", "2", "0", "<strong>请重建索引</strong>"]
    request_rebuild()
    walk()
    html = text_of(manager.client.get(f"{INDEX}?check=1"))
    assert "请重建索引" not in html and re.search(r"<dt>企业</dt><dd>2</dd>", html)


# --- Who may enter --------------------


@pytest.mark.parametrize(("role", "sees"), [
    ("editor", []), ("reviewer", []), ("keeper", ["搜索统计", "同义词", "编辑推荐", "不公开的搜索词"]),
    ("admin", ["搜索统计", "同义词", "编辑推荐", "不公开的搜索词", "搜索索引"]),
])  # fmt: skip
def test_the_menu_shows_what_one_may_do(staff, role, sees):
    user = staff(role, is_superuser=False)
    html = user.client.get("/cms/").content.decode()
    every = ["搜索统计", "同义词", "编辑推荐", "不公开的搜索词", "搜索索引"]
    assert [label for label in every if ascii(label).strip("'") in html or label in html] == sees


def test_others_are_turned_away(staff, db):
    editor, keeper = staff("editor"), staff("keeper")
    withhold = reverse("search_statistics:withhold")
    for address in (STATISTICS, INDEX, f"{INDEX}progress/", f"{STATISTICS}?export=csv&table=popular"):
        assert editor.client.get(address).status_code in (302, 403)
    for address in (f"{INDEX}rebuild/", withhold):
        assert editor.client.post(address, {"words": "外贸"}).status_code in (302, 403)
    assert keeper.client.get(INDEX).status_code == 302
    IndexRebuild.objects.all().delete()
    keeper.client.post(f"{INDEX}rebuild/")
    assert not IndexRebuild.objects.exists() and not WithheldQuery.objects.exists()
