"""Scores of the cleaner on gold pages: text by shingles, fields, headings, and what became of furniture."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean

from flows.clean.blocks import BODY_ZONES, Block
from flows.clean.cleaning import clean_document
from flows.extract.header.fields import find_fields
from tests.clean.gold_pages import GoldLine, GoldPage

# A character of a script without blanks is a token of its own.
TOKEN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]|[^\W\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]+")
SHINGLE = 4
LATIN = frozenset("de fr es it pt nl".split())


@dataclass(frozen=True)
class PageScore:
    """What one page gave. `lost` are body lines outside the body, `taken` removed lines inside it, with their text."""

    page: GoldPage
    precision: float
    recall: float
    is_empty: bool
    exact: dict[str, bool]  # of title, authors, day
    headings: list[bool]
    removed: list[tuple[str, bool, bool]]  # gold kind, removed, of the right kind
    lost: list[GoldLine]
    taken: list[GoldLine]

    @property
    def f1(self) -> float:
        return harmonic(self.precision, self.recall)

    @property
    def group(self) -> str:
        """'html' or the language group of a plain page."""
        if self.page.is_html:
            return "html"
        if self.page.language == "en":
            return "plain en"
        return "plain western" if self.page.language in LATIN else "plain other"


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four tokens of a text and how often each occurs.

    >>> sorted(shingles("a b c d e"))
    [('a', 'b', 'c', 'd'), ('b', 'c', 'd', 'e')]
    """
    tokens = TOKEN.findall(text)
    return Counter(tuple(tokens[i : i + SHINGLE]) for i in range(max(1, len(tokens) - SHINGLE + 1)))


def score_page(page: GoldPage) -> PageScore:
    """Clean one page and compare."""
    blocks = clean_document(page.document)
    owner = _owners(page, blocks)
    unjudged = [place for line, place in zip(page.lines, page.places, strict=True) if line.mark == "?"]
    said = "\n".join(_body_texts(page, blocks, unjudged))
    got, want = shingles(said), shingles("\n".join(line.plain for line in page.lines if line.is_body))
    hits = (got & want).total()
    fields = find_fields(page.document, blocks)
    rows = list(zip(page.lines, owner, strict=True))
    return PageScore(
        page=page,
        precision=hits / max(1, got.total()),
        recall=hits / max(1, want.total()),
        is_empty=not said.strip(),
        exact={
            "title": " ".join((fields.title or "").split()) == page.title,
            "authors": fields.authors == page.authors,
            "day": fields.published_on == page.day,
        },
        headings=[b.kind == "heading" and b.zone in BODY_ZONES for line, b in rows if line.mark == "H"],
        removed=[(line.kind, b.zone not in BODY_ZONES, b.kind == line.kind) for line, b in rows if line.mark == "-"],
        lost=[line for line, block in rows if line.is_body and block.zone not in BODY_ZONES],
        taken=[line for line, block in rows if line.mark in "-TDYC" and block.zone in BODY_ZONES],
    )


def _owners(page: GoldPage, blocks: Sequence[Block]) -> list[Block]:
    """Return for each gold line the block that holds most of it."""
    return [max(blocks, key=lambda b: min(b.end, end) - max(b.start, start)) for start, end in page.places]


def _body_texts(page: GoldPage, blocks: Sequence[Block], unjudged: Sequence[tuple[int, int]]) -> Iterable[str]:
    for block in blocks:
        start, end = block.content_span(page.document.text)
        if block.zone in BODY_ZONES and (start, end) not in unjudged:
            yield page.document.text[start:end]


def summarise(scores: Sequence[PageScore]) -> dict[str, float]:
    """Return the figures that floors are set for, by name, each between 0 and 1."""
    groups = defaultdict(list)
    for score in scores:
        groups[score.group].append(score)
    figures: dict[str, float] = {}
    for name, part in sorted(groups.items()):
        precision, recall = mean(s.precision for s in part), mean(s.recall for s in part)
        figures |= {
            f"{name}: precision": precision,
            f"{name}: recall": recall,
            f"{name}: f1": harmonic(precision, recall),
        }
        for field in ("title", "authors", "day"):
            figures[f"{name}: {field} exact"] = mean(s.exact[field] for s in part)
        figures[f"{name}: headings kept"] = mean([kept for s in part for kept in s.headings] or [True])
        removed = [row for s in part for row in s.removed]
        figures[f"{name}: furniture removed"] = mean(is_removed for _, is_removed, _ in removed)
        figures[f"{name}: block kinds"] = mean(is_right for _, is_removed, is_right in removed if is_removed)
    return figures


def summarise_kinds(scores: Sequence[PageScore]) -> list[tuple[str, int, float, float]]:
    """Return (block kind, lines, share removed, share of the right kind), most lines first."""
    rows = defaultdict(list)
    for kind, is_removed, is_right in (row for score in scores for row in score.removed):
        rows[kind].append((is_removed, is_right))
    table = [(kind, len(r), mean(a for a, _ in r), mean(b for _, b in r)) for kind, r in rows.items()]
    return sorted(table, key=lambda row: -row[1])


def page_table(scores: Iterable[PageScore]) -> str:
    """Return a table of pages, the worst first, with the number of lines that each lost and took."""
    rows = [f"{'precision':>9} {'recall':>6} {'f1':>5} lost taken  page"]
    for score in sorted(scores, key=lambda s: (s.f1, s.page.name)):
        counts = f"{len(score.lost):4} {len(score.taken):5}"
        rows.append(f"{score.precision:9.3f} {score.recall:6.3f} {score.f1:5.3f} {counts}  {score.page.name}")
    return "\n".join(rows)
