"""What linking costs as a corpus grows, stage by stage, and the exponent of that growth.

    python -m benchmarks.linking_cost [--documents 2000 10000 50000] [--per-day 500] [--more 100]
    python -m benchmarks.linking_cost --facts [--documents 1000 4000]

Out: processor seconds by stage, the exponent between the least and the greatest number of documents (1 is linear), and
the most memory that linking adds to the process, apart from files that are mapped into it; then the same of a run that
finds `--more` new documents, to which the first one has left what a run leaves. Each number of documents of the
generated corpus (corpus.py) is linked in a process of its own. `--per-day` makes the days denser, which windows of time
do not help against.

Extraction costs far more than linking, so the articles have only the marks that reprints, stories and quotation groups
read, and these are found by three patterns that fit the generated texts: sentences, names, quotations. With `--facts`
they are extracted as in a run, and facts and omissions are compared too.
"""

import argparse
import cProfile
import gc
import pickle
import pstats
import re
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from math import log
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Self, TypeVar

import pyarrow as pa

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
from flows.link.outlines import Outlet, Outlines, outline_table
from flows.link.rows import quotation_group_rows
from flows.link.stories.stories import Story
from flows.load.parts import SHARED_TABLES
from flows.read.decode import decode_item
from flows.read.documents import Document, Given, RawItem
from flows.run.limits import return_memory

T = TypeVar("T")
SENTENCE = re.compile(r"[^\n]+?(?:[.][”]?(?=\s)|$)", re.MULTILINE)
NAME = re.compile(r"[A-Z][a-z]+ [A-Z][a-z]+|(?<=\w )[A-Z][a-z]+")
QUOTATION = re.compile(r"“([^”]+)”")
# in the order of the table: how a part's outlines are made, then what linking.py calls
SHARD_ARTICLES = 200
STAGES = (
    "outline_table", "find_reprints", "find_origins", "group_stories", "group_quotations", "find_facts",
    "find_omissions",
)  # fmt: skip
Figures = dict[str, float]


