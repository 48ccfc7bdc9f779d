"""From assembled rows to a snapshot that is ready to be switched in, or to the checks that forbid it."""

import logging
import shutil
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.contracts.arrow import Row, conform
from flows.contracts.errors import ParallaxError
from flows.contracts.tables import TABLES
from flows.load.assembly import Assembly
from flows.load.changes import ITEMS_NAME, find_aliases, find_changes
from flows.load.checks import CheckResult, SliceChecks, run_checks
from flows.load.cleaning_history import continue_history
from flows.load.core_files import Remaking, core_path, write_core
from flows.load.database import (
    DATABASE_NAME,
    create_core,
    create_macros,
    export_table,
    holds_rows,
    insert_rows,
    open_for_writing,
    renew_core,
    settle,
)
from flows.load.datapackage import Resource, read_resources, write_datapackage
from flows.load.disk import link_or_copy
from flows.load.engine import Engine
from flows.load.history import LOG_TABLES, History
from flows.load.kept import is_whole, seal
from flows.load.marts import create_marts, create_marts_by_slices, write_marts
from flows.load.parquet import write_table
from flows.load.published import SnapshotKey, dropped_places, holds_any, read_key
from flows.load.slices import SLICED_TABLES, SLICES_NAME, cut_slices

LOGGER = logging.getLogger(__name__)


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
    assembly: Assembly,
    folder: Path,
    run: Row,
    *,
    key: SnapshotKey,
    documents: Mapping[str, str],
    previous: Path | None,
    clock: Callable[[], datetime],
) -> BuiltSnapshot:
    """Write Parquet, database, marts and checks of one run to `folder`.

    `run` is the run's row without `finished_at`, which `clock` gives when the checks are done; `documents` maps ids to
    item keys; `previous` is the snapshot that is compared with, from which is taken what did not change, and whose
    history is carried on. Where a document of it was taken down, the history loses its labels: one may be a sentence
    of that document.
    """
    shutil.rmtree(folder, ignore_errors=True)  # what an earlier try left
    folder.mkdir(parents=True)
    remaking = Remaking.of(cut_slices(assembly.reports()), _same_rules(previous, key))
    counts = {name: write_core(assembly, name, folder, remaking) for name in TABLES if name not in LOG_TABLES}
    remaking.slices.write(folder)
    items = {"document_id": sorted(documents), "item_key": [documents[d] for d in sorted(documents)]}
    write_table(pa.table(items), folder / ITEMS_NAME)
    is_takedown = previous is not None and holds_any(previous, (), dropped_places(assembly.rejects))
    history = History(previous, folder, str(run["run_id"]), is_unlabelled=is_takedown)
    changes: Iterator[pa.RecordBatch] = iter(())
    if previous is not None and not is_whole(previous):
        LOGGER.warning("%s is damaged or of an older version: what changed since it is not told.", previous)
    elif previous is not None:
        before = read_key(previous)
        has_new_rules = before is None or before.rules_id != key.rules_id
        slices = remaking.stale if remaking.before else None
        changes = find_changes(
            previous, folder, history.run_id, assembly.engine, has_new_rules=has_new_rules, slices=slices
        )
        aliases = conform(find_aliases(previous, folder, assembly.engine), "story_aliases")
        counts["story_aliases"] = write_table(aliases, core_path(folder, "story_aliases"))
    counts["run_changes"] = history.write_changes(changes)
    history.carry_log()
    cleaning = continue_history(history.earlier("cleaning_history"), previous, folder, run, assembly.engine)
    counts["cleaning_history"] = write_table(
        cleaning, core_path(folder, "cleaning_history"), TABLES["cleaning_history"].key
    )
    is_renewal = remaking.is_renewal and _renew_database(folder, remaking, counts, assembly.engine)
    with open_for_writing(folder / DATABASE_NAME, assembly.engine) as connection:
        if not is_renewal:
            create_core(connection, folder)
        insert_rows(connection, "runs", [{**run, "finished_at": None}])
        settle(connection)
        known = _make_marts(connection, folder, remaking, is_renewal=is_renewal)
        marts = write_marts(connection, folder / "marts")
        if not is_renewal:
            create_macros(connection)
        settle(connection)
        checks = run_checks(connection, known=known)
        insert_rows(connection, "check_results", _check_rows(str(run["run_id"]), checks))
        _finish(connection, folder, run, clock)
    counts |= {f"marts.{name}": count for name, count in marts.items()}
    _describe(folder, run, key, _known_resources(remaking))
    seal(folder)
    return BuiltSnapshot(folder, counts, tuple(checks))


