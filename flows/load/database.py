"""The DuckDB file of a snapshot: core tables from its Parquet, and macros from sql/; marts.py adds the marts.

The file is built under a new name with a storage version that DuckDB 1.x opens too, check-pointed and closed; nobody
reads it before the snapshot is switched in.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.contracts.arrow import Row, conform
from flows.contracts.contract_version import contract_version
from flows.contracts.ddl import create_statements, sql_text
from flows.contracts.tables import TABLES
from flows.load.core_files import Remaking, sql_core
from flows.load.engine import Engine
from flows.load.models import read_models
from flows.load.parquet import write_table
from flows.load.slices import SLICED_TABLES

STORAGE_VERSION = "v1.2.0"  # what BI tools still carry (DuckDB 1.2 and later) can read
DATABASE_NAME = "parallax.duckdb"
SETTLED_ROWS = 50_000  # of one table; below that waiting for the disk costs more than the memory is worth


@contextmanager
def open_for_writing(path: Path, engine: Engine) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open a database file that nobody reads yet, new where it is not there; check-pointed when the block ends."""
    with engine.connected() as connection:
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


def create_core(connection: duckdb.DuckDBPyConnection, snapshot: Path) -> None:
    """Create all core tables with their comments and fill them from the Parquet of a snapshot."""
    for statement in create_statements():
        connection.execute(statement)
    for name in TABLES:
        _insert_core(connection, name, sql_core(snapshot, name))


def renew_core(connection: duckdb.DuckDBPyConnection, snapshot: Path, remaking: Remaking) -> None:
    """Bring the core tables of a copied database to what the Parquet of a snapshot holds."""
    assert remaking.before is not None
    for name, table in TABLES.items():
        if name in SLICED_TABLES:
            key = ", ".join(table.key)
            old = sql_core(remaking.before, name, remaking.stale)
            connection.execute(f"delete from core.{name} where ({key}) in (select ({key}) from {old})")  # noqa: S608
        else:
            connection.execute(f"delete from core.{name}")  # noqa: S608
        _insert_core(connection, name, sql_core(snapshot, name, remaking.stale))


def _insert_core(connection: duckdb.DuckDBPyConnection, name: str, rows: str) -> None:
    columns = ", ".join(TABLES[name].column_names)
    inserted = connection.execute(f"insert into core.{name} by name select {columns} from {rows}").fetchone()  # noqa: S608
    if inserted and inserted[0] >= SETTLED_ROWS:
        settle(connection)


def holds_rows(connection: duckdb.DuckDBPyConnection, counts: Mapping[str, int]) -> bool:
    """Tell whether the core tables have as many rows as their Parquet."""
    found = {name: connection.execute(f"select count(*) from core.{name}").fetchone() for name in counts}  # noqa: S608
    return all(row is not None and row[0] == counts[name] for name, row in found.items())


def insert_rows(connection: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Row]) -> None:
    """Add rows to a core table through the contract's gate."""
    incoming = conform(rows, name)
    connection.register("incoming", incoming)
    connection.execute(f"insert into core.{name} by name select * from incoming")  # noqa: S608
    connection.unregister("incoming")


def create_macros(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the table macros with their comments; they read core tables and marts, which must be there."""
    connection.execute(f"create macro contract_version() as {sql_text(contract_version())}")
    connection.execute("comment on macro contract_version is 'Version of the contract that these tables keep.'")
    for model in read_models("macros"):
        connection.execute(model.sql)
        connection.execute(f"comment on macro table {model.name} is {sql_text(model.comment)}")


def export_table(connection: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    """Write a core table of the database to Parquet, in the order of its key."""
    key = ", ".join(TABLES[name].key)
    table = connection.sql(f"from core.{name} order by {key}").to_arrow_table()
    write_table(conform(table.to_pylist(), name), path, TABLES[name].key)
