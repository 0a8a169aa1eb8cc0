"""What is counted of searches, what never is, and that several processes add up."""

import datetime
import json
import threading

import pytest
import time_machine
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal import scheduler
from portal.search.models import QueryDay, RefusedWord, ReleasedQuery, ResultPositionDay, WithheldQuery
from portal.search.statistics import clicks, reading, storing
from portal.search.statistics.askers import ASKERS, Askers
from portal.search.statistics.tally import MOST_WORDS, TALLY, Tally
from portal.search.statistics.words import counted_words
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory
from programs.policies.tests.factories import PolicyFactory
from programs.taxonomy.tests.factories import TopicFactory

from .index import catch_up, index_all

DAY = datetime.date(2026, 3, 2)


@pytest.fixture(autouse=True)
def nothing_counted():
    TALLY.forget()
    reading.POPULAR_QUERIES.forget()
    ASKERS.forget()
    cache.clear()
    yield
    reading.POPULAR_QUERIES.forget()
    TALLY.forget()


def rows(*names):
    return list(QueryDay.objects.order_by("day", "words").values_list(*(names or ("words", "searches"))))


# --- Which words are kept --------------------


@pytest.mark.parametrize(
    ("typed", "counted"),
    [
        ("  外贸 ", "外贸"), ("ＲＣＥＰ　规则", "rcep 规则"), ("2716.1亿元", "2716.1亿元"), ("鹿政发〔2026〕12号", "鹿政发〔2026〕12号"),
        ("2026-03-01", ""), ("2026年3月1日", "2026年3月1日"), ("第27届 2024 2025", ""), ("", ""), ("？！", ""), ("字" * 51, ""), ("a\x00b", "ab"),
        ("涌\u202e金", "涌金"),
    ],
)  # fmt: skip
def test_words_have_one_spelling(typed, counted):
    assert counted_words(typed) == counted


@pytest.mark.parametrize(
    "private",
    [
        "13800138000", "138 0013 8000", "138-0013-8000", "１３８００１３８０００", "张三 13800138000 电话", "0577-88888888", "(0577) 8888 8888",
        "330302199001011234", "33030219900101123X", "6222020200112233445", "6222 0202 0011 2233 445", "a@b.cn", "zhang.san＠example.com",
        "一三八零零一三八零零零", "微信 zhangsan88", "qq：1234567", "浙C12345", "浙C·D1234",
    ],
)  # fmt: skip
def test_what_looks_like_a_person_is_not_kept(private):
    assert counted_words(private) == ""


@pytest.mark.django_db
def test_a_private_question_is_counted_without_its_words():
    TALLY.searched("13800138000", 0)
    TALLY.searched("外贸", 3)
    TALLY.write()
    assert rows("words", "searches", "without_result") == [("", 1, 1), ("外贸", 1, 0)]
    assert "13800138000" not in json.dumps(list(QueryDay.objects.values_list("words")))


# --- Writing --------------------


@pytest.mark.django_db
def test_counts_of_several_processes_add_up():
    first, second = Tally(), Tally()
    for tally, total in ((first, 3), (second, 5), (second, 0)):
        tally.searched("外贸", total)
        tally.shown(1, 2)
    second.clicked("外贸", 2, is_first=True)
    second.clicked("外贸", 1, is_first=False)
    first.write()
    second.write()
    second.write()
    assert rows("words", "searches", "without_result", "clicked", "results") == [("外贸", 3, 1, 1, 0)]
    assert list(ResultPositionDay.objects.order_by("position").values_list("position", "shown", "clicks")) == [
        (1, 3, 1),
        (2, 3, 1),
    ]


@pytest.mark.django_db
def test_one_writing_asks_as_often_for_many_words_as_for_few():
    def queries_for(count):
        for number in range(count):
            TALLY.searched(f"词{number}", 1)
            TALLY.shown(1, count)
        with CaptureQueriesContext(connection) as queries:
            TALLY.write()
        return len(queries)

    queries_for(2)
    assert queries_for(12) == queries_for(2) <= 12


