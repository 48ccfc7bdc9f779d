from pathlib import Path

import pytest

from flows.read.documents import Document, Reject
from flows.read.rejects import READ_REASONS
from flows.read.walk import FORMATS, PACKINGS
from tests.read.input_forms import EXAMPLES, Example, results, with_tables

DOCUMENT = Path(__file__).parents[2] / "docs" / "input.md"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.form)
def test_a_whole_example_is_read_and_a_broken_one_says_so(example: Example):
    whole, broken = list(results(example.whole)), list(results(example.broken))
    assert all(isinstance(found, Document) for found in whole)
    assert bool(whole) == bool(example.whole)
    assert any(isinstance(found, Reject) for found in broken)


def test_there_is_an_example_of_each_form_and_each_way_of_packing():
    named = " ".join(example.form for example in EXAMPLES)
    assert [
        suffix for suffix in (*FORMATS, *PACKINGS) if f"*{suffix}" not in named and f"`{suffix}`" not in named
    ] == []


def test_the_tables_of_forms_and_reasons_are_current():
    text = DOCUMENT.read_text(encoding="utf-8")
    assert with_tables(text) == text, "run `make docs`"
    assert all(f"`{code}`" in text for code in (*READ_REASONS, "processing_failed"))
