"""Attributions: cue, speaker and content within a unit."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.speech.attributions import find_attributions
from flows.extract.speech.phrases import read_units
from flows.extract.speech.quotation_marks import find_quoted


def attributions(text: str) -> list[tuple[str | None, str, str]]:
    sentence = Sentence(0, len(text), "body", 0)
    [unit] = read_units(text, [sentence], find_quoted(text, [(0, len(text))]))

    def words(first: int, last: int) -> str:
        return text[unit.tokens[first].start : unit.tokens[last - 1].end]

    return [
        (words(*a.speaker) if a.speaker else None, words(*a.cue_range), " … ".join(words(*part) for part in a.content))
        for a in find_attributions(unit)
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lind said that the dam would hold.", ("Lind", "said", "the dam would hold")),
        ("Lind said the dam would hold.", ("Lind", "said", "the dam would hold")),
        ("Lind said on Monday that the dam would hold.", ("Lind", "said", "the dam would hold")),
        ("Lind said in a statement that it held.", ("Lind", "said", "it held")),
        ("Lind told reporters that it held.", ("Lind", "told", "it held")),
        ("Lind told reporters the dam would hold.", ("Lind", "told", "the dam would hold")),
        ("Lind told her staff it would hold.", ("Lind", "told", "it would hold")),
        ("Lind asked whether it would hold.", ("Lind", "asked", "whether it would hold")),
        ("Lind denied the report.", ("Lind", "denied", "the report")),
        ("Lind warned against a second dam.", ("Lind", "warned against", "a second dam")),
        ("Lind called on Orre to open the gates.", ("Lind", "called on", "Orre to open the gates")),
        ("Lind refused to open the gates.", ("Lind", "refused", "to open the gates")),
        ("The dam would hold, Lind said.", ("Lind", "said", "The dam would hold")),
        ("The dam would hold, Lind told reporters on Monday.", ("Lind", "told", "The dam would hold")),
        ("The dam would hold, said Lind.", ("Lind", "said", "The dam would hold")),
        ("The dam, Lind said, will hold.", ("Lind", "said", "The dam … will hold")),
        ("According to Lind, the dam will hold.", ("Lind", "According to", "the dam will hold")),
        (
            "According to Lind, who runs the dam, it will hold.",
            ("Lind, who runs the dam", "According to", "it will hold"),
        ),
        ("The dam will hold, according to Lind.", ("Lind", "according to", "The dam will hold")),
        (
            "The dam will hold, according to Lind, head of the board.",
            ("Lind, head of the board", "according to", "The dam will hold"),
        ),
        ("The dam was safe, her friend said.", ("her friend", "said", "The dam was safe")),
        ("The office said about half of it was lost.", ("The office", "said", "about half of it was lost")),
        ("Aides to Lind say she’s staying.", ("Aides to Lind", "say", "she’s staying")),
        ("Lind told radio host Hugh Grey that it held.", ("Lind", "told", "it held")),
        ("Lind was told that the dam would hold.", (None, "told", "the dam would hold")),
        ("Lind called the dam “a marvel” on Monday.", ("Lind", "called", "the dam “a marvel” on Monday")),
    ],
)
def test_speaker_cue_and_content_are_told_apart(text: str, wanted: tuple[str | None, str, str]) -> None:
    assert attributions(text) == [wanted]


def test_a_second_cue_begins_its_own_attribution() -> None:
    assert attributions("Lind said it held, adding that it must.") == [
        ("Lind", "said", "it held"),
        ("Lind", "adding", "it must"),
    ]


def test_two_speakers_in_a_sentence_keep_their_own_words() -> None:
    assert attributions("Lind said the dam would hold, but Okoro said it would burst.") == [
        ("Lind", "said", "the dam would hold"),
        ("Okoro", "said", "it would burst"),
    ]


def test_a_subordinate_clause_ends_its_content_at_the_comma() -> None:
    assert attributions("While critics argue that it leaks, the dam stands.") == [("critics", "argue", "it leaks")]


def test_a_scene_before_the_subject_is_not_what_was_said() -> None:
    assert attributions("While she was in Orre, she said, “It will hold.”") == [("she", "said", "“It will hold.”")]


def test_a_description_with_a_verb_is_no_inverted_clause() -> None:
    text = "Lind, head of a group which wrote the letter, said the plan was weak."
    assert attributions(text)[-1] == ("Lind, head of a group which wrote the letter", "said", "the plan was weak")


def test_according_to_gives_way_to_the_speaker_it_frames() -> None:
    assert attributions("According to the court, Lind said: “It will hold.”") == [("Lind", "said", "“It will hold.”")]


def test_a_sentence_without_cue_has_no_attribution() -> None:
    assert attributions("The dam was built in May and opened a year later.") == []
