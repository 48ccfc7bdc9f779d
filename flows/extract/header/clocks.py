"""Times of day as they are printed beside a date of publication, and the zones that their letters name.

In: the match of a clock in a line, or the letters of a zone. Out: a `Clock`, a zone. Method: letters that name one zone
only (`lexicons/time_zones.csv`) and offsets; what several countries call alike ("IST") names none.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flows.extract.wordlists import load_table

_CLOCK = (
    r"(?P<hour>\d{1,2})(?:(?:[:.h]|\s?Uhr\s?)(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d+)?)?)?"
    r"\s?(?P<half>[ap]\.?\s?m\b\.?)?\s?(?:Uhr|hrs|h\b)?\s?\(?(?P<zone>[+-]\d{2}:?\d{2}|(?:UTC|GMT)[+-]\d{1,2}(?::?\d{2})?|[A-Z]{1,4}\b)?\)?"
)
CLOCK = re.compile(rf"(?<![\d:./-]){_CLOCK}", re.IGNORECASE)
GLUED_CLOCK = re.compile(_CLOCK, re.IGNORECASE)  # right behind a year: "June 5, 20255:04 AM"
US_ZONE = re.compile(r"[ECMP][SD]?T")  # whose clocks show the hour in halves where months come first


@dataclass(frozen=True)
class Clock:
    """A time of day, with its zone where one is printed."""

    hour: int = 0
    minute: int = 0
    second: int | None = None
    zone: tzinfo | None = None


def is_clock(match: re.Match[str]) -> bool:
    """Return whether the match is a time of day and no other number."""
    return bool(match["minute"] or match["half"]) and int(match["hour"]) < 24


def read_clock(match: re.Match[str], day: date) -> Clock:
    """Return the time of day that a match shows on a day, of which a zone's offset may depend."""
    hour = int(match["hour"])
    if match["half"] and hour <= 12:
        hour = hour % 12 + (12 if match["half"][0].lower() == "p" else 0)
    second = int(match["second"]) if match["second"] else None
    return Clock(hour, int(match["minute"] or 0), second, read_zone(match["zone"], day))


def read_zone(text: str | None, day: date) -> tzinfo | None:
    """Return the zone that letters or an offset name on a day; None where they name none, or several."""
    if not text:
        return None
    offset = re.fullmatch(r"(?:UTC|GMT)?([+-])(\d{1,2}):?(\d{2})?", text, re.IGNORECASE)
    if offset:
        minutes = int(offset[2]) * 60 + int(offset[3] or 0)
        return timezone(timedelta(minutes=-minutes if offset[1] == "-" else minutes)) if minutes < 1440 else None
    zone = _zones().get(text.lower())
    if zone is None:
        return None
    if zone.lstrip("-").isdigit():
        return timezone(timedelta(minutes=int(zone)))
    try:
        offset_then = datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(zone)).utcoffset()
    except ZoneInfoNotFoundError:  # no time zone data on this machine: the day is still known
        return None
    return timezone(offset_then) if offset_then is not None else None


@cache
def _zones() -> dict[str, str]:
    return {name: zone for name, zone in load_table("time_zones.csv")}  # noqa: C416 - tells the type of the rows


def is_american(match: re.Match[str]) -> bool:
    """Return whether a clock shows a half of the day and a zone of the United States, in capitals: "10:20 AM EST"."""
    return bool(match["half"] and match["zone"] and US_ZONE.fullmatch(match["zone"]))
