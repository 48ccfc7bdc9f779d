"""Outlines kept between runs, part by part, so that a run reads the texts of its new documents only.

    .store/outlines/<part>-<version>.arrow   the outlines of a part's articles by the rules of a version

A file is written aside and renamed, and is made anew where it cannot be opened. It is mapped into memory: what linking
does not look at is never read.
"""

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from flows.link.articles import LINK_COLUMNS, OUTLINE_TABLES, articles_from_tables
from flows.link.corpus import Article
from flows.link.mapping import Mapper
from flows.link.outlines import outline_table
from flows.load.disk import sync_file
from flows.load.parts import Part
from flows.load.store import OUTLINES_NAME

LEAST_PARTS = 10  # some five seconds of work, for which other processes are asked


@dataclass(frozen=True)
class KeptOutlines:
    """The folder of outlines below the store, for the rules of one version."""

    store: Path
    version: str

    def table(self, part: Part) -> pa.Table:
        """Return the outlines of all articles of a part, mapped into memory."""
        try:
            return _mapped(self._path(part))
        except (OSError, pa.ArrowInvalid):
            self.make(part)
            return _mapped(self._path(part))

    def make(self, part: Part) -> None:
        """Make the outlines of a part anew."""
        path = self._path(part)
        path.parent.mkdir(exist_ok=True)
        fresh = path.with_name(f"{path.name}.new")
        table = outline_table(_articles_of(part))
        with pa.OSFile(str(fresh), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)
        sync_file(fresh)
        os.replace(fresh, path)  # noqa: PTH105 - the atomic rename is the point

    def make_missing(self, parts: Iterable[Part], over: Mapper) -> None:
        """Make the outlines that are not there; `over` maps over parts, here or in other processes."""
        missing = [part for part in parts if not self._path(part).is_file()]
        for _ in over(self.make, missing, least=LEAST_PARTS):
            pass

    def tidy(self, parts: Iterable[Part]) -> None:
        """Remove all outlines but those of these parts."""
        wanted = {self._path(part) for part in parts}
        for path in (self.store / OUTLINES_NAME).glob("*"):
            if path not in wanted:
                path.unlink()

    def _path(self, part: Part) -> Path:
        return self.store / OUTLINES_NAME / f"{part.name}-{self.version}.arrow"


def _mapped(path: Path) -> pa.Table:
    with pa.memory_map(str(path)) as source:  # the table keeps the memory, but no open file
        return pa.ipc.open_file(source).read_all()


def _articles_of(part: Part) -> list[Article]:
    """Return the articles of a part as its documents alone make them."""
    columns = {name: ["document_id", *(c for c in LINK_COLUMNS[name] if c != "document_id")] for name in OUTLINE_TABLES}
    return articles_from_tables({name: part.table(name, columns[name]) for name in OUTLINE_TABLES})
