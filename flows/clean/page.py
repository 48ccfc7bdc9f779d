"""A document as this room's rules see it: its units side by side with what is known of each."""

import itertools
from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from flows.clean.fragments import join_fragments
from flows.clean.furniture import find_furniture
from flows.clean.lines import Finding, Unit, make_units, normalise, split_lines
from flows.clean.markup_hints import INSIDE_NAVIGATION, find_by_markup
from flows.clean.page_words import Words, number_words
from flows.clean.prose import ends_sentence, score_prose
from flows.clean.templates import NO_TEMPLATES, Templates, find_template_units
from flows.clean.wraps import join_wrapped
from flows.read.documents import Document, MarkupLine

# Share of a text's words that stand in prose, from which on it is an article with little around it and not a page.
# Whole pages of NEWS5 (development half) reach it in 7 of 100 cases, article texts of the other development sets in 19
# of 20.
BARE_SHARE = 0.8
# The same for a text in which no line is furniture: what is short there are the lists and verses of the article.
UNFURNISHED_SHARE = 0.6
FEWEST_SENTENCE_WORDS = 8  # a sentence alone on its line counts as prose here from this length on
MOST_UNITS_FOR_PROSE = (
    2.0  # units of such a text for each that is prose: the pages that reach the share have long menus
)
# A line that is not prose and stands this often on a page belongs to its template; titles come twice. Measured on NEWS5
# (development half): of such lines 3 in 1,000 stand in the article.
FEWEST_REPEATS = 3
MOST_MENU_PROSE = 0.5  # of the words of a page's prose
FEWEST_WORDS_SAID_AGAIN = 4  # of a sentence: an interview may ask again; 46 such lines of 49 stand in the article
TEMPLATE = Finding("other", "outlet_template")


class Label(NamedTuple):
    """The decision on a unit: the fields of its block that are not offsets."""

    zone: str
    kind: str
    rule_code: str
    keep_score: float


@dataclass(frozen=True)
class Page:
    """The units of one document; the other sequences run parallel to them.

    `markup` holds None for every unit of a plain text.
    """

    units: Sequence[Unit]
    findings: Sequence[Finding | None]
    scores: Sequence[float]
    markup: Sequence[MarkupLine | None]
    given_title: str  # in normal form, "" where none was given
    given_outlet: str
    given_author: str
    is_bare: bool = False  # an article's text with little or nothing around it
    likely: Sequence[float] = ()  # how likely each unit is a part of the article, once that is known

    @cached_property
    def plains(self) -> list[str]:
        """Return the units in normal form."""
        return [unit.plain for unit in self.units]

    @cached_property
    def words(self) -> Words:
        """Return the words of the units in normal form."""
        return number_words([unit.plain_words for unit in self.units])

    @cached_property
    def openings(self) -> Words:
        """Return the different words of the beginning of each unit."""
        return self.words.openings()

    @cached_property
    def times(self) -> Counter[str]:
        """Return how often each of these comes."""
        return Counter(self.plains)

    @property
    def is_free(self) -> npt.NDArray[np.bool_]:
        """Return which units no rule knows as furniture."""
        return np.array([finding is None for finding in self.findings], dtype=bool)

    @property
    def is_marked(self) -> bool:
        """True where the page was HTML."""
        return any(line is not None for line in self.markup)

    def tag(self, index: int) -> str:
        """Return the tag of the unit's markup, "" in plain text."""
        line = self.markup[index]
        return line.tag if line else ""


def make_page(document: Document, templates: Templates = NO_TEMPLATES) -> Page:
    """Return the page of a document. HTML has one unit per visible line, plain text one per paragraph.

    `templates` are those of its outlet.
    """
    lines = split_lines(document.text)
    is_marked = bool(document.markup)
    units = make_units(document.text, lines if is_marked else _join_lines(document.text, lines))
    scores = [score_prose(unit) for unit in units]
    markup = _align_markup(units, document.markup) if is_marked else [None] * len(units)
    findings = _find_all(units, markup)
    if is_marked:
        findings = _without_broken_menu(units, scores, findings)
    findings = _without_answers(units, findings)
    findings = _add_templates(findings, find_template_units(document.text, units, templates))
    is_bare = not is_marked and _is_bare(units, scores, findings)
    return Page(
        units=units,
        findings=findings if is_bare else _add_repeats(units, scores, findings),
        is_bare=is_bare,
        scores=scores,
        markup=markup,
        given_title=normalise(document.given.title or ""),
        given_outlet=normalise(document.given.outlet or ""),
        given_author=normalise(document.given.author or ""),
    )


