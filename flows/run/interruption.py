"""Ctrl-C and SIGTERM during a run: the command ends within seconds, with one sentence.

What a run has built is thrown away by the next one, and a snapshot is switched in at once or not at all, so nothing has
to be saved. Prefect gets a moment to note that the run ended; waiting longer would help nobody.
"""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Protocol

SECONDS_TO_END = 1.5  # enough for the two requests by which Prefect notes the end of a run
TRACKER_WARNING = "ignore:resource_tracker:UserWarning"
STOPPING = (signal.SIGINT, signal.SIGTERM)


class Closable(Protocol):
    """What starts processes and can be told to start no more."""

    def shutdown(self, *, wait: bool = True, cancel_futures: bool = False) -> None:
        """Close it."""


@contextmanager
def children_ended_when_interrupted(pool: Closable) -> Iterator[None]:
    """Kill the processes of a pool when what uses it is stopped: the pool would wait until they have done their work.

    Before Python 3.11.5 it would wait for ever, for a queue that nobody reads any more; so it is told not to wait.

    Prefect stops a run by an exception of its own, which like KeyboardInterrupt is no Exception.
    """
    try:
        yield
    except Exception:
        raise
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for child in multiprocessing.active_children():
            child.kill()
        raise


def quiet_resource_tracker() -> None:
    """Let multiprocessing clear up behind a stopped pool without a warning; to be called before a pool is made.

    Its tracker is a process of its own, which takes over the options for warnings and removes the semaphores anyway.
    """
    if TRACKER_WARNING not in sys.warnoptions:
        sys.warnoptions.append(TRACKER_WARNING)


class Interrupted(KeyboardInterrupt):
    """The user asked the command to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.exit_status = 128 + number  # as a shell reports a process that a signal ended


@contextmanager
def ending_at_once(sentence: str) -> Iterator[None]:
    """Inside, SIGINT and SIGTERM end the process with `sentence` and the status a shell gives to that signal."""

    def interrupt(number: int, _frame: FrameType | None) -> None:
        for again in STOPPING:
            signal.signal(again, signal.SIG_IGN)
        countdown.start(number)
        raise Interrupted(number)

    countdown = _Countdown(sentence)
    before = {number: signal.signal(number, interrupt) for number in STOPPING}
    _countdowns.append(countdown)
    try:
        yield
    except BaseException as error:
        exit_status = countdown.exit_status or _status_of_interruption(error)
        if exit_status is None:
            raise
        countdown.cancel()
        _end(sentence, exit_status)
    finally:
        _countdowns.remove(countdown)
        for number, handler in before.items():
            signal.signal(number, handler)


def end_though_swallowed() -> None:
    """From here to the end of a Prefect run, SIGTERM ends the command even where what its handler raises is lost.

    Prefect's handler stands in place of that of `ending_at_once` while a run lasts, and raises. Python drops what is
    raised while it runs a destructor, as of an asyncio transport; the run would go on as if nobody had asked. What is
    raised while DuckDB reads a stream of ours comes out as an error of DuckDB's.
    """
    raising = signal.getsignal(signal.SIGTERM)
    if not _countdowns or not callable(raising) or threading.current_thread() is not threading.main_thread():
        return

    def end(number: int, frame: FrameType | None) -> None:
        _countdowns[-1].start(number)
        raising(number, frame)

    signal.signal(signal.SIGTERM, end)


class _Countdown:
    """Ends the process SECONDS_TO_END after the first signal, whatever it is doing by then."""

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        self.timer: threading.Timer | None = None
        self.exit_status: int | None = None  # that of the signal, once one came

    def start(self, number: int) -> None:
        if self.timer is None:
            self.exit_status = 128 + number
            self.timer = threading.Timer(SECONDS_TO_END, _end, (self.sentence, self.exit_status))
            self.timer.daemon = True
            self.timer.start()

    def cancel(self) -> None:
        if self.timer is not None:
            self.timer.cancel()


_countdowns: list[_Countdown] = []  # of the blocks of `ending_at_once` that the process is in


def _status_of_interruption(error: BaseException) -> int | None:
    """Return the exit status of the signal that `error` stems from; None where it stems from none.

    What is stopped midway may fail in clearing up (a pool whose processes are gone, a server that no longer answers),
    and its error then stands in place of the signal's.
    """
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, KeyboardInterrupt):
            return cause.exit_status if isinstance(cause, Interrupted) else 128 + signal.SIGINT
        number = getattr(cause, "signal", None)  # Prefect stops a run by an exception of its own that names the signal
        if number in STOPPING and not isinstance(cause, Exception):
            return 128 + int(number)
        cause = cause.__cause__ or cause.__context__
    return None


def end_within(seconds: float, sentence: str) -> None:
    """End the process with `sentence` and status 0 after `seconds`, whatever it is waiting for by then."""
    timer = threading.Timer(seconds, _end, (sentence, 0))
    timer.daemon = True
    timer.start()


def _end(sentence: str, status: int) -> None:
    show_cursor = "\x1b[?25h" if sys.stderr.isatty() else ""  # a progress bar that could not be closed hid it
    sys.stderr.write(f"{show_cursor}parallax: {sentence}\n")
    sys.stderr.flush()
    os._exit(status)  # neither threads of a library nor a task of its own shall hold the user up
