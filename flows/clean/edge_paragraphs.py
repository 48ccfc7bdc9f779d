"""Paragraphs at the edge of an article that are too short, or stand too far from it, to be in its window.

In: a page and the units of its window. Out: further units of the article, each with the rule that took it in. Method: a
lone short sentence looks like furniture by its form alone, so what it speaks of decides: it is taken in where it stands
next to the article with no furniture between, and its words or names are the article's own. A long paragraph below a
box of teasers is taken in by the same test. A sentence above is taken in only below a byline or a date, since one below
a title is its standfirst. Sentences that speak to the reader, or tell who somebody is, belong to the site.
"""

import re
from collections.abc import Sequence
from itertools import chain

from flows.clean.article_window import CLOSING_KINDS
from flows.clean.lexicon import read_words
from flows.clean.lines import Unit, names_among
from flows.clean.name_lines import NAME, is_byline, is_name_line
from flows.clean.page import Page
from flows.clean.prose import ends_sentence

# Chosen on the units beside the windows of NEWS5 (development half). Of those joined 20 of 28 sentences and 2 of 3 far
# paragraphs are article (text nodes: 15 of 22 and 9 of 10). F1 .9191 and recall .9334 without them, .9198 and .9351 so.
FEWEST_WORDS = 5
FEWEST_LAST_WORDS, MOST_LAST_WORDS = 3, 25  # 'She was 74.' ends a report as often as a long sentence does
LEAST_SCORE = -0.6
LEAST_SHARED = 0.25  # of the words of four letters or more
FARTHEST, FEWEST_FAR_WORDS, LEAST_FAR_SHARED = 30, 30, 0.4  # units below the window; words; share as above
# "…, the board said. —WITH A REPORT FROM ADA MORENO"
LONGEST_REPORT_END = 90
REPORT_END = re.compile(r"[.!?”\"]\s?[—–-]\s?(?:WITH|With|with) (?:A |a |an )?(?:REPORTS?|reports?)\b[^.!?]{4,60}\Z")
PRESENTATION = re.compile(
    rf"{NAME},? (?:(?:is|was|has been) (?:an?|the|our|adjunct|assistant|associate|chief|deputy|senior|professor|editor)"
    r"|covers|writes|reports|ist|est)\b"
)


def join_edges(page: Page, kept: Sequence[int]) -> dict[int, str]:
    """Return the rule code of each unit to add to `kept`, the units of the window in order."""
    if not kept:
        return {}
    vocabulary, names = words_of(page, kept)
    joined: dict[int, str] = {}
    index = kept[-1] + 1
    while index < len(page.units) and (
        is_own_sentence(page, index, vocabulary, names) or _is_last_sentence(page, index)
    ):
        joined[index] = "edge_sentence"
        index += 1
    for far in range(index, min(len(page.units), index + FARTHEST)):
        finding = page.findings[far]
        if finding is not None and finding.kind in CLOSING_KINDS:
            break
        if _is_own_paragraph(page, far, vocabulary):
            joined[far] = "far_paragraph"
    above = kept[0] - 1
    if above > 0 and _is_below_byline(page, above) and is_own_sentence(page, above, vocabulary, names):
        joined[above] = "edge_sentence"
    return joined


def words_of(page: Page, kept: Sequence[int]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the words of the article, and its words in capitals that open no line."""
    words = chain.from_iterable(page.units[index].plain_words for index in kept)
    return frozenset(words), frozenset(chain.from_iterable(page.units[index].names for index in kept))


def _shared(unit: Unit, vocabulary: frozenset[str]) -> float:
    words = unit.long_words
    return sum(word in vocabulary for word in words) / len(words) if words else 0.0


def is_sentence(page: Page, index: int) -> bool:
    """True where the unit is a sentence by its form, and no furniture."""
    unit = page.units[index]
    is_closed = page.scores[index] > LEAST_SCORE and ends_sentence(unit.text)
    return (
        page.findings[index] is None
        and (is_closed or REPORT_END.search(unit.text[-LONGEST_REPORT_END:]) is not None)
        and not unit.text.endswith(("…", "..."))
        and not unit.has_list_marker
        and unit.word_count >= FEWEST_WORDS
    )


def is_own_sentence(page: Page, index: int, vocabulary: frozenset[str], names: frozenset[str]) -> bool:
    """True where the unit is a sentence, no furniture, and speaks of what the article speaks of."""
    unit = page.units[index]
    return (
        is_sentence(page, index)
        and (_shared(unit, vocabulary) >= LEAST_SHARED or not names.isdisjoint(names_among(unit.words)))
        and not is_of_the_site(unit)
    )


def _is_last_sentence(page: Page, index: int) -> bool:
    """True for a sentence right above the furniture that goes on from what was said: 'She was 74.'"""
    unit = page.units[index]
    is_above_furniture = index + 1 < len(page.units) and page.findings[index + 1] is not None
    return (
        is_above_furniture
        and page.findings[index] is None
        and not read_words("continuing_words").isdisjoint(unit.plain_words[:1])
        and ends_sentence(unit.text)
        and not unit.text.endswith(("…", "...", "?", "!"))
        and not unit.has_list_marker
        and FEWEST_LAST_WORDS <= unit.word_count <= MOST_LAST_WORDS
        and not is_of_the_site(unit)
    )


def _is_own_paragraph(page: Page, index: int, vocabulary: frozenset[str]) -> bool:
    """True where the unit is a long paragraph in the words of the article."""
    unit = page.units[index]
    return (
        page.findings[index] is None
        and page.scores[index] > 0
        and ends_sentence(unit.text)
        and not unit.has_list_marker
        and unit.word_count >= FEWEST_FAR_WORDS
        and _shared(unit, vocabulary) >= LEAST_FAR_SHARED
        and not is_of_the_site(unit)
    )


def is_of_the_site(unit: Unit) -> bool:
    """True where the unit speaks to the reader outside a quotation, or presents a person."""
    if is_presentation(unit):
        return True
    return not unit.is_quoting and not read_words("address_words").isdisjoint(unit.plain_words)


def is_presentation(unit: Unit) -> bool:
    """True where the unit opens with a name and what its bearer is or does."""
    return PRESENTATION.match(unit.text) is not None


def _is_below_byline(page: Page, index: int) -> bool:
    unit, finding = page.units[index - 1], page.findings[index - 1]
    return (finding is not None and finding.kind == "dateline") or is_byline(unit) or is_name_line(unit)
