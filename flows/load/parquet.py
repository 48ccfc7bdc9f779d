"""How Parquet is written here: the same rows give the same bytes, and every common reader can open the file.

zstd level 3, page index, v1 data pages, a bloom filter on document_id, row groups of a fixed number of rows. Plain
types only, as the contract's schemas have them.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.contracts.contract_version import contract_version

ROW_GROUP_ROWS = 16_384  # documents of 10 kB make row groups of 160 MB before compression: what memory must hold


def write_table(table: pa.Table, path: Path, key: Sequence[str] = ()) -> int:
    """Write one table to `path` and return its number of rows."""
    return write_batches(table.schema, table.to_batches(), path, key)


def write_batches(schema: pa.Schema, batches: Iterable[pa.RecordBatch], path: Path, key: Sequence[str] = ()) -> int:
    """Write a stream of batches, sorted by `key` if one is named, and return the number of rows.

    The file says which version of the contract it keeps.
    """
    contract = {b"contract_version": contract_version().encode()}
    return write_as_told(schema.with_metadata({**contract, **(schema.metadata or {})}), batches, path, key)


def write_as_told(schema: pa.Schema, batches: Iterable[pa.RecordBatch], path: Path, key: Sequence[str] = ()) -> int:
    """Write a stream of batches that may keep an older contract: of which, its schema tells or nobody knows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with pq.ParquetWriter(path, schema, **_options(schema, key)) as writer:
        for group in _row_groups(schema, batches):
            writer.write_table(group, row_group_size=ROW_GROUP_ROWS)
            count += group.num_rows
    return count


def _options(schema: pa.Schema, key: Sequence[str]) -> dict[str, object]:
    options: dict[str, object] = {
        "compression": "zstd",
        "compression_level": 3,
        "write_page_index": True,
        "data_page_version": "1.0",
    }
    if key:
        options["sorting_columns"] = [pq.SortingColumn(schema.get_field_index(name)) for name in key]
    if "document_id" in schema.names:
        options["bloom_filter_options"] = {"document_id": {"ndv": ROW_GROUP_ROWS, "fpp": 0.05}}
    return options


def _row_groups(schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.Table]:
    """Cut the stream into tables of exactly ROW_GROUP_ROWS rows, so that the batches' sizes leave no trace."""
    held: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        held.append(batch)
        rows += batch.num_rows
        while rows >= ROW_GROUP_ROWS:
            table = pa.Table.from_batches(held, schema)
            yield table.slice(0, ROW_GROUP_ROWS)
            held = table.slice(ROW_GROUP_ROWS).to_batches()
            rows -= ROW_GROUP_ROWS
    if rows:
        yield pa.Table.from_batches(held, schema)
