"""A run that is killed, or whose disk fails, leaves the last snapshot as it was, and the next run ends as if nothing
had happened. `benchmarks/kill.py` does the same at every moment there is, `benchmarks/full_disk.py` with more sizes."""

import os
import resource
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from flows.link import linking
from flows.load.slices import SLICE_DOCUMENTS
from flows.load.snapshots import Warehouse
from flows.run import gathering
from tests.conftest import ROOT
from tests.dying_runs import SAMPLE, STEPS, MountError, change, leave_room, leftovers, prepare, small_disk, steps_of
from tests.plain_run import parquet_bytes, run_plainly
from tests.processes import parallax

pytestmark = pytest.mark.slow
FAULTY_STEPS = ("keeping parts", "building the snapshot", "switching")  # each costs two runs


def child(raw: Path, warehouse: Path, moment: int, **options: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "tests.plain_run", str(raw), str(warehouse), str(moment)]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, **options)


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """Return a raw folder whose files have changed since its warehouse was published, and that warehouse."""
    folder = tmp_path_factory.mktemp("crash")
    raw, warehouse = folder / "raw", folder / "warehouse"
    prepare(raw, warehouse)
    change(raw)
    return raw, warehouse


@pytest.fixture(scope="module")
def undisturbed(before, tmp_path_factory):
    raw, warehouse = before
    after = tmp_path_factory.mktemp("undisturbed") / "warehouse"
    shutil.copytree(warehouse, after, symlinks=True)
    done = child(raw, after, 0)
    assert done.returncode == 0, done.stderr
    return parquet_bytes(after), steps_of(done.stdout.splitlines(), after)


def readable_rows(warehouse: Path) -> int:
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        counts = connection.execute("select count(*) from core.documents join core.articles using (document_id)")
        return int((counts.fetchone() or (0,))[0])


