"""The DuckDB file of a snapshot: core tables from its Parquet, marts and macros from sql/, checks run over both.

The file is built under a new name with a storage version that DuckDB 1.x opens too, check-pointed and closed; nobody
reads it before the snapshot is switched in.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from flows.contracts.arrow import Row, conform, field_metadata
from flows.contracts.contract_version import contract_version
from flows.contracts.ddl import create_statements, sql_parquet, sql_text
from flows.contracts.mart_columns import mart_column
from flows.contracts.tables import TABLES
from flows.load.engine import Engine
from flows.load.models import Model, read_models
from flows.load.parquet import write_batches, write_table

STORAGE_VERSION = "v1.2.0"  # what BI tools still carry (DuckDB 1.2 and later) can read
DATABASE_NAME = "parallax.duckdb"
BATCH_ROWS = 8_192
SETTLED_ROWS = 50_000  # of one table; below that waiting for the disk costs more than the memory is worth


@dataclass(frozen=True)
class CheckResult:
    """One data check: how many offending rows it found and, for a reader, the first of them."""

    name: str
    severity: str
    question: str
    failed_count: int
    columns: tuple[str, ...] = ()
    examples: tuple[tuple[object, ...], ...] = ()

    @property
    def is_failure(self) -> bool:
        """True where the finding must stop the snapshot."""
        return self.severity == "fail" and self.failed_count > 0


@contextmanager
def open_for_writing(path: Path, engine: Engine) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database file that nobody reads yet, new where it is not there; check-pointed when the block ends."""
    with engine.connect() as connection:
        connection.execute("set preserve_insertion_order = true")
        connection.execute(f"attach {sql_text(str(path))} as warehouse (storage_version '{STORAGE_VERSION}')")
        connection.execute("use warehouse")
        connection.execute("begin")  # or every one of some hundred comments waits for the disk
        yield connection
        connection.execute("commit")
        connection.execute("checkpoint warehouse")
        connection.execute("use memory")
        connection.execute("detach warehouse")


def settle(connection: duckdb.DuckDBPyConnection) -> None:
    """Put what was made so far into the file: until then it takes memory, and is read slowly."""
    connection.execute("commit")
    connection.execute("checkpoint warehouse")
    connection.execute("begin")


def create_core(connection: duckdb.DuckDBPyConnection, core: Path) -> None:
    """Create all core tables with their comments and fill them from the Parquet below `core`."""
    for statement in create_statements():
        connection.execute(statement)
    for name, table in TABLES.items():
        columns = ", ".join(table.column_names)
        inserted = connection.execute(
            f"insert into core.{name} by name select {columns} from {sql_parquet(core / name)}"  # noqa: S608
        ).fetchone()
        if inserted and inserted[0] >= SETTLED_ROWS:
            settle(connection)


def insert_rows(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Row]) -> None:
    """Add rows to a core table through the contract's gate."""
    incoming = conform(rows, name)
    connection.register("incoming", incoming)
    connection.execute(f"insert into core.{name} by name select * from incoming")  # noqa: S608
    connection.unregister("incoming")


def create_marts(connection: duckdb.DuckDBPyConnection, folder: Path) -> Mapping[str, int]:
    """Create every mart with its comment, write each to `folder` as Parquet, and return their numbers of rows."""
    connection.execute("create schema if not exists marts")
    counts = {}
    for model in read_models("marts"):
        connection.execute(f"create table marts.{model.name} as {model.sql}")
        connection.execute(f"comment on table marts.{model.name} is {sql_text(_comment(model))}")
        reader = connection.sql(f"from marts.{model.name} order by all").to_arrow_reader(BATCH_ROWS)
        schema = _described(reader.schema, model)
        counts[model.name] = write_batches(schema, (b.cast(schema) for b in reader), folder / f"{model.name}.parquet")
        for name in schema.names:
            if column := mart_column(model.name, name):
                said = sql_text(column.description)
                connection.execute(f"comment on column marts.{model.name}.{name} is {said}")
    return counts


def create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the table macros with their comments; they read core tables and marts, which must be there."""
    connection.execute(f"create macro contract_version() as {sql_text(contract_version())}")
    connection.execute("comment on macro contract_version is 'Version of the contract that these tables keep.'")
    for model in read_models("macros"):
        connection.execute(model.sql)
        connection.execute(f"comment on macro table {model.name} is {sql_text(_comment(model))}")


def run_checks(connection: duckdb.DuckDBPyConnection, about: str | None = None) -> list[CheckResult]:
    """Run every data check, or those that read the table `about`; return what each found, with three offending rows."""
    chosen = (model for model in read_models("checks") if about is None or about in model.sources)
    return [_run_check(connection, model) for model in chosen]


def export_table(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """Write a core table of the database to Parquet, in the order of its key."""
    key = ", ".join(TABLES[name].key)
    table = connection.sql(f"from core.{name} order by {key}").to_arrow_table()
    write_table(conform(table.to_pylist(), name), path, TABLES[name].key)


def _described(schema: pa.Schema, mart: Model) -> pa.Schema:
    columns = [mart_column(mart.name, name) for name in schema.names]
    fields = [
        field.with_metadata(field_metadata(column)) if column else field
        for field, column in zip(schema, columns, strict=True)
    ]
    return pa.schema(fields, {"description": _comment(mart)})


def _comment(model: Model) -> str:
    return " ".join(f"{word.capitalize()}: {text}" for word, text in model.header.items())


def _run_check(connection: duckdb.DuckDBPyConnection, model: Model) -> CheckResult:
    relation = connection.execute(model.sql)
    columns = tuple(column[0] for column in relation.description)
    rows = relation.fetchall()
    return CheckResult(
        model.name, model.header["severity"], model.header["question"], len(rows), columns, tuple(rows[:3])
    )