@pytest.mark.django_db
def test_what_cannot_be_written_is_kept(monkeypatch):
    def broken(*args):
        raise DatabaseError("database is locked")

    with monkeypatch.context() as patch:
        patch.setattr("portal.search.statistics.tally.add", broken)
        TALLY.searched("外贸", 3)
        TALLY.shown(1, 1)
        TALLY.write()
    assert rows() == []
    TALLY.searched("外贸", 4)
    TALLY.write()
    assert rows("words", "searches", "results") == [("外贸", 2, 4)]
    assert ResultPositionDay.objects.get().shown == 1


@pytest.mark.django_db
def test_half_a_writing_is_none(monkeypatch):
    def broken(model, key, *args):
        if model is ResultPositionDay:
            raise DatabaseError("gone")
        return kept(model, key, *args)

    kept = storing._rows_of
    monkeypatch.setattr(storing, "_rows_of", broken)
    TALLY.searched("外贸", 3)
    TALLY.shown(1, 1)
    TALLY.write()
    assert rows() == []


@pytest.mark.django_db
def test_a_day_keeps_so_many_words_and_counts_the_rest_together(monkeypatch):
    monkeypatch.setattr(storing, "MOST_QUERIES_A_DAY", 3)
    for words in ("甲", "乙", "乙"):
        TALLY.searched(words, 1)
    TALLY.write()
    for words in ("丙", "丙", "丁", "乙"):
        TALLY.searched(words, 1)
    TALLY.write()
    assert rows() == [("", 1), ("丙", 2), ("乙", 3), ("甲", 1)]
    TALLY.searched("戊", 0)
    TALLY.write()
    assert rows("words", "searches", "without_result")[0] == ("", 2, 1)


@pytest.mark.django_db
def test_the_memory_between_two_writings_is_bounded():
    for number in range(MOST_WORDS + 50):
        TALLY.searched(f"词{number}", 1)
    TALLY.shown(1, 100_000)
    TALLY.clicked("外贸", 100_000, is_first=True)
    TALLY.write()
    assert QueryDay.objects.count() <= MOST_WORDS + 1
    assert QueryDay.objects.get(words="").searches >= 50
    assert ResultPositionDay.objects.count() == 200


@pytest.mark.django_db
def test_midnight_parts_the_days():
    with time_machine.travel("2026-03-02 23:59:59+08:00", tick=False):
        TALLY.searched("外贸", 1)
    with time_machine.travel("2026-03-03 00:00:01+08:00", tick=False):
        TALLY.searched("外贸", 1)
        TALLY.write()
    assert rows("day", "searches") == [(DAY, 1), (DAY + datetime.timedelta(1), 1)]


@pytest.mark.django_db
def test_many_threads_lose_nothing():
    def ask():
        for _ in range(200):
            TALLY.searched("外贸", 1)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    TALLY.write()
    assert QueryDay.objects.get().searches == 1600


@pytest.mark.django_db(transaction=True)
def test_the_thread_writes_by_itself(settings):
    settings.SEARCH_STATISTICS_INTERVAL = 0.05
    tally = Tally()
    tally.searched("外贸", 1)
    for _ in range(200):  # SQLite in memory locks whole tables: nobody reads while the thread may write
        if not tally._queries:
            break
        threading.Event().wait(0.05)
    settings.SEARCH_STATISTICS_INTERVAL = 3600
    with tally._writing:
        assert rows() == [("外贸", 1)]


# --- Keeping --------------------


@pytest.mark.django_db
def test_counts_are_kept_for_four_hundred_days():
    today = timezone.localdate()
    for days in (0, 400, 401, 900):
        QueryDay.objects.create(day=today - datetime.timedelta(days), words="外贸")
        ResultPositionDay.objects.create(day=today - datetime.timedelta(days), position=1)
    assert scheduler.tidy() == 4
    assert [(today - row.day).days for row in QueryDay.objects.order_by("-day")] == [0, 400]
    with CaptureQueriesContext(connection) as queries:
        assert scheduler.tidy() == 0
    assert {query["sql"].split()[0] for query in queries} == {"SELECT"}


# --- Reading --------------------


