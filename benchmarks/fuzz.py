"""Feed broken files of every form to all readers and extractors, and print how many were tried and what went wrong.

    python -m benchmarks.fuzz [--count 10000] [--seed 1] [--guided SECONDS]

Each file has to give documents or rejects, each place once, blocks that tile the text and rows that pass the gate of
their table, in bounded time. `--guided` lets coverage choose the files, with atheris, which is no requirement of the
project: install it in an environment of its own. Exit 1 where anything went wrong; files that did are left in
`--findings`.
"""

import argparse
import gc
import hashlib
import random
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType, FunctionType

from flows.read.documents import Reject
from tests.hostile.journeys import take_bytes_through
from tests.hostile.mutations import hostile_files, mutated, seeds

SECONDS_FOR_ONE = 30  # of the processor; the slowest file of 12,000 took 1.4
SHOWN = 20


class TookTooLongError(BaseException):
    """A file took more than its time."""


def main() -> None:
    """Try files as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--guided", type=int, default=0, help="seconds of coverage-guided trying")
    parser.add_argument("--findings", type=Path, default=Path(tempfile.gettempdir()) / "findings")
    chosen = parser.parse_args()
    signal.signal(signal.SIGPROF, _too_long)
    if chosen.guided:
        try_guided(chosen.guided, chosen.findings)
    else:
        sys.exit(1 if try_files(chosen.seed, chosen.count, chosen.findings) else 0)


def _too_long(_number: int, _frame: FrameType | None) -> None:
    raise TookTooLongError


def try_files(seed: int, count: int, findings: Path) -> int:
    """Try files made from a seed; print what became of them, and return how many faults there were."""
    outcomes: Counter[str] = Counter()
    faults: Counter[str] = Counter()
    slowest, started = 0.0, time.monotonic()
    for name, data in hostile_files(seed, count):
        before = time.process_time()
        fault, found = try_one(name, data)
        slowest = max(slowest, time.process_time() - before)
        outcomes.update("documents" if not isinstance(each, Reject) else each.reason_code for each in found)
        if fault:
            faults[fault] += 1
            keep(findings, name, data)
    print(
        f"{count} files (seed {seed}) in {time.monotonic() - started:.0f} s, slowest {slowest:.2f} s of the processor"
    )
    print(", ".join(f"{name} {number}" for name, number in outcomes.most_common()))
    for fault, number in faults.most_common(SHOWN):
        print(f"{number} × {fault}")
    print(f"{sum(faults.values())} faults of {len(faults)} kinds")
    return sum(faults.values())


def try_one(name: str, data: bytes) -> tuple[str, list[object]]:
    """Return the fault of a file, "" for none, and what the file came to."""
    signal.setitimer(signal.ITIMER_PROF, SECONDS_FOR_ONE)
    try:
        return "", list(take_bytes_through(name, data))
    except (Exception, TookTooLongError) as error:  # noqa: BLE001 - whatever leaves a reader is what is looked for
        places = [f for f in traceback.extract_tb(error.__traceback__) if "/flows/" in f.filename]
        where = f"{'/'.join(places[-1].filename.split('/')[-3:])}:{places[-1].lineno}" if places else "the checks"
        return f"{name.split('.', 1)[1]} {type(error).__name__} at {where}: {str(error)[:150]}", []
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def keep(findings: Path, name: str, data: bytes) -> None:
    """Leave a file that went wrong for whoever mends it."""
    findings.mkdir(parents=True, exist_ok=True)
    (findings / f"{hashlib.sha256(data).hexdigest()[:8]}-{name}").write_bytes(data)


def try_guided(seconds: int, findings: Path) -> None:
    """Let coverage choose what to change next, from the same seeds, until the time is up or a fault is found."""
    import atheris

    names, whole = sorted(seeds()), seeds()
    for function in [each for each in gc.get_objects() if isinstance(each, FunctionType)]:
        if (function.__module__ or "").startswith("flows."):  # to instrument all that is imported takes minutes
            atheris.instrument_func(function)

    def try_bytes(data: bytes) -> None:
        name = names[data[0] % len(names)] if data else names[0]
        fault, _ = try_one(name, data[1:])
        if fault:
            keep(findings, name, data[1:])
            print(fault, flush=True)  # at once: libFuzzer ends the process

    def change(data: bytes, max_size: int, seed: int) -> bytes:
        if random.Random(seed).random() < 0.5 or not data:
            return bytes(atheris.Mutate(data, max_size))
        return (data[:1] + mutated(data[1:], random.Random(seed)))[:max_size]

    corpus = findings / "corpus"  # from which another time goes on
    corpus.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(names):
        (corpus / name).write_bytes(bytes([number]) + whole[name])
    options = [sys.argv[0], f"-max_total_time={seconds}", "-max_len=20000", "-timeout=60", str(corpus)]
    atheris.Setup(options, try_bytes, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