def moments_of(steps: list[str]) -> list[int]:
    """Return the first, the middle and the last moment of each step of a run."""
    places = [[place for place, found in enumerate(steps, 1) if found == step] for step in dict.fromkeys(steps)]
    return sorted({moment for p in places for moment in (p[0], p[len(p) // 2], p[-1])})


def test_a_killed_run_leaves_the_last_snapshot_and_the_next_run_ends_as_if_undisturbed(
    before, undisturbed, tmp_path, monkeypatch
):
    monkeypatch.setattr(gathering, "UNSETTLED_NANOSECONDS", 0)
    raw, warehouse = before
    expected, steps = undisturbed
    assert set(steps) == set(STEPS)
    old = parquet_bytes(warehouse)

    def kill(moment: int) -> tuple[int, Path, int]:
        copy = tmp_path / f"killed-{moment}"
        shutil.copytree(warehouse, copy, symlinks=True)
        return moment, copy, child(raw, copy, moment).returncode

    with ThreadPoolExecutor(2) as pool:
        for moment, copy, status in pool.map(kill, moments_of(steps)):
            assert status == -signal.SIGKILL, moment
            assert parquet_bytes(copy) in (old, expected), moment
            assert readable_rows(copy) >= 4, moment
            run_plainly(raw, copy)
            assert parquet_bytes(copy) == expected, moment
            assert leftovers(copy) == []
            shutil.rmtree(copy)


def test_a_change_that_fails_costs_the_run_at_most_and_the_next_one_ends_as_if_undisturbed(
    before, undisturbed, tmp_path, monkeypatch
):
    """`benchmarks/kill.py faults` lets every change fail in turn."""
    monkeypatch.setattr(gathering, "UNSETTLED_NANOSECONDS", 0)
    raw, warehouse = before
    expected, steps = undisturbed
    old = parquet_bytes(warehouse)

    def fail(moment: int) -> tuple[int, Path, subprocess.CompletedProcess[str]]:
        copy = tmp_path / f"failed-{moment}"
        shutil.copytree(warehouse, copy, symlinks=True)
        return moment, copy, child(raw, copy, moment, env={**os.environ, "PARALLAX_FAULT": "1"})

    with ThreadPoolExecutor(2) as pool:
        for moment, copy, done in pool.map(fail, [steps.index(step) + 1 for step in FAULTY_STEPS]):
            assert done.returncode in (0, 1), done.stderr
            assert "Traceback" not in done.stderr, done.stderr
            assert parquet_bytes(copy) in (old, expected), moment
            run_plainly(raw, copy)
            assert parquet_bytes(copy) == expected, moment
            assert leftovers(copy) == []
            shutil.rmtree(copy)


def test_a_first_run_that_is_killed_is_taken_up_by_the_next(before, undisturbed, tmp_path):
    raw, _ = before
    expected, _ = undisturbed
    for moment in (3, 12, 24):
        copy = tmp_path / str(moment)
        assert child(raw, copy, moment).returncode == -signal.SIGKILL
        run_plainly(raw, copy)
        assert parquet_bytes(copy) == expected
        assert leftovers(copy) == []


def test_stories_that_a_run_compared_before_it_died_are_not_compared_again(tmp_path, monkeypatch):
    whole = run_plainly(SAMPLE, tmp_path / "whole").work_counts["compare"]
    monkeypatch.setattr(linking, "BATCH_ARTICLES", 1)
    compare, compared = linking.compare, []

    def die_at_the_fifth(batch):
        compared.extend(batch.stories)
        if len(compared) == 5:
            raise KeyboardInterrupt
        return compare(batch)

    with monkeypatch.context() as patch:
        patch.setattr(linking, "compare", die_at_the_fifth)
        with pytest.raises(KeyboardInterrupt):
            run_plainly(SAMPLE, tmp_path / "died")
    # of the four that were compared two are in a full chunk, see plain_run.py
    assert run_plainly(SAMPLE, tmp_path / "died").work_counts["compare"] == whole - 2
    assert parquet_bytes(tmp_path / "died") == parquet_bytes(tmp_path / "whole")
    assert leftovers(tmp_path / "died") == []


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
    *journal, said = done.stderr.splitlines()
    assert said.startswith("parallax: ")
    assert all(" | INFO " in line for line in journal)
    assert parquet_bytes(copy) == old
    assert readable_rows(copy) >= 4
    run_plainly(raw, copy)
    assert parquet_bytes(copy) == expected
    assert leftovers(copy) == []


@pytest.mark.parametrize("room", [0, 200, 4_000, 12_000])  # kilobytes; it ends in parts, tables, database
def test_a_full_disk_is_told_in_a_sentence_and_leaves_the_last_snapshot(before, undisturbed, tmp_path, room):
    raw, warehouse = before
    expected, _ = undisturbed
    try:
        with small_disk(tmp_path / "disk"):
            copy = tmp_path / "disk" / "warehouse"
            shutil.copytree(warehouse, copy, symlinks=True)
            leave_room(tmp_path / "disk", room)
            done = child(raw, copy, 0)
            assert done.returncode == 1, done.stderr
            *logged, said = done.stderr.splitlines()
            assert said.startswith("parallax: "), done.stderr
            assert said.endswith("Make room on this disk and run again: what was published before is as it was.")
            assert len(logged) <= 1, done.stderr  # what was read
            assert parquet_bytes(copy) == parquet_bytes(warehouse)
            assert readable_rows(copy) >= 4
            leave_room(tmp_path / "disk", 2**18)
            run_plainly(raw, copy)
            assert parquet_bytes(copy) == expected
            assert leftovers(copy) == []
    except MountError as error:
        pytest.skip(f"no disk can be mounted here: {error}")


def test_the_command_says_nothing_after_its_sentence(before, real_server, tmp_path):
    raw, warehouse = before
    try:
        with small_disk(tmp_path / "disk"):
            copy = tmp_path / "disk" / "warehouse"
            shutil.copytree(warehouse, copy, symlinks=True)
            leave_room(tmp_path / "disk", 4_000)
            process = parallax("run", "--raw", raw, "--warehouse", copy, "--workers", 1, **real_server)
            said = process.communicate(timeout=200)[1].splitlines()
            assert (process.returncode, said[-1][:10], len(said)) == (1, "parallax: ", 1), said
    except MountError as error:
        pytest.skip(f"no disk can be mounted here: {error}")


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


def test_the_command_publishes_the_bytes_of_a_run_inside_python_that_cuts_slices_alike(tmp_path, real_server):
    """The harnesses of killed commands and full disks rest on it."""
    raw = tmp_path / "raw"
    prepare(raw, tmp_path / "inside", slice_documents=SLICE_DOCUMENTS)
    process = parallax("run", "--raw", raw, "--warehouse", tmp_path / "command", "--workers", 1, **real_server)
    process.communicate()
    assert process.returncode == 0
    assert parquet_bytes(tmp_path / "command") == parquet_bytes(tmp_path / "inside")
