"""Which contiguous region of a page is its article, for texts without markup.

In: a page. Out: the span of its units that holds the article, and how it was found. Method: each unit gets a value,
above zero for prose (more for long units) and below zero for furniture and fragments; the article is the contiguous run
with the greatest sum. What stands inside and is no part of the article is decided afterwards, in `inset_lines.py`.
Reference: maximum-subsequence segmentation (Pasternack and Roth, WWW 2009).
"""

import math
from dataclasses import dataclass

from flows.clean.lines import Finding, Unit
from flows.clean.page import Page
from flows.clean.prose import LONGEST_COUNTED, ends_sentence

# What a line of furniture costs a window that spans it. Advertisements, credits and symbols stand inside articles,
# reader comments and share bars at their ends. Chosen on NEWS5 (development half), one at a time: F1 .902 with one cost
# for all, .907 so.
FURNITURE_COST = {
    "advertisement": 0.0,
    "credit": 0.0,
    "media_duration": 0.3,
    "site_name": 0.5,
    "navigation": 1.0,
    "disclosure": 1.0,
    "author_bio": 1.5,
    "widget_heading": 1.5,
    "related": 2.0,
    "dateline": 3.0,
    "share": 3.0,
    "back_to_top": 3.0,
    "subscribe": 3.5,
    "copyright": 4.0,
    "comment": 5.0,
    "comment_prompt": 6.0,
    "cookie_banner": 6.0,
}
FRAGMENT_WEIGHT = 0.7  # of the score of a unit that is neither prose nor furniture; same source
GREATEST_FRAGMENT_COST = 2.0
# Below a comment prompt, a commenter or a copyright line, with this much prose above, prose counts less. Same source.
CLOSING_KINDS = frozenset({"comment_prompt", "comment", "copyright", "cookie_banner"})
FEWEST_CLOSED_WORDS = 150
CLOSING_WEIGHT = 0.6
# Fragments without prose beside them: .46 % of all kept words are such and wrong, .24 % such and right; same source.
TINY_FLOOR = -3.0
FEWEST_ANNOUNCING_WORDS = 8
INTERRUPTIONS = frozenset({"advertisement", "caption", "credit", "media_duration", "other"})
FEWEST_FALLBACK_WORDS = 4


@dataclass(frozen=True)
class Window:
    """The units `[start, end)` that hold the article, and the rule that found them."""

    start: int
    end: int
    rule_code: str


def find_window(page: Page) -> Window:
    """Return the run of units that holds the article.

    The text of an article with little around it runs from its first sentence to its last: nothing in it can be another
    story. Where no unit looks like prose, everything that is not furniture counts, and `rule_code` says so; the window
    is empty only where there is nothing but furniture and fragments of fewer than four words.
    """
    if page.is_bare:
        return _whole_text(page)
    values = _values(page)
    start, end, best = _heaviest_run(values)
    if best > 0:
        return Window(start, end, "window")
    rest = [
        index
        for index, (unit, finding) in enumerate(zip(page.units, page.findings, strict=True))
        if finding is None and unit.word_count >= FEWEST_FALLBACK_WORDS
    ]
    return Window(rest[0], rest[-1] + 1, "fallback_no_prose") if rest else Window(0, 0, "nothing_to_keep")


def _whole_text(page: Page) -> Window:
    sentences = [
        index
        for index, (unit, finding, score) in enumerate(zip(page.units, page.findings, page.scores, strict=True))
        if finding is None and (score > 0 or (ends_sentence(unit.text) and unit.word_count >= FEWEST_FALLBACK_WORDS))
    ]
    return Window(sentences[0], sentences[-1] + 1, "whole_text")


def keep_inside(page: Page, window: Window) -> list[int]:
    """Return the units of the window that are its article.

    Prose and list items are kept, and lines that announce what follows: "These are the plans that were turned down:".
    Another fragment is kept, as a heading or a table row would be, beside prose; where it has fewer than four words,
    only between two paragraphs.
    """
    inside = [index for index in range(window.start, window.end) if page.findings[index] is None]
    if window.rule_code != "window":
        return inside
    return [
        index
        for index in inside
        if page.scores[index] > 0
        or _prose_neighbours(page, index) >= (1 if page.scores[index] > TINY_FLOOR else 2)
        or (page.units[index].has_list_marker and page.scores[index] > TINY_FLOOR)
        or _announces(page.units[index])
    ]


def _announces(unit: Unit) -> bool:
    return unit.text.endswith(":") and unit.word_count >= FEWEST_ANNOUNCING_WORDS and unit.lower_share > 0.5


def _prose_neighbours(page: Page, index: int) -> int:
    """Return on how many sides, 0 to 2, prose stands next to the unit, or beyond an advertisement or a credit."""
    count = 0
    for step in (-1, 1):
        neighbour = index + step
        while 0 <= neighbour < len(page.units) and _is_interruption(page.findings[neighbour]):
            neighbour += step
        if 0 <= neighbour < len(page.units):
            count += page.findings[neighbour] is None and page.scores[neighbour] > 0
    return count


def _is_interruption(finding: Finding | None) -> bool:
    return finding is not None and finding.kind in INTERRUPTIONS


def _values(page: Page) -> list[float]:
    """Return what each unit adds to a window; less below the lines that close an article and open its comments."""
    values, weight, prose_words = [], 1.0, 0
    for index, (unit, finding) in enumerate(zip(page.units, page.findings, strict=True)):
        value = _value(page, index)
        if value > 0:
            prose_words += unit.word_count
        elif finding is not None and finding.kind in CLOSING_KINDS and prose_words >= FEWEST_CLOSED_WORDS:
            weight *= CLOSING_WEIGHT
        values.append(value * weight if value > 0 else value)
    return values


def _value(page: Page, index: int) -> float:
    finding, score = page.findings[index], page.scores[index]
    if finding is not None:
        return -FURNITURE_COST.get(finding.kind, 0.0)
    if score > 0:
        return math.tanh(score) * math.sqrt(min(page.units[index].word_count, LONGEST_COUNTED))
    return FRAGMENT_WEIGHT * max(-GREATEST_FRAGMENT_COST, score)


def _heaviest_run(values: list[float]) -> tuple[int, int, float]:
    """Return start, end and sum of the contiguous run with the greatest sum; of equal ones the first."""
    best, best_start, best_end = 0.0, 0, 0
    total, start = 0.0, 0
    for index, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, index
        total += value
        if total > best:
            best, best_start, best_end = total, start, index + 1
    return best_start, best_end, best
