"""Kinds of speakers without a name."""

import pytest

from flows.extract.annotations import Naming, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.speech.quotations import find_quotations
from flows.extract.speech.speaker_kinds import can_speak


@pytest.mark.parametrize(
    "phrase",
    ["the mayor", "three senior officials", "residents of the valley", "the utility", "people familiar with the talks",
     "her ex-husband", "the union's lawyers", "a new poll", "12 percent", "Lind and her aides", "the Orre call",
     "a parade of prominent Norlanders", "a copy of the letter", "the editor-in-chief of the paper", "a co-host"],
)  # fmt: skip
def test_people_groups_institutions_and_names_speak(phrase: str) -> None:
    assert can_speak(phrase)


@pytest.mark.parametrize(
    "phrase",
    ["the call", "the word harbour", "the minister's visit", "a long winter", "That", "this",
     "a separate payment to Mara Lind", "the rise of the Orre Party", "the tone of Lind's visit"],
)  # fmt: skip
def test_what_is_none_of_them_does_not_speak(phrase: str) -> None:
    assert not can_speak(phrase)


def speakers(text: str) -> list[str | None]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return [
        text[q.speaker.start : q.speaker.end] if q.speaker else None for q in find_quotations(text, sentences, Naming())
    ]


def test_words_in_marks_are_kept_without_an_odd_speaker() -> None:
    assert speakers('The call said, "We are coming home tonight."') == [None]


def test_a_clause_of_an_odd_speaker_is_nobodys_words() -> None:
    assert speakers("The visit said that the bridge was safe.") == []
    assert speakers("The visitor said that the bridge was safe.") == ["The visitor"]