@pytest.fixture
def a_week(db):
    for number in range(7):
        day = DAY + datetime.timedelta(number)
        QueryDay.objects.create(day=day, words="外贸", searches=10, askers=8, clicked=4, results=number)
        QueryDay.objects.create(day=day, words="招工补贴", searches=3, askers=3, without_result=3)
        QueryDay.objects.create(day=day, words="", searches=1, without_result=1)
        ResultPositionDay.objects.create(day=day, position=1, shown=10, clicks=4)
        ResultPositionDay.objects.create(day=day, position=2, shown=10, clicks=1)
    return reading.Period(DAY, DAY + datetime.timedelta(6))


def test_a_period_is_read(a_week):
    totals = reading.totals(a_week)
    assert (totals.searches, totals.without_result, totals.clicked) == (98, 28, 28)
    assert [one.words for one in reading.popular(a_week, 10)] == ["外贸", "招工补贴"]
    (failing,) = reading.without_result(a_week, 10)
    assert (failing.words, failing.searches, failing.without_result) == ("招工补贴", 21, 21)
    assert reading.popular(a_week, 1)[0].results == 6
    assert [(one.position, one.shown, one.clicks, round(one.share)) for one in reading.by_position(a_week, 20)] == [
        (1, 70, 28, 40),
        (2, 70, 7, 10),
    ]
    assert reading.totals(a_week.before).searches == 0
    days = reading.by_day(reading.Period(DAY - datetime.timedelta(2), DAY))
    assert [counts.searches for _, counts in days] == [0, 0, 14]


def told():
    reading.POPULAR_QUERIES.forget()
    return reading.POPULAR_QUERIES()


def test_readers_are_told_of_questions_that_led_somewhere(a_week):
    ReleasedQuery.objects.create(words="外贸")
    ReleasedQuery.objects.create(words="招工补贴")
    with time_machine.travel("2026-03-09 08:00:00+08:00", tick=False):
        assert told() == ["外贸"]
        WithheldQuery.objects.create(words="外贸")
        assert reading.POPULAR_QUERIES() == []
        WithheldQuery.objects.all().delete()
        assert reading.POPULAR_QUERIES() == ["外贸"]
        QueryDay.objects.filter(words="外贸").update(clicked=0)
        assert reading.POPULAR_QUERIES() == ["外贸"], "summed up once in five minutes"
        assert told() == []
        QueryDay.objects.update(clicked=1)
        QueryDay.objects.filter(words="招工补贴").update(without_result=1)
        assert told() == ["外贸", "招工补贴"]
        QueryDay.objects.filter(words="外贸").exclude(day=DAY).delete()
        QueryDay.objects.filter(words="外贸").update(searches=200, askers=2)
        assert told() == ["招工补贴"], "two may be one person, however often they ask"
    with time_machine.travel("2026-06-09 08:00:00+08:00", tick=False):
        assert told() == []


def test_readers_are_told_only_of_what_staff_let_through_or_what_is_public(a_week):
    with time_machine.travel("2026-03-09 08:00:00+08:00", tick=False):
        QueryDay.objects.filter(words="外贸").update(words="某某局长是骗子")
        assert told() == [] and reading.POPULAR_QUERIES.waiting() == ["某某局长是骗子"]
        ReleasedQuery.objects.create(words="某某局长是骗子")
        assert told() == ["某某局长是骗子"] and reading.POPULAR_QUERIES.waiting() == []
        RefusedWord.objects.create(word="骗 子")
        assert reading.POPULAR_QUERIES() == [], "a refused word outweighs whoever let it through"
        assert reading.POPULAR_QUERIES.waiting() == []


def test_the_names_of_public_things_need_no_decision(a_week):
    company = CompanyFactory(title="浙江示例鞋业有限公司")
    CompanyAliasFactory(company=company, name="示例鞋业")
    PolicyFactory(title="示例办法", document_number="鹿示发〔2026〕12号")
    TopicFactory(name="外贸促进")
    CompanyFactory(title="示例未公开有限公司", live=False)
    index_all()
    names = [
        "示例鞋业",
        "浙江示例鞋业有限公司",
        "鹿示发〔2026〕12号",
        "外贸促进",
        "示例未公开有限公司",
        "示例鞋业 骗人",
        "示例",
    ]
    with time_machine.travel("2026-03-09 08:00:00+08:00", tick=False):
        QueryDay.objects.all().delete()
        for number, words in enumerate(names):
            QueryDay.objects.create(
                day=DAY, words=words, searches=50 - number, askers=50 - number, clicked=1, results=1
            )
        assert told() == names[:4]
        assert reading.POPULAR_QUERIES.waiting() == names[4:]
        company.visibility = "internal"
        company.save()
        catch_up()
        assert reading.POPULAR_QUERIES() == names[2:4], "what is public no more names nothing"


