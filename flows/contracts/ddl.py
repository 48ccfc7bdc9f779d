"""The tables as DuckDB DDL: types, not-null, and a comment on each table and column.

Keys stand in the comments. As constraints they made core tables more than twice as large and filling them take 1.7
times as long; only looking up one row by its id is slower without (3 ms instead of 0.6 among a million). That no
key occurs twice is seen when rows are written.
"""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path

from flows.contracts.tables import TABLES, Table

DUCKDB_TYPES = {
    "text": "varchar",
    "int": "bigint",
    "double": "double",
    "bool": "boolean",
    "timestamp": "timestamptz",
    "date": "date",
}


def create_statements(schema: str = "core") -> Iterator[str]:
    """Yield the statements that create every core table, empty, with its comments."""
    yield f"create schema if not exists {schema}"
    for table in TABLES.values():
        yield _create_table(table, schema)
        yield f"comment on table {schema}.{table.name} is {sql_text(table_comment(table))}"
        for column in table.columns:
            yield f"comment on column {schema}.{table.name}.{column.name} is {sql_text(column.description)}"


def table_comment(table: Table) -> str:
    """Return what the database says of a table: what a row is, and by which columns it is found."""
    return f"{table.grain}; key: {', '.join(table.key)}."


def sql_text(text: str) -> str:
    """Return `text` as a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def sql_parquet(folder: Path, pattern: str = "*.parquet") -> str:
    """Return the SQL that reads Parquet files of a folder, which may have signs of patterns in its own name."""
    return f"read_parquet({sql_text(f'{glob.escape(str(folder))}/{pattern}')})"


def sql_files(paths: Iterable[Path]) -> str:
    """Return the SQL that reads these Parquet files, of which there must be one."""
    return f"read_parquet([{', '.join(sql_text(glob.escape(str(path))) for path in paths)}])"


def _create_table(table: Table, schema: str) -> str:
    lines = [
        f"{column.name} {DUCKDB_TYPES[column.type]}{'' if column.name in table.nullable else ' not null'}"
        for column in table.columns
    ]
    return f"create table {schema}.{table.name} (\n    " + ",\n    ".join(lines) + "\n)"
