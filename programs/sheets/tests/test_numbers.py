"""Numbers as people type them, and what is none."""

import decimal

import pytest

from programs.sheets.measures import Number

FIGURE = Number(places=4, digits=20, least=None)


@pytest.mark.parametrize(
    "typed, read",
    [
        ("1.5", "1.5"),
        ("12,000", "12000"),
        ("１，２３４，５６７．８", "1234567.8"),
        ("-1,234.5", "-1234.5"),
        ("+7", "7"),
        (".5", "0.5"),
        (1.5, "1.5"),
        (12, "12"),
        ("1e3", "1000"),
        (0.0001, "0.0001"),
    ],
)
def test_numbers_are_read(typed, read):
    assert FIGURE.clean(typed) == decimal.Decimal(read)


@pytest.mark.parametrize("typed", ["1,5", "1，5", "1,2345", "12,34,567", ",500", "1,", "1,,000", "1234,567", "0.1,234"])
def test_a_comma_that_sets_off_no_thousands_is_an_error(typed):
    with pytest.raises(ValueError, match="逗号只能用来分隔千位"):
        FIGURE.clean(typed)


@pytest.mark.parametrize("typed", ["1_000", "1 000", "Infinity", "NaN", "约5", "-", ".", "1e", "e3"])
def test_what_is_no_number_is_an_error(typed):
    with pytest.raises(ValueError, match="不是数字"):
        FIGURE.clean(typed)
