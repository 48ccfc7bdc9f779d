"""Ages."""

from datetime import date
from unittest.mock import Mock

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions
from flows.extract.values.numbers import parse_number


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A 17-year-old boy fell.", "17 year"),
        ("Ana Ruiz, 45, fell.", "45 year"),
        ("Ana Ruiz (45) fell.", "45 year"),
        ("Ruiz, 45, fell.", "45 year"),
        ("Ana Ruiz, then 45, fell.", "45 year"),
        ("Ana Ruiz (then 45) fell.", "45 year"),
        ("She was 45.", "45 year"),
        ("She was 45 when it fell.", "45 year"),
        ("Ruby, six, fell.", "6 year"),
        ("It hit Oscar Pellow, two, hard.", "2 year"),
        ("It hit Oscar (two).", "2 year"),
        ("The girl is eight years old.", "8 year"),
        ("An 8-month-old calf fell.", "8 month"),
        ("She carried her son Peter, two, out.", "2 year"),
        ("She was 31.", "31 year"),
        ("Ana Ruiz, then 52, fell.", "52 year"),
        ("A man aged 45 fell.", "45 year"),
        ("Adults ages 25-64 fell.", "25-64 year"),
        ("Adults between the ages of 25 and 64 fell.", "25-64 year"),
    ],
)
def test_an_age_has_its_number_and_unit(text, value):
    assert [(found.kind, found.value_text) for found in read(text)] == [("age", value)]


def test_the_age_after_a_name_is_the_number_alone():
    [found] = read("Ana Ruiz, 45, fell.")
    assert (found.start, found.end) == (10, 12)


@pytest.mark.parametrize(
    "text",
    [
        "In May, 45, then more.",
        "He won, 45, he said.",
        "In Orlo, 450, not more.",
        "Goals: Oscar, two, and Ruby, six.",
        "In Florence, two, and in Orlo, six.",
        "The Lists, two, fell.",
        "She was 45 of them.",
        "It was, then 45, later more.",
        "It was 45.",
    ],
)
def test_other_numbers_between_commas_are_no_ages(text):
    assert [found for found in read(text) if found.kind == "age"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [("The bridge is more than two centuries old.", "P200Y"), ("The 200-year-old oak fell.", "P200Y")],
)
def test_what_is_older_than_a_person_has_a_duration_and_no_age(text, value):
    assert [(found.kind, found.value_text) for found in read(text)] == [("duration", value)]


@pytest.mark.parametrize(
    "text",
    [
        "Norway, two, and France, three, led the table.",
        "Peter Ruiz, two, and Omar Dahl, one, scored.",
        "The first was 31.",
        "He was 31 points behind.",
    ],
)
def test_other_numbers_in_words_and_behind_verbs_are_no_ages(text):
    assert not [found for found in read(text) if found.kind == "age"]


def ages(text: str) -> list[str | None]:
    return [found.value_text for found in read(text) if found.kind == "age"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Quill Jr., 72, fell.", ["72 year"]),
        ("It hurt two girls, ages 19 and 22.", ["19 year", "22 year"]),
        ("Its boys, aged 5, 7 and 9, fell.", ["5 year", "7 year", "9 year"]),
        ("A man aged 19 and 22 others fell.", ["19 year"]),
        ("Its boys, aged 5, 7, and 9, fell.", ["5 year", "7 year", "9 year"]),
        ("The dancers were aged 4, 9 and 15, and 12 were injured.", ["4 year", "9 year", "15 year"]),
        ("They met two girls, ages 20 and 30, and 12 were hurt.", ["20 year", "30 year"]),
        ("A man aged 19, and 12 who fled, fell.", ["19 year"]),
        ("The median age was low, at 21.9 years.", ["21.9 year"]),
        ("She told the Orre Bell, 15 of the 23 dancers left.", []),
        ("She told the Orre Bell, 15 of them left.", []),
        ("Ada Quill, 45 of Orlo, fell.", ["45 year"]),
    ],
)
def test_ages_in_a_list_behind_jr_and_of_an_average_are_ages_and_a_part_of_a_whole_is_none(text, expected):
    assert ages(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "She worked there for 21.9 years.",
        "Its median age rose by 2 years.",
        "Its median age fell over the past 10 years.",
        "Its age is 200 years.",
        "The average age of the fleet is 12 years.",
        "The median age of its old buses was 12 years.",
    ],
)
def test_other_lengths_stay_lengths(text):
    assert [found.kind for found in read(text)] == ["duration"]


def test_a_number_behind_a_list_of_ages_is_counted():
    found = read("The dancers were aged 4, 9 and 15, and 12 were injured.")
    assert [f.value_text for f in found if f.kind == "count"] == ["12 injured"]


@pytest.mark.parametrize("people", ["bus drivers", "homes’ owners", "people in homes"])
def test_the_average_age_of_people_is_an_age(people):
    assert ages(f"The average age of {people} is 45 years.") == ["45 year"]


def test_a_list_is_followed_back_no_further_than_its_bound(monkeypatch):
    parse = Mock(side_effect=parse_number)
    monkeypatch.setattr("flows.extract.values.ages.parse_number", parse)
    read("It drew " + ", ".join(["10"] * 200) + ".")
    assert 200 < parse.call_count <= 200 * 20
