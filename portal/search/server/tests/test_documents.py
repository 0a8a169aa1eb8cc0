"""Documents on a search server: what it is asked and sent, and that the database answers when it does not."""

import pytest
from django.core.management import call_command

from media.changed_rows import changed_since, here
from portal.search.documents.pending import work_off
from portal.search.engine import All, Any, Everything, Not, Phrase
from portal.search.engine.text_index import TextIndex
from portal.search.models import PendingDocument, SearchDocument
from portal.search.server import connection, table
from portal.search.tests.index import index_all
from programs.companies.tests.factories import CompanyFactory

pytestmark = pytest.mark.django_db

NAME = "portal_documents"


@pytest.fixture
def three(documents, section, django_capture_on_commit_callbacks):
    """Three things with documents, all on the server."""
    CompanyFactory(title="浙江笑果鞋业有限公司", summary="主营女鞋，参加RCEP展会。")
    CompanyFactory(title="鹿城眼镜有限公司", summary="年产值2716.1亿元，占96%。")
    CompanyFactory(title="鹿城鞋类采购节有限公司", summary="企业、个人均可报名，企业家个个报名。")
    with django_capture_on_commit_callbacks(execute=True):
        index_all()
    assert documents.mend(is_patient=True)
    return documents


def titles(index, condition):
    hits = index.find(condition)
    return set(SearchDocument.objects.filter(pk__in=hits.ids, kind="company").values_list("title", flat=True))


CONDITIONS = [
    Phrase("鞋"),
    Phrase("鹿城"),
    Phrase("笑果鞋業"),
    Phrase("企业个人"),
    Phrase("企业、个人"),
    Phrase("2716.1亿元"),
    Phrase("716.1"),
    Phrase("96%"),
    Phrase("rce"),
    Phrase("rce", is_prefix=True),
    Phrase("zzpxiaoguo", ("pinyin",)),
    Phrase("鹿城", ("summary", "body")),
    Phrase("。"),
    All(Phrase("鹿城"), Not(Phrase("鞋"))),
    All(Phrase("鹿城"), Not(Phrase("企业、个人"))),
    Any(Phrase("眼镜"), Phrase("RCEP展会")),
    Not(Any(Phrase("鞋"), Phrase("眼镜"))),
    Everything(),
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=str)
def test_the_server_finds_what_the_database_finds(three, condition):
    assert titles(three, condition) == titles(super(type(three), three), condition)
    hits = three.find(condition)
    assert hits.is_exact
    assert hits.ids == TextIndex.find(three, condition).ids
    assert set(SearchDocument.objects.filter(pk__in=three.ids_query(condition)).values_list("pk", flat=True)) == set(
        hits.ids
    )


# --- What is asked --------------------

ALL = ("names", "summary", "body")


def everywhere(leaf):
    return {"bool": {"should": [leaf(name) for name in ALL]}}


@pytest.mark.parametrize(
    ("condition", "query"),
    [
        (Phrase("鞋"), everywhere(lambda name: {"match_phrase": {name: "鞋"}})),
        (Phrase("鹿城"), everywhere(lambda name: {"match_phrase": {name: "鹿城"}})),
        (Phrase("鹿城區招工補貼辦法"), everywhere(lambda name: {"match_phrase": {name: "鹿城区招工补贴办法"}})),
        (Phrase("ＲＣＥＰ"), everywhere(lambda name: {"match_phrase": {name: "rcep"}})),
        (Phrase("RCE", is_prefix=True), everywhere(lambda name: {"prefix": {name: "rce"}})),
        (Phrase("鹿", ("names",), is_prefix=True), {"match_phrase": {"names": "鹿"}}),
        (Phrase("zzpxiao", ("pinyin",)), {"match_phrase": {"pinyin": "zzpxiao"}}),
        (
            Phrase("RCEP展会", ("summary",)),
            {"bool": {"filter": [{"match_phrase": {"summary": "rcep"}}, {"match_phrase": {"summary": "展会"}}]}},
        ),
        (
            All(Phrase("鞋", ("names",)), Not(Phrase("女鞋", ("body",)))),
            {
                "bool": {
                    "filter": [{"match_phrase": {"names": "鞋"}}],
                    "must_not": [{"match_phrase": {"body": "女鞋"}}],
                }
            },
        ),
        (Everything(), {"match_all": {}}),
    ],
    ids=str,
)
def test_what_the_server_is_asked(three, server, condition, query):
    server.asked.clear()
    three.find(condition)
    (body,) = server.bodies(f"/{NAME}/_search")
    assert body == {
        "query": query,
        "_source": False,
        "size": 10_000,
        "sort": [{"pk": "asc"}],
        "track_total_hits": False,
    }
    assert server.authorization == "Basic cG9ydGFsOmFAYg=="


