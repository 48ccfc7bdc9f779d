"""How much one document may take: processor time and memory, so that none holds up or ends a run.

In: the limits of the settings. Time is counted by the processor, not by the clock, so that a busy machine refuses no
document that an idle one takes. In a process of a pool, code of a library that never comes back to Python is ended by
the kernel at twice the time, and memory is limited for the process; what becomes of the document then stands in
pool.py. A run without a pool has the first limit only, and so has a worker of a cluster, whose memory the cluster
limits.
"""

import ctypes
import gc
import resource
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType

import pyarrow as pa

SECONDS_BETWEEN_SIGNALS = 1.0  # a library may swallow the first
OBJECTS_BETWEEN_COLLECTIONS = 20_000  # some 5 MB of small objects
KERNEL_FACTOR = 2  # of the time of one document, after which the kernel ends a process of a pool


@dataclass(frozen=True)
class Limits:
    """What one document may take in one stage; 0 is no limit. `is_worker`: this process may be ended by the kernel."""

    seconds: int = 0
    megabytes: int = 0
    is_worker: bool = False


NO_LIMITS = Limits()


class OutOfTimeError(BaseException):
    """The document took too long. No Exception, so that no library takes it for an error of its own."""


def limit_memory(limits: Limits) -> None:
    """Let this process fail with MemoryError beyond the limit, instead of taking the memory of all others."""
    if limits.megabytes:
        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = limits.megabytes * 2**20
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_DATA, (soft, hard))


def collect_seldom() -> None:
    """Let this process look for cyclic garbage seldom.

    Documents leave next to none: 66 objects of 100 pages. To look for it after every 700 new objects, as Python does,
    takes 4 % of the time of documents and 13 % of linking, whose many objects all stay.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)


def return_memory() -> None:
    """Give memory that nothing refers to any more back to the machine: what comes next takes its own.

    Python keeps it for itself, and cycles of objects as well, which are looked for seldom.
    """
    gc.collect()
    pa.default_memory_pool().release_unused()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc has it
    if trim:
        trim(0)


@contextmanager
def limited(limits: Limits) -> Iterator[None]:
    """Raise OutOfTimeError inside once the time is up."""
    if not limits.seconds:
        yield
    elif threading.current_thread() is threading.main_thread():
        if limits.is_worker:
            _set_kernel_limit(limits.seconds * KERNEL_FACTOR)
        with _signalled_after(limits.seconds):
            yield
    else:
        with _watched_for(limits.seconds):
            yield


@contextmanager
def _signalled_after(seconds: int) -> Iterator[None]:
    before = signal.signal(signal.SIGPROF, _raise_out_of_time)
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds, SECONDS_BETWEEN_SIGNALS)
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


@contextmanager
def _watched_for(seconds: int) -> Iterator[None]:
    """For a thread that gets no signals, as those of Dask's workers: another thread looks at its clock."""
    thread = threading.get_ident()
    clock = time.pthread_getcpuclockid(thread)
    until = time.clock_gettime(clock) + seconds
    is_done = threading.Event()

    def watch() -> None:
        while not is_done.wait(SECONDS_BETWEEN_SIGNALS):
            if time.clock_gettime(clock) > until:
                _raise_in(thread, OutOfTimeError)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        is_done.set()
        watcher.join()
        _raise_in(thread, None)  # takes back what was raised as the work ended


def _raise_in(thread: int, error: type[BaseException] | None) -> None:
    raised = ctypes.py_object(error) if error else None
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), raised)


def _raise_out_of_time(_number: int, _frame: FrameType | None) -> None:
    raise OutOfTimeError


def _set_kernel_limit(seconds: int) -> None:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    until = int(usage.ru_utime + usage.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until if hard == resource.RLIM_INFINITY else min(until, hard), hard))
