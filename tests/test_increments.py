"""Increments: only what changed is done again, and what comes out is what one run over the same files gives."""

import json
import os
import random
import shutil
from pathlib import Path

import duckdb
import pytest

from flows import pipeline
from flows.load.snapshots import WarehouseError
from flows.run import gathering
from flows.run.versions import stage_versions
from tests.conftest import SAMPLE
from tests.plain_run import HISTORY, different_tables, parquet_bytes, run_plainly

pytestmark = pytest.mark.slow
# Of the sample corpus: items decoded (the documents and an empty file), documents, stories of several articles.
DECODED, DOCUMENTS, STORIES = 44, 43, 9
FILES_AT_ONCE = 8
NOTHING = {"read": 0, "clean": 0, "extract": 0, "compare": 0}


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(gathering, "UNSETTLED_NANOSECONDS", 0)
    return run_plainly


@pytest.fixture
def raw(tmp_path):
    folder = tmp_path / "raw"
    shutil.copytree(SAMPLE, folder)
    return folder


def differing(one: Path, other: Path) -> list[str]:
    first, second = parquet_bytes(one), parquet_bytes(other)
    assert len(first) > 40
    files = [name for name in first.keys() | second.keys() if first.get(name) != second.get(name)]
    return sorted([*files, *different_tables(one, other)])


