"""Times of day."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


FRIDAY = date(2025, 6, 6)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It started at 8:30 p.m. Wednesday.", "2025-06-04T20:30"),
        ("It starts at 10 a.m. on May 3, 2021.", "2021-05-03T10:00"),
        ("It starts at 5pm today.", "2025-06-06T17:00"),
        ("It starts at noon today.", "2025-06-06T12:00"),
        ("It starts at 12:15 a.m. today.", "2025-06-06T00:15"),
        ("It starts at 14:30.", "2025-06-06T14:30"),
        ("It started at 0417 GMT.", "2025-06-06T04:17"),
        ("It started at 2217 UTC on Wednesday.", "2025-06-04T22:17"),
    ],
)
def test_a_time_has_its_day_and_hour(text, value):
    assert [(found.kind, found.value_text) for found in read(text, FRIDAY)] == [("time", value)]


def test_a_time_without_a_day_belongs_to_the_day_told_last():
    [_, found] = read("The hall burned on May 3, 2021. Crews came at 7 p.m.", FRIDAY)
    assert (found.value_text, found.anchor_method) == ("2021-05-03T19:00", "text_date")


def test_the_length_of_a_video_is_no_time():
    assert read("06:19", FRIDAY) == []


def read_paragraphs(*paragraphs: str) -> list[Expression]:
    text, sentences = "\n\n".join(paragraphs), []
    for index, paragraph in enumerate(paragraphs):
        start = text.index(paragraph)
        spans = split_sentences(text, start, start + len(paragraph))
        sentences += [Sentence(low, high, "body", index) for low, high in spans]
    return find_expressions(text, sentences, FRIDAY)


def test_a_time_takes_the_day_of_a_part_of_the_day_told_before_it():
    [_, found] = read("The hall burned on Tuesday night. Crews came at 9 p.m.", FRIDAY)
    assert (found.value_text, found.low_on) == ("2025-06-03T21:00", date(2025, 6, 3))


@pytest.mark.parametrize(
    "paragraphs", [["Crews came at 7:20 a.m."], ["The hall burned on May 3, 2021.", "At 7:20 a.m. crews came."]]
)
def test_a_time_without_a_day_in_its_paragraph_keeps_its_days_open(paragraphs):
    found = read_paragraphs(*paragraphs)[-1]
    assert (found.value_text, found.low_on, found.high_on) == ("2025-06-06T07:20", None, None)
    assert (found.anchor_method, found.is_inferred) == ("document_date", True)


@pytest.mark.parametrize("text", ["Some 1417 Eastern voters came.", "It cost 2575 GMT.", "It lies 0417 west."])
def test_four_digits_are_a_time_only_with_a_zone_and_such_minutes(text):
    assert [found for found in read(text, FRIDAY) if found.kind == "time"] == []
