"""Functions in other processes of this machine: one over many inputs, as stories are compared and outlines made, or one
whose memory is to go with its process.

In: a function and its inputs, which must be fit to be sent to a process. Out: what it gives, in the order of the
inputs. Processes are started for the first function that has work for some seconds, and stay for the next. Where one
dies, by a fault in a library or for want of memory, what is left is done here: the run goes on, slower. No limit
of memory holds for them: `worker_megabytes` is for what one document may take.
"""

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import chain, islice
from logging.handlers import QueueHandler
from queue import SimpleQueue
from typing import TypeVar

from flows.run.interruption import children_ended_when_interrupted
from flows.run.pool import make_executor

T = TypeVar("T")
R = TypeVar("R")
LOGGER = logging.getLogger(__name__)


@contextmanager
def processes(count: int) -> Iterator["Processes"]:
    """Offer as many processes until the block ends; none is started where nobody asks."""
    with ExitStack() as stack:
        yield Processes(count, stack)


def apart(function: Callable[..., R], *inputs: object) -> R:
    """Return what a function gives in a process of its own, and where that process dies, here.

    What the function logged is logged here too, when it is done.
    """
    with make_executor(1) as executor, children_ended_when_interrupted(executor):
        try:
            result, records = executor.submit(_overheard, function, *inputs).result()
        except BrokenProcessPool:
            LOGGER.warning("The process that compared articles died; this one goes on, which takes more memory")
            return function(*inputs)
    for record in records:
        logging.getLogger(record.name).handle(record)
    return result


def _overheard(function: Callable[..., R], *inputs: object) -> tuple[R, list[logging.LogRecord]]:
    """Return what a function gives, and what was logged meanwhile, fit to be sent."""
    logger, records = logging.getLogger("flows"), SimpleQueue[logging.LogRecord]()
    handler = QueueHandler(records)
    logger.addHandler(handler)
    try:
        return function(*inputs), [records.get() for _ in range(records.qsize())]
    finally:
        logger.removeHandler(handler)


@dataclass
class Processes:
    """Maps functions over inputs, as `flows.link.mapping.Mapper` says. `stack` closes what was started."""

    count: int
    stack: ExitStack
    _executor: ProcessPoolExecutor | None = field(default=None, init=False)
    _is_broken: bool = field(default=False, init=False)

    def __call__(self, function: Callable[[T], R], inputs: Iterable[T], *, least: int) -> Iterator[R]:
        """Yield what the function gives for each input; with fewer than `least` inputs, or one process only, here.

        At most one input more than there are processes waits at a time, so that memory holds a few.
        """
        waiting = iter(inputs)
        head = list(islice(waiting, least))
        if self.count < 2 or len(head) < least or self._is_broken:
            yield from map(function, chain(head, waiting))
            return
        executor = self._started()
        pending: deque[tuple[T, Future[R] | None]] = deque()
        for one in chain(head, waiting):
            pending.append((one, self._submit(executor, function, one)))
            if len(pending) > self.count + 1:
                yield self._result(function, *pending.popleft())
        while pending:
            yield self._result(function, *pending.popleft())

    def _started(self) -> ProcessPoolExecutor:
        if self._executor is None:
            self._executor = self.stack.enter_context(make_executor(self.count))
            self.stack.enter_context(children_ended_when_interrupted(self._executor))
        return self._executor

    def _submit(self, executor: ProcessPoolExecutor, function: Callable[[T], R], one: T) -> Future[R] | None:
        if self._is_broken:
            return None
        try:
            return executor.submit(function, one)
        except BrokenProcessPool:
            return None

    def _result(self, function: Callable[[T], R], one: T, future: Future[R] | None) -> R:
        try:
            if future:
                return future.result()
        except BrokenProcessPool:
            if not self._is_broken:
                LOGGER.warning("A process that compared articles died; this one goes on alone, which takes longer")
            self._is_broken = True
        return function(one)
