"""A shard: some hundred items, taken through reading, cleaning and extraction by one process.

In: raw items, or a kept part whose rules have changed since. Out: a part on disk, and a report of counts and seconds
per stage. Knows nothing of Prefect, so that a spawned process starts fast. A document that breaks a stage becomes a
reject; the shard goes on.
"""

import time
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from errno import EDQUOT, EFBIG, EIO, EMFILE, ENFILE, ENOMEM, ENOSPC, EROFS
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from flows.clean.blocks import Block
from flows.clean.cleaning import clean_document
from flows.contracts.arrow import Row
from flows.contracts.errors import ParallaxError
from flows.extract.article import annotate
from flows.extract.rows import document_rows
from flows.interruption import children_ended_when_interrupted, quiet_resource_tracker
from flows.load.parts import SHARED_TABLES, KeptItem, Part, write_part
from flows.orphans import end_with_parent
from flows.read.decode import decode_item
from flows.read.documents import Document, RawItem, Reject

T = TypeVar("T")
# Faults of the machine, not of a document: full or failing disk, too many open files, no memory. A reject that says so
# would be kept, and the document lost; so the run ends, and the next one takes it up.
MACHINE_FAULTS = frozenset({ENOSPC, EDQUOT, EFBIG, EIO, EROFS, EMFILE, ENFILE, ENOMEM})


class WorkerDied(ParallaxError):  # noqa: N818 - says what happened to whoever reads the log
    """A process of the pool ended without an answer."""


@dataclass(frozen=True)
class NewItems:
    """Items that no kept part holds. `last_path` is the raw file that the shard ends in."""

    items: Sequence[RawItem]

    @property
    def last_path(self) -> str:
        """The raw file that the shard ends in."""
        return self.items[-1].path


@dataclass(frozen=True)
class StalePart:
    """Items of a kept part, to be done again from the stage on whose rules have changed: 'clean' or 'extract'."""

    part: Part
    item_keys: frozenset[str]
    stage: str
    last_path: str = ""


Shard = NewItems | StalePart


@dataclass(frozen=True)
class ShardReport:
    """What one shard came to: its part, how many documents each stage worked on, and how long."""

    part: Part
    counts: Mapping[str, int]
    seconds: Mapping[str, float] = field(default_factory=dict)
    last_path: str = ""


def cut_shards(items: Iterable[RawItem], *, max_documents: int, max_bytes: int) -> Iterator[NewItems]:
    """Yield the items in shards of at most `max_documents` items and, but for one large item, `max_bytes` bytes.

    Two items that are the same document (one external id, one content) never share a shard.
    """
    shard: list[RawItem] = []
    ids: set[str] = set()
    size = 0
    for item in items:
        if item.document_id in ids:
            yield NewItems(shard)
            shard, ids, size = [], set(), 0
        shard.append(item)
        ids.add(item.document_id)
        size += len(item.payload)
        if len(shard) >= max_documents or size >= max_bytes:
            yield NewItems(shard)
            shard, ids, size = [], set(), 0
    if shard:
        yield NewItems(shard)


