import pyarrow as pa
import pyarrow.parquet as pq

from flows.contracts.arrow import arrow_schema, conform
from flows.load.parquet import ROW_GROUP_ROWS, write_batches, write_table


def terms(count: int) -> pa.Table:
    rows = [{"document_id": f"{i:08d}", "term_text": "tide", "term_score": 0.5} for i in range(count)]
    return conform(rows, "article_terms")


def test_the_same_rows_give_the_same_bytes_however_they_are_batched(tmp_path):
    table = terms(ROW_GROUP_ROWS + 77)
    key = ("document_id", "term_text")
    write_batches(table.schema, table.to_batches(max_chunksize=1000), tmp_path / "a.parquet", key)
    write_batches(table.schema, table.to_batches(max_chunksize=7), tmp_path / "b.parquet", key)
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()
    assert pq.read_table(tmp_path / "a.parquet").equals(table)
    assert pq.read_metadata(tmp_path / "a.parquet").num_row_groups == 2


def test_an_empty_table_is_a_file_with_its_schema_and_descriptions(tmp_path):
    assert write_table(arrow_schema("roles").empty_table(), tmp_path / "roles.parquet") == 0
    schema = pq.read_schema(tmp_path / "roles.parquet")
    assert schema.equals(arrow_schema("roles"))
    assert schema.field("role_text").metadata[b"description"] == b"Descriptor as printed."
