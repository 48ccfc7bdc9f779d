"""The flow: read → clean → extract (fanned out), link, load. It only says which input, function, output.

Everything that works stands in the rooms; Prefect is imported here, in artifacts.py and in serving.py, nowhere else.
"""

import logging
import time
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from flows.prefect_environment import prepare_environment

prepare_environment()

from prefect import flow, task  # noqa: E402 - after its settings
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.runtime import flow_run  # noqa: E402

from flows.artifacts import leave_artifacts, leave_failed_checks, progress_in_prefect  # noqa: E402
from flows.code_version import code_version  # noqa: E402
from flows.contracts.ids import stable_id  # noqa: E402
from flows.link.articles import LINK_COLUMNS, articles_from_tables  # noqa: E402
from flows.link.linking import link_articles  # noqa: E402
from flows.load.database import CheckResult  # noqa: E402
from flows.load.publish import BuiltSnapshot, ChecksFailed, build_snapshot  # noqa: E402
from flows.load.snapshots import Warehouse  # noqa: E402
from flows.load.staging import Staging  # noqa: E402
from flows.orphans import end_with_service  # noqa: E402
from flows.progress import progress  # noqa: E402
from flows.read.items import read_items  # noqa: E402
from flows.read.walk import find_files  # noqa: E402
from flows.settings import Settings  # noqa: E402
from flows.shards import ShardReport, cut_shards, process_shards  # noqa: E402

LOGGER = logging.getLogger("flows.pipeline")


@dataclass(frozen=True)
class RunSummary:
    """What a run came to: its id, counts, seconds of work per stage, and rows per published table."""

    run_id: str
    snapshot: Path
    item_count: int
    document_count: int
    reject_count: int
    seconds: dict[str, float]
    row_counts: dict[str, int]
    warnings: tuple[CheckResult, ...]


def _is_io_error(_task: object, _run: object, state: object) -> bool:
    """Tell Prefect to try again where a disk or a network drive failed, and only there."""
    result = state.result(raise_on_failure=False)  # type: ignore[attr-defined]
    return isinstance(result, OSError) and not isinstance(result, NotADirectoryError)  # a folder does not come back


def _run_name() -> str:
    settings = flow_run.parameters["settings"]
    raw = settings["raw"] if isinstance(settings, dict) else settings.raw
    return f"{'/'.join(Path(raw).parts[-2:])} at {datetime.now(UTC):%Y-%m-%d %H:%M:%S}"


@flow(name="parallax", flow_run_name=_run_name, validate_parameters=True)
def run_pipeline(settings: Settings) -> RunSummary:
    """Turn everything below `settings.raw` into one published snapshot in `settings.warehouse`.

    Raises ChecksFailed where a data check forbids publishing, WarehouseError where another run is writing.
    """
    end_with_service()
    started_at = datetime.now(UTC)
    run_id = stable_id("run", started_at.isoformat(), str(settings.raw.resolve()))
    warehouse = Warehouse(settings.warehouse)
    with warehouse.locked():
        staging = Staging(warehouse.staging_folder(run_id))
        try:
            report = process_documents(settings, staging)
            LOGGER.info(
                "%s items gave %s documents and %s rejects",
                report.item_count,
                report.document_count,
                report.reject_count,
            )
            link_seconds = link_documents(staging)
            run = {
                "run_id": run_id,
                "started_at": started_at,
                "code_version": code_version(),
                "item_count": report.item_count,
                "document_count": report.document_count,
                "reject_count": report.reject_count,
                "reprocessed_count": report.document_count,
            }
            built, load_seconds = build(staging, warehouse, run)
            if built.failures:
                leave_failed_checks(built.failures)
                raise ChecksFailed(built.failures)
            snapshot = publish(warehouse, built, f"{started_at:%Y%m%dT%H%M%S}-{run_id}", settings.kept_snapshots)
            LOGGER.info("published %s", snapshot)
        finally:
            warehouse.discard(run_id)
    seconds = {**report.seconds, "link": link_seconds, "load": load_seconds}
    summary = RunSummary(
        run_id=run_id,
        snapshot=snapshot,
        item_count=report.item_count,
        document_count=report.document_count,
        reject_count=report.reject_count,
        seconds={stage: round(value, 3) for stage, value in seconds.items()},
        row_counts=dict(built.row_counts),
        warnings=tuple(check for check in built.checks if check.failed_count),
    )
    leave_artifacts(summary, warehouse)
    return summary


@task(
    task_run_name="read, clean, extract",
    retries=2,
    retry_delay_seconds=2,
    retry_condition_fn=_is_io_error,
    cache_policy=NO_CACHE,
)
def process_documents(settings: Settings, staging: Staging) -> ShardReport:
    """Take every item below the raw folder through reading, cleaning and extraction, in shards over processes."""
    staging.clear()
    positions = {found.path: position for position, found in enumerate(find_files(settings.raw), start=1)}
    items = read_items(settings.raw, max_item_bytes=settings.max_item_bytes, folder_outlets=settings.folder_outlets)
    shards = cut_shards(items, max_documents=settings.shard_documents, max_bytes=settings.shard_bytes)
    total: Counter[str] = Counter()
    seconds: Counter[str] = Counter()
    with progress(len(positions)) as drawn, progress_in_prefect(len(positions)) as kept:
        for report in process_shards(shards, staging.folder, workers=settings.workers):
            total.update(items=report.item_count, documents=report.document_count, rejects=report.reject_count)
            seconds.update(report.seconds)
            for reporter in (drawn, kept):
                reporter.advance(report.document_count, positions.get(report.last_path, 0))
    return ShardReport(total["items"], total["documents"], total["rejects"], dict(seconds))


@task(task_run_name="link", retries=2, retry_delay_seconds=2, retry_condition_fn=_is_io_error, cache_policy=NO_CACHE)
def link_documents(staging: Staging) -> float:
    """Put the articles side by side: reprints, stories, quotations, facts, omissions. Returns the seconds it took."""
    started = time.perf_counter()
    tables = {name: staging.read_table(name, columns) for name, columns in LINK_COLUMNS.items()}
    staging.write_rows(link_articles(articles_from_tables(tables)), "linked")
    return time.perf_counter() - started


@task(
    task_run_name="load and check",
    retries=2,
    retry_delay_seconds=2,
    retry_condition_fn=_is_io_error,
    cache_policy=NO_CACHE,
)
def build(staging: Staging, warehouse: Warehouse, run: dict[str, object]) -> tuple[BuiltSnapshot, float]:
    """Build Parquet, database and marts aside, and run the checks. Returns the snapshot and the seconds it took."""
    started = time.perf_counter()
    folder = warehouse.building_folder(str(run["run_id"]))
    built = build_snapshot(staging, folder, run, previous=warehouse.current, clock=lambda: datetime.now(UTC))
    return built, time.perf_counter() - started


@task(task_run_name="publish", cache_policy=NO_CACHE)
def publish(warehouse: Warehouse, built: BuiltSnapshot, name: str, kept: int) -> Path:
    """Switch the built snapshot in."""
    return warehouse.publish(built.folder, name, kept=kept)
