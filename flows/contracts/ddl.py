"""The tables as DuckDB DDL: keys, not-null, and a comment on each table and column."""

import glob
from collections.abc import Iterator
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
        yield f"comment on table {schema}.{table.name} is {sql_text(table.grain)}"
        for column in table.columns:
            yield f"comment on column {schema}.{table.name}.{column.name} is {sql_text(column.description)}"


def sql_text(text: str) -> str:
    """Return `text` as a SQL string literal."""
    return "'" + text.replace("'", "''") + "'"


def sql_parquet(folder: Path, pattern: str = "*.parquet") -> str:
    """Return the SQL that reads Parquet files of a folder, which may have signs of patterns in its own name."""
    return f"read_parquet({sql_text(f'{glob.escape(str(folder))}/{pattern}')})"


def _create_table(table: Table, schema: str) -> str:
    lines = [
        f"{column.name} {DUCKDB_TYPES[column.type]}{'' if column.name in table.nullable else ' not null'}"
        for column in table.columns
    ]
    lines.append(f"primary key ({', '.join(table.key)})")
    return f"create table {schema}.{table.name} (\n    " + ",\n    ".join(lines) + "\n)"
