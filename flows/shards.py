"""A shard: some hundred items, taken through reading, cleaning and extraction by one process.

In: raw items. Out: Parquet parts in the staging folder, and a report of counts and seconds per stage. Knows nothing of
Prefect, so that a spawned process starts fast. A document that breaks a stage becomes a reject; the shard goes on.
"""

import time
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from flows.clean.cleaning import clean_document
from flows.contracts.arrow import Row
from flows.contracts.errors import ParallaxError
from flows.contracts.ids import stable_id
from flows.extract.article import annotate
from flows.extract.rows import document_rows
from flows.interruption import children_ended_when_interrupted
from flows.load.staging import Staging
from flows.orphans import end_with_parent
from flows.read.decode import decode_item
from flows.read.documents import RawItem, Reject


class WorkerDied(ParallaxError):  # noqa: N818 - says what happened to whoever reads the log
    """A process of the pool ended without an answer."""


@dataclass(frozen=True)
class ShardReport:
    """What one shard came to."""

    item_count: int
    document_count: int
    reject_count: int
    seconds: Mapping[str, float] = field(default_factory=dict)  # by stage
    last_path: str = ""  # the raw file that the shard ended in


def cut_shards(
    items: Iterable[RawItem | Reject], *, max_documents: int, max_bytes: int
) -> Iterator[list[RawItem | Reject]]:
    """Yield the items in lists of at most `max_documents` items and, but for one large item, `max_bytes` bytes."""
    shard: list[RawItem | Reject] = []
    size = 0
    for item in items:
        shard.append(item)
        size += len(item.payload) if isinstance(item, RawItem) else 0
        if len(shard) >= max_documents or size >= max_bytes:
            yield shard
            shard, size = [], 0
    if shard:
        yield shard


def process_shard(items: Sequence[RawItem | Reject], staging: Path, number: int) -> ShardReport:
    """Take all items through the rooms, leave their rows in `staging`, and return the counts."""
    rows: dict[str, list[Row]] = {}
    seconds: defaultdict[str, float] = defaultdict(float)
    rejects = 0
    for item in items:
        found = item if isinstance(item, Reject) else _process_item(item, seconds)
        if isinstance(found, Reject):
            rejects += 1
            found = {"rejects": [reject_row(found)]}
        for table, table_rows in found.items():
            rows.setdefault(table, []).extend(table_rows)
    with _timed(seconds, "write"):
        Staging(staging).write_rows(rows, f"shard-{number:06d}")
    return ShardReport(len(items), len(items) - rejects, rejects, dict(seconds), items[-1].path)


def reject_row(reject: Reject) -> Row:
    """Return a reject as a row of core.rejects."""
    return {
        "reject_id": stable_id("reject", reject.path, reject.member or "", reject.stage, reject.reason_code),
        "path": reject.path,
        "member": reject.member,
        "stage": reject.stage,
        "reason_code": reject.reason_code,
        "detail": reject.detail,
    }


def _process_item(item: RawItem, seconds: defaultdict[str, float]) -> dict[str, list[Row]] | Reject:
    stage = "read"
    try:
        with _timed(seconds, stage):
            document = decode_item(item)
        if isinstance(document, Reject):
            return document
        stage = "clean"
        with _timed(seconds, stage):
            blocks = clean_document(document)
        stage = "extract"
        with _timed(seconds, stage):
            return document_rows(document, blocks, annotate(document, blocks))
    except Exception as error:  # noqa: BLE001 - one bad document must not cost the others; the reject names the fault
        detail = f"{type(error).__name__} while this document was in {stage}: {error}. Please report it with the file."
        return Reject(item.path, item.member, stage, "processing_failed", detail)


@contextmanager
def _timed(seconds: defaultdict[str, float], stage: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    seconds[stage] += time.perf_counter() - started


def process_shards(shards: Iterable[list[RawItem | Reject]], staging: Path, *, workers: int) -> Iterator[ShardReport]:
    """Process shards and yield their reports in order; a lone shard here, more of them over spawned processes.

    At most two shards a worker wait at a time, so that memory holds a few shards, never the corpus.
    """
    numbered = enumerate(shards)
    head = list(islice(numbered, 2))
    if len(head) < 2 or workers == 1:
        yield from (process_shard(shard, staging, number) for number, shard in chain(head, numbered))
        return
    spawn = get_context("spawn")
    with (
        ProcessPoolExecutor(workers, mp_context=spawn, initializer=end_with_parent) as pool,
        children_ended_when_interrupted(),
    ):
        pending: deque[Future[ShardReport]] = deque()
        try:
            for number, shard in chain(head, numbered):
                pending.append(pool.submit(process_shard, shard, staging, number))
                if len(pending) > 2 * workers:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerDied(
                "A worker process died, most often for want of memory. Run again with fewer --workers; "
                "with --workers 1 the document that does it is the last one before the end."
            ) from error
