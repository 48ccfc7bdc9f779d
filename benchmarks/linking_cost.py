"""What linking costs as a corpus grows, stage by stage, and the exponent of that growth.

    python -m benchmarks.linking_cost [--documents 1000 10000 50000] [--per-day 500]
    python -m benchmarks.linking_cost --facts [--documents 1000 4000]

Out: processor seconds by stage, the exponent between the least and the greatest number of documents (1 is linear), and
the peak memory of the process that links, apart from what it needs to hold the articles. Each number of documents of
the generated corpus (corpus.py) is linked in a process of its own. `--per-day` makes the days denser, which windows of
time do not help against.

Extraction costs far more than linking, so the articles have only the marks that reprints, stories and quotation groups
read, and these are found by three patterns that fit the generated texts: sentences, names, quotations. With `--facts`
they are extracted as in a run, and facts and omissions are compared too.
"""

import argparse
import cProfile
import pstats
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from itertools import islice
from math import log
from multiprocessing import get_context
from typing import TypeVar

from benchmarks.corpus import generate
from flows.clean.cleaning import clean_document
from flows.contracts.arrow import Row, conform
from flows.contracts.ids import stable_id
from flows.extract.annotations import Entity, Mention, Sentence
from flows.extract.article import annotate
from flows.extract.header.outlets import outlet_id_of
from flows.extract.rows import document_rows
from flows.link import linking
from flows.link.articles import LINK_COLUMNS, articles_from_tables
from flows.link.corpus import Article, LinkedQuotation, LinkedSpan
from flows.link.rows import quotation_group_rows
from flows.link.stories.stories import Story
from flows.load.parts import SHARED_TABLES
from flows.read.decode import decode_item
from flows.read.documents import Document, Given, RawItem

T = TypeVar("T")
SENTENCE = re.compile(r"[^\n]+?(?:[.][”]?(?=\s)|$)", re.MULTILINE)
NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+|(?<=\w )[A-Z][a-z]+")
QUOTATION = re.compile(r"“([^”]+)”")
# what linking.py calls, in the order of the table
STAGES = ("find_reprints", "find_origins", "group_stories", "group_quotations", "find_facts", "find_omissions")
Figures = dict[str, float]


def main() -> None:
    """Link each number of documents, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[1000, 10_000, 50_000])
    parser.add_argument("--per-day", type=int, default=500)
    parser.add_argument("--facts", action="store_true", help="extract as in a run, and compare facts too")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    chosen = parser.parse_args()
    counts, measured = sorted(chosen.documents), []
    for count in counts:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            work = pool.submit(measure, count, chosen.per_day, has_facts=chosen.facts, is_profiled=chosen.profile)
            measured.append(work.result())
        print(count, {name: round(value, 2) for name, value in measured[-1].items()}, file=sys.stderr, flush=True)
    print_table(counts, measured)


def extracted_articles(rows: Iterable[dict[str, str]]) -> list[Article]:
    """Return the articles as a run extracts them."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for number, row in enumerate(rows):
        given = {name: value for name, value in row.items() if name != "text"}
        document = decode_item(RawItem(f"{number}.txt", None, "txt", False, row["text"].encode(), Given(**given)))
        assert isinstance(document, Document)
        blocks = clean_document(document)
        for name, found in document_rows(document, blocks, annotate(document, blocks)).items():
            tables[name] += found
    for name in SHARED_TABLES:
        tables[name] = [*{row[LINK_COLUMNS[name][0]]: row for row in tables[name]}.values()]
    return articles_from_tables({name: conform(tables[name], name).select(LINK_COLUMNS[name]) for name in LINK_COLUMNS})


def marked_article(row: dict[str, str]) -> Article:
    """Return the article of a generated document, with the marks that patterns find."""
    text, document_id = row["text"], stable_id("document", row["url"])
    paragraphs = [match for match in re.finditer(r"[^\n]+", text) if match.end() - match.start() > 60]
    body = [(match.start(), match.end()) for match in paragraphs]
    names = {match.group() for start, end in body for match in NAME.finditer(text, start, end)}
    ids = {name: stable_id("entity", name) for name in names}
    moment = datetime.fromisoformat(row["published_at"]) if "published_at" in row else None
    return Article(
        document_id=document_id,
        outlet_id=outlet_id_of(row["outlet"]),
        outlet_name=row["outlet"],
        is_identified=True,
        language_code="en",
        title=row["title"],
        dek=None,
        author_names=None,
        published_at=moment,
        published_on=moment.date() if moment else None,
        is_truncated=False,
        text=text,
        body=tuple(LinkedSpan(start, end) for start, end in body),
        sentences=tuple(
            Sentence(match.start(), match.end(), "body", block)
            for block, (start, end) in enumerate(body)
            for match in SENTENCE.finditer(text, start, end)
        ),
        entities=tuple(Entity(ids[name], "person", name) for name in sorted(names)),
        mentions=tuple(
            Mention(match.start(), match.end(), "name", ids[match.group()], "person", "body")
            for start, end in body
            for match in NAME.finditer(text, start, end)
        ),
        quotations=tuple(
            LinkedQuotation(
                quotation_id=stable_id("quotation", document_id, str(match.start())),
                start=match.start(),
                end=match.end(),
                kind="direct",
                content=(LinkedSpan(match.start(1), match.end(1)),),
                cue_text=None,
                speaker=None,
                speaker_entity_id=None,
            )
            for start, end in body
            for match in QUOTATION.finditer(text, start, end)
        ),
    )


def measure(count: int, per_day: int, *, has_facts: bool, is_profiled: bool) -> Figures:
    """Link so many documents and return the processor seconds by stage, and megabytes."""
    rows = islice(generate(1, per_day), count)
    articles = extracted_articles(rows) if has_facts else [marked_article(row) for row in rows]
    spent: defaultdict[str, float] = defaultdict(float)
    for name in STAGES if has_facts else STAGES[:-2]:
        setattr(linking, name, timed(spent, name, getattr(linking, name)))
    if not has_facts:
        linking._compare = only_quotations  # type: ignore[assignment]
    held, profile = peak_megabytes(), cProfile.Profile()
    started = time.process_time()
    if is_profiled:
        profile.enable()
    linked = linking.link_articles(articles, {a.document_id: a.document_id for a in articles})
    profile.disable()
    whole = time.process_time() - started
    if is_profiled:
        pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(40)
    sizes = {name: float(len(linked.corpus_rows[name])) for name in ("reprints", "stories")}
    spent["the rest"] = whole - sum(spent.values())
    found = {**sizes, "stories compared": float(linked.compared_count)}
    return {**spent, "together": whole, "held, MB": held, "linking adds, MB": peak_megabytes() - held, **found}


def only_quotations(story: Story, articles: Sequence[Article], *_: object) -> dict[str, Sequence[Row]]:
    """Stand in for the comparison of a story's articles."""
    return {"quotation_groups": quotation_group_rows(linking.group_quotations(articles, [story]))}


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
