"""Models made slice by slice: marts and checks of which each row follows from the rows of one story.

Their header says `-- scope: story`. All rows of a story lie in one slice (see slices.py), so such a model gives the
same rows whether it sees the whole corpus or one slice after the other. By slices memory holds one of them at a time,
and where a slice is as it was, so are the rows. A model of this scope may read sliced tables, other marts of this
scope, and tables of which a row that differs shows which slices it touches: `touched_slices` knows these.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.contracts.ddl import sql_files, sql_parquet
from flows.load.core_files import Remaking, core_path, sql_core
from flows.load.models import Model, read_models
from flows.load.slices import SLICED_TABLES

PLACED_MART = "article_index"  # the mart of wider scope that models of the scope of a story may read
SHARED_SOURCES = frozenset({"core.entities", "core.stories", "marts.outlet_index", f"marts.{PLACED_MART}"})
OUTLET_TABLES = ("outlets", "outlet_groups")


def passes(models: Sequence[Model]) -> tuple[list[Model], list[Model], list[Model]]:
    """Return marts that need none of the scope of a story, those of this scope, and those that need them, in order."""
    first: list[Model] = []
    scoped: list[Model] = []
    last: list[Model] = []
    for model in models:
        needed = {f"marts.{m.name}" for m in (*scoped, *last)}
        (scoped if model.is_of_story else last if model.sources & needed else first).append(model)
    return first, scoped, last


@contextmanager
def slice_view(connection: duckdb.DuckDBPyConnection, folder: Path) -> Iterator["SliceView"]:
    """Let slices of the snapshot in `folder` be looked at, one after the other, while the block runs."""
    connection.execute("commit")
    connection.execute("attach ':memory:' as slice")
    connection.execute("create schema slice.core")
    connection.execute("create schema slice.marts")
    connection.execute("begin")
    yield SliceView(connection, folder)
    connection.execute("use warehouse")
    connection.execute("commit")
    connection.execute("detach slice")
    connection.execute("begin")


class SliceView:
    """A database in memory, beside the warehouse, that has the tables of one slice under their names."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, folder: Path) -> None:
        self._connection, self._folder = connection, folder
        marts, checks = ([m for m in read_models(kind) if m.is_of_story] for kind in ("marts", "checks"))
        named = {source.removeprefix("core.") for model in (*marts, *checks) for source in model.sources}
        self._tables = sorted(SLICED_TABLES & named)
        self._views = {
            f"marts.{PLACED_MART}": "document_id in (select document_id from slice.core.documents)",
            **{f"marts.{mart.name}": "story_id in (select story_id from slice.core.articles)" for mart in marts},
            **{source: "true" for source in SHARED_SOURCES if source != f"marts.{PLACED_MART}"},
        }

    def look_at(self, slice_name: str) -> None:
        """Let the names of tables mean what one slice has of them; results are to be put into `warehouse` by its name.

        The core tables, and all marts of the scope of a story with the one they may read, must be there.
        """
        self._connection.execute("commit")
        for name in self._tables:
            rows = sql_files([core_path(self._folder, name, slice_name)])
            self._connection.execute(f"create or replace table slice.core.{name} as from {rows}")
        for name, condition in self._views.items():
            self._connection.execute(f"create or replace view slice.{name} as from warehouse.{name} where {condition}")
        self._connection.execute("begin")
        self._connection.execute("use slice")


def touched_slices(connection: duckdb.DuckDBPyConnection, folder: Path, remaking: Remaking) -> AbstractSet[str]:
    """Return the slices, of now and before, whose marts of the scope of a story may differ.

    The core tables and `marts.article_index` of the database are those of now.
    """
    names, before = remaking.slices.names, remaking.before
    assert before is not None
    changed = {name: _lost_rows(folder, before, name) for name in (*OUTLET_TABLES, "entities")}
    if any(connection.execute(f"from ({changed[name]}) limit 1").fetchone() for name in OUTLET_TABLES):
        return frozenset(names) | remaking.stale
    connection.register("placed", remaking.slices.documents)
    index = sql_parquet(before / "marts", f"{PLACED_MART}.parquet")
    entities = f"(select entity_id from ({changed['entities']}))"  # noqa: S608
    found = connection.execute(
        f"""
        select distinct slice_number from placed semi join (
            select document_id from (from {index} except from marts.{PLACED_MART})
            union
            select document_id from (from marts.{PLACED_MART} except from {index})
            union
            select document_id from core.mentions where entity_id in {entities}
            union
            select document_id from core.quotations where speaker_entity_id in {entities}
        ) as touched using (document_id)
        """  # noqa: S608
    ).fetchall()
    connection.unregister("placed")
    return {names[number] for (number,) in found} | remaking.stale


def _lost_rows(folder: Path, before: Path, name: str) -> str:
    """Return SQL for the rows that a table no longer has: changed or gone. Rows that came belong to new documents."""
    return f"from {sql_core(before, name)} except from {sql_core(folder, name)}"
