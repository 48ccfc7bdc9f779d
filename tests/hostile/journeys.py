"""A file taken all the way through reading, cleaning and extraction, and what has to hold of what comes out."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

from flows.clean.cleaning import clean_document
from flows.contracts.arrow import conform
from flows.contracts.tables import TABLES
from flows.extract.article import annotate
from flows.extract.rows import document_rows
from flows.read.decode import decode_item
from flows.read.documents import Document, RawItem, Reject
from flows.read.line_keys import keyed_lines
from flows.read.rejects import READ_REASONS
from flows.read.sites import site_text
from tests.raw_items import read_items

SAMPLE = Path(__file__).parents[2] / "data" / "raw"
MAX_ITEM_BYTES = 200_000


def take_sample_through() -> None:
    """Take the sample corpus through all rooms that look at one document."""
    for found in read_items(SAMPLE):
        take_item_through(found)


def take_bytes_through(name: str, data: bytes) -> list[Document | Reject]:
    """Read a file of this name and content, and take what it holds through all rooms; return what it came to."""
    with tempfile.TemporaryDirectory(prefix="hostile-") as folder:
        (Path(folder) / name).write_bytes(data)
        items = list(read_items(Path(folder), max_item_bytes=MAX_ITEM_BYTES))
    assert items, "a file gave neither an item nor a reject"
    places = [(item.path, item.member) for item in items]
    assert len(set(places)) == len(places), f"a place came twice: {places}"
    return [take_item_through(item) for item in items]


def take_item_through(item: RawItem | Reject) -> Document | Reject:
    """Decode, clean and extract; raise AssertionError where a promise about the result is not kept."""
    found = item if isinstance(item, Reject) else decode_item(item)
    if isinstance(found, Reject):
        assert found.reason_code in READ_REASONS
        assert found.path in found.detail
        assert found.detail.isprintable() or "\n" in found.path or not found.path.isprintable(), found.detail
        return found
    take_document_through(found)
    return found


def take_document_through(document: Document) -> None:
    """Clean and extract; the blocks tile the text, and the rows pass the contract's gate."""
    document.text.encode("utf-8")
    site_text(document)
    keyed_lines(document.text)
    blocks = clean_document(document)
    ends = [0, *(block.end for block in blocks)]
    assert [block.start for block in blocks] == ends[:-1], "blocks do not tile the text"
    assert ends[-1] == len(document.text), "blocks do not reach the end of the text"
    for table, rows in document_rows(document, blocks, annotate(document, blocks)).items():
        check_rows(table, rows, document.text)


def check_rows(table: str, rows: Sequence[dict[str, object]], text: str) -> None:
    """Pass rows through the gate of their table; spans lie in the text."""
    conform(rows, table, is_unique=table not in ("outlets", "entities"))
    if {"start_char", "end_char"} <= set(TABLES[table].column_names):
        for row in rows:
            if row["start_char"] is not None:
                assert 0 <= row["start_char"] <= row["end_char"] <= len(text), (table, row)  # type: ignore[operator]
