"""Days that stand between a subject and its verb: 'The board on May 5 said', 'The court in May 2020 said'.

In: a unit and the place of a verb group. Out: where the words before it end without such a day. Method: a day or month
with its preposition, a bare weekday, 'today', 'this week', 'last May' and the like; what is told of years and times
alone stays.
"""

from flows.extract.speech.phrases import PREPOSITIONS, TIME_WORDS, Unit

TIME_PREPOSITIONS = frozenset("on in".split())
BARE_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight".split())
MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sept sep oct nov dec".split()
)
TIME_OPENERS = BARE_DAYS | MONTHS


def without_time(unit: Unit, end: int, floor: int) -> int:
    """Return where the words before a verb end without the day at their end: 'The board on May 5', '… in May 2020'."""
    if end - floor > 3 and unit.words[end - 3 : end] == ("at", "the", "time"):
        return end - 3
    last = end
    while last > floor + 1 and (unit.words[last - 1] in TIME_WORDS or unit.words[last - 1].isdigit()):
        last -= 1
    if last == end:
        return end
    if unit.words[last - 1] in TIME_PREPOSITIONS and unit.words[last] in TIME_OPENERS:
        return last - 1
    if unit.words[last - 1] == "this" or (unit.words[last] == "last" and end - last > 1):
        first = last - (unit.words[last - 1] == "this")
        first -= first > floor and unit.words[first - 1] in ("earlier", "early", "late", "later")
        before = unit.words[first - 1] if first > floor else ""
        return end if before in PREPOSITIONS or before.endswith("ed") else first  # 'published last week'
    return last if end - last == 1 and unit.words[last] in BARE_DAYS else end
