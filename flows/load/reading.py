"""Questions put to a published warehouse: SQL of the user, the checks, what was refused. Read-only."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from flows.contracts.names import did_you_mean
from flows.contracts.tables import TABLES
from flows.load.checks import CheckResult, run_checks
from flows.load.models import CHAPTERS, read_models, sql_folder
from flows.load.snapshots import Warehouse, WarehouseError

NAME = re.compile(r"[^\s;'\"()]+\.sql|\w+")  # one word is no query that gives rows
LISTS = "`parallax sql --questions` lists them."
LOGGER = logging.getLogger(__name__)
# The file may be a stranger's: opening it must load no code and reach for nothing on the network.
NO_EXTENSIONS: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "allow_community_extensions": False,
    "allow_unsigned_extensions": False,
}
REJECTS_SQL = """
select concat_ws(' : ', path, member) as item, reason_code as reason, detail, stage
from core.rejects
order by path, member, reject_id
limit $limit
"""


@dataclass(frozen=True)
class Reader:
    """A published database to put questions to; all answers are of one snapshot."""

    connection: duckdb.DuckDBPyConnection

    def rows(self, query: str, **values: object) -> list[dict[str, Any]]:
        """Return the rows of a query by their columns' names; `values` are its named parameters."""
        found = self.connection.execute(query, values or None)
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@contextmanager
def open_database(warehouse: Path, *, reads_files: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published database read-only, times in UTC; WarehouseError where none is published.

    Only with `reads_files` may a query read and write other files: what a view of a stranger's database asks for is
    not what its reader asked for.
    """
    database, remark = Warehouse(warehouse).database, Warehouse(warehouse).contract_remark()
    if remark:
        LOGGER.warning(remark)
    with duckdb.connect(str(database), read_only=True, config=NO_EXTENSIONS) as connection:
        connection.execute("set TimeZone = 'UTC'")
        if not reads_files:
            connection.execute("set enable_external_access = false")
            connection.execute("set lock_configuration = true")
        yield connection


@contextmanager
def open_reader(warehouse: Path, *, reads_files: bool = False) -> Iterator[Reader]:
    """Open the published database, as `open_database` does, for reading row by row."""
    with open_database(warehouse, reads_files=reads_files) as connection:
        yield Reader(connection)


def query_text(query: str) -> str:
    """Return the SQL meant by `query`: itself, the text of a file, or the analysis of that name in sql/analyses.

    WarehouseError where a file or a single word is none of these.
    """
    path = Path(query)
    if query.endswith(".sql") and path.is_file():
        return path.read_text(encoding="utf-8")
    if not NAME.fullmatch(query):
        return query
    name = path.stem if query.endswith(".sql") else query
    if name in analyses():
        return (sql_folder() / "analyses" / f"{name}.sql").read_text(encoding="utf-8")
    if query.endswith(".sql"):
        near = did_you_mean(path.name, [found.name for found in path.parent.glob("*.sql")]) or did_you_mean(
            name, analyses()
        )
        raise WarehouseError(f"There is no file {query}{near or '.'} {LISTS}")
    marts = [model.name for model in read_models("marts")]
    schema = "marts" if name in marts else "core" if name in TABLES else ""
    if schema:
        raise WarehouseError(f'{name} is a table: parallax sql "from {schema}.{name}"')
    raise WarehouseError(f"There is no question {name}{did_you_mean(name, analyses()) or '.'} {LISTS}")


def analyses() -> list[str]:
    """Return the names of the analyses that come with the project."""
    return sorted(path.stem for path in (sql_folder() / "analyses").glob("*.sql"))


def questions() -> dict[str, list[tuple[str, str]]]:
    """Return what can be asked by name: chapter → names of analyses, or calls of macros, with their questions."""
    models = read_models("analyses")
    found = {c: [(m.name, m.header["question"]) for m in models if m.header["chapter"] == c] for c in CHAPTERS}
    return found | {"macros": [(m.call, m.header["question"]) for m in read_models("macros")]}


def check_warehouse(warehouse: Path) -> list[CheckResult]:
    """Run the data checks on the published database."""
    with open_database(warehouse) as connection:
        return run_checks(connection)


def read_rejects(warehouse: Warehouse, limit: int) -> list[dict[str, Any]]:
    """Return at most `limit` refused items of the published snapshot: where, at which stage, and why."""
    with open_reader(warehouse.folder) as reader:
        return reader.rows(REJECTS_SQL, limit=limit)
