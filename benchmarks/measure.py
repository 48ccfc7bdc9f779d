"""Run the pipeline on benchmark tasks and print each task's figures with its cost per document and stage.

    python benchmarks/measure.py ../shared/bench/bench.py seeds times quotations …

`bench.py` prepares a task's raw input and scores the warehouse; what it measures is said in the README beside it.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from flows.pipeline import run_pipeline
from flows.settings import Settings


def main() -> None:
    """Measure each task named on the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="path of bench.py")
    parser.add_argument("tasks", nargs="+")
    parser.add_argument("--keep", type=Path, help="folder in which raw input and warehouses are kept")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        for name in chosen.tasks:
            measure(chosen.bench, name, (chosen.keep or Path(scratch)) / name)


def measure(bench: Path, name: str, folder: Path) -> None:
    """Prepare, run and score one task; print its figures and costs as one JSON object."""
    call(bench, "prepare", name, folder / "raw")
    started = time.perf_counter()
    summary = run_pipeline(Settings(raw=folder / "raw", warehouse=folder / "warehouse"))
    elapsed = time.perf_counter() - started
    scores = folder / "scores.json"
    call(bench, "score", name, folder / "warehouse" / "parallax.duckdb", "--json", scores)
    per_document = {
        stage: round(1000 * seconds / max(1, summary.document_count), 2) for stage, seconds in summary.seconds.items()
    }
    figures = {
        "task": name,
        "documents": summary.document_count,
        "rejects": summary.reject_count,
        "wall_seconds": round(elapsed, 1),
        "milliseconds_per_document": per_document,
        "scores": json.loads(scores.read_text(encoding="utf-8"), parse_float=lambda text: round(float(text), 4)),
    }
    print(json.dumps(figures, ensure_ascii=False, indent=1), flush=True)


def call(bench: Path, *arguments: object) -> None:
    """Run bench.py in a process of its own, silently unless it fails."""
    subprocess.run([sys.executable, str(bench), *map(str, arguments)], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main()
