"""Quarters and half-years: "the third quarter", "third-quarter", "the year-earlier period", "the first half of 2020".

In: places that fit a shape, and where the reader stands. Out: dates of precision quarter. Method: a quarter without
a year is the last one that had begun by the day of publication, beside a verb of the future ("expects a second-quarter
profit") the next that is not over, or the one whose figures are still to come; "the quarter" is the one told last; "a
year ago" beside quarters is the same quarter of the year before. A fiscal quarter is written like one of the calendar:
the text does not say when the fiscal year begins, so its days stay open.
"""

from datetime import date, timedelta

from flows.extract.annotations import Expression
from flows.extract.values import calendar_periods as calendar
from flows.extract.values.calendar_periods import Period
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.dated_expressions import date_expression, read_year
from flows.extract.values.dates import reference_word
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.tenses import find_tense
from flows.extract.values.word_classes import class_values

WHICH = "(?P<ordinal> ORDINAL | ORDINAL_DIGITS ) HYPHEN? (?P<unit> QUARTER | HALF )"
WHICH_OF = WHICH.replace("ORDINAL_DIGITS", "ORDINAL_DIGITS | LAST")  # "the last half of 1989"
A_YEAR_AGO = "YEAR_WORD HYPHEN YEAR_AGO"
UNREPORTED = timedelta(days=75)  # so long after its end a firm still "expects" the figures of a quarter


def named_quarter(found: Found, timeline: Timeline) -> Expression | None:
    """Return the quarter or half-year that an ordinal names."""
    number = found.number("ordinal") or int(found.value("ordinal", "ORDINAL") or 0)
    is_half = found.word("unit") == "half"
    if found.value("ordinal", "LAST"):
        number = 2 if is_half else 4
    if number > (2 if is_half else 4):
        return None
    year = read_year(found)
    if year is not None:
        return date_expression(found, _period(year, number, is_half=is_half), "explicit")
    now = timeline.published_on
    if now is None:
        return date_expression(found, Period(f"XXXX-{'H' if is_half else 'Q'}{number}", "quarter"), "none")
    year = _reckon_year(found, now, number, is_half=is_half)
    if found.has("reference"):
        year = now.year + {"last": -1, "this": 0, "next": 1}[reference_word(found.word("reference"))]
    year -= found.has("before")
    expression = date_expression(found, _period(year, number, is_half=is_half), "document_date", is_inferred=True)
    return (
        expression._replace(low_on=None, high_on=None)
        if "fiscal" in found.lexemes.words[found.first : found.last]
        else expression
    )


def _reckon_year(found: Found, now: date, number: int, *, is_half: bool) -> int:
    """The year of a quarter said without one: the last that had begun, or beside a verb of the future one to come."""
    if find_tense(found.lexemes, found.first, found.last) == "future":
        ends = ((year, _period(year, number, is_half=is_half).high_on) for year in (now.year - 1, now.year))
        return next((year for year, end in ends if end is not None and end >= now - UNREPORTED), now.year + 1)
    start_month = 6 * number - 5 if is_half else 3 * number - 2
    return now.year - (start_month > now.month)


def told_quarter(found: Found, timeline: Timeline) -> Expression | None:
    """Return the quarter that "the quarter", "the year-ago period" or "the 1988 period" means in its place."""
    quarter, method = timeline.last_quarter, "text_date"
    if quarter is None and timeline.published_on and not found.has("period"):
        last_year = calendar.year_period(timeline.published_on.year - 1)
        return date_expression(found, last_year, "document_date", is_inferred=True)
    if timeline.published_on and (quarter is None or (found.has("latest") and not _is_over(quarter, timeline))):
        month = timeline.published_on.month
        quarter, method = (timeline.published_on.year, (month + 2) // 3 - 1), "document_date"
    year = read_year(found)
    if quarter is None:
        return date_expression(found, calendar.year_period(year), "explicit") if year else None
    number = quarter[1] if year is None else (quarter[1] - 1) % 4 + 1
    base = (year if year is not None else quarter[0]) - found.has("before")
    return date_expression(found, calendar.quarter_period(base, number), method, is_inferred=True)


def _is_over(quarter: tuple[int, int], timeline: Timeline) -> bool:
    end = calendar.quarter_period(*quarter).high_on
    return end is not None and timeline.published_on is not None and end < timeline.published_on


def coded_quarter(found: Found, timeline: Timeline) -> Expression | None:
    """Return the quarter written "Q3" or "Q3 2020"."""
    number, year = int(found.word("code")[1]), read_year(found)
    if year is None and timeline.published_on:
        year = _reckon_year(found, timeline.published_on, number, is_half=False)
        return date_expression(found, calendar.quarter_period(year, number), "document_date", is_inferred=True)
    if year is None:
        return date_expression(found, Period(f"XXXX-Q{number}", "quarter"), "none")
    return date_expression(found, calendar.quarter_period(year, number), "explicit")


def is_coded_quarter(found: Found) -> bool:
    """Return whether a name in letters and digits is one of Q1 to Q4."""
    return found.word("code") in ("q1", "q2", "q3", "q4")


def is_quarter_of_year(found: Found) -> bool:
    """Return whether an ordinal half is one of a year; games have halves too."""
    if found.word("unit") == "quarter":
        return found.following() not in class_values("OF") or "of" in found.words("whole") or found.has("ordinal")
    return found.has("year") or found.has("reference")


def _period(year: int, number: int, *, is_half: bool) -> Period:
    return calendar.half_period(year, number) if is_half else calendar.quarter_period(year, number)


SHAPES = (
    Shape(
        "named_quarter",
        "(?: THE? (?P<year> YEAR ) "
        "| (?P<reference> LAST | THIS | NEXT ) YEAR_WORD POSSESSIVE "
        f"| THE? (?P<before> {A_YEAR_AGO} ) | (?: THE (?! FISCAL? HYPHEN? ORDINAL HYPHEN ) )? (?: FISCAL HYPHEN? )? )"
        f"(?P<whole> {WHICH} )",
        named_quarter,
        is_quarter_of_year,
    ),
    Shape(
        "quarter_of_year",
        f"(?P<whole> (?: THE )? {WHICH_OF} OF? FISCAL?"
        "(?: (?P<year> YEAR ) | (?P<reference> LAST | THIS | NEXT ) YEAR_WORD ) )",
        named_quarter,
        is_quarter_of_year,
    ),
    Shape(
        "told_quarter",
        f"THE LATEST? (?: (?P<before> {A_YEAR_AGO} ) | (?P<year> YEAR ) ) (?P<period> QUARTER | PERIOD )",
        told_quarter,
    ),
    Shape(
        "latest_quarter",
        "(?P<period> THE QUARTER | THAT QUARTER | THE (?P<latest> LATEST ) (?: QUARTER | PERIOD ) )",
        told_quarter,
    ),
    Shape("year_ago", f"(?P<before> {A_YEAR_AGO} ) (?P<period> PERIOD | QUARTER )?", told_quarter),
    Shape(
        "same_quarter",
        "THE LATEST (?P<period> QUARTER | PERIOD ) (?P<before> LAST YEAR_WORD | A YEAR_WORD YEAR_AGO )",
        told_quarter,
    ),
    Shape("coded_quarter", "(?P<code> NAME ) (?: OF? (?P<year> YEAR ) )?", coded_quarter, is_coded_quarter),
)
