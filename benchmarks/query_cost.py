"""What queries of a published warehouse cost, as its users put them.

    python -m benchmarks.query_cost WAREHOUSE/parallax.duckdb [--threads 1]

In: a published database. Out: for every mart its rows and the milliseconds, on the wall clock and of the processor, of
three questions: all rows counted with the different values of their first column, the first hundred rows in the order
of all columns, and the rows of the largest value of that first column (a story, an outlet, an entity); then the same
for every analysis of `sql/analyses`, run to its last row. Each is asked twice, and the second time counts.
"""

import argparse
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import duckdb

from flows.load.reading import analyses, query_text

SECOND = 1000.0


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("database", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    print_queries(chosen.database, chosen.threads)


def print_queries(database: Path, threads: int = 1) -> None:
    """Print what questions to marts and the analyses cost."""
    with duckdb.connect(str(database), read_only=True) as connection:
        connection.execute(f"set threads = {threads}")
        print_marts(connection)
        print_analyses(connection)


def print_marts(connection: duckdb.DuckDBPyConnection) -> None:
    """Print what the questions to each mart cost."""
    print("| mart | rows | counted, ms | first hundred, ms | one value, ms |\n|---|---|---|---|---|")
    slow = []
    for mart in marts(connection):
        key = connection.sql(f"from marts.{mart} limit 0").columns[0]
        (largest,) = connection.execute(
            f"select arg_max({key}, n) from (select {key}, count(*) as n from marts.{mart} group by {key})"
        ).fetchone() or (None,)
        (rows,) = connection.execute(f"select count(*) from marts.{mart}").fetchone() or (0,)
        cells = [
            asked(connection, f"select count(*), count(distinct {key}) from marts.{mart}"),
            asked(connection, f"from marts.{mart} order by all limit 100"),
            asked(connection, f"from marts.{mart} where {key} is not distinct from $value", value=largest),
        ]
        slow += [f"{mart} {wall:.0f}" for wall, _ in cells if wall >= SECOND]
        print(f"| {mart} | {rows:,} | {' | '.join(f'{wall:.0f} ({spent:.0f})' for wall, spent in cells)} |", flush=True)
    print(f"\n{len(slow)} questions to marts take a second or more: {', '.join(slow) or 'none'}\n")


def print_analyses(connection: duckdb.DuckDBPyConnection) -> None:
    """Print what the analyses cost, the slowest first."""
    found = sorted(((*asked(connection, query_text(name)), name) for name in analyses()), reverse=True)
    print("| analysis | ms | processor ms |\n|---|---|---|")
    for wall, spent, name in found:
        print(f"| {name} | {wall:.0f} | {spent:.0f} |")
    late = sum(wall >= SECOND for wall, _, _ in found)
    print(f"\n{len(found)} analyses, median {median(wall for wall, _, _ in found):.0f} ms, {late} of a second or more")


def marts(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    """Yield the names of the marts in their order."""
    found = connection.execute("select table_name from duckdb_tables() where schema_name = 'marts' order by 1")
    yield from (name for (name,) in found.fetchall())


def asked(connection: duckdb.DuckDBPyConnection, query: str, **values: object) -> tuple[float, float]:
    """Return the milliseconds of a query's second turn: on the wall clock, and of the processor."""
    for _ in range(2):
        wall, spent = time.monotonic(), time.process_time()
        answer = connection.execute(query, values or None)
        while answer.fetchmany(10_000):
            pass
        wall, spent = time.monotonic() - wall, time.process_time() - spent
    return 1000 * wall, 1000 * spent


if __name__ == "__main__":
    main()
