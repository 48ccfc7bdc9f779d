"""The tools that a user would take instead, as peers.py calls them; all but trafilatura in an environment of their own.

    ENVIRONMENT/bin/python -m benchmarks.peer_tools TOOL PAGES.jsonl OUTPUT.json

In: pages of peers.py with id, url and html. For each line of standard input the tool takes all pages once, and its
processor seconds are printed. At the end of the input what it gave is written, by the page's id, and its peak
memory (Linux). The first page is taken before, for what a tool loads once. What is timed begins with the page as text
and ends with the tool's own result; for datatrove, whose result is files, with these.
"""

import json
import re
import resource
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

PATIENCE = 60.0  # wall seconds for a page; with datatrove's one second a busy machine loses pages
Page = dict[str, str]
Given = dict[str, dict[str, Any]]


def main() -> None:
    """Serve rounds until the input ends."""
    name, source, target = sys.argv[1:]
    pages = [json.loads(line) for line in Path(source).read_text(encoding="utf-8").splitlines()]
    serve(TOOLS[name], pages, Path(target))


def serve(take: Callable[[list[Page]], Given], pages: list[Page], target: Path) -> None:
    """Take all pages for each line that comes; print the processor seconds, also of processes that were started."""
    take(pages[:1])
    given: Given = {}
    for _ in sys.stdin:
        before = processor_seconds()
        given = take(pages)
        print(processor_seconds() - before, flush=True)
    # ru_maxrss would begin with what the process that started this one held
    own = re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(encoding="utf-8"))
    assert own
    peak = int(own[1]) / 1024
    target.write_text(json.dumps({"given": given, "memory": peak}, default=str), encoding="utf-8")


def processor_seconds() -> float:
    """Return the processor time of this process and of those it has waited for."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in used)


def take_text(pages: list[Page]) -> Given:
    """Return trafilatura's text alone."""
    import trafilatura

    return {p["id"]: {"text": trafilatura.extract(p["html"], include_comments=False)} for p in pages}


def take_text_and_fields(pages: list[Page]) -> Given:
    """Return trafilatura's text and metadata."""
    import trafilatura

    found = ((p["id"], trafilatura.bare_extraction(p["html"], p["url"], include_comments=False, with_metadata=True))
             for p in pages)  # fmt: skip
    return {key: fields(page.text, page.title, page.author, page.date) for key, page in found if page}


def take_newspaper(pages: list[Page]) -> Given:
    """Return what newspaper4k parses; without its keywords and summary, which need a download of word lists."""
    return {page["id"]: attempt(parse_with_newspaper, page) for page in pages}


def parse_with_newspaper(page: Page) -> dict[str, Any]:
    """Return text and fields by newspaper4k."""
    import newspaper

    article = newspaper.Article(page["url"], fetch_images=False)
    article.download(input_html=page["html"])
    article.parse()
    return fields(article.text, article.title, article.authors, article.publish_date)


def take_news_please(pages: list[Page]) -> Given:
    """Return what news-please parses from a page at hand; nothing is crawled or fetched."""
    return {page["id"]: attempt(parse_with_news_please, page) for page in pages}


def parse_with_news_please(page: Page) -> dict[str, Any]:
    """Return text and fields by news-please."""
    from newsplease import NewsPlease

    article = NewsPlease.from_html(page["html"], page["url"], fetch_images=False)
    return fields(article.maintext, article.title, article.authors, article.date_publish)


def attempt(parse: Callable[[Page], dict[str, Any]], page: Page) -> dict[str, Any]:
    """Return what a tool gives of a page, nothing where it fails; what ails it is told on standard error."""
    try:
        return parse(page)
    except Exception as error:  # noqa: BLE001 - a peer may raise anything, and the others' figures are still wanted
        print(f"failed on {page['id']}: {error!r}", file=sys.stderr)
        return fields(None, None, None, None)


def fields(text: str | None, title: object, author: object, date: object) -> dict[str, Any]:
    """Return what a tool gives of a page under the names that peers.py counts."""
    return {"text": text, "title": title, "author": author, "date": date}


def take_datatrove(pages: list[Page]) -> Given:
    """Return what datatrove keeps: text by trafilatura, then MinHash with its default of 14 bands of 8 hashes."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline import dedup
    from datatrove.pipeline.extractors import Trafilatura
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    with tempfile.TemporaryDirectory() as name:
        folder = {part: f"{name}/{part}" for part in ("raw", "text", "signatures", "pairs", "removed", "kept")}
        Path(folder["raw"]).mkdir()
        lines = (json.dumps({"id": p["id"], "text": p["html"]}) + "\n" for p in pages)
        Path(folder["raw"], "pages.jsonl").write_text("".join(lines), encoding="utf-8")
        setting = dedup.MinhashConfig()
        steps: list[tuple[int, list[object]]] = [
            (1, [JsonlReader(folder["raw"]), Trafilatura(timeout=PATIENCE), JsonlWriter(folder["text"])]),
            (1, [JsonlReader(folder["text"]), dedup.MinhashDedupSignature(folder["signatures"], config=setting)]),
            (setting.num_buckets, [dedup.MinhashDedupBuckets(folder["signatures"], folder["pairs"], config=setting)]),
            (1, [dedup.MinhashDedupCluster(folder["pairs"], folder["removed"], config=setting)]),
            (1, [JsonlReader(folder["text"]), dedup.MinhashDedupFilter(folder["removed"]),
                 JsonlWriter(folder["kept"])]),
        ]  # fmt: skip
        for number, (tasks, blocks) in enumerate(steps):
            LocalPipelineExecutor(blocks, tasks=tasks, logging_dir=f"{name}/logs/{number}").run()
        kept = {row["id"] for row in rows(folder["kept"])}
        return {row["id"]: {"text": row["text"], "is_dropped": row["id"] not in kept} for row in rows(folder["text"])}


def rows(folder: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of datatrove's compressed JSONL."""
    import gzip

    for path in sorted(Path(folder).glob("*.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            yield from map(json.loads, lines)


TOOLS = {
    "trafilatura": take_text,
    "trafilatura with metadata": take_text_and_fields,
    "newspaper4k": take_newspaper,
    "news-please": take_news_please,
    "datatrove": take_datatrove,
}

if __name__ == "__main__":
    main()
