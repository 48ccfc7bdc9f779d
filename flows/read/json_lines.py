"""Rows of a JSON Lines file: one object per line.

In: a stream of bytes. Out: a `Row` per line that holds an object, a reject per line that does not; blank lines are no
rows. The member is the number of the line, from 1. A line that is not UTF-8 is decoded by detection. Nothing but one
line is held in memory, and of a line beyond the limit only its beginning.
"""

import json
from collections.abc import Iterator
from typing import BinaryIO

from flows.read.documents import Reject
from flows.read.encoding import NotDecoded, decode_bytes
from flows.read.rejects import refuse
from flows.read.rows import Row, kind_of, too_large
from flows.read.streams import as_utf8

# JSON may write one character as six bytes (\u00e9); the rest of the row stands beside the text.
LINE_BYTES_PER_ITEM_BYTE, LINE_BYTES_BESIDE = 6, 1 << 20


def read_json_lines(stream: BinaryIO, path: str, *, max_item_bytes: int) -> Iterator[Row | Reject]:
    """Yield the rows of a JSON Lines stream in order."""
    lines, encoding = as_utf8(stream)
    limit = max_item_bytes * LINE_BYTES_PER_ITEM_BYTE + LINE_BYTES_BESIDE
    number = 0
    while line := lines.readline(limit):
        number += 1
        if len(line) == limit and not line.endswith(b"\n"):
            _skip_line(lines)
            yield too_large(path, f"{path}, line {number}", max_item_bytes, member=str(number))
        elif line.strip():
            yield _row(line, path, str(number), encoding)


def _skip_line(lines: BinaryIO) -> None:
    while (rest := lines.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass


def _row(line: bytes, path: str, member: str, encoding: str) -> Row | Reject:
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError:
        decoded = decode_bytes(line)
        if isinstance(decoded, NotDecoded):
            detail = f"{path}, line {member} cannot be decoded: {decoded.evidence}; save the file as UTF-8"
            return refuse(path, "malformed_row", detail, member=member)
        text, encoding = decoded.text, decoded.encoding
    try:
        row = json.loads(text)
    except (ValueError, RecursionError) as error:
        detail = f"{path}, line {member} is not valid JSON ({error}); write one whole object on each line"
        return refuse(path, "malformed_row", detail, member=member)
    if not isinstance(row, dict):
        detail = f"{path}, line {member} holds {kind_of(row)}, not an object; write one object on each line"
        return refuse(path, "malformed_row", detail, member=member)
    return Row(member, row, encoding)
