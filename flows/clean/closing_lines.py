"""Lines at the end of an article that look like none of its paragraphs: the last items of a list, the dates of a life.

In: a page without markup and the units held to be its article. Out: further units. Method: where the page has two
numbered lines or more, in order, and one is the article's, those right above a unit of the article are its too, and so
is the line with the next number a few units below, with the sentences below it; only advertisements, credits and
captions may stand between. A line right below the article that says when its subject was born and died closes an
obituary.
"""

import re
from collections.abc import Collection

from flows.clean.article_window import INTERRUPTIONS
from flows.clean.edge_paragraphs import is_of_the_site, is_sentence
from flows.clean.page import Page

NUMBERED = re.compile(r"(\d{1,2})[.)]\s+\S")
FEWEST_NUMBERED = 2
ITEM_REACH = 6  # units below the article in which its next number comes
LIFE_DATES = re.compile(r"[^.!?]{4,90}?\bborn\b[^.!?]{4,60}?\bdied\b[^.!?]{4,40}\Z")
MOST_LIFE_WORDS = 30


def find_closing_lines(page: Page, taken: Collection[int]) -> list[int]:
    """Return the further units that close the article."""
    if page.is_marked or not taken:
        return []
    found = set(taken)
    numbered = _numbered(page, max(taken))
    found.update(index for index in numbered if index + 1 in taken and not _number(page, index + 1))
    number = len(numbered) if len(numbered) >= FEWEST_NUMBERED and not found.isdisjoint(numbered) else 0
    if number and _number(page, max(found)) == number:
        found.update(_sentences(page, max(found) + 1))
    while number and (item := _next_item(page, max(found), number + 1)):
        found.update(item)
        number += 1
    below = max(found) + 1
    if below < len(page.units) and _is_life(page, below):
        found.add(below)
    return sorted(found - set(taken))


def _number(page: Page, index: int) -> int:
    match = NUMBERED.match(page.units[index].text) if page.units[index].has_digit else None
    return int(match[1]) if match else 0


def _numbered(page: Page, last: int) -> list[int]:
    """Return the lines down to `last` that count from one on, in order; none where other numbers stand between."""
    lines = [index for index in range(last + 1) if page.findings[index] is None and _number(page, index)]
    return lines if [_number(page, index) for index in lines] == list(range(1, len(lines) + 1)) else []


def _next_item(page: Page, last: int, number: int) -> list[int]:
    for index in range(last + 1, min(len(page.units), last + 1 + ITEM_REACH)):
        if _number(page, index) == number:
            sentences = _sentences(page, index + 1)
            return [index, *sentences] if sentences else []
        finding = page.findings[index]
        if finding is None or finding.kind not in INTERRUPTIONS:
            return []
    return []


def _sentences(page: Page, start: int) -> list[int]:
    """Return the sentences from a unit on; one with an exclamation or a question mark speaks for the site."""
    end = start
    while end < len(page.units) and is_sentence(page, end) and not is_of_the_site(page.units[end]):
        if page.units[end].text.endswith(("!", "?")):
            break
        end += 1
    return list(range(start, end))


def _is_life(page: Page, index: int) -> bool:
    unit = page.units[index]
    is_short = unit.word_count <= MOST_LIFE_WORDS and unit.has_digit and page.findings[index] is None
    return is_short and LIFE_DATES.match(unit.text.rstrip(".")) is not None