def _join_lines(text: str, lines: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    return join_fragments(text, join_wrapped(text, lines))


def _find_all(units: Sequence[Unit], markup: Sequence[MarkupLine | None]) -> list[Finding | None]:
    """Return what each unit is by its form, its phrases or its markup."""
    return [
        find_furniture(unit) or (find_by_markup(line) if line else None)
        for unit, line in zip(units, markup, strict=True)
    ]


def _without_broken_menu(
    units: Sequence[Unit], scores: Sequence[float], findings: Sequence[Finding | None]
) -> list[Finding | None]:
    """Return the findings without those for menus where menus hold most of the prose: one of them was never closed."""
    words = [unit.word_count if score > 0 else 0 for unit, score in zip(units, scores, strict=True)]
    inside = sum(itertools.compress(words, (finding is INSIDE_NAVIGATION for finding in findings)))
    if inside <= MOST_MENU_PROSE * sum(words):
        return list(findings)
    return [None if finding is INSIDE_NAVIGATION else finding for finding in findings]


def _without_answers(units: Sequence[Unit], findings: Sequence[Finding | None]) -> list[Finding | None]:
    """Return the findings without those for a date with a stop below a question: 'When will it open?', 'April 7.'"""
    return [
        None
        if finding is not None and finding.kind == "dateline" and above.text.endswith("?") and unit.text.endswith(".")
        else finding
        for above, unit, finding in zip([*units[:1], *units[:-1]], units, findings, strict=True)
    ]


def _add_templates(findings: Sequence[Finding | None], template_units: AbstractSet[int]) -> list[Finding | None]:
    """Return the findings with those for template; a unit that a rule knows by name keeps it."""
    return [finding or (TEMPLATE if i in template_units else None) for i, finding in enumerate(findings)]


def _add_repeats(
    units: Sequence[Unit], scores: Sequence[float], findings: Sequence[Finding | None]
) -> list[Finding | None]:
    """Return the findings with those for lines that stand on the page again and again."""
    often = {plain for plain, times in Counter([unit.plain for unit in units]).items() if times >= FEWEST_REPEATS}
    counts = Counter(
        unit.plain
        for unit, score in zip(units, scores, strict=True)
        if unit.plain in often
        and score < 0
        and not (ends_sentence(unit.text) and unit.word_count >= FEWEST_WORDS_SAID_AGAIN)
    )
    repeated = Finding("other", "repeated_line")
    return [
        finding or (repeated if counts[unit.plain] >= FEWEST_REPEATS else None)
        for unit, finding in zip(units, findings, strict=True)
    ]


def _is_bare(units: Sequence[Unit], scores: Sequence[float], findings: Sequence[Finding | None]) -> bool:
    """True where the text is an article with little around it."""
    counts = [unit.word_count for unit in units]
    is_prose = [
        finding is None and (score > 0 or (count >= FEWEST_SENTENCE_WORDS and ends_sentence(unit.text)))
        for unit, count, score, finding in zip(units, counts, scores, findings, strict=True)
    ]
    prose = sum(itertools.compress(counts, is_prose))
    if prose >= UNFURNISHED_SHARE * sum(counts) and not any(findings):
        return prose > 0
    return prose > 0 and prose >= BARE_SHARE * sum(counts) and len(units) <= MOST_UNITS_FOR_PROSE * sum(is_prose)


def _align_markup(units: Sequence[Unit], markup: Sequence[MarkupLine]) -> list[MarkupLine | None]:
    """Return for each unit the first line of markup that overlaps it."""
    aligned: list[MarkupLine | None] = []
    position = 0
    for unit in units:
        while position < len(markup) and markup[position].end <= unit.start:
            position += 1
        is_inside = position < len(markup) and markup[position].start < unit.end
        aligned.append(markup[position] if is_inside else None)
    return aligned
