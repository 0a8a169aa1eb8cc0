import pytest
from hypothesis import given
from hypothesis import strategies as st

from programs.listing.cursors import cursor_text, read_cursor


@given(st.integers(1, 2**60 // 2), st.one_of(st.integers(-(2**62), 2**62), st.binary(max_size=96)))
def test_a_cursor_says_what_it_was_made_of(pk, key):
    pk = min(pk, 10**18 - 1)
    assert read_cursor(cursor_text(key, pk), isinstance(key, int)) == (key, pk)


@pytest.mark.parametrize("is_number", [True, False])
@given(st.text())
def test_anything_else_is_no_place(is_number, text):
    place = read_cursor(text, is_number)
    assert place is None or isinstance(place[1], int)


@pytest.mark.parametrize(
    "text", ["", "1", "1.", ".1", "x.1", "-1.5", "1." + "9" * 30, "9" * 19 + ".1", "1.~a", "1.~é", "٣.1"]
)
def test_broken_cursors(text):
    assert read_cursor(text, True) is None
