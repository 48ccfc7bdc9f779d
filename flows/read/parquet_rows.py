"""Rows of a Parquet file.

In: a stream of bytes that can seek. Out: a `Row` per row; the member is the number of the row, from 1. Only the
columns that are known are read, in batches, so that memory holds some rows and the row group's pages at most. Strings
are taken as bytes, for a file may say UTF-8 and hold something else; the decoding of text is left to decode.py.
"""

import tempfile
from collections.abc import Iterator, Sequence
from typing import BinaryIO, cast

import pyarrow as pa
import pyarrow.parquet as pq

from flows.read.documents import Reject
from flows.read.field_names import GIVEN_NAMES, TEXT_FIELDS, all_names, folded, found_instead
from flows.read.rejects import refuse
from flows.read.rows import Row
from flows.read.streams import BUFFER_BYTES

ROWS_PER_BATCH = 64  # pages of 200 kB make 13 MB


def read_parquet_rows(
    stream: BinaryIO, path: str, *, needed: Sequence[str], is_packed: bool = False
) -> Iterator[Row | Reject]:
    """Yield the rows of a Parquet stream in order; what breaks off in the middle is one reject for the rest."""
    count = 0
    try:
        file = pq.ParquetFile(_copy_on_disk(stream) if is_packed else stream)
        columns = {folded(name): name for name in reversed(file.schema_arrow.names)}
        if columns.keys().isdisjoint(all_names(needed)):
            instead = found_instead(file.schema_arrow.names, needed)
            detail = f"{path}: there is no column named {' or '.join(needed)}{instead}; name it so"
            yield refuse(path, "malformed_file", detail)
            return
        known = {name: columns[name] for name in all_names([*GIVEN_NAMES, *TEXT_FIELDS]) if name in columns}
        for batch in _batches(file, list(known.values())):
            values = {name: _values(batch.column(column)) for name, column in known.items()}
            for index in range(batch.num_rows):
                count += 1
                yield Row(str(count), {name: column[index] for name, column in values.items()})
    except (pa.ArrowException, OSError) as error:
        first = str(error).splitlines()[0] if str(error) else type(error).__name__
        detail = f"{path} cannot be read as Parquet after row {count} ({first}); write the file again"
        yield refuse(path, "malformed_file", detail)


def _batches(file: pq.ParquetFile, columns: list[str]) -> Iterator[pa.RecordBatch]:
    """Yield batches that each lie within one row group, so that a broken group costs none before it."""
    for group in range(file.num_row_groups):
        yield from file.iter_batches(batch_size=ROWS_PER_BATCH, row_groups=[group], columns=columns)


def _copy_on_disk(stream: BinaryIO) -> BinaryIO:
    """Return a copy that can seek: the index of a Parquet file stands at its end, and packed files cannot go back."""
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - goes with its last reference, when the rows are read
    while chunk := stream.read(BUFFER_BYTES):
        copy.write(chunk)
    copy.seek(0)
    return cast("BinaryIO", copy)


def _values(column: pa.Array) -> list[object]:
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        column = column.cast(pa.large_binary())
    elif pa.types.is_timestamp(kind):
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    return cast("list[object]", column.to_pylist())
