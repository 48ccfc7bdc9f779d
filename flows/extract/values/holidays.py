"""Holidays with a day of their own, "Christmas Day", "Labor Day", "Thanksgiving 2020", and days named by what happened.

In: places that fit a shape, and where the reader stands. Out: expressions of kind date. The holidays and their rules
stand in `lexicons/holidays.csv`; of two days of one name ("Mother's Day") the one nearer to publication is meant, and
of a day without a rule ("Super Tuesday") nothing is told. Of feasts that move with the moon only those of the western
Easter are read. Days that are known by their month and day alone, "the Sept. 11 attacks", stand in
`lexicons/named_days.csv` with their year and the words that tell them.
"""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import takewhile

from dateutil.easter import easter

from flows.extract.annotations import Expression
from flows.extract.values import calendar_periods as calendar
from flows.extract.values.date_anchors import Timeline, anchor_year
from flows.extract.values.dated_expressions import date_expression, is_in_capitals, read_year
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.tenses import find_tense
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_table

MOST_WORDS = 5  # of the name of a holiday: "martin luther king day" and one more
EVENT_LEXEMES = 2  # "the Sept. 11 terrorist attacks"


def holiday(found: Found, timeline: Timeline) -> Expression | None:
    """Return the day of a holiday in the year said, or in the year of its nearest one."""
    days = [day for month, rule in _holidays()[_holiday_name(found)] if (day := _reckon(found, timeline, month, rule))]
    if not days:
        return None
    now, tense = timeline.published_on, find_tense(found.lexemes, found.first, found.last)
    if now and tense == "future":
        days = [day for day in days if day[0] >= now] or days
    told, method = min(days, key=lambda day: abs(day[0] - (now or day[0])))
    return date_expression(found, calendar.day_period(told), method, is_inferred=True)


def _reckon(found: Found, timeline: Timeline, month: int, rule: str) -> tuple[date, str] | None:
    """Return the day of one rule and how its year was found."""
    year, method = read_year(found), "explicit"
    if year is None:
        tense = find_tense(found.lexemes, found.first, found.last)
        anchored = anchor_year(timeline, found.first, month, 28 if month == 2 else 20, tense)
        year, method = anchored.year, anchored.method
    day = None if year is None else _holiday_day(year, month, rule)
    return None if day is None else (day, method)


def is_holiday(found: Found) -> bool:
    """Return whether capital words name a holiday of the lexicon, and not one word of them "Easter Island"."""
    lexemes, (first, last) = found.lexemes, found.span("name")
    if not lexemes.is_capitalised(first) or _holiday_name(found) not in _holidays():
        return False
    is_open = last - first > 1 or found.previous() in class_values("LEAD") or found.has("year")
    return is_open or not lexemes.is_capitalised(last) or is_in_capitals(lexemes, first)


def _holiday_name(found: Found) -> str:
    return found.lexemes.surface(*found.span("name")).lower().replace("’", "'")


@cache
def _holidays() -> Mapping[str, Sequence[tuple[int, str]]]:
    found: dict[str, list[tuple[int, str]]] = {}
    for name, month, rule in load_table("holidays.csv"):
        found.setdefault(name, []).append((int(month), rule))
    return found


def _holiday_day(year: int, month: int, rule: str) -> date | None:
    """Return the day of a rule, None where it has none in that year."""
    kind, *words = rule.split()
    numbers = [int(word) for word in words]
    if kind == "day":
        return date(year, month, numbers[0])
    if kind == "weekday":
        return _weekday_of_month(year, month, numbers[0], numbers[1])
    if kind == "election":
        return _weekday_of_month(year, month, 1, 1) + timedelta(days=1)
    if kind == "after_thanksgiving":
        return _weekday_of_month(year, month, 4, 4) + timedelta(days=numbers[0])
    if kind == "easter":
        sunday: date = easter(year)
        return sunday + timedelta(days=numbers[0])
    if kind == "inauguration" and year % 4 == 1:  # of presidents of the United States, the year after their election
        return date(year, month, 20)
    return None


def named_day(found: Found, timeline: Timeline) -> Expression | None:
    """Return the day that "9/11" stands for."""
    month, day = (int(part) for part in found.word("name").split("/"))
    known = next((known for known in _named_days() if (known.month, known.day) == (month, day)), None)
    if known is None or not _is_over(known, timeline):
        return None
    return date_expression(found, calendar.day_period(known), "explicit", is_inferred=True)


def year_of_named_day(found: Found, timeline: Timeline, month: int, day: int) -> int | None:
    """Return the year of a day that is known by what happened on it: "the Sept. 11 attacks"; else None."""
    words = found.lexemes.words
    if found.previous() not in ("the", "of", "since", "after"):
        return None
    told = frozenset(takewhile(str.isalpha, words[found.last : found.last + EVENT_LEXEMES]))
    for known, events in _named_days().items():
        if (known.month, known.day) == (month, day) and not told.isdisjoint(events) and _is_over(known, timeline):
            return known.year
    return None


@cache
def _named_days() -> Mapping[date, frozenset[str]]:
    rows = load_table("named_days.csv")
    return {date(int(year), int(month), int(day)): frozenset(events.split("|")) for month, day, year, events in rows}


def _is_over(day: date, timeline: Timeline) -> bool:
    return timeline.published_on is None or day <= timeline.published_on


def _weekday_of_month(year: int, month: int, weekday_number: int, nth: int) -> date:
    """The nth such weekday of a month, the last for -1."""
    if nth > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday_number - first.isoweekday()) % 7 + 7 * (nth - 1))
    last = calendar.month_period(year, month).high_on
    assert last is not None
    return last - timedelta(days=(last.isoweekday() - weekday_number) % 7)


SHAPES = (
    *(
        Shape(
            f"holiday_of_{length + 1}",
            f"THIS? (?P<name> HOLIDAY_FIRST (?: (?: POSSESSIVE | APOSTROPHE )? HOLIDAY_NEXT ){{{length}}} ) "
            "(?: COMMA? (?P<year> YEAR ) )?",
            holiday,
            is_holiday,
        )
        for length in range(MOST_WORDS)
    ),
    Shape("named_day", "(?P<name> NAMED_DAY )", named_day),
)
