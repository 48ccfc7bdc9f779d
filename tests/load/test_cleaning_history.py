from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyarrow as pa
import pytest

from flows.contracts.arrow import arrow_schema, conform
from flows.load.changes import ITEMS_NAME
from flows.load.cleaning_history import continue_history
from flows.load.engine import Engine
from flows.load.kept import seal
from flows.load.parquet import write_table
from tests.load.conftest import MEGABYTES

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)
NOTHING = arrow_schema("cleaning_history").empty_table()
Texts = dict[str, tuple[str, int, int]]  # document → outlet, characters kept, characters removed


def snapshot(folder: Path, texts: Texts) -> Path:
    """Write what a snapshot holds of these documents; an outlet whose name begins with '?' is not identified."""
    outlets = sorted({outlet for outlet, _, _ in texts.values()})
    rows = {
        "outlets": [
            {"outlet_id": name, "outlet_name": name, "outlet_domain": None, "is_identified": not name.startswith("?")}
            for name in outlets
        ],
        "documents": [
            {
                "document_id": name, "external_id": None, "path": name, "member": None, "source_format": "txt",
                "outlet_id": outlet, "outlet_method": "supplied", "url": None, "sha256": "0" * 64, "byte_count": 1,
                "encoding": "utf-8", "language_code": "en", "fetched_at": None, "document_text": "x" * (kept + removed),
            }
            for name, (outlet, kept, removed) in texts.items()
        ],
        "blocks": [
            {
                "document_id": name, "block_index": index, "start_char": start, "end_char": end, "zone": zone,
                "block_kind": kind, "rule_code": kind, "keep_score": 0.5,
            }
            for name, (_, kept, removed) in texts.items()
            for index, start, end, zone, kind in (
                (0, 0, kept, "lede", "paragraph"), (1, kept, kept + removed, "removed", "related"),
            )
            if end > start
        ],
    }  # fmt: skip
    for name, table in rows.items():
        write_table(conform(table, name), folder / "core" / name / "part-00000.parquet")
    write_table(pa.table({"document_id": sorted(texts), "item_key": sorted(texts)}), folder / ITEMS_NAME)
    seal(folder)
    return folder


def record(earlier: pa.Table, before: Path | None, now: Path, run: int) -> pa.Table:
    row = {"run_id": f"run-{run}", "started_at": NOON + timedelta(hours=run)}
    return continue_history(earlier, before, now, row, Engine(now.parent / "overflow", MEGABYTES))


def told(history: pa.Table, run: int) -> dict[tuple[str, str], tuple[object, ...]]:
    columns = ("document_count", "char_count", "char_share", "new_document_count", "new_char_share")
    return {
        (row["outlet_id"], row["rule_code"]): tuple(row[column] for column in columns)
        for row in history.to_pylist()
        if row["run_id"] == f"run-{run}"
    }


def test_a_run_is_taken_down_with_the_shares_of_all_texts_and_of_the_new_ones(tmp_path):
    one = snapshot(tmp_path / "1", {"a": ("post", 90, 10), "b": ("post", 80, 20)})
    two = snapshot(tmp_path / "2", {"a": ("post", 90, 10), "b": ("post", 80, 20), "c": ("post", 20, 80)})
    first = record(NOTHING, None, one, 1)
    assert told(first, 1) == {
        ("post", "paragraph"): (2, 170, 0.85, 2, 0.85),
        ("post", "related"): (2, 30, 0.15, 2, 0.15),
    }
    second = record(first, one, two, 2)
    assert told(second, 1) == told(first, 1)
    assert told(second, 2) == {
        ("post", "paragraph"): (3, 190, 0.6333, 1, 0.2),
        ("post", "related"): (3, 110, 0.3667, 1, 0.8),
    }


def test_an_outlet_that_is_as_it_was_adds_no_rows(tmp_path):
    one = snapshot(tmp_path / "1", {"a": ("post", 90, 10), "b": ("wire", 80, 20)})
    two = snapshot(tmp_path / "2", {"a": ("post", 90, 10), "b": ("wire", 70, 30)})
    history = record(record(NOTHING, None, one, 1), one, two, 2)
    assert {outlet for outlet, _ in told(history, 2)} == {"wire"}
    assert told(history, 2)["wire", "related"] == (1, 30, 0.3, 0, None)
    assert record(history, two, two, 3) == history


def test_a_rule_that_no_longer_finds_anything_is_a_change(tmp_path):
    one = snapshot(tmp_path / "1", {"a": ("post", 90, 10)})
    two = snapshot(tmp_path / "2", {"a": ("post", 90, 0)})
    assert told(record(record(NOTHING, None, one, 1), one, two, 2), 2) == {("post", "paragraph"): (1, 90, 1.0, 0, None)}


def test_documents_without_an_outlet_are_left_out(tmp_path):
    assert record(NOTHING, None, snapshot(tmp_path / "1", {"a": ("?a", 90, 10)}), 1).num_rows == 0


def test_only_the_last_records_of_each_outlet_stay(tmp_path, monkeypatch):
    monkeypatch.setattr("flows.load.cleaning_history.KEPT_RECORDS", 2)
    history, before = NOTHING, None
    for run in range(1, 5):
        now = snapshot(tmp_path / str(run), {"a": ("post", 90, run), "b": ("wire", 80, min(run, 2))})
        history, before = record(history, before, now, run), now
    kept = sorted({(row["outlet_id"], row["run_id"]) for row in history.to_pylist()})
    assert kept == [("post", "run-3"), ("post", "run-4"), ("wire", "run-1"), ("wire", "run-2")]


@pytest.mark.parametrize("is_damaged", [True, False])
def test_of_a_snapshot_that_cannot_say_what_it_held_no_document_is_called_new(tmp_path, is_damaged):
    one = snapshot(tmp_path / "1", {"a": ("post", 90, 10)})
    if is_damaged:
        (one / ITEMS_NAME).write_bytes(b"PAR1")
    else:
        (one / ITEMS_NAME).unlink()
        seal(one)
    two = snapshot(tmp_path / "2", {"a": ("post", 90, 10), "b": ("post", 80, 20)})
    assert told(record(NOTHING, one, two, 2), 2)["post", "related"] == (2, 30, 0.15, 0, None)
