"""Pages of invented outlets with their gold: an article set into an outlet's template, in one of several forms.

In: the files of `pages/` (README.md there says how they are written). Out: a document, and for each of its lines what
it is. Everything is drawn in a fixed order, so that a page is the same each time.
"""

import itertools
import re
import textwrap
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from flows.read.documents import Document
from flows.read.html_text import read_page
from tests.clean.page_builds import BUILDS, build_page

PAGES = Path(__file__).parent / "pages"
KINDS = {
    "T": "title", "D": "dek", "Y": "byline", "C": "caption", "B": "paragraph", "H": "heading", "L": "list_item",
    "Q": "quote_block", "X": "table",
}  # fmt: skip
BODY_MARKS = frozenset("BHLQX")
LINK = re.compile(r"\[\[(.+?)\]\]")
BLANK = re.compile(r"\s")
WRAP_WIDTH = 76


@dataclass(frozen=True)
class GoldLine:
    """A line of a page: its mark ('B', 'T' …, '-' removed, '?' not judged), its block kind and its text with links."""

    mark: str
    kind: str
    text: str

    @property
    def is_body(self) -> bool:
        return self.mark in BODY_MARKS

    @property
    def plain(self) -> str:
        """The text as it is shown."""
        return LINK.sub(r"\1", self.text)


@dataclass(frozen=True)
class GoldPage:
    """A page to clean and what is right for it. `places` are the lines' spans in the document's text."""

    name: str
    form: str
    language: str
    document: Document
    lines: tuple[GoldLine, ...]
    places: tuple[tuple[int, int], ...]
    title: str
    authors: tuple[str, ...]
    day: date

    @property
    def is_html(self) -> bool:
        return self.form in BUILDS


