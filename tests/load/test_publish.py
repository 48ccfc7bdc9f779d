import dataclasses
import hashlib
import json
import time
from datetime import UTC, datetime, timedelta

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.contracts.arrow import ARROW_TYPES
from flows.contracts.columns import ZONES
from flows.contracts.contract_version import contract_version
from flows.contracts.mart_columns import MART_COLUMNS, NOTES, mart_column
from flows.contracts.tables import TABLES
from flows.load.datapackage import FRICTIONLESS_TYPES
from flows.load.models import Model, read_models
from flows.load.publish import build_snapshot, renew_snapshot
from flows.load.published import SnapshotKey, read_key
from tests.load.conftest import assembly_of, part_of

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


KEY = SnapshotKey("content", "rules")


def run_row(run_id="run-1", documents=2, **changes):
    counts = {"item_count": documents, "document_count": documents, "reject_count": 0, "reprocessed_count": documents}
    work = {"read_count": documents, "clean_count": documents, "extract_count": documents, "story_count": 1}
    return {"run_id": run_id, "started_at": NOON, "code_version": "test", **counts, **work, **changes}


@pytest.fixture
def assembly(tmp_path, document, linked):
    parts = [
        part_of(tmp_path / "parts", document(name, outlet, None)) for name, outlet in (("a", "post"), ("b", "courier"))
    ]
    return assembly_of(tmp_path, parts, linked("a", "b"))


def build(assembly, folder, run=None, previous=None, key=KEY):
    documents = {item.document_id: item.item_key for part in assembly.live for item in part.items}
    return build_snapshot(
        assembly, folder, run or run_row(), key=key, documents=documents, previous=previous, clock=lambda: NOON
    )


def test_parquet_and_database_hold_the_same_rows_for_every_table(assembly, tmp_path):
    built = build(assembly, tmp_path / "built")
    assert built.failures == ()
    with duckdb.connect(str(tmp_path / "built" / "parallax.duckdb"), read_only=True) as connection:
        for name in TABLES:
            path = tmp_path / "built" / "core" / name / "part-00000.parquet"
            count = connection.execute(f"select count(*) from core.{name}").fetchone()[0]
            assert pq.read_metadata(path).num_rows == count, name
        assert connection.execute("select distinct story_title from marts.story_coverage").fetchall() == [("Ferry",)]
        assert connection.execute("select finished_at from core.runs").fetchone()[0] == NOON


def test_the_table_macros_lie_in_the_database_with_their_comments(assembly, tmp_path):
    build(assembly, tmp_path / "built")
    with duckdb.connect(str(tmp_path / "built" / "parallax.duckdb"), read_only=True) as connection:
        comments = dict(
            connection.execute(
                "select function_name, comment from duckdb_functions() where database_name = current_database() "
                "and function_type = 'table_macro'"
            ).fetchall()
        )
        assert connection.execute("select section_code from story('ferry') limit 1").fetchall() == [("report",)]
    assert {name for name, comment in comments.items() if comment.startswith("Question: ")} == {
        "find_text",
        "outlet_pair",
        "passage",
        "story",
    }


def test_the_same_rows_give_the_same_parquet_bytes(assembly, tmp_path):
    for name in ("one", "two"):
        build(assembly, tmp_path / name)
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.parquet"))
    assert len(files) > len(TABLES)
    assert [f for f in files if (tmp_path / "one" / f).read_bytes() != (tmp_path / "two" / f).read_bytes()] == []


