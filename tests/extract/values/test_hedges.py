"""Hedges and the bounds they leave."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


@pytest.mark.parametrize(
    ("text", "hedge", "low", "high"),
    [
        ("It took 200 men.", "exact", 200, 200),
        ("It took about 200 men.", "about", 200, 200),
        ("It took nearly 200 men.", "less_than", None, 200),
        ("It took at least 200 men.", "at_least", 200, None),
        ("It took up to 200 men.", "at_most", None, 200),
        ("It took no more than 200 men.", "at_most", None, 200),
        ("It took more than 200 men.", "more_than", 200, None),
        ("It took fewer than 200 men.", "less_than", None, 200),
        ("It took 200-plus men.", "at_least", 200, None),
        ("It took $200 or more.", "at_least", 200, None),
        ("It took between 200 and 300 men.", "range", 200, 300),
    ],
)
def test_a_hedge_gives_its_code_and_bounds(text, hedge, low, high):
    [found] = read(text)
    assert (found.hedge, found.value_low, found.value_high) == (hedge, low, high)


def test_the_span_holds_the_hedge_and_the_value_does_not():
    text = "It took no more than 200 men."
    [found] = read(text)
    assert (text[found.start : found.end], found.value_text) == ("no more than 200 men", "200 man")


def test_the_longest_hedge_wins():
    [found] = read("It took just over 200 men.")
    assert (found.start, found.hedge) == (8, "more_than")


def test_plus_before_something_more_adds_and_is_no_hedge():
    assert [found.hedge for found in read("Some say 32 states plus the islands agreed.")] == ["exact"]
    assert [found.hedge for found in read("It has 20 members plus.")] == ["at_least"]


@pytest.mark.parametrize(
    ("text", "surface", "hedge"),
    [
        ("It fell ~40% there.", "~40%", "about"),
        ("It took ~200 men.", "~200 men", "about"),
        ("It began in ~2019.", "~2019", "about"),
        ("It sold near $90.", "near $90", "about"),
        ("It stood near 40 homes.", "40 homes", "exact"),
        ("It stood near $2 million villas.", "$2 million", "exact"),
        ("It lasted over half a decade.", "over half a decade", "more_than"),
    ],
)
def test_signs_and_near_and_over_half_are_hedges(text, surface, hedge):
    assert [(text[found.start : found.end], found.hedge) for found in read(text)] == [(surface, hedge)]


def test_a_sign_between_two_numbers_is_no_hedge():
    assert {found.hedge for found in read("It took 5 ~ 7 men, or 50 men~60 men.")} == {"exact"}
