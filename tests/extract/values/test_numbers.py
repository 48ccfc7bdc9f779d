"""Numbers in words and digits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.values.numbers import Extent, format_extent, format_number, parse_number, share_magnitude


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("1,200", 1200),
        ("1.5 million", 1_500_000),
        ("twenty - five", 25),
        ("a hundred and thirty million", 130_000_000),
        ("two and a half million", 2_500_000),
        ("two hundred and six thousand and five", 206_005),
        ("half a dozen", 6),
        ("2 1/2", 2.5),
        ("3m", 3_000_000),
        ("40 crore", 400_000_000),
    ],
)
def test_a_number_has_its_value(words, value):
    assert parse_number(words.split()) == value


def test_words_without_a_number_have_no_value():
    assert parse_number(["of", "the"]) is None


def test_what_no_computer_counts_is_no_number():
    assert parse_number(["nine", *["million"] * 60]) is None
    assert parse_number(["9" * 400]) is None


def test_a_magnitude_said_once_counts_for_both_ends():
    assert share_magnitude(["5"], ["7", "million"]) == (5_000_000, 7_000_000)


def test_a_magnitude_is_not_lent_to_an_end_that_would_outgrow_the_other():
    assert share_magnitude(["900"], ["2", "thousand"]) == (900, 2000)


def test_a_range_is_written_with_both_ends_and_a_bound_with_one():
    assert format_extent(Extent(5, 7)) == "5-7"
    assert format_extent(Extent(5, 5)) == "5"


@given(st.integers(min_value=0, max_value=10**12))
def test_a_whole_number_is_written_as_it_is_read(number):
    assert format_number(parse_number([f"{number:,}"]) or 0.0) == str(number)


def test_blanks_between_thousands_count_for_nothing():
    assert parse_number(["100 000"]) == 100_000
    assert parse_number(["12\u00a0345"]) == 12_345
