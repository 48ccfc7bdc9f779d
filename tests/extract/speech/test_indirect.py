"""Borders of reported clauses."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.speech.addressees import skip_addressee
from flows.extract.speech.indirect import clip, content_before, content_end, is_closed
from flows.extract.speech.phrases import Unit, read_units
from flows.extract.speech.quotation_marks import find_quoted


def unit_of(text: str) -> Unit:
    [unit] = read_units(text, [Sentence(0, len(text), "body", 0)], find_quoted(text, [(0, len(text))]))
    return unit


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("the dam holds, adding that it must", "adding"),
        ("the dam holds, and warned that it may burst", "and"),
        ("the dam holds; the gate does not", ";"),
        ("the dam holds, according to the board", ","),
        ("it is “a marvel,” noting that it stands", "noting"),
    ],
)
def test_content_ends_before_the_next_cue(text: str, rest: str) -> None:
    unit = unit_of(text)
    end = content_end(unit, 0)
    assert rest in unit.words[end : end + 2]


def test_content_without_another_cue_ends_with_its_sentence() -> None:
    unit = unit_of("the dam holds, which is good, and the gate does too")
    assert content_end(unit, 0) == len(unit.words)


@pytest.mark.parametrize(
    ("text", "next_word"),
    [
        ("reporters that it holds", "that"),
        ("him it holds", "it"),
        ("the crowd in Orre that it holds", "that"),
        ("her staff it holds", "it"),
        ("Lind to leave", "to"),
        ("that it holds", "that"),
    ],
)
def test_the_addressee_is_passed_over(text: str, next_word: str) -> None:
    unit = unit_of(text)
    assert unit.words[skip_addressee(unit, 0)] == next_word


@pytest.mark.parametrize(
    ("text", "closed"),
    [("on Monday", True), ("in a statement", True), ("that it holds", False), ("on Monday that it holds", False)],
)
def test_an_adverbial_closes_an_attribution_unless_a_clause_follows(text: str, closed: bool) -> None:
    assert is_closed(unit_of(text), 0) is closed


def test_content_before_a_cue_leaves_out_conjunctions_and_the_comma() -> None:
    unit = unit_of("But the dam holds, Lind said")
    found = content_before(unit, unit.words.index("lind"))
    assert found is not None
    assert unit.words[found[0] : found[1]] == ("the", "dam", "holds")


def test_a_range_of_marks_only_holds_nothing() -> None:
    assert clip(unit_of(", : ,"), 0, 3) is None
