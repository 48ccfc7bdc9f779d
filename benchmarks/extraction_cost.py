"""What extraction costs a text, part by part, on one core.

    python -m benchmarks.extraction_cost ../shared/bench [--texts 150] [--rounds 3] [--rows FILE]

In: the folder with `bench.py` and `stories/roundups_dev.jsonl.gz`. Out: milliseconds of processor time by part and
700 words, the least of some rounds for each text, since other work on the machine only ever adds. With `--rows` every
row found is written to a file, so that a faster rule can be held against the one before it.
"""

import argparse
import gzip
import importlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from flows.clean.blocks import Block
from flows.clean.cleaning import clean_document
from flows.extract.annotations import Fields
from flows.extract.header.fields import find_fields
from flows.extract.inserts import blank_inserts
from flows.extract.names.entities import find_entities
from flows.extract.sentences import find_sentences
from flows.extract.speech.quotations import find_quotations
from flows.extract.terms import find_terms
from flows.extract.topics import find_topics
from flows.extract.values.expressions import find_expressions
from flows.read.decode import decode_item
from flows.read.documents import Document, RawItem
from flows.run.limits import collect_seldom

T = TypeVar("T")
WORDS = 700  # of a news article


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="folder of bench.py")
    parser.add_argument("--texts", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rows", type=Path, help="file for the rows found (.gz)")
    chosen = parser.parse_args()
    collect_seldom()  # as the workers do
    sys.path.insert(0, str(chosen.bench))
    rows = importlib.import_module("bench").read(chosen.bench / "stories" / "roundups_dev.jsonl.gz")
    texts = [prepared(row) for row in rows[:: max(1, len(rows) // chosen.texts)]]
    least: defaultdict[str, float] = defaultdict(float)
    words = 0
    found = []
    extract(*texts[0], defaultdict(float))  # word lists are read once
    for document, blocks, fields in texts:
        rounds: list[defaultdict[str, float]] = [defaultdict(float) for _ in range(chosen.rounds)]
        for spent in rounds:
            result = extract(document, blocks, fields, spent)
        found.append([document.path, repr(result)])
        words += sum(len(document.text[b.start : b.end].split()) for b in blocks if b.zone != "removed")
        for part in rounds[0]:
            least[part] += min(spent[part] for spent in rounds)
    for part, seconds in [*least.items(), ("together", sum(least.values()))]:
        print(f"{part:12} {1000 * seconds * WORDS / words:6.2f} ms")
    if chosen.rows:
        with gzip.open(chosen.rows, "wt", encoding="utf-8") as lines:
            lines.writelines(json.dumps(one, ensure_ascii=False) + "\n" for one in found)


def prepared(row: dict[str, str]) -> tuple[Document, Sequence[Block], Fields]:
    """Return a text with its blocks and fields, which other rooms find."""
    document = decode_item(RawItem(row["id"], None, "txt", is_html=False, payload=row["text"].encode()))
    assert isinstance(document, Document)
    blocks = clean_document(document)
    return document, blocks, find_fields(document, blocks)


def extract(
    document: Document, blocks: Sequence[Block], fields: Fields, spent: defaultdict[str, float]
) -> tuple[object, ...]:
    """Take a text through all parts of extraction, and add what each took."""
    text = timed(spent, "inserts", lambda: blank_inserts(document.text))
    sentences = timed(spent, "sentences", lambda: tuple(find_sentences(text, blocks)))
    naming = timed(spent, "names", lambda: find_entities(text, sentences, fields))
    quotations = timed(spent, "quotations", lambda: find_quotations(text, sentences, naming))
    expressions = timed(
        spent, "values", lambda: find_expressions(text, sentences, fields.published_on, fields.published_at)
    )
    terms = timed(spent, "terms", lambda: find_terms(text, sentences, naming))
    topics = timed(spent, "topics", lambda: find_topics(text, sentences, naming))
    return sentences, naming, quotations, expressions, terms, topics


def timed(spent: defaultdict[str, float], part: str, work: Callable[[], T]) -> T:
    """Return what the work gives and add the time it took."""
    started = time.process_time()
    result = work()
    spent[part] += time.process_time() - started
    return result


if __name__ == "__main__":
    main()
