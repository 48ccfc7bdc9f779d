"""DuckDB as a run uses it: within a limit of memory, and with a folder for what does not fit.

In: the folder and the limit. Out: connections. DuckDB's own limit is four fifths of the machine's memory, and a
database that is not in a file has its overflow in the folder one happens to stand in.
"""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

INTERRUPTED_QUERY = "Query interrupted"  # DuckDB 2.0


@dataclass(frozen=True)
class Engine:
    """Where the connections of a run leave what memory does not hold, and how much that is; 0 for DuckDB's own limit.

    Each connection is a database of its own, and they are used one after the other.
    """

    overflow: Path
    megabytes: int

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
