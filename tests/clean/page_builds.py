"""HTML of several builds around the lines of a gold page.

In: the marked lines of a page and its fields. Out: the source of a page as one kind of site would send it. The lines
fall into regions (above the article, the article, related, comments, footer); a build says which elements hold them.
"""

import html
import itertools
import json
import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.clean.gold_pages import GoldLine

LINK = re.compile(r"\[\[(.+?)\]\]")
COMMENT_KINDS = frozenset({"comment", "comment_prompt"})
STORY_KINDS = frozenset({"related", "other_story", "widget_heading"})
TAGS = {
    "title": "<h1>{}</h1>", "heading": "<h2>{}</h2>", "list_item": "<li>{}</li>",
    "caption": "<figcaption>{}</figcaption>",
    "navigation": '<li><a href="/x">{}</a></li>', "related": '<h3><a href="/x">{}</a></h3>',
    "widget_heading": "<h2>{}</h2>", "share": '<button type="button">{}</button>', "dateline": "<time>{}</time>",
    "table": "<tr><td>{}</td></tr>",
}  # fmt: skip
DIVS = {kind: tag.replace("h2", "div").replace("h3", "div").replace("figcaption", "div") for kind, tag in TAGS.items()}


@dataclass(frozen=True)
class Build:
    """How a site wraps regions and lines. `{}` takes the content; a region or kind that is not named is plain."""

    regions: dict[str, str]
    tags: dict[str, str] = field(default_factory=lambda: TAGS)
    paragraph: str = "<p>{}</p>"
    head: str = "title"  # which metadata the page carries: 'title', 'meta', 'json_ld' or 'json_ld_body'
    classes: bool = False  # meaningless class names on every element


BUILDS = {
    "semantic": Build(
        {
            "above": '<header role="banner"><nav>{}</nav></header>',
            "article": '<main><article class="story">{}</article></main>',
            "inset": '<aside class="inset">{}</aside>',
            "related": '<section class="related-articles">{}</section>',
            "comments": '<section id="comments" class="comments">{}</section>',
            "footer": "<footer>{}</footer>",
        },
        head="json_ld",
    ),
    "hashed": Build(
        dict.fromkeys(
            ("above", "article", "inset", "related", "comments", "footer"), "<div><div>{}</div></div>"
        ),
        DIVS,
        head="meta",
        classes=True,
    ),
    "tables": Build(
        {
            "above": "<tr><td colspan=3>{}</td></tr>",
            "article": "<tr><td width=120></td><td>{}</td><td></td></tr>",
            "inset": "<table align=right><tr><td>{}</td></tr></table>",
            "related": "<tr><td></td><td>{}</td></tr>",
            "comments": "<tr><td></td><td>{}</td></tr>",
            "footer": "<tr><td colspan=3><center>{}</center></td></tr>",
        },
        DIVS | {"title": "<font size=5><b>{}</b></font><br>", "table": "<div>{}</div>"},
    ),
    "amp": Build(
        {
            "above": '<amp-sidebar id="menu"><ul>{}</ul></amp-sidebar>',
            "article": '<article class="amp-article">{}</article>',
            "inset": '<div class="amp-inset">{}</div>',
            "related": '<div class="amp-related"><amp-list>{}</amp-list></div>',
            "comments": '<div class="amp-comments">{}</div>',
            "footer": '<footer class="amp-footer">{}</footer>',
        },
        head="json_ld_body",
    ),
    "many": Build(
        {
            "above": '<div class="cookie-wall consent">{}</div>',
            "article": '<article class="card card-main">{}</article>',
            "inset": '<article class="card">{}</article>',
            "related": '<article class="card">{}</article>',
            "comments": '<article class="comment">{}</article>',
            "footer": '<div class="bottom">{}</div>',
        },
        head="meta",
    ),
    "breaks": Build(
        {
            "above": '<div id="top">{}</div>',
            "article": '<div id="content">{}</div>',
            "inset": '<div class="box">{}</div>',
            "related": '<div id="right">{}</div>',
            "comments": '<div id="respond">{}</div>',
            "footer": '<div id="bottom">{}</div>',
        },
        DIVS | {"title": "<h1>{}</h1>", "heading": "<b>{}</b><br><br>", "list_item": "{}<br>"},
        paragraph="{}<br><br>",
    ),
}  # fmt: skip


def build_page(form: str, lines: Sequence["GoldLine"], facts: dict[str, str]) -> str:
    """Return the source of the page that a site of the build `form` makes of the lines."""
    build = BUILDS[form]
    body = "\n".join(_wrap_regions(build, lines))
    if form == "tables":
        body = f"<table border=0 width=900>{body}</table>"
    head = f"<head>{_head(build, lines, facts)}</head>"
    page = f'<!doctype html>\n<html lang="{facts["lang"]}">{head}\n<body>{body}</body></html>'
    return _with_classes(page) if build.classes else page


def _wrap_regions(build: Build, lines: Sequence["GoldLine"]) -> Iterable[str]:
    """Yield the regions in order, with insets inside the article's."""
    own = [index for index, line in enumerate(lines) if line.mark not in "-?"]
    first, last = own[0], own[-1]
    yield build.regions["above"].format(_wrap_lines(build, lines[:first]))
    inside = []
    for is_own, run in itertools.groupby(lines[first : last + 1], key=_is_part_of_article):
        content = _wrap_lines(build, list(run))
        inside.append(content if is_own else build.regions["inset"].format(content))
    yield build.regions["article"].format("\n".join(inside))
    for region, run in itertools.groupby(lines[last + 1 :], key=_region_below):
        yield build.regions[region].format(_wrap_lines(build, list(run)))


def _is_part_of_article(line: "GoldLine") -> bool:
    """Credits, dates and notes stand among the paragraphs, all other furniture in boxes of its own."""
    return line.mark != "-" or line.kind in ("credit", "dateline", "disclosure", "advertisement", "author_bio")


def _region_below(line: "GoldLine") -> str:
    if line.kind in COMMENT_KINDS:
        return "comments"
    return "related" if line.kind in STORY_KINDS else "footer"


def _wrap_lines(build: Build, lines: Sequence["GoldLine"]) -> str:
    return "\n".join(build.tags.get(line.kind, build.paragraph).format(_linked(line.text)) for line in lines)


def _linked(text: str) -> str:
    return LINK.sub(r'<a href="/y">\1</a>', html.escape(text, quote=False))


def _head(build: Build, lines: Sequence["GoldLine"], facts: dict[str, str]) -> str:
    title = html.escape(facts["title"])
    parts = [f"<meta charset=utf-8><title>{title} | {html.escape(facts['outlet'])}</title>"]
    if build.head == "meta":
        parts.append(f'<meta property="og:title" content="{title}"><meta property="og:type" content="article">')
        parts.append(f'<meta property="article:published_time" content="{facts["date"]}T07:15:00Z">')
    if build.head.startswith("json_ld"):
        data: dict[str, object] = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": facts["title"]}
        data["datePublished"] = facts["date"]
        data["author"] = [{"@type": "Person", "name": name.strip()} for name in facts["authors"].split(";") if name]
        if build.head == "json_ld_body":
            data["articleBody"] = "\n".join(line.plain for line in lines if line.is_body)
        parts.append(f'<script type="application/ld+json">{json.dumps(data, ensure_ascii=False)}</script>')
    return "".join(parts)


def _with_classes(page: str) -> str:
    """Return the page with a class of letters without meaning on each div and paragraph."""
    numbers = itertools.count()
    return re.sub(r"<(div|p)>", lambda m: f'<{m[1]} class="css-{zlib.crc32(b"%d" % next(numbers)):x}">', page)
