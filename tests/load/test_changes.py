import dataclasses
from datetime import UTC, datetime

import pytest

from flows.load.changes import COMPARED, _Comparison, find_aliases, find_changes
from flows.load.engine import Engine
from flows.load.publish import build_snapshot
from flows.load.published import SnapshotKey
from tests.load.conftest import MEGABYTES, assembly_of, part_of

NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


@pytest.fixture
def snapshot(tmp_path, document, linked):
    """Return a function that builds a snapshot of documents given as 'name:text-version', all in one story."""

    def build(name, *documents, story="s", previous=None):
        folder = tmp_path / name
        rows = {d[0]: document(d[0], "post", None) for d in documents}
        stories = linked(*rows)
        for row in [*stories["stories"], *stories["story_articles"]]:
            row["story_id"] = story
        assembly = assembly_of(folder / "store", [part_of(folder / "parts", *rows.values())], stories)
        counts = dict.fromkeys(
            "item_count document_count reprocessed_count read_count clean_count extract_count story_count".split(),
            len(rows),
        )
        run = {"run_id": name, "started_at": NOON, "code_version": "test", "reject_count": 0, **counts}
        items = dict(zip(rows, documents, strict=True))
        built = build_snapshot(
            dataclasses.replace(assembly), folder / "built", run,
            key=SnapshotKey(name, "rules"), documents=items, previous=previous, clock=lambda: NOON,
        )  # fmt: skip
        return built.folder

    return build


def engine_for(snapshot):
    return Engine(snapshot.parent / "overflow", MEGABYTES)


def told(before, now, **options):
    return {(r["table_name"], r["key_text"], r["change_kind"], r["cause"]) for r in changes(before, now, **options)}


def changes(before, now, *, has_new_rules=False):
    """Return the rows of core.run_changes, after a look at their order."""
    batches = find_changes(before, now, "run", engine_for(now), has_new_rules=has_new_rules)
    rows = [row for batch in batches for row in batch.to_pylist()]
    keys = [(row["table_name"], row["key_text"]) for row in rows]
    assert keys == sorted(set(keys))
    return rows


def test_nothing_is_told_where_nothing_changed(snapshot):
    assert told(snapshot("one", "a", "b"), snapshot("two", "a", "b")) == set()


def test_a_removed_document_is_told_with_its_path(snapshot):
    before, now = snapshot("one", "a", "b"), snapshot("two", "a")
    found = told(before, now)
    assert {
        ("documents", "b", "removed", "input"),
        ("articles", "b", "removed", "input"),
        ("story_articles", "s b", "removed", "input"),
        ("stories", "s", "changed", "input"),
    } <= found
    assert {key for table, key, _, _ in found if table == "documents"} == {"b"}
    labels = {change["label_text"] for change in changes(before, now) if change["table_name"] == "documents"}
    assert labels == {"b.txt"}


def test_an_answer_that_changes_though_its_documents_did_not_is_linked_or_of_the_rules(snapshot):
    before, now = snapshot("one", "a", story="s"), snapshot("two", "a", story="t")
    assert {cause for *_, cause in told(before, now)} == {"linked"}
    assert {cause for *_, cause in told(before, now, has_new_rules=True)} == {"rule"}


def test_an_earlier_story_id_leads_to_the_story_that_holds_most_of_its_articles(snapshot):
    before = snapshot("one", "a", "b", story="old")
    now = snapshot("two", "a", "b", story="new", previous=before)
    assert find_aliases(before, now, engine_for(now)) == [{"former_story_id": "old", "story_id": "new"}]
    later = snapshot("three", "a", "b", story="newest", previous=now)
    assert find_aliases(now, later, engine_for(later)) == [
        {"former_story_id": "new", "story_id": "newest"},
        {"former_story_id": "old", "story_id": "newest"},
    ]
    back = snapshot("four", "a", "b", story="old", previous=later)
    assert find_aliases(later, back, engine_for(back)) == [
        {"former_story_id": "new", "story_id": "old"},
        {"former_story_id": "newest", "story_id": "old"},
    ]


def test_a_story_none_of_whose_articles_is_left_has_no_alias(snapshot):
    before = snapshot("one", "a", story="old")
    now = snapshot("two", "b", story="new", previous=before)
    assert find_aliases(before, now, engine_for(now)) == []


def test_rows_compared_a_few_at_a_time_tell_the_same(snapshot, monkeypatch):
    before, now = snapshot("one", "a", "b", "c"), snapshot("two", "b", "d")
    at_once = changes(before, now)
    assert {row["change_kind"] for row in at_once} == {"added", "changed", "removed"}
    monkeypatch.setattr("flows.load.changes.HASHED_ROWS", 1)
    assert changes(before, now) == at_once


def test_no_comparison_of_snapshots_pairs_all_rows_of_two_tables(snapshot, monkeypatch):
    plans = []

    class Explaining:
        def __init__(self, connection):
            self.connection = connection

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.connection.close()

        def execute(self, sql):
            if " join " in sql or " in (select " in sql:
                plans.extend(plan for _, plan in self.connection.execute(f"explain {sql}").fetchall())
            return self.connection.execute(sql)

        def sql(self, *arguments, **options):
            return self.connection.sql(*arguments, **options)

    finds = _Comparison.finds_differing

    def finds_in_each_table(comparison, name):
        finds(comparison, name)
        comparison.connection.execute("insert into differing values (0, 'changed')")
        return True

    monkeypatch.setattr(_Comparison, "finds_differing", finds_in_each_table)
    before, now, connect = snapshot("one", "a", "b"), snapshot("two", "a"), Engine.connect
    monkeypatch.setattr(Engine, "connect", lambda engine: Explaining(connect(engine)))
    assert {"articles", "documents"} <= {row["table_name"] for row in changes(before, now)}
    assert len(plans) == 2 * len(COMPARED) - 1  # who is touched and what is told; rejects have no documents
    assert [plan for plan in plans if "Nl Join" in plan or "Nested Loop" in plan] == []
