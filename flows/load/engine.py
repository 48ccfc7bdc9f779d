"""DuckDB as a run uses it: within a limit of memory, and with a folder for what does not fit.

In: the folder and the limit. Out: connections. DuckDB's own limit is four fifths of the machine's memory, and a
database that is not in a file has its overflow in the folder one happens to stand in.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb


@dataclass(frozen=True)
class Engine:
    """Where the connections of a run leave what memory does not hold, and how much that is; 0 for DuckDB's own limit.

    Each connection is a database of its own, and they are used one after the other.
    """

    overflow: Path
    megabytes: int

    def connect(self) -> duckdb.DuckDBPyConnection:
        """Return a new database in memory whose times are in UTC."""
        limit = {"memory_limit": f"{self.megabytes}MiB"} if self.megabytes else {}
        connection = duckdb.connect(config={"temp_directory": str(self.overflow), **limit})
        connection.execute("set TimeZone = 'UTC'")
        return connection
