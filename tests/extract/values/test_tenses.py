"""The tense of the verb that governs a date."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.values.lexemes import Lexemes, read_lexemes
from flows.extract.values.tenses import find_tense


def lexemes_of(text: str) -> Lexemes:
    return read_lexemes(text, [Sentence(0, len(text), "body", 0)])


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("She said it on X", "past"),
        ("She will say it on X", "future"),
        ("The duty is to be paid on X", "future"),
        ("The duty was paid on X", "past"),
        ("The court is set to meet X", "future"),
        ("The dues by X", "future"),
        ("A thing on X", None),
    ],
)
def test_the_nearest_verb_before_tells_the_tense(text, tense):
    lexemes = lexemes_of(text)
    place = list(lexemes.words).index("x")
    assert find_tense(lexemes, place, place + 1) == tense


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Work is to begin on X", "future"),
        ("Talks are to run X", "future"),
        ("She said work was to begin on X", "future"),
        ("The trial is due to start on X", "future"),
        ("The ship is expected to dock on X", "future"),
        ("On X the ship will dock", "future"),
        ("The ship left, and on X it will dock", "future"),
        ("The hearing on X will be short", "future"),
        ("The X hearing will be short", "future"),
        ("X's hearing will be short", "future"),
        ("She will speak after the vote on X", "future"),
        ("He said his ministry on X will announce it", "future"),
        ("The council on X is set to vote", "future"),
        ("The storm is expected to hit the coast on X", "future"),
        ("The sitting was postponed to X", "future"),
        ("The sitting was set for X", "future"),
        ("The board has called an urgent meeting of its members for X", "future"),
        ("The mayor announced a vigil for X", "future"),
        ("The mayor calls a by-the-book hearing for X", "future"),
        ("The answer is due on X", "future"),
        ("The sitting is pencilled for early X", "future"),
        ("The sitting is now on X", "future"),
        ("Brokers expect a cut on X", "future"),
    ],
)
def test_a_verb_of_the_future_governs_its_date(text, tense):
    lexemes = lexemes_of(text)
    place = list(lexemes.words).index("x")
    assert find_tense(lexemes, place, place + 1) == tense


@pytest.mark.parametrize(
    "text",
    [
        "The grounding of the ferry on X will be looked into",
        "A man arrested on X will appear in court",
        "X's collapse will be looked into",
        "She will speak after the collapse on X",
        "It came late due to the storm on X",
        "It had previously been due to end on X",
        "The sitting had been set for X",
        "The bank cut it on X",
        "By X four lives had been lost",
        "She had never lost until X",
        "The union had called a meeting for X",
        "It passed a test of will, on X it fell",
        "It was the talk going into the match on X and fell",
    ],
)
def test_the_date_of_a_past_noun_or_participle_lies_in_the_past(text):
    lexemes = lexemes_of(text)
    place = list(lexemes.words).index("x")
    assert find_tense(lexemes, place, place + 1) == "past"
