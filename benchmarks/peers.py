"""A whole run beside the tools a user would take instead, on the same pages, in one run.

    python3 -m venv PEERS && PEERS/bin/pip install -r benchmarks/peers-requirements.txt
    python -m benchmarks.peers PATH/TO/bench/folder --python PEERS/bin/python [--pages 60] [--rounds 5]

In: news pages of the development set `clean`, evenly over the set; every tenth comes a second time whole, and every
tenth a second time without the last half of the article's paragraphs, each at another address, to see who tells of it.
Out: processor milliseconds a page, the median of the rounds, and the median of the ratios to trafilatura alone; pages
with a title, an author, a date; shingle F1 of the text on the pages themselves; copies told; peak memory.

Each tool is one process that has taken a page before. In each round all of them take all pages, in an order that turns
by one, so that other work on the machine falls on all alike and a ratio is of neighbours. Parallax runs whole, into an
empty warehouse, with one worker and without Prefect; trafilatura alone is the release that Parallax depends on, while
datatrove asks for an older one. The shipped weights of cleaning were trained on these pages: the
F1 to compare is the one by folds of `train_block_model.py --folds`.
"""

import argparse
import importlib
import json
import re
import subprocess
import sys
import tempfile
from html import unescape
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.peer_tools import TOOLS, Given, Page, fields, serve

