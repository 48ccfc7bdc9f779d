from pathlib import Path

from flows.load.engine import Engine


def test_what_does_not_fit_the_memory_lies_on_disk_and_comes_out_sorted(tmp_path):
    overflow = tmp_path / "overflow"
    with Engine(overflow, 64).connect() as connection:
        connection.execute("set threads = 1")
        reader = connection.sql(
            "select hash(range)::varchar || repeat('-', 80) as key from range(1_000_000) order by key"
        ).to_arrow_reader(100_000)
        first = next(iter(reader))
        assert list(overflow.iterdir())
        rest = list(reader)
    assert sum(map(len, (first, *rest))) == 1_000_000
    last = ""
    for batch in (first, *rest):
        keys = batch.column("key").to_pylist()
        assert last < keys[0]
        assert keys == sorted(keys)
        last = keys[-1]
    assert not list(overflow.glob("*"))


def test_zero_leaves_the_limit_to_duckdb_and_times_are_utc():
    with Engine(Path("unused"), 0).connect() as connection, Engine(Path("unused"), 512).connect() as small:
        limits = [c.execute("select current_setting('memory_limit')").fetchone()[0] for c in (connection, small)]
        assert limits[1] == "512.0 MiB" != limits[0]
        assert connection.execute("select current_setting('TimeZone')").fetchone() == ("UTC",)