def test_many_hits_come_in_several_answers(three, server, monkeypatch):
    monkeypatch.setattr(table, "AT_ONCE", 1)
    server.asked.clear()
    ids = three.find(Phrase("有限公司")).ids
    assert ids == sorted(ids) and len(ids) == 3
    bodies = server.bodies("/_search")
    assert [body.get("search_after") for body in bodies] == [None, *([pk] for pk in ids)]
    assert {body["size"] for body in bodies} == {1}


def test_what_it_may_cut_otherwise_is_asked_of_the_database(three, server):
    server.asked.clear()
    assert three.find(Phrase("96%")).ids and not three.find(Phrase("서울")).ids and not three.find(Phrase("𠮷")).ids
    assert not server.asked


def test_an_index_is_made_with_a_chinese_analyser(three, server):
    (index,) = server.made_with
    assert index.startswith("portal_documents_v1_") and server.aliases == {NAME: index}
    body = server.made_with[index]
    analysis = body["settings"]["analysis"]
    mappings = analysis["char_filter"]["simplified"].pop("mappings")
    assert len(mappings) > 4000 and "區 => 区" in mappings and all(len(one) == 6 for one in mappings)
    alike = ["cjk_width", "lowercase", "asciifolding"]
    common = {"type": "custom", "char_filter": ["simplified"], "tokenizer": "standard"}
    assert analysis == {
        "char_filter": {"simplified": {"type": "mapping"}},
        "filter": {
            "characters_and_pairs": {"type": "cjk_bigram", "output_unigrams": True},
            "pairs": {"type": "cjk_bigram", "output_unigrams": False},
            "beginnings": {"type": "edge_ngram", "min_gram": 1, "max_gram": 20, "preserve_original": True},
        },
        "analyzer": {
            "default": common | {"filter": [*alike, "characters_and_pairs"]},
            "default_search": common | {"filter": [*alike, "pairs"]},
            "edgengram_analyzer": common | {"filter": [*alike, "characters_and_pairs", "beginnings"]},
        },
    }
    text = {"type": "text", "norms": False}
    assert body["mappings"] == {
        "dynamic": False,
        "_source": {"enabled": False},
        "properties": {
            "pk": {"type": "long"},
            "stamp": {"type": "keyword"},
            **dict.fromkeys(("names", "summary", "body", "pinyin"), text),
        },
    }


# --- What it is sent --------------------


def test_what_changes_is_sent_when_the_transaction_has_ended(three, server, django_capture_on_commit_callbacks):
    row = SearchDocument.objects.get(title__contains="眼镜")
    place = here()
    server.asked.clear()
    with django_capture_on_commit_callbacks() as callbacks:
        row.folded_names, row.digest = "瓯海区钟表", "another"
        three.write([row])
    assert not server.asked
    for callback in callbacks:
        callback()
    assert server.documents(NAME)[str(row.pk)] == {
        "pk": row.pk,
        "stamp": "another",
        "names": "瓯海区钟表",
        "summary": row.folded_summary,
        "body": row.folded_body,
        "pinyin": row.pinyin,
    }
    assert three.find(Phrase("钟表")).ids == [row.pk]
    assert (
        row.pk in changed_since(place, SearchDocument)[0][SearchDocument]
    )  # no process goes on with what it asked before
    with django_capture_on_commit_callbacks(execute=True):
        three.delete([row.pk])
    assert str(row.pk) not in server.documents(NAME)
    assert server.bodies("_delete_by_query") == [{"query": {"terms": {"pk": [row.pk]}}}]


