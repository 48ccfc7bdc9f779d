"""A story in time as a drawing: when each outlet published, and which days its reports speak of.

In: publications and named days, by outlet. Out: a frame of days with ticks, and marks with their places in it. Days far
from the reports (a founding year, a trial next spring) would press all else into a corner, so they stand beside the
drawing in words. Times are UTC, as in the warehouse.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from flows.report.page_environment import MONTHS, cut, day, moment

Row = Mapping[str, Any]
WIDTH, LABELS, ROW, HEAD = 1000, 190, 34, 30  # units of the drawing
RIGHT = 16  # room right of the last day
STEP = 7  # days from one near day to the next: a week, or as long as the reports themselves took
STEPS = (1, 2, 7, 14, 30, 91, 182, 365, 730, 1826, 3652)
MOST_TICKS = 10  # so that a label with its year fits between two
LABEL_COLUMNS = 24


@dataclass(frozen=True)
class Mark:
    """A mark in the drawing: what it is, where, how large, and in words."""

    kind: str  # exact, day, named or reckoned
    x: float
    y: float
    size: float
    words: str


@dataclass(frozen=True)
class Tick:
    """A vertical line with its day."""

    x: float
    label: str


@dataclass(frozen=True)
class Timeline:
    """The whole drawing, and the named days that lie too far away for it."""

    height: float
    ticks: tuple[Tick, ...]
    lanes: tuple[tuple[float, str, str], ...]  # height, label, whole label
    marks: tuple[Mark, ...]
    far_days: tuple[Row, ...]


def draw_timeline(publications: Iterable[Row], named_days: Sequence[Row], outlets: Sequence[Row]) -> Timeline | None:
    """Return the drawing with a lane for each outlet; None where no report and no text tells a day."""
    dated = [row for row in publications if row["reported_at"] is not None]
    days = sorted(row["reported_at"].astimezone(UTC).date() for row in dated) or _middle(named_days)
    if not days:
        return None
    first, last = _frame(days[0], days[-1], [row["named_on"] for row in named_days])
    near = [row for row in named_days if first <= row["named_on"] <= last]
    width = (WIDTH - LABELS - RIGHT) / ((last - first).days + 1)
    heights = {row["outlet_id"]: HEAD + ROW * (number + 0.5) for number, row in enumerate(outlets)}
    marks = [*_named_marks(near, heights, first, width), *_publication_marks(dated, heights, first, width)]
    return Timeline(
        HEAD + ROW * len(outlets) + 8,
        tuple(_ticks(first, last, width)),
        tuple((heights[row["outlet_id"]], cut(row["label"], LABEL_COLUMNS), row["label"]) for row in outlets),
        tuple(marks),
        tuple(row for row in named_days if row not in near),
    )


def _middle(named_days: Sequence[Row]) -> list[date]:
    days = sorted(row["named_on"] for row in named_days)
    return days[len(days) // 2 : len(days) // 2 + 1]


def _frame(first: date, last: date, named: Iterable[date]) -> tuple[date, date]:
    """Return the first and last day drawn: those of the reports, and named days reached from them in small steps."""
    step = max(STEP, (last - first).days)
    days = sorted(named)
    for on in reversed(days):
        if on < first and (first - on).days <= step:
            first = on
    for on in days:
        if on > last and (on - last).days <= step:
            last = on
    return first, last


def _x(first: date, width: float, on: date, part: float) -> float:
    return round(LABELS + ((on - first).days + part) * width, 1)


def _publication_marks(rows: Iterable[Row], heights: Mapping[str, float], first: date, width: float) -> Iterable[Mark]:
    for row in rows:
        if row["outlet_id"] not in heights:
            continue
        at: datetime = row["reported_at"].astimezone(UTC)
        exact = row["has_exact_time"]
        part = (at.hour * 60 + at.minute) / 1440 if exact else 0
        when = f"{moment(at)} UTC" if exact else f"{day(at)}, time of day not known"
        words = f"{row['outlet_label']} published “{row['title'] or 'without a title'}”: {when}"
        size = 0 if exact else round(max(width - 2, 4), 1)
        yield Mark(
            "exact" if exact else "day", _x(first, width, at.date(), part), heights[row["outlet_id"]], size, words
        )


def _named_marks(rows: Iterable[Row], heights: Mapping[str, float], first: date, width: float) -> Iterable[Mark]:
    for row in rows:
        if row["outlet_id"] in heights:
            how = ", reckoned from the text" if row["is_inferred"] else ""
            words = f"{row['outlet_label']} speaks of {day(row['named_on'])} (“{cut(row['words'], 60)}”{how})"
            x = _x(first, width, row["named_on"], 0.5)
            kind = "reckoned" if row["is_inferred"] else "named"
            yield Mark(kind, x, heights[row["outlet_id"]], 6, words)


def _ticks(first: date, last: date, width: float) -> Iterable[Tick]:
    count = (last - first).days + 1
    step = next((step for step in STEPS if count / step <= MOST_TICKS), STEPS[-1])
    year = None
    for offset in range(0, count, step):
        on = first + timedelta(offset)
        label = f"{on.day} {MONTHS[on.month - 1][:3]}" + (f" {on.year}" if on.year != year else "")
        year = on.year
        yield Tick(_x(first, width, on, 0), label)
