"""Quarters, half-years and the periods that reports compare with."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


NOVEMBER = date(2023, 11, 2)


def values(text: str, published_on: date | None = NOVEMBER) -> list[str | None]:
    return [found.value_text for found in read(text, published_on)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Profit rose in the third quarter.", "2023-Q3"),
        ("It booked a third-quarter loss.", "2023-Q3"),
        ("Profit rose in the third quarter of 2021.", "2021-Q3"),
        ("Profit rose in last year's second quarter.", "2022-Q2"),
        ("Profit rose in Q3 2021.", "2021-Q3"),
        ("Profit rose in the first half of 2021.", "2021-H1"),
        ("Profit rose in the latest quarter.", "2023-Q3"),
    ],
)
def test_a_quarter_has_its_year_said_or_reckoned(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It expects a second-quarter profit.", "2024-Q2"),
        ("It expects a third-quarter profit.", "2023-Q3"),  # over, but not yet told
        ("It hopes for a profit in Q2.", "2024-Q2"),
        ("It reported a second-quarter profit.", "2023-Q2"),
    ],
)
def test_what_is_expected_lies_in_a_quarter_to_come(text, value):
    assert values(text) == [value]


def test_beside_a_quarter_a_year_ago_is_the_same_quarter():
    assert values("Profit rose in the second quarter. It fell a year earlier.") == ["2023-Q2", "2022-Q2"]


def test_the_year_ago_period_does_not_move_the_quarter_told():
    text = "Profit rose in the second quarter from the year-ago period. Costs fell in the quarter."
    assert values(text) == ["2023-Q2", "2022-Q2", "2023-Q2"]


def test_after_a_whole_year_a_year_earlier_is_a_year():
    assert values("Sales rose in the second quarter. For the full year they fell from a year earlier.")[-1] == "2022"


def test_a_fiscal_quarter_keeps_its_days_open():
    [found] = read("Profit rose in the fiscal first quarter.", NOVEMBER)
    assert (found.value_text, found.low_on) == ("2023-Q1", None)


def test_without_publication_a_quarter_stays_partial():
    assert values("Profit rose in the third quarter.", None) == ["XXXX-Q3"]


def test_the_half_of_a_game_is_no_half_year():
    assert values("They scored in the second half.") == []


def test_the_last_half_of_a_year_is_its_second():
    assert values("Profit rose in the last half of 1989.") == ["1989-H2"]
