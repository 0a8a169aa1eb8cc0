"""The text index on the database at hand: what is found, what is not, and that no text is an order."""

import random

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.search.engine import All, Any, Everything, Not, Phrase, refilling
from portal.search.text import fold, index_tokens, occurs

from .notes import NOTES, Note, note, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(notes):
    return write(
        note("鹿城区企业招工补贴办法", "外贸企业招工，每人补贴500元。", "2026年地区生产总值2716.1亿元。", "lucheng lc"),
        note("浙江笑果鞋业有限公司", "笑果鞋业", "主营女鞋，参加RCEP product展会。", "zhejiang xiaoguo xgxy"),
        note("鞋类采购节", "", "鹿城区办鞋类采购节，企业、个人均可报名。", "xielei he"),
    )


def found(condition):
    return NOTES.find(condition)


@pytest.mark.parametrize(
    ("condition", "rows"),
    [
        (Phrase("鞋"), [1, 2]),
        (Phrase("鹿城"), [0, 2]),
        (Phrase("鹿城", ("names",)), [0]),
        (Phrase("鹿城", ("body",)), [2]),
        (Phrase("鹿城", ("summary", "body")), [2]),
        (Phrase("鹿城", ("names", "body")), [0, 2]),
        (Phrase("类采购"), [2]),
        (Phrase("鞋采购"), []),
        (Phrase("企业个人"), []),
        (Phrase("企业、个人"), [2]),
        (Phrase("2716.1亿"), [0]),
        (Phrase("716.1"), []),
        (Phrase("716.1亿元"), []),
        (Phrase("2716"), []),
        (Phrase("27", is_prefix=True), [0]),
        (Phrase("rcep"), [1]),
        (Phrase("pro"), []),
        (Phrase("pro", is_prefix=True), [1]),
        (Phrase("ＲＣＥＰ　Product"), [1]),
        (Phrase("笑果鞋業有限"), [1]),
        (Phrase("he"), []),
        (Phrase("he", ("pinyin",)), [2]),
        (Phrase("xg", ("pinyin",), is_prefix=True), [1]),
        (Phrase("xiaoguo", ("pinyin", "names")), [1]),
        (Phrase("xiaoguo", ("pinyin", "body")), [1]),
        (Phrase("，。"), []),
        (Everything(), [0, 1, 2]),
        (Not(Phrase("鹿城")), [1]),
        (Not(Phrase("鹿城区企业")), [1, 2]),
        (Not(Phrase("。")), [0, 1, 2]),
        (Not(Everything()), []),
        (All(), [0, 1, 2]),
        (Any(), []),
        (All(Phrase("鹿城"), Phrase("企业")), [0, 2]),
        (All(Phrase("鹿城"), Not(Phrase("招工补"))), [2]),
        (All(Not(Phrase("招工")), Not(Phrase("笑果"))), [2]),
        (All(Phrase("鞋类采购"), Phrase("个人均可")), [2]),
        (Any(Phrase("招工补贴"), Phrase("笑果")), [0, 1]),
        (Any(Phrase("不存在"), Not(Phrase("鞋"))), [0]),
        (Any(All(Phrase("鞋类"), Phrase("企业")), Phrase("500")), [0, 2]),
        (Not(Any(Phrase("招工补贴"), Phrase("笑果"))), [2]),
    ],
)
def test_what_is_found(three, condition, rows):
    hits = found(condition)
    assert hits.is_exact
    assert hits.ids == [three[row] for row in rows]
    assert NOTES.ids(condition) == hits.ids
    queried = Note.objects.filter(pk__in=NOTES.ids_query(condition)).order_by("pk")
    assert list(queried.values_list("pk", flat=True)) == hits.ids


def test_a_limit_gives_the_first(three):
    assert NOTES.ids(Phrase("鞋"), limit=1) == three[1:2]


