"""A real Dask cluster: a scheduler and two workers, each a process of its own, on the loopback."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import Mock

import pytest

from flows.run.cluster import ClusterError, _connected, do_there, make_part_there, process_on_cluster
from flows.run.shards import NewItems, Pause, StalePart, carried, process_shard
from flows.run.versions import stage_versions
from flows.settings import Settings
from tests.plain_run import parquet_bytes, run_plainly
from tests.run.test_shards import VERSIONS, item
from tests.small_corpus import REPORTS

ROOT = Path(__file__).parents[2]


@dataclass
class Cluster:
    """A scheduler's address and the processes of its workers."""

    scheduler: str
    workers: list[subprocess.Popen[str]]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    pytest.importorskip("distributed", reason="Dask is not installed: pip install distributed")
    address = tmp_path / "scheduler.json"
    with (
        started("scheduler", "--port", "0", "--scheduler-file", address, "--host", "127.0.0.1"),
        started_worker(address) as first,
        started_worker(address) as second,
    ):
        from distributed import Client

        with Client(scheduler_file=str(address), timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=120)
            scheduler = client.scheduler.address
        yield Cluster(scheduler, [first, second])


@contextmanager
def started(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run a part of Dask until the block is left."""
    command = [sys.executable, "-m", "distributed.cli.dask_" + str(arguments[0]), *map(str, arguments[1:])]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([*command, "--no-dashboard"], stderr=subprocess.DEVNULL, text=True, env=environment)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def started_worker(address: Path):
    """Run a worker without a nanny, so that one that is killed stays dead."""
    place = ["--local-directory", address.parent]
    return started("worker", "--scheduler-file", address, "--nthreads", "1", "--no-nanny", *place)


def stale(part, stage):
    return StalePart(part, frozenset(i.item_key for i in part.items), stage)


@pytest.mark.parametrize("stage", ["clean", "extract"])
def test_a_shard_that_travels_gives_the_part_that_it_gives_at_home(tmp_path, stage):
    part = process_shard(NewItems([item("a.txt"), item("b.txt")]), tmp_path, VERSIONS).part
    if stage == "extract":
        part = process_shard(stale(part, "clean"), tmp_path, VERSIONS).part
    newer = {**VERSIONS, "extract": "2"}
    here = process_shard(stale(part, stage), tmp_path / "here", newer)
    there = process_shard(carried(stale(part, stage)), tmp_path / "there", newer)
    assert here.part.name == there.part.name
    assert here.counts == there.counts
    for path in here.part.folder.iterdir():
        assert path.read_bytes() == (there.part.folder / path.name).read_bytes(), path.name


def test_a_worker_of_another_release_refuses():
    with pytest.raises(ClusterError, match="another release"):
        make_part_there(NewItems([item("a.txt")]), VERSIONS)
    with pytest.raises(ClusterError, match="another release"):
        do_there(len, "stories", "another version")
    assert do_there(len, "stories", stage_versions()["link"]) == 7


def test_without_work_no_cluster_is_asked(tmp_path):
    assert list(process_on_cluster([Pause()], tmp_path, VERSIONS, scheduler="tcp://127.0.0.1:1")) == []


@pytest.mark.parametrize("given", [{"executor": "dask"}, {"scheduler": "tcp://127.0.0.1:8786"}])
def test_a_cluster_needs_both_its_settings(given):
    with pytest.raises(ValueError, match="scheduler"):
        Settings(**given)


def test_a_run_on_this_machine_is_chosen_against_a_file_that_names_a_cluster():
    assert Settings(executor="processes", scheduler="tcp://127.0.0.1:8786").executor == "processes"


@pytest.mark.slow
def test_no_cluster_is_one_sentence(tmp_path):
    pytest.importorskip("distributed", reason="Dask is not installed: pip install distributed")
    shards = [NewItems([item("a.txt")])]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.run.cluster.SECONDS_TO_CONNECT", 1)
        with pytest.raises(ClusterError, match="No Dask scheduler answers"):
            list(process_on_cluster(shards, tmp_path, VERSIONS, scheduler="tcp://127.0.0.1:1"))


@pytest.mark.slow
def test_a_run_whose_worker_is_killed_publishes_the_bytes_of_a_local_run(cluster, tmp_path, monkeypatch):
    raw = tmp_path / "raw"
    raw.mkdir()
    for number in range(24):
        (raw / f"{number}.txt").write_text(REPORTS[number % 4].replace("Velmora", f"Velmora {number // 4}"))
    many = {"shard_documents": 3}
    run_plainly(raw, tmp_path / "here", **many)
    kill_after_the_first_shard(monkeypatch, cluster.workers[0])
    monkeypatch.setattr("flows.link.linking.LEAST_BATCHES", 1)
    connected = Mock(side_effect=_connected)
    monkeypatch.setattr("flows.run.cluster._connected", connected)
    run_plainly(raw, tmp_path / "there", executor="dask", scheduler=cluster.scheduler, **many)
    assert cluster.workers[0].poll() == -signal.SIGKILL
    assert cluster.workers[1].poll() is None
    assert connected.call_count == 2  # for shards, and for stories
    assert parquet_bytes(tmp_path / "there") == parquet_bytes(tmp_path / "here")


def kill_after_the_first_shard(monkeypatch, worker):
    """Kill a worker while it holds shards: when the first report of the run has come."""
    from flows.run.cluster import ClusterPool

    finish = ClusterPool.finish

    def finish_and_kill(pool, started):
        report = finish(pool, started)
        if worker.poll() is None:
            assert pool.width == 2
            worker.kill()
            worker.wait()
            time.sleep(0.1)
        return report

    monkeypatch.setattr(ClusterPool, "finish", finish_and_kill)
