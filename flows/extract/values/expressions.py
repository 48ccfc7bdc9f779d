"""Expressions: dates, times, durations, sets, money, percentages, counts, ages, ordinals and votes of a text.

In: a document's text, its sentences, its day of publication, the order of day and month in its country. Out:
expressions in text order, none overlapping another. Method: the text becomes a string of word classes
(word_classes.py, lexemes.py); every shape of dates.py, numeric_dates.py, years.py, holidays.py, quarters.py,
relative_dates.py, clock_times.py, durations.py, money.py, shares.py, ages.py, votes.py, counts.py and ordinals.py is
looked for in it; of overlapping places the longest wins, a date or sum over a count; then the winners are given their
meaning in text order (date_anchors.py), but for those in names (titles.py), and widened by their hedges (hedges.py).
English only.
Reference: TimeML 1.2.1 and TempEval-3 (TIMEX3 values); ISO 8601; ISO 4217.
"""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import zip_longest

from flows.extract.annotations import Expression, Sentence
from flows.extract.values import (
    ages,
    clock_times,
    counts,
    dates,
    durations,
    holidays,
    money,
    numeric_dates,
    ordinals,
    quarters,
    relative_dates,
    shares,
    votes,
    years,
)
from flows.extract.values.calendar_periods import Period
from flows.extract.values.date_anchors import Timeline, follow
from flows.extract.values.dated_expressions import read_year
from flows.extract.values.hedges import bound, find_hedge
from flows.extract.values.lexemes import Lexemes, read_lexemes
from flows.extract.values.numbers import Extent
from flows.extract.values.numeric_dates import SLASHED, find_order
from flows.extract.values.shapes import Candidate, Found, Shape, find_candidates, keep_longest, remember_fits
from flows.extract.values.titles import is_title

STRONG_SHAPES: tuple[Shape, ...] = (
    *dates.SHAPES,
    *numeric_dates.SHAPES,
    *years.SHAPES,
    *holidays.SHAPES,
    *quarters.SHAPES,
    *relative_dates.SHAPES,
    *clock_times.SHAPES,
    *ages.SHAPES,
    *durations.SHAPES,
    *money.SHAPES,
    *shares.SHAPES,
    *votes.SHAPES,
)
WEAK_SHAPES: tuple[Shape, ...] = (*counts.SHAPES, *ordinals.SHAPES)  # yield to any of the strong ones they touch
FITS_OF_STRONG, FITS_OF_WEAK = remember_fits(STRONG_SHAPES), remember_fits(WEAK_SHAPES)
DATED = frozenset({"date", "time"})
# Periods that the text only compares with: "the quarter" after "a year ago" is not that of the year before.
COMPARED = frozenset({"ago", "year_ago", "told_quarter", "same_quarter"})
DETERMINERS = frozenset("the a its his her their this 's ’s".split())
BOUNDS = frozenset({"by", "until", "till", "since", "before", "after"})
UNHEDGED = frozenset({"set", "ordinal", "vote"})


def find_expressions(
    text: str,
    sentences: Sequence[Sentence],
    published_on: date | None,
    published_at: datetime | None = None,
    *,
    is_day_first: bool | None = None,
) -> list[Expression]:
    """Return the dates and quantities of the sentences in text order.

    `published_on` is the day in the outlet's own reckoning; the date of `published_at` stands in where it is None.
    Without either, only what the text itself says is reckoned. `is_day_first`: whether "05/06/2025" is of June for the
    outlet, None where that is not known; the text's own dates tell it before.
    """
    lexemes = read_lexemes(text, sentences)
    strong = keep_longest(find_candidates(lexemes, FITS_OF_STRONG))
    taken = {place for c in strong for place in range(c.found.first, c.found.last)}
    weak = find_candidates(lexemes, FITS_OF_WEAK, taken)
    candidates = sorted((*strong, *keep_longest(weak)), key=lambda c: c.found.first)
    day = published_on or (published_at.date() if published_at else None)
    order = find_order([c.found.lexemes.words[c.found.first] for c in candidates if c.shape is SLASHED])
    order = is_day_first if order is None else order
    years, others = _years(candidates, are_other=False), _years(candidates, are_other=True)
    return _read(lexemes, candidates, Timeline(day, years, others, is_day_first=order))


def _years(candidates: Sequence[Candidate], *, are_other: bool) -> tuple[tuple[int, int], ...]:
    """The years the text names, but for those that only bound another time ("by 2060"); or those of another thing."""
    found = [c.found for c in candidates if c.found.previous() not in BOUNDS and _is_of_other(c.found) == are_other]
    return tuple((place.first, year) for place in found if (year := read_year(place)) is not None)


def _is_of_other(found: Found) -> bool:
    """Whether a year stands before the noun it dates: "the 2024 election", "since the 2024 one"."""
    is_before_noun = found.previous(2) in BOUNDS or found.following().isalpha()
    return found.previous() in DETERMINERS and is_before_noun


def _read(lexemes: Lexemes, candidates: Sequence[Candidate], timeline: Timeline) -> list[Expression]:
    expressions: list[Expression] = []
    end = 0
    for candidate, following in zip_longest(candidates, candidates[1:]):
        expression = candidate.shape.build(candidate.found, timeline)
        if expression is None or expression.start < end or is_title(lexemes, expression):
            continue
        if following and expression.end > following.found.first and following.shape in STRONG_SHAPES:
            continue  # the noun that a number seemed to count belongs to another expression
        if expression.precision and expression.value_text:
            period = Period(expression.value_text, expression.precision, expression.low_on, expression.high_on)
            timeline = timeline if candidate.shape.name in COMPARED else follow(timeline, period, expression.start)
        placed = _place(lexemes, expression, end)
        end = _lexeme_end(lexemes, expression, placed)
        expressions.append(placed)
    return expressions


def _place(lexemes: Lexemes, expression: Expression, free_from: int) -> Expression:
    """The expression with its hedge, its lexemes turned into characters."""
    first, last, hedge = expression.start, expression.end, expression.hedge
    extent = Extent(expression.value_low, expression.value_high)
    if expression.kind not in UNHEDGED and hedge != "vague":
        hedged = find_hedge(lexemes, first, last, expression.kind)
        if hedged.first >= free_from:
            first, last = hedged.first, hedged.last
            hedge = hedged.hedge if hedge == "exact" else hedge
            extent = bound(extent, hedge)
    is_open = expression.kind == "date" and hedge == "more_than"  # "more than a year ago" has no first day
    return expression._replace(
        start=lexemes.starts[first],
        end=lexemes.ends[last - 1],
        hedge=hedge,
        low_on=None if is_open else expression.low_on,
        value_low=extent.low,
        value_high=extent.high,
    )


def _lexeme_end(lexemes: Lexemes, expression: Expression, placed: Expression) -> int:
    end = expression.end
    while lexemes.starts[end] < placed.end and lexemes.words[end]:
        end += 1
    return end
