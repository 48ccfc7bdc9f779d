"""Tables as CSV that spreadsheets open with a double click, and in which no text can act as a formula.

UTF-8 with a byte order mark, by which Excel knows the encoding; commas, CRLF, quotes only where needed; null is an
empty cell, moments are UTC without a zone, to the second. Guarded after OWASP's "CSV Injection"
(https://owasp.org/www-community/attacks/CSV_Injection): a text gets an apostrophe before a sign that begins a formula.
"""

import csv
import re
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

# also behind what another program takes for the end of a cell: spreadsheets of many countries divide at semicolons,
# and then know no quotes inside a line
FORMULA_START = re.compile(r"(^|[;|\t\r\n])([\s\ufeff\u200b]*)(?=[=+\-@＝＋－＠])")
CONTROL_SIGNS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
NUMBER_LIKE_ID = re.compile(r"\d+(?:e\d+)?")  # 16 digits lose the last one in a spreadsheet, 12e4 becomes 120000
MOST_CHARS = 32_000  # Excel holds 32,767 in a cell and lets the rest run into the next rows
ENCODING = "utf-8-sig"


def write_csv(schema: pa.Schema, batches: Iterable[pa.RecordBatch], path: Path) -> int:
    """Write a stream of batches as CSV and return the number of rows."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding=ENCODING, newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(schema.names)
        for batch in batches:
            columns = [
                [cell(value, is_id=name.endswith("_id")) for value in batch.column(name).to_pylist()]
                for name in schema.names
            ]
            writer.writerows(zip(*columns, strict=True))
            count += batch.num_rows
    return count


def cell(value: object, *, is_id: bool = False) -> str:
    """Return a value as a spreadsheet's cell.

    >>> cell("=1+1"), cell("17 hurt;=1+1"), cell(-17), cell(None), cell("7651069312345678", is_id=True)
    ("'=1+1", "17 hurt;'=1+1", '-17', '', "'7651069312345678")
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "seconds")
    if isinstance(value, int | float | date):
        return str(value)
    text = CONTROL_SIGNS.sub("\ufffd", str(value))
    text = guarded(text)
    if is_id and NUMBER_LIKE_ID.fullmatch(text):
        text = f"'{text}"  # in every table alike, so that tables still join
    return text if len(text) <= MOST_CHARS else text[:MOST_CHARS] + "…"


def guarded(text: str) -> str:
    """Return a text in which no spreadsheet finds a formula."""
    return FORMULA_START.sub(r"\1\2'", text)