def main() -> None:
    """Link each number of documents, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, nargs="+", default=[2000, 10_000, 50_000])
    parser.add_argument("--per-day", type=int, default=500)
    parser.add_argument("--more", type=int, default=100, help="documents that the second run finds")
    parser.add_argument("--facts", action="store_true", help="extract as in a run, and compare facts too")
    parser.add_argument("--profile", action="store_true", help="print where the time goes")
    chosen = parser.parse_args()
    counts, measured = sorted(chosen.documents), []
    for count in counts:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
            how = {"has_facts": chosen.facts, "is_profiled": chosen.profile}
            work = pool.submit(measure, count, chosen.per_day, chosen.more, **how)
            measured.append(work.result())
        print(count, {name: round(value, 2) for name, value in measured[-1].items()}, file=sys.stderr, flush=True)
    print_table(counts, measured)


class Shards:
    """Articles on the disk, some hundred in a file, and their outlines, as a run keeps them."""

    def __init__(self, folder: Path, *, has_facts: bool) -> None:
        self.folder, self.has_facts = folder, has_facts
        self.places: dict[str, int] = {}
        self.outlets: dict[str, Outlet] = {}
        self.count = 0

    def add(self, rows: Iterable[dict[str, str]]) -> float:
        """Keep the articles of generated documents; return the processor seconds that their outlines took."""
        spent, waiting = 0.0, iter(rows)
        while some := list(islice(waiting, SHARD_ARTICLES)):
            articles = extracted_articles(some) if self.has_facts else [marked_article(row) for row in some]
            self.places |= {article.document_id: self.count for article in articles}
            self.outlets |= {a.document_id: Outlet(a.outlet_id, a.outlet_name, a.is_identified) for a in articles}
            (self.folder / f"{self.count}.pickle").write_bytes(
                pickle.dumps({article.document_id: pickle.dumps(article) for article in articles})
            )
            started = time.process_time()
            table = outline_table(articles)
            path = str(self.folder / f"{self.count}.arrow")
            with pa.OSFile(path, "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
                writer.write_table(table)
            spent += time.process_time() - started
            self.count += 1
        return spent

    def outlines(self) -> Outlines:
        """Return the outlines of all articles."""
        files = (pa.memory_map(str(self.folder / f"{number}.arrow")) for number in range(self.count))
        return Outlines(((pa.ipc.open_file(file).read_all(), self.places.keys()) for file in files), self.outlets)

    def read(self, document_ids: Collection[str]) -> list[Article]:
        """Return some articles; only these are made, as a run makes objects of the wanted rows of a part only."""
        numbers = sorted({self.places[document_id] for document_id in document_ids})
        shards = (pickle.loads((self.folder / f"{number}.pickle").read_bytes()) for number in numbers)
        wanted = set(document_ids)
        return [pickle.loads(kept) for articles in shards for name, kept in articles.items() if name in wanted]


def extracted_articles(rows: Sequence[dict[str, str]]) -> list[Article]:
    """Return the articles as a run extracts them."""
    tables: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        given = {name: value for name, value in row.items() if name != "text"}
        item = RawItem(f"{stable_id(row['url'])}.txt", None, "txt", False, row["text"].encode(), Given(**given))
        document = decode_item(item)
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


def measure(count: int, per_day: int, more: int, *, has_facts: bool, is_profiled: bool) -> Figures:
    """Link so many documents and return the processor seconds by stage, and megabytes."""
    spent: defaultdict[str, float] = defaultdict(float)
    for name in STAGES[1:] if has_facts else STAGES[1:-2]:
        setattr(linking, name, timed(spent, name, getattr(linking, name)))
    if not has_facts:
        linking._compare = only_quotations  # type: ignore[assignment]
    rows = generate(1, per_day)
    with TemporaryDirectory() as folder:
        shards = Shards(Path(folder), has_facts=has_facts)
        spent["outline_table"] = shards.add(islice(rows, count))
        first = link(shards, spent, is_profiled=is_profiled)
        figures = {**{name: spent[name] for name in STAGES if name in spent}, **first.figures}
        figures |= {"stories compared": float(first.linked.compared_count)}
        spent.clear()
        spent["outline_table"] = shards.add(islice(rows, more))
        again = link(shards, spent, first, is_profiled=is_profiled)
        later = {**{name: spent[name] for name in STAGES if name in spent}, **again.figures}
        later["stories compared"] = float(again.linked.compared_count)
        return figures | {f"{more} more: {name}": value for name, value in later.items()}


@dataclass(frozen=True)
class Result:
    """What linking found, and its figures."""

    linked: linking.Linked
    figures: Figures


def link(
    shards: Shards, spent: defaultdict[str, float], before: Result | None = None, *, is_profiled: bool = False
) -> Result:
    """Link all articles; `before` is the run whose results are taken over."""
    left = linking.Left(before.linked.story_keys, before.linked.memory) if before else linking.NOTHING_LEFT
    profile = cProfile.Profile()
    sizes, outside = {}, spent["outline_table"]
    with PeakMemory() as memory:
        started = time.process_time()
        if is_profiled:
            profile.enable()
        outlines = shards.outlines()
        keys = outlines.keys(lambda document_id: document_id, "")
        linked = linking.link_articles(outlines, keys, shards.read, left=left, let_go=return_memory)
        for name, rows in linked.corpus_rows:
            sizes[name] = float(len(rows))
        for _ in linked.story_tables:
            pass
        profile.disable()
        together = outside + time.process_time() - started
    if is_profiled:
        pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(40)
    figures = {"the rest": together - sum(spent.values()), "together": together, "linking adds, MB": memory.added}
    return Result(linked, figures | {name: sizes[name] for name in ("reprints", "stories")})


class PeakMemory:
    """The most memory of this process beside mapped files, looked at every hundredth of a second."""

    def __enter__(self) -> Self:
        gc.collect()
        self.before = self.most = resident_megabytes()
        self._is_over = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()

    @property
    def added(self) -> float:
        """The megabytes that came on top of those at the beginning."""
        return self.most - self.before

    def _watch(self) -> None:
        while not self._is_over.wait(0.01):
            self.most = max(self.most, resident_megabytes())


def resident_megabytes() -> float:
    """Return the memory that is this process's own, as Linux tells it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"RssAnon:\s+(\d+)", status)[1]) / 1024  # type: ignore[index]


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


def print_table(counts: Sequence[int], measured: Sequence[Figures]) -> None:
    """Print the figures with the exponent of each."""
    print(f"| | {' | '.join(f'{count:,}' for count in counts)} | exponent |\n|{'---|' * (len(counts) + 2)}")
    for name in measured[0]:
        values = [figures[name] for figures in measured]
        grown = log(max(values[-1], 0.01) / max(values[0], 0.01)) / log(counts[-1] / counts[0]) if counts[1:] else 1.0
        print(f"| {name} | {' | '.join(f'{value:,.2f}' for value in values)} | {grown:.2f} |")


if __name__ == "__main__":
    main()
