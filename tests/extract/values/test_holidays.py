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
        ("They met on Presidents\u2019 Day.", "2025-02-17"),
        ("They met on St. Patrick's Day.", "2025-03-17"),
        ("Work stops this May Day.", "2025-05-01"),
        ("On Christmas Day George Vance sang.", "2024-12-25"),
        ("On Thanksgiving Andrew Lima slept.", "2025-11-27"),
        ("The dam leaked on Good Friday.", "2025-04-18"),
        ("The dam leaked on Easter Monday 2024.", "2024-04-01"),
        ("She spoke on Inauguration Day.", "2025-01-20"),
        ("Sales rose on Cyber Monday 2024.", "2024-12-02"),
        ("She rested on Mother's Day.", "2025-05-11"),
    ],
)
def test_a_holiday_has_the_day_of_its_rule(text, value):
    assert [found.value_text for found in read(text, FRIDAY)] == [value]


def test_a_holiday_is_inferred():
    assert [found.is_inferred for found in read("They met on Labor Day 2024.")] == [True]


def test_of_two_days_of_one_name_the_nearer_one_is_meant():
    assert [found.value_text for found in read("She rested on Mother's Day.", date(2025, 3, 29))] == ["2025-03-30"]


def test_a_day_to_come_is_not_the_nearer_one_that_is_over():
    [found] = read("They will meet on Mother's Day.", date(2025, 4, 11))
    assert found.value_text == "2025-05-11"


def test_a_weekday_behind_a_holiday_is_read_too():
    assert [found.value_text for found in read("They met on Memorial Day Monday.", FRIDAY)] == [
        "2025-05-26",
        "2025-06-02",
    ]


@pytest.mark.parametrize("text", ["Statues stand on the Easter Islands.", "The Easter Rising failed."])
def test_a_holiday_in_a_name_is_none(text):
    assert read(text, FRIDAY) == []


@pytest.mark.parametrize("text", ["They voted on Super Tuesday.", "They signed the Good Friday Agreement."])
def test_a_named_day_without_a_rule_is_not_the_coming_weekday(text):
    assert read(text, FRIDAY) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It was the worst day since 9/11.", "2001-09-11"),
        ("The victims of the Sept. 11 terrorist attacks.", "2001-09-11"),
        ("The tanker sank on Sept. 11.", "2025-09-11"),
        ("Since Sept. 11, attacks have doubled.", "2025-09-11"),
        ("The Sept. 11-13 attacks failed.", "2025-09-11/2025-09-13"),
    ],
)
def test_a_day_known_by_what_happened_has_its_year(text, value):
    assert [found.value_text for found in read(text, FRIDAY)] == [value]


def test_what_had_not_happened_yet_names_no_day():
    [found] = read("After the Jan. 6 riot the mayor left.", date(2019, 1, 9))
    assert found.value_text == "2019-01-06"


@pytest.mark.parametrize("text", ["The new year group met.", "A boxing match.", "Labor leaders met."])
def test_words_of_holidays_alone_are_none(text):
    assert [found for found in read(text, FRIDAY) if found.kind == "date"] == []
