"""What linking costs as a corpus grows, stage by stage, and the exponent of that growth.

    python -m benchmarks.linking_cost FOLDER [--documents 1000 10000] [--per-day 500] [--corpus-only] [--profile]

FOLDER keeps the generated corpus (corpus.py) and the tables extracted from it, so that a second call only links. Out:
processor seconds by stage, the exponent between the least and the greatest number of documents (1 is linear), and the
peak memory of the process that links, apart from what it needs to hold the articles. Each number of documents is
linked in a process of its own. `--per-day` makes the days denser, which windows of time do not help against.
"""

import argparse
import cProfile
import pstats
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from math import log
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.parquet as pq

from benchmarks.corpus import write_corpus
from flows.clean.cleaning import clean_document
from flows.contracts.arrow import Row, conform
from flows.extract.article import annotate
from flows.extract.rows import document_rows
from flows.link import linking
from flows.link.articles import LINK_COLUMNS, articles_from_tables
from flows.link.corpus import Article
from flows.load.parts import SHARED_TABLES
from flows.read.decode import decode_item
from flows.read.documents import Document, RawItem
from flows.read.items import read_source
from flows.read.sources import Source, find_sources

T = TypeVar("T")
ROWS_PER_FILE = 1000
# what linking.link_articles calls, in the order of the table
STAGES = ("find_reprints", "find_origins", "group_stories", "group_quotations", "find_facts", "find_omissions")
Figures = dict[str, float]


def main() -> None:
    """Prepare what is missing, link each number of documents, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000])
    parser.add_argument("--per-day", type=int, default=500)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--corpus-only", action="store_true", help="compare nothing inside of stories")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    chosen = parser.parse_args()
    counts = sorted(chosen.documents)
    folder = chosen.folder / f"{chosen.per_day}-per-day"
    prepare(folder, counts[-1], chosen.per_day, chosen.processes)
    measured = []
    for count in counts:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            measured.append(
                pool.submit(
                    measure, folder, count, is_whole=not chosen.corpus_only, is_profiled=chosen.profile
                ).result()
            )
        print(count, {name: round(value, 2) for name, value in measured[-1].items()}, file=sys.stderr, flush=True)
    print_table(counts, measured)


def prepare(folder: Path, count: int, per_day: int, processes: int) -> None:
    """Generate the corpus, and extract from each file of it what linking reads, unless that is there."""
    raw = folder / "raw"
    if len(list(raw.glob("*.jsonl"))) * ROWS_PER_FILE < count:
        write_corpus(raw, count, per_day=per_day, rows_per_file=ROWS_PER_FILE)
    missing = [p for p in sorted(raw.glob("*.jsonl")) if not (folder / "tables" / p.stem).exists()]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for _ in pool.map(extract_file, missing[: -(-count // ROWS_PER_FILE)]):
            pass


def extract_file(path: Path) -> None:
    """Read, clean and extract from one file of the corpus; keep the tables that linking reads."""
    rows: dict[str, list[Row]] = defaultdict(list)
    found = (source for source in find_sources(path.parent) if isinstance(source, Source))
    for item in read_source(next(source for source in found if source.file.path == path.name)):
        assert isinstance(item, RawItem)
        document = decode_item(item)
        assert isinstance(document, Document)
        blocks = clean_document(document)
        for name, more in document_rows(document, blocks, annotate(document, blocks)).items():
            rows[name] += more
    folder = path.parent.parent / "tables" / path.stem
    fresh = folder.with_suffix(".new")
    fresh.mkdir(parents=True, exist_ok=True)
    for name, columns in LINK_COLUMNS.items():
        unique = {row[columns[0]]: row for row in rows[name]}.values() if name in SHARED_TABLES else rows[name]
        pq.write_table(conform(list(unique), name).select(columns), fresh / f"{name}.parquet")
    fresh.rename(folder)


def read_articles(folder: Path, count: int) -> list[Article]:
    """Return the first articles of the corpus."""
    articles: list[Article] = []
    for tables in sorted((folder / "tables").iterdir())[: -(-count // ROWS_PER_FILE)]:
        articles += articles_from_tables({name: pq.read_table(tables / f"{name}.parquet") for name in LINK_COLUMNS})
    return articles[:count]


def measure(folder: Path, count: int, *, is_whole: bool, is_profiled: bool) -> Figures:
    """Link so many documents and return the processor seconds by stage, and megabytes."""
    articles = read_articles(folder, count)
    pa.default_memory_pool().release_unused()
    spent: defaultdict[str, float] = defaultdict(float)
    for name in STAGES:
        setattr(linking, name, timed(spent, name, getattr(linking, name)))
    if not is_whole:
        setattr(linking, "_compare", lambda *_: {})  # noqa: B010 - mypy knows it as a function
    held = peak_megabytes()
    profile = cProfile.Profile()
    started = time.process_time()
    if is_profiled:
        profile.enable()
    linked = linking.link_articles(articles, {a.document_id: a.document_id for a in articles})
    profile.disable()
    whole = time.process_time() - started
    if is_profiled:
        pstats.Stats(profile, stream=sys.stderr).sort_stats("cumulative").print_stats(45)
    sizes = {name: float(len(rows)) for name, rows in linked.corpus_rows.items()}
    spent["the rest"] = whole - sum(spent.values())
    return {
        **spent,
        "together": whole,
        "held, MB": held,
        "linking adds, MB": peak_megabytes() - held,
        "reprints": sizes["reprints"],
        "stories": sizes["stories"],
        "stories compared": float(linked.compared_count),
    }


def timed(spent: defaultdict[str, float], name: str, work: Callable[..., T]) -> Callable[..., T]:
    """Return the same function, whose processor time is added up."""

    def timed_work(*arguments: object, **named: object) -> T:
        started = time.process_time()
        try:
            return work(*arguments, **named)
        finally:
            spent[name] += time.process_time() - started

    return timed_work


def peak_megabytes() -> float:
    """Return the most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def print_table(counts: Sequence[int], measured: Sequence[Figures]) -> None:
    """Print the figures with the exponent of each."""
    print(f"| | {' | '.join(f'{count:,}' for count in counts)} | exponent |\n|{'---|' * (len(counts) + 2)}")
    for name in measured[0]:
        values = [figures[name] for figures in measured]
        grown = log(max(values[-1], 0.01) / max(values[0], 0.01)) / log(counts[-1] / counts[0]) if counts[1:] else 1.0
        print(f"| {name} | {' | '.join(f'{value:,.2f}' for value in values)} | {grown:.2f} |")


if __name__ == "__main__":
    main()
