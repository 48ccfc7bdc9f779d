import errno

import pytest

from flows.read.documents import Given, RawItem
from flows.run import shards
from flows.run.pool import process_shards
from flows.run.shards import NewItems, Pause, StalePart, cut_shards, process_shard

TEXT = b"The ferry ran aground on Saturday.\n\nNobody was hurt, the coast guard said in the evening.\n"
NOTHING_GIVEN = Given()
VERSIONS = {"read": "1", "clean": "1", "extract": "1"}


def taken_through(items, parts):
    """Read items and take them through the other stages."""
    read = process_shard(NewItems(items), parts, VERSIONS).part
    return process_shard(StalePart(read, frozenset(i.item_key for i in items), "clean"), parts, VERSIONS)


def item(name: str, payload: bytes = TEXT, given: Given = NOTHING_GIVEN) -> RawItem:
    return RawItem(name, None, "txt", False, payload, given)


def test_shards_are_cut_by_number_and_by_bytes_and_lose_nothing():
    items = [item(f"{i}.txt", b"x" * 10) for i in range(7)]
    by_number = list(cut_shards(items, max_documents=3, max_bytes=1000))
    by_bytes = list(cut_shards(items, max_documents=100, max_bytes=25))
    assert [len(shard.items) for shard in by_number] == [3, 3, 1]
    assert [len(shard.items) for shard in by_bytes] == [3, 3, 1]
    assert [i for shard in by_bytes for i in shard.items] == items


def test_two_items_that_are_one_document_share_no_shard():
    twins = [item(name, given=Given(external_id="same")) for name in ("a.txt", "b.txt")]
    assert [len(shard.items) for shard in cut_shards(twins, max_documents=9, max_bytes=9999)] == [1, 1]


def test_a_shard_of_new_items_is_read_and_no_more(tmp_path):
    report = process_shard(NewItems([item("a.txt"), item("empty.txt", b" "), item("b.txt")]), tmp_path, VERSIONS)
    assert (report.counts, report.last_path, report.made_from) == ({"read": 3}, "b.txt", "")
    assert report.part.versions == {"read": "1"}
    assert {"read", "write"} == set(report.seconds)


def test_a_shard_leaves_its_rows_and_its_refused_items_as_a_part(tmp_path):
    report = taken_through([item("a.txt"), item("empty.txt", b" "), item("b.txt")], tmp_path)
    assert report.counts == {"clean": 2, "extract": 2}
    assert sorted(report.part.table("documents", ["path"]).column("path").to_pylist()) == ["a.txt", "b.txt"]
    assert [i.reject.reason_code for i in report.part.items if i.reject] == ["empty"]
    assert {"clean", "extract", "write"} == set(report.seconds)


def test_a_document_that_breaks_a_stage_becomes_a_reject_and_the_shard_goes_on(tmp_path, monkeypatch):
    def break_on_b(document, templates):
        if document.path == "b.txt":
            raise ZeroDivisionError("no words")
        return real(document, templates)

    real = shards.clean_document
    monkeypatch.setattr(shards, "clean_document", break_on_b)
    part = taken_through([item("a.txt"), item("b.txt"), item("c.txt")], tmp_path).part
    (reject,) = [i.reject for i in part.items if i.reject]
    assert (reject.path, reject.stage, reject.reason_code) == ("b.txt", "clean", "processing_failed")
    assert "ZeroDivisionError" in reject.detail
    assert part.table("blocks", ["document_id"]).num_rows > 0


def test_a_fault_of_the_machine_is_no_fault_of_the_document(tmp_path, monkeypatch):
    def fail(document, templates):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shards, "clean_document", fail)
    with pytest.raises(OSError, match="No space"):
        taken_through([item("a.txt")], tmp_path)
    assert len(list(tmp_path.iterdir())) == 1  # what was read is kept


def test_a_part_made_by_older_rules_is_done_again_from_the_stage_that_changed(tmp_path):
    items = [item("a.txt"), item("empty.txt", b" "), item("b.txt")]
    old = taken_through(items, tmp_path).part
    keys = frozenset(i.item_key for i in items)
    extracted = process_shard(StalePart(old, keys, "extract"), tmp_path, {**VERSIONS, "extract": "2"})
    cleaned = process_shard(StalePart(old, keys, "clean"), tmp_path, {**VERSIONS, "clean": "2", "extract": "2"})
    assert (extracted.counts, cleaned.counts) == ({"extract": 2}, {"clean": 2, "extract": 2})
    for part in (extracted.part, cleaned.part):
        assert {i.item_key for i in part.items} == keys
        for name in ("documents", "blocks", "sentences", "expressions", "outlets"):
            assert part.table(name).equals(old.table(name)), name


def test_what_no_longer_counts_is_not_done_again(tmp_path):
    items = [item("a.txt"), item("b.txt")]
    old = taken_through(items, tmp_path).part
    report = process_shard(
        StalePart(old, frozenset({items[0].item_key}), "extract"), tmp_path, {**VERSIONS, "extract": "2"}
    )
    assert [i.item_key for i in report.part.items] == [items[0].item_key]


def test_what_stands_behind_a_pause_is_asked_for_when_all_before_it_is_done(tmp_path):
    done = []

    def shards():
        yield NewItems([item("a.txt")])
        yield Pause()
        assert done == ["a.txt"]
        yield NewItems([item("b.txt")])

    reports = process_shards(shards(), tmp_path, VERSIONS, workers=2)
    done.append(next(reports).last_path)
    done.append(next(reports).last_path)
    assert done == ["a.txt", "b.txt"]


@pytest.mark.slow
def test_several_processes_report_in_order(tmp_path):
    found = process_shards([NewItems([item(f"{i}.txt")]) for i in range(5)], tmp_path, VERSIONS, workers=2)
    assert [report.last_path for report in found] == [f"{i}.txt" for i in range(5)]
