"""Dates said from where the reader stands: "yesterday", "last month", "two weeks ago", "this summer", "now".

In: places that fit a shape, and where the reader stands. Out: dates reckoned from the day of publication, or from
the day told last ("the following day"). What names no time that could be reckoned ("recently", "the other day") gets
the value PAST_REF, PRESENT_REF or FUTURE_REF and the precision vague; two of these are not the same date.
"""

from datetime import date, timedelta

from flows.extract.annotations import Expression
from flows.extract.values import calendar_periods as calendar
from flows.extract.values.calendar_periods import Period
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.dated_expressions import (
    SPOKEN,
    date_expression,
    is_in_capitals,
    is_no_name,
    part_of_day,
    read_year,
)
from flows.extract.values.dates import DAY, FROM_TEXT, MONTH, WEEKDAY, day_of_month, reference_word, weekday
from flows.extract.values.labels import is_award
from flows.extract.values.numbers import AMOUNT, parse_number
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.tenses import find_tense
from flows.extract.values.word_classes import class_values

VAGUE = "(?: A? FEW OF? )"
ANY_UNIT = "(?: UNIT | UNITS | UNIT_SHORT )"
BANKING = frozenset(
    "rate rates rating ratings interest lending loan loans index bag success".split()
)  # "overnight rate"
RANGE_JOINTS = frozenset({"to", "or", "and", "-", "–"})
OF_ANY = {"week": frozenset({"day", "days"}), "year": frozenset({"time", "times"})}
PARTS_OF_YEAR = frozenset(
    "half halves quarter quarters rest remainder part most much all day days week weeks month months course out "
    "third thirds season bulk majority balance".split()
)
STEPS = {"last": -1, "this": 0, "next": 1}


def reckoned(found: Found, period: Period, method: str = "document_date") -> Expression:
    """Return a date that was reckoned."""
    return date_expression(found, period, method, is_inferred=True)


def reference_only(found: Found, value: str) -> Expression:
    """Return a date that only says past, present or future."""
    vague = date_expression(found, Period(value, "vague"), "none")
    return vague if value == "PRESENT_REF" else vague._replace(hedge="vague")


def day_word(found: Found, timeline: Timeline) -> Expression | None:
    """Return today, yesterday or tomorrow, with its part of the day; the day before yesterday."""
    steps = int(found.value("day", "DAY_WORD") or 0) * (2 if found.has("side") else 1)
    if timeline.published_on is None:
        return reference_only(found, ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[steps + 1])
    day = timeline.published_on + timedelta(days=steps)
    return part_of_day(reckoned(found, calendar.day_period(day)), found.value("part", "PART"))


def is_two_days_off(found: Found) -> bool:
    """Return whether "the day before yesterday" or "the day after tomorrow" is said."""
    return (found.word("side"), found.word("day")) in (("before", "yesterday"), ("after", "tomorrow"))


def part_of_this_day(found: Found, timeline: Timeline) -> Expression | None:
    """Return "tonight", "this morning", "last night"."""
    part = found.value("part", "PART", "TONIGHT", "OVERNIGHT")
    if timeline.published_on is None:
        return None
    steps = STEPS[reference_word(found.word("reference"))] if found.has("reference") else 0
    return part_of_day(reckoned(found, calendar.day_period(timeline.published_on + timedelta(days=steps))), part)


def is_tonight(found: Found) -> bool:
    """Return whether "overnight" is a time; with a capital it is a programme, before a hyphen a part of a word."""
    is_title = found.word("part") == "overnight" and found.lexemes.is_capitalised(found.first)
    is_attribute = found.word("part") == "overnight" and found.following() in BANKING
    return found.following() != "-" and not is_title and not is_attribute and is_no_name(found)


def near_period(found: Found, timeline: Timeline) -> Expression | None:
    """Return "last week", "this year", "the following month", "that year"."""
    word, unit = found.words("reference")[-1], found.value("unit", "PERIOD_UNIT") or "D"
    steps = STEPS[reference_word(word)]
    from_text = word in FROM_TEXT
    base = (timeline.last_day if from_text else None) or timeline.published_on
    if base is None:
        value = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")[steps + 1]
        return reference_only(found, value)._replace(precision=_PRECISIONS[unit]) if unit != "D" else None
    if unit == "D" and (timeline.last_day is None or not from_text):
        return None
    method = "text_date" if from_text and timeline.last_day else "document_date"
    return reckoned(found, shift_period(base, unit, steps), method)


