"""Progress of long work: a bar with rate and time left in a terminal, plain lines elsewhere."""

import logging
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

LOGGER = logging.getLogger("flows.run.progress")
SECONDS_BETWEEN_LINES = 10.0


class Reporter(Protocol):
    """Takes note of work that is done."""

    def advance(self, documents: int, files_read: int) -> None:
        """Count `documents` more documents; `files_read` is how many raw files have been read so far."""


@contextmanager
def progress(total_files: int) -> Iterator[Reporter]:
    """Report on reading `total_files` raw files: drawn to standard error in a terminal, logged elsewhere."""
    if sys.stderr.isatty():
        bar = _Bar(total_files)
        with bar.drawn:
            yield bar
    else:
        yield _Lines(total_files)


class _Bar:
    def __init__(self, total_files: int) -> None:
        self.drawn = Progress(
            TextColumn("cleaning and extracting"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TextColumn("{task.fields[documents]:,} documents"),
            TextColumn("{task.fields[rate]:,.0f}/s"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self.drawn.add_task("", total=max(1, total_files), documents=0, rate=0.0)
        self._documents, self._started = 0, time.monotonic()

    def advance(self, documents: int, files_read: int) -> None:
        self._documents += documents
        rate = self._documents / max(0.001, time.monotonic() - self._started)
        self.drawn.update(self._task, completed=files_read, documents=self._documents, rate=rate)


class _Lines:
    def __init__(self, total_files: int) -> None:
        self._total, self._documents = max(1, total_files), 0
        self._started = self._last = time.monotonic()

    def advance(self, documents: int, files_read: int) -> None:
        self._documents += documents
        now = time.monotonic()
        if now - self._last >= SECONDS_BETWEEN_LINES:
            self._last = now
            rate = self._documents / (now - self._started)
            share = 100 * files_read / self._total
            LOGGER.info(
                "%s documents, %.0f per second, %.0f %% of the raw files read%s",
                self._documents,
                rate,
                share,
                self._left(files_read, now - self._started),
            )

    def _left(self, files_read: int, seconds: float) -> str:
        """Return how long the rest will take; nothing while the first file is read, of which nobody knows how much."""
        done = files_read - 1
        left = timedelta(seconds=round(seconds * (self._total - done) / done)) if done > 0 else None
        return f", about {left} left" if left else ""
