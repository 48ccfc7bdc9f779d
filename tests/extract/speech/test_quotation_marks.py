"""Pairing of quotation marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.speech.quotation_marks import find_quoted


def quoted(text: str) -> list[str]:
    paragraphs, place = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append((place, place + len(line)))
        place += len(line) + 1
    return [text[q.inner_start : q.inner_end] for q in find_quoted(text, paragraphs)]


@pytest.mark.parametrize(
    "text",
    [
        'She called it "a quiet day" again.',
        "She called it “a quiet day” again.",
        "She called it „a quiet day“ again.",
        "She called it «a quiet day» again.",
        "She called it ''a quiet day'' again.",
        "She called it ``a quiet day'' again.",
        "She called it ‘a quiet day’ again.",
        "She called it 'a quiet day' again.",
        'She called it “a quiet day" again.',
    ],
)
def test_every_pair_of_marks_is_read(text: str) -> None:
    assert quoted(text) == ["a quiet day"]


def test_apostrophes_are_no_quotation_marks() -> None:
    assert quoted("The voters' choice wasn't the mayor's, and the '90s weren't either.") == []


def test_a_possessive_inside_single_marks_does_not_close_them() -> None:
    assert quoted("He said 'the voters' choice was clear', then left.") == ["the voters' choice was clear"]


def test_single_marks_inside_double_marks_belong_to_the_outer_passage() -> None:
    assert quoted("“He told me, ‘Go home,’ and I went,” she said.") == ["He told me, ‘Go home,’ and I went,"]


def test_a_closing_mark_without_an_opening_one_is_passed_over() -> None:
    assert quoted('It was late and cold.”\nThe mayor left. "I am tired," she said.') == ["I am tired,"]


def test_an_opening_mark_without_a_closing_one_ends_with_its_sentence() -> None:
    assert quoted("“We will stay. The council met on Monday. It voted later.\nNobody spoke.") == ["We will stay."]


def test_a_quotation_runs_on_into_a_paragraph_that_reopens_it() -> None:
    text = "“We came early. We waited.\n“Then we left,” he said."
    spans = find_quoted(text, [(0, 26), (27, len(text))])
    assert [(text[q.inner_start : q.inner_end], q.runs_on) for q in spans] == [
        ("We came early. We waited.", True),
        ("Then we left,", False),
    ]


def test_a_second_opening_mark_ends_an_unbalanced_passage() -> None:
    assert quoted("“Stay. The mayor said “go” twice.") == ["Stay.", "go"]


def test_an_opening_mark_closes_where_it_was_set_the_wrong_way_round() -> None:
    assert quoted("“It is over,“ said the mayor. “Go.“ He called it “foul“.") == ["It is over,", "Go.", "foul"]


def test_inches_and_feet_open_nothing() -> None:
    assert quoted('The 6\'2" striker and a 27" screen were there.') == []


@given(st.text(alphabet="ab .,'\"“”‘’«»?!\n", max_size=80))
def test_passages_lie_in_their_paragraph_in_order_without_overlap(text: str) -> None:
    paragraphs, place = [], 0
    for line in text.split("\n"):
        if line:
            paragraphs.append((place, place + len(line)))
        place += len(line) + 1
    spans = find_quoted(text, paragraphs)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    for span in spans:
        assert span.start < span.inner_start <= span.inner_end <= span.end
        assert any(start <= span.start and span.end <= end for start, end in paragraphs)