_PRECISIONS = {
    "MIN": "minute", "H": "hour", "S": "second", "D": "day", "W": "week", "2W": "week", "M": "month", "Q": "quarter",
    "Y": "year", "10Y": "decade", "100Y": "century", "1000Y": "century", "WE": "weekend",
}  # fmt: skip


def shift_period(base: date, unit: str, steps: int) -> Period:
    """Return the period of a unit around a day, so many units on.

    >>> shift_period(date(2020, 3, 5), "M", -1).value
    '2020-02'
    """
    if unit == "W":
        return calendar.week_period(base + timedelta(weeks=steps))
    if unit == "WE":
        return calendar.weekend_period(base + timedelta(weeks=steps))
    if unit == "M":
        return calendar.month_period(base.year, base.month + steps)
    if unit == "Q":
        return calendar.quarter_period(base.year, (base.month + 2) // 3 + steps)
    if unit == "Y":
        return calendar.year_period(base.year + steps)
    if unit == "10Y":
        return calendar.decade_period(base.year + 10 * steps)
    if unit == "100Y":
        return calendar.century_period((base.year - 1) // 100 + 1 + steps)
    return calendar.day_period(base + timedelta(days=steps))


def is_near_period(found: Found) -> bool:
    """Return whether "past year" and the like name a period: "the past year" is a length of time."""
    words = found.lexemes.words[found.first : found.last]
    if words[0] == "the" and words[1] in ("past", "last") and words[-1] != "weekend":
        return False
    if found.lexemes.words[found.last : found.last + 3] == ["and", "a", "half"]:
        return False
    is_current = words[-2] in ("current", "present")
    if found.lexemes.is_capitalised(found.last - 1):
        return False  # a programme or page of that name
    return not (found.following() in ("-", "–") or (is_current and words[0] != "the"))


def ago(found: Found, timeline: Timeline) -> Expression | None:
    """Return "two weeks ago", "a year earlier": reckoned from publication, or from the day told last."""
    unit = found.value("unit", "UNIT", "UNITS", "UNIT_SHORT") or "D"
    if found.has("vague"):
        return reference_only(found, "PAST_REF")
    amount = parse_number(found.words("amount")) or 1.0
    if unit == "Y" and amount == 1 and timeline.last_quarter and not timeline.is_of_year:
        year, quarter = timeline.last_quarter
        return reckoned(found, calendar.quarter_period(year - 1, quarter), "text_date")
    base, method = timeline.published_on, "document_date"
    if not found.has("ago"):
        base = timeline.last_day or timeline.published_on
        method = "text_date" if timeline.last_day else method
    if base is None:
        return None
    expression = reckoned(found, _steps(base, unit, -amount), method)
    return expression._replace(hedge="about") if found.has("about") else expression


def from_now(found: Found, timeline: Timeline) -> Expression | None:
    """Return "a year from now", "two weeks from today"."""
    unit = found.value("unit", "UNIT", "UNITS", "UNIT_SHORT")
    if unit is None:
        return reference_only(found, "FUTURE_REF")
    if timeline.published_on is None:
        return None
    base = timeline.published_on + timedelta(days=int(found.value("base", "DAY_WORD") or 0))
    return reckoned(found, _steps(base, unit, parse_number(found.words("amount")) or 1.0))


def is_from_now(found: Found) -> bool:
    """Return whether a length is reckoned from now on; of a range ("two to three years from now") it is not."""
    is_end = found.previous() in RANGE_JOINTS
    return found.word("from") == "from" and found.word("base") in ("now", "today", "tomorrow") and not is_end


def is_early_hours(found: Found) -> bool:
    """Return whether the early hours of a day are told, not its early days."""
    return "hours" in found.lexemes.words[found.first : found.last]


def early_hours(found: Found, timeline: Timeline) -> Expression | None:
    """Return "the early hours of Saturday": the morning of the day."""
    if found.has("weekday"):
        expression = weekday(found, timeline)
    else:
        expression = day_of_month(found, timeline) if found.has("month") else day_word(found, timeline)
    is_day = expression is not None and expression.kind == "date" and expression.precision == "day"
    return part_of_day(expression, "MO") if expression and is_day else expression


def _steps(base: date, unit: str, amount: float) -> Period:
    scale = {"10Y": 10, "100Y": 100, "1000Y": 1000}.get(unit)
    if scale:
        return calendar.year_period(max(1, base.year + int(amount * scale)))
    if unit == "Y" and amount == int(amount):
        return calendar.year_period(max(1, base.year + int(amount)))
    if unit == "Y":
        shifted = calendar.shift_months(base, int(amount * 12))
        return calendar.month_period(shifted.year, shifted.month)
    if unit == "2W":
        return calendar.week_period(base + timedelta(weeks=2 * amount))
    if unit in ("S", "MIN", "H"):
        return calendar.day_period(base)
    return shift_period(base, unit, int(amount))


def is_reckoned(found: Found) -> bool:
    """Return whether "earlier" is from publication: of a day or week it is from what was told, a mere length."""
    return found.has("ago") or (not found.has("vague") and found.value("unit", "UNIT", "UNITS") in ("Y", "M"))


def season(found: Found, timeline: Timeline) -> Expression | None:
    """Return a season of the year said, or of the one around publication that the words point to."""
    code = found.value("season", "SEASON") or "SU"
    year = read_year(found)
    if year is not None:
        return date_expression(found, calendar.season_period(year, code), "explicit")
    now = timeline.published_on
    if now is None:
        return date_expression(found, Period(f"XXXX-{code}", "season"), "none")
    start = calendar.SEASON_MONTHS[code]
    year = now.year
    reference = reference_word(found.word("reference")) if found.has("reference") else None
    if reference == "last" or (reference is None and _is_past(found)):
        year -= start > now.month or (reference == "last" and start + 2 >= now.month)
    elif reference == "next":
        year += start <= now.month
    return reckoned(found, calendar.season_period(year, code))


def _is_past(found: Found) -> bool:
    return find_tense(found.lexemes, found.first, found.last) == "past"


def whole_period(found: Found, timeline: Timeline) -> Expression | None:
    """Return "the year", "the end of the month", "year-end", "the weekend" around publication."""
    if timeline.published_on is None:
        return None
    unit = found.value("unit", "PERIOD_UNIT") or ("W" if found.has("week") else "Y")
    steps = 0
    if unit == "WE" and timeline.published_on.isoweekday() < 4 and not _is_future(found):
        steps = -1
    return reckoned(found, shift_period(timeline.published_on, unit, steps))


def _is_future(found: Found) -> bool:
    return find_tense(found.lexemes, found.first, found.last) == "future"


def is_whole_period(found: Found) -> bool:
    """Return whether "the year" stands for this year, not for a length ("the year ended March 31") or any year."""
    if found.following() in ("ended", "ending", "-", "of", "when", "that"):
        return False
    return not (found.previous() == "of" and _is_of_any(found))


def _is_of_any(found: Found) -> bool:
    """Whether the words before tell that no one week or year is meant: "days of the week", "Player of the Year"."""
    head, unit = found.previous(2), found.lexemes.words[found.last - 1]
    if head in OF_ANY[unit]:
        return True
    if unit != "year" or head in PARTS_OF_YEAR or head in class_values("START"):
        return False
    lexemes, year = found.lexemes, found.last - 1
    are_capitals = lexemes.is_capitalised(year) and lexemes.is_capitalised(found.first - 2)
    if is_award(head, is_capitalised=are_capitals):
        return True
    is_headline = lexemes.words[lexemes.sentence_bounds(year)[1] - 1] != "." and is_in_capitals(lexemes, year)
    return head.isalpha() and are_capitals and not is_headline


def is_after_edge(found: Found) -> bool:
    """Return whether "the month" follows "the end of" or "the start of"."""
    return found.previous() == "of" and found.previous(2) in class_values("START")


def present(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "now", "currently"."""
    return reference_only(found, "PRESENT_REF")


def past(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "recently", "in the past", "the other day"."""
    return reference_only(found, "PAST_REF")


def future(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "soon", "in the near future"."""
    return reference_only(found, "FUTURE_REF")


def is_soon(found: Found) -> bool:
    """Return whether "soon" points to the future, not "as soon as" or "soon after", nor a name ("Soon-Li")."""
    return found.previous() not in ("as", "too") and found.following() not in ("after", "as", "before", "enough", "-")


def is_open_future(found: Found) -> bool:
    """Return whether "the future" is a time; "the future of the party" is its fate."""
    return found.following() != "of"


def is_now(found: Found) -> bool:
    """Return whether "now" is a time; "until now" and "now that" are, "now-closed" is part of a word."""
    return found.following() not in ("-", "–") and not _is_filler(found) and is_no_name(found)


def _is_filler(found: Found) -> bool:
    """Whether "now" only leads on or belongs to an idiom: "Now, let's see", "what now?", "now and then"."""
    words, last = found.lexemes.words, found.last
    if words[found.first] != "now":
        return False
    if words[last] == "and":
        return words[last + 1] in ("then", "again") and found.previous() not in ("between", "from")
    if found.previous() == "what":
        return words[last] in ("", "?", "!", ".")
    is_opening = found.lexemes.is_capitalised(found.first) and not found.previous()[:1].isalnum()
    return is_opening and words[last + (words[last] == ",")] == "let"


SHAPES = (
    Shape("day_word", "(?P<day> DAY_WORD ) (?P<part> PART )?", day_word, is_no_name),
    Shape("two_days_off", "THE? DAY_UNIT (?P<side> LEAD ) (?P<day> DAY_WORD )", day_word, is_two_days_off),
    Shape("part_of_day", "(?: EARLY | LATE | MID )? HYPHEN? (?P<part> PART ) (?P<day> DAY_WORD )", day_word),
    Shape("tonight", "(?P<part> TONIGHT | OVERNIGHT )", part_of_this_day, is_tonight),
    Shape("this_morning", "(?P<reference> LAST | THIS ) (?P<part> PART )", part_of_this_day, is_no_name),
    Shape(
        "near_period",
        "THE? (?P<reference> LAST | THIS PAST_WORD? | NEXT | THAT | LATEST (?= YEAR_WORD ) ) "
        "FISCAL? (?P<unit> PERIOD_UNIT )",
        near_period,
        is_near_period,
    ),
    Shape(
        "ago",
        f"(?: (?P<amount> {AMOUNT} | A ) HYPHEN? (?P<unit> {ANY_UNIT} ) (?P<about> OR SO )? "
        f"| (?P<vague> {VAGUE} {ANY_UNIT} ) ) "
        "(?: (?P<ago> AGO ) | EARLIER )",
        ago,
        is_reckoned,
    ),
    Shape(
        "from_now",
        f"(?: (?P<amount> {AMOUNT} | A ) HYPHEN? ADDITIONAL* (?P<unit> {ANY_UNIT} ) | {VAGUE} {ANY_UNIT} | UNITS ) "
        "(?P<from> LEAD ) (?P<base> PRESENT | DAY_WORD )",
        from_now,
        is_from_now,
    ),
    Shape(
        "early_hours",
        f"THE? EARLY UNITS OF? (?: {WEEKDAY} | (?P<day> DAY_WORD ) ) (?P<part> PART )?",
        early_hours,
        is_early_hours,
    ),
    Shape(
        "early_hours_of_date",
        f"THE? EARLY UNITS OF? {MONTH} (?P<day> {DAY} ) (?: COMMA? (?P<year> YEAR ) )?",
        early_hours,
        is_early_hours,
    ),
    Shape("vague_ago", "(?P<vague> UNITS ) AGO", ago),
    Shape(
        "season",
        "(?: (?P<reference> LAST | THIS PAST_WORD? | NEXT ) | THE (?: EARLY | LATE | MID )? | (?<= IN ) ) "
        "(?P<season> SEASON )",
        season,
    ),
    Shape("season_of_year", f"THE? (?P<season> SEASON ) OF? (?P<year> YEAR | {SPOKEN} )", season),
    Shape("weekend", "THE (?P<unit> WEEKEND )", whole_period),
    Shape(
        "whole_period",
        "THE (?: (?: ADDITIONAL | LATEST | CURRENT )? FISCAL? (?P<unit> YEAR_WORD ) | (?P<week> WEEK_WORD ) )",
        whole_period,
        is_whole_period,
    ),
    Shape("end_of_period", "THE (?P<unit> MONTH_WORD )", whole_period, is_after_edge),
    Shape("year_end", "YEAR_WORD (?: HYPHEN | POSSESSIVE )? END (?! HYPHEN )", whole_period),
    Shape("present", "RIGHT? PRESENT | THESE DAYS", present, is_now),
    Shape("current", "CURRENT", present),
    Shape("recently", "MORE? RECENTLY", past),
    Shape("recent", "RECENT (?: UNITS (?: (?: AND | OR ) UNITS )? )?", past),
    Shape("the_past", "THE PAST_WORD", past, lambda f: f.previous() in ("in", "from", "of")),
    Shape("other_day", "THE OTHER_WORD (?: DAY_UNIT | WEEK_WORD | PART )", past),
    Shape("soon", "SOON", future, is_soon),
    Shape("coming_units", "(?: THE )? COMING UNITS", future),
    Shape("the_future", "THE NEAR? FUTURE_WORD | THE NEAR TERM", future, is_open_future),
)
