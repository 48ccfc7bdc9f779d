"""Dates all in digits: "2025-06-05", "25/06/2025", "06/25/2025".

In: places that fit a shape, and where the reader stands. Out: dates. Method: a field above 12 is the day. Where both
fields can be the month, the order is that of the text's other dates in slashes, else that of the outlet's country
(`lexicons/date_orders.csv`), else the one of the two readings that is the day of publication or next to it. Without
any of these nobody can tell: the value keeps the year only ("2025-XX-XX") and the days stay open. Canada and the
Philippines write both ways and are in no list.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from flows.extract.annotations import Expression
from flows.extract.values import calendar_periods as calendar
from flows.extract.values.calendar_periods import Period
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.dated_expressions import date_expression
from flows.extract.values.shapes import Found, Shape
from flows.extract.wordlists import load_table

MONTHS = 12
NEAR_PUBLICATION = timedelta(days=1)


def numeric_date(found: Found, timeline: Timeline) -> Expression | None:
    """Return a date in digits; of an unknown order only its year is told."""
    word = found.lexemes.words[found.first]
    if "/" not in word:
        year, month, number = (int(part) for part in word.split("-"))
        day = calendar.parse_day(year, month, number)
        return date_expression(found, calendar.day_period(day), "explicit") if day else None
    one, other, year = _fields(word)
    month_first, day_first = calendar.parse_day(year, one, other), calendar.parse_day(year, other, one)
    if month_first is None or day_first is None or month_first == day_first:
        day = month_first or day_first
        return date_expression(found, calendar.day_period(day), "explicit") if day else None
    is_day_first = timeline.is_day_first
    if is_day_first is None:
        is_day_first = _order_by_publication(month_first, day_first, timeline.published_on)
    if is_day_first is None:
        return date_expression(found, Period(f"{year:04d}-XX-XX", "day"), "none")
    return date_expression(found, calendar.day_period(day_first if is_day_first else month_first), "explicit")


def find_order(words: Sequence[str]) -> bool | None:
    """Return whether dates in slashes are told day first, None where none of them tells or they tell both.

    >>> find_order(["25/06/2025"]), find_order(["06/25/2025"]), find_order(["05/06/2025"])
    (True, False, None)
    """
    orders = {one > MONTHS for one, other, _ in map(_fields, words) if max(one, other) > MONTHS >= min(one, other)}
    return orders.pop() if len(orders) == 1 else None


def order_of_domain(domain: str | None) -> bool | None:
    """Return whether the country of an outlet's address writes the day first, None where the address does not tell.

    >>> order_of_domain("news.example.co.uk"), order_of_domain("example.us"), order_of_domain("example.com")
    (True, False, None)
    """
    last = (domain or "").rpartition(".")[2]
    order = next((order for order, domains in load_table("date_orders.csv") if last in domains.split("|")), None)
    return None if order is None else order == "day_first"


def _fields(word: str) -> tuple[int, int, int]:
    one, other, year = (int(part) for part in word.split("/"))
    return one, other, year if year > 99 else 2000 + year


def _order_by_publication(month_first: date, day_first: date, published_on: date | None) -> bool | None:
    if published_on is None:
        return None
    is_near = [abs(day - published_on) <= NEAR_PUBLICATION for day in (month_first, day_first)]
    return None if is_near[0] == is_near[1] else is_near[1]


SLASHED = Shape("slashed", "SLASH_DATE", numeric_date)
SHAPES = (Shape("iso", "ISO_DATE", numeric_date), SLASHED)