class _Work:
    """The rows of a shard in the making."""

    def __init__(self) -> None:
        self.items: list[KeptItem] = []
        self.pages: list[tuple[str, Document]] = []
        self.rows: dict[str, list[Row]] = {}
        self.counts: Counter[str] = Counter()
        self.seconds: defaultdict[str, float] = defaultdict(float)

    def read(self, item: RawItem) -> Document | None:
        """Decode an item; where it is none, keep why."""
        where = _Where(item.item_key, item.document_id, item.path, item.member)
        found = self._attempt("read", where, lambda: decode_item(item))
        if isinstance(found, Document):
            self.pages.append((item.item_key, found))
            return found
        if isinstance(found, Reject):
            self.items.append(KeptItem(item.item_key, item.document_id, found))
        return None

    def take_through(self, item_key: str, document: Document, blocks: list[Block] | None = None) -> None:
        """Clean a document, unless its blocks are given, extract from it, and keep its rows."""
        where = _Where(item_key, document.document_id, document.path, document.member)
        if blocks is None:
            blocks = self._attempt("clean", where, lambda: clean_document(document))
        if blocks is None:
            return
        kept = blocks
        found = self._attempt("extract", where, lambda: document_rows(document, kept, annotate(document, kept)))
        if found is None:
            return
        for table, rows in found.items():
            shared = [{"document_id": document.document_id, **row} for row in rows] if table in SHARED_TABLES else rows
            self.rows.setdefault(table, []).extend(shared)
        self.items.append(KeptItem(item_key, document.document_id))

    def _attempt(self, stage: str, where: "_Where", work: Callable[[], T]) -> T | None:
        """Return what the work of a stage gives; where it breaks, keep a reject that says so and return None."""
        started = time.perf_counter()
        self.counts[stage] += 1
        try:
            return work()
        except Exception as error:  # one bad document must not cost the others; the reject says why
            if isinstance(error, MemoryError) or getattr(error, "errno", None) in MACHINE_FAULTS:
                raise
            what = f"{type(error).__name__} while this document was in {stage}: {error}"
            detail = f"{what}. Please report it with the file."
            reject = Reject(where.path, where.member, stage, "processing_failed", detail)
            self.items.append(KeptItem(where.item_key, where.document_id, reject))
            return None
        finally:
            self.seconds[stage] += time.perf_counter() - started


@dataclass(frozen=True)
class _Where:
    """The item that is worked on."""

    item_key: str
    document_id: str
    path: str
    member: str | None


def process_shard(shard: Shard, parts: Path, versions: Mapping[str, str]) -> ShardReport:
    """Take all items of a shard through the rooms, leave them as a part below `parts`, and return the counts."""
    work = _Work()
    if isinstance(shard, NewItems):
        for item in shard.items:
            document = work.read(item)
            if document is not None:
                work.take_through(item.item_key, document)
    else:
        _do_again(shard, work)
    started = time.perf_counter()
    part = write_part(parts, versions, items=work.items, pages=work.pages, rows=work.rows)
    work.seconds["write"] += time.perf_counter() - started
    return ShardReport(part, dict(work.counts), dict(work.seconds), shard.last_path)


def _do_again(shard: StalePart, work: _Work) -> None:
    """Take the documents of a kept part through the stages whose rules have changed."""
    work.pages = shard.part.pages(shard.item_keys)
    blocks = shard.part.blocks() if shard.stage == "extract" else {}
    for item_key, document in work.pages:
        work.take_through(item_key, document, blocks.get(document.document_id))
    read = {item_key for item_key, _ in work.pages}
    work.items += [i for i in shard.part.items if i.item_key in shard.item_keys and i.item_key not in read]


def process_shards(
    shards: Iterable[Shard], parts: Path, versions: Mapping[str, str], *, workers: int
) -> Iterator[ShardReport]:
    """Process shards and yield their reports in order; a lone shard here, more of them over spawned processes.

    At most two shards a worker wait at a time, so that memory holds a few shards, never the corpus.
    """
    waiting = iter(shards)
    head = list(islice(waiting, 2))
    if len(head) < 2 or workers == 1:
        yield from (process_shard(shard, parts, versions) for shard in chain(head, waiting))
        return
    spawn = get_context("spawn")
    quiet_resource_tracker()
    with (
        ProcessPoolExecutor(workers, mp_context=spawn, initializer=end_with_parent) as pool,
        children_ended_when_interrupted(pool),
    ):
        pending: deque[Future[ShardReport]] = deque()
        try:
            for shard in chain(head, waiting):
                pending.append(pool.submit(process_shard, shard, parts, dict(versions)))
                if len(pending) > 2 * workers:
                    yield pending.popleft().result()
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool as error:
            raise WorkerDied(
                "A worker process died, most often for want of memory. Run again with fewer --workers; what was done "
                "is kept. With --workers 1 the document that does it is the last one before the end."
            ) from error
