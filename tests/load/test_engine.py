from pathlib import Path

import duckdb
import pytest

from flows.load import engine as engine_module
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


@pytest.fixture
def taken(tmp_path, monkeypatch):
    """Return work that takes more than 16 MB, by the limit that is chosen, and the limits that were tried."""
    monkeypatch.setattr(engine_module, "USUAL_MEGABYTES", 16)
    tried: list[int] = []

    def take(megabytes: int | None) -> None:
        def work(engine: Engine) -> None:
            tried.append(engine.megabytes)
            with engine.connected() as connection:
                connection.execute("select len(list(i)) from range(8_000_000) as r(i)").fetchall()

        Engine.chosen(tmp_path / "overflow", megabytes).enough_for(work)

    return take, tried


def test_where_the_usual_memory_is_too_little_the_work_begins_again_with_more(taken, caplog):
    take, tried = taken
    take(None)
    assert tried == [16, 0]
    [said] = caplog.messages
    assert said.startswith("16 MB for DuckDB were too little (Out of Memory Error: ")
    assert said.endswith("): begun again with more")


def test_a_limit_that_somebody_chose_holds(taken, caplog):
    take, tried = taken
    with pytest.raises(duckdb.OutOfMemoryException):
        take(16)
    assert tried == [16]
    assert not caplog.messages
