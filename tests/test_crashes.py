"""A run that is killed, or whose disk fails, leaves the last snapshot as it was, and the next run ends as if nothing
had happened. `benchmarks/kill.py` does the same at every moment there is."""

import resource
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from flows import gathering
from flows.load.snapshots import Warehouse
from tests.conftest import ROOT, SAMPLE
from tests.plain_run import parquet_bytes, run_plainly

pytestmark = pytest.mark.slow
MOMENTS = 16  # spread evenly over all changes of the disk; each costs a process


def child(raw: Path, warehouse: Path, moment: int, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.plain_run", str(raw), str(warehouse), str(moment)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, **options)


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """Return a raw folder whose files have changed since its warehouse was published, and that warehouse."""
    folder = tmp_path_factory.mktemp("crash")
    raw, warehouse = folder / "raw", folder / "warehouse"
    for name in ("coastal-wire/march.jsonl", "harbour-gazette/tram-vote.txt", "signal-24/tram.html"):
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(SAMPLE / name, raw / name)
    run_plainly(raw, warehouse)
    (raw / "signal-24/tram.html").unlink()
    (raw / "harbour-gazette/tram-vote.txt").write_text((SAMPLE / "harbour-gazette/tram-vote.txt").read_text() * 2)
    shutil.copy2(SAMPLE / "velmora-courier/tram-council.txt", raw / "new.txt")
    return raw, warehouse


@pytest.fixture(scope="module")
def undisturbed(before, tmp_path_factory):
    raw, warehouse = before
    after = tmp_path_factory.mktemp("undisturbed") / "warehouse"
    shutil.copytree(warehouse, after, symlinks=True)
    done = child(raw, after, 0)
    assert done.returncode == 0, done.stderr
    return parquet_bytes(after), len(done.stdout.splitlines())


def readable_rows(warehouse: Path) -> int:
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        counts = connection.execute("select count(*) from core.documents join core.articles using (document_id)")
        return int((counts.fetchone() or (0,))[0])


def assert_no_leftovers(warehouse: Path) -> None:
    hidden = {path.name for path in warehouse.glob(".*")}
    assert hidden == {".lock", ".store"}
    assert [path for path in warehouse.rglob("*") if path.name.startswith((".new-", ".unpublished"))] == []
    assert list(warehouse.rglob("*.new")) == []


def test_a_killed_run_leaves_the_last_snapshot_and_the_next_run_ends_as_if_undisturbed(
    before, undisturbed, tmp_path, monkeypatch
):
    monkeypatch.setattr(gathering, "UNSETTLED_NANOSECONDS", 0)
    raw, warehouse = before
    expected, change_count = undisturbed
    old = parquet_bytes(warehouse)
    moments = sorted({round(1 + i * (change_count - 1) / (MOMENTS - 1)) for i in range(MOMENTS)})

    def kill(moment: int) -> tuple[int, Path, int]:
        copy = tmp_path / f"killed-{moment}"
        shutil.copytree(warehouse, copy, symlinks=True)
        return moment, copy, child(raw, copy, moment).returncode

    with ThreadPoolExecutor(2) as pool:
        for moment, copy, status in pool.map(kill, moments):
            assert status == -signal.SIGKILL, moment
            assert parquet_bytes(copy) in (old, expected), moment
            assert readable_rows(copy) >= 4, moment
            run_plainly(raw, copy)
            assert parquet_bytes(copy) == expected, moment
            assert_no_leftovers(copy)
            shutil.rmtree(copy)


def test_a_first_run_that_is_killed_is_taken_up_by_the_next(before, undisturbed, tmp_path):
    raw, _ = before
    expected, _ = undisturbed
    for moment in (3, 12, 24):
        copy = tmp_path / str(moment)
        assert child(raw, copy, moment).returncode == -signal.SIGKILL
        run_plainly(raw, copy)
        assert parquet_bytes(copy) == expected
        assert_no_leftovers(copy)


@pytest.mark.parametrize("limit", [2_000, 60_000, 1_000_000])
def test_a_disk_that_takes_no_more_costs_the_run_and_nothing_else(before, undisturbed, tmp_path, limit):
    raw, warehouse = before
    expected, _ = undisturbed
    copy = tmp_path / "warehouse"
    shutil.copytree(warehouse, copy, symlinks=True)
    old = parquet_bytes(copy)

    def cap() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = child(raw, copy, 0, preexec_fn=cap)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("parallax: ")
    assert parquet_bytes(copy) == old
    assert readable_rows(copy) >= 4
    run_plainly(raw, copy)
    assert parquet_bytes(copy) == expected
    assert_no_leftovers(copy)


def test_a_reader_keeps_the_snapshot_it_opened_while_runs_replace_it(before, tmp_path):
    raw, warehouse = before
    copy, files = tmp_path / "warehouse", tmp_path / "raw"
    shutil.copytree(warehouse, copy, symlinks=True)
    shutil.copytree(raw, files)
    with duckdb.connect(str(copy / "parallax.duckdb"), read_only=True) as reader:
        question = "select path, length(document_text) from core.documents order by path"
        first = reader.execute(question).fetchall()
        for number in range(4):
            (files / "new.txt").write_text(f"Ferry {number} is late again, the harbour office said on Monday.\n" * 5)
            run_plainly(files, copy, kept_snapshots=1)
        assert reader.execute(question).fetchall() == first
    assert len(list((copy / "snapshots").iterdir())) == 1


def test_two_runs_at_once_the_second_says_so_and_leaves(before, tmp_path):
    raw, warehouse = before
    copy = tmp_path / "warehouse"
    shutil.copytree(warehouse, copy, symlinks=True)
    with Warehouse(copy).locked():
        done = child(raw, copy, 0)
    assert (done.returncode, "Another run is writing" in done.stderr) == (1, True)
