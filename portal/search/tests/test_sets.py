"""Sets of documents, and what holds most of several words."""

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search.finding.sets import Sets, at_least
from programs.listing.sets import set_of


def sets_of(ids, ask=None):
    return Sets(SimpleNamespace(everyone=set_of(ids)), ask)


def test_only_what_is_public_is_found():
    assert sets_of([1, 2, 500]).of_ids([500, 2, 10**6]) == set_of([2, 500])


def test_a_condition_is_asked_once_and_forgotten_in_time():
    asked = []

    def ask(condition):
        asked.append(condition)
        return SimpleNamespace(ids=[2], is_exact=True)

    sets = sets_of([1, 2, 3], ask)
    assert [sets.of("外贸").members for _ in range(3)] == [set_of([2])] * 3
    assert asked == ["外贸"]
    sets.most = 2
    for condition in ("鞋业", "招工", "外贸"):
        sets.of(condition)
    assert asked == ["外贸", "鞋业", "招工", "外贸"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(0, 19)), st.integers(1, 4)), max_size=5))
def test_at_least(weighted):
    levels = at_least([(set_of(places), weight) for places, weight in weighted], set_of(range(20)))
    for place in range(20):
        has = sum(weight for places, weight in weighted if place in places)
        assert [place in level for level in levels] == [level <= has for level in range(len(levels))]
