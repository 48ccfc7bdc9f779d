"""Paragraphs of an article below a box that stands inside it: a call to subscribe, a few links to other stories.

In: a page, the units held to be its article, and how likely each unit is one. Out: further units. Method: a box is the
furniture right below a paragraph of the article, with the short lines around it. The run of sentences below the box,
down to the next furniture or the end of the text, is the article's where the model holds a part of it to be, or where
it is two sentences or has the article's names or words, and the furniture below is such as closes articles. A line
that says that the article goes on (`continues.txt`) is sign enough. Below the title of another story stands its
teaser, so a run that shares a word with the line above it is none. Only texts without markup are asked: in HTML the
model sees a box.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flows.clean.article_window import CLOSING_KINDS
from flows.clean.edge_paragraphs import (
    MOST_LAST_WORDS,
    is_of_the_site,
    is_own_sentence,
    is_sentence,
    words_of,
)
from flows.clean.lexicon import read_phrases
from flows.clean.page import Page

# Of 1,020 development pages one goes on in this way, and is joined; nothing else is, down to a likelihood of .1. A box
# with nothing of these kinds in it may be anything; below other furniture than this stand teasers (a credit or a date)
# and disclaimers (a share button).
BOX_KINDS = frozenset({"widget_heading", "related", "subscribe"})
ENDING_KINDS = frozenset({
    "copyright", "comment_prompt", "widget_heading", "related", "disclosure", "author_bio", "advertisement",
})  # fmt: skip
MOST_BOX_UNITS = 14
LEAST_LIKELY_TAIL = 0.15  # of the likeliest paragraph of the run
LEAST_LIKELY_KEPT = 0.2  # of a sentence beside one that the model keeps
FEWEST_STRANGE_WORDS = 10  # of the first of several sentences, where it has no word of the article


@dataclass(frozen=True)
class _Run:
    """Sentences `[start, end)` below a box that opens at `box`."""

    box: int
    start: int
    end: int


def find_box_tails(page: Page, taken: Collection[int], likely: Sequence[float]) -> list[int]:
    """Return the units below boxes that are the article's too; `taken` are those held to be so already."""
    if page.is_marked or not taken:
        return []
    joined: set[int] = set()
    for above in sorted(taken):
        run = _find_run(page, above + 1) if above + 1 not in taken else None
        while run is not None:
            own = _own_units(page, run, taken, likely)
            joined.update(own)
            run = _find_run(page, run.end) if own else None
    return sorted(joined)


def _find_run(page: Page, box: int) -> _Run | None:
    """Return the sentences below the box that opens at `box`; None where no box does, or no sentence follows."""
    start = box
    while start < len(page.units) and start - box <= MOST_BOX_UNITS and not is_sentence(page, start):
        if _closes(page, start):
            return None
        start += 1
    end = start
    while end < len(page.units) and is_sentence(page, end):
        end += 1
    return _Run(box, start, end) if box < start < end and start - box <= MOST_BOX_UNITS else None


def _closes(page: Page, index: int) -> bool:
    """True for a copyright line, a call for comments and the like; a consent in a box closes nothing."""
    finding = page.findings[index]
    return finding is not None and finding.kind in CLOSING_KINDS and not finding.rule_code.endswith("_inside")


def _own_units(page: Page, run: _Run, taken: Collection[int], likely: Sequence[float]) -> list[int]:
    """Return the units of a run that are the article's and not taken yet."""
    units = range(run.start, run.end)
    below = page.findings[run.end] if run.end < len(page.units) else None
    free = [index for index in units if index not in taken]
    is_open = below is None and run.end < len(page.units)  # a line without a stop follows: the next title
    if is_open or any(is_of_the_site(page.units[index]) for index in free):
        return []
    is_closed = below is None or below.kind in ENDING_KINDS
    if _says_it_goes_on(page, run):
        return free
    if not _has_box(page, run):
        return []
    if len(free) < len(units):
        return [index for index in free if likely[index] >= LEAST_LIKELY_KEPT and _goes_on(page, index, taken)]
    is_likely = max(likely[index] for index in units) >= LEAST_LIKELY_TAIL
    if not (is_closed and is_likely) or _is_below_its_title(page, run.start):
        return []
    may_be_strange = len(units) > 1 and page.units[run.start].word_count >= FEWEST_STRANGE_WORDS
    return free if may_be_strange or is_own_sentence(page, run.start, *words_of(page, sorted(taken))) else []


def _goes_on(page: Page, index: int, taken: Collection[int]) -> bool:
    """True where a sentence beside one of the article stands between two of them, is short, or has its words."""
    is_short = page.units[index].word_count <= MOST_LAST_WORDS
    is_between = index - 1 in taken and index + 1 in taken
    return is_short or is_between or is_own_sentence(page, index, *words_of(page, sorted(taken)))


def _has_box(page: Page, run: _Run) -> bool:
    """True where the first furniture of the box is such as boxes inside articles open with."""
    findings = [finding for finding in page.findings[run.box : run.start] if finding is not None]
    return bool(findings) and findings[0].kind in BOX_KINDS


def _says_it_goes_on(page: Page, run: _Run) -> bool:
    """True where a line of the box says that the article goes on below it."""
    phrases = read_phrases("continues")
    return any(
        plain in phrases.whole or any(f"{plain} ".startswith(f"{phrase} ") for phrase in phrases.openings)
        for plain in page.plains[run.box : run.start]
    )


def _is_below_its_title(page: Page, index: int) -> bool:
    """True where the unit shares a longer word with the line above it, and that line is no furniture."""
    above = page.units[index - 1].long_words if page.findings[index - 1] is None else []
    return not frozenset(above).isdisjoint(page.units[index].long_words)
