import pyarrow as pa

from flows.contracts.arrow import arrow_schema
from flows.load.staging import Staging


def test_rows_come_out_in_the_order_of_their_key_whatever_shard_they_came_in(tmp_path, document):
    staging = Staging(tmp_path)
    staging.write_rows(document("b", "post", None), "shard-0")
    staging.write_rows(document("a", "post", None), "shard-1")
    batches = list(staging.sorted_batches("blocks"))
    table = pa.Table.from_batches(batches)
    assert table.schema == arrow_schema("blocks")
    assert table.column("document_id").to_pylist() == ["a", "a", "b", "b"]


def test_an_outlet_that_many_documents_bring_is_one_row_with_its_domain(tmp_path, document):
    staging = Staging(tmp_path)
    staging.write_rows(document("a", "post", None), "shard-0")
    staging.write_rows(document("b", "post", "post.example"), "shard-1")
    rows = pa.Table.from_batches(list(staging.sorted_batches("outlets"))).to_pylist()
    assert [(row["outlet_id"], row["outlet_domain"]) for row in rows] == [("post", "post.example")]


def test_articles_carry_the_story_that_linking_gave_them(tmp_path, document, linked):
    staging = Staging(tmp_path)
    staging.write_rows(document("a", "post", None), "shard-0")
    staging.write_rows(linked("a"), "linked")
    assert pa.Table.from_batches(list(staging.sorted_batches("articles"))).column("story_id").to_pylist() == ["s"]


def test_a_table_without_rows_is_read_as_empty(tmp_path):
    staging = Staging(tmp_path)
    assert staging.read_table("roles").num_rows == 0
    assert list(staging.sorted_batches("roles")) == []


def test_a_second_try_begins_with_an_empty_folder(tmp_path, document):
    staging = Staging(tmp_path / "run")
    staging.clear()
    staging.write_rows(document("a", "post", None), "shard-0")
    staging.clear()
    assert not staging.has_rows("documents")
