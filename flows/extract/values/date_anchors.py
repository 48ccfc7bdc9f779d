"""What a date that is not said in full is reckoned from.

In: the publication date, the years that the text names, the dates read so far, the tense of the verb of a date.
Out: a year for "June 5", a day for "Thursday". Method: the document's date if there is one, and the tense (tenses.py)
to tell the last Thursday from the next; without a document date the one year that the text names near
by, unless the day is still to come; otherwise nothing, and the value stays partial ("XXXX-06-05"). Reckoned dates are
marked as inferred.
"""

from datetime import date, timedelta
from typing import NamedTuple

from flows.extract.values.calendar_periods import Period, parse_day

NEAR_LEXEMES = 60  # a year named within about two sentences dates a day; wider took years of other events
MONTHS_AHEAD_OF_PAST = 1  # said with a past verb, a month further ahead than this is that of the year before
MONTHS_AHEAD = 4  # a month without a verb lies ahead if it is this near
PAST_AHEAD = timedelta(days=100)  # further ahead than this, a day beside a verb in the past lies in the year before


class Timeline(NamedTuple):
    """Where the reader stands: the day of publication and what the text has said so far.

    `years` are the years the text names, each with its lexeme, `other_years` those that date another thing and so only
    make a year doubtful ("the 2024 election"). `last_day` and `last_quarter` are the latest told,
    the quarter as (year, number).
    """

    published_on: date | None = None
    years: tuple[tuple[int, int], ...] = ()
    other_years: tuple[tuple[int, int], ...] = ()
    last_day: date | None = None
    told_day: tuple[int, date] | None = None  # the latest day or part of a day, with its lexeme
    last_quarter: tuple[int, int] | None = None
    is_of_year: bool = False  # the period told last is a year or several months, not a quarter
    is_day_first: bool | None = None  # whether dates in slashes begin with the day, None where that is not known


class Anchored(NamedTuple):
    """A year or day with how it was reckoned."""

    year: int | None
    method: str


def follow(timeline: Timeline, period: Period, lexeme: int = 0) -> Timeline:
    """Return where the reader stands after a date told at a lexeme."""
    if period.precision in ("day", "part_of_day") and period.low_on:
        timeline = timeline._replace(told_day=(lexeme, period.low_on))
    if period.precision == "day" and period.low_on:
        return timeline._replace(last_day=period.low_on)
    if period.precision == "quarter" and period.low_on and "-Q" in period.value:
        quarter = (period.low_on.year, (period.low_on.month + 2) // 3)
        return timeline._replace(last_quarter=quarter, is_of_year=False)
    if period.precision == "year" or period.value in ("P9M", "P6M", "P1Y"):
        return timeline._replace(is_of_year=True)
    return timeline


def anchor_year(timeline: Timeline, index: int, month: int, day: int | None, tense: str | None) -> Anchored:
    """Return the year of a month, or of a day of a month, that is said without one."""
    if timeline.published_on is None:
        year = None if tense == "future" else _text_year(timeline, index)
        return Anchored(year, "none" if year is None else "text_date")
    now = timeline.published_on
    if day is None:
        return Anchored(now.year + _month_shift(now.month, month, tense), "document_date")
    years = [year for year in (now.year - 1, now.year, now.year + 1) if parse_day(year, month, day)]
    if not years:
        return Anchored(None, "none")
    nearest = min(years, key=lambda year: abs(date(year, month, day) - now))
    if tense == "past" and date(nearest, month, day) - now > PAST_AHEAD:
        nearest -= 1
    elif tense == "future" and now - date(nearest, month, day) > PAST_AHEAD:
        nearest += 1
    return Anchored(nearest, "document_date")


def anchor_weekday(now: date | None, weekday: int, tense: str | None, reference: str | None) -> date | None:
    """Return the day that a weekday (1 is Monday) means; `reference` is 'last', 'this', 'next' or None."""
    if now is None:
        return None
    back = (now.isoweekday() - weekday) % 7
    if reference == "last":
        return now - timedelta(days=back or 7)
    if reference == "next" or (reference == "this" and back):
        return now + timedelta(days=7 - back)
    if tense == "future" and back:
        return now + timedelta(days=7 - back)
    return now - timedelta(days=back)


def _month_shift(now: int, month: int, tense: str | None) -> int:
    if tense == "future":
        return 1 if month < now else 0
    if tense == "past":
        return -1 if month - now > MONTHS_AHEAD_OF_PAST else 0
    return -1 if month - now > MONTHS_AHEAD else 0


def _text_year(timeline: Timeline, index: int) -> int | None:
    """The one year the text names, or the one it names near by."""
    years = timeline.years
    if len({year for _, year in (*years, *timeline.other_years)}) != 1:
        years = tuple(named for named in years if abs(named[0] - index) <= NEAR_LEXEMES)
        if any(abs(place - index) <= NEAR_LEXEMES for place, _ in timeline.other_years):
            return None
    named = {year for _, year in years}
    return named.pop() if len(named) == 1 else None
