"""The flow: read → clean → extract (fanned out), link, load. It only says which input, function, output.

Everything that works stands in the rooms; here, and nowhere else, Prefect is imported.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from flows.prefect_environment import prepare_environment

prepare_environment()

from prefect import flow, task  # noqa: E402 - after its settings
from prefect.artifacts import create_markdown_artifact, create_table_artifact  # noqa: E402
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.runtime import flow_run  # noqa: E402
from prefect.utilities.annotations import quote  # noqa: E402

from flows.contracts.ids import stable_id  # noqa: E402
from flows.gathering import Gathered, gather  # noqa: E402
from flows.link.articles import LINK_COLUMNS, articles_from_tables  # noqa: E402
from flows.link.linking import link_articles  # noqa: E402
from flows.load.assembly import Assembly  # noqa: E402
from flows.load.database import CheckResult  # noqa: E402
from flows.load.linked import LinkedStories  # noqa: E402
from flows.load.publish import BuiltSnapshot, ChecksFailed, SnapshotKey, build_snapshot, renew_snapshot  # noqa: E402
from flows.load.snapshots import Warehouse  # noqa: E402
from flows.load.store import Store  # noqa: E402
from flows.progress import progress  # noqa: E402
from flows.read.walk import find_files  # noqa: E402
from flows.settings import Settings  # noqa: E402
from flows.versions import code_version, stage_versions  # noqa: E402

T = TypeVar("T")


@dataclass(frozen=True)
class RunSummary:
    """What a run came to: its id, counts, seconds of work per stage, and rows per published table.

    `work_counts` says how much each stage had to do: documents read, cleaned, extracted from; stories compared.
    """

    run_id: str
    snapshot: Path
    item_count: int
    document_count: int
    reject_count: int
    work_counts: dict[str, int]
    seconds: dict[str, float]
    row_counts: dict[str, int]
    warnings: tuple[CheckResult, ...]


def _is_io_error(_task: object, _run: object, state: object) -> bool:
    """Tell Prefect to try again where a disk or a network drive failed, and only there."""
    result = state.result(raise_on_failure=False)  # type: ignore[attr-defined]
    return isinstance(result, OSError)


def _whole(value: T) -> T:
    """Hand a value to a task as it is: Prefect would look for futures in each of its documents."""
    return quote(value)  # type: ignore[return-value]


def _run_name() -> str:
    settings = flow_run.parameters["settings"]
    raw = settings["raw"] if isinstance(settings, dict) else settings.raw
    return f"{raw} at {datetime.now(UTC):%Y-%m-%d %H:%M:%S}"


@flow(name="parallax", flow_run_name=_run_name, validate_parameters=True)
def run_pipeline(settings: Settings) -> RunSummary:
    """Turn everything below `settings.raw` into one published snapshot in `settings.warehouse`.

    Raises ChecksFailed where a data check forbids publishing, WarehouseError where another run is writing.
    """
    started_at = datetime.now(UTC)
    run_id = stable_id("run", started_at.isoformat(), str(settings.raw.resolve()))
    warehouse = Warehouse(settings.warehouse)
    with warehouse.locked():
        store = Store(warehouse.store_folder)
        store.open()
        try:
            gathered = gather_documents(settings, store)
            assembly = Assembly(
                gathered.live, gathered.rejects, LinkedStories(store.folder), warehouse.overflow_folder(run_id)
            )
            compared, link_seconds = link_documents(_whole(assembly), _whole(gathered))
            run = run_row(run_id, started_at, gathered, compared)
            built, load_seconds = build(_whole(assembly), _whole(gathered), warehouse, run)
            if built.failures:
                raise ChecksFailed(built.failures)
            snapshot = publish(warehouse, built, f"{started_at:%Y%m%dT%H%M%S}-{run_id}", settings.kept_snapshots)
            store.tidy(gathered.live, most_documents=settings.shard_documents)
        finally:
            warehouse.discard(run_id)
    seconds = {**gathered.seconds, "link": link_seconds, "load": load_seconds}
    summary = RunSummary(
        run_id=run_id,
        snapshot=snapshot,
        item_count=gathered.item_count,
        document_count=len(gathered.documents),
        reject_count=len(gathered.rejects),
        work_counts={stage: gathered.stage_counts.get(stage, 0) for stage in ("read", "clean", "extract")}
        | {"compare": compared},
        seconds={stage: round(value, 3) for stage, value in seconds.items()},
        row_counts=dict(built.row_counts),
        warnings=tuple(check for check in built.checks if check.failed_count),
    )
    leave_artifacts(summary)
    return summary


@task(
    task_run_name="read, clean, extract",
    retries=2,
    retry_delay_seconds=2,
    retry_condition_fn=_is_io_error,
    cache_policy=NO_CACHE,
)
def gather_documents(settings: Settings, store: Store) -> Gathered:
    """Take every item that changed through reading, cleaning and extraction, in shards over processes."""
    file_count = sum(1 for _ in find_files(settings.raw))
    with progress(file_count) as reporter:
        return gather(settings, store, stage_versions(), reporter)


@task(task_run_name="link", retries=2, retry_delay_seconds=2, retry_condition_fn=_is_io_error, cache_policy=NO_CACHE)
def link_documents(assembly: Assembly, gathered: Gathered) -> tuple[int, float]:
    """Put the articles side by side: reprints, stories, quotations, facts, omissions.

    Returns how many stories were compared anew, and the seconds it took.
    """
    started = time.perf_counter()
    versions = stage_versions()
    link_id = stable_id(gathered.content_id, versions["link"])
    if assembly.linked.link_id == link_id:
        return 0, time.perf_counter() - started
    tables = {name: assembly.read_table(name, columns) for name, columns in LINK_COLUMNS.items()}
    articles = articles_from_tables(tables)
    keys = {
        a.document_id: stable_id(gathered.documents[a.document_id], a.outlet_id, a.outlet_name or "", versions["link"])
        for a in articles
    }
    linked = link_articles(articles, keys, assembly.linked.known_keys())
    assembly.linked.write(link_id, linked)
    return linked.compared_count, time.perf_counter() - started


@task(
    task_run_name="load and check",
    retries=2,
    retry_delay_seconds=2,
    retry_condition_fn=_is_io_error,
    cache_policy=NO_CACHE,
)
def build(
    assembly: Assembly, gathered: Gathered, warehouse: Warehouse, run: dict[str, object]
) -> tuple[BuiltSnapshot, float]:
    """Build Parquet, database and marts aside, and run the checks. Returns the snapshot and the seconds it took."""
    started = time.perf_counter()
    folder = warehouse.building_folder(str(run["run_id"]))
    previous = warehouse.current
    key = SnapshotKey(gathered.content_id, stage_versions()["load"])
    if previous is not None and key.made(previous):
        built = renew_snapshot(previous, folder, run, key=key, clock=_now)
    else:
        built = build_snapshot(
            assembly, folder, run, key=key, documents=gathered.documents, previous=previous, clock=_now
        )
    return built, time.perf_counter() - started


@task(task_run_name="publish", cache_policy=NO_CACHE)
def publish(warehouse: Warehouse, built: BuiltSnapshot, name: str, kept: int) -> Path:
    """Switch the built snapshot in."""
    return warehouse.publish(built.folder, name, kept=kept)


def run_row(run_id: str, started_at: datetime, gathered: Gathered, compared: int) -> dict[str, object]:
    """Return the run's row of core.runs, without its end."""
    worked: Mapping[str, int] = gathered.stage_counts
    return {
        "run_id": run_id,
        "started_at": started_at,
        "code_version": code_version(),
        "item_count": gathered.item_count,
        "document_count": len(gathered.documents),
        "reject_count": len(gathered.rejects),
        "reprocessed_count": gathered.reprocessed_count,
        "read_count": worked.get("read", 0),
        "clean_count": worked.get("clean", 0),
        "extract_count": worked.get("extract", 0),
        "story_count": compared,
    }


