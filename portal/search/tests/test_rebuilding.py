"""Rebuilding keeps the index whole while it runs, goes on where it stopped, and the check tells what is wrong."""

import datetime

import pytest
import time_machine
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from news.tests.factories import ArticlePageFactory, BylineFactory
from portal.search.documents import rebuilding, rounds
from portal.search.documents.checking import check
from portal.search.documents.rebuilding import latest_rebuild, request_rebuild, walk
from portal.search.documents.text_index import INDEX
from portal.search.engine import Phrase
from portal.search.models import IndexRebuild, PendingDocument, SearchDocument
from programs.companies.models import Company
from programs.companies.tests.factories import CompanyFactory
from programs.policies.tests.factories import PolicyFactory, PolicyItemFactory

from .index import catch_up, index_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def short_slices(monkeypatch):
    monkeypatch.setattr(rebuilding, "SLICE", 2)


@pytest.fixture
def things(section):
    ArticlePageFactory.create_batch(3, parent=section)
    PolicyItemFactory()
    return CompanyFactory.create_batch(5)


def keys():
    return set(SearchDocument.objects.values_list("content_type", "object_id"))


def test_a_walk_makes_everything_and_writes_nothing_twice(things, short_slices):
    request_rebuild()
    first = walk()
    assert first.state == "done" and first.percent == 100
    assert first.written == first.done == first.total == SearchDocument.objects.count() >= 10
    before = dict(SearchDocument.objects.values_list("pk", "updated_at"))
    request_rebuild()
    second = walk()
    assert (second.written, second.removed, second.done) == (0, 0, first.done)
    assert dict(SearchDocument.objects.values_list("pk", "updated_at")) == before


def test_the_index_is_never_empty_while_everything_is_written_anew(things, short_slices, monkeypatch):
    index_all()
    whole, numbers = keys(), set(SearchDocument.objects.values_list("pk", flat=True))
    found = INDEX.ids(Phrase("示例"))
    monkeypatch.setattr("portal.search.documents.folded.VERSION", "of tomorrow")
    request_rebuild()
    seen = []
    rebuild = walk(tell=lambda rebuild: seen.append((keys() == whole, INDEX.ids(Phrase("示例")) == found)))
    assert rebuild.written == len(whole) and len(seen) > 5
    assert all(is_whole and is_found for is_whole, is_found in seen)
    assert set(SearchDocument.objects.values_list("pk", flat=True)) == numbers


def test_a_walk_goes_on_where_it_stopped(things, short_slices):
    request_rebuild()
    steps = []

    def die(rebuild):
        steps.append(rebuild.done)
        if len(steps) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        walk(tell=die)
    stopped = latest_rebuild()
    assert stopped.state == "running" and 0 < stopped.done < stopped.total
    assert request_rebuild().pk == stopped.pk
    assert walk().pk == stopped.pk
    assert latest_rebuild().done == latest_rebuild().total


def test_a_walk_takes_away_what_is_superfluous_wherever_it_stands(things, short_slices):
    index_all()
    hidden = [things[0].pk, things[2].pk, things[4].pk]
    Company.objects.filter(pk__in=hidden).update(visibility="internal")
    ghost = SearchDocument.objects.filter(kind="company").order_by("-pk").first()
    SearchDocument.objects.filter(pk=ghost.pk).update(object_id=10**6)
    request_rebuild()
    rebuild = walk()
    assert rebuild.removed == 3
    assert set(SearchDocument.objects.filter(kind="company").values_list("object_id", flat=True)) == {
        things[1].pk, things[3].pk,
    }  # fmt: skip


def test_a_walk_of_older_rules_gives_way_to_one_of_the_present_ones(things):
    request_rebuild()
    IndexRebuild.objects.update(version="of yesterday", state="running", place={"builder": "x", "after": 7})
    rounds.run_round()
    old, new = IndexRebuild.objects.order_by("pk")
    assert old.state == "failed" and "升级" in old.message
    rounds.run_round()
    assert latest_rebuild().pk == new.pk and latest_rebuild().state == "done"


