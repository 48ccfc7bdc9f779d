"""How surely two values of different articles are about the same subject, in points.

In: two candidates of one kind with their contexts, and how rare each stem is in the story. Out: points; below a
threshold of `slot_alignment` the two stay apart. Method: points for what the contexts share, for a common word right
beside both values, for a common unit and for equal values (a number of many digits that stands in both reports is
nearly surely the same fact). Values that cannot both be true need more: the clauses around them must share words that
tell the story's facts apart, name the same persons and places, and speak of the same years, plans and purposes.
Weights by hand.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from flows.link.facts.clauses import CALENDAR_STEMS
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.printed_dates import Standing
from flows.link.facts.relations import are_compatible, compare_standing
from flows.link.facts.subjects import stem_of

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
EVENT_DATE_CONFLICT_POINTS = 2.0  # the same where the two dates differ
COMPATIBLE_POINTS = 0.3
LOOSE_POINTS = -0.7  # a day and the season or year it lies in: nearly any two dates go together so
LONG_PRECISIONS = frozenset({"quarter", "season", "year", "decade", "century"})
SHORT_PRECISIONS = frozenset({"minute", "hour", "part_of_day", "day"})
CONFLICT_POINTS = -1.2  # values that cannot both be true: the same subject needs much stronger context
CLAUSE_POINTS = 0.6  # the same for a stem that both clauses share, between the commas around the value
LEAST_CLAUSE_RARITY = 0.5  # a stem that tells the facts of the story apart
LEAST_CLAUSE_EVIDENCE, MOST_CLAUSE_EVIDENCE = 0.3, 3.0
NO_CLAUSE_POINTS = -2.0  # the clauses share nothing
NO_CLAUSE_EVENT_POINTS = -1.0  # the same for two dates of the main event
QUALIFIER_POINTS = -1.5  # of other years, or of an age
OTHER_NAMES_POINTS = -1.0  # the sentences name others; where the clauses do, they tell of two persons or towns
ONE_STEM_POINTS = -0.5  # a single shared word, as of two things that were paid
OTHER_RATE_POINTS = -1.5  # 'each', 'a month', and the other does not say so
POLL_POINTS = -0.5  # shares of like things abound, as in polls
SAME_CLAUSE_POINTS = 3.0  # for what two clauses share of all they say, beyond what clauses of one story mostly share
USUAL_SHARED_SHARE, MOST_SHARED_SHARE = 0.2, 0.5
PLAN_POINTS = -1.0  # one is told as planned, the other is not
BESIDE_POINTS = 0.8  # the two stand beside the same word
KNOWN_ELSEWHERE_POINTS = -2.0  # the other report has this very value at another place: it knows both
OTHER_PRECISION_POINTS = -2.5  # of dates that cannot both be true, a day and a month are seldom of one subject
YEAR_CONFLICT_POINTS = -1.0  # years tell the background, and a text has many
UNIT_POINTS = 0.6
OTHER_UNIT_POINTS = -1.5
OTHER_UNIT_CONFLICT_POINTS = -2.5  # different numbers of different things
UNKNOWN_UNIT_POINTS = -0.8  # different numbers, and one of them does not say of what
ALIGNED_WHEN_EQUAL = frozenset({"place"})  # two places contradict each other too seldom to tell it by context
NO_POINTS = -9.0
UNRELATED_POINTS = -3.0  # values in conflict whose clauses share no word
OPPOSITE_POINTS = -1.5  # of values that differ, one is told of a rise, the other of a fall
DIRECTIONS = (stem_of("rise"), stem_of("fall"))
BARE_WORDS = frozenset(stem_of(word) for word in "begin end rise fall average rate level total reach".split())
NAMED_WEIGHT = 0.5  # of one value's unit in the other's context, so that the two may count the same
PEOPLE_UNITS = frozenset("people person man woman participant adult american member other".split())

ValueKey = tuple[str, str, str | None]


@dataclass(frozen=True)
class Profile:
    """A candidate as scoring sees it: the strength of each stem of its context, and all values its article has."""

    candidate: Candidate
    strengths: Mapping[str, float]  # square root of weight times rarity, so that two multiply to what is shared
    total: float
    unit_rarity: float
    clause: dict[str, float]  # how rare each stem of the value's clause is
    known_values: Mapping[ValueKey, int]  # how often the article gives each of its values


def profile_candidates(candidates: Sequence[Candidate], rarity: Mapping[str, float]) -> list[Profile]:
    """Return the profiles of the candidates, in their order."""
    known: dict[str, Counter[ValueKey]] = defaultdict(Counter)
    for candidate in candidates:
        known[candidate.document_id][value_key(candidate)] += 1
    return [_profile(candidate, rarity, known[candidate.document_id]) for candidate in candidates]


def _profile(candidate: Candidate, rarity: Mapping[str, float], known: Mapping[ValueKey, int]) -> Profile:
    clause = {stem: rarity.get(stem, 1.0) for stem in sorted(candidate.clause.stems)}
    strengths, total = {}, 0.0
    for stem, weight in candidate.context.items():
        rare = rarity.get(stem, 1.0)
        strengths[stem] = sqrt(weight * rare)
        total += weight * rare
    return Profile(candidate, strengths, max(total, 1.0), rarity.get(candidate.unit_stem or "", 1.0), clause, known)


def value_key(candidate: Candidate) -> ValueKey:
    """Return the value with what it counts."""
    unit = candidate.unit_stem if candidate.slot_kind == "count" else None
    return (candidate.slot_kind, candidate.value_text, "person" if unit in PEOPLE_UNITS else unit)


def score_pair(one: Profile, other: Profile, *, standing: Standing | None = None, is_lenient: bool = False) -> float:
    """Return the points for two candidates of one kind being about the same subject; their order does not matter.

    `standing`: that of the two values, where it is known already. `is_lenient` leaves aside what values in conflict
    have to share in their clauses.
    """
    a, b = one.candidate, other.candidate
    agree = (standing or compare_standing(a, b)) == "same"
    if not agree and a.slot_kind in ALIGNED_WHEN_EQUAL:
        return NO_POINTS
    both_event = a.is_event_date and b.is_event_date
    if not (agree or is_lenient or both_event) and a.clause.stems.isdisjoint(b.clause.stems):
        return UNRELATED_POINTS
    evidence, nearest = _shared(one, other, values_agree=agree)
    if evidence < LEAST_EVIDENCE and not both_event:
        return 0.0
    points = EVIDENCE_POINTS * min(evidence, MOST_EVIDENCE)
    points += OVERLAP_POINTS * evidence / sqrt(one.total * other.total)
    points += NEAREST_POINTS * nearest
    if both_event:
        points += EVENT_DATE_POINTS if agree else EVENT_DATE_CONFLICT_POINTS
    points += _agreement_points(one, other) if agree else _conflict_points(one, other)
    if not agree and not is_lenient:
        points += _clause_points(one, other)
    return points + _unit_points(one, other)


def _shared(one: Profile, other: Profile, *, values_agree: bool) -> tuple[float, float]:
    """Return what the contexts share, and how near to both values the nearest shared word is.

    For values that differ, names and the unit are no near words: the same body stands beside many numbers and days, and
    much is counted in states.
    """
    if len(other.strengths) < len(one.strengths):
        one, other = other, one
    no_near_words: frozenset[str] = frozenset()
    if not values_agree:
        units = {one.candidate.unit_stem or "", other.candidate.unit_stem or ""}
        no_near_words = (one.candidate.names & other.candidate.names) | units
    evidence = nearest = 0.0
    for stem, strength in one.strengths.items():
        if stem in other.strengths:
            shared = strength * other.strengths[stem]
            evidence += shared
            if shared > nearest and stem not in no_near_words:
                nearest = shared
    return evidence, nearest * nearest


def _agreement_points(one: Profile, other: Profile) -> float:
    a, b = one.candidate, other.candidate
    if a.value_text != b.value_text:
        # 'June 5' in two reports is one value to their readers, though the year of one is not known
        is_same_day = "XXXX" in a.value_text + b.value_text and a.value_text[4:] == b.value_text[4:]
        if {a.precision, b.precision} & LONG_PRECISIONS and {a.precision, b.precision} & SHORT_PRECISIONS:
            return LOOSE_POINTS
        return EQUAL_POINTS if is_same_day else COMPATIBLE_POINTS
    points = EQUAL_POINTS + DIGIT_POINTS * (min(_significant_digits(a), _significant_digits(b), MOST_DIGITS) - 1)
    is_event = a.is_event_date and b.is_event_date
    if not is_event and max(one.known_values[value_key(a)], other.known_values[value_key(b)]) > 1:
        points += REPEATED_VALUE_POINTS
    return points + COMMON_YEAR_POINTS * (a.slot_kind == "date" and a.precision == "year")


def _significant_digits(candidate: Candidate) -> int:
    """Return how many digits a number has before its closing zeros; a date counts by how exactly it is printed."""
    if candidate.slot_kind == "date":
        return 1 if candidate.is_inferred else 3
    if candidate.slot_kind == "duration":
        return 2
    number = candidate.value_low if candidate.value_low is not None else candidate.value_high
    return max(1, len(f"{abs(number or 0):.4f}".rstrip("0").replace(".", "").strip("0")))


def _conflict_points(one: Profile, other: Profile) -> float:
    a, b = one.candidate, other.candidate
    points = CONFLICT_POINTS
    if a.slot_kind == "date" and a.precision != b.precision and not (a.is_event_date and b.is_event_date):
        points += OTHER_PRECISION_POINTS
    if a.slot_kind == "date" and {a.precision, b.precision} & LONG_PRECISIONS:
        points += YEAR_CONFLICT_POINTS
    if {_direction(a), _direction(b)} == set(DIRECTIONS):
        points += OPPOSITE_POINTS
    return points + KNOWN_ELSEWHERE_POINTS * ((value_key(a) in other.known_values) + (value_key(b) in one.known_values))


def _clause_points(one: Profile, other: Profile) -> float:
    """Points for what the two clauses share: values that differ are of one subject only where the same is told."""
    a, b = one.candidate, other.candidate
    shared = (a.clause.stems & b.clause.stems) - {a.unit_stem, b.unit_stem}
    telling = [stem for stem in sorted(shared - BARE_WORDS) if one.clause[stem] >= LEAST_CLAUSE_RARITY]
    evidence = sum(one.clause[stem] ** 2 for stem in telling)
    points = QUALIFIER_POINTS * _are_qualified_apart(a, b)
    both_event = a.is_event_date and b.is_event_date
    if _are_linked_apart(a, b) or (not both_event and _name_others(a.clause.names, b.clause.names)):
        return NO_POINTS
    points += OTHER_NAMES_POINTS * _name_others(a.names - CALENDAR_STEMS, b.names - CALENDAR_STEMS)
    points += OTHER_RATE_POINTS * (a.clause.is_rate != b.clause.is_rate)
    points += POLL_POINTS * (a.slot_kind == "percent")
    if a.slot_kind == "date" and a.clause.is_planned != b.clause.is_planned:
        points += PLAN_POINTS
    if evidence < LEAST_CLAUSE_EVIDENCE:
        if not both_event:
            return points + NO_CLAUSE_POINTS
        # 'On Monday, …' opens the main clause; a date further on may belong to another
        return points + NO_CLAUSE_EVENT_POINTS * (not (a.clause.opens_sentence and b.clause.opens_sentence))
    if len(telling) < 2:
        points += ONE_STEM_POINTS
    points += SAME_CLAUSE_POINTS * (min(_shared_share(one, other), MOST_SHARED_SHARE) - USUAL_SHARED_SHARE)
    points += CLAUSE_POINTS * min(evidence, MOST_CLAUSE_EVIDENCE)
    return points + BESIDE_POINTS * bool(a.clause.beside & b.clause.beside & shared)


def _shared_share(one: Profile, other: Profile) -> float:
    """Return the share of what both clauses say that they have in common."""
    units = {one.candidate.unit_stem, other.candidate.unit_stem}
    rare = {stem: value * value for stem, value in sorted((other.clause | one.clause).items())}
    shared = sum(
        value for stem, value in rare.items() if stem in one.clause and stem in other.clause and stem not in units
    )
    return shared / max(1.0, sum(rare.values()))


def _are_linked_apart(a: Candidate, b: Candidate) -> bool:
    """True for 'since Monday' and 'on Friday', 'two years ago' and 'three years', '$40 for ropes' and '$90 for tea'."""
    if a.slot_kind in ("date", "duration"):
        return a.clause.link != b.clause.link
    purposes = a.clause.purpose, b.clause.purpose
    return a.slot_kind == "money" and all(purposes) and purposes[0].isdisjoint(purposes[1])


def _name_others(a: frozenset[str], b: frozenset[str]) -> bool:
    return bool(a) and bool(b) and a.isdisjoint(b)


def _are_qualified_apart(a: Candidate, b: Candidate) -> bool:
    """True when one sentence speaks of an age and the other does not, or both of other years."""
    if ("age" in a.qualifiers) != ("age" in b.qualifiers):
        return True
    years_a, years_b = a.qualifiers - {"age"}, b.qualifiers - {"age"}
    return bool(years_a) and bool(years_b) and not years_a & years_b


def _direction(candidate: Candidate) -> str | None:
    """The stem of 'rise' or 'fall', whichever stands nearer to the value."""
    weights = [(candidate.context.get(stem, 0.0), stem) for stem in DIRECTIONS]
    weight, stem = max(weights)
    return stem if weight >= NAMED_WEIGHT else None


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
    if not are_compatible(a, b):
        return OTHER_UNIT_CONFLICT_POINTS
    named_in_other = max(a.context.get(b.unit_stem, 0.0), b.context.get(a.unit_stem, 0.0)) >= NAMED_WEIGHT
    return OTHER_UNIT_POINTS / 2 if named_in_other else OTHER_UNIT_POINTS
