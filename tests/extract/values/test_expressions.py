"""The expressions of a whole text."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.contracts.columns import COLUMNS
from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions

PIECES = st.lists(
    st.sampled_from(
        "On June 5 , 2021 the third quarter $ 5 to 7 million % 90 - minute a year ago Thursday morning Ana Ruiz 45 men "
        "killed at least about nearly 8:30 p.m. every 1990s dozens of votes 51 49 voted and last two weeks . In May "
        "one half an hour between 20 people aged 3rd \u20ac \u00bd 1/2 first of now".split()
    ),
    max_size=25,
)


def read(text: str, published_on: date | None = None, published_at: datetime | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on, published_at)


def test_a_text_without_expressions_gives_none():
    assert read("The mill burned.") == []
    assert read("") == []


def test_kinds_stand_side_by_side_in_text_order():
    text = "On Thursday a 90-minute row over $5 million saw 12 arrests, up 20 percent, and a 5-4 vote."
    assert [found.kind for found in read(text, date(2025, 6, 6))] == [
        "date", "duration", "money", "count", "percent", "vote",
    ]  # fmt: skip


def test_the_moment_of_publication_stands_in_for_the_day():
    [found] = read("She spoke yesterday.", published_at=datetime(2025, 6, 6, 9, tzinfo=UTC))
    assert found.value_text == "2025-06-05"


def test_the_day_of_publication_goes_before_its_moment():
    [found] = read("She spoke yesterday.", date(2025, 6, 5), datetime(2025, 6, 6, 1, tzinfo=UTC))
    assert found.value_text == "2025-06-04"


def test_nothing_is_read_across_two_sentences():
    assert [found.value_text for found in read("She left in May. 2019 went by.")] == ["2019-05", "2019"]


def test_nothing_is_read_outside_the_sentences():
    text = "In 2019 it fell. In 2020 it rose."
    assert [found.value_text for found in find_expressions(text, [Sentence(17, 33, "body", 0)], None)] == ["2020"]


@settings(max_examples=150, deadline=None)
@given(PIECES, st.sampled_from([None, date(2024, 2, 29), date(1999, 12, 31)]))
def test_expressions_never_overlap_and_keep_to_the_closed_lists(pieces, published_on):
    text = " ".join(pieces)
    end = 0
    for found in read(text, published_on):
        assert end <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == text[found.start : found.end].strip()
        assert found.kind in COLUMNS["expression_kind"].codes
        assert found.hedge in COLUMNS["hedge"].codes
        assert found.precision is None or found.precision in COLUMNS["precision"].codes
        assert found.anchor_method is None or found.anchor_method in COLUMNS["anchor_method"].codes
        assert found.low_on is None or found.high_on is None or found.low_on <= found.high_on
        assert found.value_low is None or found.value_high is None or found.value_low <= found.value_high
        end = found.end


@settings(max_examples=50, deadline=None)
@given(PIECES)
def test_without_publication_nothing_claims_to_be_reckoned_from_it(pieces):
    assert all(found.anchor_method != "document_date" for found in read(" ".join(pieces)))


@pytest.mark.parametrize(
    ("text", "low_on", "high_on"),
    [
        ("It burned more than two years ago.", None, date(2023, 12, 31)),
        ("It burned two years ago.", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_date_more_than_so_long_ago_has_no_first_day(text, low_on, high_on):
    [found] = find_expressions(text, [Sentence(0, len(text), "body", 0)], date(2025, 6, 6))
    assert (found.low_on, found.high_on) == (low_on, high_on)
