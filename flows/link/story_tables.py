"""Linked rows that belong to stories, as tables with the key of its story in front of each row.

In: stories' keys and their rows, as objects. Out: tables, in which rows take half of the room, so that this is how they
leave the process that made them; what checks and converts them is done there too.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa

from flows.contracts.arrow import Row, arrow_schema, conform

KEY_COLUMN = "story_key"
WAITING_ROWS = 4_096  # objects that are held at a time, by table: some 5 MB


@dataclass(frozen=True)
class StoryTables:
    """The rows of some stories, by table; `keys` of all of these stories, also of those without any."""

    keys: Sequence[str]
    tables: Mapping[str, pa.Table]


class StoryTablesBuilder:
    """Takes the rows of one story after the other."""

    def __init__(self) -> None:
        self._keys: list[str] = []
        self._waiting: dict[str, list[tuple[str, Row]]] = defaultdict(list)
        self._tables: dict[str, list[pa.Table]] = defaultdict(list)

    def add(self, key: str, rows: Mapping[str, Sequence[Row]]) -> None:
        """Add the rows of a story, by table."""
        self._keys.append(key)
        for name, found in rows.items():
            self._waiting[name] += [(key, row) for row in found]
            if len(self._waiting[name]) >= WAITING_ROWS:
                self._flush(name)

    def built(self) -> StoryTables:
        """Return all rows that were added."""
        for name in [name for name, rows in self._waiting.items() if rows]:
            self._flush(name)
        return StoryTables(self._keys, {name: pa.concat_tables(tables) for name, tables in self._tables.items()})

    def _flush(self, name: str) -> None:
        waiting = self._waiting.pop(name)
        keys = pa.array([key for key, _ in waiting], pa.string())
        table = conform([row for _, row in waiting], name)
        self._tables[name].append(table.add_column(0, story_schema(name).field(0), keys))


def story_schema(table_name: str) -> pa.Schema:
    """Return the schema of a table with the key of its story in front."""
    return arrow_schema(table_name).insert(0, pa.field(KEY_COLUMN, pa.string()))
