"""How two values of one kind stand to each other: the same, in conflict, far apart, readings, or nobody can tell.

In: two candidates. Out: a `Standing`. Method: a hedge widens a value to a range, a rougher number is the exact one
rounded, units of one kind are converted, of dates what is printed is compared. Whether the two are of one subject, and
whether one followed the other, is not asked here (see `slot_alignment`, `relations`).
"""

import re
from dataclasses import replace

from flows.link.facts.comparable_values import YEARLESS
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.printed_dates import PrintedDate, Standing, compare_printed
from flows.link.facts.units import converted_standing, is_distance, measure_alike

# A hedge widens a value. Reporters round to what is near: 'about 200' is not said of 320. Shares are of the value.
ABOUT_SHARE = 0.1
BOUND_SHARE = 0.5  # 'more than 100' is said of 101 to 150: of 229 a report would say 'more than 200'
# A bound is told near the number: of 46,000 nobody says 'as many as 200,000', of 800 'almost 1,000'. A number further
# off can be true beside it, but is rather one of another thing. Shares of the number, by judgement.
NEAR_BOUNDS = {"at_least": (1.0, 2.0), "at_most": (0.5, 1.0), "more_than": (0.99, 1.5), "less_than": (0.85, 1.01)}
# 'Dozens' has 24 as its least (extract): it is said of twenty and of a hundred, but not of what is told in hundreds.
VAGUE_SHARES = (0.8, 5.0)
ROUNDED_FROM = 100  # 'twenty people' is not said of 21
ROUNDED_SHARE = 0.05
ROUNDING_SHARE = 0.01  # 'more than 137,000' and a plain 136,000 differ by rounding and by the hour of counting
# On the roundups no claim between numbers further apart than this was right, by likeness alone: they counted different
# things. What leads up to them in the same words tells that they do not: 'injured 19', 'injured 91'.
FURTHEST_FACTOR = 3.0
# Readings change by the hour, amounts of water by the place they are taken at, as distances do.
READINGS = frozenset("mph km/h knot degc degf acre hectare".split())
MEASURES = READINGS | frozenset("inch gallon l".split())
LEAD_STEMS = 2  # one word leads up to anything
SMALL_COUNT = 20  # below it 'about' means at most one or two beside
WHOLE_UNITS = re.compile(r"^PT?([1-9]\d*)[A-Z]$")

VAGUE = "vague"
NUMBERS = frozenset({"count", "money", "percent", "duration", "age"})

DayRange = tuple[tuple[int, int, int], tuple[int, int, int]]


def worth(candidate: Candidate) -> tuple[object, ...]:
    """Return all of a candidate that `compare_standing` looks at: it need not be asked twice of two such values."""
    c = candidate
    return c.slot_kind, c.value_text, c.hedge, c.unit_code, c.value_low, c.value_high, c.low_on, c.high_on, c.printed


def are_told_alike(a: Candidate, b: Candidate) -> bool:
    """Return whether the same words lead up to two values; of distances the place too, behind them, is the same."""
    is_lead = a.shares_lead(b) and len(a.lead) >= LEAD_STEMS
    return is_lead and (a.follow == b.follow or not is_distance(a.unit_code))


