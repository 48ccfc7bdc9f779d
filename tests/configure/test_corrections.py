"""Decisions by people and settings of outlets, through whole runs over the sample corpus."""

import shutil
from pathlib import Path

import duckdb
import pytest

from flows.configure.configuration import load_settings
from tests.conftest import SAMPLE
from tests.plain_run import parquet_bytes, run_plainly
from tests.small_corpus import NOTE, write_reports

pytestmark = pytest.mark.slow
TEXT = "reason = 'read by a person'\nby = 'desk'\non = 2026-11-26\n"


def query(warehouse: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Return a warehouse of the sample corpus on which nobody has decided anything."""
    warehouse = tmp_path_factory.mktemp("decided") / "warehouse"
    run_plainly(SAMPLE, warehouse)
    return warehouse


@pytest.fixture
def decide(published, tmp_path):
    """Return a function that runs again with decisions, in a copy of the warehouse, and returns that."""
    warehouse = tmp_path / "warehouse"
    shutil.copytree(published, warehouse, symlinks=True)

    def run(*entries: str) -> Path:
        path = tmp_path / "decisions.toml"
        path.write_text("".join(f"[[decision]]\n{entry}\n{TEXT}" for entry in entries))
        run_plainly(SAMPLE, warehouse, decisions=path)
        return warehouse

    return run


def decision_rows(warehouse: Path) -> list[tuple]:
    return query(warehouse, "select action_code, is_applied, applied_count > 0, decided_by from core.decisions")


def test_a_contradiction_that_is_none_stays_visible_and_is_claimed_no_more(published, decide):
    claimed = (
        "select fact_value_id_a, fact_value_id_b, slot_id from marts.fact_disagreements "
        "where relation = 'contradiction'"
    )
    before = query(published, claimed)
    a, b, slot = min(before)
    warehouse = decide(f"action = 'not_a_contradiction'\nvalues = ['{a}', '{b}']")
    assert decision_rows(warehouse) == [("not_a_contradiction", True, True, "desk")]
    assert {row[2] for row in before} - {row[2] for row in query(warehouse, claimed)} == {slot}
    kept = query(
        warehouse,
        f"select distinct relation from core.fact_relations where decision_id is not null and slot_id = '{slot}'",
    )
    assert kept == [("dismissed",)]


def test_a_decision_holds_in_the_next_run_and_leaves_no_trace_when_it_is_taken_back(published, decide):
    a, b = min(
        query(
            published,
            "select fact_value_id_a, fact_value_id_b from core.fact_relations where relation = 'contradiction'",
        )
    )
    entry = f"action = 'not_a_contradiction'\nvalues = ['{a}', '{b}']"
    once = parquet_bytes(decide(entry))
    assert once != parquet_bytes(published)
    assert parquet_bytes(decide(entry)) == once
    assert parquet_bytes(decide()) == parquet_bytes(published)


def test_merged_entities_are_one_in_every_table(published, decide):
    names = query(
        published,
        "select entity_name, count(*) from core.mentions join core.entities using (entity_id) "
        "where entities.entity_type = 'person' group by all order by 2 desc, 1 limit 2",
    )
    (into, _), (merged, _) = names
    warehouse = decide(f'action = "merge_entities"\nentities = ["{merged}"]\ninto = "{into}"\ntype = "person"')
    assert decision_rows(warehouse) == [("merge_entities", True, True, "desk")]
    assert query(warehouse, f"select count(*) from core.entities where entity_name = '{merged}'") == [(0,)]
    assert query(warehouse, "select count(*) from core.mentions anti join core.entities using (entity_id)") == [(0,)]
    total = sum(count for _, count in names)
    counted = "select count(*) from core.mentions join core.entities using (entity_id) where entity_name = "
    assert query(warehouse, f"{counted}'{into}'") == [(total,)]


def test_a_document_taken_down_is_in_no_table_no_kept_result_and_no_older_snapshot(published, decide):
    path, text = query(
        published, "select path, document_text from core.documents where source_format = 'txt' order by 1"
    )[0]
    warehouse = decide(f'action = "drop_document"\ndocument = "{path}"')
    assert query(warehouse, f"select reason_code, stage from core.rejects where path = '{path}'") == [
        ("dropped", "read")
    ]
    assert query(warehouse, f"select count(*) from core.documents where path = '{path}'") == [(0,)]
    assert query(warehouse, "select document_count + reject_count - item_count from core.runs") == [(0,), (0,)]
    assert decision_rows(warehouse) == [("drop_document", True, True, "desk")]
    words = max(text.splitlines(), key=len)
    files = [file for file in warehouse.rglob("*") if file.suffix in {".parquet", ".duckdb"} and file.is_file()]
    found = [file for file in files if holds(file, words)]
    assert len(files) > 60
    assert found == []
    assert len(list((warehouse / "snapshots").iterdir())) == 1


def test_no_earlier_text_of_a_document_outlives_its_being_taken_down(tmp_path, monkeypatch):
    monkeypatch.setattr("flows.run.gathering.UNSETTLED_NANOSECONDS", 0)
    raw, warehouse = write_reports(tmp_path / "raw"), tmp_path / "warehouse"
    (raw / "note.txt").write_text(f"A word to be taken down: zyzzyva. {NOTE}")
    run_plainly(raw, warehouse)
    (raw / "note.txt").write_text(NOTE)
    run_plainly(raw, warehouse)
    decisions = tmp_path / "decisions.toml"
    decisions.write_text(f"[[decision]]\naction = 'drop_document'\ndocument = 'note.txt'\n{TEXT}")
    run_plainly(raw, warehouse, decisions=decisions)
    files = [file for file in warehouse.rglob("*") if file.suffix in {".parquet", ".duckdb"} and file.is_file()]
    assert len(files) > 60
    assert [file for file in files if holds(file, "zyzzyva")] == []


def holds(file: Path, words: str) -> bool:
    """Tell whether any text column of a Parquet file or DuckDB database holds these words."""
    with duckdb.connect() as connection:
        if file.suffix == ".parquet":
            sources = [f"read_parquet('{file}')"]
        else:
            connection.execute(f"attach '{file}' as kept (read_only)")
            rows = connection.execute(
                "select schema_name, table_name from duckdb_tables() where database_name = 'kept'"
            )
            sources = [f"kept.{schema}.{table}" for schema, table in rows.fetchall()]
        return any(
            connection.execute(f"select count(*) from {source} as t where contains(t::varchar, ?)", [words]).fetchone()
            != (0,)
            for source in sources
        )


def test_a_split_story_is_two(published, decide):
    _, path = query(
        published,
        "select story_id, min(path) from core.articles join core.documents using (document_id) "
        "where member is null group by story_id having count(*) > 3 order by 1",
    )[0]
    warehouse = decide(f'action = "split_story"\ndocuments = ["{path}"]')
    assert decision_rows(warehouse) == [("split_story", True, True, "desk")]
    joined = "core.articles join core.stories using (story_id) join core.documents using (document_id)"
    assert query(warehouse, f"select article_count from {joined} where path = '{path}'") == [(1,)]
    again = decide(
        f'action = "split_story"\ndocuments = ["{path}"]', "action = 'drop_document'\ndocument = 'nowhere.txt'"
    )
    assert sorted(decision_rows(again)) == [
        ("drop_document", False, False, "desk"),
        ("split_story", True, True, "desk"),
    ]


def test_an_outlet_that_is_another_one_takes_its_documents_along(decide):
    warehouse = decide('action = "same_outlet"\noutlet = "Signal 24"\nis = "Harbour Gazette"')
    assert decision_rows(warehouse) == [("same_outlet", True, True, "desk")]
    names = {name for (name,) in query(warehouse, "select outlet_name from core.outlets")}
    assert "Harbour Gazette" in names
    assert "Signal 24" not in names
    assert query(warehouse, "select count(*) from core.documents anti join core.outlets using (outlet_id)") == [(0,)]


def test_unknown_targets_are_reported_and_stop_nothing(decide):
    warehouse = decide('action = "merge_entities"\nentities = ["Nobody Atall"]\ninto = "Noone Either"')
    ((applied, detail),) = query(warehouse, "select is_applied, detail from core.decisions")
    assert (applied, "is called" in detail) == (False, True)
    failed = (
        "select failed_count from core.check_results where check_name = 'decisions_find_their_target' order by 1 desc"
    )
    assert query(warehouse, failed)[0] == (1,)


def test_outlets_of_the_settings_change_their_tables_and_process_nothing(published, tmp_path):
    warehouse = tmp_path / "warehouse"
    shutil.copytree(published, warehouse, symlinks=True)
    config = tmp_path / "parallax.toml"
    config.write_text(
        '[outlets."The Signal"]\naliases = ["Signal 24"]\ngroups = ["broadcasters"]\n'
        "collected = [{from = 2026-01-01, to = 2026-12-31}]\n"
    )
    settings = load_settings(config, {"raw": SAMPLE, "warehouse": warehouse})
    values = {name: getattr(settings, name) for name in settings.model_fields_set - {"raw", "warehouse"}}
    done = run_plainly(SAMPLE, warehouse, **values)
    assert {done.work_counts[stage] for stage in ("read", "clean", "extract")} == {0}
    assert query(
        warehouse, "select outlet_name, group_name from core.outlet_groups join core.outlets using (outlet_id)"
    ) == [("The Signal", "broadcasters")]
    assert query(warehouse, "select count(*) from core.outlet_windows") == [(1,)]
    assert query(warehouse, "select count(*) from core.outlets where outlet_name = 'Signal 24'") == [(0,)]
