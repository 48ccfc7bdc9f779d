"""Checks see every span that lies outside its text, and every name of a row that is not there: asked of all tables."""

import duckdb
import pytest

from flows.contracts.ddl import DUCKDB_TYPES
from flows.contracts.tables import REFERENCES, TABLES
from flows.load.models import read_models

CHECKS = [check for check in read_models("checks") if not any(name.startswith("marts.") for name in check.sources)]
TEXT = "Rain."
SPANS = [
    (name, column) for name, table in TABLES.items() for column in table.column_names if column.endswith("start_char")
]
# a history speaks of outlets that went
NAMED = [
    (name, column)
    for name, table in TABLES.items()
    for column in table.column_names
    if column in REFERENCES and REFERENCES[column] != f"{name}.{column}" and name != "cleaning_history"
]
UNNAMED = {"external_id", "independent_id", "former_story_id", "run_id"}  # names of no row


def found_in(table, row):
    """Return all that the checks say of one row of one table, beside one document with a text."""
    with duckdb.connect() as connection:
        connection.execute("create schema core")
        for name, made in TABLES.items():
            columns = ", ".join(f"{column.name} {DUCKDB_TYPES[column.type]}" for column in made.columns)
            connection.execute(f"create table core.{name} ({columns})")
        connection.execute("insert into core.documents (document_id, document_text) values ('d', ?)", [TEXT])
        names, marks = ", ".join(row), ", ".join("?" * len(row))
        connection.execute(f"insert into core.{table} ({names}) values ({marks})", [*row.values()])
        about = [check for check in CHECKS if f"core.{table}" in check.sources]
        return [row for check in about for row in connection.execute(check.sql).fetchall()]


def words_of(table):
    """The columns in which a row stores the words of its span."""
    return {column.name: TEXT for column in TABLES[table].columns if column.name.endswith("_text")}


@pytest.mark.parametrize(("table", "column"), SPANS)
@pytest.mark.parametrize("end", [len(TEXT) + 1, 0, None])
def test_a_span_outside_its_text_is_found(table, column, end):
    prefix = column.removesuffix("start_char")
    document = f"{prefix}document_id"
    row = {**words_of(table), document: "d", column: 0, f"{prefix}end_char": end}
    assert any("d" in found for found in found_in(table, row))


@pytest.mark.parametrize(("table", "column"), NAMED)
def test_a_name_of_no_row_is_found(table, column):
    row = {**words_of(table), column: "nobody"}
    if "start_char" in TABLES[table].column_names:
        row |= {"start_char": 0, "end_char": len(TEXT)}
    assert any("nobody" in found for found in found_in(table, row))


def test_every_id_is_of_the_row_itself_or_names_a_row():
    own = {table.key[0] for table in TABLES.values()} | {"quotation_group_id"}
    ids = {column for table in TABLES.values() for column in table.column_names if column.endswith(("_id", "_id_a"))}
    assert ids - own - REFERENCES.keys() - UNNAMED == set()
