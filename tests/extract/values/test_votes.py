"""Votes."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


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
    "text",
    [
        "Orlo won 3-2.",
        "Orlo beat the Senate team 45-40.",
        "The vote rose from 5 to 7.",
        "Thirty-two votes came.",
        "The vote takes 5 to 7 percent.",
        "The bill on pages 10-12 and 17-34 fell.",
    ],
)
def test_scores_ranges_and_spelt_numbers_are_no_votes(text):
    assert [found for found in read(text) if found.kind == "vote"] == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("The judges ruled by eight votes to five that it stands.", "8-5"),
        ("Nine councillors voted for the plan and four against it.", "9-4"),
        ("Of the delegates, 51 voted for and 12 against.", "51-12"),
        ("It passed with 30 votes in favour and 12 against.", "30-12"),
        ("It was carried with 30 votes for, 12 against.", "30-12"),
        ("Twenty-seven members voted in favor of the levy, and two voted against.", "27-2"),
        ("Four members voted against and nine for the levy.", "9-4"),
        ("Five of the nine judges voted for it and four voted against it.", "5-4"),
        ("The panel split five-four on the levy.", "5-4"),
    ],
)
def test_a_vote_told_in_a_clause_puts_those_in_favour_first(text, value):
    assert [(found.kind, found.value_text) for found in read(text)] == [("vote", value)]


def test_a_vote_told_in_a_clause_spans_from_its_first_number_to_its_last_word():
    text = "On the quay, nine councillors voted for the plan and four against it."
    [found] = read(text)
    assert text[found.start : found.end] == "nine councillors voted for the plan and four against"


@pytest.mark.parametrize(
    "text",
    [
        "Nine boats left for the plan and four against the wind sank.",
        "Nine councillors voted for the plan that had come up at the last but one of the meetings, four against.",
        "Voters gave $9 million for the plan and four cities voted.",
        "Thirty-two councillors voted for the plan.",
    ],
)
def test_numbers_far_apart_or_without_two_sides_are_no_vote(text):
    assert [found for found in read(text) if found.kind == "vote"] == []
