"""What is kept between runs, so that only what changed is done again: parts, the index of raw files, linked stories.

    .store/parts/<part>/         results by document, see parts.py
    .store/sources.parquet       for each raw file how it looked when it was read, and which items it held
    .store/outlines/             what linking holds of each article, part by part, see outlines.py
    .store/stories → stories-N   linked rows, see linked.py
    .store/story-chunks/<chunk>/ those that belong to a story, see chunks.py

All of it can be deleted at any time: the next run makes it anew. It belongs to whoever holds the warehouse's lock.
"""

import logging
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from flows.load.disk import sync_file
from flows.load.kept import DamagedError
from flows.load.parts import NEW_PREFIX, Part, join_parts, open_part
from flows.read.documents import Reject

LOGGER = logging.getLogger(__name__)
OUTLINES_NAME = "outlines"
# Runs that add a few documents each leave small parts. From so many on they are joined: opening a part costs about as
# much as reading a dozen documents of it.
MOST_SMALL_PARTS = 16
SMALL_SHARE = 0.25  # of the documents that a part may hold
TEXT_COLUMNS = "path signature item_key document_id external_id member stage reason_code detail".split()
INDEX_SCHEMA = pa.schema([(name, pa.string()) for name in TEXT_COLUMNS])


@dataclass(frozen=True)
class Entry:
    """One item of a raw file, or one reject in its place."""

    path: str
    member: str | None
    item_key: str | None = None
    document_id: str | None = None
    external_id: str | None = None
    reject: Reject | None = None


@dataclass(frozen=True)
class IndexedSource:
    """A raw file as it was when it was read. The signature is empty where it was too fresh to be trusted."""

    signature: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True)
class Store:
    """The folder of kept results below a warehouse."""

    folder: Path

    @property
    def parts_folder(self) -> Path:
        """The folder of the parts."""
        return self.folder / "parts"

    def open(self) -> None:
        """Make the folders, and clear what a dead run left half written."""
        self.parts_folder.mkdir(parents=True, exist_ok=True)
        for path in [*self.parts_folder.glob(f"{NEW_PREFIX}*"), *self.folder.glob("*.new")]:
            _remove(path)

    def parts(self, read_version: str) -> Iterator[Part]:
        """Yield the parts whose documents were read by the present rules, by name; remove all others."""
        for folder in sorted(path for path in self.parts_folder.iterdir() if not path.name.startswith(".")):
            try:
                part = open_part(folder)
            except (DamagedError, ValueError):
                LOGGER.warning("%s is damaged; what it held is made anew.", folder)
                _remove(folder)
                continue
            if part.versions.get("read") == read_version:
                yield part
            else:
                _remove(folder)

    def read_index(self, version: str) -> dict[str, IndexedSource]:
        """Return the raw files as they were read last, by path; none where rules of another version read them."""
        try:
            table = pq.read_table(self._index)
        except (OSError, ValueError):
            return {}
        if (table.schema.metadata or {}).get(b"version") != version.encode():
            return {}
        found: dict[str, tuple[str, list[Entry]]] = {}
        for row in table.to_pylist():
            found.setdefault(row["path"], (row["signature"], []))[1].append(_entry(row))
        return {path: IndexedSource(signature, tuple(entries)) for path, (signature, entries) in found.items()}

    def write_index(self, sources: Mapping[str, IndexedSource], version: str) -> None:
        """Keep how the raw files look and what they hold."""
        rows = [_index_row(source.signature, entry) for source in sources.values() for entry in source.entries]
        fresh = self.folder / "sources.parquet.new"
        pq.write_table(pa.Table.from_pylist(rows, INDEX_SCHEMA.with_metadata({"version": version})), fresh)
        sync_file(fresh)
        os.replace(fresh, self._index)  # noqa: PTH105 - the atomic rename is the point

    def tidy(
        self, live: Mapping[Part, AbstractSet[str]], *, most_documents: int, erased: AbstractSet[str] = frozenset()
    ) -> None:
        """Remove parts that nothing needs, and join small ones.

        `live` names the documents of each part that the run has published. Where documents are to be `erased`, all
        else goes out of the parts: it may be an earlier text of one of them. Nothing here changes a published row.
        """
        needed = {part.name for part, documents in live.items() if documents}
        for folder in self.parts_folder.iterdir():
            if folder.name not in needed:
                _remove(folder)
        tainted = [part for part in live if erased and live[part] and {i.document_id for i in part.items} - live[part]]
        small = [part for part in live if 0 < len(live[part]) <= most_documents * SMALL_SHARE and part not in tainted]
        joined_groups = _groups(small, live, most_documents) if len(small) > MOST_SMALL_PARTS else ()
        for group in [*([part] for part in tainted), *joined_groups]:
            joined = join_parts(self.parts_folder, {part: live[part] for part in group})
            for part in group:
                if part.name != joined.name:
                    _remove(part.folder)
        for path in (self.folder / OUTLINES_NAME).glob("*"):
            if not (self.parts_folder / path.name.partition("-")[0]).is_dir():
                path.unlink()

    @property
    def _index(self) -> Path:
        return self.folder / "sources.parquet"


def _entry(row: Mapping[str, Any]) -> Entry:
    reject = None
    if row["reason_code"]:
        reject = Reject(row["path"], row["member"], row["stage"], row["reason_code"], row["detail"])
    return Entry(row["path"], row["member"], row["item_key"], row["document_id"], row["external_id"], reject)


def _index_row(signature: str, entry: Entry) -> dict[str, str | None]:
    row = {name: getattr(entry, name) for name in ("path", "member", "item_key", "document_id", "external_id")}
    refused = entry.reject
    why = {"stage": refused.stage, "reason_code": refused.reason_code, "detail": refused.detail} if refused else {}
    return {**dict.fromkeys(TEXT_COLUMNS), **row, **why, "signature": signature}


def _groups(parts: Sequence[Part], live: Mapping[Part, AbstractSet[str]], most_documents: int) -> Iterator[list[Part]]:
    """Cut parts into groups of at most so many documents, none of them twice in a group."""
    group: list[Part] = []
    documents: set[str] = set()
    for part in sorted(parts, key=lambda part: part.name):
        if group and (len(documents) + len(live[part]) > most_documents or not documents.isdisjoint(live[part])):
            yield group
            group, documents = [], set()
        group.append(part)
        documents |= live[part]
    if len(group) > 1:
        yield group


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        # renamed first, so that a part that is there is whole
        gone = path.with_name(f"{NEW_PREFIX}{path.name.lstrip('.')}")
        if not path.name.startswith("."):
            path = path.rename(gone)
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
