"""Counts and hashtags as exports and people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from esg.cells import parse_count, parse_hashtags


@pytest.mark.parametrize(
    ("cell", "count"),
    [
        ("0", 0),
        (" 42 ", 42),
        ("1,234", 1234),
        ("1.234", 1234),
        ("1 234", 1234),
        ("1\u00a0234\u00a0567", 1234567),
        ("1\u202f234", 1234),
        ("1'234", 1234),
        ("1,23,456", 123456),
        ("12,34,56,789", 123456789),
        ("12.0", 12),
        ("1,234.00", 1234),
        ("1.234,00", 1234),
        ("१२३", 123),
        ("1.2K", 1200),
        ("1,2k", 1200),
        ("3 M", 3_000_000),
        ("2.5 lakh", 250_000),
        ("1.5 Cr", 15_000_000),
        ("999K", 999_000),
        ("1.2L", 120_000),
        ("500+", 500),
        ("1.2K+", 1_200),
        ("\u200e1,234\u200f", 1234),
        ("1٬234٬567", 1_234_567),
    ],
)
def test_counts_are_read_whatever_parts_their_thousands(cell, count):
    assert parse_count(cell) == count


@pytest.mark.parametrize(
    "cell", ["", "   ", "\u00a0", "-", "--", "—", "N/A", "n/a", "#N/A", "null"]
)
def test_a_blank_count_is_unknown_not_zero(cell):
    assert parse_count(cell) is None


@pytest.mark.parametrize("cell", ["-3", "− 3", "(3)"])
def test_a_negative_count_is_refused_as_such(cell):
    with pytest.raises(ValueError, match="is negative"):
        parse_count(cell)


@pytest.mark.parametrize(
    "cell", ["many", "1.5", "1,23", "12,3456", "1,234.567,8", "1,234K", "3,4 mil", "1e3", "1.2345K"]
)
def test_what_is_not_a_whole_number_is_refused(cell):
    with pytest.raises(ValueError, match="is not a whole number"):
        parse_count(cell)


@pytest.mark.parametrize("cell", ["5%", "4.5 %", "0.05", "0.125", "0,123", "1/2", ".5"])
def test_a_rate_is_refused_as_such(cell):
    with pytest.raises(ValueError, match="a rate or a fraction"):
        parse_count(cell)


def test_money_is_refused_as_such():
    with pytest.raises(ValueError, match="money, not a count"):
        parse_count("₹120")


def test_an_absurd_count_is_refused():
    for digits in (30, 4_501):
        with pytest.raises(ValueError, match=r"is too large for a count$"):
            parse_count("9" * digits)


@given(st.integers(min_value=0, max_value=10**15), st.sampled_from(["{}", "{:,}", "{:_}"]))
def test_every_count_survives_its_spelling(count, spelling):
    assert parse_count(spelling.format(count).replace("_", " ")) == count


@pytest.mark.parametrize(
    ("cell", "tags"),
    [
        ("#one #two", ("one", "two")),
        ("#one\u00a0#two\u00a0", ("one", "two")),
        ("#one#two", ("one", "two")),
        ("one, two;three|four", ("one", "two", "three", "four")),
        ("['one', 'two']", ("one", "two")),
        ("#चाय #Chai #chai", ("चाय", "Chai")),
        ("", ()),
    ],
)
def test_hashtags_are_parted_and_kept_once(cell, tags):
    assert parse_hashtags(cell) == tags
