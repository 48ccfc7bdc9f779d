"""Days, weekdays and months of the calendar: "June 5", "Thursday", "May 2025", "5 June 2025", "from 5 to 9 June".

In: places that fit a shape, and where the reader stands. Out: expressions with a TIMEX3 value and the days it can
mean. Method: one shape for each way of writing; what is missing (year, day) is reckoned by date_anchors.py and the
row says so. Days that share their month are one interval ("June 5-9", "between 5 and 9 June"). Dates in digits only
are those of numeric_dates.py. Not read: dates in other calendars.
"""

from flows.extract.annotations import Expression
from flows.extract.values import calendar_periods as calendar
from flows.extract.values.calendar_periods import Period
from flows.extract.values.date_anchors import Timeline, anchor_weekday, anchor_year
from flows.extract.values.dated_expressions import SPOKEN, date_expression, part_of_day, read_ordinal, read_year
from flows.extract.values.holidays import year_of_named_day
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.tenses import find_tense
from flows.extract.values.word_classes import class_values

MONTH = "(?P<month> MONTH_FULL | MONTH_SHORT )"
WEEKDAY = "(?P<weekday> WEEKDAY | WEEKDAY_SHORT )"
DAY = "(?: DAY | DAY_ORDINAL_DIGITS )"
DAY_WORD = "(?: (?: TENS HYPHEN? )? DAY_ORDINAL )"
REFERENCE = "(?P<reference> LAST | THIS | NEXT )"
# Behind the first of two days with their months, where only the second has its year: "July 28-Aug. 12, 1984".
BEFORE_LATER_DAY = (
    "(?= (?: HYPHEN | TO ) (?P<later_month> MONTH_FULL | MONTH_SHORT ) (?: DAY | DAY_ORDINAL_DIGITS ) "
    "COMMA? (?P<later_year> YEAR ) )"
)
NOT_AMOUNT = "(?! MAGNITUDE | PERCENT | UNITS )"
# Months that are names of people too: alone they are read as months only after one of the class LEAD.
NAMES_OF_PEOPLE = frozenset({"april", "june", "august", "may", "march", "jan", "mar"})
# "The previous Friday" is reckoned from the day told last, "last Friday" from publication.
FROM_TEXT = frozenset({"that", "same", "previous", "preceding", "prior", "following", "subsequent", "ensuing"})
LAST_DAY = 31
RECKONED = frozenset({"document_date", "text_date"})


def read_month(found: Found) -> int:
    """Return the number of the month in the group `month`."""
    return int(found.value("month", "MONTH_FULL", "MONTH_SHORT") or 0)


def day_of_month(found: Found, timeline: Timeline) -> Expression | None:
    """Return a day of a month, with the year reckoned where none is said; a span of days as an interval."""
    month = read_month(found)
    day = found.number("between") or read_ordinal(found, "day", "DAY_ORDINAL")
    year, method = read_year(found), "explicit"
    if not 1 <= day <= LAST_DAY:
        return None
    is_span = found.has("until")
    if year is None and not is_span and (year := year_of_named_day(found, timeline, month, day)) is not None:
        return date_expression(found, _days(year, month, day, None), method, is_inferred=True)
    if year is None and (later := found.number("later_year")) is not None:
        year = later - (int(found.value("later_month", "MONTH_FULL", "MONTH_SHORT") or 0) < month)
    if year is None:
        tense = find_tense(found.lexemes, found.first, found.last)
        anchored = anchor_year(timeline, found.first, month, day, tense)
        year, method = anchored.year, anchored.method
    days = _days(year, month, day, found.number("until"))
    expression = date_expression(found, days, method, is_inferred=method in RECKONED)
    return expression._replace(hedge="range") if is_span else expression


def is_rising(found: Found) -> bool:
    """Return whether two days of one month are a span: the second comes later."""
    return (found.number("day") or found.number("between") or 0) < (found.number("until") or 0)


def _days(year: int | None, month: int, day: int, until: int | None) -> Period:
    if year is None:
        value = f"XXXX-{month:02d}-{day:02d}"
        return Period(f"{value}/XXXX-{month:02d}-{until:02d}" if until else value, "day")
    first = calendar.parse_day(year, month, day)
    last = calendar.parse_day(year, month, until) if until else first
    if first is None or last is None:
        return Period(f"{year:04d}-{month:02d}", "month")
    value = f"{first.isoformat()}/{last.isoformat()}" if until and last > first else first.isoformat()
    return Period(value, "day", first, max(first, last))


def month_of_year(found: Found, timeline: Timeline) -> Expression | None:
    """Return a month; its year said, relative ("June last year") or reckoned."""
    month, year = read_month(found), read_year(found)
    if year is not None:
        return date_expression(found, calendar.month_period(year, month), "explicit")
    reference = reference_word(found.words("reference")[-1]) if found.has("reference") else None
    year, method = _month_year(found, timeline, month, reference)
    if year is None:
        return date_expression(found, Period(f"XXXX-{month:02d}", "month"), "none")
    return date_expression(found, calendar.month_period(year, month), method, is_inferred=True)


