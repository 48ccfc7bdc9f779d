"""Shards, and stories that are compared, on an existing Dask cluster, in place of processes of this machine.

In: the address of a scheduler. Out: a pool that takes shards and gives their reports, and a mapper of functions over
batches of stories. What is sent has all that it needs and comes back as tables or rows, so that workers need no disk in
common with this machine, and nobody but the run writes to the warehouse. When a worker is lost, the scheduler gives its
tasks to others; what was done before is kept here.
Time of a document is limited as here; memory, and code that never comes back to Python, are the cluster's to limit.

Workers must have the same release of Parallax and of its libraries: what they make is told valid by its version, and a
task asks for that first. Start them with one thread each (`dask worker --nthreads 1`), for the work is bound by
computing in Python. Dask sends tasks as pickles: whoever reaches the scheduler can run code on all of it, so it belongs
in a network of its own, or behind TLS (`tls://…`, with the certificates of Dask's own configuration).
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import CancelledError, Future
from itertools import chain, islice
from pathlib import Path
from typing import Any, TypeVar

from flows.contracts.errors import ParallaxError
from flows.run.limits import NO_LIMITS, Limits
from flows.run.pool import through_pool
from flows.run.shards import MadePart, Pause, Shard, ShardReport, StalePart, carried, keep_part, make_part
from flows.run.versions import stage_versions, with_tagger

T = TypeVar("T")
R = TypeVar("R")
SECONDS_TO_CONNECT = 20
LOGGER = logging.getLogger("flows.run.cluster")


class ClusterError(ParallaxError):
    """The cluster cannot be used: it is not there, is another release, or lost a shard again and again."""


class ClusterPool:
    """A Dask cluster as a pool for shards."""

    def __init__(self, client: Any, parts: Path, versions: Mapping[str, str], limits: Limits) -> None:
        self._client, self._parts, self._versions, self._limits = client, parts, dict(versions), limits
        self._executor = client.get_executor(pure=False)

    @property
    def width(self) -> int:
        """How many shards the cluster works on at once; workers may come and go."""
        return _width(self._client)

    def start(self, shard: Shard) -> "Future[MadePart]":
        """Begin to work on a shard."""
        future: Future[MadePart] = self._executor.submit(make_part_there, carried(shard), self._versions, self._limits)
        return future

    def finish(self, started: "Future[MadePart]") -> list[ShardReport]:
        """Wait for a shard and leave its part here."""
        return [keep_part(_result_of(started), self._parts)]


class ClusterMapper:
    """Maps functions over inputs on a Dask cluster, as `flows.link.mapping.Mapper` says; what is sent is pickled."""

    def __init__(self, scheduler: str) -> None:
        self._scheduler = scheduler

    def __call__(self, function: Callable[[T], R], inputs: Iterable[T], *, least: int) -> Iterator[R]:
        """Yield what the function gives for each input; with fewer than `least` inputs here. Raises ClusterError."""
        waiting = iter(inputs)
        head = list(islice(waiting, least))
        if len(head) < least:
            yield from map(function, chain(head, waiting))
            return
        with _connected(self._scheduler) as client:
            executor, pending, release = client.get_executor(pure=False), deque[Future[R]](), stage_versions()["link"]
            for one in chain(head, waiting):
                pending.append(executor.submit(do_there, function, one, release))
                if len(pending) > 2 * _width(client):
                    yield _result_of(pending.popleft())
            while pending:
                yield _result_of(pending.popleft())


def process_on_cluster(
    shards: Iterable[Shard | Pause],
    parts: Path,
    versions: Mapping[str, str],
    *,
    scheduler: str,
    limits: Limits = NO_LIMITS,
) -> Iterator[ShardReport]:
    """Process shards on a Dask cluster and yield their reports in order; without any, nobody is asked.

    Raises ClusterError where there is no cluster, where it has another release, or where Dask is not installed here.
    """
    waiting = iter(shards)
    first = next((shard for shard in waiting if isinstance(shard, Shard)), None)
    if first is not None:
        with _connected(scheduler) as client:
            yield from through_pool(chain([first], waiting), ClusterPool(client, parts, versions, limits))


def _connected(scheduler: str) -> Any:
    try:
        import distributed
    except ImportError as error:
        raise ClusterError("Dask is not installed: pip install 'parallax-news[dask]'.") from error
    LOGGER.info("Asking the Dask scheduler at %s …", scheduler)  # one that is not there is waited for
    try:
        connect: Any = distributed.Client  # it has no types
        return connect(scheduler, timeout=SECONDS_TO_CONNECT, set_as_default=False, name="parallax")
    except (OSError, ValueError) as error:
        raise ClusterError(
            f"No Dask scheduler answers at {scheduler} ({error}). Start one with `dask scheduler`, and name its "
            "address with --scheduler."
        ) from error


def _width(client: Any) -> int:
    threads: Iterable[int] = client.nthreads().values()
    return max(1, sum(threads))


def _result_of(future: "Future[R]") -> R:
    from distributed import KilledWorker

    try:
        return future.result()
    except KilledWorker as error:
        raise ClusterError(
            f"One task ended {error.allowed_failures + 1} workers of the cluster, most often for want of memory. "
            "Give them more, or run with smaller shards (shard_documents). What was done is kept."
        ) from error
    except CancelledError as error:
        raise ClusterError("The cluster went away. What was done is kept: start it and run again.") from error


def do_there(function: Callable[[T], R], one: T, link_version: str) -> R:
    """Return what the function gives, on a worker of the cluster. Raises ClusterError where it has another release."""
    _require_release({"link": link_version}, stage_versions())
    return function(one)


def make_part_there(shard: Shard, versions: Mapping[str, str], limits: Limits = NO_LIMITS) -> MadePart:
    """Work on a shard, on a worker of the cluster. Raises ClusterError where it has another release than the run."""
    tagger = shard.tagger if isinstance(shard, StalePart) else None
    here = with_tagger(stage_versions(), tagger.version if tagger else "")
    _require_release(versions, here)
    return make_part(shard, versions, limits)


def _require_release(versions: Mapping[str, str], here: Mapping[str, str]) -> None:
    differing = [stage for stage, version in versions.items() if here[stage] != version]
    if differing:
        raise ClusterError(
            f"A worker of the cluster has another release of Parallax, of its libraries or of Python ({differing[0]} "
            "differs): install the same requirements.lock there."
        )
