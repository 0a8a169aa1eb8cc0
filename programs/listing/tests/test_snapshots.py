"""A patched snapshot is the same as one made afresh; orders give out sets as a sorted list would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.listing import orders
from programs.listing.sets import set_of
from programs.listing.snapshots import Entry, built

entries = st.builds(
    Entry,
    st.integers(1, 300),
    st.tuples(st.integers(-3, 3), st.sampled_from([b"", b"a", b"ab", b"b", "温".encode()])),
    st.tuples(st.sets(st.integers(0, 3), max_size=1).map(tuple), st.sets(st.sampled_from("xyz")).map(tuple)),
)
tables = st.lists(entries, max_size=40, unique_by=lambda entry: entry.pk)


@pytest.fixture(autouse=True, scope="module")
def small_blocks():
    """So that a few rows fill several."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(orders, "ROWS", 4)
        yield


def plain(snapshot):
    orders = [(list(order), [key for block in order.blocks for key in block.keys]) for order in snapshot.orders]
    assert all(block.members == set_of(block.ids) for order in snapshot.orders for block in order.blocks)
    return snapshot.everyone, snapshot.sets, orders


@given(tables, tables, st.sets(st.integers(1, 300)))
def test_patching_equals_building(before, changed, deleted):
    rows = {entry.pk: entry for entry in before} | {entry.pk: entry for entry in changed}
    for pk in deleted:
        rows.pop(pk, None)
    gone = deleted | {entry.pk for entry in changed}
    present = [entry for entry in changed if entry.pk in rows]
    assert plain(built(before, 2, 2).patched(gone, present)) == plain(built(rows.values(), 2, 2))


@given(tables, tables)
def test_a_patch_leaves_the_older_snapshot_alone(before, changed):
    snapshot, twin = built(before, 2, 2), built(before, 2, 2)
    snapshot.patched({entry.pk for entry in changed}, changed)
    assert plain(snapshot) == plain(twin)


@given(tables, st.sets(st.integers(1, 300)), st.integers(0, 50), st.integers(0, 12), st.booleans())
def test_an_order_gives_out_members_as_a_sorted_list_does(rows, wanted, at, count, is_after):
    for number, order in enumerate(built(rows, 2, 2).orders):
        ranked = sorted((entry.keys[number], entry.pk) for entry in rows)
        ids = [pk for _, pk in ranked]
        members, found = set_of(wanted), [pk for pk in ids if pk in wanted]
        assert list(order.walk(members)) == found
        assert order.first(members, count) == found[:count]
        assert order.last(members, count) == (found[-count:] if count else [])
        assert order.first(members, count, skip=at) == found[at : at + count]
        if not ids:
            continue
        at %= len(ids)
        key, pk = ranked[at]
        assert order.key_of(pk) == key
        place, front = (key, pk + is_after), ids[: at + is_after]
        assert order.count_before(members, place) == len([one for one in front if one in wanted])
        assert order.first(members, count, place) == [one for one in ids[len(front) :] if one in wanted][:count]
        assert order.last(members, count, place) == ([one for one in front if one in wanted][-count:] if count else [])
