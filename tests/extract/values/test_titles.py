"""Words of time that are a title or stand in a name."""

from datetime import date

import pytest

from flows.extract.annotations import Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def texts(text: str) -> list[str]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    found = find_expressions(text, sentences, date(2025, 6, 6))
    return [text[expression.start : expression.end] for expression in found]


@pytest.mark.parametrize(
    "text",
    [
        "She told 60 Minutes that the dam leaks.",
        'She told "48 Hours" that the dam leaks.',
        "It was taken in the Six-Day War.",
        "He read the Sunday Herald.",
        'He was the host of the "Today" show.',
        "They joined the March for Fields.",
        "She spoke of the March on Velmora.",
        "He was the Today show host.",
        "Twentieth Century Arts bought the dam.",
        "Twenty-First Century Arts bought the dam.",
        "Soon-Li Marr spoke.",
    ],
)
def test_a_title_tells_no_time(text):
    assert texts(text) == []


@pytest.mark.parametrize(
    ("text", "expression"),
    [
        ("She waited 60 minutes.", "60 minutes"),
        ("She left in March for Paris.", "March"),
        ("They told of the March on", "March"),
        ("On Sunday Times reporters came.", "Sunday"),
        ("It lasted Two Days.", "Two Days"),
        ("Three Hours after the storm the dam broke.", "Three Hours"),
        ("She was jailed for 20 Years after a trial that took long.", "20 Years"),
        ('The "Black Friday" sales began.', "Black Friday"),
        ("In the 19th Century Britain was great.", "the 19th Century"),
        ("Two Days After The Storm The Dam Leaks", "Two Days"),
        ("DAM LEAKS FOR TWO DAYS", "TWO DAYS"),
        ("On Sunday Harold Quill spoke.", "Sunday"),
        ('"Today," she said, the dam leaks.', "Today"),
        ("The 20th Century was long.", "The 20th Century"),
    ],
)
def test_a_time_in_capitals_of_its_own_is_one(text, expression):
    assert texts(text) == [expression]


@pytest.mark.parametrize("text", ["It was a seven-figure payment.", "They drove World War Two-era tanks."])
def test_parts_of_fixed_phrases_count_nothing(text):
    assert texts(text) == []