def test_unknown_columns_are_the_callers_mistake(three):
    with pytest.raises(ValueError, match="nonsense"):
        found(Phrase("鞋", ("nonsense",)))


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "\0", "\0鞋\0", "\ud800", "\ud800鞋", "\x01\x1f\x7f", "鞋" * 10_000, "a" * 10_000, "鞋 a" * 3000,
        'a"b', '"', "'", "''", "\\", "鞋' OR '1'='1", "'); DROP TABLE search_notes_note;--", "鞋 AND", "AND", "NEAR(",
        'NEAR("鞋" "类", 2)', "鞋*", "*", "^鞋", "names:鞋", "{names}:鞋", "-鞋", "+鞋", "鞋 NOT 类", "(", ")", "((((",
        "!鞋", "鞋 & 类", "鞋 | 类", "鞋:*", "<->", "鞋 <-> 类", ":", "%", "%s", "%(a)s", "_", "🎉", "🎉鞋",
        "<script>alert(1)</script>", ".", "...", "1.", ".1", "\u202e鞋", "e\u0301", "ﬀ", "㍻",
    ],
)  # fmt: skip
def test_no_text_is_an_order_or_an_error(three, text):
    whole = fold(text)
    texts = [f"{row.folded_names}\n{row.folded_summary}\n{row.folded_body}" for row in Note.objects.order_by("pk")]
    expected = [pk for pk, lines in zip(three, texts, strict=True) if any(occurs(x, whole) for x in lines.split("\n"))]
    for condition in (Phrase(text), Any(Phrase(text), Phrase(text, ("names",))), All(Phrase(text))):
        assert found(condition).ids == expected
        assert list(Note.objects.filter(pk__in=NOTES.ids_query(condition)).values_list("pk", flat=True)) == expected
    found(Phrase(text, is_prefix=True))
    assert len(found(Not(Phrase(text))).ids) == 3 - len(expected)
    assert Note.objects.count() == 3


def test_hundreds_of_phrases_are_no_error(three):
    words = [Phrase(f"鞋类采购{number}") for number in range(800)]
    assert found(Any(*words, Phrase("笑果"))).ids == [three[1]]
    assert found(All(*words)).ids == []


LETTERS = st.text("鹿城区企业外贸ab1.2 、\0", min_size=1, max_size=12)
PHRASE = st.builds(
    Phrase, LETTERS, st.sampled_from([None, ("names",), ("body",), ("names", "body"), ("summary",)]), st.booleans()
)
CONDITION = st.recursive(
    PHRASE,
    lambda parts: st.one_of(
        st.builds(Not, parts),
        st.lists(parts, max_size=3).map(lambda several: All(*several)),
        st.lists(parts, max_size=3).map(lambda several: Any(*several)),
    ),
    max_leaves=6,
)


def meets(row, condition):
    """The meaning of a condition, said once more without an index."""
    if isinstance(condition, Phrase):
        columns = condition.columns or ("names", "summary", "body")
        phrase = fold(condition.text)
        return any(occurs(getattr(row, f"folded_{column}"), phrase, condition.is_prefix) for column in columns)
    if isinstance(condition, Not):
        return not meets(row, condition.part)
    return (all if isinstance(condition, All) else any)(meets(row, part) for part in condition.parts)


@given(condition=CONDITION)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_conditions_mean_what_they_say(corpus_of_notes, condition):
    assert found(condition).ids == [row.pk for row in corpus_of_notes if meets(row, condition)]


@pytest.fixture
def corpus_of_notes(notes):
    rng = random.Random(5)  # noqa: S311

    def some(most):
        return "".join(rng.choice("鹿城区企业外贸ab12. 、") for _ in range(rng.randrange(most)))

    rows = [note(some(6), some(8), some(25)) for _ in range(60)]
    write(*rows)
    return rows


def test_changed_and_deleted_rows_are_found_by_what_they_are_now(three):
    row = Note.objects.get(pk=three[0])
    row.folded_names = fold("瓯海区眼镜产业政策")
    NOTES.write([row, other := note("鹿城眼镜")])
    assert found(Phrase("眼镜")).ids == [three[0], other.pk]
    assert found(Phrase("补贴办法")).ids == []
    assert found(Phrase("2716.1")).ids == [three[0]]
    NOTES.delete([three[0], 10**9])
    assert found(Phrase("眼镜")).ids == [other.pk]
    assert found(Everything()).ids == [three[1], three[2], other.pk]
    assert found(Not(Phrase("不存在的"))).ids == [three[1], three[2], other.pk]


