import pyarrow.parquet as pq
import pytest

from flows import shards
from flows.read.documents import RawItem, Reject
from flows.shards import cut_shards, process_shard, process_shards

TEXT = b"The ferry ran aground on Saturday.\n\nNobody was hurt, the coast guard said in the evening.\n"
REFUSED = Reject("empty.txt", None, "read", "empty", "empty.txt holds no text; fill it")


def item(name: str, payload: bytes = TEXT) -> RawItem:
    return RawItem(name, None, "txt", False, payload)


def test_shards_are_cut_by_number_and_by_bytes_and_lose_nothing():
    items = [item(f"{i}.txt", b"x" * 10) for i in range(7)]
    by_number = list(cut_shards(items, max_documents=3, max_bytes=1000))
    by_bytes = list(cut_shards(items, max_documents=100, max_bytes=25))
    assert [len(shard) for shard in by_number] == [3, 3, 1]
    assert [len(shard) for shard in by_bytes] == [3, 3, 1]
    assert [i for shard in by_bytes for i in shard] == items


def test_a_shard_leaves_its_rows_and_counts_documents_and_rejects(tmp_path):
    report = process_shard([item("a.txt"), REFUSED, item("b.txt")], tmp_path, 4)
    assert (report.item_count, report.document_count, report.reject_count, report.last_path) == (3, 2, 1, "b.txt")
    assert pq.read_table(tmp_path / "documents" / "shard-000004.parquet").column("path").to_pylist() == [
        "a.txt",
        "b.txt",
    ]
    assert pq.read_table(tmp_path / "rejects").column("reason_code").to_pylist() == ["empty"]
    assert {"read", "clean", "extract", "write"} == set(report.seconds)


def test_a_document_that_breaks_a_stage_becomes_a_reject_and_the_shard_goes_on(tmp_path, monkeypatch):
    def break_on_b(document):
        if document.path == "b.txt":
            raise ZeroDivisionError("no words")
        return real(document)

    real = shards.clean_document
    monkeypatch.setattr(shards, "clean_document", break_on_b)
    report = process_shard([item("a.txt"), item("b.txt"), item("c.txt")], tmp_path, 0)
    assert (report.document_count, report.reject_count) == (2, 1)
    reject = pq.read_table(tmp_path / "rejects").to_pylist()[0]
    assert (reject["path"], reject["stage"], reject["reason_code"]) == ("b.txt", "clean", "processing_failed")
    assert "ZeroDivisionError" in reject["detail"]


@pytest.mark.slow
def test_several_processes_report_in_order(tmp_path):
    found = process_shards([[item(f"{i}.txt")] for i in range(5)], tmp_path, workers=2)
    assert [report.last_path for report in found] == [f"{i}.txt" for i in range(5)]
