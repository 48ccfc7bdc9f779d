"""The flow: read → clean → extract (fanned out), link, load. It only says which input, function, output.

Everything that works stands in the rooms; Prefect is imported here, in artifacts.py, hooks.py and serving.py, and
nowhere else.
"""

import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from flows.orchestrate.prefect_environment import prepare_environment

prepare_environment()

from prefect import flow, task  # noqa: E402 - after its settings
from prefect.cache_policies import NO_CACHE  # noqa: E402
from prefect.runtime import flow_run  # noqa: E402
from prefect.utilities.annotations import quote  # noqa: E402

from flows.configure.corrections import Corrected, correct_documents, correct_links, knowledge_id  # noqa: E402
from flows.configure.decisions import read_decisions  # noqa: E402
from flows.contracts.decisions import Decision  # noqa: E402
from flows.contracts.ids import stable_id  # noqa: E402
from flows.extract.names.taggers import Tagger, find_tagger  # noqa: E402
from flows.load.assembly import Assembly  # noqa: E402
from flows.load.engine import Engine  # noqa: E402
from flows.load.kept import DamagedError  # noqa: E402
from flows.load.linked import LinkedStories  # noqa: E402
from flows.load.publish import BuiltSnapshot, ChecksFailed, build_snapshot, renew_snapshot  # noqa: E402
from flows.load.published import SnapshotKey, document_count, dropped_places, holds_any, run_ids  # noqa: E402
from flows.load.remote import publish_remotely, require_place  # noqa: E402
from flows.load.snapshots import Warehouse, WarehouseError  # noqa: E402
from flows.load.store import Store  # noqa: E402
from flows.load.summary import new_disagreements  # noqa: E402
from flows.orchestrate.artifacts import leave_artifacts, leave_failed_checks, progress_in_prefect  # noqa: E402
from flows.orchestrate.hooks import tell_disagreements, tell_failure  # noqa: E402
from flows.read.walk import find_files  # noqa: E402
from flows.report.warehouse_report import DEFAULT_NAME, ReportError, write_report  # noqa: E402
from flows.run.corpus_linking import DOCUMENTS_APART, link_corpus  # noqa: E402
from flows.run.gathering import Gathered, gather  # noqa: E402
from flows.run.interruption import end_though_swallowed  # noqa: E402
from flows.run.limits import collect_seldom, return_memory  # noqa: E402
from flows.run.orphans import end_with_service  # noqa: E402
from flows.run.processes import apart  # noqa: E402
from flows.run.progress import progress  # noqa: E402
from flows.run.runs import Links, Loaded, Run, RunSummary, summarise_run  # noqa: E402
from flows.run.versions import stage_versions, with_tagger  # noqa: E402
from flows.settings import Settings  # noqa: E402

LOGGER = logging.getLogger("flows.pipeline")
T = TypeVar("T")


@flow(
    name="parallax",
    on_failure=[tell_failure],
    on_crashed=[tell_failure],
    flow_run_name=lambda: run_name(flow_run.parameters["settings"], datetime.now(UTC)),
    validate_parameters=True,
)
def run_pipeline(settings: Settings) -> RunSummary:
    """Turn everything below `settings.raw` into one published snapshot in `settings.warehouse`.

    Raises ChecksFailed where a data check forbids publishing, WarehouseError where another run is writing or the raw
    folder has gone empty, ConfigurationError where the file of decisions cannot be used, StoreError where
    `settings.publish_to` is no place for this warehouse.
    """
    end_with_service()
    end_though_swallowed()
    collect_seldom()
    run, warehouse = Run(datetime.now(UTC), settings), Warehouse(settings.warehouse)
    with warehouse.locked():
        try:
            if settings.publish_to:
                require_place(settings.publish_to, warehouse.snapshot_names(), run_ids(warehouse.current))
            decisions = read_decisions(settings.decisions)
            store, tagger = Store(warehouse.store_folder), find_tagger(settings.spacy_pipeline)
            versions = with_tagger(stage_versions(), tagger.version if tagger else "")
            gathered = gather_documents(settings, store, decisions, versions, tagger)
            require_items(gathered, warehouse, settings)
            key = SnapshotKey(gathered.content_id, rules_id(settings, decisions, versions))
            if key.made(warehouse.current):
                links = Links()
                loaded = renew(whole(gathered), warehouse, run, key)
            else:
                corrected = correct(whole(gathered), warehouse, run, decisions)
                links = link_documents(whole(corrected), whole(gathered), settings, decisions, versions["link"])
                loaded = build(whole(corrected), whole(gathered), links, warehouse, run, key, decisions)
            if loaded.built.failures:
                leave_failed_checks(loaded.built.failures)
                raise ChecksFailed(loaded.built.failures)
            snapshot = publish(whole(gathered), store, warehouse, run, loaded)
            if settings.publish_to:
                copy_to_store(snapshot, settings.publish_to, warehouse.snapshot_names())
        finally:
            warehouse.discard(run.run_id)
    summary = replace(summarise_run(run, gathered, links, loaded, snapshot), report=renew_report(gathered, settings))
    disagreements = new_disagreements(warehouse.database, run.run_id)
    leave_artifacts(summary, warehouse, disagreements)
    tell_disagreements(disagreements, settings)
    return summary


