"""Linked rows kept between runs, story by story: a story whose articles are what they were is not compared again,
nor are two texts that have nothing to do with each other.

    stories → stories-<id>              the last run
    stories-<id>/chunks.json            the names of the chunks that hold its stories' rows, see chunks.py
    stories-<id>/memory-*.parquet       what comparing pairs of articles found, see flows/link/memory.py
    stories-<id>/<table>.parquet        linked rows of the corpus
    stories-<id>/outcomes.json          what came of people's decisions about stories

The folder of a run is written whole, and one link is switched to it, so that the tables always belong together. A chunk
stays as long as all its stories are still there, and what is left of it goes into new ones where one has gone. Stories
are compared in the order of their days, and new reports change late ones, so most chunks stay.
"""

import json
import shutil
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import asdict, dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.contracts.arrow import arrow_schema, conform
from flows.contracts.decisions import Outcome
from flows.contracts.stages import STORY_TABLES
from flows.contracts.tables import TABLES
from flows.link.linking import Linked
from flows.link.story_tables import KEY_COLUMN
from flows.load.chunks import Chunk, Chunks
from flows.load.disk import switch_link, sync_folder
from flows.load.kept import is_whole, read_kept, read_kept_batches, seal

LINK_NAME = "stories"
CHUNKS_NAME = "chunks.json"
MEMORY_PREFIX = "memory-"


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
        return self.folder.name.removeprefix(f"{LINK_NAME}-") if self._current() is not None else None

    def known_keys(self) -> AbstractSet[str]:
        """Return the keys of the stories whose rows are kept: those of the last run, and of one that died."""
        return frozenset().union(*(chunk.keys for chunk in self._chunks.whole()))

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
        chunk_names = self._chunks.rewrite(linked.story_keys, linked.story_tables)
        (fresh / CHUNKS_NAME).write_text(json.dumps(chunk_names), encoding="utf-8")
        for name, table in linked.memory.items():
            pq.write_table(table, fresh / f"{MEMORY_PREFIX}{name}.parquet", compression="zstd")
        outcomes = json.dumps([asdict(outcome) for outcome in linked.outcomes])
        (fresh / "outcomes.json").write_text(outcomes, encoding="utf-8")
        seal(fresh)
        sync_folder(fresh)
        self._switch(fresh, self.store / f"{LINK_NAME}-{link_id}")
        self.tidy()

    def tidy(self) -> None:
        """Remove what does not belong to the last run; nothing where that run is not whole."""
        names = self._chunk_names()
        if names is None:
            return
        for old in self.store.glob(f"{LINK_NAME}-*"):
            if old.name != self.folder.name:
                shutil.rmtree(old, ignore_errors=True)
        self._chunks.remove_others(names)

    def _switch(self, fresh: Path, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        fresh.rename(folder)
        switch_link(self.store / LINK_NAME, folder.name)

    @property
    def _chunks(self) -> Chunks:
        return Chunks(self.store)

    def _current(self) -> list[Chunk] | None:
        """Return the chunks of the last run; None where that run, or one of them, is not whole."""
        names = self._chunk_names()
        if names is None:
            return None
        chunks = [chunk for chunk in self._chunks.whole() if chunk.folder.name in names]
        return chunks if len(chunks) == len(names) else None

    def _chunk_names(self) -> AbstractSet[str] | None:
        """Return the names of the last run's chunks; None where what that run left beside them is not whole."""
        path = self.folder / CHUNKS_NAME
        if not is_whole(self.folder) or not path.exists():
            return None
        return set(json.loads(path.read_text(encoding="utf-8")))

    def _files(self, name: str, keys: AbstractSet[str] | None = None) -> list[Path]:
        """Return the files of a table; of chunks those that hold a story with one of `keys`, or all."""
        chunks = self._current()
        if chunks is None:
            return []
        if name not in STORY_TABLES:
            return [self.folder / f"{name}.parquet"]
        return [chunk.path(name) for chunk in chunks if keys is None or chunk.keys & keys]

    def _batches(self, name: str, keys: AbstractSet[str] | None) -> Iterator[pa.RecordBatch]:
        schema = arrow_schema(name)
        for path in self._files(name, keys):
            for batch in read_kept_batches(path):
                yield batch.select(schema.names).cast(schema)


def _names_story(name: str) -> bool:
    return "story_id" in TABLES[name].column_names
