"""Linked rows kept between runs, story by story: a story whose articles are what they were is not compared again,
nor are two texts that have nothing to do with each other.

    stories-<id>/keys.parquet             the keys of the stories whose rows are here, each with its chunk
    stories-<id>/memory-*.parquet         what comparing pairs of articles found, see flows/link/memory.py
    stories-<id>/<table>.parquet          linked rows of the corpus
    stories-<id>/<table>-<chunk>.parquet  linked rows that belong to one story, its key in front: those of some stories

A story's key tells all that its rows depend on (see flows/link/linking.py). The folder of a run is written whole, and
one link is switched to it, so that the tables always belong together. A chunk is never changed: the next run links its
files as long as all its stories are still there, and takes what is left of it into new ones where one has gone. Stories
are compared in the order of their days, and new reports change late ones, so most chunks stay.
"""

import json
import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.contracts.arrow import arrow_schema, conform
from flows.contracts.decisions import Outcome
from flows.contracts.stages import STORY_TABLES
from flows.contracts.tables import TABLES
from flows.link.linking import Linked
from flows.link.story_tables import KEY_COLUMN, story_schema
from flows.load.disk import link_or_copy, switch_link, sync_folder
from flows.load.kept import is_whole, read_kept, read_kept_batches, seal

LINK_NAME = "stories"
MEMORY_PREFIX = "memory-"
CHUNK_COLUMN = "chunk"
CHUNK_STORIES = 1_024  # some 5,000 articles; rewriting one takes a second or two
SMALL_STORIES = 256  # runs that add a few documents leave chunks as small as this, and from so many on they are joined
MOST_SMALL_CHUNKS = 16


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
        return self._chunks().keys()

    def memory(self) -> Mapping[str, pa.Table]:
        """Return what the last run left of its comparisons, by name."""
        if not is_whole(self.folder):
            return {}
        found = sorted(self.folder.glob(f"{MEMORY_PREFIX}*.parquet"))
        return {path.stem.removeprefix(MEMORY_PREFIX): read_kept(path) for path in found}

    def table(self, name: str, keys: AbstractSet[str] | None = None) -> pa.Table:
        """Return the linked rows of a table in the contract's schema, at least those of stories with these keys."""
        return pa.Table.from_batches(list(self._batches(name, keys)), arrow_schema(name))

    def reader(self, name: str, keys: AbstractSet[str] | None = None) -> pa.RecordBatchReader:
        """Return what `table` does, some rows at a time."""
        return pa.RecordBatchReader.from_batches(arrow_schema(name), self._batches(name, keys))

    def keys_by_story(self) -> dict[str, str]:
        """Return the keys of the stories of which there are rows, by their ids."""
        columns = ["story_id", KEY_COLUMN]
        paths = [path for name in STORY_TABLES if _names_story(name) for path in self._files(name)]
        empty = pa.schema([(column, pa.string()) for column in columns]).empty_table()
        told = pa.concat_tables([empty, *(read_kept(path, columns).cast(empty.schema) for path in paths)])
        found = told.group_by(columns).aggregate([])
        return dict(zip(found["story_id"].to_pylist(), found[KEY_COLUMN].to_pylist(), strict=True))

    def outcomes(self) -> tuple[Outcome, ...]:
        """Return what came of the decisions about stories when the rows were made."""
        found = json.loads((self.folder / "outcomes.json").read_text(encoding="utf-8"))
        return tuple(Outcome(**outcome) for outcome in found)

    def write(self, link_id: str, linked: Linked) -> None:
        """Keep the linked rows of a run: the new ones, and of those kept before the ones of stories that still are."""
        fresh = self.store / f"{LINK_NAME}-{link_id}.new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        for name, rows in linked.corpus_rows:
            pq.write_table(conform(rows, name), fresh / f"{name}.parquet", compression="zstd")
        with ExitStack() as files:
            writer = _ChunkWriter(fresh, files)
            for chunk, keys in _chunks_to_open(self._chunks(), linked.story_keys):
                writer.take(keys)
                for name in STORY_TABLES:
                    for batch in read_kept_batches(self.folder / f"{name}-{chunk}.parquet"):
                        writer.write(name, _rows_of(pa.Table.from_batches([batch]), keys))
            for compared in linked.story_tables:
                for start in range(0, len(compared.keys), CHUNK_STORIES):
                    some = compared.keys[start : start + CHUNK_STORIES]
                    writer.take(some)
                    for name, table in compared.tables.items():
                        writer.write(name, _rows_of(table, some))
        chunks = self._link_others(fresh, linked.story_keys - writer.chunks.keys()) | writer.chunks
        pq.write_table(_chunk_table(chunks), fresh / "keys.parquet")
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

    def _link_others(self, fresh: Path, keys: AbstractSet[str]) -> dict[str, str]:
        """Link the chunks of stories that are in no new one; return the chunks of these stories."""
        chunks = {key: chunk for key, chunk in self._chunks().items() if key in keys}
        for chunk in set(chunks.values()):
            for name in STORY_TABLES:
                link_or_copy(self.folder / f"{name}-{chunk}.parquet", fresh / f"{name}-{chunk}.parquet")
        return chunks

    def _chunks(self) -> dict[str, str]:
        """Return the chunk of each story whose rows are kept, by its key."""
        if not is_whole(self.folder):
            return {}
        columns = read_kept(self.folder / "keys.parquet").to_pydict()
        return dict(zip(columns[KEY_COLUMN], columns[CHUNK_COLUMN], strict=True))

    def _files(self, name: str, keys: AbstractSet[str] | None = None) -> list[Path]:
        """Return the files of a table; of chunks those that hold a story with one of `keys`, or all."""
        if name not in STORY_TABLES:
            return [self.folder / f"{name}.parquet"] if is_whole(self.folder) else []
        chunks = {chunk for key, chunk in self._chunks().items() if keys is None or key in keys}
        return [self.folder / f"{name}-{chunk}.parquet" for chunk in sorted(chunks)]

    def _batches(self, name: str, keys: AbstractSet[str] | None) -> Iterator[pa.RecordBatch]:
        schema = arrow_schema(name)
        for path in self._files(name, keys):
            for batch in read_kept_batches(path):
                yield batch.select(schema.names).cast(schema)


