"""DuckDB as a run uses it: within a limit of memory, and with a folder for what does not fit.

In: the folder and the limit. Out: connections. DuckDB's own limit is four fifths of the machine's memory: it takes
what it may, also where less would do. A database that is not in a file has its overflow in the folder one happens to
stand in.
"""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

import duckdb

LOGGER = logging.getLogger(__name__)
T = TypeVar("T")
INTERRUPTED_QUERY = "Query interrupted"  # DuckDB 2.0
USUAL_MEGABYTES = 512  # loads 100,000 documents; 200 are enough for 1,000


@dataclass(frozen=True)
class Engine:
    """Where the connections of a run leave what memory does not hold, and how much that is; 0 for DuckDB's own limit.

    Each connection is a database of its own, and they are used one after the other.
    """

    overflow: Path
    megabytes: int
    may_take_more: bool = False  # nobody asked for this limit

    @classmethod
    def chosen(cls, overflow: Path, megabytes: int | None) -> "Engine":
        """Return the engine with the limit that somebody chose, or with the usual one."""
        return cls(overflow, USUAL_MEGABYTES, may_take_more=True) if megabytes is None else cls(overflow, megabytes)

    def enough_for(self, work: Callable[["Engine"], T]) -> T:
        """Return what `work` gives with this engine, and where its memory is too little and may be more, without limit.

        `work` must be fit to begin again. Raises duckdb.OutOfMemoryException.
        """
        try:
            return work(self)
        except duckdb.OutOfMemoryException as error:
            if not self.may_take_more:
                raise
            said = str(error).partition("\n")[0]
        LOGGER.warning("%s MB for DuckDB were too little (%s): begun again with more", self.megabytes, said)
        return work(replace(self, megabytes=0, may_take_more=False))

    @contextmanager
    def connected(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a new database in memory whose times are in UTC."""
        with self.connect() as connection, signals_let_through():
            yield connection

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a new database as `connected` opens it, for more than one block."""
        limit = {"memory_limit": f"{self.megabytes}MiB"} if self.megabytes else {}
        connection = duckdb.connect(config={"temp_directory": str(self.overflow), **limit})
        connection.execute("set TimeZone = 'UTC'")
        return connection


@contextmanager
def signals_let_through() -> Iterator[None]:
    """Inside, a signal that comes during a query of DuckDB stops the process as it does anywhere else.

    DuckDB ends the query and drops what the signal's handler raised: what it raises instead is an error like any other.
    """
    try:
        yield
    except RuntimeError as error:
        if str(error) != INTERRUPTED_QUERY:
            raise
        handler = signal.getsignal(signal.SIGTERM)
        if callable(handler):  # Prefect's or another's; once SIGINT came, a run takes no further signal
            handler(signal.SIGTERM, None)
        raise KeyboardInterrupt from error
