"""SQL tests are folders: tests/sql/<kind>/<file>/<case>/ holds one CSV per input table and expected.csv.

An input CSV, `core.<table>.csv`, names the columns that matter; the others stay null. `expected.csv` names the columns
that are compared, in the order in which the model gives its rows; with its header alone it says that none are found.
The case of a table macro has a `query.sql` that calls it.
"""

import csv
from datetime import UTC, datetime
from difflib import unified_diff
from pathlib import Path

import duckdb
import pytest

from flows.contracts.ddl import DUCKDB_TYPES
from flows.contracts.tables import TABLES
from flows.load.models import Model, read_models

HERE = Path(__file__).parent
KINDS = ("marts", "checks", "analyses", "macros")
CASES = sorted(path.parent for path in HERE.glob("*/*/*/expected.csv"))
SPAN_ENDINGS = ("_stand_in_their_text", "_hold_their_values", "_lie_inside_documents")
SPAN_CHECKS = [model for model in read_models("checks") if model.name.endswith(SPAN_ENDINGS)]


def case_name(case: Path) -> str:
    return case.relative_to(HERE).as_posix()


def fill(connection: duckdb.DuckDBPyConnection, case: Path) -> None:
    """Create the core tables, without keys or not-null, and fill them from the case's CSV files."""
    connection.execute("create schema core; create schema marts; set TimeZone = 'UTC'")
    for name, table in TABLES.items():
        columns = ", ".join(f"{column.name} {DUCKDB_TYPES[column.type]}" for column in table.columns)
        connection.execute(f"create table core.{name} ({columns})")
    for path in sorted(case.glob("*.csv")):
        if path.stem != "expected":
            rows = "read_csv(?, all_varchar = true, nullstr = '', header = true, delim = ',', quote = '\"')"
            connection.execute(f"insert into {path.stem} by name select * from {rows}", [str(path)])


def needed_marts(model: Model) -> list[Model]:
    marts = read_models("marts")
    wanted = set(model.sources)
    for mart in reversed(marts):
        if f"marts.{mart.name}" in wanted:
            wanted |= mart.sources
    return [mart for mart in marts if f"marts.{mart.name}" in wanted]


def find_model(kind: str, name: str) -> Model:
    return next(model for model in read_models(kind) if model.name == name)


def cell(value: object) -> str:
    """Return a value as it is written in expected.csv: null is empty, moments are UTC."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return str(value)


def give_rows(case: Path, columns: list[str]) -> list[list[str]]:
    """Return what the model of a case gives for its input, in these columns."""
    kind, name, _ = case.relative_to(HERE).parts
    model = find_model(kind, name)
    with duckdb.connect() as connection:
        fill(connection, case)
        for mart in needed_marts(model):
            connection.execute(f"create table marts.{mart.name} as {mart.sql}")
        result = connection.execute(model.sql)
        if kind == "macros":
            result = connection.execute((case / "query.sql").read_text(encoding="utf-8"))
        names = [column[0] for column in result.description]
        assert set(columns) <= set(names), f"{name} has no column {sorted(set(columns) - set(names))}"
        rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    return [[cell(row[column]) for column in columns] for row in rows]


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_the_model_gives_the_expected_rows(case):
    with (case / "expected.csv").open(encoding="utf-8", newline="") as stream:
        columns, *expected = csv.reader(stream)
    found = give_rows(case, columns)
    lines = [[" | ".join(row) for row in rows] for rows in (expected, found)]
    diff = list(unified_diff(*lines, "expected", "found", lineterm="", n=1))
    assert not diff, "\n".join([" | ".join(columns), *diff])


@pytest.mark.parametrize("case", [c for c in CASES if c.relative_to(HERE).parts[0] == "marts"], ids=case_name)
def test_no_key_of_a_mart_occurs_twice(case):
    keys = [tuple(row) for row in give_rows(case, [*find_model("marts", case.parent.name).key])]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("case", [c for c in CASES if c.relative_to(HERE).parts[0] != "checks"], ids=case_name)
def test_the_places_in_the_input_are_where_it_says(case):
    with duckdb.connect() as connection:
        fill(connection, case)
        found = {model.name: connection.execute(model.sql).fetchall() for model in SPAN_CHECKS}
    assert {name: rows for name, rows in found.items() if rows} == {}


def test_every_mart_check_and_analysis_has_a_case():
    have = {case.relative_to(HERE).parts[:2] for case in CASES}
    want = {(kind, model.name) for kind in KINDS for model in read_models(kind)}
    assert sorted(want - have) == []


def test_every_case_is_of_a_model_that_is_there():
    want = {(kind, model.name) for kind in KINDS for model in read_models(kind)}
    assert [case_name(case) for case in CASES if case.relative_to(HERE).parts[:2] not in want] == []