def is_io_error(_task: object, _run: object, state: object) -> bool:
    """Tell Prefect to try again where a disk or a network drive failed, and only there."""
    result = state.result(raise_on_failure=False)  # type: ignore[attr-defined]
    return isinstance(result, OSError) and not isinstance(result, NotADirectoryError)  # a folder does not come back


RETRIED: Mapping[str, Any] = {
    "retries": 2,
    "retry_delay_seconds": 2,
    "retry_condition_fn": is_io_error,
    "cache_policy": NO_CACHE,
}


@task(task_run_name="read, clean, extract", **RETRIED)
def gather_documents(
    settings: Settings,
    store: Store,
    decisions: Sequence[Decision],
    versions: Mapping[str, str],
    tagger: Tagger | None,
) -> Gathered:
    """Take every item that changed through reading, cleaning and extraction, in shards over processes."""
    store.open()
    file_count = sum(1 for _ in find_files(settings.raw))
    with progress(file_count) as drawn, progress_in_prefect(file_count) as kept:
        gathered = gather(settings, store, versions, (drawn, kept), decisions, tagger=tagger)
    LOGGER.info(
        "%s items gave %s documents and %s rejects; %s were processed, the others taken over",
        gathered.item_count,
        len(gathered.documents),
        len(gathered.rejects),
        gathered.reprocessed_count,
    )
    return gathered


@task(task_run_name="correct", **RETRIED)
def correct(gathered: Gathered, warehouse: Warehouse, run: Run, decisions: Sequence[Decision]) -> Corrected:
    """Put the documents together, with their outlets resolved and their entities merged."""
    linked, templates = LinkedStories(warehouse.store_folder), gathered.templates.table()

    def correct_with(engine: Engine) -> Corrected:
        assembly = Assembly(gathered.live, gathered.rejects, linked, engine, templates=templates)
        return correct_documents(assembly, run.settings.outlets, decisions, gathered.dropped)

    return engine_of(warehouse, run).enough_for(correct_with)


@task(task_run_name="link", **RETRIED)
def link_documents(
    corrected: Corrected, gathered: Gathered, settings: Settings, decisions: Sequence[Decision], version: str
) -> Links:
    """Put the articles side by side: reprints, stories, quotations, facts, omissions."""
    started = time.perf_counter()
    assembly = corrected.assembly
    link_id = stable_id(gathered.content_id, version, knowledge_id(settings.outlets, decisions))
    if assembly.linked.link_id == link_id:
        return Links(0, time.perf_counter() - started)
    work = (replace(assembly), gathered, settings, decisions, version, link_id)  # no connection, which cannot be sent
    is_large = len(gathered.documents) >= DOCUMENTS_APART
    compared_count = apart(link_corpus, *work) if is_large else link_corpus(*work)
    return Links(compared_count, time.perf_counter() - started)


@task(task_run_name="load and check", **RETRIED)
def build(
    corrected: Corrected,
    gathered: Gathered,
    links: Links,
    warehouse: Warehouse,
    run: Run,
    key: SnapshotKey,
    decisions: Sequence[Decision],
) -> Loaded:
    """Build Parquet, database and marts aside, and run the checks."""
    started = time.perf_counter()
    return_memory()  # of linking
    assembly = correct_links(corrected, decisions)

    def build_with(engine: Engine) -> BuiltSnapshot:
        return build_snapshot(
            replace(assembly, engine=engine),
            warehouse.building_folder(run.run_id),
            run.row(gathered, links),
            key=key,
            documents=gathered.documents,
            previous=warehouse.current,
            clock=now,
        )

    built = engine_of(warehouse, run).enough_for(build_with)
    return Loaded(built, time.perf_counter() - started)


