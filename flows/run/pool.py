"""Shards over a pool; and the pool of this machine, of spawned processes. Another one is in cluster.py.

In: shards. Out: their reports, in order. A process may die: by a fault in a library, for want of memory, or killed. The
document that it was at is tried once more in a process that has nothing else; where that dies, too, the document
becomes a reject. All others of its shard are done again. Where many documents do this it is the machine and no
document, and the run ends.
"""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol, TypeVar

from flows.contracts.errors import ParallaxError
from flows.load.parts import NEW_PREFIX
from flows.run.interruption import children_ended_when_interrupted, quiet_resource_tracker
from flows.run.limits import NO_LIMITS, Limits, collect_seldom, limit_memory
from flows.run.orphans import end_with_parent
from flows.run.shards import Pause, Shard, ShardReport, keep_part, parted, process_shard, refuse_shard

Started = TypeVar("Started")  # a shard that a pool works on
MOST_DEADLY_DOCUMENTS = 20  # in one run
ALONE_NAME = ".alone"  # among the parts, while this process works without others; holds how often such a run has died
MOST_DEATHS = 2


class WorkerDied(ParallaxError):  # noqa: N818 - says what happened to whoever reads the log
    """Processes of the pool ended without an answer, one after the other."""


class Pool(Protocol[Started]):
    """Where shards are worked on, several at a time."""

    @property
    def width(self) -> int:
        """How many shards are worked on at once."""

    def start(self, shard: Shard) -> Started:
        """Begin to work on a shard."""

    def finish(self, started: Started) -> Iterable[ShardReport]:
        """Wait for a shard and return its reports: more than one where it had to be parted."""


def process_shards(
    shards: Iterable[Shard | Pause],
    parts: Path,
    versions: Mapping[str, str],
    *,
    workers: int,
    limits: Limits = NO_LIMITS,
) -> Iterator[ShardReport]:
    """Process shards and yield their reports in order; a lone shard here, more of them over spawned processes.

    Where two runs in a row have died over work of their own process, the next leaves it to others. Raises WorkerDied.
    """
    waiting = iter(shards)
    head = list(islice(waiting, 2))
    if _deaths_alone(parts) < MOST_DEATHS:
        while head and (workers == 1 or len(head) < 2 or not all(isinstance(shard, Shard) for shard in head)):
            with _noted_as_alone(parts):
                done = [process_shard(shard, parts, versions, limits) for shard in head if isinstance(shard, Shard)]
            yield from done
            head = list(islice(waiting, 2))
    if head:
        pool = _Workers(parts, versions, workers, limits)
        with children_ended_when_interrupted(pool):
            yield from through_pool(chain(head, waiting), pool)
            pool.shutdown()
    (parts / ALONE_NAME).unlink(missing_ok=True)


def through_pool(shards: Iterable[Shard | Pause], pool: Pool[Started]) -> Iterator[ShardReport]:
    """Process shards in a pool and yield their reports in order.

    At most two shards a worker wait at a time, so that memory holds a few shards, never the corpus.
    """
    pending: deque[Started] = deque()
    for shard in shards:
        if isinstance(shard, Shard):
            pending.append(pool.start(shard))
        while pending and (isinstance(shard, Pause) or len(pending) > 2 * pool.width):
            yield from pool.finish(pending.popleft())
    while pending:
        yield from pool.finish(pending.popleft())


def _deaths_alone(parts: Path) -> int:
    try:
        return int((parts / ALONE_NAME).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


@contextmanager
def _noted_as_alone(parts: Path) -> Iterator[None]:
    """Leave a note while this process works on its own, which stays where it dies."""
    note, deaths = parts / ALONE_NAME, _deaths_alone(parts)
    note.write_text(str(deaths + 1), encoding="ascii")
    try:
        yield
    finally:  # not reached by a process that dies
        note.write_text(str(deaths), encoding="ascii")


class _Workers:
    """Spawned processes of this machine, which leave their parts themselves; new ones when one of them dies."""

    def __init__(self, parts: Path, versions: Mapping[str, str], width: int, limits: Limits) -> None:
        self._parts, self._versions, self.width = parts, dict(versions), width
        self._limits = replace(limits, is_worker=True)
        self._executor = make_executor(width, self._limits)
        self._sent_count = self._deadly_count = 0

    def start(self, shard: Shard) -> "_Sent":
        self._sent_count += 1
        note = self._parts / f"{NEW_PREFIX}at-{self._sent_count}"
        try:
            future = self._executor.submit(process_shard, shard, self._parts, self._versions, self._limits, note)
        except BrokenProcessPool:
            self._executor.shutdown(wait=False)
            self._executor = make_executor(self.width, self._limits)
            return self.start(shard)
        return _Sent(shard, future, note)

    def finish(self, started: "_Sent") -> Iterator[ShardReport]:
        """Yield what came of a shard; where its process, or another of the pool, died, do it again."""
        try:
            yield started.future.result()
        except BrokenProcessPool:
            rest: Shard | None = started.shard
            suspect = started.read_note()
            if suspect:
                one, rest = parted(started.shard, suspect)
                yield self._process_alone(one)
            if rest:
                yield from self.finish(self.start(rest))
        finally:
            started.note.unlink(missing_ok=True)

    def shutdown(self, *, wait: bool = True, cancel_futures: bool = False) -> None:
        """Close the pool of the moment."""
        self._executor.shutdown(wait=wait, cancel_futures=cancel_futures)

    def _process_alone(self, shard: Shard) -> ShardReport:
        """Return the report of one document that a process may have died of, from a process that has nothing else."""
        with make_executor(1, self._limits) as executor, children_ended_when_interrupted(executor):
            try:
                return executor.submit(process_shard, shard, self._parts, self._versions, self._limits).result()
            except BrokenProcessPool:
                self._deadly_count += 1
        if self._deadly_count > MOST_DEADLY_DOCUMENTS:
            raise WorkerDied(
                f"More than {MOST_DEADLY_DOCUMENTS} documents each ended the process that worked on them, most often "
                "for want of memory. Run again with fewer --workers; what was done is kept."
            )
        return keep_part(refuse_shard(shard, self._versions), self._parts)


@dataclass(frozen=True)
class _Sent:
    """A shard that the pool has; in the note its process writes which document it is at."""

    shard: Shard
    future: Future[ShardReport]
    note: Path

    def read_note(self) -> str:
        """Return the key of the document that was begun last, "" where none was."""
        try:
            return self.note.read_text(encoding="ascii")
        except OSError:
            return ""


def make_executor(width: int, limits: Limits = NO_LIMITS) -> ProcessPoolExecutor:
    """Return a pool of as many processes of this machine, none of which is started yet."""
    quiet_resource_tracker()
    return ProcessPoolExecutor(width, mp_context=get_context("spawn"), initializer=start_worker, initargs=(limits,))


def start_worker(limits: Limits) -> None:
    """Prepare a process of the pool: it ends with this one, and takes no more memory than it may."""
    end_with_parent()
    collect_seldom()
    limit_memory(limits)
