"""What a whole run costs a document, stage by stage, beside trafilatura alone on the same pages; and what queries cost.

    python -m benchmarks.whole_run [--bench PATH/TO/bench/folder] [--pages 150] [--texts 500] [--more 100] [--queries]

In: pages of the development set `clean` (HTML; left out without `--bench`), and generated texts (corpus.py). Out:
processor milliseconds a document of a first run, of a run that finds nothing new and of one that finds `--more` new
texts, each in a process of its own with one worker and without Prefect, so that other work on the machine does not
count; wall seconds and the load, which that work does lengthen; what two workers add; peak memory and size on disk;
with `--queries` what query_cost.py says of the first run's warehouse.
"""

import argparse
import importlib
import json
import os
import resource
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path

import trafilatura

from benchmarks.corpus import generate, write_corpus
from benchmarks.query_cost import print_queries

STAGES = ("walk", "read", "templates", "clean", "extract", "write", "link", "load")
SETTLING = 2.5  # seconds; a file younger than two is read again in the next run, see flows/run/gathering.py
AROUND = ("wall, s", "machine load", "memory, MB", "on disk, MB")
Figures = dict[str, float]


def main() -> None:
    """Measure and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bench", type=Path, help="folder of bench.py")
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--texts", type=int, default=500)
    parser.add_argument("--more", type=int, default=100, help="texts added before the last run")
    parser.add_argument("--queries", action="store_true")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        corpora = {"text": write_corpus(scratch / "text", chosen.texts)}
        if chosen.bench:
            corpora["html"] = write_pages(chosen.bench, scratch / "html", chosen.pages)
        time.sleep(SETTLING)
        for form, raw in corpora.items():
            count = chosen.texts if form == "text" else chosen.pages
            print(f"\n{count} documents, {form}\n")
            print_head()
            first = print_row("first run", alone(run, raw, scratch / f"{form}-1", 1), count)
            print_row("nothing new", alone(run, raw, scratch / f"{form}-1", 1), count)
            if form == "text":
                add_texts(raw, chosen.texts, chosen.more)
                print_row(f"{chosen.more} more", alone(run, raw, scratch / f"{form}-1", 1), count)
                count += chosen.more
            if chosen.queries:
                print_queries(scratch / f"{form}-1" / "parallax.duckdb")
            for workers in (1, 2):
                figures = alone(run, raw, scratch / f"{form}, {workers} workers", workers)
                print_row(f"first run of {count}, {workers} workers", figures, count)
            if form == "html":
                for with_metadata in (False, True):
                    spent = alone(trafilatura_alone, raw, with_metadata)["together"]
                    print(f"\ntrafilatura alone, {'with' if with_metadata else 'without'} metadata: ", end="")
                    print(f"{1000 * spent / count:.2f} ms a page; whole run {first['together'] / spent:.2f} times that")


def write_pages(bench: Path, folder: Path, count: int) -> Path:
    """Write pages of the development set as HTML files, taken evenly over the set."""
    sys.path.insert(0, str(bench))
    rows = list(importlib.import_module("bench").read(bench / "clean" / "dev.jsonl.gz"))
    folder.mkdir()
    for number, row in enumerate(rows[:: len(rows) // count][:count]):
        (folder / f"{number:05d}.html").write_text(row["html"], encoding="utf-8")
    return folder


def add_texts(folder: Path, known: int, count: int) -> None:
    """Write the texts that follow the first `known` ones of the generated corpus as a file of their own."""
    rows = islice(generate(seed=1, per_day=500), known, known + count)
    (folder / "more.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    time.sleep(SETTLING)


def alone(work: object, *arguments: object) -> Figures:
    """Return what a function gives in a fresh process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *arguments).result()  # type: ignore[arg-type, return-value]


def run(raw: Path, warehouse: Path, workers: int) -> Figures:
    """Run the pipeline; stages of a run with one worker are told in processor seconds."""
    if workers == 1:
        time.perf_counter = time.process_time  # what stages are timed by
    from flows.load.slices import SLICE_DOCUMENTS
    from tests.plain_run import run_plainly

    before, started = processor_seconds(), time.monotonic()
    summary = run_plainly(raw, warehouse, slice_documents=SLICE_DOCUMENTS, workers=workers, shard_documents=50)
    seconds = summary.seconds
    megabytes = sum(path.stat().st_size for path in warehouse.rglob("*") if path.is_file()) / 2**20
    stages = {stage: seconds.get(stage, 0.0) if workers == 1 else 0.0 for stage in STAGES}
    together = processor_seconds() - before
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    around = {"wall, s": time.monotonic() - started, "machine load": os.getloadavg()[0]}
    return {**stages, "together": together, **around, "memory, MB": peak, "on disk, MB": megabytes}


def processor_seconds() -> float:
    """Return the processor time of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def trafilatura_alone(raw: Path, with_metadata: bool) -> Figures:
    """Extract from each page with trafilatura; the first page is taken twice, for what is loaded once."""
    pages = [path.read_text(encoding="utf-8") for path in sorted(raw.iterdir())]
    trafilatura.extract(pages[0])
    started = time.process_time()
    for page in pages:
        trafilatura.extract(page, include_comments=False, with_metadata=with_metadata)
    return {"together": time.process_time() - started}


def print_head() -> None:
    """Print the head of the table."""
    names = ["ms a document of the first run", *STAGES, "together", *AROUND]
    print(f"| {' | '.join(names)} |\n|{'---|' * len(names)}", flush=True)


def print_row(name: str, figures: Figures, count: int) -> Figures:
    """Print milliseconds a document by stage and what surrounds them, and return the figures."""
    cells = [f"{1000 * figures[part] / count:.2f}" if figures[part] else "" for part in (*STAGES, "together")]
    print(f"| {name} | {' | '.join([*cells, *(f'{figures[part]:.1f}' for part in AROUND)])} |", flush=True)
    return figures


if __name__ == "__main__":
    main()
