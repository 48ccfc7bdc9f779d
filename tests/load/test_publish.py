import json
from datetime import UTC, datetime

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.contracts.tables import TABLES
from flows.load.publish import build_snapshot
from flows.load.staging import Staging

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def run_row(run_id="run-1", documents=2, **changes):
    counts = {"item_count": documents, "document_count": documents, "reject_count": 0, "reprocessed_count": documents}
    return {"run_id": run_id, "started_at": NOON, "code_version": "test", **counts, **changes}


@pytest.fixture
def staging(tmp_path, document, linked):
    staged = Staging(tmp_path / "staging")
    staged.write_rows(document("a", "post", None), "shard-0")
    staged.write_rows(document("b", "courier", None), "shard-1")
    staged.write_rows(linked("a", "b"), "linked")
    return staged


def build(staging, folder, run=None, previous=None):
    return build_snapshot(staging, folder, run or run_row(), previous=previous, clock=lambda: NOON)


def test_parquet_and_database_hold_the_same_rows_for_every_table(staging, tmp_path):
    built = build(staging, tmp_path / "built")
    assert built.failures == ()
    with duckdb.connect(str(tmp_path / "built" / "parallax.duckdb"), read_only=True) as connection:
        for name in TABLES:
            path = tmp_path / "built" / "core" / name / "part-00000.parquet"
            count = connection.execute(f"select count(*) from core.{name}").fetchone()[0]
            assert pq.read_metadata(path).num_rows == count, name
        assert connection.execute("select distinct story_title from marts.story_coverage").fetchall() == [("Ferry",)]
        assert connection.execute("select finished_at from core.runs").fetchone()[0] == NOON


def test_the_same_rows_give_the_same_parquet_bytes(staging, tmp_path):
    for name in ("one", "two"):
        build(staging, tmp_path / name)
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.parquet"))
    assert len(files) > len(TABLES)
    assert [f for f in files if (tmp_path / "one" / f).read_bytes() != (tmp_path / "two" / f).read_bytes()] == []


def test_a_lost_document_fails_the_checks(staging, tmp_path):
    built = build(staging, tmp_path / "built", run_row(documents=2, item_count=3))
    assert [check.name for check in built.failures] == ["items_are_documents_or_rejects"]


def test_blocks_that_leave_a_gap_fail_the_checks(staging, tmp_path, document):
    rows = document("c", "post", None)
    rows["blocks"][1]["start_char"] = 30
    staging.write_rows(rows, "shard-2")
    staging.write_rows({"story_articles": [{"story_id": "s", "document_id": "c", "membership_score": 1.0}]}, "more")
    built = build(staging, tmp_path / "built", run_row(documents=3))
    assert [check.name for check in built.failures] == ["blocks_tile_documents"]


def test_a_run_remembers_the_runs_before_it(staging, tmp_path):
    build(staging, tmp_path / "one")
    build(staging, tmp_path / "two", run_row("run-2"), previous=tmp_path / "one")
    runs = pq.read_table(tmp_path / "two" / "core" / "runs" / "part-00000.parquet").column("run_id").to_pylist()
    assert runs == ["run-1", "run-2"]


def test_the_datapackage_describes_every_parquet_file(staging, tmp_path):
    build(staging, tmp_path / "built")
    package = json.loads((tmp_path / "built" / "datapackage.json").read_text())
    paths = {resource["path"] for resource in package["resources"]}
    assert paths == {p.relative_to(tmp_path / "built").as_posix() for p in (tmp_path / "built").rglob("*.parquet")}
    documents = next(r for r in package["resources"] if r["name"] == "core.documents")
    assert documents["row_count"] == 2
    assert {"name": "document_text", "type": "string"}.items() <= documents["schema"]["fields"][-1].items()
