"""What of a date is really printed, and whether two printings can mean the same day.

In: the words of a date and what extraction made of them. Out: the printed parts (years, month, days of the month,
weekday, clock time), and how two of them stand: `same`, `conflict` or `open`. A reckoned part proves nothing: a bare
weekday is any such day within a week or so, 'June 5' is of any year, '7:20 a.m.' of any day. So two dates conflict
only where both print the part that differs. Two weekdays do only where one lies days before its report and the other
does not: reports of one story speak of its several days, and of ten claims of other weekdays read on the roundups not
one was right. What it does not do: compare clock times of different time zones.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Standing = Literal["same", "conflict", "far", "moving", "open"]

MONTH = re.compile(
    r"\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?\b",
    re.IGNORECASE,
)
MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
WEEKDAY = re.compile(r"\b(mon|tues|wednes|thurs|fri|satur|sun)day\b", re.IGNORECASE)
WEEKDAYS = "mon tues wednes thurs fri satur sun".split()
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
VALUE_DAY = re.compile(r"^[\dX]{4}-\d\d-(\d\d)")
CLOCK_VALUE = re.compile(r"^(?:[\dX-]+)?(T\d\d:\d\d)")
CLOCK_WORDS = re.compile(r"\d{1,2}[:.]\d\d|\d\s*[ap]\.?m\b|\bo[’']clock\b|\bnoon\b|\bmidnight\b", re.IGNORECASE)
DAY_WORDS = re.compile(r"\b(?:today|yesterday|tomorrow|tonight|day|week\w*|morning|month|year)\b", re.IGNORECASE)
WEEKDAY_REACH = timedelta(days=8)  # 'Saturday' is said of the one just past or the next
STALE_DAYS = range(4, 7)  # of a weekday that lies so far back a report says 'last Friday' or the date
FRESH_DAYS = range(-1, 3)
LAST = re.compile(r"\b(?:last|past|next|this)\s", re.IGNORECASE)


@dataclass(frozen=True)
class PrintedDate:
    """The parts of a date that stand in the text; `low` and `high` where the whole of it does, year and all."""

    years: frozenset[int] = frozenset()
    months: frozenset[int] = frozenset()
    days: tuple[int, int] | None = None  # of the month
    weekday: int | None = None
    clock: str | None = None
    low: date | None = None
    high: date | None = None
    reckoned_on: date | None = None  # the day a weekday was taken for
    days_before: int | None = None  # how long before its report a bare weekday lies


def read_printed_date(
    words: str,
    value_text: str,
    days: tuple[date | None, date | None],
    *,
    is_inferred: bool,
    published_on: date | None = None,
) -> PrintedDate:
    """Return what of the date is printed in `words`; `days`: the first and the last one it was taken for."""
    low_on, high_on = days
    month, weekday = MONTH.search(words), WEEKDAY.search(words)
    clock = CLOCK_VALUE.match(value_text)
    is_whole = not is_inferred and low_on is not None and high_on is not None
    day = VALUE_DAY.match(value_text) if month else None
    of_month = (int(day[1]), int(day[1])) if day else None
    if of_month and low_on and high_on and low_on.month == high_on.month:
        of_month = (low_on.day, high_on.day)
    is_bare = weekday and not month and not LAST.search(words)
    return PrintedDate(
        years=frozenset(int(year) for year in YEAR.findall(words)),
        months=frozenset(MONTHS.index(name.lower()) + 1 for name in MONTH.findall(words)),
        days=of_month,
        weekday=WEEKDAYS.index(weekday[1].lower()) if weekday else None,
        clock=clock[1] if clock and CLOCK_WORDS.search(words) else None,
        low=low_on if is_whole else None,
        high=high_on if is_whole else None,
        reckoned_on=low_on if weekday and low_on == high_on else None,
        days_before=(published_on - low_on).days if is_bare and published_on and low_on else None,
    )


def shift_printed(printed: PrintedDate, day: date, days: int) -> PrintedDate:
    """Return what is as good as printed of the day that lies so many days after one of which `printed` is.

    `day`: what the printed day was taken for. A year stays where it does not turn between the two.
    """
    shifted = day + timedelta(days)
    has_day = printed.days is not None
    return PrintedDate(
        years=printed.years if shifted.year == day.year else frozenset(),
        months=frozenset({shifted.month}) if has_day else frozenset(),
        days=(shifted.day, shifted.day) if has_day else None,
        weekday=None if printed.weekday is None else shifted.weekday(),
        low=shifted if printed.low else None,
        high=shifted if printed.high else None,
        reckoned_on=shifted if printed.reckoned_on else None,
        days_before=None if printed.days_before is None else printed.days_before - days,
    )


def bare_clock(words: str, value_text: str) -> str | None:
    """Return the clock time ('T07:20') of words that print no day with it; None for any other date.

    >>> bare_clock("7:20 a.m.", "2031-05-05T07:20"), bare_clock("7:20 a.m. on Monday", "2031-05-05T07:20")
    ('T07:20', None)
    """
    clock = CLOCK_VALUE.match(value_text)
    if clock is None or not CLOCK_WORDS.search(words):
        return None
    has_day = any(pattern.search(words) for pattern in (MONTH, WEEKDAY, YEAR, DAY_WORDS))
    return None if has_day else clock[1]


def compare_printed(a: PrintedDate, b: PrintedDate) -> Standing:
    """Return how the printed parts stand; their order does not matter."""
    if a.low and b.low and a.high and b.high:
        return "same" if a.low <= b.high and b.low <= a.high and not _clocks_differ(a, b) else "conflict"
    years_a, months_a = _years(a), _months(a)
    years_b, months_b = _years(b), _months(b)
    if years_a and years_b and not years_a & years_b:
        return "conflict"
    if months_a and months_b:
        if not months_a & months_b:
            return "conflict"
        days_a, days_b = _days(a), _days(b)
        if days_a and days_b:
            return "same" if days_a[0] <= days_b[1] and days_b[0] <= days_a[1] else "conflict"
        return "same"
    if _clocks_differ(a, b):
        return "conflict"
    weekday = _weekday(a)
    if weekday is not None and weekday == _weekday(b):
        return _compare_same_weekdays(a, b)
    if tells_stale_weekday(a, b) or are_other_weekdays(a, b):
        return "conflict"
    return "same" if a.clock and a.clock == b.clock and not (_has_day(a) or _has_day(b)) else "open"


def _compare_same_weekdays(a: PrintedDate, b: PrintedDate) -> Standing:
    day_a, day_b = a.reckoned_on or a.low, b.reckoned_on or b.low
    is_near = day_a is not None and day_b is not None and abs(day_a - day_b) <= WEEKDAY_REACH
    return "same" if is_near else "open"


def tells_stale_weekday(a: PrintedDate, b: PrintedDate) -> bool:
    """Return whether the two are other weekdays, and one lies days before its report while the other is its day."""
    if None in (a.days_before, b.days_before) or a.weekday == b.weekday:
        return False
    (fresh, weekday), (stale, other) = sorted((d.days_before or 0, d.weekday or 0) for d in (a, b))
    is_next = (weekday + 1) % len(WEEKDAYS) == other  # 'early Wednesday' of a report that was sent on Tuesday
    return fresh in FRESH_DAYS and stale in STALE_DAYS and not is_next


def are_other_weekdays(a: PrintedDate, b: PrintedDate) -> bool:
    """Return whether the two are bare weekdays, not the same and not next to each other: news comes in at midnight."""
    if a.days_before is None or b.days_before is None or a.weekday is None or b.weekday is None:
        return False
    return (a.weekday - b.weekday) % len(WEEKDAYS) not in (0, 1, len(WEEKDAYS) - 1)


def _years(printed: PrintedDate) -> frozenset[int]:
    if printed.low and printed.high:
        return frozenset(range(printed.low.year, printed.high.year + 1))
    return printed.years


def _months(printed: PrintedDate) -> frozenset[int]:
    low, high = printed.low, printed.high
    if low and high:
        months = range(low.month, high.month + 1) if low.year == high.year else range(1, 13)
        return frozenset() if len(months) == len(MONTHS) else frozenset(months)
    return printed.months


def _days(printed: PrintedDate) -> tuple[int, int] | None:
    if printed.low and printed.low == printed.high:
        return (printed.low.day, printed.low.day)
    return printed.days


def _weekday(printed: PrintedDate) -> int | None:
    if printed.weekday is None and printed.low and printed.low == printed.high:
        return printed.low.weekday()
    return printed.weekday


def _has_day(printed: PrintedDate) -> bool:
    return bool(printed.months) or printed.weekday is not None or printed.low is not None


def _clocks_differ(a: PrintedDate, b: PrintedDate) -> bool:
    """True when the minutes differ; whole hours lie between time zones too."""
    return a.clock is not None and b.clock is not None and a.clock[-2:] != b.clock[-2:]