def compare_standing(a: Candidate, b: Candidate) -> Standing:
    """Return how two values stand: `conflict` where they cannot both be true, `open` where nobody can tell.

    `far`: they cannot, but they rather count different things, or are taken from different places. `moving`: they are
    readings of what changes by the hour.
    """
    if are_converted(a, b):
        standing = converted_standing((a.unit_code, number_range(a)), (b.unit_code, number_range(b)))
        return "moving" if standing == "open" and {a.unit_code, b.unit_code} <= READINGS else standing
    if a.value_text == b.value_text:
        return "same"
    if a.slot_kind == "date":
        return date_standing(a, b)
    if a.slot_kind == "vote":
        return "same" if _are_one_vote(a.value_text, b.value_text) else "conflict"
    if a.slot_kind in ("money", "percent") and a.unit_code != b.unit_code:
        return "open"  # another currency, a share beside percent: nobody can tell
    range_a, range_b = number_range(a), number_range(b)
    if range_a is None or range_b is None:
        return "conflict"
    is_rough = "exact" not in (a.hedge, b.hedge)  # 'nearly two dozen' and 'at least 25'
    slack = ROUNDED_SHARE * max(abs(range_a[0]), abs(range_b[0])) if is_rough else 0.0
    if range_a[0] <= range_b[1] + slack and range_b[0] <= range_a[1] + slack:
        return "same"
    if _is_rounded(a, b) or _is_rounded(b, a):
        return "same"
    if VAGUE in (a.hedge, b.hedge):
        return "open"
    if {a.unit_code, b.unit_code} <= READINGS:
        return "moving"
    if {a.unit_code, b.unit_code} & MEASURES or is_distance(a.unit_code) != is_distance(b.unit_code):
        return "open"
    return "far" if _are_far_apart(a, b) or is_distance(a.unit_code) else "conflict"


def are_near(a: Candidate, b: Candidate) -> bool:
    """Return whether two numbers that can both be true are as near as reports of one thing give them.

    True where one is no number, and where one is told in units of another kind.
    """
    range_a, range_b = _near_range(a), _near_range(b)
    if a.slot_kind in NUMBERS and a.hedge == b.hedge == VAGUE:
        return False  # nothing is learned from 'dozens' and 'dozens'
    if a.slot_kind not in NUMBERS or range_a is None or range_b is None or are_converted(a, b):
        return True
    slack = ROUNDED_SHARE * max(abs(range_a[0]), abs(range_b[0]))
    is_beside = range_a[0] <= range_b[1] + slack and range_b[0] <= range_a[1] + slack
    return is_beside or _is_rounded(a, b) or _is_rounded(b, a)


def _near_range(candidate: Candidate) -> tuple[float, float] | None:
    share = NEAR_BOUNDS.get(candidate.hedge)
    number = candidate.value_low if candidate.value_low is not None else candidate.value_high
    if share is None or number is None:
        return number_range(candidate)
    low, high = sorted((share[0] * number, share[1] * number))
    return low, high


def are_converted(a: Candidate, b: Candidate) -> bool:
    """Return whether the two have different units of one kind: kilometres and miles."""
    return a.slot_kind == "count" and measure_alike(a.unit_code, b.unit_code)


def _is_rounded(rough: Candidate, exact: Candidate) -> bool:
    """True for '1,800' beside '1,815', '4%' beside '3.6%', 'a month' beside '31 days': the same, told more roughly."""
    if not rough.value_low or not exact.value_low:
        return False
    if rough.slot_kind == "duration":
        is_near = abs(rough.value_low - exact.value_low) <= ROUNDED_SHARE * abs(exact.value_low)
        return is_near or _is_in_longer_units(rough, exact)
    if exact.value_low == int(exact.value_low) and (
        exact.value_low < ROUNDED_FROM or abs(rough.value_low - exact.value_low) > ROUNDED_SHARE * exact.value_low
    ):
        return False
    digits = significant_digits(rough.value_low)
    return float(f"{exact.value_low:.{digits - 1}e}") == rough.value_low


def _is_in_longer_units(rough: Candidate, exact: Candidate) -> bool:
    """True for 'a two-year inquiry' beside '22 months': the same in whole units of another length."""
    counts = [WHOLE_UNITS.match(value.value_text) for value in (rough, exact)]
    if None in counts or not rough.value_low or not exact.value_low:
        return False
    rough_count, exact_count = (int(count[1]) for count in counts if count)
    rough_unit, exact_unit = rough.value_low / rough_count, exact.value_low / exact_count
    return exact_unit < rough_unit and exact_count > rough_count and round(exact.value_low / rough_unit) == rough_count


def significant_digits(number: float) -> int:
    """Return how many digits a number has before its closing zeros.

    >>> significant_digits(1800), significant_digits(3.6), significant_digits(0)
    (2, 2, 1)
    """
    return max(1, len(f"{abs(number):.4f}".rstrip("0").replace(".", "").strip("0")))


