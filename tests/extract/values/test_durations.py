"""Lengths of time and sets."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


def values(text: str) -> list[str | None]:
    return [found.value_text for found in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The 90-minute hearing ended.",
        "It took about an hour and a half.",
        "It took around ninety minutes.",
        "It took 1.5 hours.",
        "It took 1 hour and 30 minutes.",
        "It took one and a half hours.",
    ],
)
def test_an_hour_and_a_half_has_one_value_however_it_is_said(text):
    assert values(text) == ["PT90M"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It took two years.", "P2Y"),
        ("It took 24 months.", "P2Y"),
        ("It took 18 months.", "P18M"),
        ("It took two and a half years.", "P30M"),
        ("It took 48 hours.", "P2D"),
        ("It took two decades.", "P20Y"),
        ("It took half an hour.", "PT30M"),
        ("It took a few days.", "PXD"),
        ("It went on for years.", "PXY"),
        ("A yearlong search ended.", "P1Y"),
        ("It took six to eight weeks.", "P6W/P8W"),
        ("It fell over the past three months.", "P3M"),
        ("It rose in the first nine months.", "P9M"),
        ("It took two fortnights.", "P4W"),
    ],
)
def test_a_length_has_its_value(text, value):
    assert values(text) == [value]


def test_a_year_before_a_length_begins_no_range():
    assert values("It rose from 41.5 years in 1959 to 53.5 years in 2014.") == ["P498M", "1959", "P642M", "2014"]
    assert values("The sentence was cut from ten to five years.")[-1] == "P5Y"


def test_a_length_is_measured_in_seconds_and_keeps_the_unit_it_is_said_in():
    [found] = read("The 90-minute hearing ended.")
    assert (found.value_low, found.value_high, found.unit_code, found.precision) == (5400, 5400, "s", "minute")


def test_a_hedge_opens_a_bound():
    [found] = read("It took more than four hours.")
    assert (found.value_text, found.hedge, found.value_low, found.value_high) == ("PT4H", "more_than", 14400, None)


def test_over_before_the_past_years_is_no_hedge():
    [found] = read("It fell over the past two years.")
    assert found.hedge == "exact"


@pytest.mark.parametrize(
    "text",
    [
        "It costs $3 a year.",
        "Seven flights a week land.",
        "She is 52 years old.",
        "Wait a second.",
        "A night watchman saw it.",
        "It was a day trip.",
    ],
)
def test_rates_and_ages_are_no_durations(text):
    assert [found for found in read(text) if found.kind == "duration"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They meet every Thursday.", "XXXX-WXX-4"),
        ("They meet each month.", "P1M"),
        ("They meet every two years.", "P2Y"),
        ("They meet on Mondays.", "XXXX-WXX-1"),
        ("They meet weekly.", "P1W"),
        ("They meet every quarter.", "P1Q"),
    ],
)
def test_what_returns_is_a_set(text, value):
    assert [(found.kind, found.value_text) for found in read(text)] == [("set", value)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It took a quarter of an hour.", "PT15M"),
        ("It took three quarters of an hour.", "PT45M"),
        ("It took three-quarters of an hour.", "PT45M"),
        ("There was a week lag.", "P1W"),
        ("She got a year in prison.", "P1Y"),
        ("The cell gets a year in the dark.", "P1Y"),
        ("People live 69.9 years.", "P69.9Y"),
        ("It took a year or two.", "P1Y/P2Y"),
    ],
)
def test_a_part_of_a_unit_and_a_bare_unit_are_lengths(text, value):
    assert [(found.kind, found.value_text) for found in read(text)] == [("duration", value)]


@pytest.mark.parametrize("text", ["It flies four flights a week.", "It sells twice a year.", "It pays $3 a week."])
def test_how_often_is_no_length(text):
    assert [found for found in read(text) if found.kind == "duration"] == []


def test_three_quarters_of_a_thing_is_a_share_and_not_nine_months():
    assert [found.kind for found in read("It burned three quarters of the homes.")] == ["percent"]


@pytest.mark.parametrize("text", ["The last day to sign up came.", "It went down to the last minute."])
def test_the_last_day_to_do_a_thing_is_no_length(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"), [("Over the last day it fell.", "P1D"), ("Over the next year and a half it fell.", "P18M")]
)
def test_the_last_day_and_the_next_year_and_a_half_are_lengths(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["He left a day later.", "They waited a night in the hall.", "It took a day longer."])
def test_a_day_or_a_night_of_its_own_is_a_length(text):
    assert [found.value_text for found in read(text) if found.kind == "duration"] == ["P1D"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It went on for 20+ years.", "P20Y"),
        ("It went on for 230-plus years.", "P230Y"),
        ("It went on for 670+ straight days.", "P670D"),
    ],
)
def test_a_plus_leaves_a_length_open_above(text, value):
    [found] = read(text)
    assert (found.kind, found.value_text, found.hedge, found.value_high) == ("duration", value, "at_least", None)


def test_a_plus_apart_from_its_number_adds():
    assert [found.kind for found in read("It paid $5 plus hours of work.")] == ["money"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A decades-long row ended.", "PXE"),
        ("An hours-long row ended.", "PTXH"),
        ("A two-decades-long row ended.", "P20Y"),
    ],
)
def test_a_row_is_decades_long(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize("text", ["It sank in the early hours.", "She spent 1,000s of hours there."])
def test_hours_of_a_day_and_counted_hours_are_no_lengths(text):
    assert [found for found in read(text) if found.kind == "duration"] == []
