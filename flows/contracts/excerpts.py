"""What an export without texts holds of each column: the rule stands where columns are declared (`Column.sharing`).

In: a published table. Out: the same rows, in which no cell repeats more than a few words of a document: long texts give
way to their SHA-256, other words are cut to an excerpt. Offsets, codes, ids, numbers and days stay as they are, so
whoever has the texts finds every place again. Excerpts of many rows can lie side by side in a text: they are short,
not few.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

import pyarrow as pa

from flows.contracts.arrow import ARROW_TYPES
from flows.contracts.columns import Column
from flows.contracts.mart_columns import mart_column
from flows.contracts.tables import TABLES

EXCERPT_WORDS = 15  # the contract's length of what may be shown of a text, as for core.fact_values
EXCERPT_CHARS = 200  # 15 words of thirteen letters: longer than those of prose, shorter than what is printed unbroken
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # two signs count as a word
WORD = re.compile(rf"[{UNSPACED}]{{1,2}}|[^\W{UNSPACED}]+(?:['’.,/-][^\W{UNSPACED}]+)*")
HASH_SUFFIX = "_sha256"


@dataclass(frozen=True)
class SharedTable:
    """A table as it is handed on: its schema, and for each column where it comes from and what becomes of it."""

    schema: pa.Schema
    columns: tuple[tuple[str, Callable[[str], str] | None], ...]

    def cut(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield the batches with their words cut."""
        for batch in batches:
            arrays = [_changed(batch.column(name), change) for name, change in self.columns]
            yield pa.RecordBatch.from_arrays(arrays, schema=self.schema)


def excerpt(text: str) -> str:
    """Return the first words of a text, with an ellipsis where it goes on.

    >>> excerpt("one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen.")
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen…'
    """
    ends = [match.end() for match in islice(WORD.finditer(text), EXCERPT_WORDS + 1)]
    end = min(ends[EXCERPT_WORDS - 1] if len(ends) > EXCERPT_WORDS else len(text), EXCERPT_CHARS)
    return text if end == len(text) else text[:end].rstrip() + "…"


def share_table(schema: pa.Schema, table: str, *, is_mart: bool) -> SharedTable:
    """Return how a published table is handed on without texts; a column of no plain type is left out.

    The key is no longer declared where a part of it is words: cut ones can be alike.
    """
    fields: list[pa.Field] = []
    columns: list[tuple[str, Callable[[str], str] | None]] = []
    for field in schema:
        column = mart_column(table, field.name) if is_mart else _core_column(table, field.name)
        if field.type not in ARROW_TYPES.values():
            continue
        if field.type != ARROW_TYPES["text"] or (column and (column.codes or column.sharing == "whole")):
            fields.append(field)
            columns.append((field.name, None))
        elif column and column.sharing == "withheld":
            meaning = {"description": f"SHA-256 of {field.name} in UTF-8, hexadecimal; it held: {column.meaning}"}
            fields.append(pa.field(field.name + HASH_SUFFIX, field.type, field.nullable, meaning))
            columns.append((field.name, _sha256))
        else:
            fields.append(field)
            columns.append((field.name, excerpt))
    said: dict[bytes, bytes] = dict(schema.metadata or {})
    if any(name.endswith("_text") for name in said.get(b"key", b"").decode().split()):
        del said[b"key"]
    return SharedTable(pa.schema(fields, said), tuple(columns))


def _core_column(table: str, name: str) -> Column | None:
    columns = TABLES[table].columns if table in TABLES else ()
    return next((column for column in columns if column.name == name), None)


def _changed(array: pa.Array, change: Callable[[str], str] | None) -> pa.Array:
    if change is None:
        return array
    return pa.array([None if text is None else change(text) for text in array.to_pylist()], pa.string())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
