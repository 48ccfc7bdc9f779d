"""Votes."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.expressions import find_expressions
from flows.extract.sentences import split_sentences


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The chamber voted 51-49.", "51-49"),
        ("The chamber passed the bill 234 to 193.", "234-193"),
        ("A five-to-four decision followed.", "5-4"),
        ("By a vote of 7 to 2 it fell.", "7-2"),
        ("The council was unanimous.", "unanimous"),
    ],
)
def test_a_vote_has_its_two_numbers(text, value):
    assert [(found.kind, found.value_text) for found in read(text)] == [("vote", value)]


@pytest.mark.parametrize(
    "text", ["Orlo won 3-2.", "The vote rose from 5 to 7.", "Thirty-two votes came.", "The vote takes 5 to 7 percent."]
)
def test_scores_ranges_and_spelt_numbers_are_no_votes(text):
    assert [found for found in read(text) if found.kind == "vote"] == []
