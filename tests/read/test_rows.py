from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.read.documents import RawItem, Reject
from flows.read.rows import Layer, Row, as_text, item_from_row, merge
from flows.read.walk import FoundFile

FILE = FoundFile("a/rows.jsonl", Path("rows.jsonl"), "content", "jsonl")


def item(fields, *layers, limit=1000, encoding="utf-8") -> RawItem | Reject:
    return item_from_row(FILE, Row("7", fields, encoding), layers, max_item_bytes=limit, unused=set())


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (17, "17"),
        (12.0, "12"),
        (1.5, "1.5"),
        ("  Ada  ", "Ada"),
        ("", None),
        (" ", None),
        (None, None),
        (True, None),
        (float("nan"), None),
        (["Ada Example", None, "Bo Sample"], "Ada Example; Bo Sample"),
        ({"name": "The Courier"}, "The Courier"),
        ({"other": 1}, None),
        (date(2025, 6, 5), "2025-06-05"),
        (datetime(2025, 6, 5, 8, tzinfo=UTC), "2025-06-05T08:00:00+00:00"),
        (b"caf\xc3\xa9", "café"),
        ("a\ud800b", "a\ufffdb"),
    ],
)
def test_values_of_other_types_become_text(value, text):
    assert as_text(value) == text


def test_the_nearest_layer_wins_and_the_origin_is_kept():
    given = merge(
        [
            Layer("supplied", {"title": "Row"}),
            Layer("sidecar", {"title": "Sidecar", "author": "Ada"}),
            Layer("folder", {"outlet": "Courier", "author": "Bo"}),
        ]
    )
    assert (given.title, given.author, given.outlet) == ("Row", "Ada", "Courier")
    assert given.methods == (("author", "sidecar"), ("outlet", "folder"))
    assert given.method_of("title") == "supplied"


def test_a_row_gives_its_text_and_what_is_known_of_it():
    found = item({"id": 5, "text": "Grünau", "url": "https://courier.example/1"})
    assert isinstance(found, RawItem)
    assert (found.given.external_id, found.given.url) == ("5", "https://courier.example/1")
    assert (found.payload, found.member, found.is_html) == ("Grünau".encode(), "7", False)


def test_text_is_taken_before_html():
    found = item({"text": "words", "html": "<p>page"})
    assert isinstance(found, RawItem)
    assert (found.payload, found.is_html) == (b"words", False)


@pytest.mark.parametrize("text", [None, "", " \n"])
def test_html_is_taken_where_there_is_no_text(text):
    found = item({"text": text, "html": "<p>page"})
    assert isinstance(found, RawItem)
    assert (found.payload, found.is_html) == (b"<p>page", True)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"id": "1"}, "missing_text"),
        ({"text": None, "html": None}, "missing_text"),
        ({"text": 5}, "malformed_row"),
        ({"html": ["<p>"]}, "malformed_row"),
        ({"text": "é" * 501}, "too_large"),
    ],
)
def test_a_row_without_a_usable_text_is_a_reject_at_its_line(fields, reason):
    found = item(fields)
    assert isinstance(found, Reject)
    assert (found.reason_code, found.path, found.member, found.stage) == (reason, "a/rows.jsonl", "7", "read")
    assert "a/rows.jsonl, line 7" in found.detail
    assert ";" in found.detail


def test_the_id_of_a_file_is_not_that_of_its_rows():
    found = item({"text": "words"}, Layer("sidecar", {"external_id": "file", "outlet": "Courier"}))
    assert isinstance(found, RawItem)
    assert (found.given.external_id, found.given.outlet) == (None, "Courier")


def test_lone_surrogates_are_replaced_and_named():
    found = item({"text": "a\ud800b"})
    assert isinstance(found, RawItem)
    assert found.payload.decode() == "a\ufffdb"
    assert found.known_encoding == "utf-8 (lone surrogate replaced)"


def test_fields_that_are_not_used_are_noted():
    unused: set[str] = set()
    row = Row("1", {"text": "words", "section": "local", "title": "A"})
    item_from_row(FILE, row, (), max_item_bytes=99, unused=unused)
    assert unused == {"section"}
