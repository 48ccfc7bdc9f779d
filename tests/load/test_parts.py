import pyarrow.parquet as pq
import pytest

from flows.clean.cleaning import clean_document
from flows.load.kept import DamagedError
from flows.load.parts import KeptItem, join_parts, open_part, part_tables, reading_of, write_tables
from flows.read.decode import decode_item
from flows.read.documents import Document, Given, RawItem, Reject
from tests.load.conftest import part_of

PAGE = "<html><body><nav><a href='/'>Home</a></nav><main><h1>Ferry aground</h1><p>The ferry ran aground.</p></main>"
VERSIONS = {"read": "1", "clean": "1", "extract": "1"}


def test_a_document_is_kept_as_it_was_read(tmp_path):
    given = Given(outlet="The Post", published_at="2026-03-14", methods=(("outlet", "manifest"),))
    page = decode_item(RawItem("a.html", None, "html", True, PAGE.encode(), given))
    assert isinstance(page, Document)
    assert page.markup
    part = write_tables(
        tmp_path,
        VERSIONS,
        part_tables(items=[KeptItem("k", page.document_id)], reading=reading_of([("k", page)]), rows={}),
    )
    ((key, kept),) = open_part(part.folder).reading(["k"]).documents()
    assert (key, kept) == ("k", page)
    assert clean_document(kept) == clean_document(page)


def test_a_refused_item_is_kept_with_its_reason(tmp_path):
    refused = Reject("a.txt", None, "read", "empty", "a.txt holds no text; fill it")
    part = write_tables(
        tmp_path, VERSIONS, part_tables(items=[KeptItem("k", "d", refused)], reading=reading_of([]), rows={})
    )
    assert open_part(part.folder).items == (KeptItem("k", "d", refused),)


def test_the_same_items_by_the_same_rules_are_one_part_and_by_other_rules_another(tmp_path):
    parts = [
        write_tables(
            tmp_path,
            {**VERSIONS, "extract": version},
            part_tables(items=[KeptItem("k", "d")], reading=reading_of([]), rows={}),
        )
        for version in ("1", "1", "2")
    ]
    assert parts[0].name == parts[1].name
    assert parts[0].name != parts[2].name
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted({part.name for part in parts})


def test_joining_keeps_what_counts_and_nothing_else(tmp_path, document):
    one = part_of(tmp_path, document("a", "post", None), document("b", "post", None))
    other = part_of(tmp_path, document("c", "courier", None))
    joined = join_parts(tmp_path, {one: {"a"}, other: {"c"}})
    assert {item.document_id for item in joined.items} == {"a", "c"}
    assert sorted(joined.table("documents").column("document_id").to_pylist()) == ["a", "c"]
    assert sorted(joined.table("blocks").column("document_id").to_pylist()) == ["a", "a", "c", "c"]
    keys = [item.item_key for part in (one, other) for item in part.items]
    assert [page.document_id for _, page in joined.reading(keys).documents()] == ["a", "c"]


def test_a_damaged_part_cannot_be_opened(tmp_path, document):
    part = part_of(tmp_path, document("a", "post", None))
    (part.folder / "items.parquet").write_bytes(b"PAR1")
    with pytest.raises(DamagedError):
        open_part(part.folder)


def test_the_text_of_a_document_stands_on_the_disk_once(tmp_path, document):
    part = part_of(tmp_path, document("a", "post", None))
    assert "document_text" not in pq.read_schema(part.folder / "documents.parquet").names
    assert part.table("documents", ["document_id"]).column_names == ["document_id"]
