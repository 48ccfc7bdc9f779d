from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clean.blocks import Block
from flows.extract.sentences import find_sentences, split_sentences


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text, 0, len(text))]


def test_a_full_stop_question_or_exclamation_mark_ends_a_sentence():
    assert parts("The mill burned. Who lit it? Nobody knows!") == ["The mill burned.", "Who lit it?", "Nobody knows!"]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Orlo Vance met Dr. Ines Pell on Sept. 5 in St. Brannoc.",
        "Grace A. So and John Q. Harrow signed it.",
        "The U.S. Treasury paid.",
        "Acme Corp. Chairman Lud Fenn left.",
        "No. 7 won the race at 5 p.m. London time.",
        "1. Boil the water.",
    ],
)
def test_abbreviations_initials_and_list_numbers_do_not_end_a_sentence(text):
    assert parts(text) == [text]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("They moved to the U.S. The move was hard.", "They moved to the U.S."),
        ("It shut at 5 p.m. He waited.", "It shut at 5 p.m."),
        ("She works for Acme Inc. But she is ill.", "She works for Acme Inc."),
        ("He said no. Then he left.", "He said no."),
        ("It lacks vitamin C. The rest is fine.", "It lacks vitamin C."),
    ],
)
def test_an_abbreviation_ends_a_sentence_before_a_word_that_opens_one(text, first):
    assert parts(text)[0] == first
    assert len(parts(text)) == 2


def test_a_closing_quotation_mark_belongs_to_the_sentence_it_closes():
    assert parts("“We are done.” The room was still.") == ["“We are done.”", "The room was still."]


def test_a_question_inside_a_quotation_that_goes_on_in_lower_case_is_no_end():
    assert parts("“Why now?” she asked.") == ["“Why now?” she asked."]


def test_a_lost_blank_before_an_opener_does_not_join_two_sentences():
    assert parts("It was over.The crowd left. See fenn.Com now.") == [
        "It was over.",
        "The crowd left.",
        "See fenn.Com now.",
    ]


def test_full_width_stops_end_sentences_without_a_blank():
    assert parts("他来了。她走了！") == ["他来了。", "她走了！"]


def test_titles_are_one_sentence_and_removed_blocks_give_none():
    text = "Stop. Go. Wait\n\nShare this. Now.\n\nOne. Two."
    blocks = [
        Block(0, 16, "title", "title", "t", 1.0),
        Block(16, 34, "removed", "share", "s", 0.0),
        Block(34, len(text), "body", "paragraph", "p", 1.0),
    ]
    found = find_sentences(text, blocks)
    assert [text[s.start : s.end] for s in found] == ["Stop. Go. Wait", "One.", "Two."]
    assert [(s.zone, s.paragraph) for s in found] == [("title", 0), ("body", 2), ("body", 2)]


@pytest.mark.parametrize(
    ("kind", "zone", "expected"),
    [
        ("dek", "dek", ["The board yields.", "The union warns of a strike."]),
        ("caption", "caption", ["The board yields.", "The union warns of a strike."]),
        ("heading", "body", ["The board yields. The union warns of a strike."]),
    ],
)
def test_deks_and_captions_can_hold_several_sentences(kind, zone, expected):
    text = "The board yields. The union warns of a strike."
    found = find_sentences(text, [Block(0, len(text), zone, kind, "t", 1.0)])
    assert [text[s.start : s.end] for s in found] == expected


@given(st.text(alphabet="aAbB .!?\"“”'\n1U.SMr。"))
def test_sentences_hold_every_visible_character_once_and_in_order(text):
    spans = list(split_sentences(text, 0, len(text)))
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