def test_a_failed_transaction_leaves_neither_row_nor_tokens(three):
    with pytest.raises(RuntimeError), transaction.atomic():
        write(note("鹿城打火机"))
        NOTES.delete([three[1]])
        raise RuntimeError
    assert found(Phrase("打火")).ids == []
    assert found(Phrase("笑果")).ids == [three[1]]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL keeps its index itself")
def test_what_was_written_past_the_index_is_told_and_made_good(three):
    past = Note.objects.create(folded_names="鹿城烟具")
    Note.objects.filter(pk=three[1]).delete()
    assert NOTES.differences() == ({past.pk}, {three[1]})
    NOTES.write([past])
    NOTES.refill()
    assert NOTES.differences() == (set(), set())
    assert found(Phrase("烟具")).ids == [past.pk]
    assert found(Phrase("笑果")).ids == []


def test_an_index_is_made_anew_while_others_write(notes, monkeypatch):
    monkeypatch.setattr(refilling, "BATCH", 2)
    keys = write(*(note(f"鹿城企业{number}号") for number in range(6)))
    told = []

    def meanwhile(done):
        told.append(done)
        assert len(found(Phrase("鹿城")).ids) >= 5
        if done == 4:
            NOTES.delete([keys[0], keys[5]])
            changed = [Note(pk=keys[1], folded_names="鹿城打火机"), Note(pk=keys[4], folded_names="鹿城锁具")]
            NOTES.write([*changed, note("鹿城眼镜")])

    NOTES.refill(meanwhile)
    assert NOTES.differences() == (set(), set())
    if connection.vendor == "sqlite":
        assert told[:2] == [2, 4]
        assert found(Phrase("打火机")).ids == [keys[1]]
        assert found(Phrase("锁具")).ids == [keys[4]]
        assert found(Phrase("鹿城企业")).ids == [keys[2], keys[3]]
        assert len(found(Phrase("鹿城")).ids) == 5
        NOTES.delete([row.pk for row in Note.objects.all()])
        assert found(Everything()).ids == []


def test_a_table_emptied_by_others_has_an_empty_index(three):
    Note.objects.all()._raw_delete(connection.alias)
    NOTES.forget_if_empty()
    assert found(Everything()).ids == []
    assert NOTES.differences() == (set(), set())


def test_many_candidates_are_not_proved_one_by_one(three):
    hits = NOTES.find(Phrase("鹿城区"), prove=1)
    assert hits.ids == [three[0], three[2]] and not hits.is_exact
    assert NOTES.find(Phrase("鹿城"), prove=1).is_exact


def test_a_question_is_one_query_and_a_proof_one_more(three, django_assert_num_queries):
    with django_assert_num_queries(1):
        found(All(Phrase("鹿城"), Phrase("企业"), Not(Phrase("鞋"))))
    with django_assert_num_queries(2):
        found(Phrase("招工补贴"))
    with django_assert_num_queries(0):
        found(Phrase("。"))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite's tokens are cut in Python")
@given(text=st.text("鹿城区企业𠮷ab1.2かナ한 、㎡é", max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_the_database_cuts_tokens_as_python_does(notes, text):
    with connection.cursor() as cursor:
        for mark in ("", "!"):
            cursor.execute("SELECT portal_search_tokens(%s, %s)", [fold(text), mark])
            assert set(cursor.fetchone()[0]) == {mark + token for token in index_tokens(fold(text))}


def test_a_text_with_more_pairs_than_a_row_can_have_is_stored(notes):
    rng = random.Random(1)  # noqa: S311
    huge = "".join(chr(rng.randrange(0x4E00, 0x9FFF)) for _ in range(300_000))
    (pk,) = write(note("龥长的附件", body=huge))
    assert found(Phrase("龥长的附件")).ids == [pk]
    assert found(Phrase("龥长", ("names",))).ids == [pk]
    assert found(Phrase(huge[1000:1009])).ids == [pk]
    (pk,) = write(note("极长的词", body="a" * 9_000 + " " + "1.2b" * 9_000))
    assert found(Phrase("a" * 9_000)).ids == [pk]