PARALLAX = {"Parallax, text and fields": "fields", "Parallax, whole run": "run"}
BASE = "trafilatura"
PARAGRAPH = re.compile(r"<p[\s>].*?</p>", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
FEWEST_PARAGRAPHS = 4  # of which half is cut; with fewer a copy in part would be a whole one
HEAD = ("tool", "ms a page", "times trafilatura", "lowest, highest", "titles", "authors", "dates", "F1 (P, R)",
        "copies told: whole", "in part", "others", "memory, MB")  # fmt: skip


def main() -> None:
    """Measure all tools and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="folder of bench.py")
    parser.add_argument("served", nargs="*", help=argparse.SUPPRESS)  # by a process of Parallax: name, pages, output
    parser.add_argument("--python", type=Path, help="Python of the peers' environment")
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=5)
    chosen = parser.parse_args()
    if chosen.served:
        name, source, target = chosen.served
        serve(take_run if name == "run" else take_fields, read_pages(Path(source)), Path(target))
        return
    sys.path.insert(0, str(chosen.bench))
    gold = news_pages(chosen.bench, chosen.pages)
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "pages.jsonl"
        pages = [*map(as_page, gold), *map(copy_whole, whole(gold)), *map(copy_in_part, in_part(gold))]
        source.write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
        spent, results = measure(source, chosen.python, chosen.rounds)
    print(f"{len(gold)} pages and {len(pages) - len(gold)} copies, {chosen.rounds} rounds\n")
    print(f"| {' | '.join(HEAD)} |\n|{'---|' * len(HEAD)}")
    for name, result in results.items():
        print(f"| {' | '.join([name, *costs(spent[name], spent[BASE], len(pages)), *found(result, gold)])} |")


def read_pages(path: Path) -> list[Page]:
    """Return the pages of a file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def news_pages(folder: Path, count: int) -> list[dict[str, Any]]:
    """Return news pages whose gold text stands in them, evenly over the set."""
    bench = importlib.import_module("bench")
    rows = bench.read(folder / "clean" / "dev.jsonl.gz")
    news = [row for row in rows if bench.is_clean_gold(row) and bench.set_name(row) in bench.NEWS_SETS]
    return news[:: max(1, len(news) // count)][:count]


def as_page(row: dict[str, Any]) -> Page:
    """Return a page at its address, or at one made of its id."""
    return {"id": row["id"], "url": row.get("url") or f"https://{row['id']}.example/news", "html": row["html"]}


def whole(gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pages that come a second time whole."""
    return gold[::10]


def in_part(gold: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the pages that come a second time without the half of their paragraphs: as many, none of those."""
    long = [row for row in gold if len(paragraphs(row)) >= FEWEST_PARAGRAPHS and row not in whole(gold)]
    return long[:: max(1, len(long) // len(whole(gold)))][: len(whole(gold))]


def paragraphs(row: dict[str, Any]) -> list[tuple[int, int]]:
    """Return where the paragraphs of the page stand that begin like a part of the gold text."""
    texts = [(match.span(), unescape(TAG.sub("", match[0])).strip()[:40]) for match in PARAGRAPH.finditer(row["html"])]
    return [place for place, text in texts if text and text in row["gold_text"]]


def copy_whole(row: dict[str, Any]) -> Page:
    """Return the page at another address."""
    return {"id": f"whole {row['id']}", "url": "https://copies.example/news/" + row["id"], "html": row["html"]}


def copy_in_part(row: dict[str, Any]) -> Page:
    """Return the page without the last half of the article's paragraphs, at another address."""
    places, html = paragraphs(row), row["html"]
    for start, end in reversed(places[len(places) // 2 :]):
        html = html[:start] + html[end:]
    return {"id": f"part {row['id']}", "url": "https://parts.example/news/" + row["id"], "html": html}


def measure(source: Path, python: Path, rounds: int) -> tuple[dict[str, list[float]], dict[str, dict[str, Any]]]:
    """Return the seconds of each tool by round, and what each gave in the last one."""
    pythons = {name: sys.executable if name.startswith(BASE) else str(python) for name in TOOLS}
    commands = {name: [chosen, "-m", "benchmarks.peer_tools", name] for name, chosen in pythons.items()}
    commands |= {name: [sys.executable, "-m", "benchmarks.peers", ".", served] for name, served in PARALLAX.items()}
    targets = {name: source.with_name(f"{number}.json") for number, name in enumerate(commands)}
    running = {
        name: subprocess.Popen([*command, str(source), str(targets[name])], text=True,
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for name, command in commands.items()
    }  # fmt: skip
    spent: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds):
        order = list(commands)
        for name in order[number % len(order) :] + order[: number % len(order)]:
            spent[name].append(ask(running[name]))
            print(f"round {number + 1}, {name}: {spent[name][-1]:.2f} s", file=sys.stderr, flush=True)
    for process in running.values():
        process.communicate()
    return spent, {name: json.loads(target.read_text(encoding="utf-8")) for name, target in targets.items()}


def ask(process: "subprocess.Popen[str]") -> float:
    """Let a tool take all pages once and return its processor seconds; other lines that it prints are passed over."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    for line in process.stdout:
        if re.fullmatch(r"\d+\.\d+(e-\d+)?\n", line):
            return float(line)
    raise RuntimeError(f"{process.args} ended before it had taken the pages; its message stands above.")


def take_fields(pages: list[Page]) -> Given:
    """Return text and fields of each page, which is what most of the other tools give."""
    from flows.clean.blocks import body_text
    from flows.clean.cleaning import clean_document
    from flows.extract.header.fields import find_fields
    from flows.read.decode import decode_item
    from flows.read.documents import Document, RawItem
    from flows.read.documents import Given as Supplied

    given = {}
    for page in pages:
        item = RawItem(page["id"], None, "html", True, page["html"].encode(), Supplied(url=page["url"]))
        document = decode_item(item)
        assert isinstance(document, Document)
        blocks = clean_document(document)
        found = find_fields(document, blocks)
        text = body_text(document.text, blocks)
        given[page["id"]] = fields(text, found.title, found.authors, found.published_on)
    return given


def take_run(pages: list[Page]) -> Given:
    """Return what a whole run publishes."""
    import duckdb

    from flows.load.slices import SLICE_DOCUMENTS
    from tests.plain_run import run_plainly

    with tempfile.TemporaryDirectory() as name:
        raw, warehouse = Path(name) / "raw", Path(name) / "warehouse"
        raw.mkdir()
        (raw / "pages.jsonl").write_text("".join(json.dumps(page) + "\n" for page in pages), encoding="utf-8")
        run_plainly(raw, warehouse, slice_documents=SLICE_DOCUMENTS)
        with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
            articles = connection.execute(
                """select d.external_id, a.body_text, a.title, a.author_names, a.published_on,
                       exists (from core.reprints as r where r.later_document_id = d.document_id
                           or r.earlier_document_id = d.document_id) as is_copy
                   from core.documents as d join core.articles as a using (document_id)"""
            ).fetchall()
    return {key: {**fields(*values), "is_dropped": is_copy} for key, *values, is_copy in articles}


def costs(spent: list[float], base: list[float], count: int) -> tuple[str, ...]:
    """Return the cells of what a tool costs."""
    ratios = [seconds / beside for seconds, beside in zip(spent, base, strict=True)]
    return (
        f"{1000 * median(spent) / count:.1f}", f"{median(ratios):.2f}", f"{min(ratios):.2f}, {max(ratios):.2f}"
    )  # fmt: skip


def found(result: dict[str, Any], gold: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return the cells of what a tool gives; a copy counts as told whichever of the two pages is named."""
    metrics = importlib.import_module("metrics")
    given = result["given"]
    own = [given.get(row["id"], {}) for row in gold]
    shares = [f"{sum(bool(page.get(name)) for page in own) / len(own):.2f}" for name in ("title", "author", "date")]
    score = metrics.main_text({row["id"]: row["gold_text"] for row in gold}, {k: v["text"] for k, v in given.items()})
    text = f"{score['f1']:.3f} ({score['precision']:.3f}, {score['recall']:.3f})"
    return (*shares, text, *copies_told(given, gold), f"{result['memory']:.0f}")


def copies_told(given: Given, gold: list[dict[str, Any]]) -> tuple[str, ...]:
    """Return how many copies of each kind are told, and how many pages that have none."""
    if not any("is_dropped" in page for page in given.values()):
        return "–", "–", "–"
    told = {key for key, page in given.items() if page.get("is_dropped")}
    rest, cells = {row["id"] for row in gold}, []
    for kind, rows in (("whole", whole(gold)), ("part", in_part(gold))):
        pairs = [{row["id"], f"{kind} {row['id']}"} for row in rows]
        cells.append(f"{sum(not told.isdisjoint(pair) for pair in pairs)} of {len(pairs)}")
        rest -= set().union(*pairs)
    return (*cells, f"{len(told & rest)} of {len(rest)}")


if __name__ == "__main__":
    main()
