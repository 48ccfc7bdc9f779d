from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.read.documents import RawItem, Reject
from flows.read.rows import FieldUse, Layer, Row, as_text, item_from_row, merge
from flows.read.walk import FoundFile

FILE = FoundFile("a/rows.jsonl", Path("rows.jsonl"), "content", "jsonl")


def item(fields, *layers, limit=1000, encoding="utf-8") -> RawItem | Reject:
    return item_from_row(FILE, Row("7", fields, encoding), layers, max_item_bytes=limit, use=FieldUse())


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
    use = FieldUse()
    row = Row("1", {"text": "words", "section": "local", "title": "A", "headline": "B", "Link": "https://a.example"})
    item_from_row(FILE, row, (), max_item_bytes=99, use=use)
    assert str(use) == "Link read as url; fields not used: headline, section"


@pytest.mark.parametrize(
    ("fields", "name", "value"),
    [
        ({"headline": "A"}, "title", "A"),
        ({"Source": {"id": None, "name": "The Courier"}}, "outlet", "The Courier"),
        ({"authors": ["Ada Example", "Bo Sample"]}, "author", "Ada Example; Bo Sample"),
        ({"publishedAt": "2031-03-09"}, "published_at", "2031-03-09"),
        ({"date": "2031-03-01", "pub_date": "2031-03-09"}, "published_at", "2031-03-09"),
        ({"lang": "fr"}, "language", "fr"),
        ({"title": None, "headline": "A"}, "title", "A"),
        ({"title": "A", "headline": "B"}, "title", "A"),
        ({"TITLE": "B", "title": "A"}, "title", "A"),
        ({"description": "A"}, "dek", None),
    ],
)
def test_fields_are_known_by_their_usual_other_names_too(fields, name, value):
    found = item({"Text": "words", **fields})
    assert isinstance(found, RawItem)
    assert getattr(found.given, name) == value


def test_what_is_said_beside_a_row_under_the_fields_name_beats_another_name_in_it():
    found = item({"text": "words", "source": "crawl 7", "lang": "fr"}, Layer("folder", {"outlet": "Courier"}))
    assert isinstance(found, RawItem)
    assert (found.given.outlet, found.given.language) == ("Courier", "fr")


@pytest.mark.parametrize(
    ("fields", "content"),
    [
        ({"body": "words"}, b"words"),
        ({"text": " ", "content": "words"}, b"words"),
        ({"html": "<p>page", "body": "words"}, b"<p>page"),
        ({"content": "", "body": "words"}, b"words"),
    ],
)
def test_the_text_has_other_names_too(fields, content):
    found = item(fields)
    assert isinstance(found, RawItem)
    assert found.payload == content


def test_a_row_without_a_text_names_what_it_has():
    found = item({"id": "1", "txt": "words", "content": {"rendered": "words"}})
    assert isinstance(found, Reject)
    assert "neither text nor html, only id, txt, content (is it txt?); add one of them" in found.detail


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Dam &amp; bridge &#8211; R&amp;D", "Dam & bridge – R&D"),
        ("&ldquo;Done&rdquo;&nbsp;", "“Done”"),
        ("AT&T and Q&A; a=1&copy=2", "AT&T and Q&A; a=1&copy=2"),
        ("&nosuchthing;", "&nosuchthing;"),
    ],
)
def test_references_to_characters_in_titles_are_undone(title, shown):
    found = item({"text": "A &amp; B", "title": title, "url": "https://a.example/?a=1&amp;b=2"})
    assert isinstance(found, RawItem)
    assert (found.given.title, found.payload) == (shown, b"A &amp; B")
    assert found.given.url == "https://a.example/?a=1&amp;b=2"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ('["Ada Example", "Bo Sample"]', "Ada Example; Bo Sample"),
        ("['Ada Example', 'Bo Sample']", "Ada Example; Bo Sample"),
        ("['Ada Example' \"Bo O'Sample\"]", "Ada Example; Bo O'Sample"),
        ('[{"name": "Ada Example"}]', "Ada Example"),
        ("[]", None),
        ("[Ada Example]", "[Ada Example]"),
        ("['Ada Example'", "['Ada Example'"),
        ("[" + "'" * 4_000 + "]", "[" + "'" * 4_000 + "]"),
    ],
)
def test_a_list_of_authors_that_was_written_out_as_text_is_read(author, names):
    found = item({"text": "words", "author": author, "title": "['A']"})
    assert isinstance(found, RawItem)
    assert (found.given.author, found.given.title) == (names, "['A']")