def renew_snapshot(
    previous: Path, folder: Path, run: Row, engine: Engine, *, key: SnapshotKey, clock: Callable[[], datetime]
) -> BuiltSnapshot:
    """Make a snapshot with the rows of the one before and one run more in its log; no file of rows is written anew."""
    shutil.rmtree(folder, ignore_errors=True)
    for path in sorted(path for path in previous.rglob("*") if path.is_file()):
        target = folder / path.relative_to(previous)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.parent.name not in LOG_TABLES and path.suffix == ".parquet":
            link_or_copy(path, target)
    for name in (DATABASE_NAME, SLICES_NAME):
        shutil.copyfile(previous / name, folder / name)
    with open_for_writing(folder / DATABASE_NAME, engine) as connection:
        insert_rows(connection, "runs", [{**run, "finished_at": None}])
        checks = run_checks(connection, about="core.runs")  # the other tables are those that were checked before
        insert_rows(connection, "check_results", _check_rows(str(run["run_id"]), checks))
        _finish(connection, folder, run, clock)
    unchanged = {path: r for path, r in read_resources(previous).items() if Path(path).parent.name not in LOG_TABLES}
    _describe(folder, run, key, unchanged)
    seal(folder)
    return BuiltSnapshot(folder, _row_counts(folder), tuple(checks))


def _same_rules(previous: Path | None, key: SnapshotKey) -> Path | None:
    """Return the snapshot before where it is whole, and the rules by which its rows were made are those of now."""
    if previous is None or not is_whole(previous):
        return None
    made = read_key(previous)
    return previous if made is not None and made.rules_id == key.rules_id else None


def _renew_database(folder: Path, remaking: Remaking, counts: Mapping[str, int], engine: Engine) -> bool:
    """Copy the database of the snapshot before, bring its core tables to what Parquet holds, tell whether they do."""
    assert remaking.before is not None
    shutil.copyfile(remaking.before / DATABASE_NAME, folder / DATABASE_NAME)
    with open_for_writing(folder / DATABASE_NAME, engine) as connection:
        renew_core(connection, folder, remaking)
        is_right = holds_rows(connection, counts)
    if not is_right:
        LOGGER.warning("The database of %s does not have the rows of its Parquet; it is made anew.", remaking.before)
        (folder / DATABASE_NAME).unlink()
    return is_right


def _make_marts(
    connection: duckdb.DuckDBPyConnection, folder: Path, remaking: Remaking, *, is_renewal: bool
) -> Collection[CheckResult]:
    """Make the marts, slice by slice where there are several, and return what checks of these slices found."""
    if len(remaking.slices.names) == 1:
        create_marts(connection)
        return ()
    checks = SliceChecks(connection, remaking.stale)
    create_marts_by_slices(connection, folder, remaking, is_renewal=is_renewal, at_slice=checks.look)
    return checks.found.values()


def _known_resources(remaking: Remaking) -> Mapping[str, Resource]:
    """Return what is known of the files that were linked."""
    if remaking.before is None:
        return {}
    kept = {f"part-{name}" for name in remaking.slices.names if name not in remaking.stale}
    resources = read_resources(remaking.before).items()
    return {path: r for path, r in resources if Path(path).parent.name in SLICED_TABLES and Path(path).stem in kept}


def _row_counts(folder: Path) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for path in (folder / "core").glob("*/*.parquet"):
        counts[path.parent.name] += pq.read_metadata(path).num_rows
    marts = (folder / "marts").glob("*.parquet")
    return counts | {f"marts.{path.stem}": pq.read_metadata(path).num_rows for path in marts}


def _finish(connection: duckdb.DuckDBPyConnection, folder: Path, run: Row, clock: Callable[[], datetime]) -> None:
    connection.execute("update core.runs set finished_at = ? where run_id = ?", [clock(), run["run_id"]])
    for name in LOG_TABLES:
        export_table(connection, name, core_path(folder, name))


def _describe(folder: Path, run: Row, key: SnapshotKey, known: Mapping[str, Resource] | None = None) -> None:
    made_by = {"run_id": str(run["run_id"]), "code_version": str(run["code_version"])}
    write_datapackage(folder, {**made_by, "content_id": key.content_id, "rules_id": key.rules_id}, known)


def _check_rows(run_id: str, checks: Sequence[CheckResult]) -> list[Row]:
    return [
        {"run_id": run_id, "check_name": c.name, "severity": c.severity, "failed_count": c.failed_count} for c in checks
    ]
