"""Cue forms as verbs, and their subjects."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.speech.cue_verbs import is_verb
from flows.extract.speech.cues import cue_lexicon
from flows.extract.speech.phrases import read_units
from flows.extract.speech.verb_subjects import find_speaker


def reading(text: str, form: str) -> tuple[bool, str | None]:
    [unit] = read_units(text, [Sentence(0, len(text), "body", 0)], [])
    place = unit.words.index(form)
    cue = cue_lexicon().match(unit.words, place)
    assert cue is not None
    speaker, _ = find_speaker(unit, cue, place, [])
    words = text[unit.tokens[speaker[0]].start : unit.tokens[speaker[1] - 1].end] if speaker else None
    return is_verb(unit, cue, place, place + len(cue.words)), words


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("The claims were false.", "claims"),
        ("His reports came late.", "reports"),
        ("The reported loss grew.", "reported"),
        ("Orre's promise was kept.", "promise"),
        ("She has a plan to argue the case.", "argue"),
        ("The loss reported by the firm grew.", "reported"),
        ("These challenges remain.", "challenges"),
    ],
)
def test_a_noun_a_participle_and_a_mere_intention_are_no_cue(text: str, form: str) -> None:
    assert not reading(text, form)[0]


@pytest.mark.parametrize(
    ("text", "form", "speaker"),
    [
        ("She claims it is false.", "claims", "She"),
        ("Critics argue that it is false.", "argue", "Critics"),
        ("The mayor went on to say it was false.", "say", "The mayor"),
        ("The mayor left the hall, saying it was false.", "saying", "The mayor"),
        ("A letter saying it was false arrived.", "saying", "A letter"),
        ("The mayor did not say it was false.", "say", "The mayor"),
        ("The crowd cheered when Lind saw a sign and asked for it.", "asked", "Lind"),
        ("The board met and said it was false.", "said", "The board"),
    ],
)
def test_a_verb_finds_its_subject(text: str, form: str, speaker: str) -> None:
    assert reading(text, form) == (True, speaker)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("She refrained from attacking her rival.", "attacking"),
        ("They met in states that vote in March.", "states"),
        ("Crowds came in the early states: Orre and Vell.", "states"),
    ],
)
def test_deeds_and_plural_nouns_are_no_cue(text: str, form: str) -> None:
    assert not reading(text, form)[0]


def test_a_report_states() -> None:
    assert reading("The report states that it is false.", "states") == (True, "The report")


def test_who_is_said_to_have_asked_is_who_asked() -> None:
    text = "When the police came, she is said to have asked them whether they knew her."
    assert reading(text, "asked") == (True, "she")


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("There were plenty of warning signs that it would fail.", "warning"),
        ("They had little advance warning that the dam would open.", "warning"),
        ("It was a court ruling that closed the mine.", "ruling"),
        ("There were 300 confirmed cases in the valley.", "confirmed"),
        ("The council had 1.2 million reported cases.", "reported"),
        ("The memo offered detailed pushback on the claims.", "detailed"),
        ("The governor ripped reports that he had left.", "reports"),
        ("Some state officials praised the plan.", "state"),
    ],
)
def test_a_noun_and_an_attribute_before_one_are_no_cue(text: str, form: str) -> None:
    assert not reading(text, form)[0]


@pytest.mark.parametrize(
    ("text", "form", "speaker"),
    [
        ("The board sent a letter warning that the dam may burst.", "warning", "The board"),
        ("The board got a letter warning that the dam may burst.", "warning", "a letter"),
        ("Hours later, Lind put out a lengthy statement saying that it held.", "saying", "Lind"),
        ("The board backtracked, issuing a statement denying that it broke.", "denying", "The board"),
        ("While the mills fell, Lind won by promising to sue.", "promising", "Lind"),
        (
            "Lind, who has led the mill, arrived at noon and acknowledged that it broke.",
            "acknowledged",
            "Lind, who has led the mill",
        ),
        ("She left early, warning that the dam may burst.", "warning", "She"),
        ("Two residents reported losses.", "reported", "Two residents"),
        ("Some state that it is false.", "state", "Some"),
        ("The two sides argued, with Lind recently promising to sue.", "promising", "Lind"),
        ("Shares fell, with many of the owners saying they would sell.", "saying", "many of the owners"),
        ("He tried to connect with voters by promising to sue.", "promising", "He"),
        ("After Lind won, reporters pressed the board, asking why it left.", "asking", "reporters"),
    ],
)
def test_what_stands_beside_a_form_leaves_it_its_own_subject(text: str, form: str, speaker: str) -> None:
    assert reading(text, form) == (True, speaker)