def _now() -> datetime:
    return datetime.now(UTC)


def leave_artifacts(summary: RunSummary) -> None:
    """Leave the run's figures in Prefect: a table, and a summary in Markdown."""
    figures = {
        "items": summary.item_count,
        "documents": summary.document_count,
        "rejects": summary.reject_count,
        **{name: count for name, count in summary.row_counts.items() if count},
        **{f"seconds in {stage}": value for stage, value in summary.seconds.items()},
    }
    create_table_artifact(
        [{"figure": name, "value": value} for name, value in figures.items()],
        key="run-figures",
        description=f"Figures of run {summary.run_id}",
    )
    warnings = "\n".join(f"- {check.question} **{check.failed_count}**" for check in summary.warnings)
    create_markdown_artifact(
        f"# Run {summary.run_id}\n\n{summary.item_count} items gave {summary.document_count} documents and "
        f"{summary.reject_count} rejects; {summary.row_counts.get('stories', 0)} stories, "
        f"{summary.row_counts.get('fact_slots', 0)} comparable facts, "
        f"{summary.row_counts.get('reprints', 0)} reprints, {summary.row_counts.get('omissions', 0)} omissions.\n\n"
        f"Published as `{summary.snapshot}`.\n\n"
        + (f"## What the data checks noted\n\n{warnings}\n" if warnings else "All data checks found nothing.\n"),
        key="run-summary",
    )