def _chunks_to_open(chunks: Mapping[str, str], wanted: AbstractSet[str]) -> Iterator[tuple[str, list[str]]]:
    """Yield the chunks that cannot stay as they are, each with the keys of its stories that are still wanted.

    `chunks` is the chunk of each story, by its key.
    """
    stories: dict[str, list[str]] = defaultdict(list)
    for key, chunk in sorted(chunks.items()):
        stories[chunk].append(key)
    small = {chunk for chunk, keys in stories.items() if len(keys) <= SMALL_STORIES}
    for chunk, keys in stories.items():
        left = [key for key in keys if key in wanted]
        if left and (len(left) < len(keys) or (chunk in small and len(small) > MOST_SMALL_CHUNKS)):
            yield chunk, left


def _chunk_table(chunks: Mapping[str, str]) -> pa.Table:
    keys = sorted(chunks)
    names = {KEY_COLUMN: keys, CHUNK_COLUMN: [chunks[key] for key in keys]}
    return pa.table({name: pa.array(column, pa.string()) for name, column in names.items()})


def _names_story(name: str) -> bool:
    return "story_id" in TABLES[name].column_names


def _rows_of(table: pa.Table, keys: Sequence[str]) -> pa.Table:
    return table.filter(pc.is_in(table[KEY_COLUMN], pa.array(keys, pa.string())))


class _ChunkWriter:
    """Writes rows that belong to stories to new chunks in a folder, some rows at a time.

    A chunk is called by the key of its first story; `chunks` is the chunk of each story that was taken, by its key.
    """

    def __init__(self, folder: Path, files: ExitStack) -> None:
        """Take the folder, and what closes the files that are open."""
        self.chunks: dict[str, str] = {}
        self._folder, self._open_files = folder, files
        self._chunk, self._room = "", 0
        self._files: dict[str, pq.ParquetWriter] = {}

    def take(self, keys: Sequence[str]) -> None:
        """Let the rows that come belong to these stories, in the open chunk or, where it is full, a new one."""
        if self._room <= 0:
            self._open_files.close()
            self._chunk, self._room = keys[0], CHUNK_STORIES
            for name in STORY_TABLES:
                path = self._folder / f"{name}-{self._chunk}.parquet"
                file = pq.ParquetWriter(path, story_schema(name), compression="zstd")
                self._files[name] = self._open_files.enter_context(file)
        self._room -= len(keys)
        self.chunks |= dict.fromkeys(keys, self._chunk)

    def write(self, name: str, rows: pa.Table) -> None:
        """Write rows of a table, the keys of their stories in front."""
        if rows.num_rows:
            self._files[name].write_table(rows.cast(story_schema(name)))
