"""Names of records are found in running text, whatever its quotation marks, widths and spaces."""

import random
import threading
import time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from news.mentions import name_index
from news.mentions.finding import find
from news.mentions.folding import fold, folded_name
from news.mentions.name_index import NAMES, Snapshot, start_reading
from news.mentions.names import COMMON, Names
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyAliasFactory, CompanyFactory
from programs.events.models import EventSeries
from programs.events.tests.factories import EventFactory
from programs.policies.models import Policy
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory


class Numbers:
    """An index whose keys mean themselves, for names without a database."""

    def row_of(self, key):
        return key


def found(text, names):
    snapshot = Snapshot(Names((key, key, [name]) for key, name in enumerate(names)), Names(), frozenset(), None)
    return [(text[one.start : one.end], one.rows) for one in find(text, snapshot, Numbers())]


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("《关于支持“留员工”的意见》", '发布《关于支持"留员工"的意见》，', '《关于支持"留员工"的意见》'),
        ("温州(鹿城)示例鞋业", "在温州（鹿城）示例鞋业", "温州（鹿城）示例鞋业"),
        ("示例 鞋业", "走进示例鞋业车间", "示例鞋业"),
        ("示例鞋业", "走进示例　鞋业车间", "示例　鞋业"),
        ("示例鞋业", "走进示\n例鞋业", "示\n例鞋业"),
        ("ＡＢＣ鞋业", "由ABC鞋业承办", "ABC鞋业"),
        ("Sample Shoes", "本地的sample  shoes公司", "sample  shoes"),
        ("Sample Shoes", "Sample\nShoes", "Sample\nShoes"),
        ("‘温暖过年游园会’", "谋划了“温暖过年游园会”", "“温暖过年游园会”"),
        ("示例·鞋业", "示例・鞋业的", "示例・鞋业"),
    ],
)
def test_written_otherwise(name, text, words):
    assert found(text, [name]) == [(words, (0,))]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ABC", "ABCD的鞋"),
        ("ABC", "XABC的鞋"),
        ("ABC", "ABC1号"),
        ("Sample Shoes", "SampleShoes"),
        ("鞋", "鞋业与鞋"),
        ("中心", "服务中心"),
        ("2023", "2023年"),
        ("", "示例"),
    ],
)
def test_not_found(name, text):
    assert found(text, [name]) == []


def test_a_latin_name_stands_between_chinese_words():
    assert found("由ABC承办、ABC 协办", ["ABC"]) == [("ABC", (0,)), ("ABC", (0,))]


def test_longest_first_and_no_overlaps():
    names = ["示例鞋业", "浙江示例鞋业有限公司", "有限公司的鞋", "示例鞋业协会"]
    assert found("浙江示例鞋业有限公司的鞋，示例鞋业协会和示例鞋业", names) == [
        ("浙江示例鞋业有限公司", (1,)),
        ("示例鞋业协会", (3,)),
        ("示例鞋业", (0,)),
    ]


def test_namesakes_come_together():
    assert found("示例鞋业", ["示例鞋业", "示例 鞋业"]) == [("示例鞋业", (0, 1))]


def test_places_are_those_of_the_text():
    """Against a slow search, in random texts of signs that fold away, widen or stay."""
    draw = random.Random(7)  # noqa: S311
    signs = '甲乙丙“”"（(　 \n㈱ａA1\u200b《》·・'
    names = ["甲乙", "乙“丙”", "甲（乙", "A1", "《甲》"]
    for _ in range(500):
        text = "".join(draw.choices(signs, k=30))
        folded = fold(text)
        assert len(folded.text) == len(folded.starts) == len(folded.ends)
        for words, (key, *_) in found(text, names):
            assert folded_name(words) == folded_name(names[key])


def test_common_names_are_kept_as_data():
    assert {"中心", "公司", "鹿城"} <= COMMON


