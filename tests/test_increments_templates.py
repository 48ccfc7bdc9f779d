"""Templates of an outlet over several runs: what makes or unmakes one has exactly its documents cleaned again."""

import json
from pathlib import Path

import duckdb
import pytest

from flows.run import gathering
from tests.plain_run import parquet_bytes, run_plainly

pytestmark = pytest.mark.slow
PITCH = "Readers like you keep our newsroom open, so send us a coin and a kind word whenever you can."
TOPICS = ("ferry", "tram", "library", "bakery", "orchard", "theatre", "stadium", "harbour", "school")


def report(topic: str, *, has_pitch: bool) -> str:
    paragraphs = [
        f"The {topic} of Velmora was closed on Monday after the {topic} inspectors found cracks in its northern wall.",
        f"Nobody was hurt at the {topic}, the council said, but repairs of the {topic} may last until the autumn.",
        f"People who use the {topic} every day said they had warned of the {topic} wall for years and nobody came.",
    ]
    if has_pitch:
        paragraphs.insert(2, PITCH)
    return json.dumps({"text": "\n\n".join(paragraphs), "outlet": "The Velmora Post", "title": f"Closed: {topic}"})


def write(raw: Path, *topics: str, has_pitch: bool = True) -> None:
    raw.mkdir(exist_ok=True)
    for topic in topics:
        (raw / f"{topic}.jsonl").write_text(report(topic, has_pitch=has_pitch))


def rows(warehouse: Path, sql: str) -> list[tuple]:
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        return connection.execute(sql).fetchall()


def removed(warehouse: Path) -> set[str]:
    sql = "select path from core.blocks join core.documents using (document_id) where rule_code = 'outlet_template'"
    return {Path(path).stem for (path,) in rows(warehouse, sql)}


@pytest.fixture
def run(monkeypatch):
    monkeypatch.setattr(gathering, "UNSETTLED_NANOSECONDS", 0)
    return run_plainly


def test_documents_that_make_or_unmake_a_template_have_its_documents_cleaned_again(run, tmp_path):
    raw, warehouse = tmp_path / "raw", tmp_path / "w"
    write(raw, *TOPICS[:4])
    write(raw, "station", "bridge", has_pitch=False)
    first = run(raw, warehouse)
    assert (first.work_counts["clean"], removed(warehouse)) == (6, set())
    write(raw, *TOPICS[4:8])
    second = run(raw, warehouse)
    assert (second.work_counts["read"], second.work_counts["clean"]) == (4, 8)
    assert removed(warehouse) == set(TOPICS[:8])
    run(raw, tmp_path / "fresh")
    assert parquet_bytes(warehouse) == parquet_bytes(tmp_path / "fresh")
    assert run(raw, warehouse).work_counts["clean"] == 0
    for topic in TOPICS[3:8]:
        (raw / f"{topic}.jsonl").unlink()
    third = run(raw, warehouse)
    assert (third.work_counts["read"], removed(warehouse)) == (0, set())
    assert third.work_counts["clean"] in (0, 3)  # what was cleaned without it may still be kept
    run(raw, tmp_path / "again")
    assert parquet_bytes(warehouse) == parquet_bytes(tmp_path / "again")


def test_the_templates_stand_in_a_table_with_a_place_and_counts(run, tmp_path):
    raw, warehouse = tmp_path / "raw", tmp_path / "w"
    write(raw, *TOPICS[:7])
    run(raw, warehouse)
    found = rows(
        warehouse,
        "select site_name, document_text[start_char + 1 : end_char], document_count, site_document_count "
        "from core.templates join core.documents using (document_id)",
    )
    assert found == [("The Velmora Post", PITCH, 7, 7)]


def test_templates_can_be_switched_off_and_on_again(run, tmp_path):
    raw, warehouse = tmp_path / "raw", tmp_path / "w"
    write(raw, *TOPICS)
    run(raw, warehouse)
    run(raw, warehouse, template_documents=0)
    assert (removed(warehouse), rows(warehouse, "select count(*) from core.templates")) == (set(), [(0,)])
    run(raw, warehouse)
    assert removed(warehouse) == set(TOPICS)


def test_a_document_that_was_taken_down_no_longer_makes_a_template(run, tmp_path):
    raw, warehouse, decisions = tmp_path / "raw", tmp_path / "w", tmp_path / "decisions.toml"
    write(raw, *TOPICS[:7])
    run(raw, warehouse)
    assert removed(warehouse) == set(TOPICS[:7])
    entry = '[[decision]]\naction = "drop_document"\ndocument = "ferry.jsonl"\nreason = "so"\n'
    decisions.write_text("".join(entry.replace("ferry", topic) for topic in TOPICS[:2]))
    run(raw, warehouse, decisions=decisions)
    assert removed(warehouse) == set()


def test_an_article_that_came_in_many_versions_is_no_template(run, tmp_path):
    raw, warehouse = tmp_path / "raw", tmp_path / "w"
    write(raw, *TOPICS[:3], has_pitch=False)
    for number in range(9):
        row = json.loads(report("ferry", has_pitch=True))
        row["text"] += f"\n\nUpdate {number}: the engineers came to the ferry and looked at wall number {number} again."
        (raw / f"version-{number}.jsonl").write_text(json.dumps(row))
    run(raw, warehouse)
    assert rows(warehouse, "select count(*) from core.templates") == [(0,)]
