"""A patched index is the same as one made afresh."""

from hypothesis import given
from hypothesis import strategies as st

from programs.listing import bitmaps
from programs.listing.snapshots import Entry, built, patched

entries = st.builds(
    Entry,
    st.integers(1, 300),
    st.tuples(st.integers(-3, 3), st.sampled_from([b"", b"a", b"ab", b"b", "温".encode()])),
    st.tuples(st.sets(st.integers(0, 3), max_size=1).map(tuple), st.sets(st.sampled_from("xyz")).map(tuple)),
)
tables = st.lists(entries, max_size=40, unique_by=lambda entry: entry.pk)


def plain(orders):
    return [(list(order.ids), list(order.keys), order.bitmaps) for order in orders]


@given(tables, tables, st.sets(st.integers(1, 300)))
def test_patching_equals_building(before, changed, deleted):
    rows = {entry.pk: entry for entry in before} | {entry.pk: entry for entry in changed}
    for pk in deleted:
        rows.pop(pk, None)
    gone = deleted | {entry.pk for entry in changed}
    present = [entry for entry in changed if entry.pk in rows]
    assert plain(patched(built(before, 2, 2), gone, present)) == plain(built(rows.values(), 2, 2))


@given(tables, tables)
def test_a_patch_leaves_the_older_snapshot_alone(before, changed):
    orders = built(before, 2, 2)
    kept = [(list(order.ids), list(order.keys), [dict(facet) for facet in order.bitmaps]) for order in orders]
    patched(orders, {entry.pk for entry in changed}, changed)
    assert [(list(order.ids), list(order.keys), list(order.bitmaps)) for order in orders] == kept


@given(tables)
def test_places_agree_with_the_order(rows):
    for order in built(rows, 2, 2):
        for place, (key, pk) in enumerate(zip(order.keys, order.ids, strict=True)):
            assert order.place_of(key, pk) == place
            assert order.place_of(key, pk + 0.5) == place + 1
            assert order.position_of(pk) == place
        assert order.position_of(2**40) is None


@given(st.sets(st.integers(0, 200)), st.integers(0, 210), st.integers(0, 25))
def test_bitmaps_are_sets(wanted, place, count):
    bitmap = bitmaps.bitmap_of(wanted, 201)
    ordered = sorted(wanted)
    assert list(bitmaps.members(bitmap)) == ordered
    assert bitmaps.first_from(bitmap, place, count) == [one for one in ordered if one >= place][:count]
    assert bitmaps.last_before(bitmap, place, count) == (
        [one for one in ordered if one < place][-count:] if count else []
    )
    assert bitmaps.count_before(bitmap, place) == len([one for one in ordered if one < place])
