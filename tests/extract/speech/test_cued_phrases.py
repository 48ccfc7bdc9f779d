"""Attribution by nouns and prepositions."""

import pytest

from flows.extract.annotations import Sentence
from flows.extract.speech.cued_phrases import read_noun
from flows.extract.speech.cues import cue_lexicon
from flows.extract.speech.phrases import read_units
from flows.extract.speech.quotation_marks import find_quoted
from tests.extract.speech.test_quotations import told


def attribution(text: str, noun: str) -> tuple[str, str] | None:
    [unit] = read_units(text, [Sentence(0, len(text), "body", 0)], find_quoted(text, [(0, len(text))]))
    place = unit.words.index(noun)
    cue = next(cue for cue in cue_lexicon().by_first_word[noun] if cue.kind == "noun")
    read = read_noun(unit, cue, place)
    if read is None or read.speaker is None:
        return None
    (first, last), [(start, end)] = read.speaker, read.content
    tokens = unit.tokens
    return text[tokens[first].start : tokens[last - 1].end], text[tokens[start].start : tokens[end - 1].end]


def test_a_claim_belongs_to_its_owner() -> None:
    assert attribution("Officials doubted Lind's claim that the dam leaks.", "claim") == ("Lind's", "the dam leaks")


def test_a_call_for_something_in_marks_belongs_to_who_it_comes_from() -> None:
    text = "Calls from the union for a “fair deal” met silence."
    assert attribution(text, "calls") == ("the union", "a “fair deal”")


def test_a_call_without_words_in_marks_is_no_quotation() -> None:
    assert attribution("Calls from the union for a deal met silence.", "calls") is None


def test_a_noun_without_owner_is_no_attribution() -> None:
    assert attribution("Nobody believed the claim that the dam leaks.", "claim") is None


def test_a_noun_that_is_the_subject_is_left_alone() -> None:
    assert attribution("Her claim that the dam leaks angered them.", "claim") is None


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("That day, according to the memo, Lind left.", "the memo", ["That day", "Lind left"]),
        ("In March 2016, according to Okoro, Lind left.", "Okoro", ["In March 2016", "Lind left"]),
        ("Lind ranks third, according to the poll, a long one.", "the poll, a long one", ["Lind ranks third"]),
        ("Lind left, according to Okoro, and was seen by two.", "Okoro", ["Lind left"]),
        ("Lind left, according to aides, while two men stayed.", "aides", ["Lind left"]),
    ],
)
def test_according_to_ends_before_the_next_clause(text: str, speaker: str, content: list[str]) -> None:
    [found] = [(who, said) for _, who, said in told(text)]
    assert found == (speaker, content)


def test_what_a_report_is_named_by_is_no_cue() -> None:
    [(_, speaker, _)] = told("Lind left, according to reporting this week in the paper.")
    assert speaker == "reporting this week in the paper"


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("It holds, according to one report, $2 million.", "one report", ["It holds", "$2 million"]),
        ("It fell after, according to him, the gate had leaked.", "him", ["It fell after", "the gate had leaked"]),
        ("It leaks, according to Lind, 52, a clerk in Orre.", "Lind, 52, a clerk in Orre", ["It leaks"]),
        ("(According to the police, it has leaked.)", "the police", ["it has leaked"]),
        ("According to Per Moe, writing in Orre, it has leaked.", "Per Moe, writing in Orre", ["it has leaked"]),
        ("It has leaked, according to orre-news.com.", "orre-news.com", ["It has leaked"]),
        ("In a new poll, Lind was ahead.", "a new poll", ["Lind was ahead"]),
    ],
)
def test_where_the_source_behind_a_preposition_ends(text: str, speaker: str, content: list[str]) -> None:
    assert told(text) == [("indirect", speaker, content)]


@pytest.mark.parametrize("text", ["In a poll, no.", "In the end, Lind was ahead.", "In Orre, a poll was held."])
def test_a_scene_is_no_poll(text: str) -> None:
    assert told(text) == []
