"""Periods of the calendar: a day, week, month, quarter, season, year, with its TIMEX3 value and its days.

In: numbers of the calendar. Out: `Period`: value as in TIMEX3 (ISO 8601 with its additions for weekends, quarters,
half-years, seasons and parts of the day), first and last day, precision. Weeks begin on Monday. Seasons are those
of the northern hemisphere, by whole months; a winter belongs to the year it begins in. A decade is written with the
three digits its years share. Reference: TimeML 1.2.1 annotation guidelines, TIMEX3 value.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


class Period(NamedTuple):
    """A stretch of the calendar. `low_on` and `high_on` are None where the year or the day is not known."""

    value: str
    precision: str
    low_on: date | None = None
    high_on: date | None = None


def day_period(day: date) -> Period:
    """Return the period of one day."""
    return Period(day.isoformat(), "day", day, day)


def week_period(day: date) -> Period:
    """Return the ISO week around a day."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period(f"{year:04d}-W{week:02d}", "week", monday, monday + timedelta(days=6))


def weekend_period(day: date) -> Period:
    """Return the weekend of the ISO week around a day."""
    week = week_period(day)
    assert week.low_on is not None
    saturday = week.low_on + timedelta(days=5)
    return Period(f"{week.value}-WE", "weekend", saturday, saturday + timedelta(days=1))


def month_period(year: int, month: int) -> Period:
    """Return a month; months beyond 12 or below 1 run on into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Period(f"{year:04d}-{month:02d}", "month", date(year, month, 1), _month_end(year, month))


def quarter_period(year: int, quarter: int) -> Period:
    """Return a quarter of a year; quarters beyond 4 or below 1 run on into other years."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    return Period(f"{year:04d}-Q{quarter}", "quarter", date(year, 3 * quarter - 2, 1), _month_end(year, 3 * quarter))


def half_period(year: int, half: int) -> Period:
    """Return the first or second half of a year, which is said to the quarter."""
    return Period(f"{year:04d}-H{half}", "quarter", date(year, 6 * half - 5, 1), _month_end(year, 6 * half))


def season_period(year: int, season: str) -> Period:
    """Return a season of a year: 'SP', 'SU', 'FA' or 'WI'."""
    first = month_period(year, SEASON_MONTHS[season])
    last = month_period(year, SEASON_MONTHS[season] + 2)
    return Period(f"{year:04d}-{season}", "season", first.low_on, last.high_on)


def year_period(year: int) -> Period:
    """Return a year."""
    return Period(f"{year:04d}", "year", date(year, 1, 1), date(year, 12, 31))


def decade_period(year: int) -> Period:
    """Return the decade that begins with the ten of a year, such as 198 for 1980 to 1989."""
    first = year // 10 * 10
    return Period(f"{first // 10:03d}", "decade", date(first, 1, 1), date(first + 9, 12, 31))


def century_period(century: int) -> Period:
    """Return a century by its ordinal: the 20th is written 19 and runs from 1901 to 2000."""
    first = (century - 1) * 100 + 1
    return Period(f"{century - 1:02d}", "century", date(first, 1, 1), date(first + 99, 12, 31))


def shift_months(day: date, months: int) -> date:
    """Return the day so many months on, moved back to the month's end where the month is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def parse_day(year: int, month: int, day: int) -> date | None:
    """Return the day, or None where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
