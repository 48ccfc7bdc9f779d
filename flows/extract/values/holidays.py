"""Holidays with a day of their own: "Christmas Day", "Labor Day", "Thanksgiving 2020".

In: places that fit a shape, and where the reader stands. Out: expressions of kind date. The holidays and their rules
stand in `lexicons/holidays.csv`; feasts that move with the moon are not read.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from flows.extract.annotations import Expression
from flows.extract.values import calendar_periods as calendar
from flows.extract.values.date_anchors import Timeline, anchor_year
from flows.extract.values.dated_expressions import date_expression, read_year
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.tenses import find_tense
from flows.extract.wordlists import load_table


def holiday(found: Found, timeline: Timeline) -> Expression | None:
    """Return the day of a holiday in the year said, or in the year of its nearest one."""
    month, rule = _holidays()[_holiday_name(found)]
    year, method = read_year(found), "explicit"
    if year is None:
        tense = find_tense(found.lexemes, found.first, found.last)
        anchored = anchor_year(timeline, found.first, month, 28 if month == 2 else 20, tense)
        year, method = anchored.year, anchored.method
    if year is None:
        return None
    return date_expression(found, calendar.day_period(_holiday_day(year, month, rule)), method, is_inferred=True)


def is_holiday(found: Found) -> bool:
    """Return whether capital words name a holiday of the lexicon."""
    return found.lexemes.is_capitalised(found.first) and _holiday_name(found) in _holidays()


def _holiday_name(found: Found) -> str:
    return found.lexemes.surface(*found.span("name")).lower().replace("’", "'")


@cache
def _holidays() -> Mapping[str, tuple[int, str]]:
    return {name: (int(month), rule) for name, month, rule in load_table("holidays.csv")}


def _holiday_day(year: int, month: int, rule: str) -> date:
    kind, *numbers = rule.split()
    if kind == "day":
        return date(year, month, int(numbers[0]))
    if kind == "election":
        return _weekday_of_month(year, month, 1, 1) + timedelta(days=1)
    if kind == "black_friday":
        return _weekday_of_month(year, month, 4, 4) + timedelta(days=1)
    return _weekday_of_month(year, month, int(numbers[0]), int(numbers[1]))


def _weekday_of_month(year: int, month: int, weekday_number: int, nth: int) -> date:
    """The nth such weekday of a month, the last for -1."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday_number - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = calendar.month_period(year, month).high_on
    assert last is not None
    return last - timedelta(days=(last.isoweekday() - weekday_number) % 7)


SHAPES = (
    Shape(
        "holiday",
        "(?P<name> HOLIDAY_FIRST (?: POSSESSIVE? HOLIDAY_NEXT )* ) (?: COMMA? (?P<year> YEAR ) )?",
        holiday,
        is_holiday,
    ),
)
