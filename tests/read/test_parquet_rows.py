import io
from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq

from flows.read.documents import Reject
from flows.read.parquet_rows import read_parquet_rows
from flows.read.rows import Row


def written(table: pa.Table) -> bytes:
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=50)
    return out.getvalue()


def read(data: bytes) -> list[Row | Reject]:
    return list(read_parquet_rows(io.BytesIO(data), "rows.parquet", needed=("text", "html")))


def test_rows_are_numbered_across_batches():
    rows = read(written(pa.table({"text": [f"words {n}" for n in range(150)]})))
    assert [row.member for row in rows] == [str(n + 1) for n in range(150)]
    assert isinstance(rows[149], Row)
    assert rows[149].fields == {"text": b"words 149"}


def test_columns_of_other_types_are_read():
    at = datetime(2025, 6, 5, 8, tzinfo=UTC)
    table = pa.table(
        {
            "Text": pa.array(["words"]).dictionary_encode(),
            "id": [7],
            "published_at": pa.array([at], pa.timestamp("ns", "UTC")),
            "fetched_at": [date(2025, 6, 6)],
            "author": [["Ada", "Bo"]],
            "unknown": [{"x": 1}],
        }
    )
    assert read(written(table)) == [
        Row(
            "1",
            {"id": 7, "text": b"words", "published_at": at, "fetched_at": date(2025, 6, 6), "author": ["Ada", "Bo"]},
        )
    ]


def test_strings_that_are_not_utf8_come_as_bytes():
    bad = pa.Array.from_buffers(pa.string(), 1, [None, *pa.array([b"caf\xe9"]).buffers()[1:]])
    assert read(written(pa.table({"text": bad}))) == [Row("1", {"text": b"caf\xe9"})]


def test_a_file_without_text_columns_is_one_reject():
    (reject,) = read(written(pa.table({"words": ["words"]})))
    assert isinstance(reject, Reject)
    assert reject.reason_code == "malformed_file"


def test_what_is_no_parquet_is_one_reject():
    (reject,) = read(b"PAR1 and nothing more")
    assert isinstance(reject, Reject)
    assert (reject.reason_code, reject.member) == ("malformed_file", None)


def test_a_file_damaged_in_the_middle_keeps_the_rows_before():
    data = bytearray(written(pa.table({"text": [f"{n} {'x' * (n % 7)}" * 40 for n in range(5000)]})))
    middle = len(data) // 2
    data[middle : middle + 3000] = b"\xff" * 3000
    rows = read(bytes(data))
    assert isinstance(rows[0], Row)
    assert isinstance(rows[-1], Reject)
    assert f"after row {len(rows) - 1} " in rows[-1].detail
