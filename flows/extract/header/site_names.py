"""The name of the outlet as it is printed on a page.

In: a document's text and its blocks. Out: field values with the places where they stand. Method: the blocks that the
cleaning took for the name of a site, but for rows of a menu ("World Asia Sport"), sections of a country ("India News")
and labels ("Media Contact").
"""

import re
from collections.abc import Sequence
from functools import cache

from flows.clean.blocks import Block
from flows.extract.annotations import FieldValue
from flows.extract.header.outlets import clean_outlet_name, is_domain
from flows.extract.wordlists import load_table, load_words

FEWEST_SECTIONS = 2  # words of sections in one line, from which on it is a menu
SMALL_WORDS = frozenset("with for of from around about in to".split())  # which no row of sections holds
WORD = re.compile(r"[^\W\d_]+")


def find_site_names(text: str, blocks: Sequence[Block]) -> list[FieldValue]:
    """Return the names in the blocks that the cleaning took for the name of the site; sections of menus are none."""
    found = []
    for block in blocks:
        if block.kind == "site_name":
            start, end = block.content_span(text)
            name = clean_outlet_name(text[start:end])
            if name and not _is_of_sections(name):
                found.append(FieldValue("outlet", name, "site_name", start, end))
    return found


def _is_of_sections(name: str) -> bool:
    """True where a name is sections of a menu, with a country ("India News") or others ("World Asia Sport"), or names
    a part of a press release."""
    words = [] if is_domain(name) else WORD.findall(name.lower().removesuffix(" home"))
    sections, outlets = load_words("section_words.txt"), load_words("outlet_nouns.txt")
    if not words:
        return False
    if not load_words("label_words.txt").isdisjoint(words):
        return True
    others = [word for word in words if word not in sections]
    if not others or " ".join(others) in _countries():
        return True
    is_menu = SMALL_WORDS.isdisjoint(words) and outlets.isdisjoint(words)
    return is_menu and len(words) - len(others) >= FEWEST_SECTIONS


@cache
def _countries() -> frozenset[str]:
    """Return the names, adjectives and short forms of countries, in small letters."""
    rows = load_table("countries.csv")
    return frozenset(name.lower() for row in rows for cell in row[:5] for name in cell.split(";") if name)
