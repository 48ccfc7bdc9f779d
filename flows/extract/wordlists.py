"""Word lists of this room, read from `lexicons/`.

In: the name of a file. Out: its entries, read once for each process. One entry a line, lower case; what follows
`#` is a comment, and blank lines count for nothing. Tables (`.csv`) have a header line. Where each list comes from
and how to extend it stands in `lexicons/README.md`.
"""

import csv
from functools import cache
from importlib.resources import files


@cache
def load_words(name: str) -> frozenset[str]:
    """Return the entries of `lexicons/NAME`, a list with one entry on each line."""
    lines = (line.split("#", 1)[0].strip() for line in _read(name).splitlines())
    return frozenset(line for line in lines if line)


@cache
def load_table(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of `lexicons/NAME`, a comma-separated table, without its header."""
    rows = [tuple(row) for row in csv.reader(_read(name).splitlines()) if row]
    return tuple(rows[1:])


def _read(name: str) -> str:
    return (files("flows.extract") / "lexicons" / name).read_text(encoding="utf-8")
