"""Dates of publication, read from strings that name them.

In: a value given with a document, found in a page's metadata, or printed in a line of its text. Out: a `Moment`, the
local day as printed, the moment in UTC where time and zone are known, and how exactly it is known. Method: ISO 8601,
RFC 2822, seconds since 1970 (or thousandths, millionths and billionths of them), and dates with a month's name
(languages of `lexicons/months.csv`); a strict reading takes nothing but the date and words that belong to it. Three
numbers such as 04/05/2025 are read only where one of them can be no month, where they are equal, where dots part them
(day first wherever that is written), where a time such as "10:20 AM EST" follows, or where the caller knows the order.
A year without its century is read only in a line that is nothing but month, day and year, with a day above twelve. A
time of day without its zone tells the day only. Midnight sharp stands for "no time": whole days are stored that way far
more often than anything is published at that second.

It does not read "yesterday" or "two hours ago": nobody says when the page was looked at.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from flows.extract.header.clocks import CLOCK, GLUED_CLOCK, Clock, is_american, is_clock, read_clock, read_zone
from flows.extract.wordlists import load_table, load_words

FIRST_YEAR, LAST_YEAR = 1900, 2100
EPOCH_SECONDS = range(315_532_800, 4_102_444_800)  # 1980 to 2100: shorter numbers are ids, not seconds
EPOCH = re.compile(r"(?:(\d{9})|(\d{10})(?:\d{3}){0,3})(?:\.\d{1,9})?", re.ASCII)

ISO = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/]?)(?P<month>\d{2})(?:(?P=mark)(?P<day>\d{2}))?"
    r"(?:(?:T|\s+|\s*T\s*)(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?(?P<second>\d{2})(?:[.,]\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?)?(?:\[(?P<place>[\w/+-]+)\]|\s+(?P<city>[a-z]+(?:/[\w+-]+){1,2}))?",
    re.IGNORECASE,
)
LONGEST_ISO = 40
ISO_IN_LINE = re.compile(r"(?<![\w/.-])(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?![\w/-])")
CJK = re.compile(r"(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]")
NUMERIC = re.compile(
    r"(?<![\w/.-])(?P<one>\d{1,2})(?P<mark>[./-])\s?(?P<two>\d{1,2})(?P=mark)\s?(?P<year>(?:19|20)\d{2})(?![\w/-])"
)
GLUE = re.compile(  # between a day and the time behind it
    r"(?:[\s,|–—-]|(?<=\s)/(?=\s))*(?:\b(?:at|um|à|a las|alle|ore|kl\.?|o)\s)?\s*", re.IGNORECASE
)
# Where a page's elements are joined without a blank: "Posted6 June 2025", "June 11, 20255:04 AM".
LABELS = ("posted", "updated", "published")
GLUED_LABEL = r"(?:(?<=\bposted)|(?<=\bupdated)|(?<=\bpublished))"
YEAR_END = r"(?:\b|(?=\d{1,2}:[0-5]\d(?!\d)))"
# Month, day and a year without its century: of three such numbers only these can be read in one way.
SHORT_YEAR = re.compile(r"(?P<month>0?[1-9]|1[0-2])/(?P<day>1[3-9]|2\d|3[01])/(?P<year>[0-4]\d)")
WORD = re.compile(r"[^\W_]+(?:-[^\W\d_]+)*\.?")
LETTERS = re.compile(r"[^\W\d_]+")
DAY_ENDINGS = ("st", "nd", "rd", "th", "er", "º")


@dataclass(frozen=True)
class Moment:
    """A date of publication. `on` is the day as printed (the first one of a month or year), `at` the moment in UTC."""

    on: date
    precision: str
    at: datetime | None = None
    value_text: str = ""
    is_utc: bool = False  # printed in UTC, which need not be the outlet's own reckoning


@dataclass(frozen=True)
class PrintedMoment:
    """A moment and the span of the line in which it stands."""

    moment: Moment
    start: int
    end: int


def parse_moment(value: str, *, day_first: bool | None = None, keeps_midnight: bool = False) -> Moment | None:
    """Return the moment that `value` names and nothing else but, or None.

    `day_first` says how 04/05/2025 is to be read where that is known. With `keeps_midnight`, midnight sharp is a time
    like any other, as on the clock of a machine.

    >>> parse_moment("2025-06-05T23:30:00-04:00").at.isoformat()
    '2025-06-06T03:30:00+00:00'
    >>> parse_moment("04/05/2025") is None
    True
    """
    value = " ".join(value.split())
    if epoch := EPOCH.fullmatch(value):
        return _moment_of_epoch(int(epoch[1] or epoch[2]))
    match = ISO.fullmatch(value)
    if match:
        return _moment_of_iso(match, keeps_midnight)
    for printed in find_moments(value, day_first=day_first, keeps_midnight=keeps_midnight):
        rest = f"{value[: printed.start]} {value[printed.end :]}"
        words = (word.rstrip(".").lower() for word in WORD.findall(rest))
        return printed.moment if all(word in load_words("weekdays.txt") for word in words) else None
    return _parse_coarse(value)


def find_moments(line: str, *, day_first: bool | None = None, keeps_midnight: bool = False) -> Iterator[PrintedMoment]:
    """Yield each whole date (day, month, year) of a line, with a time beside it where one is printed.

    The form with a T between day and time is read where the line is nothing else: in others it is code of the page.
    """
    whole = ISO.fullmatch(line) if len(line) <= LONGEST_ISO and "T" in line else None
    moment = _moment_of_iso(whole, keeps_midnight) if whole and whole["hour"] else None
    if moment is not None:
        yield PrintedMoment(moment, 0, len(line))
        return
    for match, day in _find_days(line, day_first):
        start, end, clock = match.start(), match.end(), None
        after = _clock_behind(line, end)
        if after and is_clock(after):
            clock, end = read_clock(after, day), after.end()
        else:
            for before in CLOCK.finditer(line, max(0, start - 30), start):
                if is_clock(before) and not re.search(r"[^\s,|–-]", _without_glue(line[before.end() : start])):
                    clock, start = read_clock(before, day), before.start()
        yield PrintedMoment(_make_moment(day, clock, keeps_midnight), start, start + len(line[start:end].rstrip(" (")))


def find_url_date(url: str) -> date | None:
    """Return the day that stands in the path of an address, such as /2025/06/05/ or /2025-06-05-."""
    match = re.search(r"/(?:[\w-]*?[^\d])?((?:19|20)\d{2})([/-]?)(\d{1,2}|[a-z]{3})\2(\d{1,2})(?=\D|$)", url.lower())
    if not match or (not match[2] and len(match[3] + match[4]) < 4):
        # 29-10-2021: only where the first number can be no month
        last = re.search(r"/(?:[\w-]*?[^\d])?(\d{2})-(\d{2})-((?:19|20)\d{2})(?=\D|$)", url)
        return _make_day(int(last[3]), int(last[2]), int(last[1])) if last and int(last[1]) > 12 else None
    month = _month_numbers().get(match[3]) if match[3].isalpha() else int(match[3])
    return _make_day(int(match[1]), month or 0, int(match[4]))


@cache
def _month_numbers() -> dict[str, int]:
    return {name: int(number) for _, number, names in load_table("months.csv") for name in names.split("|")}


@cache
def _named_days() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _month_numbers()), key=len, reverse=True))
    day = rf"(?P<day{{0}}>\d{{{{1,2}}}})(?:{'|'.join(DAY_ENDINGS)}|\.|°)?"
    return re.compile(
        rf"(?:(?<![\w.,:/-])|{GLUED_LABEL}){day.format(1)}[\s-]*(?:of\s|de\s|d[’'])?\s?(?P<month1>{names})\b[.,]?[\s-]*(?:de\s|del\s)?(?P<year1>(?:19|20)\d{{2}}){YEAR_END}"
        rf"|(?:\b|{GLUED_LABEL})(?P<month2>{names})\b\.?\s?{day.format(2)}\s?,?\s(?:de\s)?(?P<year2>(?:19|20)\d{{2}}){YEAR_END}",
        re.IGNORECASE,
    )


@cache
def _named_month() -> re.Pattern[str]:
    names = "|".join(sorted(map(re.escape, _month_numbers()), key=len, reverse=True))
    return re.compile(rf"({names})\.?,?\s(?:de\s)?((?:19|20)\d{{2}})", re.IGNORECASE)


def _find_days(line: str, day_first: bool | None) -> list[tuple[re.Match[str], date]]:
    found: list[tuple[re.Match[str], date | None]] = []
    has_year = "19" in line or "20" in line  # without one there is no day, and most lines hold none
    for match in _named_days().finditer(line) if has_year and _names_month(line) else ():
        form = "1" if match["year1"] else "2"
        month = _month_numbers()[match["month" + form].lower()]
        found.append((match, _make_day(int(match["year" + form]), month, int(match["day" + form]))))
    for pattern in [ISO_IN_LINE] * has_year + [CJK] * (not line.isascii()):
        found += [(m, _make_day(int(m["year"]), int(m["month"]), int(m["day"]))) for m in pattern.finditer(line)]
    if has_year:
        found += [(m, _order_numbers(m, _is_day_first(line, m.end(), day_first))) for m in NUMERIC.finditer(line)]
    elif short := SHORT_YEAR.fullmatch(line.strip()):
        found.append((short, _make_day(2000 + int(short["year"]), int(short["month"]), int(short["day"]))))
    return sorted(((match, day) for match, day in found if day), key=lambda pair: pair[0].start())


def _names_month(line: str) -> bool:
    """True where a word of the line names a month: told in an eighth of the time of the pattern, and seldom so."""
    folded = line.replace("İ", "i").lower().replace("ı", "i")  # as the pattern, which ignores case, takes them
    return not _folded_months().isdisjoint(LETTERS.findall(folded))


@cache
def _folded_months() -> frozenset[str]:
    names = [name.replace("ı", "i") for name in _month_numbers()]
    return frozenset(before + name for before in ("", *DAY_ENDINGS, *LABELS) for name in names)  # "5thJune"


def _order_numbers(match: re.Match[str], day_first: bool | None) -> date | None:
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    if match["mark"] == "." or two == one or one > 12:
        return _make_day(year, two, one)
    if two > 12:
        return _make_day(year, one, two)
    if day_first is None:
        return None
    return _make_day(year, two, one) if day_first else _make_day(year, one, two)


def _make_day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _is_day_first(line: str, end: int, day_first: bool | None) -> bool | None:
    """Return how three numbers that end at `end` are to be read: a clock as in the United States tells, if nothing."""
    after = _clock_behind(line, end) if day_first is None else None
    return False if after is not None and is_american(after) else day_first


def _clock_behind(line: str, end: int) -> re.Match[str] | None:
    is_glued = line[end : end + 1].isdigit()
    return GLUED_CLOCK.match(line, end) if is_glued else CLOCK.match(line, _skip_glue(line, end))


def _skip_glue(line: str, at: int) -> int:
    match = GLUE.match(line, at)
    return match.end() if match else at


def _without_glue(text: str) -> str:
    return re.sub(r"(?i)\b(?:on|\w+day|mon|tue|wed|thu|fri|sat|sun)\b\.?", "", text)


def _moment_of_iso(match: re.Match[str], keeps_midnight: bool) -> Moment | None:
    if not match["mark"] and not match["day"]:
        return None  # six digits in a row are no month
    day = _make_day(int(match["year"]), int(match["month"]), int(match["day"] or 1))
    if day is None:
        return None
    if not match["day"]:
        return Moment(day, "month", value_text=f"{day:%Y-%m}")
    return _make_moment(day, _clock_of_iso(match, day), keeps_midnight)


def _clock_of_iso(match: re.Match[str], day: date) -> Clock | None:
    """Return the time of day, with the offset or the place whose clocks show it; None where there is none."""
    if not match["hour"]:
        return None
    hour, minute = int(match["hour"]), int(match["minute"])
    second = int(match["second"]) if match["second"] else None
    if hour > 23 or minute > 59 or (second or 0) > 59:
        return None
    zone = read_zone(match["zone"], day) or _zone_of_place(match["place"] or match["city"], day, hour)
    return Clock(hour, minute, second, zone)


def _zone_of_place(place: str | None, day: date, hour: int) -> tzinfo | None:
    """Return the offset of clocks in a zone of the IANA database at an hour that they show."""
    name = _place_names().get(place.lower()) if place else None
    offset = datetime(day.year, day.month, day.day, hour, tzinfo=ZoneInfo(name)).utcoffset() if name else None
    return timezone(offset) if offset is not None else None


@cache
def _place_names() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


def _make_moment(day: date, clock: Clock | None, keeps_midnight: bool) -> Moment:
    if clock is None or not (keeps_midnight or clock.hour or clock.minute or clock.second):
        return Moment(day, "day", value_text=day.isoformat())
    local = datetime(day.year, day.month, day.day, clock.hour, clock.minute, clock.second or 0, tzinfo=clock.zone)
    unit = "minutes" if clock.second is None else "seconds"
    if clock.zone is None:
        return Moment(day, "day", value_text=local.isoformat(timespec=unit))
    is_utc = local.utcoffset() == timedelta(0)
    return Moment(day, unit.rstrip("s"), local.astimezone(UTC), local.isoformat(timespec=unit), is_utc)


def _moment_of_epoch(seconds: int) -> Moment | None:
    if seconds not in EPOCH_SECONDS:
        return None
    at = datetime.fromtimestamp(seconds, UTC)
    return Moment(at.date(), "second", at, at.isoformat(), is_utc=True)


def _parse_coarse(value: str) -> Moment | None:
    """Read 'June 2025' and '2025'."""
    if re.fullmatch(r"(?:19|20)\d{2}", value):
        return Moment(date(int(value), 1, 1), "year", value_text=value)
    match = _named_month().fullmatch(value)
    if not match:
        return None
    day = date(int(match[2]), _month_numbers()[match[1].lower()], 1)
    return Moment(day, "month", value_text=f"{day:%Y-%m}")
