"""Whether the outcome of what lay ahead is told."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.lexemes import read_lexemes
from flows.extract.values.tenses import find_tense


def tense_of(text: str) -> str | None:
    """The tense of the first "Friday" of a text."""
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    lexemes = read_lexemes(text, sentences)
    place = list(lexemes.words).index("friday")
    return find_tense(lexemes, place, place + 1)


@pytest.mark.parametrize(
    "text",
    [
        "Eleven miners were confirmed dead by Friday.",
        "By Friday eleven miners were already missing.",
        "The toll rose to 11 by Friday.",
        "The fire was contained by Friday.",
        "Eleven miners had come up by Friday.",
    ],
)
def test_a_deadline_is_over_where_a_state_or_figure_is_told(text):
    assert tense_of(text) == "past"


@pytest.mark.parametrize(
    "text",
    [
        "The miners were told to be out by Friday.",
        "Those found hurt will go home by Friday.",
        "The board agreed a deal by Friday.",
        "Prices rose to records in hope of a deal by Friday.",
        "The miners were found and the pit closed until Friday.",
    ],
)
def test_other_deadlines_lie_ahead(text):
    assert tense_of(text) == "future"


@pytest.mark.parametrize(
    "text",
    [
        "The Lists will hold 19 of the 45 seats after Friday's election.",
        "The Lists will govern alone after winning Friday's regional vote.",
        "The Lists will meet after Friday's election. They won it on Friday by nine votes.",
    ],
)
def test_an_election_is_over_where_its_result_is_told(text):
    assert tense_of(text) == "past"


@pytest.mark.parametrize(
    "text",
    [
        "The Lists will meet after Friday's election.",
        "The Lists will hold 19 of the 45 seats after Friday's election, polls suggest.",
        "The Lists will meet after Friday's election. They won the last one.",
    ],
)
def test_an_election_without_a_told_result_lies_ahead(text):
    assert tense_of(text) == "future"
