import dataclasses

import pyarrow as pa

from flows.contracts.arrow import arrow_schema
from flows.read.documents import Reject
from tests.load.conftest import assembly_of, part_of


def table(assembly, name):
    return pa.Table.from_batches(list(assembly.sorted_batches(name)), arrow_schema(name))


def test_rows_come_out_in_the_order_of_their_key_whatever_part_they_stand_in(tmp_path, document):
    parts = [part_of(tmp_path / "parts", document(name, "post", None)) for name in "ba"]
    blocks = table(assembly_of(tmp_path, parts), "blocks")
    assert blocks.column("document_id").to_pylist() == ["a", "a", "b", "b"]


def test_documents_come_with_their_text(tmp_path, document):
    part = part_of(tmp_path / "parts", document("a", "post", None), document("b", "post", None))
    assembly = assembly_of(tmp_path, [part])
    assert set(table(assembly, "documents").column("document_text").to_pylist()) == {
        "The ferry ran aground.\n\nLeave a comment\n"
    }
    assert assembly.read_table("documents", ["outlet_id"]).column_names == ["outlet_id"]


def test_an_outlet_that_many_documents_bring_is_one_row_with_its_domain(tmp_path, document):
    parts = [
        part_of(tmp_path / "parts", document("a", "post", None)),
        part_of(tmp_path / "parts", document("b", "post", "post.example")),
    ]
    rows = table(assembly_of(tmp_path, parts), "outlets").to_pylist()
    assert [(row["outlet_id"], row["outlet_domain"]) for row in rows] == [("post", "post.example")]


def test_what_no_longer_counts_leaves_nothing_behind(tmp_path, document):
    part = part_of(tmp_path / "parts", document("a", "post", None), document("b", "courier", None))
    assembly = dataclasses.replace(assembly_of(tmp_path, [part]), live={part: frozenset({"b"})})
    assert table(assembly, "documents").column("document_id").to_pylist() == ["b"]
    assert table(assembly, "blocks").column("document_id").to_pylist() == ["b", "b"]
    assert table(assembly, "outlets").column("outlet_id").to_pylist() == ["courier"]


def test_articles_carry_the_story_that_linking_gave_them(tmp_path, document, linked):
    part = part_of(tmp_path / "parts", document("a", "post", None))
    assert table(assembly_of(tmp_path, [part], linked("a")), "articles").column("story_id").to_pylist() == ["s"]


def test_a_table_without_rows_is_read_as_empty(tmp_path):
    assembly = assembly_of(tmp_path, [])
    assert assembly.read_table("roles").schema == arrow_schema("roles")
    assert table(assembly, "roles").num_rows == 0


def test_rejects_become_rows(tmp_path):
    refused = Reject("empty.txt", None, "read", "empty", "empty.txt holds no text; fill it")
    rows = table(assembly_of(tmp_path, [], rejects=[refused]), "rejects").to_pylist()
    assert [(row["path"], row["reason_code"]) for row in rows] == [("empty.txt", "empty")]
