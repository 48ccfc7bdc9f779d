"""One pass over an HTML page: the places in it that can say something of its article.

In: the root element of a page. Out: a `PageScan` with the page's meta elements, JSON-LD scripts, headings, times,
links and bylines, as they stand. Method: lxml; what lies in an aside, a footer, comments or lists of other stories is
left out. What the places mean is decided in `html_metadata.py`.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from lxml import etree

BYLINE_CLASS = re.compile(
    r"(?<![a-z])(?:by-?lines?|author-?s?(?:-?names?)?|autor(?:en|in)?|(?:story|article|post)-?author)(?![a-z])",
    re.IGNORECASE,
)
NOT_BYLINE_CLASS = re.compile(
    r"bio|box|comment|avatar|image|img|photo|caption|credit|desc|about|related|social|follow|card-?list|teaser|sidebar|"
    r"widget|footer|recent|date|time|more",
    re.IGNORECASE,
)
NAME_CLASS = re.compile(r"(?<![a-z])(?:author|autor|byline)[\w-]*?names?(?![a-z])", re.IGNORECASE)
NOT_NAME_CLASS = re.compile(r"comment|image|img|photo|related|social|recent|teaser", re.IGNORECASE)
FIRST_NAME = re.compile(r"(?:first|given)[_-]?names?(?![a-z])", re.IGNORECASE)
LAST_NAME = re.compile(r"(?:last|family|sur)[_-]?names?(?![a-z])", re.IGNORECASE)
OUTSIDE = frozenset({"aside", "footer", "nav", "form"})
OUTSIDE_CLASS = re.compile(r"comment|related|sidebar|recommend|footer|popular|recent-posts", re.IGNORECASE)
WHOLE_PAGE = frozenset({"body", "html", "main"})
BYLINE_PART = re.compile("uthor|yline|utor")  # of all classes that BYLINE_CLASS knows, in any case
UPDATE_WORDS = re.compile(r"updat|modif|edited", re.IGNORECASE)
PUBLICATION_WORDS = re.compile(r"publi|posted|entry-date", re.IGNORECASE)
WRITTEN_BY = re.compile(r"written|author|verfasst", re.IGNORECASE)
FEED = re.compile(r"(?:(?<!\s)\s+)?(?:[»|›–—-]\s*)?\b(?:rss|feeds?|atom)\b.*|(?<!\s)\s+»\s.*", re.IGNORECASE)
LOGO = re.compile(r"(?:(?<!\W)\W+)?\b(?:logo|home(?:\s?page)?|startseite)\b\W*", re.IGNORECASE)
HOME = re.compile(r"(?:https?:)?(?://[^/]+)?/?$")
AUTHOR_PAGE = re.compile(
    r"/(?:authors?|autor(?:en|in|es)?|auteurs?|people|profiles?|contributors?|journalists?|writers?|reporters?|"
    r"redakteur(?:e|in)?|redaktion|team|staff|users?|experts?)/(?:[\w.-]+/)*?([\w.%-]+?)/?(?:\.\w+)?(?:[?#].*)?$",
    re.IGNORECASE,
)
META_MARKS = str.maketrans("._-", ":::")
LONGEST_ADDRESS = 2000  # browsers and servers take no longer ones
LONGEST_HOME = 80
LONGEST_BYLINE = 150
LONGEST_NAME = 50
MOST_BYLINES = 3
PARSER_OPTIONS = {
    "encoding": "utf-8",
    "no_network": True,
    "remove_comments": True,
    "remove_pis": True,
    "huge_tree": True,
    "collect_ids": False,
}


@dataclass
class PageScan:
    """What one pass over a page collects, in the order of the page."""

    metas: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    scripts: list[str] = field(default_factory=list)
    head_title: str = ""
    headings: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)
    author_groups: list[list[str]] = field(default_factory=list)
    linked_authors: list[str] = field(default_factory=list)  # whose names lead to pages of their own
    language_tag: str = ""
    site_names: list[str] = field(default_factory=list)  # of feeds and of the logo that leads home
    home_names: list[str] = field(default_factory=list)  # what links that lead home are called


def parse_page(source: str) -> etree._Element | None:
    """Return the root element of a page, None for a source without any element."""
    data = source.encode("utf-8", "replace")
    try:
        return etree.fromstring(data, etree.HTMLParser(**PARSER_OPTIONS))
    except (etree.XMLSyntaxError, ValueError):
        return None


def scan_page(root: etree._Element) -> PageScan:
    """Return the places of a page that say something of its article."""
    scan = PageScan(language_tag=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    times: list[tuple[int, etree._Element]] = []
    heading = 0  # the place among these elements of the first <h1>
    for place, element in enumerate(root.iter("meta", "script", "time", "h1", "title", "link", "img", "a")):
        tag = element.tag
        if tag == "a":
            if _leads_home(element):
                scan.home_names += _home_names(element)
        elif tag == "meta":
            _read_meta(element, scan.metas)
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                scan.scripts.append("".join(element.itertext()))
        elif tag == "time":
            times.append((place, element))
        elif tag == "h1":
            scan.headings.append(_text(element, ""))
            heading = heading or place
        elif tag == "title":
            scan.head_title = scan.head_title or _text(element, "")
        elif tag == "img":
            scan.site_names += _logo_names(element)
        elif element.get("rel") == "canonical":
            scan.addresses.append(element.get("href") or "")
        elif element.get("rel") == "alternate" and element.get("title") and "xml" in element.get("type", ""):
            scan.site_names.append(FEED.sub("", element.get("title")))
    # the time of the article stands near its headline, those of other stories farther off
    times.sort(key=lambda time: abs(time[0] - heading))
    _read_times((element for _, element in times), scan)
    marked = [element for element in root.iter("*") if _is_marked(element)]
    _read_microdata((element for element in marked if element.get("itemprop")), scan)
    _read_bylines(marked, scan)
    return scan


def _is_marked(element: etree._Element) -> bool:
    """True for what microdata and bylines need of a page: found in one walk, faster than by XPath."""
    words = element.get("class")
    if words is not None and BYLINE_PART.search(words):
        return True
    if _author_page(element):
        return True
    return element.get("itemprop") is not None or "author" in element.get("rel", "")


def _author_page(element: etree._Element) -> re.Match[str] | None:
    """Return the match of a link that leads to the page of an author."""
    address = element.get("href", "") if element.tag == "a" else ""
    return AUTHOR_PAGE.search(address) if len(address) <= LONGEST_ADDRESS else None


def _read_meta(element: etree._Element, metas: dict[str, list[str]]) -> None:
    content = " ".join((element.get("content") or "").split())
    if not content:
        return
    for attribute in ("property", "name", "itemprop", "http-equiv"):
        for name in (element.get(attribute) or "").split():
            metas[meta_key(name)].append(content)


def meta_key(name: str) -> str:
    """Return what spellings of one meta name have in common: pages part its words by colons, points, lines or dashes.

    >>> meta_key("article:published_time") == meta_key("Article.Published-Time")
    True
    """
    return name.lower().translate(META_MARKS)


def _logo_names(image: etree._Element) -> list[str]:
    parent = image.getparent()
    link = parent if parent is None or parent.tag == "a" else parent.getparent()
    if link is None or link.tag != "a" or not _leads_home(link):
        return []
    return [LOGO.sub("", image.get(name) or "") for name in ("alt", "title")]


def _leads_home(link: etree._Element) -> bool:
    address = link.get("href", "-")
    return len(address) <= LONGEST_HOME and HOME.match(address.strip()) is not None


def _home_names(link: etree._Element) -> list[str]:
    names = (link.get("title") or "", link.get("aria-label") or "", _text(link, " "))
    return [LOGO.sub("", name) for name in names if len(name) <= LONGEST_NAME]


def _read_times(times: Iterable[etree._Element], scan: PageScan) -> None:
    unmarked = []
    for element in times:
        value = element.get("datetime") or _text(element, " ")
        words = f"{element.get('class')} {element.get('itemprop')} {_class_words(element.getparent())}".lower()
        if not value or _is_outside(element):
            continue
        if UPDATE_WORDS.search(words):
            scan.updated.append(value)
        elif element.get("pubdate") is not None or PUBLICATION_WORDS.search(words):
            scan.published.append(value)
        else:
            unmarked.append(value)
    scan.published += unmarked


def _read_microdata(elements: Iterable[etree._Element], scan: PageScan) -> None:
    authors: list[str] = []
    marked: dict[str, list[str]] = {"datepublished": [], "datemodified": []}
    for element in elements:
        for name in element.get("itemprop").lower().split():
            if name in marked and element.tag not in ("meta", "time"):
                marked[name].append(element.get("content") or element.get("datetime") or _text(element, " "))
            elif name == "headline" and element.tag != "meta":
                scan.headings.append(_text(element, ""))
            elif name == "author" and not _is_outside(element):
                named = element.xpath('.//*[@itemprop="name"]')
                authors += [entry.get("content") or _text(entry, " ") for entry in named] or [_lines(element)]
    scan.published[:0] = marked["datepublished"]
    scan.updated[:0] = marked["datemodified"]
    scan.author_groups.append(authors)


def _read_bylines(elements: Sequence[etree._Element], scan: PageScan) -> None:
    linked = [e for e in elements if e.tag == "a" and "author" in (e.get("rel") or "") and not _is_outside(e)]
    scan.author_groups.append([_lines(element) for element in linked])
    labelled = dict(zip(scan.metas["twitter:label1"], scan.metas["twitter:data1"], strict=False))
    scan.author_groups.append([value for label, value in labelled.items() if WRITTEN_BY.search(label)])
    printed = []
    for element in elements:
        words = element.get("class") or ""
        if _is_byline(words) and not _is_outside(element):
            text = _lines(element)
            if 0 < len(text) <= LONGEST_BYLINE:
                printed.append(text)
    scan.author_groups += [[text] for text in printed[:MOST_BYLINES]]
    scan.linked_authors = _names_of_author_pages(elements)


def _is_byline(words: str) -> bool:
    """True for the class of a byline, or of the name in a box on the author."""
    if NAME_CLASS.search(words) and not NOT_NAME_CLASS.search(words):
        return True
    return BYLINE_CLASS.search(words) is not None and not NOT_BYLINE_CLASS.search(words)


def _names_of_author_pages(elements: Iterable[etree._Element]) -> list[str]:
    """Return the first links to pages of authors that their names spell (/author/ana-ruiz), side by side."""
    found: list[str] = []
    holder = None
    for element in elements:
        match = _author_page(element)
        text = _text(element, " ") if match else ""
        if not match or not 0 < len(text) <= LONGEST_NAME or _letters(text) not in _letters(match[1]):
            continue
        parent = element.getparent()
        around = parent if parent is None or parent.getparent() is None else parent.getparent()
        if (holder is None and not _is_outside(element)) or (holder is not None and around is holder):
            holder = around
            found.append(text)
    return found


def _letters(text: str) -> str:
    """Return the letters of a name or an address, without their marks."""
    plain = unicodedata.normalize("NFKD", unquote(text).lower())
    return "".join(character for character in plain if character.isalnum())


def _text(element: etree._Element, joint: str) -> str:
    return " ".join(joint.join(piece for piece in element.itertext("*") if piece.strip()).split())


def _lines(element: etree._Element) -> str:
    """Return the text of an element with a line for each piece; a first and a last name marked as such share one."""
    lines: list[str] = []
    is_first = False
    for piece in element.xpath(".//text()"):
        if not piece.strip():
            continue
        holder = (piece.getparent().get("class") or "") if piece.is_text else ""
        plain = " ".join(piece.split())
        if is_first and LAST_NAME.search(holder):
            lines[-1] += f" {plain}"
        else:
            lines.append(plain)
        is_first = FIRST_NAME.search(holder) is not None
    return "\n".join(lines)


def _class_words(element: etree._Element | None) -> str:
    return "" if element is None else f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_outside(element: etree._Element) -> bool:
    """True inside a part of the page that is not its article: an aside, footer or menu, comments, related stories."""
    for ancestor in element.iterancestors():
        if ancestor.tag in WHOLE_PAGE or ancestor.find(".//h1") is not None:
            return False  # what holds the headline is the article or the page
        if ancestor.tag in OUTSIDE or OUTSIDE_CLASS.search(_class_words(ancestor)):
            return True
    return False
