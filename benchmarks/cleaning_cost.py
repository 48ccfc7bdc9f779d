"""What reading, cleaning and fields cost a document, beside trafilatura alone, in one run on one core.

    python -m benchmarks.cleaning_cost ../shared/bench [--pages 300]

In: the folder with `bench.py` and `clean/dev.jsonl.gz`. Out: mean milliseconds of processor time for each step and
form, and documents per second. Pages take turns, so that a busy moment falls on all steps alike. Each page is of
another site as a rule, so what is kept of lines that come again on an outlet's pages helps less than in a real corpus.
"""

import argparse
import importlib
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import trafilatura

from flows.clean.cleaning import clean_document
from flows.extract.header.fields import find_fields
from flows.extract.header.language import detect_language
from flows.read.decode import decode_item
from flows.read.documents import Document, RawItem
from flows.run.limits import collect_seldom

T = TypeVar("T")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="folder of bench.py")
    parser.add_argument("--pages", type=int, default=300)
    chosen = parser.parse_args()
    sys.path.insert(0, str(chosen.bench))
    bench = importlib.import_module("bench")
    rows = [row for row in bench.read(chosen.bench / "clean" / "dev.jsonl.gz") if bench.is_clean_gold(row)]
    collect_seldom()  # as the processes of a run do
    spent: defaultdict[str, float] = defaultdict(float)
    step = max(1, len(rows) // chosen.pages)
    pages = rows[::step]
    take_through("html", pages[0], defaultdict(float))  # word lists and weights are read once
    take_through("text", pages[0], defaultdict(float))
    detect_language("Der Hafen ist seit Freitag wieder offen, nachdem der Sturm sich gelegt hatte.")  # so is its model
    for row in pages:
        take_through("html", row, spent)
        take_through("text", row, spent)
        take_through("body", row | {"fulltext": row["gold_text"]}, spent)
        timed(spent, "trafilatura", lambda page=row["html"]: trafilatura.extract(page, include_comments=False))
        timed(spent, "trafilatura precise", lambda page=row["html"]: trafilatura.extract(page, favor_precision=True))
    for name, seconds in spent.items():
        print(f"{name:22} {1000 * seconds / len(pages):7.2f} ms")
    for form in ("html", "text", "body"):
        whole = sum(seconds for name, seconds in spent.items() if name.startswith(form))
        print(
            f"{form:22} {len(pages) / whole:7.1f} documents a second, {whole / spent['trafilatura']:.2f} × trafilatura"
        )


def take_through(form: str, row: dict[str, Any], spent: defaultdict[str, float]) -> None:
    """Read, clean and take the fields of a page as HTML, as the text of the whole page, or as the article's text."""
    payload = row["html" if form == "html" else "fulltext"].encode()
    item = RawItem(row["id"], None, "html" if form == "html" else "txt", form == "html", payload)
    document = timed(spent, f"{form} read", lambda: decode_item(item))
    if isinstance(document, Document):
        blocks = timed(spent, f"{form} clean", lambda: clean_document(document))
        timed(spent, f"{form} fields", lambda: find_fields(document, blocks))


def timed(spent: defaultdict[str, float], name: str, work: Callable[[], T]) -> T:
    """Return what the work gives and add the time it took."""
    started = time.process_time()
    result = work()
    spent[name] += time.process_time() - started
    return result


if __name__ == "__main__":
    main()
