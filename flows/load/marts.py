"""The marts of a snapshot: tables of the DuckDB file, made by the files of sql/marts, and their Parquet."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

import duckdb
import pyarrow as pa

from flows.contracts.arrow import field_metadata, unique_rows
from flows.contracts.ddl import sql_text
from flows.contracts.mart_columns import mart_column
from flows.load.core_files import Remaking, sql_core
from flows.load.models import Model, read_models
from flows.load.parquet import write_batches
from flows.load.scopes import passes, slice_view, touched_slices

BATCH_ROWS = 8_192
SORTED_ROWS = 262_144  # of a mart at a time: 4.2 million took 14.8 s at once, within a gigabyte, and 6.3 in tenths
SAMPLE_ROWS = 4_096


def create_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Make every mart, with its comments, of the core tables of the database."""
    connection.execute("create schema if not exists marts")
    for model in read_models("marts"):
        _make_mart(connection, model)


def create_marts_by_slices(
    connection: duckdb.DuckDBPyConnection,
    folder: Path,
    remaking: Remaking,
    *,
    is_renewal: bool,
    at_slice: Callable[[str], None],
) -> None:
    """Make every mart; those of the scope of a story slice by slice of the snapshot in `folder`.

    With `is_renewal` the marts in the database are those of the snapshot before, and only what may differ is made
    anew. `at_slice` is called with the name of each slice while it is looked at.
    """
    connection.execute("create schema if not exists marts")
    first, scoped, last = passes(read_models("marts"))
    for model in first:
        _make_mart(connection, model)
    touched: AbstractSet[str] = frozenset(remaking.slices.names)
    if is_renewal:
        touched = touched_slices(connection, folder, remaking)
        stories = _stories_of(folder, remaking, touched)
        for model in scoped:
            connection.execute(f"delete from marts.{model.name} where story_id in ({stories})")  # noqa: S608
    else:
        for model in scoped:
            _make_mart(connection, model, is_empty=True)
    with slice_view(connection, folder) as view:
        for slice_name in filter(touched.__contains__, remaking.slices.names):
            view.look_at(slice_name)
            for model in scoped:
                connection.execute(f"insert into warehouse.marts.{model.name} by name {model.sql}")
            at_slice(slice_name)
    for model in last:
        _make_mart(connection, model)


def write_marts(connection: duckdb.DuckDBPyConnection, folder: Path) -> Mapping[str, int]:
    """Write each mart of the database to `folder` as Parquet, and return their numbers of rows."""
    return {
        model.name: _write_mart(connection, model, folder / f"{model.name}.parquet") for model in read_models("marts")
    }


def _make_mart(connection: duckdb.DuckDBPyConnection, model: Model, *, is_empty: bool = False) -> None:
    rows = f"from ({model.sql}) limit 0" if is_empty else model.sql
    connection.execute(f"create or replace table marts.{model.name} as {rows}")
    connection.execute(f"comment on table marts.{model.name} is {sql_text(model.comment)}")
    for name in connection.sql(f"from marts.{model.name} limit 0").columns:
        if column := mart_column(model.name, name):
            said = sql_text(column.description)
            connection.execute(f"comment on column marts.{model.name}.{name} is {said}")


def _write_mart(connection: duckdb.DuckDBPyConnection, model: Model, path: Path) -> int:
    schema = _described(connection.sql(f"from marts.{model.name} limit 0").to_arrow_table().schema, model)
    rows = unique_rows(_sorted_batches(connection, model), model.name, model.key, "marts")
    return write_batches(schema, (batch.cast(schema) for batch in rows), path, model.key)


def _sorted_batches(connection: duckdb.DuckDBPyConnection, model: Model) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a mart in the order of its key, those between two values of its first column at a time."""
    rows, column, key = f"from marts.{model.name}", model.key[0], ", ".join(model.key)
    rest = "true"
    for cut in _cuts(connection, rows, column):
        is_before = f"{column} < {sql_text(cut)}"
        yield from connection.sql(f"{rows} where {rest} and {is_before} order by {key}").to_arrow_reader(BATCH_ROWS)
        rest = f"coalesce({column} >= {sql_text(cut)}, true)"
    yield from connection.sql(f"{rows} where {rest} order by {key}").to_arrow_reader(BATCH_ROWS)


def _cuts(connection: duckdb.DuckDBPyConnection, rows: str, column: str) -> Sequence[str]:
    """Return values of a text column, in order, that cut rows into pieces of some SORTED_ROWS; of others none."""
    (row_count,) = connection.sql(f"select count(*) {rows}").fetchall()[0]
    if row_count <= SORTED_ROWS:
        return ()
    pieces = row_count // SORTED_ROWS + 1
    sample = f"(select {column} {rows} using sample reservoir({SAMPLE_ROWS} rows) repeatable (1))"
    found = [value for (value,) in connection.sql(f"from {sample} order by 1 nulls first").fetchall()]
    return sorted({cut for n in range(1, pieces) if isinstance(cut := found[n * len(found) // pieces], str)})


def _stories_of(folder: Path, remaking: Remaking, slice_names: AbstractSet[str]) -> str:
    """Return SQL for the ids of all stories that some slices have, or had in the snapshot before."""
    assert remaking.before is not None
    tables = (sql_core(snapshot, "articles", slice_names) for snapshot in (remaking.before, folder))
    return " union ".join(f"select story_id from {table}" for table in tables)  # noqa: S608


def _described(schema: pa.Schema, mart: Model) -> pa.Schema:
    columns = [mart_column(mart.name, name) for name in schema.names]
    fields = [
        field.with_metadata(field_metadata(column)) if column else field
        for field, column in zip(schema, columns, strict=True)
    ]
    return pa.schema(fields, {"description": mart.comment, "key": " ".join(mart.key)})
