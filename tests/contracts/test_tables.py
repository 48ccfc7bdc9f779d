import re
from collections.abc import Iterator

import duckdb
import pytest

from flows.contracts.arrow import arrow_schema
from flows.contracts.columns import COLUMNS
from flows.contracts.ddl import DUCKDB_TYPES, create_statements
from flows.contracts.tables import TABLES

SUFFIX_TYPES = {
    "_id": {"text"}, "_text": {"text"}, "_name": {"text"}, "_code": {"text"}, "_char": {"int"}, "_count": {"int"},
    "_at": {"timestamp"}, "_on": {"date"}, "_share": {"double"}, "_score": {"double"},
}  # fmt: skip


def test_names_keep_the_law_of_suffixes():
    broken = [
        column.name
        for column in COLUMNS.values()
        for suffix, types in SUFFIX_TYPES.items()
        if column.name.endswith(suffix) and column.type not in types
    ]
    assert broken == []


def test_bools_and_only_bools_are_named_is_or_has():
    odd = [c.name for c in COLUMNS.values() if bool(re.match(r"(is|has)_", c.name)) != (c.type == "bool")]
    assert odd == []


def test_every_declared_column_stands_in_some_table():
    used = {name for table in TABLES.values() for name in table.column_names}
    assert set(COLUMNS) - used == set()


@pytest.fixture(scope="module")
def catalogue() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        for statement in create_statements():
            connection.execute(statement)
        yield connection


def test_duckdb_and_arrow_have_the_same_columns_types_and_nullability(catalogue):
    rows = catalogue.execute(
        "select table_name, column_name, data_type, is_nullable from information_schema.columns "
        "where table_schema = 'core' order by table_name, ordinal_position"
    ).fetchall()
    in_duckdb = [
        (t, c, d.lower().replace("timestamp with time zone", "timestamptz"), n == "YES") for t, c, d, n in rows
    ]
    declared = [
        (name, column.name, DUCKDB_TYPES[column.type], arrow_schema(name).field(column.name).nullable)
        for name, table in sorted(TABLES.items())
        for column in table.columns
    ]
    assert in_duckdb == declared


def test_every_table_and_column_carries_its_comment_and_every_table_its_key(catalogue):
    tables = catalogue.execute("select table_name, comment from duckdb_tables() where schema_name = 'core'").fetchall()
    assert dict(tables) == {name: f"{t.grain}; key: {', '.join(t.key)}." for name, t in TABLES.items()}
    silent = catalogue.execute(
        "select table_name, column_name from duckdb_columns() where schema_name = 'core' and comment is null"
    )
    assert silent.fetchall() == []
