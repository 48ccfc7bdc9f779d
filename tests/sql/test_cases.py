"""SQL tests are folders: tests/sql/<kind>/<file>/<case>/ holds one CSV per input table and expected.csv.

An input CSV names the columns that matter; the others stay null. `expected.csv` names the columns that are compared;
rows are compared in the order in which the model gives them.
"""

import csv
from pathlib import Path

import duckdb
import pytest

from flows.contracts.ddl import DUCKDB_TYPES
from flows.contracts.tables import TABLES
from flows.load.models import Model, read_models

HERE = Path(__file__).parent
CASES = sorted(path.parent for path in HERE.glob("*/*/*/expected.csv"))


def fill(connection: duckdb.DuckDBPyConnection, case: Path) -> None:
    connection.execute("create schema core; create schema marts; set TimeZone = 'UTC'")
    for name, table in TABLES.items():
        columns = ", ".join(f"{column.name} {DUCKDB_TYPES[column.type]}" for column in table.columns)
        connection.execute(f"create table core.{name} ({columns})")
    for path in sorted(case.glob("core.*.csv")):
        connection.execute(
            f"insert into {path.stem} by name select * from read_csv(?, all_varchar = true, nullstr = '')", [str(path)]
        )


def needed_marts(model: Model) -> list[Model]:
    marts = read_models("marts")
    wanted = set(model.sources)
    for mart in reversed(marts):
        if f"marts.{mart.name}" in wanted:
            wanted |= mart.sources
    return [mart for mart in marts if f"marts.{mart.name}" in wanted]


def find_model(kind: str, name: str) -> Model:
    return next(model for model in read_models(kind) if model.name == name)


@pytest.mark.parametrize("case", CASES, ids=lambda path: "/".join(path.relative_to(HERE).parts))
def test_the_model_gives_the_expected_rows(case):
    kind, name, _ = case.relative_to(HERE).parts
    model = find_model(kind, name)
    with (case / "expected.csv").open(encoding="utf-8", newline="") as stream:
        expected = list(csv.DictReader(stream))
        columns = csv.DictReader((case / "expected.csv").open(encoding="utf-8")).fieldnames or []
    with duckdb.connect() as connection:
        fill(connection, case)
        for mart in needed_marts(model):
            connection.execute(f"create table marts.{mart.name} as {mart.sql}")
        result = connection.execute(model.sql)
        names = [column[0] for column in result.description]
        rows = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
    found = [{c: "" if row[c] is None else str(row[c]) for c in columns} for row in rows]
    assert found == expected


def test_every_mart_check_and_analysis_has_a_case():
    have = {case.relative_to(HERE).parts[:2] for case in CASES}
    want = {(kind, model.name) for kind in ("marts", "checks", "analyses") for model in read_models(kind)}
    assert sorted(want - have) == []
