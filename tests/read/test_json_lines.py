import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read.documents import Reject
from flows.read.json_lines import read_json_lines
from flows.read.rows import Row


def read(data: bytes, limit: int = 1000) -> list[Row | Reject]:
    return list(read_json_lines(io.BytesIO(data), "rows.jsonl", max_item_bytes=limit))


def test_rows_carry_their_line_number():
    rows = read(b'{"text": "one"}\n\n  \n{"text": "two"}')
    assert [(row.member, row.fields) for row in rows if isinstance(row, Row)] == [
        ("1", {"text": "one"}),
        ("4", {"text": "two"}),
    ]


@pytest.mark.parametrize(
    "line", [b"{broken", b"[1, 2]", b'"text"', b"null", b"[" * 100_000, b"1" * 5000, b"\x00\x01\x02\x03"]
)
def test_a_bad_line_is_a_reject_and_the_next_one_is_read(line):
    first, second = read(line + b'\n{"text": "two"}\n', limit=1_000_000)
    assert isinstance(first, Reject)
    assert (first.reason_code, first.member) == ("malformed_row", "1")
    assert isinstance(second, Row)


def test_a_line_beyond_the_limit_is_skipped_and_the_next_one_is_read():
    too_long = b'{"text": "' + b"x" * 3_000_000 + b'"}\n'
    first, second = read(too_long + b'{"text": "two"}\n', limit=10)
    assert isinstance(first, Reject)
    assert (first.reason_code, first.member) == ("too_large", "1")
    assert isinstance(second, Row)
    assert second.member == "2"


@pytest.mark.parametrize(
    ("codec", "evidence"), [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16-le (bom)"), ("utf-32", "utf-32-le (bom)")]
)
def test_a_byte_order_mark_is_followed(codec, evidence):
    (row,) = read('{"text": "Grünau – 東京"}\n'.encode(codec))
    assert row == Row("1", {"text": "Grünau – 東京"}, evidence)


def test_a_line_in_another_encoding_is_detected():
    line = json.dumps({"text": "Die Brücke über die Ahle öffnet später, hieß es."}, ensure_ascii=False)
    (row,) = read(line.encode("cp1252"))
    assert row == Row("1", json.loads(line), "windows-1252 (detected)")


LINES = st.one_of(
    st.dictionaries(st.sampled_from(["id", "text", "x"]), st.one_of(st.text(), st.integers(), st.none())).map(
        json.dumps
    ),
    st.text(st.characters(exclude_characters="\n", exclude_categories=("Cs",))),
)


@given(st.lists(LINES))
def test_each_line_that_is_not_blank_gives_one_row_or_reject(lines):
    data = "".join(f"{line}\n" for line in lines).encode()
    blank = sum(not line.strip() for line in data.removeprefix(b"\xef\xbb\xbf").split(b"\n")[:-1])
    assert len(read(data, limit=10_000)) == len(lines) - blank
