"""Times of day: "8:30 p.m.", "10 a.m. on Wednesday", "noon Saturday", "5pm EST", "0417 GMT".

In: places that fit a shape, and where the reader stands. Out: expressions of kind time, such as 1998-02-12T19:15, in
the outlet's own local time: zones are read over, not reckoned. The day is the one said beside the time, else the last
one told before it in the paragraph. Without either the value shows the day of publication, as TIMEX3 does, but its days
stay open: nothing in the text says which day it was. A bare "19:15" counts only after "at"; durations of videos look
the same.
"""

import re
from datetime import date, timedelta

from flows.extract.annotations import Expression
from flows.extract.values import calendar_periods as calendar
from flows.extract.values.calendar_periods import Period
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.dated_expressions import date_expression, replace_time
from flows.extract.values.dates import DAY, MONTH, WEEKDAY, day_of_month, weekday
from flows.extract.values.shapes import Found, Shape

BESIDE = (
    f"(?: COMMA? (?: ON )? (?: (?: {WEEKDAY} COMMA? )? {MONTH} (?P<day> {DAY} ) (?: COMMA? (?P<year> YEAR ) )? | "
    f"(?P<only_weekday> {WEEKDAY.replace('weekday', 'weekday_alone')} ) | (?P<day_word> DAY_WORD ) ) )?"
)
HOUR_AND_MINUTE = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?")
FOUR_DIGITS = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")


def clock_time(found: Found, timeline: Timeline) -> Expression | None:
    """Return the time of day with its date."""
    clock = _read_clock(found)
    day = _day_beside(found, timeline)
    if clock is None or day is None:
        return None
    precision = "minute" if ":" in clock else "hour"
    return replace_time(day, f"{day.value_text}T{clock}", precision)


def is_clock(found: Found) -> bool:
    """Return whether a bare "19:15" is a time: only "at", "by", "until" and the like before it say so."""
    return found.previous() in ("at", "by", "until", "from", "around", "about", "before", "after", "since")


def is_zoned(found: Found) -> bool:
    """Return whether four digits are a time: hours and minutes before a zone in capitals ("0417 GMT")."""
    clock, (zone, _) = found.word("clock"), found.span("zone")
    surface = found.lexemes.surface(zone, zone + 1)
    return FOUR_DIGITS.fullmatch(clock) is not None and surface.isupper()


def _read_clock(found: Found) -> str | None:
    noon = found.value("noon", "CLOCK_WORD")
    if noon:
        return noon
    match = HOUR_AND_MINUTE.match(found.word("clock" if found.has("clock") else "clock_suffixed"))
    if not match or int(match[1]) > 24:
        return None
    words = " ".join(found.lexemes.words[found.first : found.last])
    hour = int(match[1])
    if re.search(r"p\.?\s?m\b", words) and hour < 12:
        hour += 12
    elif re.search(r"a\.?\s?m\b", words) and hour == 12:
        hour = 0
    return f"{hour:02d}:{match[2] or '00'}"


def _day_beside(found: Found, timeline: Timeline) -> Expression | None:
    if found.has("month"):
        return day_of_month(found, timeline)
    if found.has("weekday_alone"):
        return weekday(found, timeline, group="weekday_alone")
    steps = int(found.value("day_word", "DAY_WORD") or 0)
    told = None if found.has("day_word") else _day_before(found, timeline)
    if told:
        return date_expression(found, calendar.day_period(told), "text_date", is_inferred=True)
    if timeline.published_on is None:
        return date_expression(found, Period("XXXX-XX-XX", "day"), "none")
    period = calendar.day_period(timeline.published_on + timedelta(days=steps))
    if not found.has("day_word"):
        period = Period(period.value, period.precision)
    return date_expression(found, period, "document_date", is_inferred=True)


def _day_before(found: Found, timeline: Timeline) -> date | None:
    """The day told last, if it stands in the paragraph of the time."""
    if timeline.told_day is None:
        return None
    place, day = timeline.told_day
    return day if found.lexemes.paragraph_of(place) == found.lexemes.paragraph_of(found.first) else None


SHAPES = (
    Shape(
        "clock_with_meridiem",
        f"(?: (?P<clock> CLOCK | HOUR | DECIMAL ) AMPM | (?P<clock_suffixed> SUFFIXED_CLOCK ) ) ZONE? TIME? {BESIDE}",
        clock_time,
    ),
    Shape("oclock", f"(?P<clock> HOUR ) OCLOCK {BESIDE}", clock_time),
    Shape("clock", f"(?P<clock> CLOCK ) (?: ZONE )? {BESIDE}", clock_time, is_clock),
    Shape("zoned", f"(?P<clock> NUMBER ) (?P<zone> ZONE ) {BESIDE}", clock_time, is_zoned),
    Shape("noon", f"(?P<noon> CLOCK_WORD ) {BESIDE}", clock_time),
)