def test_what_readers_are_told_asks_as_often_for_many_as_for_few(a_week):
    def queries_for(count):
        for number in range(count):
            QueryDay.objects.get_or_create(
                day=DAY, words=f"词{number}", defaults={"searches": 9, "askers": 9, "clicked": 1}
            )
            ReleasedQuery.objects.get_or_create(words=f"词{number}")
        told()
        with CaptureQueriesContext(connection) as queries:
            reading.POPULAR_QUERIES()
        return len(queries)

    with time_machine.travel("2026-03-09 08:00:00+08:00", tick=False):
        queries_for(2)
        assert queries_for(12) == queries_for(2) <= 4


# --- One address --------------------


@pytest.mark.django_db
def test_one_address_counts_once_a_day_for_one_question(client, settings):
    settings.PROXY_COUNT = 1
    reader = {"User-Agent": "Mozilla/5.0 (X11) Firefox/130"}

    def ask(address, words="外贸", times=1):
        for _ in range(times):
            client.get("/search/", {"q": words}, headers=reader | {"X-Forwarded-For": address})
        TALLY.write()
        return QueryDay.objects.filter(words="外贸").aggregate(asked=Sum("searches"), by=Sum("askers"))

    with time_machine.travel("2026-03-02 08:00:00+08:00", tick=False):
        assert ask("192.0.2.1", times=5) == {"asked": 5, "by": 1}
        assert ask("192.0.2.1", " 外貿".replace("貿", "贸")) == {"asked": 6, "by": 1}, (
            "the same question in another spelling"
        )
        assert ask("192.0.2.2") == {"asked": 7, "by": 2}
        assert ask("2001:db8::1") == {"asked": 8, "by": 3}
        assert ask("2001:db8::2") == {"asked": 9, "by": 3}, "one household"
        assert ask("192.0.2.1", "招工") == {"asked": 9, "by": 3}
    with time_machine.travel("2026-03-03 00:10:00+08:00", tick=False):
        assert ask("192.0.2.1") == {"asked": 10, "by": 4}


@pytest.mark.django_db
def test_no_address_is_kept(monkeypatch):
    kept = []
    monkeypatch.setattr(
        "portal.search.statistics.askers.cache.add", lambda key, *rest, **more: kept.append(key) or True
    )
    askers = Askers()
    assert askers.is_first("192.0.2.77", "外贸") and not askers.is_first("192.0.2.77", "外贸")
    assert "192.0.2" not in "".join(map(str, [*kept, *askers.seen]))
    key = askers.key
    with time_machine.travel(timezone.now() + datetime.timedelta(1), tick=False):
        assert askers.is_first("192.0.2.77", "外贸")
        assert askers.key != key and len(askers.seen) == 1


@pytest.mark.django_db
def test_processes_with_one_cache_count_an_address_once():
    one, other = Askers(), Askers()
    assert one.is_first("192.0.2.77", "外贸")
    assert not other.is_first("192.0.2.77", "外贸")


@pytest.mark.django_db
def test_searches_and_suggestions_of_one_address_are_limited(client, settings):
    settings.SEARCHES_A_MINUTE, settings.SUGGESTIONS_A_MINUTE, settings.PROXY_COUNT = 2, 3, 1
    one, other = {"X-Forwarded-For": "192.0.2.1"}, {"X-Forwarded-For": "192.0.2.2"}
    with time_machine.travel(timezone.now(), tick=False):
        assert [client.get("/search/", {"q": "外贸"}, headers=one).status_code for _ in range(3)] == [200, 200, 429]
        refused = client.get("/search/", {"q": "外贸<b>"}, headers=one)
        assert "搜索太频繁" in refused.content.decode() and 0 < int(refused["Retry-After"]) <= 60
        assert "外贸&lt;b&gt;" in refused.content.decode() and "no-store" in refused["Cache-Control"]
        assert client.get("/search/", {"q": "外贸"}, headers=other).status_code == 200
        answers = [client.get("/search/suggest/", {"q": "外"}, headers=one) for _ in range(4)]
        assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
        assert answers[-1].json()["suggestions"] == [] and "请求太频繁" in answers[-1].json()["detail"]


