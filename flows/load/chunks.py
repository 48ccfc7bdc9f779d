"""Chunks: linked rows of some stories, each kept in a folder of its own from the moment when it is full.

    story-chunks/<name>/files.json        which files it has, see kept.py
    story-chunks/<name>/keys.parquet      the keys of its stories
    story-chunks/<name>/<table>.parquet   the rows of these stories, the key of its story in front of each

A story's key tells all that its rows depend on (see flows/link/linking.py), so a chunk is never changed, and what a run
compared before it died is there for the next one. The name is a hash of the keys. A chunk is written aside and renamed
when it is whole.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.contracts.ids import stable_id
from flows.contracts.stages import STORY_TABLES
from flows.link.story_tables import KEY_COLUMN, StoryTables, story_schema
from flows.load.disk import sync_folder
from flows.load.kept import is_whole, read_kept, read_kept_batches, seal

CHUNKS_FOLDER = "story-chunks"
NEW_NAME = "story-chunk.new"  # beside them
KEYS_NAME = "keys.parquet"
CHUNK_STORIES = 1_024  # some 5,000 articles; rewriting one takes a second or two
SMALL_STORIES = 256  # runs that add a few documents leave chunks as small as this, and from so many on they are joined
MOST_SMALL_CHUNKS = 16


@dataclass(frozen=True)
class Chunk:
    """A whole chunk: its folder, and the keys of its stories."""

    folder: Path
    keys: AbstractSet[str]

    def path(self, table_name: str) -> Path:
        """Return the file of a table."""
        return self.folder / f"{table_name}.parquet"

    def rows(self, table_name: str, keys: Sequence[str]) -> Iterator[pa.Table]:
        """Yield the rows of a table that belong to these stories, some at a time."""
        for batch in read_kept_batches(self.path(table_name)):
            yield _rows_of(pa.Table.from_batches([batch]), keys)


@dataclass(frozen=True)
class Chunks:
    """All chunks below a store, those of the last run and those of one that died."""

    store: Path

    @property
    def folder(self) -> Path:
        """The folder of the chunks; it need not exist."""
        return self.store / CHUNKS_FOLDER

    def whole(self) -> list[Chunk]:
        """Return the chunks that are whole, by name."""
        found = sorted(path for path in self.folder.glob("*") if is_whole(path))
        return [Chunk(path, frozenset(read_kept(path / KEYS_NAME)[KEY_COLUMN].to_pylist())) for path in found]

    def rewrite(self, wanted: AbstractSet[str], compared: Iterable[StoryTables]) -> list[str]:
        """Let chunks hold the stories with the keys that are `wanted`, and return the names of these chunks.

        The rows of `compared` stories go to new ones, and so do those left in chunks that cannot stay as they are.
        All others stay on the disk until `remove_others`.
        """
        staying, opened = _divided(self.whole(), wanted)
        with _ChunkWriter(self) as writer:
            for chunk, keys in opened:
                writer.take(keys)
                for name in STORY_TABLES:
                    for rows in chunk.rows(name, keys):
                        writer.write(name, rows)
            for tables in compared:
                for start in range(0, len(tables.keys), CHUNK_STORIES):
                    some = tables.keys[start : start + CHUNK_STORIES]
                    writer.take(some)
                    for name, table in tables.tables.items():
                        writer.write(name, _rows_of(table, some))
        return sorted([*(chunk.folder.name for chunk in staying), *writer.written])

    def remove_others(self, names: AbstractSet[str]) -> None:
        """Remove all chunks but these."""
        for path in self.folder.glob("*"):
            if path.name not in names:
                shutil.rmtree(path, ignore_errors=True)


def _divided(
    chunks: Sequence[Chunk], wanted: AbstractSet[str]
) -> tuple[list[Chunk], list[tuple[Chunk, Sequence[str]]]]:
    """Return the chunks that can stay as they are, and the others that hold wanted stories, with these stories' keys.

    Two chunks can hold one story, where a run died after it had copied it.
    """
    staying: list[Chunk] = []
    taken: set[str] = set()
    for chunk in chunks:
        if chunk.keys <= wanted and not chunk.keys & taken:
            staying.append(chunk)
            taken |= chunk.keys
    small = [chunk for chunk in staying if len(chunk.keys) <= SMALL_STORIES]
    if len(small) > MOST_SMALL_CHUNKS:
        staying = [chunk for chunk in staying if len(chunk.keys) > SMALL_STORIES]
        taken = set().union(*(chunk.keys for chunk in staying))
    opened: list[tuple[Chunk, Sequence[str]]] = []
    for chunk in chunks:
        if left := (chunk.keys & wanted) - taken:
            opened.append((chunk, sorted(left)))
            taken |= left
    return staying, opened


def _rows_of(table: pa.Table, keys: Sequence[str]) -> pa.Table:
    return table.filter(pc.is_in(table[KEY_COLUMN], pa.array(keys, pa.string())))


class _ChunkWriter:
    """Writes rows to new chunks, some at a time; `written` are the names of those that are whole."""

    def __init__(self, chunks: Chunks) -> None:
        """Take the chunks to which new ones come."""
        self.written: list[str] = []
        self._folder, self._fresh = chunks.folder, chunks.store / NEW_NAME
        self._keys: list[str] = []
        self._tables: Mapping[str, pq.ParquetWriter] = {}
        self._open_files = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, error: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        if error is None:
            self._finish()
        else:
            self._open_files.close()

    def take(self, keys: Sequence[str]) -> None:
        """Let the rows that come belong to these stories, in the open chunk or, where it is full, a new one."""
        if len(self._keys) >= CHUNK_STORIES:
            self._finish()
        if not self._keys:
            shutil.rmtree(self._fresh, ignore_errors=True)
            self._fresh.mkdir(parents=True)
            self._tables = {name: self._writer(name) for name in STORY_TABLES}
        self._keys += keys

    def write(self, name: str, rows: pa.Table) -> None:
        """Write rows of a table, the keys of their stories in front."""
        if rows.num_rows:
            self._tables[name].write_table(rows.cast(story_schema(name)))

    def _writer(self, name: str) -> pq.ParquetWriter:
        file = pq.ParquetWriter(self._fresh / f"{name}.parquet", story_schema(name), compression="zstd")
        return self._open_files.enter_context(file)

    def _finish(self) -> None:
        self._open_files.close()
        if not self._keys:
            return
        keys = sorted(self._keys)
        pq.write_table(pa.table({KEY_COLUMN: pa.array(keys, pa.string())}), self._fresh / KEYS_NAME)
        seal(self._fresh)
        sync_folder(self._fresh)
        folder = self._folder / stable_id("chunk", *keys)
        if is_whole(folder):  # the same keys stand for the same rows
            shutil.rmtree(self._fresh)
        else:
            shutil.rmtree(folder, ignore_errors=True)
            folder.parent.mkdir(exist_ok=True)
            self._fresh.rename(folder)
        self.written.append(folder.name)
        self._keys = []
