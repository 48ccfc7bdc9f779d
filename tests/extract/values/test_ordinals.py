"""Ordinals."""

from datetime import date

import pytest

from flows.extract.annotations import Expression, Sentence
from flows.extract.sentences import split_sentences
from flows.extract.values.expressions import find_expressions


def read(text: str, published_on: date | None = None) -> list[Expression]:
    sentences = [Sentence(start, end, "body", 0) for start, end in split_sentences(text, 0, len(text))]
    return find_expressions(text, sentences, published_on)


@pytest.mark.parametrize(
    ("text", "value"),
    [("The third attempt failed.", "3"), ("The 10th Circuit ruled.", "10"), ("Her fourth book sold.", "4")],
)
def test_an_ordinal_has_its_number(text, value):
    assert [(found.kind, found.value_text) for found in read(text)] == [("ordinal", value)]


@pytest.mark.parametrize(
    "text", ["The first lady spoke.", "A third of it fell.", "It fell by a third in all.", "A third party won."]
)
def test_fractions_and_phrases_are_no_ordinals(text):
    assert [found for found in read(text) if found.kind == "ordinal"] == []
