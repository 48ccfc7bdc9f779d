"""Subjects before a cue verb."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.speech.phrases import Unit, read_units
from flows.extract.speech.subjects import subject_before


def unit_of(text: str) -> Unit:
    [unit] = read_units(text, [Sentence(0, len(text), "body", 0)], [])
    return unit


def subject(text: str, verb: str = "said") -> str | None:
    unit = unit_of(text)
    found = subject_before(unit, unit.words.index(verb))
    return text[unit.tokens[found[0]].start : unit.tokens[found[1] - 1].end] if found else None


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mara Lind said the dam would hold.", "Mara Lind"),
        ("On Monday, Mara Lind said the dam would hold.", "Mara Lind"),
        ("On Monday the mayor said the dam would hold.", "the mayor"),
        ("But Mara Lind has also repeatedly said no.", "Mara Lind"),
        ("Mara Lind, the mayor of Orre, said the dam would hold.", "Mara Lind, the mayor of Orre"),
        ("Mara Lind, 41, a welder from Orre, said no.", "Mara Lind, 41, a welder from Orre"),
        ("Mara Lind of Orre, South Vell said no.", "Mara Lind of Orre, South Vell"),
        ("Lind, speaking in Orre, said no.", "Lind"),
        ("Lind, for her part, said no.", "Lind"),
        ("The dam held and the mayor said so.", "the mayor"),
        ("Lind and Okoro said no.", "Lind and Okoro"),
        ("A survey published last week said no.", "A survey published last week"),
        ("Both leaders said no.", "Both leaders"),
        ("The clerk — a former pilot — said no.", "The clerk — a former pilot"),
        ("When the water rose, she said no.", "she"),
        ("Another said no.", "Another"),
        ("US President Ada Brook said no.", "US President Ada Brook"),
        ("Lind, managing director of Orre Steel, said no.", "Lind, managing director of Orre Steel"),
        ("Lind, facing a vote in Orre, a small town, said no.", "Lind"),
        ("While the board, including its chair, said no.", "the board, including its chair"),
        ("Lind and others who want a dam said no.", "Lind and others who want a dam"),
        ("The board on Monday said no.", "The board"),
        ("Orre Foods (SIX: ORF), a baker, said no.", "Orre Foods (SIX: ORF), a baker"),
        ("The court in May 2020 said no.", "The court"),
        ("Orre Foods today said no.", "Orre Foods"),
        ("Orre Foods, a baker, today said no.", "Orre Foods, a baker"),
        ("A letter sent to the mayor in June said no.", "A letter sent to the mayor"),
        ("The Orre Times said no.", "The Orre Times"),
        (
            "United Rail Services, the agency that runs the line, said no.",
            "United Rail Services, the agency that runs the line",
        ),
    ],
)
def test_the_whole_phrase_is_the_subject(text: str, wanted: str) -> None:
    assert subject(text) == wanted


def test_a_relative_pronoun_is_the_subject_of_its_clause() -> None:
    assert subject("The clerk who in March said no has left.") == "who"


def test_a_verb_at_the_beginning_has_no_subject() -> None:
    assert subject("said the mayor.") is None