def test_the_scheduler_builds_a_first_index_by_itself_and_looks_over_it_at_night(things):
    rounds.run_round()
    assert latest_rebuild().state == "done" and check()[2].is_whole
    SearchDocument.objects.filter(kind="company").first().delete()
    Company.objects.filter(pk=things[0].pk).update(summary="绕过信号写的摘要")
    tonight = timezone.localtime().replace(hour=3, minute=0) + datetime.timedelta(days=2)
    with time_machine.travel(tonight):
        rounds.run_round()
        assert all(finding.is_whole for finding in check())
        rounds.run_round()
        assert IndexRebuild.objects.count() == 2


def test_two_schedulers_do_no_harm(things, short_slices):
    """One slice each in turn, as two processes would, and both with an old idea of where the walk stands."""
    request_rebuild()
    while latest_rebuild().state != "done":
        walk(seconds=0.0001)
        walk(seconds=0.0001)
    assert latest_rebuild().done == latest_rebuild().total == SearchDocument.objects.count()


def test_the_check_tells_what_is_missing_stale_and_superfluous(things, capsys):
    index_all()
    missing, stale, hidden, *_ = things
    SearchDocument.objects.of(Company, [missing.pk]).delete()
    Company.objects.filter(pk=stale.pk).update(summary="绕过信号写的摘要")
    Company.objects.filter(pk=hidden.pk).update(visibility="internal")
    with pytest.raises(SystemExit) as stopped:
        call_command("check_search")
    assert stopped.value.code == 1
    lines = capsys.readouterr().out.splitlines()
    assert "企业：公开4，文档4，缺少1，过时1，多余1" in lines
    assert f"  缺少：{missing.pk}" in lines and f"  过时：{stale.pk}" in lines and f"  多余：{hidden.pk}" in lines
    with pytest.raises(SystemExit):
        call_command("check_search", quick=True)
    assert "企业：公开4，文档4，缺少1，多余1" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        call_command("check_search", repair=True)
    catch_up()
    call_command("check_search")
    assert capsys.readouterr().out.splitlines()[-1] == "搜索索引完整。"


def test_the_check_fails_where_other_rules_made_the_index(things, capsys):
    index_all()
    IndexRebuild.objects.update(version="of yesterday")
    with pytest.raises(SystemExit):
        call_command("check_search")
    assert "rebuild_search" in capsys.readouterr().err


def test_the_command_rebuilds_and_says_so(things, capsys):
    call_command("rebuild_search")
    assert f"重写{SearchDocument.objects.count()}条" in capsys.readouterr().out
    assert all(finding.is_whole for finding in check())


# --- Growth --------------------


def queries_of(act):
    with CaptureQueriesContext(connection) as queries:
        act()
    return [query["sql"] for query in queries]


def test_publishing_one_article_costs_the_same_among_two_and_among_twelve_others(section):
    def publish_one():
        article = ArticlePageFactory(parent=section, live=False)
        BylineFactory(page=article)
        return queries_of(article.save_revision().publish)

    def publish(count):
        for article in ArticlePageFactory.create_batch(count, parent=section, live=False):
            article.save_revision().publish()

    publish(2)
    publish_one()
    few = publish_one()
    publish(10)
    many = publish_one()
    assert SearchDocument.objects.filter(kind="article").count() == 15
    assert len(many) == len(few), "\n".join(query[:150] for query in many)


def test_a_slice_costs_the_same_for_two_things_as_for_twelve(section):
    def slice_of(number):
        PendingDocument.objects.all().delete()
        SearchDocument.objects.all().delete()
        CompanyFactory.create_batch(number)
        for _ in range(number):
            PolicyItemFactory(policy=PolicyFactory())
        ArticlePageFactory.create_batch(number, parent=section)
        return queries_of(catch_up)

    slice_of(2)
    few, many = slice_of(2), slice_of(12)
    # the rows themselves are inserted some at a time
    few, many = ([sql for sql in queries if not sql.startswith("INSERT INTO")] for queries in (few, many))
    assert len(many) == len(few), "\n".join(query[:150] for query in many)
