"""Subjects behind a cue in inverted order."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.speech.inverted_subjects import subject_after
from flows.extract.speech.phrases import read_units


def subject(text: str) -> str | None:
    [unit] = read_units(text, [Sentence(0, len(text), "body", 0)], [])
    found = subject_after(unit, unit.words.index("said") + 1)
    return text[unit.tokens[found[0]].start : unit.tokens[found[1] - 1].end] if found else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It will hold, said Mara Lind.", "Mara Lind"),
        ("It will hold, said Mara Lind on Monday.", "Mara Lind"),
        ("It will hold, said Mara Lind, the mayor of Orre.", "Mara Lind, the mayor of Orre"),
        ("It will hold, said Mara Lind, who heads the board.", "Mara Lind, who heads the board"),
        ("It will hold, said Mara Lind, adding that it must.", "Mara Lind"),
        ("It will hold, said the mayor in a statement.", "the mayor"),
        ("It will hold, said she.", "she"),
        ("It will hold, said Mara Lind, then mayor of Orre.", "Mara Lind, then mayor of Orre"),
    ],
)
def test_the_phrase_ends_where_its_description_ends(text: str, wanted: str) -> None:
    assert subject(text) == wanted


@pytest.mark.parametrize(
    "text", ["It will hold, she said on Monday.", "It will hold, she said that day.", "So he said."]
)
def test_what_is_no_noun_phrase_is_no_subject(text: str) -> None:
    assert subject(text) is None
