import shutil
from pathlib import Path

import duckdb
import pytest

from flows.load.models import read_models
from flows.load.publish import ChecksFailed
from flows.load.snapshots import Warehouse
from flows.pipeline import run_pipeline
from flows.run.versions import stage_versions
from flows.settings import Settings
from tests.conftest import SAMPLE, SHARED

pytestmark = pytest.mark.slow


def query(warehouse: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def test_the_sample_corpus_is_read_whole_and_its_empty_file_is_a_reject(sample):
    summary, warehouse = sample
    assert (summary.item_count, summary.document_count, summary.reject_count) == (50, 43, 7)
    assert query(warehouse, "select path from core.rejects where reason_code = 'empty'") == [
        ("found-online/empty.txt",)
    ]


def test_every_data_check_of_severity_fail_passes_on_the_sample(sample):
    _, warehouse = sample
    found = query(warehouse, "select check_name from core.check_results where severity = 'fail' and failed_count > 0")
    assert found == []


@pytest.mark.parametrize("mart", read_models("marts"), ids=lambda mart: mart.name)
def test_the_key_of_a_mart_is_never_null(sample, mart):
    with duckdb.connect(str(Warehouse(sample[1]).database), read_only=True) as connection:
        missing = " or ".join(f"{column} is null" for column in mart.key)
        assert connection.sql(f"from marts.{mart.name} where {missing}").fetchall() == []


def test_a_second_run_over_several_processes_gives_the_same_parquet_bytes(sample, tmp_path):
    first, _ = sample
    second = run_pipeline(Settings(raw=SAMPLE, warehouse=tmp_path / "w", workers=2, shard_documents=4))
    own_to_a_run = {"runs", "check_results", "cleaning_history"}
    files = [p for p in sorted(first.snapshot.rglob("*.parquet")) if p.parent.name not in own_to_a_run]
    differing = [
        p.name if p.parent.name == "marts" else p.parent.name
        for p in files
        if p.read_bytes() != (second.snapshot / p.relative_to(first.snapshot)).read_bytes()
    ]
    assert differing == []
    assert len(files) > 40


def test_a_run_that_fails_its_checks_keeps_the_old_snapshot(sample, tmp_path, monkeypatch):
    _, published = sample
    warehouse = tmp_path / "warehouse"
    shutil.copytree(published, warehouse, symlinks=True)
    before = Warehouse(warehouse).current
    sql = tmp_path / "sql"
    shutil.copytree(Path(__file__).parents[1] / "sql", sql)
    (sql / "checks" / "nothing_is_good_enough.sql").write_text(
        "-- question: Does anything stand in the way?\n-- severity: fail\nselect 1 as n\n"
    )
    monkeypatch.setattr("flows.load.models.sql_folder", lambda: sql)
    newer = {**stage_versions(), "load": "newer"}
    monkeypatch.setattr("flows.pipeline.stage_versions", lambda: newer)
    with pytest.raises(ChecksFailed, match="nothing_is_good_enough"):
        run_pipeline(Settings(raw=SAMPLE, warehouse=warehouse, workers=1))
    assert Warehouse(warehouse).current == before
    assert query(warehouse, "select count(*) from core.documents") == [(43,)]
    assert list(warehouse.glob(".building*")) == []


def test_the_order_of_arrival_and_the_names_of_other_files_change_no_row(sample, tmp_path):
    _, first = sample
    raw = tmp_path / "raw"
    shutil.copytree(SAMPLE, raw)
    (raw / "zz-unrelated.txt").write_text("Beekeepers in the valley expect a poor harvest of honey this year.\n" * 3)
    run_pipeline(Settings(raw=raw, warehouse=tmp_path / "w", workers=1))
    for table in ("documents", "blocks", "mentions", "quotations", "expressions"):
        key = f"{table[:-1]}_id" if table != "blocks" else "document_id || '-' || block_index"
        ids = f"select {key} from core.{table} where document_id in (select document_id from core.documents "
        ids += "where path != 'zz-unrelated.txt') order by 1"
        assert query(tmp_path / "w", ids) == query(first, ids), table


def test_a_run_leaves_its_figures_in_prefect(sample):
    from prefect.client.orchestration import get_client

    summary, _ = sample
    with get_client(sync_client=True) as client:
        artifacts = client.read_artifacts()
        runs = client.read_flow_runs()
    by_key = {
        artifact.key: artifact
        for artifact in artifacts
        if summary.run_id in str(artifact.data) or summary.run_id in str(artifact.description)
    }
    assert {"run-figures", "run-summary"} <= set(by_key)
    assert any(run.name.startswith("data/raw at ") for run in runs)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder with the seed files is not beside this checkout")
def test_five_real_reports_of_one_call_become_one_story_with_its_contradictions(prefect_server, tmp_path):
    run_pipeline(Settings(raw=SHARED / "seeds", warehouse=tmp_path, workers=1))
    assert query(tmp_path, "select article_count from core.stories") == [(5,)]
    kinds = query(tmp_path, "select distinct slot_kind from core.fact_slots where relation = 'contradiction'")
    assert {("date",), ("role",)} <= set(kinds)
