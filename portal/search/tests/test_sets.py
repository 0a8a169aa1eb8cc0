"""Sets of positions, and what holds most of several words."""

from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search.finding.sets import Sets, at_least
from programs.listing.bitmaps import bitmap_of, members

ids = st.lists(st.integers(1, 500) | st.integers(10**6, 10**6 + 50), unique=True, max_size=60)


@settings(deadline=None)
@given(ids, ids)
def test_ids_become_positions(in_order, asked):
    order = SimpleNamespace(ids=in_order, size=len(in_order))
    found = Sets(order, None).of_ids(sorted(asked))
    assert [in_order[place] for place in members(found)] == [pk for pk in in_order if pk in asked]


def test_a_condition_is_asked_once_and_forgotten_in_time():
    asked = []

    def ask(condition):
        asked.append(condition)
        return SimpleNamespace(ids=[2], is_exact=True)

    sets = Sets(SimpleNamespace(ids=[1, 2, 3], size=3), ask)
    assert [sets.of("外贸").bitmap for _ in range(3)] == [0b010] * 3
    assert asked == ["外贸"]
    sets.most = 2
    for condition in ("鞋业", "招工", "外贸"):
        sets.of(condition)
    assert asked == ["外贸", "鞋业", "招工", "外贸"]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sets(st.integers(0, 19)), st.integers(1, 4)), max_size=5))
def test_at_least(weighted):
    levels = at_least([(bitmap_of(places, 20), weight) for places, weight in weighted], 20)
    for place in range(20):
        has = sum(weight for places, weight in weighted if place in places)
        assert [bool(level >> place & 1) for level in levels] == [level <= has for level in range(len(levels))]