@pytest.mark.django_db
class TestRecords:
    def rows(self, text):
        return [[(naming.model, pk) for naming, pk in one.rows] for one in find(text)]

    def test_every_name_of_a_company(self):
        company = CompanyFactory(title="浙江示例鞋业有限公司", short_name="示例鞋业", english_name="Sample Shoes")
        CompanyAliasFactory(company=company, name="老示例鞋厂")
        text = "浙江示例鞋业有限公司、示例鞋业、Sample Shoes、老示例鞋厂"
        assert self.rows(text) == [[(Company, company.pk)]] * 4

    def test_every_name_of_a_policy(self):
        policy = PolicyFactory(
            title="《关于留工的示例意见》", short_title="示例十条", other_names="留工新政\n\n 稳岗十条 "
        )
        item = PolicyItemFactory(policy=policy, title="节前留工补贴")
        text = "《关于留工的示例意见》关于留工的示例意见，示例十条；留工新政，《稳岗十条》。节前留工补贴"
        models = [[(Policy, policy.pk)]] * 5 + [[(type(item), item.pk)]]
        assert self.rows(text) == models
        assert policy.further_names == ["留工新政", "稳岗十条"]
        assert "稳岗十条" in policy.search_text

    def test_every_name_of_an_event(self):
        series = EventSeries.objects.create(name="示例鞋类采购节")
        event = EventFactory(
            title="第十一届示例鞋类采购节暨春季订货会", series=series, edition=11, other_names="春季大订货"
        )
        text = "示例鞋类采购节暨春季订货会|第11届示例鞋类采购节|第十一届示例鞋类采购节|示例鞋类采购节|春季大订货"
        assert self.rows(text) == [[(type(event), event.pk)]] * 5
        assert "春季大订货" in event.search_text

    def test_drafts_and_internal_records_are_found(self):
        CompanyFactory(title="示例草稿企业", live=False)
        CompanyFactory(title="示例内部企业", visibility="internal")
        assert len(self.rows("示例草稿企业和示例内部企业")) == 2

    def test_what_changed_since_is_found(self):
        company = CompanyFactory(title="示例旧名鞋业")
        assert self.rows("示例旧名鞋业") and not self.rows("示例新名鞋业")
        company.title = "示例新名鞋业"
        company.save()
        added = CompanyFactory(title="示例后来鞋业")
        assert self.rows("示例旧名鞋业、示例新名鞋业、示例后来鞋业") == [
            [(Company, company.pk)], [(Company, added.pk)],
        ]  # fmt: skip

    def test_an_item_changes_with_its_policy(self):
        policy = PolicyFactory(title="《示例意见》")
        item = PolicyItemFactory(policy=policy, title="节前留工补贴")
        assert len(self.rows("节前留工补贴")) == 1
        item.delete()
        policy.save()
        assert not self.rows("节前留工补贴")

    def test_asking_again_costs_one_query(self):
        CompanyFactory.create_batch(3)
        NAMES.current()
        with CaptureQueriesContext(connection) as queries:
            NAMES.current()
        assert len(queries) == 1

    def test_a_page_that_must_not_wait_gets_nothing_before_the_names_are_read(self):
        with CaptureQueriesContext(connection) as queries:
            assert NAMES.at_hand() is None
        assert not queries.captured_queries
        NAMES.current()
        assert NAMES.at_hand() is not None

    def test_a_page_that_must_not_wait_gets_the_last_names_while_many_are_read(self, monkeypatch):
        started = []
        monkeypatch.setattr(name_index, "REREAD_AT_MOST", 2)
        monkeypatch.setattr(name_index, "start_reading", lambda: started.append(1))
        last = NAMES.current()
        CompanyFactory.create_batch(2)
        assert NAMES.at_hand() is not last and not started
        last = NAMES.at_hand()
        CompanyFactory.create_batch(3)
        assert NAMES.at_hand() is last and started == [1]
        assert NAMES.current() is not last

    def test_a_page_that_must_not_wait_does_not_wait_for_whoever_is_reading(self):
        last = NAMES.current()
        CompanyFactory(title="示例后来鞋业")
        held, done = threading.Event(), threading.Event()

        def hold():
            with NAMES.lock:
                held.set()
                done.wait(20)

        reader = threading.Thread(target=hold)
        reader.start()
        held.wait(20)
        try:
            assert NAMES.at_hand() is last
        finally:
            done.set()
            reader.join()
        assert NAMES.at_hand() is not last


@pytest.mark.django_db(transaction=True)
def test_read_in_the_background():
    CompanyFactory(title="示例先读鞋业")
    start_reading().join(20)
    with CaptureQueriesContext(connection) as queries:
        assert len(find("示例先读鞋业")) == 1
    assert len(queries) == 1


def test_a_long_text_among_many_names_is_quick():
    draw = random.Random(3)  # noqa: S311
    signs = "温州鹿城示例鞋业服装眼镜锁具电器贸易科技华丰盛泰恒达新光明远"
    names = ["温州" + "".join(draw.choices(signs, k=draw.randint(4, 12))) for _ in range(20_000)]
    base = Names((key, key, [name]) for key, name in enumerate(names))
    text = ("记者走进" + names[7] + "，" + "".join(draw.choices(signs, k=200))) * 48
    snapshot = Snapshot(base, Names(), frozenset(), None)
    started = time.process_time()
    hits = find(text, snapshot, Numbers())
    assert time.process_time() - started < 0.3
    assert sum(7 in one.rows for one in hits) >= 48
