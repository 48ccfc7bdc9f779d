"""From staged rows to a snapshot that is ready to be switched in, or to the checks that forbid it."""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq

from flows.contracts.arrow import Row, arrow_schema
from flows.contracts.errors import ParallaxError
from flows.contracts.tables import TABLES
from flows.load.database import (
    DATABASE_NAME,
    CheckResult,
    create_core,
    create_marts,
    export_table,
    insert_rows,
    new_database,
    run_checks,
)
from flows.load.datapackage import write_datapackage
from flows.load.parquet import write_batches
from flows.load.staging import Staging

RUN_TABLES = ("runs", "check_results")  # these two remember earlier runs and are written last


class ChecksFailed(ParallaxError):  # noqa: N818 - says what happened to whoever reads the log
    """Data checks of severity fail found rows; the snapshot must not be published. Names the checks."""

    def __init__(self, failures: Sequence[CheckResult]) -> None:
        self.failures = tuple(failures)
        named = "; ".join(f"{check.name} ({check.failed_count} rows)" for check in failures)
        super().__init__(f"The old snapshot stays: data checks failed: {named}. sql/checks says what each one asks.")


@dataclass(frozen=True)
class BuiltSnapshot:
    """A snapshot that was built but not published: rows per table, and what the checks found."""

    folder: Path
    row_counts: Mapping[str, int]
    checks: tuple[CheckResult, ...]

    @property
    def failures(self) -> tuple[CheckResult, ...]:
        """The checks that forbid publishing."""
        return tuple(check for check in self.checks if check.is_failure)


def build_snapshot(
    staging: Staging, folder: Path, run: Row, *, previous: Path | None, clock: Callable[[], datetime]
) -> BuiltSnapshot:
    """Write Parquet, database, marts and checks of one run to `folder`.

    `run` is the run's row without `finished_at`, which `clock` gives when the checks are done; `previous` is the
    snapshot whose run history is carried on.
    """
    shutil.rmtree(folder, ignore_errors=True)  # what an earlier try left
    folder.mkdir(parents=True)
    counts = {name: _write_core(staging, name, folder) for name in TABLES if name not in RUN_TABLES}
    for name in RUN_TABLES:
        _carry_history(name, previous, folder)
    with new_database(folder / DATABASE_NAME) as connection:
        create_core(connection, folder / "core")
        insert_rows(connection, "runs", [{**run, "finished_at": None}])
        counts |= {f"marts.{name}": n for name, n in create_marts(connection, folder / "marts").items()}
        checks = run_checks(connection)
        insert_rows(connection, "check_results", _check_rows(str(run["run_id"]), checks))
        connection.execute("update core.runs set finished_at = ? where run_id = ?", [clock(), run["run_id"]])
        for name in RUN_TABLES:
            export_table(connection, name, _core_path(folder, name))
    write_datapackage(folder, {"run_id": str(run["run_id"]), "code_version": str(run["code_version"])})
    return BuiltSnapshot(folder, counts, tuple(checks))


def _core_path(folder: Path, name: str) -> Path:
    return folder / "core" / name / "part-00000.parquet"


def _write_core(staging: Staging, name: str, folder: Path) -> int:
    return write_batches(arrow_schema(name), staging.sorted_batches(name), _core_path(folder, name), TABLES[name].key)


def _carry_history(name: str, previous: Path | None, folder: Path) -> None:
    earlier = _core_path(previous, name) if previous else None
    table = pq.read_table(earlier) if earlier and earlier.exists() else arrow_schema(name).empty_table()
    write_batches(arrow_schema(name), table.to_batches(), _core_path(folder, name), TABLES[name].key)


def _check_rows(run_id: str, checks: Sequence[CheckResult]) -> list[Row]:
    return [
        {"run_id": run_id, "check_name": c.name, "severity": c.severity, "failed_count": c.failed_count} for c in checks
    ]
