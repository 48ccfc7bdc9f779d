"""Shares of a whole in words."""

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def read(text: str) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("A third of voters came.", "1/3"),
        ("One-third of voters came.", "1/3"),
        ("Half of them came.", "1/2"),
        ("It lost half the seats.", "1/2"),
        ("It needs a two-thirds majority.", "2/3"),
        ("Three quarters of homes burned.", "3/4"),
        ("One in five adults came.", "1/5"),
        ("Nine out of 10 adults came.", "9/10"),
        ("Two in ten adults came.", "1/5"),
        ("Output fell by a fifth.", "1/5"),
        ("The fee was reduced by a third, to the joy of all.", "1/3"),
        ("Costs were cut by half.", "1/2"),
    ],
)
def test_a_share_is_a_fraction_in_lowest_terms(text, value):
    assert [(found.kind, found.value_text, found.unit_code) for found in read(text)] == [("percent", value, "share")]


def test_a_share_takes_its_hedge():
    [found] = read("More than half the voters came.")
    assert (found.hedge, found.value_low, found.value_high) == ("more_than", 0.5, None)


@pytest.mark.parametrize(
    "text",
    [
        "In the first half they won.",
        "She left in half of 2020.",
        "The half-time show began.",
        "It is a third world.",
        "One in May.",
        "It took 25 out of 40 seats.",
        "Ten in two.",
        "A barn was hit, followed by a third.",
        "It rose, led by a third man.",
        "It was cut by a third-party firm.",
        "It fell by half a point.",
    ],
)
def test_halves_and_ordinals_of_other_kinds_are_no_shares(text):
    assert [found for found in read(text) if found.unit_code == "share"] == []
