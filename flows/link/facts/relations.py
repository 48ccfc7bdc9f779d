"""How two values of one fact stand to each other, by rule on the normalised values.

In: two candidates about the same subject, and when each was published. Out: a relation of the contract and how sure
it is. `equal`: the same value without a hedge. `refinement`: compatible, one is vaguer, hedged, bounded or contained
in the other. `update`: both right at their time, told by words ('rose to', 'plans to') or by a count that only grows.
`contradiction`: cannot both be true. `dismissed` is not found here but said by a person (see `dismissals`).
Whether the values exclude each other is told by `standings`, whether the subject is the same by `slot_alignment`.
"""

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flows.contracts.columns import RELATIONS
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.moves import are_tied
from flows.link.facts.standings import (
    are_converted,
    are_told_alike,
    compare_standing,
    date_standing,
    number_range,
    reckoned_apart,
)

GRAVITY: Mapping[str, int] = {name: position for position, name in enumerate(RELATIONS)}

UNANIMOUS = "unanimous"
SAME_AGE_DAYS = 7  # few have their birthday between two reports of a week
UNCERTAIN_SCORE, SURE_SCORE = 0.6, 0.95
HEDGED_SCORE = 0.8

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
# before the value: 'profits rose 5 percent, sending its shares higher' is of profits
MARKET = re.compile(r"\b(?:shares|index(?! of)|futures|crude|bitcoin)\b[^.;]{0,60}$", re.IGNORECASE)
# what of the units of readings changes by the hour
WEATHER = re.compile(
    r"\b(?:winds?|gusts?|storms?|hurricane|typhoon|cyclone|tornado|temperatures?|heat|cold|moving|moved)\b", re.I
)
FIRE = re.compile(r"\b(?:fires?|wildfires?|blazes?|burn\w*|scorch\w*|flames)\b", re.IGNORECASE)
AREAS = frozenset({"acre", "hectare"})
AS_OF = re.compile(
    r"\b(?:as of|so far|(?:weaken|strengthen|slow|climb|fell|r[io]se|drop)\w* to|now|currently|at \d)\b",
    re.IGNORECASE,
)
FORECAST = re.compile(r"\b(?:forecast\w*|predict\w*|expect\w*|project\w*|(?-i:will|could|might|may))\b", re.IGNORECASE)
GROWTH_WORDS = re.compile(
    r"\b(?:rose to|risen to|climbed to|grew to|grown to|increased to|up from|has since|so far|as of|at least|"
    r"now stands?|revised|updated)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Telling:
    """A candidate with its sentence, and the day its article was published."""

    candidate: Candidate
    sentence: str
    published_on: date | None

    @cached_property
    def is_as_of(self) -> bool:
        """Return whether the sentence gives the value with its hour."""
        return AS_OF.search(self.sentence) is not None

    @cached_property
    def is_of_trading(self) -> bool:
        """Return whether the sentence speaks of prices that move."""
        before = self.sentence[: self.candidate.start - self.candidate.sentence_start]
        is_of_market = self.candidate.holder.is_move and MARKET.search(before) is not None
        return is_of_market or TRADING.search(self.sentence) is not None

    @cached_property
    def is_reading(self) -> bool:
        """Return whether the sentence speaks of weather, or of an area of a fire."""
        pattern = FIRE if self.candidate.unit_code in AREAS else WEATHER
        return pattern.search(self.sentence) is not None

    @cached_property
    def is_forecast(self) -> bool:
        """Return whether the sentence speaks of what is to come."""
        return FORECAST.search(self.sentence) is not None

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
    if a.candidate.value_text == b.candidate.value_text and not are_converted(a.candidate, b.candidate):
        hedged = a.candidate.hedge != b.candidate.hedge
        return Comparison("refinement", HEDGED_SCORE) if hedged else Comparison("equal", SURE_SCORE)
    standing = compare_standing(a.candidate, b.candidate)
    if (
        standing == "same"
        and a.candidate.slot_kind == "vote"
        and UNANIMOUS not in (a.candidate.value_text, b.candidate.value_text)
    ):
        return Comparison("equal", SURE_SCORE)  # '53 to 47' of those who were for it, '47 to 53' of the others
    if standing == "same":
        return Comparison("refinement", HEDGED_SCORE)
    if standing == "open" or (standing == "far" and not are_told_alike(a.candidate, b.candidate)):
        return None
    if standing == "moving" and not (a.is_reading and b.is_reading and a.is_forecast == b.is_forecast):
        return None
    if standing == "moving" or (a.candidate.slot_kind == "age" and _may_be_birthday(a, b)):
        return Comparison("update", UNCERTAIN_SCORE)
    # what moved to one number moved from one, and how many were on board does not grow
    is_settled = "aboard" in (a.candidate.clause.state, b.candidate.clause.state)
    if not (is_settled or _has_leapt(a, b) or are_tied(a.candidate.ties, b.candidate.ties)) and (
        _is_growth(a, b) or (a.is_as_of and b.is_as_of) or (a.is_of_trading and b.is_of_trading)
    ):
        return Comparison("update", UNCERTAIN_SCORE)
    return Comparison("contradiction", SURE_SCORE if _is_exact(a, b) else HEDGED_SCORE)


def _compare_dates(a: Telling, b: Telling) -> Comparison | None:
    one, other = a.candidate, b.candidate
    if one.value_text == other.value_text:
        return Comparison("equal", SURE_SCORE)
    standing = date_standing(one, other)
    if standing == "open":
        return None
    inferred = one.is_inferred or other.is_inferred
    if standing == "same" and reckoned_apart(one, other):
        # 'on Thursday' in both, taken for the last one here and for the next one there
        return Comparison("equal" if one.precision == other.precision else "refinement", UNCERTAIN_SCORE)
    if standing == "same":
        return Comparison("refinement", HEDGED_SCORE)
    return Comparison("contradiction", HEDGED_SCORE if inferred else SURE_SCORE)


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
