"""What a page says of itself in JSON-LD: its article node and that node's fields.

In: the texts of the page's `application/ld+json` scripts. Out: the node of the article, with references inside the
page followed. Method: all nodes of all scripts are listed (lists, `@graph` and nested pages included); the article is
the node of a type that ends in Article, Posting or Report, the one whose address or headline is the page's own where
there are several, else the node of the page. Vocabulary: https://schema.org/Article.
"""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeAlias

Node: TypeAlias = Mapping[str, object]

ARTICLE_TYPE = re.compile(r"(?:article|posting|report|newsstory)$", re.IGNORECASE)
PAGE_TYPES = frozenset(
    {"webpage", "itempage", "recipe", "review", "videoobject", "creativework", "howto", "podcastepisode"}
    | {"imagegallery", "mediagallery"}
)
NESTED = (
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
    "itemListElement",
    "item",
    "hasPart",
    "liveBlogUpdate",
    "author",
    "creator",
    "publisher",
)
DEEPEST = 6
COMMENT = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|//\]\]>|\]\]>)\s*+;?\s*+$"
)
TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")


def read_nodes(scripts: Iterable[str]) -> list[Node]:
    """Return all nodes of the scripts in the order of the page; a script that is no JSON is left out."""
    return [node for script in scripts for node in _walk(_parse(script), 0)]


def find_article(nodes: list[Node], addresses: frozenset[str] = frozenset(), title: str = "") -> Node:
    """Return the node of the page's article, an empty one where there is none.

    `addresses` are those of the page, `title` is what it is called elsewhere; they tell its node from those of others.
    """
    articles = [node for node in nodes if any(ARTICLE_TYPE.search(kind) for kind in types_of(node))]
    for node in articles:
        if addresses & set(_addresses(node)):
            return node
    for node in articles:
        headline = text_of(node.get("headline"))
        if headline and title and (headline in title or title in headline):
            return node
    if articles:
        return max(articles[:1] + [node for node in articles if "author" in node][:1], key=len)
    pages = [node for node in nodes if any(kind.lower() in PAGE_TYPES for kind in types_of(node))]
    return next((node for node in pages if "datePublished" in node or "author" in node), pages[0] if pages else {})


def types_of(node: Node) -> list[str]:
    """Return the types of a node."""
    kinds = node.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]


def resolve(value: object, nodes: Iterable[Node]) -> list[object]:
    """Return the values of a field as a list, each reference (`{"@id": …}`) replaced by the node it points at."""
    values = value if isinstance(value, list) else [value]
    known = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    return [
        known.get(entry.get("@id"), entry) if isinstance(entry, dict) and "name" not in entry else entry
        for entry in values
        if entry
    ]


def text_of(value: object) -> str:
    """Return a value as text: the first of a list, the `@value` or name of a node, "" for none."""
    if isinstance(value, list):
        return text_of(value[0]) if value else ""
    if isinstance(value, dict):
        return text_of(value.get("@value") or value.get("name"))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    text = str(value)
    return " ".join((html.unescape(text) if "&" in text else text).split())


def is_closed(article: Node) -> bool:
    """Return whether the article, or a part of it, is declared not to be free to read.

    https://developers.google.com/search/docs/appearance/structured-data/paywalled-content
    """
    parts = article.get("hasPart")
    nodes = [article, *(parts if isinstance(parts, list) else [parts])]
    return any(
        str(node.get("isAccessibleForFree", "")).lower().endswith("false") for node in nodes if isinstance(node, dict)
    )


def count_declared_words(article: Node) -> int | None:
    """Return how many words the whole article has by its own count or its `articleBody`, None where it says nothing."""
    count, body = text_of(article.get("wordCount")), text_of(article.get("articleBody"))
    counts = [int(count) if count.isascii() and count.isdigit() else 0, len(body.split())]
    return max(counts) or None


def _parse(script: str) -> object:
    script = COMMENT.sub("", COMMENT.sub("", script)).strip()
    for attempt in (script, TRAILING_COMMA.sub("", script.replace("\n", " ").replace("\r", " "))):
        try:
            # the first value is enough: some pages close a bracket too many
            value: object = json.JSONDecoder(strict=False).raw_decode(attempt)[0]
        except (ValueError, RecursionError):
            continue
        else:
            return value
    return None


def _walk(value: object, depth: int) -> Iterator[Node]:
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for entry in value:
            yield from _walk(entry, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in NESTED:
            if isinstance(value.get(key), dict | list):
                yield from _walk(value[key], depth + 1)


def _addresses(node: Node) -> Iterator[str]:
    for key in ("url", "@id", "mainEntityOfPage"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str):
            yield plain_address(value)


def plain_address(address: str) -> str:
    """Return an address without scheme, query, fragment and closing slash, for comparing."""
    return re.sub(r"^https?://(?:www\.|m\.|amp\.)?|[?#].*$|(?<!/)/+$", "", address.strip().split("#")[0].split("?")[0])
