"""What an HTML page says of its article: title, dek, authors, outlet, dates, language and address.

In: the decoded source of a page. Out: `PageMetadata`, for each field the values found, the most trusted first, each
with its method: `json_ld`, `meta` (meta elements: Open Graph, Dublin Core and the like) or `markup` (microdata,
`<time>`, `<h1>`, `<link>`, bylines). Method: one pass of lxml over the page (`page_scan.py`), no network; which meta
elements speak of which field, and in which order they are trusted, stands in `lexicons/meta_names.csv`.

It does not judge: which value is taken, and which names are persons, is decided in `fields.py`. References:
https://ogp.me, https://schema.org/Article, https://html.spec.whatwg.org/multipage/semantics.html#the-article-element
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from flows.extract.header.json_ld import (
    Node,
    count_declared_words,
    find_article,
    is_closed,
    plain_address,
    read_nodes,
    resolve,
    text_of,
    types_of,
)
from flows.extract.header.page_scan import PageScan, meta_key, parse_page, scan_page
from flows.extract.news_agencies import is_agency
from flows.extract.wordlists import load_table

NEWS_TYPE = re.compile(r"news(?:article|story)$", re.IGNORECASE)


@dataclass(frozen=True)
class PageValue:
    """One value as the page gives it, and the place it comes from ('json_ld', 'meta', 'markup')."""

    method: str
    text: str


@dataclass(frozen=True)
class PageMetadata:
    """Values by field, the most trusted first. `author_groups` holds one tuple for each place that names authors.

    `signatures` are all authors that a node of a news type declares, organisations and the outlet itself included.
    """

    titles: tuple[PageValue, ...] = ()
    headings: tuple[str, ...] = ()
    deks: tuple[PageValue, ...] = ()
    author_groups: tuple[tuple[PageValue, ...], ...] = ()
    linked_authors: tuple[PageValue, ...] = ()  # names that lead to a page on an author, taken where nothing else is
    signatures: tuple[PageValue, ...] = ()
    outlets: tuple[PageValue, ...] = ()
    site_names: tuple[PageValue, ...] = ()  # where a page names its site without declaring it
    home_names: tuple[PageValue, ...] = ()  # what its links to a home page are called
    published: tuple[PageValue, ...] = ()
    updated: tuple[PageValue, ...] = ()
    addresses: tuple[PageValue, ...] = ()
    language_tags: tuple[PageValue, ...] = ()
    types: tuple[PageValue, ...] = ()  # of the article's own node, and of the page in Open Graph
    is_closed: bool = False  # some part of the article is declared not to be free
    declared_words: int | None = None  # words of the whole article, as the page counts them


def read_page(source: str, address: str | None = None) -> PageMetadata:
    """Return what the page with this HTML source says of its article; nothing for what cannot be parsed."""
    root = parse_page(source)
    if root is None:
        return PageMetadata()
    scan = scan_page(root)
    titles = _metas(scan, "title") + _values("meta", [scan.head_title])
    links = frozenset(plain_address(link) for link in (*scan.addresses, address or "") if link)
    nodes = read_nodes(scan.scripts)
    article = find_article(nodes, links, titles[0].text if titles else "")
    deks, outlets = _metas(scan, "dek"), _metas(scan, "outlet")
    return PageMetadata(
        titles=titles[:1] + _values("json_ld", [text_of(article.get("headline"))]) + titles[1:],
        headings=tuple(scan.headings),
        deks=deks[:1] + _values("json_ld", [text_of(article.get("description"))]) + deks[1:],
        author_groups=tuple(filter(None, _author_groups(article, nodes, scan))),
        linked_authors=_values("markup", scan.linked_authors),
        signatures=_values("json_ld", _signatures(article, nodes)),
        outlets=outlets[:1] + _values("json_ld", _publishers(article, nodes)) + outlets[1:],
        site_names=_metas(scan, "site") + _values("markup", scan.site_names),
        home_names=_values("markup", scan.home_names),
        published=_values("json_ld", [text_of(article.get(key)) for key in ("datePublished", "dateCreated")])
        + _metas(scan, "published")
        + _values("markup", scan.published),
        updated=_values("json_ld", [text_of(article.get("dateModified"))])
        + _metas(scan, "updated")
        + _values("markup", scan.updated),
        addresses=_values("markup", scan.addresses[:1]) + _metas(scan, "url") + _values("json_ld", [_address(article)]),
        language_tags=_values("json_ld", [text_of(article.get("inLanguage"))])
        + _values("markup", [scan.language_tag])
        + _metas(scan, "language"),
        types=_values("json_ld", _own_types(article, nodes)) + _values("meta", scan.metas.get("og:type", [])),
        is_closed=is_closed(article),
        declared_words=count_declared_words(article),
    )


def _author_groups(article: Node, nodes: list[Node], scan: PageScan) -> Iterator[tuple[PageValue, ...]]:
    declared = [entry for key in ("author", "creator") for entry in resolve(article.get(key), nodes) if entry]
    yield _values("json_ld", [_author_name(entry) for entry in declared])
    for name in _meta_names("author"):
        yield _values("meta", scan.metas.get(name, ()))
    for group in scan.author_groups:
        yield _values("markup", group)


def _author_name(entry: object) -> str:
    name = text_of(entry)
    kinds = types_of(entry) if isinstance(entry, dict) else []
    is_organisation = any(kind.endswith("Organization") for kind in kinds) and "Person" not in kinds
    return "" if is_organisation and not is_agency(name) else name


def _signatures(article: Node, nodes: list[Node]) -> list[str]:
    is_news = any(NEWS_TYPE.search(kind) for kind in types_of(article))
    return [text_of(entry) for entry in resolve(article.get("author"), nodes)] if is_news else []


def _own_types(article: Node, nodes: list[Node]) -> list[str]:
    """The types of the article's node; a live blog beside it that holds its updates is the same page."""
    is_live = any("liveBlogUpdate" in node and "LiveBlogPosting" in types_of(node) for node in nodes)
    return ["LiveBlogPosting"] * is_live + types_of(article)


def _publishers(article: Node, nodes: list[Node]) -> list[str]:
    entries = resolve(article.get("publisher"), nodes)
    # the page of one writer declares that person as its publisher, who is an author all the same
    return [text_of(entry) for entry in entries if not (isinstance(entry, dict) and "Person" in types_of(entry))]


def _address(article: Node) -> str:
    value = article.get("mainEntityOfPage") or article.get("url")
    value = value.get("@id") if isinstance(value, dict) else value
    return value if isinstance(value, str) and value.startswith("http") else ""


def _metas(scan: PageScan, field: str) -> tuple[PageValue, ...]:
    return _values("meta", [value for name in _meta_names(field) for value in scan.metas.get(name, ())])


@cache
def _meta_names(field: str) -> tuple[str, ...]:
    names = (meta_key(name) for row_field, name in load_table("meta_names.csv") if row_field == field)
    return tuple(dict.fromkeys(names))


def _values(method: str, texts: Iterable[str]) -> tuple[PageValue, ...]:
    return tuple(PageValue(method, text) for text in dict.fromkeys(text.strip() for text in texts) if text)
