import subprocess
import sys
from pathlib import Path

import pytest

from flows.load.snapshots import Warehouse, WarehouseError


def built(warehouse: Warehouse, run_id: str, text: str) -> Path:
    folder = warehouse.building_folder(run_id)
    folder.mkdir(parents=True)
    (folder / "parallax.duckdb").write_text(text)
    return folder


def publish(warehouse: Warehouse, name: str, kept: int = 3) -> None:
    warehouse.publish(built(warehouse, name, name), name)
    warehouse.prune(kept)


def test_nothing_published_is_said_with_the_next_step(tmp_path):
    with pytest.raises(WarehouseError, match="parallax run"):
        _ = Warehouse(tmp_path).database


def test_the_database_and_the_folder_of_a_snapshot_are_switched_together(tmp_path):
    warehouse = Warehouse(tmp_path)
    publish(warehouse, "1")
    publish(warehouse, "2")
    assert warehouse.database.read_text() == "2"
    assert warehouse.current == (tmp_path / "snapshots" / "2").resolve()


def test_a_reader_keeps_the_snapshot_it_opened(tmp_path):
    warehouse = Warehouse(tmp_path)
    publish(warehouse, "1")
    with warehouse.database.open() as reader:
        for name in "2345":
            publish(warehouse, name, kept=2)
        assert reader.read() == "1"


def test_only_the_last_snapshots_stay_on_disk(tmp_path):
    warehouse = Warehouse(tmp_path)
    for name in "12345":
        publish(warehouse, name, kept=3)
    assert sorted(p.name for p in (tmp_path / "snapshots").iterdir()) == ["3", "4", "5"]


def test_a_second_run_is_refused_while_another_process_holds_the_warehouse(tmp_path):
    code = (
        "import sys, pathlib\nfrom flows.load.snapshots import Warehouse\n"
        "with Warehouse(pathlib.Path(sys.argv[1])).locked():\n    print('held', flush=True)\n    sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdin is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(WarehouseError, match="Another run"), Warehouse(tmp_path).locked():
        pass
    holder.stdin.close()
    holder.wait()
    holder.stdout.close()
    with Warehouse(tmp_path).locked():
        pass


def test_what_a_dead_run_left_is_cleared_by_the_next_one(tmp_path):
    warehouse = Warehouse(tmp_path)
    built(warehouse, "dead", "half")
    with warehouse.locked():
        assert list(tmp_path.glob(".building*")) == []


def test_a_clock_that_steps_back_does_not_lose_what_was_just_published(tmp_path):
    warehouse = Warehouse(tmp_path)
    for name in ("2027", "2028", "2029"):
        publish(warehouse, name)
    publish(warehouse, "2026")
    assert warehouse.database.read_text() == "2026"
