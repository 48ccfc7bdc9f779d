"""Other people's clients open what is published: docs/bi.md is run with the versions of clients/requirements.txt."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from flows.contracts.tables import TABLES
from flows.load.export import ExportForm, export_tables
from flows.load.models import read_models
from tests.code_blocks import Shell, run_blocks
from tests.conftest import ROOT
from tests.test_documents import parallax_command

pytestmark = pytest.mark.slow
REQUIREMENTS = Path(__file__).parent / "clients" / "requirements.txt"
COUNTS = """
import json, sys
from pathlib import Path
import duckdb, pandas, polars
snapshot = Path(sys.argv[1]).resolve()
paths = sorted(snapshot.rglob("*.parquet"))
print(json.dumps({
    path.relative_to(snapshot).as_posix(): [
        len(pandas.read_parquet(path)),
        polars.read_parquet(path).height,
        duckdb.execute("select count(*) from read_parquet(?)", [str(path)]).fetchone()[0],
    ]
    for path in paths if path.name != "items.parquet"
}))
"""
DATABASE = """
import json, sys
import duckdb
with duckdb.connect(sys.argv[1], read_only=True) as connection:
    assert duckdb.__version__.startswith("1.")
    rows = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
    for schema, table in rows:
        connection.execute(f'from {schema}."{table}"').fetchall()
    assert connection.execute("select count(*) from story('ferry')").fetchone()[0] > 0
print(json.dumps(rows))
"""
VALID = """
import sys
import frictionless
report = frictionless.Package(sys.argv[1]).validate()
faults = [(task.name, error.message) for task in report.tasks for error in task.errors]
sys.exit(str(faults[:5] + report.errors) if not report.valid else None)
"""


@pytest.fixture(scope="module")
def clients(tmp_path_factory) -> Path:
    """Return the programs of an environment with the clients; skip where none can be made."""
    folder = tmp_path_factory.mktemp("clients") / "venv"
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--only-binary", ":all:", "-r"]
    try:
        done = subprocess.run(
            [folder / "bin" / "python", *install, REQUIREMENTS],
            capture_output=True,
            text=True,
            check=False,
            timeout=900,
        )
    except subprocess.TimeoutExpired:
        pytest.skip("the clients of tests/clients/requirements.txt were not installed within 15 minutes")
    if done.returncode:
        said = (done.stderr.strip().splitlines() or ["pip gave no reason"])[-1]
        pytest.skip(f"the clients of tests/clients/requirements.txt cannot be installed: {said}")
    return folder / "bin"


@pytest.fixture
def give(clients) -> Callable[..., str]:
    """Return a function that runs a program in the clients' environment and returns what it prints."""

    def run(program: str, *arguments: object) -> str:
        environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
        command = [clients / "python", "-c", program, *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        assert done.returncode == 0, done.stderr[-3000:]
        return done.stdout

    return run


def test_pandas_polars_and_duckdb_read_every_published_file_with_all_its_rows(sample, give):
    _, warehouse = sample
    package = json.loads((warehouse / "current" / "datapackage.json").read_text())
    expected = {resource["path"]: [resource["row_count"]] * 3 for resource in package["resources"]}
    assert json.loads(give(COUNTS, warehouse / "current")) == expected


def test_duckdb_of_the_line_before_reads_every_table_of_the_database_and_calls_its_macros(sample, give):
    _, warehouse = sample
    read = {tuple(row) for row in json.loads(give(DATABASE, warehouse / "parallax.duckdb"))}
    assert read == {("core", name) for name in TABLES} | {("marts", model.name) for model in read_models("marts")}


def test_the_snapshot_and_every_export_are_valid_data_packages(sample, give, tmp_path):
    _, warehouse = sample
    give(VALID, (warehouse / "current").resolve() / "datapackage.json")
    for form in ExportForm:
        export_tables(warehouse, tmp_path / form, form, with_texts=form is ExportForm.parquet)
        give(VALID, tmp_path / form / "datapackage.json")


def test_the_set_ups_of_the_document_on_bi_work_as_shown(sample, clients, tmp_path):
    _, warehouse = sample
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "warehouse").symlink_to(warehouse)
    shell = Shell(tmp_path, (clients, parallax_command(tmp_path / "bin")))
    faults = run_blocks(shell, ROOT / "docs" / "bi.md")
    assert faults == [], "\n\n".join(faults)
