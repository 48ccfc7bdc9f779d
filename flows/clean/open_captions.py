"""Captions without a stop at their end, which look like headings between the paragraphs of an article.

In: a page without markup and one of its units. Out: whether the unit is such a caption. Method: a name and what its
bearer does in the picture ("Ada Moreno leaving court on Tuesday"; the words are in `picture_participles.txt`), or the
year of the picture ("Ada Moreno in 1974, …"); a short sentence with the bare name of whoever took the picture behind
it; a line with a credit below it that has the number of its picture above it, or that opens with a name and where its
bearer is; a line that opens with the name that stands alone above it.
"""

import re

from flows.clean.lexicon import read_words
from flows.clean.lines import Unit
from flows.clean.name_lines import CAPITALISED, is_name_line
from flows.clean.page import Page
from flows.clean.prose import ends_sentence

FEWEST_WORDS, MOST_WORDS = 4, 30
FEWEST_OPEN_WORDS = 6  # of a caption below the name of whoever took the picture
LEAST_LOWER = 0.4
_NAME = rf"{CAPITALISED}(?:\s{CAPITALISED}){{1,3}}"
DOING = re.compile(rf"(?P<name>{_NAME})(?: and {_NAME})? (?P<verb>[a-z]{{3,}}ing)\b")
DATED = re.compile(rf"{CAPITALISED}(?:\s{CAPITALISED}){{0,3}} (?:pictured )?in (?:19|20)\d\d\b(?!\.\s)")
PLACED = re.compile(rf"(?:{_NAME}) (?:with|during|outside|inside|alongside|next to|in front of|at)\b")
NAME_BEHIND = re.compile(rf"[^.!?“”\"]{{20,160}}\b(?P<last>\w+)[.!?]\s(?P<name>{_NAME})\Z")
ABBREVIATIONS = frozenset(
    "mr mrs ms dr gen sen rep gov sgt lt col capt cmdr comdr maj rev hon st prof adm cpl pvt det supt insp brig".split()
)
NO_OWNER = frozenset("the a an this these those his her their our my in on at after before when if as and but".split())


def is_open_caption(page: Page, index: int) -> bool:
    """True where the unit says what a picture shows, by its form or by the line below or above it."""
    unit = page.units[index]
    if page.markup[index] is not None or not FEWEST_WORDS <= unit.word_count <= MOST_WORDS:
        return False
    if unit.has_list_marker or unit.is_quoting or unit.lower_share < LEAST_LOWER or unit.text.endswith(":"):
        return False
    if _is_above_credit(page, index):
        return True
    return not ends_sentence(unit.text) and (_shows(unit) or _is_below_owner(page, index))


def names_owner(page: Page, index: int) -> bool:
    """True where the unit is the bare name above a caption that opens with it."""
    below = index + 1
    return below < len(page.units) and _is_below_owner(page, below) and is_open_caption(page, below)


def _shows(unit: Unit) -> bool:
    doing = DOING.match(unit.text)
    if doing is not None and doing["verb"] in read_words("picture_participles"):
        return doing["name"].split()[0].lower() not in NO_OWNER
    if DATED.match(unit.text):
        return True
    behind = NAME_BEHIND.match(unit.text)
    if behind is None or behind["last"].lower() in ABBREVIATIONS:
        return False
    return behind["name"].split()[0].lower() not in NO_OWNER


def _is_above_credit(page: Page, index: int) -> bool:
    below = page.findings[index + 1] if index + 1 < len(page.units) else None
    if below is None or below.rule_code not in ("credit_opening", "picture_owner"):
        return False
    is_counted = index > 0 and page.units[index - 1].plain.isdigit()
    return is_counted or PLACED.match(page.units[index].text) is not None


def _is_below_owner(page: Page, index: int) -> bool:
    """True below a bare name with which the unit opens too: whose picture it is, and whom it shows."""
    above = page.units[index - 1] if index else None
    is_owner = above is not None and page.findings[index - 1] is None and is_name_line(above)
    is_long = page.units[index].word_count >= FEWEST_OPEN_WORDS and not ends_sentence(page.units[index].text)
    return bool(is_owner and is_long and above and page.units[index].text.startswith(above.text + " "))
