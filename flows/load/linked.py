"""Linked rows kept between runs, story by story: a story whose articles are what they were is not compared again,
nor are two texts that have nothing to do with each other.

    stories-<id>/keys.parquet      the keys of the stories whose rows are here
    stories-<id>/memory-*.parquet  what comparing pairs of articles found, see flows/link/memory.py
    stories-<id>/<table>.parquet   linked rows; those that belong to one story with its key in front

A story's key tells all that its rows depend on (see flows/link/linking.py). The folder of a run is written whole, and
one link is switched to it, so that the tables always belong together.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.contracts.arrow import Row, arrow_schema, conform
from flows.contracts.decisions import Outcome
from flows.contracts.stages import STORY_TABLES
from flows.contracts.tables import TABLES
from flows.link.linking import Linked
from flows.load.disk import switch_link, sync_folder
from flows.load.kept import is_whole, read_kept, read_kept_batches, seal

LINK_NAME = "stories"
MEMORY_PREFIX = "memory-"
KEY_COLUMN = "story_key"
WAITING_ROWS = 4_096  # rows that wait for being written, by table: some 5 MB


@dataclass(frozen=True)
class LinkedStories:
    """The folder below the store that holds the linked rows of the last run."""

    store: Path

    @property
    def folder(self) -> Path:
        """The folder of the rows; it need not exist."""
        return (self.store / LINK_NAME).resolve()

    @property
    def link_id(self) -> str | None:
        """Id of the documents and rules that were linked, None where nothing is kept."""
        return self.folder.name.removeprefix(f"{LINK_NAME}-") if is_whole(self.folder) else None

    def known_keys(self) -> AbstractSet[str]:
        """Return the keys of the stories whose rows are kept."""
        if not is_whole(self.folder):
            return frozenset()
        return frozenset(read_kept(self.folder / "keys.parquet")[KEY_COLUMN].to_pylist())

    def memory(self) -> Mapping[str, pa.Table]:
        """Return what the last run left of its comparisons, by name."""
        if not is_whole(self.folder):
            return {}
        found = sorted(self.folder.glob(f"{MEMORY_PREFIX}*.parquet"))
        return {path.stem.removeprefix(MEMORY_PREFIX): read_kept(path) for path in found}

    def table(self, name: str) -> pa.Table:
        """Return the linked rows of a table, in the contract's schema."""
        table = self._kept(name)
        return table.drop_columns([KEY_COLUMN]) if name in STORY_TABLES else table

    def keys_by_story(self) -> dict[str, str]:
        """Return the keys of the stories of which there are rows, by their ids."""
        told = [self._kept(name).select(["story_id", KEY_COLUMN]) for name in STORY_TABLES if _names_story(name)]
        found = pa.concat_tables(told).group_by(["story_id", KEY_COLUMN]).aggregate([])
        return dict(zip(found["story_id"].to_pylist(), found[KEY_COLUMN].to_pylist(), strict=True))

    def reader(self, name: str) -> pa.RecordBatchReader:
        """Return the linked rows of a table, some at a time, in the contract's schema."""
        schema = arrow_schema(name)
        batches = (batch.select(schema.names).cast(schema) for batch in self._kept_batches(name))
        return pa.RecordBatchReader.from_batches(schema, batches)

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what came of the decisions about stories when the rows were made."""
        found = json.loads((self.folder / "outcomes.json").read_text(encoding="utf-8"))
        return tuple(Outcome(**outcome) for outcome in found)

    def write(self, link_id: str, linked: Linked) -> None:
        """Keep the linked rows of a run: the new ones, and of those kept before the ones of stories that still are."""
        fresh = self.store / f"{LINK_NAME}-{link_id}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        wanted = pa.array(sorted(linked.story_keys), pa.string())
        for name, rows in linked.corpus_rows:
            pq.write_table(conform(rows, name), fresh / f"{name}.parquet", compression="zstd")
        with ExitStack() as stack:
            files = {n: stack.enter_context(_StoryTable(n, fresh / f"{n}.parquet")) for n in STORY_TABLES}
            for name, file in files.items():
                for batch in self._kept_batches(name):
                    file.write(batch.filter(pc.is_in(batch[KEY_COLUMN], wanted)))
            for key, tables in linked.story_rows:
                for name, rows in tables.items():
                    files[name].add(key, rows)
            for file in files.values():
                file.flush()
        pq.write_table(pa.table({KEY_COLUMN: wanted}), fresh / "keys.parquet")
        for name, table in linked.memory.items():
            pq.write_table(table, fresh / f"{MEMORY_PREFIX}{name}.parquet", compression="zstd")
        outcomes = json.dumps([asdict(outcome) for outcome in linked.outcomes])
        (fresh / "outcomes.json").write_text(outcomes, encoding="utf-8")
        seal(fresh)
        sync_folder(fresh)
        self._switch(fresh, self.store / f"{LINK_NAME}-{link_id}")

    def _switch(self, fresh: Path, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        switch_link(self.store / LINK_NAME, folder.name)
        for old in self.store.glob(f"{LINK_NAME}-*"):
            if old != folder:
                shutil.rmtree(old, ignore_errors=True)

    def _kept_batches(self, name: str) -> Iterator[pa.RecordBatch]:
        yield from read_kept_batches(self.folder / f"{name}.parquet") if is_whole(self.folder) else ()

    def _kept(self, name: str) -> pa.Table:
        return read_kept(self.folder / f"{name}.parquet") if is_whole(self.folder) else _schema(name).empty_table()


def _names_story(name: str) -> bool:
    return "story_id" in TABLES[name].column_names


def _schema(name: str) -> pa.Schema:
    schema = arrow_schema(name)
    return schema.insert(0, pa.field(KEY_COLUMN, pa.string())) if name in STORY_TABLES else schema


class _StoryTable:
    """A file of rows that belong to stories, written some rows at a time."""

    def __init__(self, name: str, path: Path) -> None:
        self._name, self._writer = name, pq.ParquetWriter(path, _schema(name), compression="zstd")
        self._waiting: list[tuple[str, Row]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._writer.close()

    def write(self, batch: pa.RecordBatch) -> None:
        """Write rows that were kept before."""
        self._writer.write_batch(batch.cast(_schema(self._name)))

    def add(self, key: str, rows: Iterable[Row]) -> None:
        """Add the rows of a story."""
        self._waiting += [(key, row) for row in rows]
        if len(self._waiting) >= WAITING_ROWS:
            self.flush()

    def flush(self) -> None:
        """Write the rows that were added and not yet written."""
        keys = pa.array([key for key, _ in self._waiting], pa.string())
        table = conform([row for _, row in self._waiting], self._name)
        self._writer.write_table(table.add_column(0, _schema(self._name).field(0), keys))
        self._waiting = []
