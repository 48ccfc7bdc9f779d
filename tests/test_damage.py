"""Warehouses that were damaged, copied, or come from other versions: the next runs make good what can be made good."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from pydantic import ValidationError

from flows import pipeline
from flows.contracts.errors import ParallaxError
from flows.load.snapshots import Warehouse, WarehouseError
from flows.load.store import Store
from flows.run import gathering
from flows.run.versions import stage_versions
from tests import plain_run
from tests.plain_run import parquet_bytes, run_plainly
from tests.small_corpus import NOTE, write_reports

pytestmark = pytest.mark.slow
READ_TABLES = ("parts/*/pages", "parts/*/mentions", "stories/memory-cells")
KEPT_TABLES = (*READ_TABLES, "story-chunks/*/fact_values")  # the last is read where one of its stories stays


@pytest.fixture(scope="module", autouse=True)
def one_slice():
    """Have all rows made anew whenever something changed, so that whatever is damaged is read."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plain_run, "SLICE_DOCUMENTS", 1_000)
        yield


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Return a raw folder and the warehouse of a run over it."""
    folder = tmp_path_factory.mktemp("published")
    raw = write_reports(folder / "raw")
    run_plainly(raw, folder / "warehouse")
    return raw, folder / "warehouse"


@pytest.fixture
def raw(published, tmp_path):
    shutil.copytree(published[0], tmp_path / "raw")
    return tmp_path / "raw"


@pytest.fixture
def warehouse(published, tmp_path, monkeypatch):
    monkeypatch.setattr(gathering, "UNSETTLED_NANOSECONDS", 0)
    shutil.copytree(published[1], tmp_path / "warehouse", symlinks=True)
    return tmp_path / "warehouse"


def run_with_and_without_a_note(raw: Path, warehouse: Path) -> None:
    (raw / "note.txt").write_text(NOTE)
    run_plainly(raw, warehouse)
    (raw / "note.txt").unlink()
    run_plainly(raw, warehouse)


def snapshot_of(warehouse: Path) -> Path:
    snapshot = Warehouse(warehouse).current
    assert snapshot is not None
    return snapshot


@pytest.mark.parametrize("name", KEPT_TABLES)
@pytest.mark.parametrize("is_gone", [True, False])
def test_a_kept_table_that_is_gone_or_cut_off_is_made_anew(published, raw, warehouse, name, is_gone):
    [path] = (warehouse / ".store").glob(f"{name}.parquet")
    if is_gone:
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:50])
    run_with_and_without_a_note(raw, warehouse)
    assert parquet_bytes(warehouse) == parquet_bytes(published[1])


@pytest.mark.parametrize("name", READ_TABLES)
def test_bytes_gone_bad_cost_one_run_and_say_so(published, raw, warehouse, name):
    [path] = (warehouse / ".store").glob(f"{name}.parquet")
    path.write_bytes(bytes(path.stat().st_size))
    (raw / "note.txt").write_text(NOTE)
    with pytest.raises((ParallaxError, duckdb.Error), match="is damaged"):
        run_plainly(raw, warehouse)
    assert parquet_bytes(warehouse) == parquet_bytes(published[1])
    run_with_and_without_a_note(raw, warehouse)
    assert parquet_bytes(warehouse) == parquet_bytes(published[1])


def test_bytes_gone_bad_in_rows_that_stay_cost_one_run_and_say_so(published, raw, warehouse, monkeypatch):
    [path] = (warehouse / ".store").glob("story-chunks/*/fact_values.parquet")
    path.write_bytes(bytes(path.stat().st_size))
    other_rules = {**stage_versions(), "load": "other"}  # so that everything is loaded and nothing linked anew
    monkeypatch.setattr(pipeline, "stage_versions", lambda: other_rules)
    with pytest.raises((ParallaxError, duckdb.Error), match="is damaged"):
        run_plainly(raw, warehouse)
    run_plainly(raw, warehouse)
    assert parquet_bytes(warehouse) == parquet_bytes(published[1])


@pytest.mark.parametrize(
    "name", ["core/articles/part-00000.parquet", "core/runs/part-00000.parquet", "parallax.duckdb"]
)
def test_a_damaged_snapshot_is_not_carried_on(published, raw, warehouse, name):
    (snapshot_of(warehouse) / name).write_bytes(b"PAR1")
    run_plainly(raw, warehouse)
    assert parquet_bytes(warehouse) == parquet_bytes(published[1])
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        assert connection.execute("select count(*) from core.articles").fetchone() == (4,)


@pytest.mark.parametrize("column", [None, "published_precision"])
def test_the_snapshot_of_another_version_is_followed_by_one_of_this(published, raw, warehouse, monkeypatch, column):
    snapshot = snapshot_of(warehouse)
    if column is None:
        (snapshot / "items.parquet").unlink()
        shutil.rmtree(snapshot / "core" / "story_aliases")
    else:
        path = snapshot / "core" / "articles" / "part-00000.parquet"
        pq.write_table(pq.read_table(path).drop_columns([column]), path)
        monkeypatch.setattr("flows.load.publish.is_whole", lambda _: True)
    run_with_and_without_a_note(raw, warehouse)
    assert parquet_bytes(warehouse) == parquet_bytes(published[1])


def test_a_warehouse_that_was_copied_with_its_links_followed_goes_on(published, raw, tmp_path):
    shutil.copytree(published[1], tmp_path / "copied")
    assert not (tmp_path / "copied" / "current").is_symlink()
    run_with_and_without_a_note(raw, tmp_path / "copied")
    assert parquet_bytes(tmp_path / "copied") == parquet_bytes(published[1])
    assert (tmp_path / "copied" / "current").is_symlink()
    assert (tmp_path / "copied" / "parallax.duckdb").is_symlink()


@pytest.mark.parametrize("name", ["[x]*", "it's {a,b} übung"])
def test_a_warehouse_may_be_called_anything(published, raw, tmp_path, name):
    run_with_and_without_a_note(raw, tmp_path / name)
    assert parquet_bytes(tmp_path / name) == parquet_bytes(published[1])


def test_what_cannot_be_cleared_away_does_not_make_a_published_run_a_failed_one(raw, warehouse, monkeypatch, caplog):
    def fail(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    (raw / "note.txt").write_text(NOTE)
    with monkeypatch.context() as patched:
        patched.setattr(Store, "tidy", fail)
        assert run_plainly(raw, warehouse).document_count == 5
    assert "Published, but" in caplog.text


def test_documents_that_all_went_at_once_are_told_loudly(raw, warehouse, tmp_path):
    (tmp_path / "not mounted").mkdir()
    went = run_plainly(tmp_path / "not mounted", warehouse, allow_empty=True)
    assert [check.name for check in went.warnings] == ["half_of_the_documents_went"]
    assert run_plainly(tmp_path / "not mounted", warehouse, allow_empty=True).warnings == ()


def test_a_warehouse_among_the_raw_files_is_refused_and_a_hidden_one_is_not(raw):
    for folder in (raw, raw / "warehouse"):
        with pytest.raises(ValidationError, match="would be read as texts"):
            run_plainly(raw, folder)
    assert run_plainly(raw, raw / ".warehouse").item_count == 4
    assert run_plainly(raw, raw / ".warehouse").item_count == 4


def test_a_folder_in_which_duckdb_opens_nothing_is_refused(raw, tmp_path):
    with pytest.raises(WarehouseError, match="rename"):
        run_plainly(raw, tmp_path / "why?")


def test_what_a_killed_run_has_redone_is_not_redone_by_the_next(raw, warehouse, monkeypatch):
    run_plainly(raw, warehouse, shard_documents=1)
    for number in range(8):
        (raw / f"note-{number}.txt").write_text(NOTE)
        run_plainly(raw, warehouse)
    parts = warehouse / ".store" / "parts"
    shutil.copytree(parts, warehouse.with_name("older"))
    newer = {name: f"{v}-newer" if name in ("extract", "link", "load") else v for name, v in stage_versions().items()}
    monkeypatch.setattr(pipeline, "stage_versions", lambda: newer)
    assert run_plainly(raw, warehouse).work_counts["extract"] == 12
    shutil.copytree(warehouse.with_name("older"), parts, dirs_exist_ok=True)
    assert run_plainly(raw, warehouse).work_counts["extract"] == 0


def test_a_clock_that_stepped_back_stops_no_run(published, raw, warehouse, monkeypatch):
    class Earlier(datetime):
        @classmethod
        def now(cls, _zone: object = None) -> datetime:
            return datetime.now(UTC) - timedelta(days=300)

    (raw / "note.txt").write_text(NOTE)
    monkeypatch.setattr(pipeline, "datetime", Earlier)
    assert run_plainly(raw, warehouse).document_count == 5
    (raw / "note.txt").unlink()
    run_plainly(raw, warehouse)
    assert parquet_bytes(warehouse) == parquet_bytes(published[1])