def test_nothing_is_sent_before_there_is_an_index(documents, server, django_capture_on_commit_callbacks):
    CompanyFactory(title="浙江笑果鞋业有限公司")
    with django_capture_on_commit_callbacks(execute=True):
        index_all()
    assert not server.indices and not PendingDocument.objects.exists()
    assert len(documents.find(Phrase("笑果")).ids) == 1
    assert documents.mend() and not server.indices
    call_command("rebuild_search", verbosity=0)
    assert len(server.documents(NAME)) == SearchDocument.objects.count()


def test_what_slipped_through_is_mended(three, server):
    sent = server.documents(NAME)
    lost, old, left = (str(pk) for pk in SearchDocument.objects.order_by("pk").values_list("pk", flat=True)[:3])
    whole = dict(sent)
    del sent[lost]
    sent[old] = sent[old] | {"stamp": "of yesterday"}
    sent["99999"] = sent[left] | {"pk": 99999}
    assert three.differences() == ({int(lost), int(old)}, {99999})
    assert three.mend()
    assert server.documents(NAME) == whole
    assert three.differences() == (set(), set())


def test_an_index_of_other_rules_is_replaced_when_the_new_one_is_whole(three, server, monkeypatch):
    (old,) = server.indices
    monkeypatch.setattr(table, "VERSION", 2)
    assert three.mend() and list(server.indices) == [old]
    assert three.mend(is_patient=True)
    (new,) = server.indices
    assert new.startswith("portal_documents_v2_") and server.aliases == {NAME: new}
    assert len(server.documents(NAME)) == SearchDocument.objects.count()


# --- When it does not answer --------------------


@pytest.mark.parametrize("status", [503, 0])
def test_the_database_answers_while_the_server_does_not(three, server, client, status, caplog):
    server.status = status
    if not status:
        server.shutdown()
        server.server_close()
    assert titles(three, Phrase("笑果")) == {"浙江笑果鞋业有限公司"}
    assert connection.PRESENCE.is_away
    asked = len(server.asked)
    response = client.get("/search/", {"q": "鹿城眼镜"})
    assert response.status_code == 200 and "鹿城眼镜有限公司" in response.text
    assert len(server.asked) == asked  # not again, for a while
    assert len([one for one in caplog.records if one.name.startswith("portal")]) == 1


def test_what_did_not_reach_the_server_is_sent_later(three, server, django_capture_on_commit_callbacks):
    server.status = 503
    company = CompanyFactory(title="瓯海钟表有限公司")
    with django_capture_on_commit_callbacks(execute=True):
        index_all()
    assert titles(three, Phrase("钟表")) == {company.title}
    due = PendingDocument.objects.get(object_id=company.pk)
    server.status = 0
    connection.PRESENCE.away_until = 0.0
    assert titles(three, Phrase("钟表")) == set()
    PendingDocument.objects.update(due_at=due.due_at.replace(year=2020))
    with django_capture_on_commit_callbacks(execute=True):
        work_off()
    assert titles(three, Phrase("钟表")) == {company.title}
    assert not PendingDocument.objects.exists()
    assert three.differences() == (set(), set())


def test_a_refused_question_is_no_absence(three, server):
    server.status = 400
    assert titles(three, Phrase("笑果")) == {"浙江笑果鞋业有限公司"}
    assert not connection.PRESENCE.is_away


def test_the_page_and_the_lists_ask_the_server(three, server, client):
    server.asked.clear()
    response = client.get("/search/", {"q": "笑果"})
    assert "浙江笑果鞋业有限公司" in response.text.replace("<mark>", "").replace("</mark>", "")
    assert server.bodies("_search")
    server.asked.clear()
    assert "浙江笑果鞋业有限公司" in client.get("/companies/", {"q": "笑果"}).text.replace("<mark>", "").replace(
        "</mark>", ""
    )
    assert server.bodies("_search")


def test_staff_are_told_what_the_server_lacks(three, server, capsys):
    call_command("check_search")
    assert "搜索服务器：缺少0，多余0" in capsys.readouterr().out
    server.documents(NAME).clear()
    with pytest.raises(SystemExit):
        call_command("check_search")
    assert f"搜索服务器：缺少{SearchDocument.objects.count()}，多余0" in capsys.readouterr().out
    server.status = 503
    with pytest.raises(SystemExit):
        call_command("check_search")
    assert "搜索服务器没有应答" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        call_command("rebuild_search", verbosity=0)
    assert "搜索服务器没有应答" in capsys.readouterr().err