def _month_year(found: Found, timeline: Timeline, month: int, reference: str | None) -> tuple[int | None, str]:
    now = timeline.published_on
    if now and found.has("of_year"):
        return now.year + {"last": -1, "this": 0, "next": 1}.get(reference or "this", 0), "document_date"
    if now and reference == "last":
        return now.year - (month >= now.month), "document_date"
    if now and reference == "next":
        return now.year + (month <= now.month), "document_date"
    if now and reference == "this":
        return now.year, "document_date"
    tense = find_tense(found.lexemes, found.first, found.last)
    anchored = anchor_year(timeline, found.first, month, None, tense)
    return anchored.year, anchored.method


def reference_word(word: str) -> str:
    """Return 'last', 'this' or 'next' for any word of those classes."""
    for name, class_name in (("last", "LAST"), ("next", "NEXT")):
        if word in class_values(class_name):
            return name
    return "this"


def is_month(found: Found) -> bool:
    """Return whether a month's name alone is a month here and not a person, a verb or part of a name."""
    word, lexemes = found.word("month"), found.lexemes
    if word in class_values("MONTH_SHORT") and not lexemes.words[found.first].endswith("."):
        return False
    if word not in NAMES_OF_PEOPLE:
        return True
    if found.previous() in class_values("HYPHEN") and found.previous(2) == "mid":
        return True
    if found.previous() in ("a", "the", "'s", "’s"):
        return found.following().isalpha() and not lexemes.is_capitalised(found.last)
    return found.previous() in class_values("LEAD") and not (
        word == "may" and found.following() in ("be", "have", "not", "also")
    )


def weekday(found: Found, timeline: Timeline, group: str = "weekday") -> Expression | None:
    """Return the day a weekday means: the nearest by the tense of the verb, or as 'last' and 'next' say."""
    number = int(found.value(group, "WEEKDAY", "WEEKDAY_SHORT") or 0)
    reference = reference_word(found.words("reference")[-1]) if found.has("reference") else None
    tense = find_tense(found.lexemes, found.first, found.last)
    base = timeline.published_on
    if found.has("reference") and found.words("reference")[-1] in FROM_TEXT:
        base = timeline.last_day or base
    day = anchor_weekday(base, number, tense, reference)
    if day is None:
        partial = date_expression(found, Period(f"XXXX-WXX-{number}", "day"), "none")
        return part_of_day(partial, found.value("part", "PART"))
    expression = date_expression(found, calendar.day_period(day), "document_date", is_inferred=True)
    return part_of_day(expression, found.value("part", "PART"))


def is_weekday(found: Found) -> bool:
    """Return whether a short weekday carries its full stop; "Sun" and "Wed" are words too."""
    if found.has("reference") and found.words("reference") == ["following"] and found.following() in ("'s", "’s"):
        return False  # "following Monday's vote" is after it
    if found.has("part") and _is_titled(found):
        return False
    return found.word("weekday") not in class_values("WEEKDAY_SHORT") or found.lexemes.words[
        found.span("weekday")[0]
    ].endswith(".")


def _is_titled(found: Found) -> bool:
    """Whether a part of the day with a capital names a programme: "Friday Night Quiz"."""
    last = found.last
    return found.lexemes.is_capitalised(last - 1) and bool(found.following()) and found.lexemes.is_capitalised(last)


SHAPES = (
    Shape(
        "month_day",
        f"(?: {WEEKDAY} COMMA? )? {MONTH} (?P<day> {DAY} | {DAY_WORD} ) {NOT_AMOUNT}"
        f"(?: (?: HYPHEN | TO ) (?P<until> {DAY} ) {NOT_AMOUNT} )? (?: COMMA? (?P<year> YEAR ) | {BEFORE_LATER_DAY} )?",
        day_of_month,
    ),
    Shape(
        "between_days",
        f"BETWEEN {MONTH} (?P<day> {DAY} ) AND THE? (?P<until> {DAY} ) {NOT_AMOUNT} (?: COMMA? (?P<year> YEAR ) )?",
        day_of_month,
        is_rising,
    ),
    Shape(
        "days_month",
        f"(?: THE? (?P<day> {DAY} ) (?: HYPHEN | TO ) | BETWEEN THE? (?P<between> {DAY} ) AND ) "
        f"THE? (?P<until> {DAY} ) OF? {MONTH} (?! DAY ) (?: COMMA? (?P<year> YEAR ) )?",
        day_of_month,
        is_rising,
    ),
    Shape(
        "day_month",
        f"(?: {WEEKDAY} COMMA? )? (?: THE? (?P<day> {DAY} | {DAY_WORD} (?= OF ) ) ) OF? {MONTH} (?! DAY ) "
        "(?: COMMA? (?P<year> YEAR ) )?",
        day_of_month,
    ),
    Shape("month_year", f"{MONTH} (?: COMMA | OF )? (?P<year> YEAR | {SPOKEN} )", month_of_year),
    Shape("month_of_year", f"{MONTH} (?: OF )? {REFERENCE} (?P<of_year> YEAR_WORD )", month_of_year),
    Shape("reference_month", f"(?P<reference> LAST | NEXT | THIS PAST_WORD? ) {MONTH}", month_of_year),
    Shape("month", MONTH, month_of_year, is_month),
    Shape(
        "weekday",
        f"(?: THE? (?P<reference> LAST | THIS COMING? | NEXT ) )? {WEEKDAY} (?P<part> PART )?",
        weekday,
        is_weekday,
    ),
    Shape("weekday_after", f"(?<= NEXT ) {WEEKDAY} (?= POSSESSIVE )", weekday, is_weekday),
)