# --- Clicks --------------------


class Answer:
    query, first, last = "外贸", 1, 20


OURS = {"Sec-Fetch-Site": "same-origin", "User-Agent": "Mozilla/5.0 (X11) Firefox/130"}


def beacon(client, headers=OURS, **data):
    sent = {"ticket": clicks.ticket(Answer), "position": "3", "first": "1"} | data
    return client.post("/search/click/", sent, headers=headers)


@pytest.mark.django_db
def test_a_click_is_counted_and_nothing_is_written_meanwhile(client):
    with CaptureQueriesContext(connection) as queries:
        assert beacon(client).status_code == 204
    assert len(queries) == 0
    beacon(client, first="0", position="1")
    TALLY.write()
    assert rows("words", "searches", "clicked") == [("外贸", 0, 1)]
    assert list(ResultPositionDay.objects.order_by("position").values_list("position", "clicks")) == [(1, 1), (3, 1)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("headers", "data", "status"),
    [
        ({}, {"position": "0"}, 204), ({}, {"position": "21"}, 204), ({}, {"position": "-1"}, 204), ({}, {"position": "９"}, 204),
        ({}, {"position": "1" * 400}, 204), ({}, {"ticket": "x"}, 204), ({}, {"ticket": "x:y"}, 204), ({}, {"ticket": "a" * 5000}, 204),
        ({}, {"ticket": clicks.SIGNER.sign_object([1, "外贸", 1, 20])}, 204), ({}, {"ticket": clicks.SIGNER.sign_object("外贸")}, 204),
        ({"Sec-Fetch-Site": "cross-site"}, {}, 403), ({"Sec-Fetch-Site": "same-site"}, {}, 403),
        ({"Sec-Fetch-Site": "", "Origin": "https://evil.example"}, {}, 403), ({"Sec-Fetch-Site": "", "Origin": "https://["}, {}, 403),
        ({"Sec-Fetch-Site": ""}, {}, 403), ({"User-Agent": "Googlebot/2.1"}, {}, 204), ({"User-Agent": ""}, {}, 204),
    ],
)  # fmt: skip
def test_what_is_not_a_readers_click_is_not_counted(client, headers, data, status):
    assert beacon(client, OURS | headers, **data).status_code == status
    TALLY.write()
    assert rows() == []
    assert not ResultPositionDay.objects.exists()


@pytest.mark.django_db
def test_an_older_browser_says_its_origin(client):
    headers = {"Origin": "http://testserver", "User-Agent": OURS["User-Agent"]}
    assert beacon(client, headers).status_code == 204
    TALLY.write()
    assert ResultPositionDay.objects.get().clicks == 1


@pytest.mark.django_db
def test_clicks_of_one_address_are_limited(client, settings):
    settings.SEARCH_CLICKS_A_MINUTE = 2
    with time_machine.travel(timezone.now(), tick=False):
        assert [beacon(client).status_code for _ in range(4)] == [204, 204, 429, 429]
    TALLY.write()
    assert ResultPositionDay.objects.get().clicks == 2


@pytest.mark.django_db
def test_a_ticket_is_the_same_for_all_and_ends(client):
    with time_machine.travel("2026-03-02 08:00:00+08:00", tick=False):
        ticket = clicks.ticket(Answer)
        assert clicks.ticket(Answer) == ticket
        assert clicks.read_ticket(ticket, 20) == "外贸"
    with time_machine.travel("2026-03-03 23:00:00+08:00", tick=False):
        assert clicks.read_ticket(ticket, 1) == "外贸"
    with time_machine.travel("2026-03-04 00:30:00+08:00", tick=False):
        assert clicks.read_ticket(ticket, 1) is None


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_only_posts_are_clicks(client, method):
    assert getattr(client, method)("/search/click/").status_code == 405
