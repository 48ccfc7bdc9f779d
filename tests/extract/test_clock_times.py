"""Times of day."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.expressions import find_expressions
from flows.extract.sentences import split_sentences


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
    ],
)
def test_a_time_has_its_day_and_hour(text, value):
    assert [(found.kind, found.value_text) for found in read(text, FRIDAY)] == [("time", value)]


def test_a_time_without_a_day_belongs_to_the_day_told_last():
    [_, found] = read("The hall burned on May 3, 2021. Crews came at 7 p.m.", FRIDAY)
    assert (found.value_text, found.anchor_method) == ("2021-05-03T19:00", "text_date")


def test_the_length_of_a_video_is_no_time():
    assert read("06:19", FRIDAY) == []
