"""Paragraphs of an article below a box that stands inside it: a call to subscribe, a few links to other stories.

In: a page, the units held to be its article, and how likely each unit is one. Out: further units. Method: a box is the
furniture right below a paragraph of the article, with the short lines around it. The run of sentences below the box,
down to the next furniture or the end of the text, is the article's where the model holds a part of it to be, or where
it is two sentences or has the article's names or words, and the furniture below is such as closes articles. A line
that says that the article goes on (`continues.txt`) is sign enough, as is a sentence that reports close with
(`closing_sentences.txt`); below the mark of an advertisement alone the run has to have the article's names or words.
Below the title of another story stands its teaser, so a run that shares a word with the line above it is none. Only
texts without markup are asked: in HTML the model sees a box.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flows.clean.article_window import CLOSING_KINDS
from flows.clean.edge_paragraphs import (
    MOST_LAST_WORDS,
    is_of_the_site,
    is_own_sentence,
    is_presentation,
    is_sentence,
    words_of,
)
from flows.clean.lexicon import read_phrases
from flows.clean.lines import Finding
from flows.clean.page import Page

# Of 1,020 development pages one goes on in this way, and is joined; nothing else is, down to a likelihood of .1. A box
# with nothing of these kinds in it may be anything; below other furniture than this stand teasers (a credit or a date)
# and disclaimers (a share button).
BOX_KINDS = frozenset({"widget_heading", "related", "subscribe"})
ENDING_KINDS = frozenset({
    "copyright", "comment_prompt", "widget_heading", "related", "disclosure", "author_bio", "advertisement",
})  # fmt: skip
MOST_BOX_UNITS = 14
AUTHOR = Finding("author_bio", "author_at_end")
MOST_CLOSING_WORDS = 40
LEAST_LIKELY_TAIL = 0.15  # of the likeliest paragraph of the run
LEAST_LIKELY_KEPT = 0.2  # of a sentence beside one that the model keeps
LEAST_LIKELY_STRANGE = 0.35  # of a sentence below a box that has no word of the article
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
    start = _resumption(page, box)
    while start < len(page.units) and start - box <= MOST_BOX_UNITS and not is_sentence(page, start):
        if _closes(page, start):
            return None
        start += 1
    end = start
    while end < len(page.units) and is_sentence(page, end) and not (end > start and is_presentation(page.units[end])):
        end += 1
    return _Run(box, start, end) if box < start < end and start - box <= MOST_BOX_UNITS else None


def _resumption(page: Page, box: int) -> int:
    """Return what follows the line near the top of a box that says that the article goes on; else the box itself."""
    for index in range(box, min(len(page.units), box + MOST_BOX_UNITS)):
        if _closes(page, index):
            return box
        if _goes_on_below(page.plains[index]):
            return index + 1
    return box


def _closes(page: Page, index: int) -> bool:
    """True for a copyright line, a call for comments and the like; a consent in a box closes nothing."""
    finding = page.findings[index]
    return finding is not None and finding.kind in CLOSING_KINDS and not finding.rule_code.endswith("_inside")


def _own_units(page: Page, run: _Run, taken: Collection[int], likely: Sequence[float]) -> list[int]:
    """Return the units of a run that are the article's and not taken yet."""
    units = range(run.start, run.end)
    below = _finding_below(page, run.end)
    free = [index for index in units if index not in taken]
    is_open = below is None and run.end < len(page.units)  # a line without a stop follows: the next title
    if any(is_of_the_site(page.units[index]) for index in free):
        return []
    if _says_it_goes_on(page, run) and (not is_open or _is_right_below(page, run)):
        return free
    if is_open:
        return []
    is_closed = below is None or below.kind in ENDING_KINDS
    if is_closed and _is_closing_sentence(page, run):
        return free
    if not _has_box(page, run):
        return []
    if len(free) < len(units):
        return [index for index in free if likely[index] >= LEAST_LIKELY_KEPT and _goes_on(page, index, taken)]
    is_likely = max(likely[index] for index in units) >= LEAST_LIKELY_TAIL
    if not (is_closed and is_likely) or _is_below_its_title(page, run.start):
        return []
    may_be_strange = (
        not _is_advertisement(page, run) and len(units) > 1 and page.units[run.start].word_count >= FEWEST_STRANGE_WORDS
    )
    may_be_strange = may_be_strange or max(likely[index] for index in units) >= LEAST_LIKELY_STRANGE
    return free if may_be_strange or is_own_sentence(page, run.start, *words_of(page, sorted(taken))) else []


def _finding_below(page: Page, end: int) -> Finding | None:
    """Return what stands below a run: a line that tells who somebody is closes articles, as furniture does."""
    if end >= len(page.units):
        return None
    return page.findings[end] or (AUTHOR if is_presentation(page.units[end]) else None)


def _goes_on(page: Page, index: int, taken: Collection[int]) -> bool:
    """True where a sentence beside one of the article stands between two of them, is short, or has its words."""
    is_short = page.units[index].word_count <= MOST_LAST_WORDS
    is_between = index - 1 in taken and index + 1 in taken
    return is_short or is_between or is_own_sentence(page, index, *words_of(page, sorted(taken)))


def _has_box(page: Page, run: _Run) -> bool:
    """True where the first furniture of the box is such as boxes inside articles open with."""
    findings = [finding for finding in page.findings[run.box : run.start] if finding is not None]
    return _is_advertisement(page, run) or (bool(findings) and findings[0].kind in BOX_KINDS)


def _is_advertisement(page: Page, run: _Run) -> bool:
    """True where the box is nothing but the mark of an advertisement."""
    return all(
        finding is not None and finding.kind == "advertisement" for finding in page.findings[run.box : run.start]
    )


def _says_it_goes_on(page: Page, run: _Run) -> bool:
    """True where a line of the box says that the article goes on below it."""
    return any(map(_goes_on_below, page.plains[run.box : run.start]))


def _is_right_below(page: Page, run: _Run) -> bool:
    """True where nothing stands between the run and the line that says that the article goes on."""
    return run.start > run.box and _goes_on_below(page.plains[run.start - 1])


def _goes_on_below(plain: str) -> bool:
    phrases = read_phrases("continues")
    return plain in phrases.whole or any(f"{plain} ".startswith(f"{phrase} ") for phrase in phrases.openings)


def _is_closing_sentence(page: Page, run: _Run) -> bool:
    """True where the run is one sentence such as reports close with: 'Anyone with information is asked to call …'"""
    plain = page.plains[run.start]
    opens = any(f"{plain} ".startswith(f"{phrase} ") for phrase in read_phrases("closing_sentences").openings)
    return run.end - run.start == 1 and opens and page.units[run.start].word_count <= MOST_CLOSING_WORDS


def _is_below_its_title(page: Page, index: int) -> bool:
    """True where the unit shares a longer word with the line above it, and that line is no furniture."""
    above = page.units[index - 1].long_words if page.findings[index - 1] is None else []
    return not frozenset(above).isdisjoint(page.units[index].long_words)
