"""Lexemes and their classes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.annotations import Sentence
from flows.extract.values.lexemes import read_lexemes


def words_of(text: str) -> list[str]:
    return list(read_lexemes(text, [Sentence(0, len(text), "body", 0)]).words)


def test_numbers_with_endings_names_with_digits_and_abbreviations_are_one_lexeme_each():
    assert words_of("On Nov. 5 the 5th F-16 and Covid-19 cost $3m at 8:30 p.m.") == [
        "on", "nov.", "5", "the", "5th", "f-16", "and", "covid-19", "cost", "$", "3m", "at", "8:30", "p.m.", "",
    ]  # fmt: skip


def test_hyphened_words_are_taken_apart():
    assert words_of("a 90-minute mid-2019 talk") == ["a", "90", "-", "minute", "mid", "-", "2019", "talk", ""]


def test_only_stretches_that_can_hold_an_expression_keep_their_classes():
    lexemes = read_lexemes("The man of the house slept in May.", [Sentence(0, 34, "body", 0)])
    assert [lexemes.words[at : at + len(letters)] for at, letters in lexemes.stretches] == [["in", "may"]]


@given(st.text(max_size=80))
def test_lexemes_stand_in_order_and_slice_to_their_words(text):
    lexemes = read_lexemes(text, [Sentence(0, len(text), "body", 0)])
    assert list(lexemes.starts) == sorted(lexemes.starts)
    for start, end, word in zip(lexemes.starts, lexemes.ends, lexemes.words, strict=True):
        assert text[start:end].lower() == word
    assert all(lexemes.words[at : at + len(letters)] for at, letters in lexemes.stretches)


@pytest.mark.parametrize(
    ("text", "words"), [("5 000 men", ["5 000", "men", ""]), ("12\u00a0345 men", ["12\u00a0345", "men", ""])]
)
def test_thousands_set_apart_by_blanks_are_one_number(text, words):
    assert read_lexemes(text, [Sentence(0, len(text), "body", 0)]).words == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("€1.37billion", ["€", "1.37", "billion"]),
        ("£6MILLION", ["£", "6", "million"]),
        ("Rs1,500crore", ["rs", "1,500", "crore"]),
        ("14miles", ["14", "miles"]),
        ("30years", ["30", "years"]),
        ("14km", ["14km"]),
        ("5millionth", ["5millionth"]),
        ("2.64gearbox", ["2.64gearbox"]),
        ("1.5.2", ["1.5", ".2"]),
    ],
)
def test_a_number_is_taken_from_the_letters_after_it_where_they_are_a_word_of_amounts(text, words):
    assert words_of(text) == [*words, ""]