def query(warehouse: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def rows_but_history(summary: pipeline.RunSummary) -> dict[str, int]:
    return {name: n for name, n in summary.row_counts.items() if name.removeprefix("marts.") not in HISTORY}


def last_changes(warehouse: Path, table: str) -> set[tuple]:
    return set(
        query(
            warehouse,
            f"select label_text, change_kind, cause from core.run_changes where table_name = '{table}' "
            "and run_id = (select run_id from core.runs order by started_at desc limit 1)",
        )
    )


def test_an_unchanged_corpus_processes_nothing_and_writes_no_row_anew(run, raw, tmp_path):
    first = run(raw, tmp_path / "w")
    before = {path.relative_to(first.snapshot): path.stat().st_ino for path in first.snapshot.rglob("*.parquet")}
    second = run(raw, tmp_path / "w")
    assert second.work_counts == NOTHING
    assert rows_but_history(second) == rows_but_history(first)
    kept = {path.relative_to(second.snapshot): path.stat().st_ino for path in second.snapshot.rglob("*.parquet")}
    assert {p for p in before if before[p] != kept[p] and p.parent.name not in HISTORY} == set()
    assert query(tmp_path / "w", "select reprocessed_count from core.runs order by started_at") == [(DECODED,), (0,)]
    assert query(tmp_path / "w", "select count(*) from core.run_changes") == [(0,)]
    assert query(tmp_path / "w", "select count(*) from core.documents") == [(DOCUMENTS,)]


def test_files_that_were_only_touched_or_copied_are_read_but_not_processed(run, raw, tmp_path):
    run(raw, tmp_path / "w")
    for path in raw.rglob("*.txt"):
        os.utime(path, (1, 1))
    again = run(raw, tmp_path / "w")
    assert again.work_counts == NOTHING
    copied = tmp_path / "copied"
    shutil.copytree(raw, copied)
    assert run(copied, tmp_path / "w").work_counts == NOTHING


def test_a_changed_file_redoes_its_document_and_its_neighbourhood(run, raw, tmp_path):
    run(raw, tmp_path / "w")
    path = raw / "velmora-courier" / "tram-council.txt"
    path.write_text(path.read_text().replace("9-4", "10-3"))
    changed = run(raw, tmp_path / "w")
    assert {stage: changed.work_counts[stage] for stage in ("read", "clean", "extract")} == {
        "read": 1, "clean": 1, "extract": 1,
    }  # fmt: skip
    assert changed.work_counts["compare"] == 1
    run(raw, tmp_path / "fresh")
    assert differing(tmp_path / "w", tmp_path / "fresh") == []
    assert last_changes(tmp_path / "w", "documents") == {
        ("velmora-courier/tram-council.txt", "added", "input"),
        ("velmora-courier/tram-council.txt", "removed", "input"),
    }


def test_a_removed_file_leaves_the_warehouse_and_is_told(run, raw, tmp_path):
    run(raw, tmp_path / "w")
    (raw / "signal-24" / "ferry.html").unlink()
    removed = run(raw, tmp_path / "w")
    assert removed.document_count == DOCUMENTS - 1
    run(raw, tmp_path / "fresh")
    assert differing(tmp_path / "w", tmp_path / "fresh") == []
    assert last_changes(tmp_path / "w", "documents") == {("signal-24/ferry.html", "removed", "input")}
    assert query(tmp_path / "w", "select count(*) from core.documents where path = 'signal-24/ferry.html'") == [(0,)]


def test_a_sidecar_that_comes_later_changes_its_document(run, raw, tmp_path):
    run(raw, tmp_path / "w")
    (raw / "signal-24" / "tram.html.meta.json").write_text('{"outlet": "Signal Twenty-Four"}')
    changed = run(raw, tmp_path / "w")
    assert changed.work_counts["extract"] == 1
    run(raw, tmp_path / "fresh")
    assert differing(tmp_path / "w", tmp_path / "fresh") == []


@pytest.mark.parametrize("seed", [1, 2])
def test_any_sequence_of_increments_gives_the_rows_of_one_run(run, raw, tmp_path, seed):
    chance = random.Random(seed)
    files = sorted(path for path in SAMPLE.rglob("*") if path.is_file() and path.name != "manifest.csv")
    chance.shuffle(files)
    for path in files:
        (raw / path.relative_to(SAMPLE)).unlink()
    for start in range(0, len(files), FILES_AT_ONCE):
        for path in files[start : start + FILES_AT_ONCE]:
            shutil.copy2(path, raw / path.relative_to(SAMPLE))
        run(raw, tmp_path / "w")
    run(raw, tmp_path / "fresh")
    assert differing(tmp_path / "w", tmp_path / "fresh") == []


@pytest.mark.parametrize(
    ("stage", "work"),
    [
        ("read", {"read": DECODED, "clean": DOCUMENTS, "extract": DOCUMENTS}),
        ("clean", {"read": 0, "clean": DOCUMENTS, "extract": DOCUMENTS}),
        ("extract", {"read": 0, "clean": 0, "extract": DOCUMENTS}),
        ("link", {"read": 0, "clean": 0, "extract": 0}),
    ],
)
def test_a_changed_rule_redoes_the_stages_that_see_it_and_no_others(run, raw, tmp_path, monkeypatch, stage, work):
    run(raw, tmp_path / "w")
    kept = parquet_bytes(tmp_path / "w")
    stages = list(stage_versions())
    newer = {
        name: f"{version}-newer" if stages.index(name) >= stages.index(stage) else version
        for name, version in stage_versions().items()
    }
    monkeypatch.setattr(pipeline, "stage_versions", lambda: newer)
    again = run(raw, tmp_path / "w")
    assert again.work_counts == {**work, "compare": STORIES}
    assert parquet_bytes(tmp_path / "w") == kept


def test_a_changed_mart_compares_and_processes_nothing(run, raw, tmp_path, monkeypatch):
    run(raw, tmp_path / "w")
    newer = {**stage_versions(), "load": "newer"}
    monkeypatch.setattr(pipeline, "stage_versions", lambda: newer)
    assert run(raw, tmp_path / "w").work_counts == NOTHING


def test_many_small_increments_do_not_leave_as_many_parts(run, raw, tmp_path, monkeypatch):
    monkeypatch.setattr("flows.load.store.MOST_SMALL_PARTS", 3)
    for number in range(6):
        (raw / f"note-{number}.txt").write_text(f"Bus {number} leaves the station at noon. " * 4)
        run(raw, tmp_path / "w")
    assert len(list((tmp_path / "w" / ".store" / "parts").iterdir())) <= 4
    assert run(raw, tmp_path / "w").work_counts == NOTHING
    run(raw, tmp_path / "fresh")
    assert differing(tmp_path / "w", tmp_path / "fresh") == []


def test_the_store_can_be_thrown_away(run, raw, tmp_path):
    run(raw, tmp_path / "w")
    kept = parquet_bytes(tmp_path / "w")
    shutil.rmtree(tmp_path / "w" / ".store")
    run(raw, tmp_path / "w")
    assert parquet_bytes(tmp_path / "w") == kept


def test_a_damaged_part_is_made_anew(run, raw, tmp_path):
    run(raw, tmp_path / "w")
    kept = parquet_bytes(tmp_path / "w")
    for path in (tmp_path / "w" / ".store" / "parts").glob("*/items.parquet"):
        path.write_bytes(b"PAR1 and nothing else")
    assert run(raw, tmp_path / "w").work_counts["read"] == DECODED
    assert parquet_bytes(tmp_path / "w") == kept


def test_repeated_items_are_processed_once_and_the_next_takes_the_place_of_the_first(run, tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    text = "The ferry ran aground on Saturday. Nobody was hurt, the coast guard said."
    for name in "abc":
        (raw / f"{name}.jsonl").write_text(json.dumps({"id": "same", "text": text}) + "\n")
    first = run(raw, tmp_path / "w")
    assert (first.work_counts["read"], first.document_count, first.reject_count) == (1, 1, 2)
    assert run(raw, tmp_path / "w").work_counts == NOTHING
    (raw / "a.jsonl").unlink()
    assert run(raw, tmp_path / "w").work_counts["read"] == 1
    assert query(tmp_path / "w", "select path from core.documents") == [("b.jsonl",)]
    run(raw, tmp_path / "fresh")
    assert differing(tmp_path / "w", tmp_path / "fresh") == []


def test_a_file_that_was_touched_keeps_its_place_before_one_that_repeats_it(run, tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    line = json.dumps(
        {"id": "same", "text": "The ferry ran aground on Saturday. Nobody was hurt, the coast guard said."}
    )
    (raw / "a.jsonl").write_text(line)
    run(raw, tmp_path / "w")
    os.utime(raw / "a.jsonl", (1, 1))
    (raw / "b.jsonl").write_text(line)
    assert run(raw, tmp_path / "w").work_counts["read"] == 0
    assert query(tmp_path / "w", "select path from core.documents") == [("a.jsonl",)]


def test_a_folder_of_the_settings_in_which_no_file_lies_is_told(raw, tmp_path, caplog):
    folders = {"coastal-wire": "The Coastal Wire", "*/coastal-wire": "Another", "coastal-wyre": "A slip"}
    run_plainly(raw, tmp_path / "w", folder_outlets=folders)
    assert [message for message in caplog.messages if "[folders]" in message] == [
        f"[folders] of the settings names '{name}', and no file lies in such a folder"
        for name in ("*/coastal-wire", "coastal-wyre")
    ]


def test_a_raw_folder_that_has_gone_empty_is_not_published_unless_that_is_meant(run, raw, tmp_path):
    run(raw, tmp_path / "w")
    kept = parquet_bytes(tmp_path / "w")
    shutil.rmtree(raw)
    raw.mkdir()
    with pytest.raises(WarehouseError, match="is its disk mounted"):
        run(raw, tmp_path / "w")
    assert parquet_bytes(tmp_path / "w") == kept
    assert run(raw, tmp_path / "w", allow_empty=True).document_count == 0
    assert query(tmp_path / "w", "select count(*) from core.documents") == [(0,)]


def test_a_name_with_marks_that_comes_and_goes_names_the_person_everywhere(run, tmp_path):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    told = "The engineer {} told the parliament of Zagora on Tuesday that the Lesna dam would stand for 90 years.\n\n{}"
    said = "“The dam will stand if nobody touches it,” {} said. Villagers asked for sirens and for 30 new houses."
    for folder, name in (("one", "Peter Kovacs"), ("other", "Peter Kovacs")):
        (raw / folder).mkdir(parents=True)
        (raw / folder / "dam.txt").write_text(told.format(name, said.format(name)), encoding="utf-8")

    def names() -> list[tuple]:
        run(raw, warehouse)
        return query(warehouse, "select entity_name, count(*) from core.mentions join core.entities using (entity_id) "
                                "where entity_name like 'P%ter K%' group by all order by all")  # fmt: skip

    assert names() == [("Peter Kovacs", 4)]
    marked = raw / "third" / "dam.txt"
    marked.parent.mkdir()
    marked.write_text(told.format("Péter Kovács", said.format("Péter Kovács")), encoding="utf-8")
    assert names() == [("Péter Kovács", 6)]
    run(raw, tmp_path / "fresh")
    assert differing(warehouse, tmp_path / "fresh") == []
    marked.unlink()
    assert names() == [("Peter Kovacs", 4)]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("button.txt", "Share this article"),
        ("dash.txt", "-"),
        ("row.jsonl", '{"id": 7, "text": "x"}\n'),
        ("banner.html", "<html><body><div class='cookie-banner'>Cookies</div><footer>Contact</footer></body></html>"),
    ],
)
def test_a_document_of_which_nothing_is_kept_is_published_without_an_article(run, tmp_path, name, content):
    raw, warehouse = tmp_path / "raw", tmp_path / "warehouse"
    raw.mkdir()
    (raw / "bridge.txt").write_text("The bridge over the Lesna is closed since Monday, the council said.")
    (raw / name).write_text(content)
    summary = run(raw, warehouse)
    assert summary.document_count == 2
    assert query(warehouse, "select count(*) from core.documents") == [(2,)]
    assert query(warehouse, "select count(*) from core.articles") == [(1,)]
    (raw / name).unlink()
    run(raw, warehouse)
    run(raw, tmp_path / "fresh")
    assert differing(warehouse, tmp_path / "fresh") == []
