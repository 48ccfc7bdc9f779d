"""How surely two values that go together are about the same subject, in points.

In: two candidates of one kind, of different articles, with their contexts, and how rare each stem is in the story. Out:
points; below a threshold of `slot_alignment` the two stay apart. Method: points for what the contexts share, for a
common word right beside both values, for a common unit and for equal values (a number of many digits that stands in
both reports is nearly surely the same fact). Values that cannot both be true are for `slot_conflicts`. Weights by hand.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.standings import significant_digits

# Points, chosen by hand on the facts dev set and its altered twin (12 events); not checked on a set of their own.
OVERLAP_POINTS = 3.0  # both contexts wholly the same
EVIDENCE_POINTS = 0.6  # one shared stem that stands beside both values and tells the story's facts apart
MOST_EVIDENCE = 5.0
NEAREST_POINTS = 2.0  # the best shared stem stands right beside both values
LEAST_EVIDENCE = 0.35  # below it nothing speaks for the same subject but the value
EQUAL_POINTS = 1.0
DIGIT_POINTS = 0.6  # for each significant digit of equal numbers beyond the first
MOST_DIGITS = 4
REPEATED_VALUE_POINTS = -0.3  # a report gives the value at several places: 'Monday' of many things that day
COMMON_YEAR_POINTS = -0.6  # a bare year says little
EVENT_DATE_POINTS = 3.0  # both are the date of their report's main event
COMPATIBLE_POINTS = 0.3
LOOSE_POINTS = -9.0  # a day and the season or year it lies in: nearly any two dates go together so
LONG_PRECISIONS = frozenset({"quarter", "season", "year", "decade", "century"})
SHORT_PRECISIONS = frozenset({"minute", "hour", "part_of_day", "day", "weekend", "week"})
UNIT_POINTS = 0.6
OTHER_UNIT_POINTS = -1.5
UNKNOWN_UNIT_POINTS = -0.8  # different numbers, and one of them does not say of what
NAMED_WEIGHT = 0.5  # of one value's unit in the other's context, so that the two may count the same
PEOPLE_UNITS = frozenset("people person man woman participant adult american member other".split())

ValueKey = tuple[str, str, str | None]


@dataclass(frozen=True)
class Profile:
    """A candidate as scoring sees it: the strength of each stem of its context, and what its value is worth."""

    candidate: Candidate
    strengths: Mapping[str, float]  # square root of weight times rarity, so that two multiply to what is shared
    total: float
    unit_rarity: float
    digits: int
    is_repeated: bool  # its article gives the value at another place too


def profile_candidates(candidates: Sequence[Candidate], rarity: Mapping[str, float]) -> list[Profile]:
    """Return the profiles of the candidates, in their order."""
    known: dict[str, Counter[ValueKey]] = defaultdict(Counter)
    for candidate in candidates:
        known[candidate.document_id][value_key(candidate)] += 1
    return [_profile(candidate, rarity, known[candidate.document_id]) for candidate in candidates]


def _profile(candidate: Candidate, rarity: Mapping[str, float], known: Mapping[ValueKey, int]) -> Profile:
    strengths, total = {}, 0.0
    for stem, weight in candidate.context.items():
        rare = rarity.get(stem, 1.0)
        strengths[stem] = sqrt(weight * rare)
        total += weight * rare
    return Profile(
        candidate=candidate,
        strengths=strengths,
        total=max(total, 1.0),
        unit_rarity=rarity.get(candidate.unit_stem or "", 1.0),
        digits=_significant_digits(candidate),
        is_repeated=known[value_key(candidate)] > 1,
    )


def value_key(candidate: Candidate) -> ValueKey:
    """Return the value with what it counts."""
    unit = candidate.unit_stem if candidate.slot_kind == "count" else None
    return (candidate.slot_kind, candidate.value_text, "person" if unit in PEOPLE_UNITS else unit)


def score_pair(one: Profile, other: Profile) -> float:
    """Return the points for two values that go together being about the same subject; their order does not matter."""
    both_event = one.candidate.is_event_date and other.candidate.is_event_date
    evidence, nearest = _shared(one, other)
    if evidence < LEAST_EVIDENCE and not both_event:
        return 0.0
    if _is_of_saying(one.candidate, other.candidate) and not both_event:
        return 0.0
    points = EVIDENCE_POINTS * min(evidence, MOST_EVIDENCE)
    points += OVERLAP_POINTS * evidence / sqrt(one.total * other.total)
    points += NEAREST_POINTS * nearest
    points += EVENT_DATE_POINTS * both_event
    return points + _agreement_points(one, other) + _unit_points(one, other)


def _is_of_saying(a: Candidate, b: Candidate) -> bool:
    """True where one date is the day on which somebody spoke, and the other not the day on which the same one did."""
    if a.slot_kind != "date" or not (a.clause.is_of_saying or b.clause.is_of_saying):
        return False
    return not (a.clause.is_of_saying and b.clause.is_of_saying and a.clause.names & b.clause.names)


def share_evidence(a: Candidate, b: Candidate, rarity: Mapping[str, float]) -> bool:
    """Return whether anything but their values speaks for two values being of one subject."""
    shared = a.context.keys() & b.context.keys()
    evidence = sum(sqrt(a.context[stem] * b.context[stem]) * rarity.get(stem, 1.0) for stem in sorted(shared))
    return evidence >= LEAST_EVIDENCE


def _shared(one: Profile, other: Profile) -> tuple[float, float]:
    """Return what the contexts share, and how near to both values the nearest shared word is."""
    shared = [one.strengths[stem] * other.strengths[stem] for stem in one.strengths if stem in other.strengths]
    nearest = max(shared, default=0.0)
    return sum(shared), nearest * nearest


def _agreement_points(one: Profile, other: Profile) -> float:
    a, b = one.candidate, other.candidate
    if a.value_text != b.value_text:
        # 'June 5' in two reports is one value to their readers, though the year of one is not known
        is_same_day = "XXXX" in a.value_text + b.value_text and a.value_text[4:] == b.value_text[4:]
        if {a.precision, b.precision} & LONG_PRECISIONS and {a.precision, b.precision} & SHORT_PRECISIONS:
            return LOOSE_POINTS
        return EQUAL_POINTS if is_same_day else COMPATIBLE_POINTS
    points = EQUAL_POINTS + DIGIT_POINTS * (min(one.digits, other.digits, MOST_DIGITS) - 1)
    if (one.is_repeated or other.is_repeated) and not (a.is_event_date and b.is_event_date):
        points += REPEATED_VALUE_POINTS
    return points + COMMON_YEAR_POINTS * (a.slot_kind == "date" and a.precision == "year")


def _significant_digits(candidate: Candidate) -> int:
    """Return how many digits a number has before its closing zeros; a date counts by how exactly it is printed."""
    if candidate.slot_kind == "date":
        return 1 if candidate.is_inferred else 3
    if candidate.slot_kind == "duration":
        return 2
    number = candidate.value_low if candidate.value_low is not None else candidate.value_high
    return significant_digits(number or 0.0)


def _unit_points(one: Profile, other: Profile) -> float:
    a, b = one.candidate, other.candidate
    if a.slot_kind == "money":
        return 0.0 if a.unit_code == b.unit_code else OTHER_UNIT_POINTS
    if a.slot_kind != "count":
        return 0.0
    if a.unit_stem is None or b.unit_stem is None:
        return 0.0 if a.value_text == b.value_text else UNKNOWN_UNIT_POINTS
    if a.unit_stem == b.unit_stem:
        return UNIT_POINTS * one.unit_rarity
    if a.unit_stem in PEOPLE_UNITS and b.unit_stem in PEOPLE_UNITS:
        return 0.0
    named_in_other = max(a.context.get(b.unit_stem, 0.0), b.context.get(a.unit_stem, 0.0)) >= NAMED_WEIGHT
    return OTHER_UNIT_POINTS / 2 if named_in_other else OTHER_UNIT_POINTS
