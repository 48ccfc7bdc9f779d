"""Time a first run, a run that finds nothing new, and a run that finds one file more.

    python -m benchmarks.increments --bench PATH/TO/bench.py [--documents 5 2000]
    python -m benchmarks.increments --raw FOLDER

Each run is the command `parallax run` in a process of its own, with its Prefect server; wall seconds hold all of it.
Input: the first documents of a folder of .txt files with sidecars (.txt.meta.json), given, or made from development
sets that `bench.py` prepares. Memory is that of the largest single process of a run. "Files changed" counts Parquet
files of tables and marts, apart from the log of runs, whose bytes are not those of the run before.
"""

import argparse
import json
import os
import re
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb

from benchmarks.measure import call
from tests.plain_run import parquet_bytes
from tests.processes import PARALLAX

TASKS = ("stories", "entities-newswire")
FIELDS = ("url", "title", "outlet", "published_at")
SECONDS = ("walk", "read", "templates", "clean", "extract", "write", "link", "load")
COUNTS = ("read_count", "clean_count", "extract_count", "story_count")
HEAD = ("documents", "run", "wall, s", *(f"{name}, s" for name in SECONDS), "read", "cleaned", "extracted",
        "stories compared", "files changed", "memory, MB")  # fmt: skip


@dataclass(frozen=True)
class Figures:
    """One run: its seconds, what its stages worked on, and the memory of its largest process."""

    wall_seconds: float
    stage_seconds: dict[str, float]
    counts: tuple[int, ...]
    memory_megabytes: int


def main() -> None:
    """Measure for each number of documents; print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--raw", type=Path, help="folder of .txt files with sidecars")
    source.add_argument("--bench", type=Path, help="path of bench.py")
    parser.add_argument("--documents", type=int, nargs="+", default=[5, 2000])
    chosen = parser.parse_args()
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        texts = chosen.raw or prepare_texts(chosen.bench, Path(scratch) / "texts", max(chosen.documents) + 1)
        for count in chosen.documents:
            measure(texts, Path(scratch) / str(count), count)


def prepare_texts(bench: Path, folder: Path, count: int) -> Path:
    """Write so many documents of the development sets as text files with sidecars; return their folder."""
    number = 0
    for task in TASKS:
        prepared = folder.with_name(task)
        call(bench, "prepare", task, prepared)
        for path in sorted(prepared.rglob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                if number < count:
                    write_text(folder / f"{number // 100:03d}" / f"{number:05d}.txt", json.loads(line))
                    number += 1
    return folder


def write_text(path: Path, record: dict[str, str]) -> None:
    """Write a record as a text file with its sidecar."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(record["text"], encoding="utf-8")
    given = {name: record[name] for name in FIELDS if record.get(name)}
    path.with_name(f"{path.name}.meta.json").write_text(json.dumps(given), encoding="utf-8")


def measure(texts: Path, folder: Path, count: int) -> None:
    """Run three times over so many documents, and print a row for each run."""
    paths = sorted(texts.rglob("*.txt"))[: count + 1]
    if len(paths) <= count:
        sys.exit(f"{texts} holds {len(paths)} texts; {count} and one more are needed: name fewer with --documents.")
    raw, warehouse = folder / "raw", folder / "warehouse"
    added = {"first run": paths[:count], "nothing new": [], "one file more": paths[count:]}
    known: dict[str, bytes] = {}
    for name, fresh in added.items():
        for path in fresh:
            copy_text(path, raw / path.relative_to(texts))
        figures = run(raw, warehouse, folder / "home")
        files = parquet_bytes(warehouse)
        changed = sum(known.get(path) != content for path, content in files.items())
        print_row(count, name, figures, f"{changed} of {len(files)}")
        known = files


def copy_text(path: Path, target: Path) -> None:
    """Copy a text and its sidecar, if it has one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(path, target)
    sidecar = path.with_name(f"{path.name}.meta.json")
    if sidecar.exists():
        shutil.copy(sidecar, target.with_name(sidecar.name))


def run(raw: Path, warehouse: Path, home: Path) -> Figures:
    """Run the command and return its figures."""
    printed = warehouse.with_name("printed.txt")
    time.sleep(2.5)  # a file younger than two seconds is read again in the next run, see flows/run/gathering.py
    started = time.perf_counter()
    environment = {**os.environ, "PREFECT_HOME": str(home), "PREFECT_API_URL": ""}
    command = [str(PARALLAX), "run", "--raw", str(raw), "--warehouse", str(warehouse)]
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC
    to_file = [(os.POSIX_SPAWN_OPEN, 1, str(printed), flags, 0o644), (os.POSIX_SPAWN_DUP2, 1, 2)]
    process = os.posix_spawn(PARALLAX, command, environment, file_actions=to_file)
    _, status, usage = os.wait4(process, 0)
    elapsed = time.perf_counter() - started
    if status:
        sys.exit(f"`{' '.join(command)}` failed: {printed.read_text(encoding='utf-8')}")
    timed = re.findall(r"(\w+) (\d+\.\d+) s\b", printed.read_text(encoding="utf-8"))
    seconds = {stage: float(value) for stage, value in timed}
    return Figures(elapsed, seconds, last_counts(warehouse), usage.ru_maxrss // 1024)


def last_counts(warehouse: Path) -> tuple[int, ...]:
    """Return how many items the last run read, documents it cleaned and extracted from, and stories it compared."""
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        query = f"select {', '.join(COUNTS)} from core.runs order by started_at desc limit 1"
        return tuple(connection.execute(query).fetchall()[0])


def print_row(count: int, name: str, figures: Figures, changed: str) -> None:
    """Print the row of one run."""
    seconds = [f"{figures.stage_seconds.get(stage, 0):.2f}" for stage in SECONDS]
    cells = (f"{count:,}", name, f"{figures.wall_seconds:.1f}", *seconds, *figures.counts, changed)
    print(f"| {' | '.join(map(str, cells))} | {figures.memory_megabytes:,} |", flush=True)


if __name__ == "__main__":
    main()
