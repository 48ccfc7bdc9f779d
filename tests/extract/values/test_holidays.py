"""Holidays and the years they fall in."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


FRIDAY = date(2025, 6, 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Work ends by Labor Day.", "2025-09-01"),
        ("They met on Thanksgiving 2020.", "2020-11-26"),
        ("They met on Memorial Day.", "2025-05-26"),
        ("They voted on Election Day 2024.", "2024-11-05"),
        ("They met on New Year\u2019s Day 2024.", "2024-01-01"),
    ],
)
def test_a_holiday_has_the_day_of_its_rule(text, value):
    assert [found.value_text for found in read(text, FRIDAY)] == [value]


def test_a_holiday_is_inferred():
    assert [found.is_inferred for found in read("They met on Labor Day 2024.")] == [True]


@pytest.mark.parametrize("text", ["The new year group met.", "A boxing match.", "Labor leaders met."])
def test_words_of_holidays_alone_are_none(text):
    assert [found for found in read(text, FRIDAY) if found.kind == "date"] == []
