import gc
import re
from pathlib import Path

from flows.load import engine
from flows.load.slices import SLICE_DOCUMENTS
from flows.run.limits import return_memory
from tests.conftest import SAMPLE
from tests.plain_run import different_tables, run_plainly

OBJECTS = 400_000


def resident_megabytes() -> float:
    return int(re.search(r"RssAnon:\s+(\d+)", Path("/proc/self/status").read_text())[1]) / 1024


def test_memory_of_cycles_that_nothing_refers_to_goes_back_to_the_machine():
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        before = resident_megabytes()
        cycles = [[] for _ in range(OBJECTS)]
        for cycle in cycles:
            cycle.append(cycle)
        cycle = cycles = None  # they refer to themselves only
        taken = resident_megabytes() - before
        assert taken > 20
        return_memory()
        assert resident_megabytes() - before < taken / 2
    finally:
        if was_enabled:
            gc.enable()


def test_a_corpus_that_the_usual_memory_cannot_load_is_loaded_with_more(tmp_path, monkeypatch, caplog):
    run_plainly(SAMPLE, tmp_path / "roomy")
    monkeypatch.setattr(engine, "USUAL_MEGABYTES", 16)
    run_plainly(SAMPLE, tmp_path / "narrow", slice_documents=SLICE_DOCUMENTS)
    assert any(said.startswith("16 MB for DuckDB were too little") for said in caplog.messages)
    assert different_tables(tmp_path / "narrow", tmp_path / "roomy") == []
