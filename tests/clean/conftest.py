from collections.abc import Callable, Sequence

import pytest

from flows.clean.blocks import Block
from flows.clean.cleaning import clean_document
from flows.read.documents import Document, Given
from flows.read.html_text import read_page

PARAGRAPHS = (
    "The harbour board of Tallow Bay voted on Tuesday to close the old ferry pier, after two of its piles had rotted.",
    "About nine hundred commuters use the crossing on a working day, and most will have to drive around the bay.",
    "“We looked at every other way to keep it open,” said Ada Moreno, who chairs the board. “There is none.”",
    "Residents who spoke at the meeting asked for a landing at the fish market, which the board said it would study.",
    "The pier was built in 1931, and it was last repaired after the storm of 2009, when waves took off its roof.",
)


@pytest.fixture
def paragraphs() -> Sequence[str]:
    """Return five paragraphs of an invented article."""
    return PARAGRAPHS


def text_document(text: str, given: Given) -> Document:
    return Document("d", "a.txt", None, "txt", "0" * 64, len(text), "utf-8", text, given)


@pytest.fixture
def clean() -> Callable[..., list[tuple[str, str, str]]]:
    """Return a function from a text to (zone, kind, visible text) of its blocks."""

    def read(text: str, **given: str) -> list[tuple[str, str, str]]:
        return shown(text, clean_document(text_document(text, Given(**given))))

    return read


@pytest.fixture
def clean_html() -> Callable[[str], list[tuple[str, str, str]]]:
    """Return a function from the source of a page to (zone, kind, visible text) of its blocks."""

    def read(source: str) -> list[tuple[str, str, str]]:
        page = read_page(source)
        document = Document(
            "d", "a.html", None, "html", "0" * 64, len(source), "utf-8", page.text, Given(), source, page.lines
        )
        return shown(page.text, clean_document(document))

    return read


def shown(text: str, blocks: Sequence[Block]) -> list[tuple[str, str, str]]:
    spans = (block.content_span(text) for block in blocks)
    return [(block.zone, block.kind, text[start:end]) for block, (start, end) in zip(blocks, spans, strict=True)]
