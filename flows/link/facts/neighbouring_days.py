"""The day of an event that a report gives by its distance from another day: 'On Saturday, one day after the vote'.

In: a date of an article. Out: the date of the event named behind it, and where its words, 'one day after', stand.
Method: whole days are reckoned from a date that is one day, and what of the date is printed with them: 'Saturday'
makes a bare 'Friday', 'July 26' makes 'July 25'. Weeks and months are left out: two weeks are said of fifteen days.
"""

import re
from datetime import date, timedelta
from typing import NamedTuple

from flows.link.facts.printed_dates import PrintedDate, shift_printed

NUMBERS = {"the": 1, "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
DISTANCE = re.compile(
    r"(?:,| [—–-])? (?:just |only |exactly )?"
    rf"(?P<told>(?P<count>{'|'.join(NUMBERS)}|[1-6]) days? (?P<way>after|before|following)) "
    r"(?!(?:that|this|these|it|which|yesterday|today|tomorrow)\b)",
    re.IGNORECASE,
)
LONGEST = 40  # letters; of what is matched


class NeighbouringDay(NamedTuple):
    """The day of another event: where it is told, when it was, and what of that is as good as printed."""

    start: int
    end: int
    day: date
    printed: PrintedDate


def find_neighbouring_day(text: str, end: int, day: date, printed: PrintedDate) -> NeighbouringDay | None:
    """Return the day told behind a date that ends at `end` and is one day; None where none is told."""
    found = DISTANCE.match(text, end, end + LONGEST)
    if found is None:
        return None
    count = NUMBERS.get(found["count"].lower()) or int(found["count"])
    days = count if found["way"].lower() == "before" else -count
    if not date.min.toordinal() <= day.toordinal() + days <= date.max.toordinal():
        return None
    return NeighbouringDay(*found.span("told"), day + timedelta(days), shift_printed(printed, day, days))
