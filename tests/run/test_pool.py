"""Processes that die for real over one document: it becomes a reject, and every other document is kept."""

import textwrap
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from flows.run import pool
from flows.run.limits import Limits, OutOfTimeError, limited
from flows.run.pool import ALONE_NAME, MOST_DEATHS, WorkerDied, process_shards
from flows.run.shards import NewItems, Pause, StalePart, parted
from tests.conftest import ROOT
from tests.run.test_shards import TEXT, VERSIONS, item

DEADLY = {
    "killed": "os.kill(os.getpid(), signal.SIGKILL)",
    "exits": "os._exit(0)",
    "segfault": "ctypes.string_at(0)",
    "loops": "while True: pass",
    "hangs": "sum(range(10**13))",  # inside C, which looks at no signal
    "hoards": "hoard = [bytearray(2**28) for _ in range(64)]",
}
LIMITS = Limits(seconds=2, megabytes=1500)


@pytest.fixture
def deadly_words(tmp_path, monkeypatch):
    """Let every process that is started from now on do what the first word of a text says, when it cleans it."""
    deeds = "".join(f"        if word == {word!r}:\n            {deed}\n" for word, deed in DEADLY.items())
    (tmp_path / "sitecustomize.py").write_text(
        textwrap.dedent(
            """\
            import ctypes, os, signal
            from flows.clean import cleaning
            real = cleaning.clean_document

            def clean_document(document, *others):
                word = document.text.split()[0]
            {deeds}
                return real(document, *others)

            cleaning.clean_document = clean_document
            """
        ).replace("{deeds}\n", deeds.replace("        ", "    "))
    )
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{ROOT}")


def run(names, parts, *, limits=LIMITS, workers=2):
    """Read documents, clean them over processes, and return what became of each."""
    parts.mkdir(exist_ok=True)
    groups = [names[start : start + 4] for start in range(0, len(names), 4)]
    read = []

    def shards():
        for group in groups:
            yield NewItems([item(name, name.split(".")[0].encode() + b" " + TEXT) for name in group])
        yield Pause()
        yield from (StalePart(part, frozenset(i.item_key for i in part.items), "clean") for part in list(read))

    found = {}
    for report in process_shards(shards(), parts, VERSIONS, workers=workers, limits=limits):
        if not report.made_from:
            read.append(report.part)
            continue
        paths = dict(zip(*[report.part.reading(i.item_key for i in report.part.items).pages[n].to_pylist()
                           for n in ("document_id", "path")], strict=True))  # fmt: skip
        rows = set(report.part.table("blocks", ["document_id"]).column(0).to_pylist())
        for kept in report.part.items:
            path = paths[kept.document_id]
            assert path not in found, f"{path} was reported twice"
            assert (kept.document_id in rows) == (kept.reject is None)
            found[path] = kept.reject and kept.reject.detail
    return found


@pytest.mark.slow
def test_a_document_that_kills_its_process_becomes_a_reject_and_all_others_are_kept(deadly_words, tmp_path):
    names = [f"{n}.txt" for n in range(9)]
    places = dict(zip(DEADLY, (0, 3, 5, 6, 9, 12), strict=True))
    for word, place in places.items():
        names.insert(place, f"{word}.txt")
    found = run(names, tmp_path / "parts")
    assert set(found) == set(names)
    refused = {name.split(".")[0]: detail for name, detail in found.items() if detail}
    assert set(refused) == set(DEADLY)
    for word in ("killed", "exits", "segfault", "hangs"):
        assert "ended the process" in refused[word]
    assert "more than 2 s" in refused["loops"]
    assert "memory" in refused["hoards"]


@pytest.mark.slow
def test_many_deaths_in_one_run_are_the_machine_and_end_the_run(deadly_words, tmp_path, monkeypatch):
    monkeypatch.setattr(pool, "MOST_DEADLY_DOCUMENTS", 1)
    with pytest.raises(WorkerDied, match="fewer --workers"):
        run(["killed.1", "killed.2", "a.txt", "b.txt", "c.txt"], tmp_path / "parts")


@pytest.mark.slow
def test_after_two_runs_that_died_alone_the_work_is_left_to_other_processes(deadly_words, tmp_path):
    parts = tmp_path / "parts"
    parts.mkdir()
    (parts / ALONE_NAME).write_text(str(MOST_DEATHS))
    found = run(["killed.txt", "b.txt"], parts, workers=1)
    assert (found["b.txt"], "ended the process" in found["killed.txt"]) == (None, True)
    assert not (parts / ALONE_NAME).exists()


def test_a_run_that_ends_well_leaves_no_note(tmp_path):
    assert run(["a.txt"], tmp_path / "parts", workers=1) == {"a.txt": None}
    assert not (tmp_path / "parts" / ALONE_NAME).exists()


def test_one_document_is_parted_from_its_shard():
    items = [item(f"{n}.txt") for n in range(3)]
    one, others = parted(NewItems(items), items[1].item_key)
    assert (one, others) == (NewItems(items[1:2]), NewItems([items[0], items[2]]))
    assert parted(one, items[1].item_key) == (one, None)


def test_time_is_limited_even_where_a_library_swallows_every_error():
    with pytest.raises(OutOfTimeError):
        swallow_errors()


def test_time_is_limited_in_a_thread_too_as_a_cluster_has_them():
    with ThreadPoolExecutor(1) as executor:
        with pytest.raises(OutOfTimeError):
            executor.submit(swallow_errors).result()
        assert executor.submit(lambda: sum(range(10))).result() == 45  # nothing is left behind in the thread


def test_waiting_costs_no_time_of_a_document():
    def wait():
        with limited(Limits(seconds=1)):
            time.sleep(2.5)
        return "done"

    with ThreadPoolExecutor(1) as executor:
        assert executor.submit(wait).result() == wait() == "done"


def swallow_errors():
    with limited(Limits(seconds=1)):
        while True:
            try:
                while True:
                    pass
            except Exception:  # noqa: BLE001 - as libraries do
                pass