@pytest.fixture
def far_away(monkeypatch):
    """Let the machine's time zone be another one."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("far_away")
def test_times_are_in_utc_whatever_the_machine_has(assembly, tmp_path):
    build(assembly, tmp_path / "built")
    fields = [
        (path.name, field)
        for path in (tmp_path / "built").rglob("*.parquet")
        for field in pq.read_schema(path)
        if pa.types.is_timestamp(field.type)
    ]
    assert any(name.startswith("story_") for name, _ in fields)
    assert {str(field.type) for _, field in fields} == {"timestamp[us, tz=UTC]"}


def test_a_lost_document_fails_the_checks(assembly, tmp_path):
    built = build(assembly, tmp_path / "built", run_row(documents=2, item_count=3))
    assert [check.name for check in built.failures] == ["items_are_documents_or_rejects"]


def test_blocks_that_leave_a_gap_fail_the_checks(tmp_path, document, linked):
    rows = document("c", "post", None)
    rows["blocks"][1]["start_char"] = 30
    assembly = assembly_of(tmp_path, [part_of(tmp_path / "parts", rows)], linked("c"))
    built = build(assembly, tmp_path / "built", run_row(documents=1))
    assert [check.name for check in built.failures] == ["blocks_tile_documents"]


def test_a_run_remembers_the_runs_before_it(assembly, tmp_path):
    build(assembly, tmp_path / "one")
    build(assembly, tmp_path / "two", run_row("run-2"), previous=tmp_path / "one")
    runs = pq.read_table(tmp_path / "two" / "core" / "runs" / "part-00000.parquet").column("run_id").to_pylist()
    assert runs == ["run-1", "run-2"]


def test_the_datapackage_describes_every_parquet_file(assembly, tmp_path):
    build(assembly, tmp_path / "built")
    package = json.loads((tmp_path / "built" / "datapackage.json").read_text())
    paths = {resource["path"] for resource in package["resources"]}
    files = {p.relative_to(tmp_path / "built").as_posix() for p in (tmp_path / "built").rglob("*.parquet")}
    assert paths == files - {"items.parquet"}
    documents = next(r for r in package["resources"] if r["name"] == "core.documents")
    assert documents["row_count"] == 2
    assert {"name": "document_text", "type": "string"}.items() <= documents["schema"]["fields"][-1].items()


def test_a_renewed_snapshot_shares_its_files_with_the_one_before_and_logs_one_run_more(assembly, tmp_path):
    build(assembly, tmp_path / "one")
    folders = tmp_path / "one", tmp_path / "two"
    built = renew_snapshot(*folders, run_row("run-2"), assembly.engine, key=KEY, clock=lambda: NOON)
    assert built.failures == ()
    for path in (tmp_path / "one").rglob("*.parquet"):
        same = (tmp_path / "two" / path.relative_to(tmp_path / "one")).stat().st_ino == path.stat().st_ino
        assert same is (path.parent.name not in {"runs", "check_results"}), path
    with duckdb.connect(str(tmp_path / "two" / "parallax.duckdb"), read_only=True) as connection:
        assert connection.execute("select run_id from core.runs order by 1").fetchall() == [("run-1",), ("run-2",)]
        assert connection.execute("select count(*) from core.documents").fetchone() == (2,)
    assert built.row_counts["documents"] == 2
    assert read_key(tmp_path / "two") == KEY
    for resource in json.loads((tmp_path / "two" / "datapackage.json").read_text())["resources"]:
        in_file = hashlib.sha256((tmp_path / "two" / resource["path"]).read_bytes()).hexdigest()
        assert resource["hash"] == f"sha256:{in_file}"


def test_only_the_changes_of_the_last_runs_are_kept(assembly, tmp_path, monkeypatch):
    monkeypatch.setattr("flows.load.history.KEPT_CHANGES", 2)
    previous = None
    for number in range(4):
        fewer = dataclasses.replace(assembly, live=dict(list(assembly.live.items())[number % 2 :]))
        run = run_row(f"run-{number}", started_at=NOON + timedelta(hours=number), documents=2 - number % 2)
        build(fewer, tmp_path / str(number), run, previous)
        previous = tmp_path / str(number)
    changes = pq.read_table(previous / "core" / "run_changes").to_pylist()
    assert {row["run_id"] for row in changes} == {"run-2", "run-3"}


def test_a_log_of_an_older_version_is_carried_on_with_its_new_columns_empty(assembly, tmp_path):
    build(assembly, tmp_path / "one")
    path = tmp_path / "one" / "core" / "runs" / "part-00000.parquet"
    pq.write_table(pq.read_table(path).drop_columns(["story_count"]), path)
    build(assembly, tmp_path / "two", run_row("run-2"), previous=tmp_path / "one")
    rows = pq.read_table(tmp_path / "two" / "core" / "runs").to_pylist()
    assert {row["run_id"]: row["story_count"] for row in rows} == {"run-1": 0, "run-2": 1}


def test_the_datapackage_names_run_code_and_contract_and_proves_each_file(assembly, tmp_path):
    build(assembly, tmp_path / "built")
    package = json.loads((tmp_path / "built" / "datapackage.json").read_text())
    assert (package["run_id"], package["code_version"]) == ("run-1", "test")
    assert package["contract_version"] == contract_version()
    for resource in package["resources"]:
        path = tmp_path / "built" / resource["path"]
        assert resource["hash"] == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
        assert resource["row_count"] == pq.read_metadata(path).num_rows
    blocks = next(r["schema"] for r in package["resources"] if r["name"] == "core.blocks")
    assert blocks["primaryKey"] == ["document_id", "block_index"]
    zone = next(field for field in blocks["fields"] if field["name"] == "zone")
    assert zone["constraints"] == {"required": True, "enum": list(ZONES)}


def test_every_column_of_every_table_and_mart_is_described_and_of_a_plain_type(assembly, tmp_path):
    build(assembly, tmp_path / "built")
    paths = [*(tmp_path / "built" / "core").rglob("*.parquet"), *(tmp_path / "built" / "marts").glob("*.parquet")]
    assert len(paths) == len(TABLES) + len(read_models("marts"))
    silent = [
        f"{path.parent.name} {path.stem} {field.name} {field.type}"
        for path in paths
        for field in pq.read_schema(path)
        if not (field.metadata or {}).get(b"description") or str(field.type) not in FRICTIONLESS_TYPES
    ]
    assert silent == [], "declare them in flows/contracts/mart_columns.py"
    with duckdb.connect(str(tmp_path / "built" / "parallax.duckdb"), read_only=True) as connection:
        uncommented = connection.execute(
            "select schema_name, table_name, column_name from duckdb_columns() "
            "where schema_name in ('core', 'marts') and comment is null"
        )
        assert uncommented.fetchall() == []


def test_columns_of_marts_have_the_type_that_is_declared_and_none_is_declared_in_vain(assembly, tmp_path):
    build(assembly, tmp_path / "built")
    schemas = {path.stem: pq.read_schema(path) for path in (tmp_path / "built" / "marts").glob("*.parquet")}
    odd = [
        f"{mart}.{field.name}: {field.type}"
        for mart, schema in schemas.items()
        for field in schema
        if field.type != ARROW_TYPES[mart_column(mart, field.name).type]
    ]
    assert odd == []
    names = {name for schema in schemas.values() for name in schema.names}
    assert set(MART_COLUMNS) - names == set()
    assert {note for note in NOTES if note.split(".")[1] not in schemas[note.split(".")[0]].names} == set()


def test_a_mart_may_have_columns_that_are_declared_nowhere(assembly, tmp_path, monkeypatch):
    own = Model("own", "marts", "select 1 as n, 'x' as \"My word\"", {"question": "Own?", "key": "n"}, frozenset())
    monkeypatch.setattr(
        "flows.load.marts.read_models", lambda kind: [*read_models(kind), *([own] if kind == "marts" else [])]
    )
    build(assembly, tmp_path / "built")
    assert pq.read_table(tmp_path / "built" / "marts" / "own.parquet").to_pylist() == [{"n": 1, "My word": "x"}]
