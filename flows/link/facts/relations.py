"""How two values of one fact stand to each other, by rule on the normalised values.

In: two candidates about the same subject, and when each was published. Out: a relation of the contract and how sure
it is. `equal`: the same value without a hedge. `refinement`: compatible, one is vaguer, hedged, bounded or contained
in the other. `update`: both right at their time, told by words ('rose to', 'plans to') or by a count that only grows.
`contradiction`: cannot both be true. `dismissed` is not found here but said by a person (see `dismissals`).
Whether the subject is the same is for `slot_alignment`, not for this module.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from flows.contracts.columns import RELATIONS
from flows.link.facts.fact_candidates import YEARLESS, Candidate
from flows.link.facts.moves import are_tied
from flows.link.facts.printed_dates import PrintedDate, Standing, compare_printed
from flows.link.facts.units import converted_standing, is_distance, measure_alike

GRAVITY: Mapping[str, int] = {name: position for position, name in enumerate(RELATIONS)}

# A hedge widens a value. Reporters round to what is near: 'about 200' is not said of 320. Shares are of the value.
ABOUT_SHARE = 0.1
BOUND_SHARE = 0.5  # 'more than 100' is said of 101 to 150: of 229 a report would say 'more than 200'
ROUNDED_FROM = 100  # 'twenty people' is not said of 21
ROUNDED_SHARE = 0.05
ROUNDING_SHARE = 0.01  # 'more than 137,000' and a plain 136,000 differ by rounding and by the hour of counting
# On the roundups no claim between numbers further apart than this was right, by likeness alone: they counted different
# things. What leads up to them in the same words tells that they do not: 'injured 19', 'injured 91'.
FURTHEST_FACTOR = 3.0
# Readings change by the hour, distances by the place they are taken from.
MEASURES = frozenset("mph km/h knot degc degf inch gallon l acre".split())
LEAD_STEMS = 2  # one word leads up to anything
SAME_AGE_DAYS = 7  # few have their birthday between two reports of a week
SMALL_COUNT = 20  # below it 'about' means at most one or two beside
UNCERTAIN_SCORE, SURE_SCORE = 0.6, 0.95
HEDGED_SCORE = 0.8

WHOLE_UNITS = re.compile(r"^PT?([1-9]\d*)[A-Z]$")

LARGE_TOTAL, LEAP_FACTOR = 100_000, 1.3  # a total so large does not grow by a third in a day

GROWING_UNITS = frozenset(
    "kill injure arrest case infect hospital missing confirm displac evacuat victim casualty".split()
)
# The same told without a word of these.
LOST_LIVES = re.compile(
    r"\b(?:los[et] (?:his|her|their) li(?:fe|ves)|li(?:fe|ves) (?:was|were) lost|death toll)\b", re.I
)
# 'as of 2 p.m.', 'winds weakened to': a value that is told with its hour is not held against that of another hour
TRADING = re.compile(r"\b(?:trading|premarket|pre-market|after-hours|midday|at the close|closed (?:up|down))\b", re.I)
AS_OF = re.compile(
    r"\b(?:as of|so far|(?:weaken|strengthen|slow|climb|fell|r[io]se|drop)\w* to|now|currently|at \d)\b",
    re.IGNORECASE,
)
GROWTH_WORDS = re.compile(
    r"\b(?:rose to|risen to|climbed to|grew to|grown to|increased to|up from|has since|so far|as of|at least|"
    r"now stands?|revised|updated)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Telling:
    """A candidate with the words it stands in, its sentence, and the day its article was published."""

    candidate: Candidate
    value_words: str
    sentence: str
    published_on: date | None

    @cached_property
    def is_as_of(self) -> bool:
        """Return whether the sentence gives the value with its hour."""
        return AS_OF.search(self.sentence) is not None

    @cached_property
    def is_of_trading(self) -> bool:
        """Return whether the sentence speaks of prices that move."""
        return TRADING.search(self.sentence) is not None

    @cached_property
    def has_grown(self) -> bool:
        """Return whether the sentence says that the value has moved."""
        return GROWTH_WORDS.search(self.sentence) is not None

    @cached_property
    def growing(self) -> AbstractSet[str]:
        """Return what of the things that only grow stands around the value."""
        found = GROWING_UNITS & self.candidate.context.keys()
        return {*found, "kill"} if LOST_LIVES.search(self.sentence) else found


@dataclass(frozen=True)
class Comparison:
    """A relation and how sure it is, 0 to 1."""

    relation: str
    score: float


def compare_values(a: Telling, b: Telling) -> Comparison | None:
    """Return how two values of the same subject stand to each other; the order of the two does not matter.

    None where nothing can be said: two dates that differ only in what was reckoned.
    """
    if a.candidate.slot_kind == "date":
        return _compare_dates(a, b)
    if a.candidate.value_text == b.candidate.value_text and not _are_converted(a.candidate, b.candidate):
        hedged = a.candidate.hedge != b.candidate.hedge
        return Comparison("refinement", HEDGED_SCORE) if hedged else Comparison("equal", SURE_SCORE)
    standing = compare_standing(a.candidate, b.candidate)
    if standing == "same":
        return Comparison("refinement", HEDGED_SCORE)
    if standing == "open" or (standing == "far" and not are_told_alike(a.candidate, b.candidate)):
        return None
    if a.candidate.slot_kind == "age" and _may_be_birthday(a, b):
        return Comparison("update", UNCERTAIN_SCORE)
    # what moved to one number moved from one, and how many were on board does not grow
    is_settled = "aboard" in (a.candidate.clause.state, b.candidate.clause.state)
    if not (is_settled or _has_leapt(a, b) or are_tied(a.candidate.ties, b.candidate.ties)) and (
        _is_growth(a, b) or (a.is_as_of and b.is_as_of) or (a.is_of_trading and b.is_of_trading)
    ):
        return Comparison("update", UNCERTAIN_SCORE)
    return Comparison("contradiction", SURE_SCORE if _is_exact(a, b) else HEDGED_SCORE)


def are_told_alike(a: Candidate, b: Candidate) -> bool:
    """Return whether the same words lead up to two values; of distances the place too, behind them, is the same."""
    is_lead = a.shares_lead(b) and len(a.lead) >= LEAD_STEMS
    return is_lead and (a.follow == b.follow or not is_distance(a.unit_code))


def worth(candidate: Candidate) -> tuple[object, ...]:
    """Return all of a candidate that `compare_standing` looks at: it need not be asked twice of two such values."""
    c = candidate
    return c.slot_kind, c.value_text, c.hedge, c.unit_code, c.value_low, c.value_high, c.low_on, c.high_on, c.printed


def compare_standing(a: Candidate, b: Candidate) -> Standing:
    """Return how two values stand: `conflict` where they cannot both be true, `open` where nobody can tell.

    `far`: they cannot, but they rather count different things, or are taken from different places.
    """
    if _are_converted(a, b):
        return converted_standing((a.unit_code, number_range(a)), (b.unit_code, number_range(b)))
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
    if {a.unit_code, b.unit_code} & MEASURES or is_distance(a.unit_code) != is_distance(b.unit_code):
        return "open"
    return "far" if _are_far_apart(a, b) or is_distance(a.unit_code) else "conflict"


def _are_converted(a: Candidate, b: Candidate) -> bool:
    """True where the two have different units of one kind: kilometres and miles."""
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


def _has_days(candidate: Candidate) -> bool:
    return candidate.low_on is not None or YEARLESS.match(candidate.value_text) is not None


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
    if candidate.hedge == "less_than":
        return high - BOUND_SHARE * abs(high), high + ROUNDING_SHARE * abs(high)
    return low, high


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


def _compare_dates(a: Telling, b: Telling) -> Comparison | None:
    one, other = a.candidate, b.candidate
    if one.value_text == other.value_text:
        return Comparison("equal", SURE_SCORE)
    standing = date_standing(one, other)
    if standing == "open":
        return None
    inferred = one.is_inferred or other.is_inferred
    if standing == "same":
        return Comparison("refinement", UNCERTAIN_SCORE if _reckoned_apart(one, other) else HEDGED_SCORE)
    return Comparison("contradiction", HEDGED_SCORE if inferred else SURE_SCORE)


def _reckoned_apart(a: Candidate, b: Candidate) -> bool:
    """True when the printed parts agree, but not the days they were taken for."""
    if not _has_days(a) or not _has_days(b):
        return False
    (low_a, high_a), (low_b, high_b) = _same_calendar(day_range(a), day_range(b))
    return low_a > high_b or low_b > high_a


DayRange = tuple[tuple[int, int, int], tuple[int, int, int]]


def _same_calendar(a: DayRange, b: DayRange) -> tuple[DayRange, DayRange]:
    """Leave the year aside when one of the two has none, unless the other spans more than its own year."""
    if a[0][0] and b[0][0]:
        return a, b
    for dated in (a, b):
        if dated[0][0] != dated[1][0]:
            whole_year = ((0, 1, 1), (0, 12, 31))
            return whole_year, whole_year
    return ((0, *a[0][1:]), (0, *a[1][1:])), ((0, *b[0][1:]), (0, *b[1][1:]))


def _is_exact(a: Telling, b: Telling) -> bool:
    return a.candidate.hedge == "exact" and b.candidate.hedge == "exact"


def _may_be_birthday(a: Telling, b: Telling) -> bool:
    """True for ages that differ by one year, unless the reports are of one week."""
    ages = a.candidate.value_low, b.candidate.value_low
    if None in ages or abs(ages[0] - ages[1]) > 1:  # type: ignore[operator]
        return False
    days = a.published_on, b.published_on
    return None in days or abs((days[0] - days[1]).days) > SAME_AGE_DAYS  # type: ignore[operator]


def _is_growth(a: Telling, b: Telling) -> bool:
    """True when the later report has the higher number of what only grows, of the missing any, or words say so."""
    if a.candidate.slot_kind not in ("count", "money"):
        return False
    if a.published_on is None or b.published_on is None or a.published_on == b.published_on:
        return False
    if a.candidate.clause.state == b.candidate.clause.state == "missing":
        return True  # who is found is missing no more
    earlier, later = (a, b) if a.published_on < b.published_on else (b, a)
    low, high = number_range(earlier.candidate), number_range(later.candidate)
    if low is None or high is None or high[0] <= low[0]:
        return False
    is_told = later.has_grown or earlier.has_grown
    return is_told or bool(later.growing & earlier.growing) or later.candidate.unit_stem in GROWING_UNITS


def _has_leapt(a: Telling, b: Telling) -> bool:
    """True for totals so large that no two days bring one to the other."""
    one, other = number_range(a.candidate), number_range(b.candidate)
    if a.candidate.slot_kind != "count" or None in (a.published_on, b.published_on) or not one or not other:
        return False
    smaller, larger = sorted((one, other))
    is_same_day = abs((a.published_on - b.published_on).days) <= 1  # type: ignore[operator]
    return is_same_day and smaller[0] >= LARGE_TOTAL and larger[0] > LEAP_FACTOR * min(smaller[1], 2 * smaller[0])