@cache
def read_gold_pages() -> tuple[GoldPage, ...]:
    """Return all pages of pages.txt in its order."""
    rows = (PAGES / "pages.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_make_page(*row.split()) for row in rows if row and not row.startswith("#"))


def _make_page(form: str, article_name: str, outlet_name: str) -> GoldPage:
    head, article = _read_marked("articles", article_name)
    name = f"{form} {article_name} {outlet_name}"
    outlet, template = _read_marked("outlets", outlet_name)
    facts = head | {mark: line.plain for mark, line in zip(("title", "dek"), _title_and_dek(article), strict=True)}
    content = [line for line in article if line.mark not in "TD"]
    lines = tuple(_fill(template, facts, content, _Stock(head["lang"], name, facts["title"])))
    html = build_page(form, lines, facts | outlet) if form in BUILDS else None
    shown = read_page(html) if html is not None else None
    text = shown.text if shown else FORMS[form](lines)
    document = Document(
        document_id=name,
        path=name,
        member=None,
        source_format="html" if shown else "txt",
        sha256="0" * 64,
        byte_count=len(text),
        encoding="utf-8",
        text=text,
        html=html,
        markup=shown.lines if shown else (),
    )
    authors = tuple(author.strip() for author in head["authors"].split(";") if author.strip())
    return GoldPage(
        name=name,
        form=form,
        language=head["lang"],
        document=document,
        lines=lines,
        places=_find_places(text, lines, name),
        title=facts["title"],
        authors=authors if any("{byline}" in line.text for line in template if line.mark == "Y") else (),
        day=date.fromisoformat(head["date"]),
    )


@cache
def _read_marked(folder: str, name: str) -> tuple[dict[str, str], tuple[GoldLine, ...]]:
    """Return the fields at the head of a file, and its marked lines; directives ('@body') have the mark '@'."""
    head, lines = {}, []
    for row in (PAGES / folder / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        mark, bar, text = row.partition("|")
        if row.startswith("@"):
            lines.append(GoldLine("@", "", row[1:]))
        elif bar and (mark in KINDS or mark[:1] in "-?"):
            lines.append(GoldLine(mark[:1], KINDS.get(mark, mark[1:]), text))
        else:
            key, _, value = row.partition(":")
            head[key] = value.strip()
    return head, tuple(lines)


def _title_and_dek(article: tuple[GoldLine, ...]) -> tuple[GoldLine, GoldLine]:
    by_mark = {line.mark: line for line in article}
    return by_mark["T"], by_mark.get("D", GoldLine("D", "dek", ""))


class _Stock:
    """What an outlet prints beside its article: other articles of the language and its stock file, drawn in turn."""

    def __init__(self, language: str, seed: str, title: str) -> None:
        sections: dict[str, list[list[str]]] = {}
        for part in (PAGES / "stock" / f"{language}.txt").read_text(encoding="utf-8").split("\n["):
            name, _, groups = part.lstrip("[").partition("]\n")
            sections[name] = [group.split("\n") for group in groups.strip().split("\n\n") if group]
        others = [article for article in _articles(language) if article[0] != title]
        self.teasers = self._turn([*(other[:2] for other in others), *sections["teasers"]], seed)
        self.stories = self._turn([*([o[0], *o[2:6]] for o in others), *sections["stories"]], seed)
        self.comments = self._turn(sections["comments"], seed)
        self.bios = self._turn(sections["bios"], seed)

    @staticmethod
    def _turn(groups: list[list[str]], seed: str) -> Iterator[list[str]]:
        start = zlib.crc32(seed.encode()) % max(1, len(groups))
        return itertools.cycle(groups[start:] + groups[:start])


@cache
def _articles(language: str) -> list[list[str]]:
    """Return title, dek and paragraphs of each article of a language."""
    found = []
    for path in sorted((PAGES / "articles").glob("*.txt")):
        head, lines = _read_marked("articles", path.stem)
        if head["lang"] == language:
            title, dek = _title_and_dek(lines)
            found.append([title.plain, dek.plain, *(line.plain for line in lines if line.mark == "B")])
    return found


def _fill(
    template: tuple[GoldLine, ...], facts: dict[str, str], content: list[GoldLine], stock: _Stock
) -> Iterator[GoldLine]:
    """Yield the lines of a template with the article and the stock set in; a line whose field is empty is left out."""
    rest = iter(content)
    for line in template:
        if line.mark != "@":
            fields = re.findall(r"\{(\w+)\}", line.text)
            if all(facts[field] for field in fields):
                yield GoldLine(line.mark, line.kind, line.text.format(**facts))
            continue
        directive, _, count = line.text.partition(" ")
        if directive == "body":
            yield from itertools.islice(rest, int(count) if count else None)
        else:
            for _ in range(int(count or 1)):
                yield from _draw(directive, stock, facts["byline"])


def _draw(directive: str, stock: _Stock, byline: str) -> Iterator[GoldLine]:
    if directive in ("teasers", "links"):
        title, dek = next(stock.teasers)
        yield GoldLine("-", "related", title)
        if directive == "teasers" and dek:
            yield GoldLine("-", "other_story", dek)
    elif directive == "story":
        title, *paragraphs = next(stock.stories)
        yield GoldLine("-", "related", title)
        yield from (GoldLine("-", "other_story", paragraph) for paragraph in paragraphs)
    elif directive == "comments":
        yield from (GoldLine("-", "comment", text) for text in next(stock.comments))
    elif directive == "bio" and byline:
        bio = next(stock.bios, None)
        if bio:
            yield from (GoldLine("-", "author_bio", text.format(byline=byline)) for text in bio)


def _join_lines(lines: tuple[GoldLine, ...]) -> str:
    return "\n".join(line.plain for line in lines)


def _join_blank(lines: tuple[GoldLine, ...]) -> str:
    return "\n\n".join(line.plain for line in lines)


def _join_nodes(lines: tuple[GoldLine, ...]) -> str:
    """One line for each text node: links stand on lines of their own, with the blanks that stood around them."""
    return "\n\n".join(LINK.sub(r"\n\1\n", line.text) for line in lines)


def _join_wrapped(lines: tuple[GoldLine, ...]) -> str:
    return "\n\n".join(textwrap.fill(line.plain, WRAP_WIDTH, break_on_hyphens=False) for line in lines)


FORMS = {"lines": _join_lines, "blank": _join_blank, "nodes": _join_nodes, "wrapped": _join_wrapped}


def _find_places(text: str, lines: tuple[GoldLine, ...], name: str) -> tuple[tuple[int, int], ...]:
    """Return where each line stands in the text, whatever blank space its form put into it."""
    offsets = [index for index, letter in enumerate(text) if not letter.isspace()]
    squeezed = "".join(text[index] for index in offsets)
    places, position = [], 0
    for line in lines:
        wanted = BLANK.sub("", line.plain)
        start = squeezed.find(wanted, position)
        if start < 0:
            raise ValueError(f"page {name}: line {line.plain!r} is not on the page after offset {position}")
        position = start + len(wanted)
        places.append((offsets[start], offsets[position - 1] + 1))
    return tuple(places)
