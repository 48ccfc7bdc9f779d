"""Rows of a CSV file with a header line.

In: a stream of bytes. Out: a `Row` per record, or a reject. The member is the line a record begins in, from 1.
Delimiters are comma, semicolon, tab or vertical bar, told by the header; fields may hold delimiters, quotation marks
(doubled) and line ends of any kind inside quotation marks. Names in the header count without regard to case and blank
space. A record with more or fewer cells than the header is refused, since nobody knows which cell is which (empty
cells at the end are let pass). A quotation mark that is never closed costs the record it stands in and what it
swallows, up to the end of the file or the limit for one item; the reject says from which line to which. Bytes that
are not UTF-8 are decoded by detection, record by record.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from flows.read.documents import Reject
from flows.read.encoding import NotDecoded, decode_bytes
from flows.read.field_names import all_names, folded, found_instead
from flows.read.rejects import refuse
from flows.read.rows import Row
from flows.read.streams import as_utf8

DELIMITERS = ",;\t|"
RECORD_CHARS_BESIDE = 1 << 20  # what may stand beside the text of an item in its record
CELL_MARK = "\x0c\x0c"  # between cells while a record is decoded as a whole; form feeds do not come in pairs


class RecordTooLongError(Exception):
    """A record goes on beyond the limit."""


class _Lines:
    """The lines of a file for the csv module, counted, and limited in length per record."""

    def __init__(self, text: io.TextIOWrapper, limit: int) -> None:
        self._text, self._limit, self._room = text, limit, limit
        self._next = ""
        self.number = 0
        self.is_at_end = False

    def begin_record(self) -> int:
        """Return the number of the line that comes next, and give the record that begins there its room."""
        self._room = self._limit
        return self.number + 1

    def first_line(self) -> str:
        """Return the first line that is not blank, without taking it."""
        for line in self:
            if line.strip():
                self._next, self.number = line, self.number - 1
                return line
        return ""

    def __iter__(self) -> "_Lines":
        return self

    def __next__(self) -> str:
        line, self._next = self._next or self._text.readline(self._limit), ""
        self.number += 1
        self._room -= len(line)
        if not line:
            self.is_at_end = True
            raise StopIteration
        if self._room <= 0:
            raise RecordTooLongError
        return line


def read_csv_rows(stream: BinaryIO, path: str, *, needed: Sequence[str], max_item_bytes: int) -> Iterator[Row | Reject]:
    """Yield the rows of a CSV stream in order; a header with none of the columns `needed` is one reject of the file."""
    data, encoding = as_utf8(stream)
    limit = max_item_bytes + RECORD_CHARS_BESIDE
    # The limit of the csv module is one for the whole process; ours is kept by _Lines.
    csv.field_size_limit(max(csv.field_size_limit(), limit))
    text = io.TextIOWrapper(data, encoding="utf-8", errors="surrogateescape", newline="")
    lines = _Lines(text, limit)
    try:
        delimiter = find_delimiter(lines.first_line())
        records = csv.reader(lines, delimiter=delimiter)
        names = next(records, [])
    except (RecordTooLongError, csv.Error):
        names = []
    header = list(map(folded, names))
    problem = _header_problem(names, header, needed)
    if problem and not (lines.is_at_end and not header):
        yield refuse(path, "malformed_file", f"{path}: {problem}; begin the file with a line of column names")
        return
    if header:
        yield from _records(records, lines, header, path, encoding)


def find_delimiter(line: str) -> str:
    """Return the delimiter that cuts a header line into the most cells, a comma where none does.

    >>> find_delimiter("id;title;text, whole")
    ';'
    """
    return max(DELIMITERS, key=lambda delimiter: len(next(csv.reader([line], delimiter=delimiter), [])))


def _header_problem(names: list[str], header: list[str], needed: Sequence[str]) -> str | None:
    if set(header).isdisjoint(all_names(needed)):
        return f"there is no column named {' or '.join(needed)}{found_instead(names, needed)}"
    doubled = sorted({name for name in header if name and header.count(name) > 1})
    return f"several columns are named {', '.join(doubled)}" if doubled else None


def _records(
    records: Iterator[list[str]], lines: _Lines, header: list[str], path: str, encoding: str
) -> Iterator[Row | Reject]:
    while True:
        member = str(lines.begin_record())
        try:
            cells = next(records, None)
        except (RecordTooLongError, csv.Error):
            detail = (
                f"{path}, lines {member} to {lines.number}: the record is not closed within the limit for one item; "
                "close its quotation mark, or raise max_item_bytes"
            )
            yield refuse(path, "malformed_row", detail, member=member)
            continue
        if cells is None:
            return
        if cells:
            yield _row(cells, lines, header, path, member, encoding)


def _row(cells: list[str], lines: _Lines, header: list[str], path: str, member: str, encoding: str) -> Row | Reject:
    where = f"{path}, line {member}"
    if lines.is_at_end:  # the csv module gives a record only at its end, so the file ended inside quotation marks
        detail = f"{where}: a quotation mark is not closed before the end of the file; close it"
        return refuse(path, "malformed_row", detail, member=member)
    while len(cells) > len(header) and not cells[-1]:
        cells.pop()
    if len(cells) != len(header):
        detail = (
            f"{where} has {len(cells)} cells, the header {len(header)}; quote cells that hold delimiters or line ends"
        )
        return refuse(path, "malformed_row", detail, member=member)
    if not all(map(_is_clean, cells)):
        decoded = decode_bytes(CELL_MARK.join(cells).encode("utf-8", "surrogateescape"))
        parts = [] if isinstance(decoded, NotDecoded) else decoded.text.split(CELL_MARK)
        if isinstance(decoded, NotDecoded) or len(parts) != len(cells):
            return refuse(path, "malformed_row", f"{where} cannot be decoded; save the file as UTF-8", member=member)
        cells, encoding = parts, decoded.encoding
    return Row(member, {name: cell or None for name, cell in zip(header, cells, strict=True)}, encoding)


def _is_clean(cell: str) -> bool:
    """Return False where a byte that is not UTF-8 stands in the cell as half a surrogate pair."""
    if cell.isascii():
        return True
    try:
        cell.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
