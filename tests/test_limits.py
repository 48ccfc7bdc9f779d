import gc
import re
from pathlib import Path

from flows.limits import return_memory

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
