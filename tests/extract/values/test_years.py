"""Years, decades and centuries."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


def values(text: str) -> list[str | None]:
    return [found.value_text for found in read(text) if found.kind == "date"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It began in 1998.", "1998"),
        ("It began in nineteen ninety-seven.", "1997"),
        ("It began in the year two thousand.", "2000"),
        ("It began in the 1990s.", "199"),
        ("It began in the early '80s.", "198"),
        ("It began in the nineties.", "199"),
        ("It began in the 19th century.", "18"),
        ("It began in the twenty-first century.", "20"),
        ("It ran 2019-20.", "2019/2020"),
    ],
)
def test_a_year_a_decade_and_a_century_have_their_value(text, value):
    assert values(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "It cost $1998.",
        "Some 2000 people came.",
        "It weighs 1,998 tons.",
        "See Section 1983.",
        "They walked 1999 miles.",
    ],
)
def test_an_amount_of_four_digits_is_no_year(text):
    assert values(text) == []


def test_a_fiscal_year_keeps_its_days_open():
    [found] = read("Sales fell in fiscal 2023.")
    assert (found.value_text, found.low_on, found.high_on) == ("2023", None, None)


def test_the_digits_of_an_age_are_no_decade():
    assert [(found.kind, found.value_text) for found in read("She is in her 40s.")] == [("age", "40-49 year")]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It stood in the 1700s.", "17"),
        ("It stood in the mid-1800s.", "18"),
        ("It stood in the 1900s.", "190"),
        ("It stood in the 2000s.", "200"),
        ("It stood in the 1970s.", "197"),
        ("It loves ‘80s songs.", "198"),
    ],
)
def test_hundreds_before_1900_are_a_century_and_other_tens_a_decade(text, value):
    assert values(text) == [value]


def test_the_1700s_begin_in_1700():
    [found] = read("It stood in the 1700s.")
    assert (found.precision, found.low_on, found.high_on) == ("century", date(1700, 1, 1), date(1799, 12, 31))