def _are_far_apart(a: Candidate, b: Candidate) -> bool:
    """True for numbers so different that they rather count different things."""
    low_a, low_b = (abs(c.value_low or c.value_high or 0.0) for c in (a, b))
    smaller, larger = sorted((low_a, low_b))
    return larger > FURTHEST_FACTOR * smaller


def _are_one_vote(a: str, b: str) -> bool:
    """True for the same two sides in either order, and for 'unanimous' beside a vote without noes."""
    sides_a, sides_b = (sorted(value.split("-")) for value in (a, b))
    if "unanimous" in (a, b):
        return "0" in sides_a + sides_b
    return sides_a == sides_b


def number_range(candidate: Candidate) -> tuple[float, float] | None:
    """Return the lowest and highest number the value is said of, its hedge allowed for; None where it has none."""
    low = candidate.value_low if candidate.value_low is not None else candidate.value_high
    high = candidate.value_high if candidate.value_high is not None else candidate.value_low
    if low is None or high is None:
        return None
    slack = max(1.0, ABOUT_SHARE * abs(low)) if abs(low) >= SMALL_COUNT else 2.0 * (abs(low) >= 5)
    if candidate.hedge == "about":
        return low - slack, high + slack
    if candidate.hedge == "at_least":
        return low, float("inf")
    if candidate.hedge == "at_most":
        return float("-inf"), high
    if candidate.hedge == "more_than":
        return low - ROUNDING_SHARE * abs(low), low + BOUND_SHARE * abs(low)
    if candidate.hedge == VAGUE:
        return VAGUE_SHARES[0] * low, VAGUE_SHARES[1] * low
    if candidate.hedge == "less_than":
        return high - BOUND_SHARE * abs(high), high + ROUNDING_SHARE * abs(high)
    return low, high


def date_standing(a: Candidate, b: Candidate) -> Standing:
    """Return how two dates of different values stand: `open` where they differ only as they were reckoned."""
    one, other = a.printed or PrintedDate(), b.printed or PrintedDate()
    if a.hedge != "exact" or b.hedge != "exact":  # 'around 3:30' is also 3:36
        one, other = replace(one, clock=None), replace(other, clock=None)
    printed = compare_printed(one, other)
    if printed != "open" or not _has_days(a) or not _has_days(b):
        return printed
    (low_a, high_a), (low_b, high_b) = _same_calendar(day_range(a), day_range(b))
    return "same" if low_a <= high_b and low_b <= high_a else "open"


def reckoned_apart(a: Candidate, b: Candidate) -> bool:
    """Return whether the printed parts agree, but not the days they were taken for."""
    if not _has_days(a) or not _has_days(b):
        return False
    (low_a, high_a), (low_b, high_b) = _same_calendar(day_range(a), day_range(b))
    return low_a > high_b or low_b > high_a


def _has_days(candidate: Candidate) -> bool:
    return candidate.low_on is not None or YEARLESS.match(candidate.value_text) is not None


def day_range(candidate: Candidate) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    """Return the first and last day the date can mean as (year, month, day); the year is 0 where it is not known."""
    yearless = YEARLESS.match(candidate.value_text)
    if yearless:
        month, day = int(yearless[1]), int(yearless[2] or 0)
        return (0, month, day or 1), (0, month, day or 31)
    low, high = candidate.low_on or candidate.high_on, candidate.high_on or candidate.low_on
    assert low is not None, "a date without days is no candidate"
    assert high is not None, "a date without days is no candidate"
    return (low.year, low.month, low.day), (high.year, high.month, high.day)


def _same_calendar(a: DayRange, b: DayRange) -> tuple[DayRange, DayRange]:
    """Leave the year aside when one of the two has none, unless the other spans more than its own year."""
    if a[0][0] and b[0][0]:
        return a, b
    for dated in (a, b):
        if dated[0][0] != dated[1][0]:
            whole_year = ((0, 1, 1), (0, 12, 31))
            return whole_year, whole_year
    return ((0, *a[0][1:]), (0, *a[1][1:])), ((0, *b[0][1:]), (0, *b[1][1:]))
