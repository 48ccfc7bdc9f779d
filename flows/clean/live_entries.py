"""Entries of a live blog: the time, the heading and the paragraphs of each, in texts without markup.

In: a page, the units held to be its article, and how likely each unit is one. Out: further units. Method: a line that
is nothing but a time of day opens an entry. Where three or more of them are in order, and below two of them the model
holds a paragraph to be article (with an age before each, "50m ago 14.20", two and one), the page is a live blog: its
times are the article's, and so are the line below each, where a sentence follows, and the sentences down to the next
furniture. A list of the latest news has times too, but
titles below them, and no paragraph.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from flows.clean.edge_paragraphs import is_of_the_site, is_sentence
from flows.clean.page import Page

AGO = r"(?:\d{1,3}\s?(?:h|m|hrs?|mins?|hours?|minutes?)\sago\s+)?"
CLOCK = re.compile(AGO + r"(\d{1,2})[:.h](\d\d)(?:\s?([ap])\.?\s?m\b\.?)?(?:\s(?:[A-Z]{2,4}|Uhr))?\Z", re.IGNORECASE)
FEWEST_ENTRIES, FEWEST_TAKEN_ENTRIES = 3, 2
FEWEST_AGED_ENTRIES, FEWEST_TAKEN_AGED = 2, 1  # with an age before each time, which only live blogs have
LONGEST_CLOCK = 32
ENTRY_REACH = 3  # units between the time of an entry and its first sentence
LEAST_LIKELY_ENTRY = 0.05


def find_live_entries(page: Page, taken: Collection[int], likely: Sequence[float]) -> list[int]:
    """Return the further units of a live blog; none where the page is no live blog."""
    times = [] if page.is_marked else [index for index in range(len(page.units)) if _clock(page, index) is not None]
    entries = {index: _entry_units(page, index) for index in times}
    entries = {index: units for index, units in entries.items() if units}
    is_aged = bool(entries) and all(" ago" in page.units[index].text for index in entries)
    fewest, fewest_taken = (
        (FEWEST_AGED_ENTRIES, FEWEST_TAKEN_AGED) if is_aged else (FEWEST_ENTRIES, FEWEST_TAKEN_ENTRIES)
    )
    is_live = sum(not units.isdisjoint(taken) for units in entries.values()) >= fewest_taken
    if len(entries) < fewest or not is_live or not _is_ordered([_clock(page, index) or 0 for index in entries]):
        return []
    found = [index for units in entries.values() for index in units if likely[index] >= LEAST_LIKELY_ENTRY]
    return sorted({*entries, *found} - set(taken))


def _clock(page: Page, index: int) -> int | None:
    """Return the minutes since midnight of a line that is nothing but a time of day."""
    text = page.units[index].text
    match = CLOCK.match(text) if len(text) <= LONGEST_CLOCK and text[:1].isdigit() else None
    if match is None or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    half = (match[3] or "").lower()
    return (int(match[1]) % 12 + (12 if half == "p" else 0) if half else int(match[1])) * 60 + int(match[2])


def _entry_units(page: Page, time: int) -> set[int]:
    """Return the heading and the sentences below a time; nothing where no sentence follows."""
    first = time + 1
    while first < len(page.units) and first - time <= ENTRY_REACH and not is_sentence(page, first):
        if page.findings[first] is not None:
            return set()
        first += 1
    end = first
    while end < len(page.units) and is_sentence(page, end) and not is_of_the_site(page.units[end]):
        end += 1
    return set(range(time + 1, end)) if first < end else set()


def _is_ordered(minutes: Sequence[int]) -> bool:
    """True where all steps but one, at midnight, lead the same way."""
    ups = sum(later > earlier for earlier, later in pairwise(minutes))
    downs = sum(later < earlier for earlier, later in pairwise(minutes))
    return min(ups, downs) <= (1 if len(minutes) > FEWEST_ENTRIES else 0)
