"""Counts whose noun does not follow the number."""

from time import perf_counter

import pytest

from flows.extract.annotations import Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions

WORST_SECONDS = 2.0  # far more than the tenth of a second it takes


def values(text: str) -> list[str | None]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return [found.value_text for found in find_expressions(text, sentences, None) if found.kind == "count"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The death toll from the Orlo flood has risen to 23, police said.", ["23 person"]),
        ("The toll rose to 45 from 38 overnight.", ["45 person", "38 person"]),
        ("The storm raised the death toll to at least 31.", ["31 person"]),
        ("The mayor put the toll at more than 40.", ["40 person"]),
        ("The death toll stood at 12 on Sunday.", ["12 person"]),
        ("The death toll is now 19.", ["19 person"]),
        ("The death toll is at five.", ["5 person"]),
        ("The death toll reached 200, the mayor said.", ["200 person"]),
        ("It had a death toll of 52.", ["52 person"]),
        ("The number of people killed in the blast has climbed to 14.", ["14 person"]),
        ("The number of injured rose to 60.", ["60 injured"]),
        ("The council cut the number of schools from nine to seven.", ["9 school", "7 school"]),
        ("The ministry put the figure at more than 40.", ["40"]),
    ],
)
def test_a_figure_counts_what_its_noun_says(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police arrested 40 people, 31 of whom were injured.", ["40 person", "31 person"]),
        ("It lost 40 sheds, 12 of them new.", ["40 shed", "12 shed"]),
        ("About 150 were on board.", ["150 person"]),
        ("It sank with 150 aboard.", ["150 person"]),
        ("Nine were hurt and 12 are still missing.", ["9 hurt", "12 missing"]),
        ("At least 14 die and dozens flee in Orlo.", ["14 dead", "dozens"]),
        ("Seven have died.", ["7 dead"]),
        ("A blast killed four and injured nine.", ["4 killed", "9 injured"]),
        ("Fire kills three, sickens 17", ["3 killed", "17 ill"]),
        ("The stew sickened more than 40.", ["40 ill"]),
        ("Nine guards were wounded, including two who fled.", ["9 guard", "2 wounded"]),
        ("Three were killed and the crew rescued 17.", ["3 killed", "17 rescued"]),
        ("Of the guests 17 have fallen ill and 40 became sick.", ["17 ill", "40 ill"]),
        ("Of the guests 17 were sickened.", ["17 ill"]),
        ("Tram with 140 aboard derails", ["140 person"]),
        ("Barge with 30 on board lists", ["30 person"]),
    ],
)
def test_what_is_said_of_a_number_tells_what_it_counts(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The stew sickened 17 people.", ["17 person"]),
        ("It pays for 17 sick cows.", ["17 cow"]),
        ("The rescuers 17 and 40 met.", []),
        ("It killed sheep, 12, 13.", []),
        ("A magnitude 6.3 quake struck.", ["6.3 magnitude"]),
        ("A magnitude-6.3 quake struck.", ["6.3 magnitude"]),
        ("A 6.3 magnitude quake struck.", ["6.3 magnitude"]),
        ("It had a magnitude of between 6.1 and 6.4.", ["6.1-6.4 magnitude"]),
        ("The index was up 2.1 points.", ["2.1 point"]),
        ("The index fell by more than 300 points.", ["300 point"]),
    ],
)
def test_magnitudes_and_points_are_counted(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The price rose to 45.",
        "He turned to 45 and left.",
        "The toll fell; the ferry turned to 45.",
        "One of them said so.",
        "In eight years, 30 of them passed.",
        "Hall 4 was evacuated.",
        "Building 7 were told.",
        "He scored 12 points out of pride.",
        "Orlo was shut at 45.",
    ],
)
def test_other_numbers_without_a_noun_are_no_counts(text):
    assert values(text) == []


def test_a_long_sentence_of_numbers_is_read_in_time():
    text = "The death toll rose " + "to 12 of them, at 14 from 15 " * 2000
    started = perf_counter()
    values(text)
    assert perf_counter() - started < WORST_SECONDS