@task(task_run_name="load again what did not change", **RETRIED)
def renew(gathered: Gathered, warehouse: Warehouse, run: Run, key: SnapshotKey) -> Loaded:
    """Make a snapshot of the rows of the last one, with this run in its log."""
    started = time.perf_counter()
    previous, row = warehouse.current, run.row(gathered, Links())
    assert previous is not None
    folder = warehouse.building_folder(run.run_id)

    def renew_with(engine: Engine) -> BuiltSnapshot:
        return renew_snapshot(previous, folder, row, engine, key=key, clock=now)

    return Loaded(engine_of(warehouse, run).enough_for(renew_with), time.perf_counter() - started)


@task(task_run_name="publish", cache_policy=NO_CACHE)
def publish(gathered: Gathered, store: Store, warehouse: Warehouse, run: Run, loaded: Loaded) -> Path:
    """Switch the built snapshot in, and clear what nobody needs any more."""
    dropped, settings = gathered.dropped.keys(), run.settings
    snapshot = warehouse.publish(loaded.built.folder, run.snapshot_name)
    LOGGER.info("published %s", snapshot)
    # what stood there before may be an earlier text of a document that was taken down
    places = dropped_places(gathered.rejects)
    try:
        warehouse.prune(settings.kept_snapshots, is_unwanted=lambda folder: holds_any(folder, dropped, places))
        store.tidy(gathered.live, most_documents=settings.shard_documents, erased=dropped)
        LinkedStories(store.folder).tidy()
    except (OSError, DamagedError) as error:  # the run is published, and the next one clears up again
        LOGGER.warning("Published, but what is no longer needed could not all be cleared away: %s", error)
    return snapshot


@task(task_run_name="write the report", cache_policy=NO_CACHE)
def write_pages(folder: Path) -> Path | None:
    """Write the report anew in its usual place; None, and a warning, where it cannot be."""
    try:
        return write_report(folder).index
    except (ReportError, OSError) as error:
        LOGGER.warning("The report was not written: %s", error)
        return None


def renew_report(gathered: Gathered, settings: Settings) -> Path | None:
    """Write the report where it is asked for, or where the one that lies there may hold a text that was taken down."""
    has_old = (settings.warehouse / DEFAULT_NAME).is_dir() and bool(dropped_places(gathered.rejects))
    return write_pages(settings.warehouse.resolve()) if settings.write_report or has_old else None


@task(task_run_name="copy to the object store", **RETRIED)
def copy_to_store(snapshot: Path, address: str, kept: Sequence[str]) -> None:
    """Publish the snapshot's Parquet files in an object store too."""
    sent = publish_remotely(snapshot, address, kept)
    LOGGER.info("published %s at %s; %s files were sent", snapshot.name, address.partition("?")[0], sent)


def require_items(gathered: Gathered, warehouse: Warehouse, settings: Settings) -> None:
    """Raise WarehouseError where everything that was published has gone from the raw folder, and nobody said so."""
    published = document_count(warehouse.current)
    if published and not gathered.item_count and not settings.allow_empty:
        raise WarehouseError(
            f"{settings.raw_name} is empty, and {published} documents from it are published: is its disk mounted? "
            "The old snapshot stays. To publish nothing, run with --allow-empty."
        )


def rules_id(settings: Settings, decisions: Sequence[Decision], versions: Mapping[str, str]) -> str:
    """Return the id of all that the rows depend on beside the documents: the code, and what people know."""
    return stable_id(versions["load"], knowledge_id(settings.outlets, decisions))


def engine_of(warehouse: Warehouse, run: Run) -> Engine:
    """Return the DuckDB of a run, with its overflow beside the snapshot that is built."""
    return Engine.chosen(warehouse.overflow_folder(run.run_id), run.settings.load_megabytes)


def whole(value: T) -> T:
    """Hand a value to a task as it is: Prefect would look for futures in each of its documents."""
    return quote(value)  # type: ignore[return-value]


def now() -> datetime:
    """Return this moment."""
    return datetime.now(UTC)


def run_name(settings: Settings | dict[str, Any], moment: datetime) -> str:
    """Return the name by which people find a run in Prefect: the raw folder and the time."""
    raw = settings["raw"] if isinstance(settings, dict) else settings.raw
    place = Path(str(raw).partition("?")[0])
    names = [part for part in place.parts[-2:] if part != place.anchor]
    return f"{'/'.join(names) or place.anchor} at {moment:%Y-%m-%d %H:%M:%S}"
