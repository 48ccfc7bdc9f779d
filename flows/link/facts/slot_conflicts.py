"""Which values that cannot both be true are told of one subject.

In: a story's candidates of one kind, the groups that its agreeing values form, and how rare each stem is. Out: pairs of
groups to be joined. Method: two values are held against each other only where nothing in their clauses tells their
subjects apart and where neither report has the other's value: it would know both. Such a pair scores by how nearly the
two stand in the same words (`likeness`), less where a name or a plan parts them; the pairs of two groups support each
other, since a report that is alone against two which agree is told apart by both. Best first, each report's value once.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache
from math import prod

from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.holders import COMMON_NAME_STEMS, are_comparable, are_told_of_one
from flows.link.facts.likeness import likeness
from flows.link.facts.moves import are_tied
from flows.link.facts.printed_dates import Standing, are_other_weekdays, tells_stale_weekday
from flows.link.facts.scopes import are_of_other_scopes
from flows.link.facts.standings import are_told_alike
from flows.link.facts.subject_points import NAMED_WEIGHT, PEOPLE_UNITS, ValueKey, value_key
from flows.link.facts.subjects import KEPT_SENTENCES, stem_of
from flows.link.facts.units import measure_alike

# Chosen by eye on 1,499 articles of editors' roundups, where what is claimed must be few and right.
LEAST_LIKENESS = 0.5
LEAST_SUPPORTED = 0.4  # the same where two reports agree on one of the values
SUMMED_PAIRS = 2  # in a story of many reports little would add up to much
LEAST_BEST = 0.25  # two groups are not joined by many pairs that say little each
SMALL_COUNT, SMALL_COUNT_COST = 13, 0.4  # few of anything: 'two senators' are often others than 'three senators'
HEAD_LIKENESS = 0.45  # 'his 12-day tour' and 'a 16-day tour'
OTHER_THING_SHARE = 0.3  # so much less alike is the place where a report has the other's value
KNOWN_SHARE = 0.4  # one report has the other's value too, of another thing or of the same
BOTH = 2
NAME_OPENING = 4
ONE = "1"  # 'one patient' is any patient
LEAD_LIKENESS = 0.4  # the same words lead up to both, whatever stands behind: 'Turnout was 61 percent, up from 59'
EVENT_LIKENESS = 0.35  # two dates of the main event are of one subject already
OTHER_NAME_SHARE = 0.6  # one is told of a name that the other is not
NAMES_ONLY_SHARE, LEAST_WORD_WEIGHT = 0.5, 0.3  # what they share is but names
PLAN_SHARE = 0.8  # one is told as planned, the other is not
POLL_SHARE = 0.5  # shares of like answers abound
OTHER_PRECISION_SHARE = 0.5  # a day and a month are seldom told of one thing
YEAR_SHARE = 0.6  # years tell the background, and a text has many
EARLIER_SHARE = 0.6  # one tells how it was before
WEEKDAY_SHARE = 0.4  # only what is told in nearly the same words is of one day
# Of 14 pairs of numbers on the roundups with a score of .25 to .5 three of four that lay so near to each other were of
# one thing, of the others one.
CLOSE_FACTOR, CLOSE_SHARE = 1.2, 1.6
TIED_SCORE = 1.0  # a number of three digits that both give stands for the subject
LEAST_OWN = 0.7  # where a report has both values, in one slot each
DIRECTIONS = (stem_of("rise"), stem_of("fall"))
CLOSE_KINDS = frozenset({"count", "money"})  # percentages lie near each other anyway
UNCOMPARED_KINDS = frozenset({"place"})

Group = tuple[int, ...]
_Places = dict[str, dict[ValueKey, list[Candidate]]]  # a report's values, by report


@dataclass(frozen=True)
class _Scored:
    """Two values in conflict, that of the first group and that of the second, with their score."""

    score: float
    one: Candidate
    other: Candidate


def find_conflicting_groups(
    candidates: Sequence[Candidate],
    groups: Sequence[Group],
    conflicts: Sequence[tuple[int, int]],
    rarity: Mapping[str, float],
) -> list[tuple[float, Group, Group]]:
    """Return pairs of groups about one subject with their scores, the surest first.

    `conflicts`: pairs of candidates that cannot both be true.
    """
    places: _Places = defaultdict(lambda: defaultdict(list))
    for candidate in candidates:
        places[candidate.document_id][value_key(candidate)].append(candidate)
    group_of = {position: group for group in groups for position in group}
    scored: dict[tuple[Group, Group], list[_Scored]] = defaultdict(list)
    for a, b in conflicts:
        one, other = candidates[a], candidates[b]
        score = score_conflict(one, other, rarity)
        if score > 0 and not are_tied(one.ties, other.ties):
            score *= _known_share(one, other, places, rarity)
            if one.slot_kind == "date" and not _is_weekday(one) and _are_both_known(one, other, places):
                continue
        if score > 0:
            if group_of[b] < group_of[a]:
                one, other = other, one
            first, second = sorted((group_of[a], group_of[b]))
            scored[first, second].append(_Scored(score, one, other))
    summed = {pair: _sum_up(found) for pair, found in scored.items()}
    enough = [
        pair
        for pair, score in summed.items()
        if score >= (LEAST_SUPPORTED if any(_is_shared(group, candidates) for group in pair) else LEAST_LIKENESS)
    ]
    return sorted(((round(summed[pair], 6), *pair) for pair in enough), key=lambda found: (-found[0], *found[1:]))


def _is_shared(group: Group, candidates: Sequence[Candidate]) -> bool:
    return len({candidates[position].document_id for position in group}) > 1


def _sum_up(found: Sequence[_Scored]) -> float:
    """Return the sum over pairs of reports, each by its best places, of the pairs with the two values of the best."""
    best = max(found, key=lambda pair: (pair.score, pair.one.key, pair.other.key))
    by_reports: dict[tuple[str, str], float] = {}
    for pair in found:
        if (pair.one.value_text, pair.other.value_text) == (best.one.value_text, best.other.value_text):
            reports = pair.one.document_id, pair.other.document_id
            by_reports[reports] = max(pair.score, by_reports.get(reports, 0.0))
    return sum(sorted(by_reports.values())[-SUMMED_PAIRS:]) if best.score >= LEAST_BEST else 0.0


def _is_weekday(date: Candidate) -> bool:
    return date.printed is not None and date.printed.days_before is not None


def _are_both_known(a: Candidate, b: Candidate, places: _Places) -> bool:
    """True where a third report has both dates: it tells of two days."""
    both = {value_key(a), value_key(b)}
    return any(both <= found.keys() for report, found in places.items() if report not in (a.document_id, b.document_id))


def _known_share(a: Candidate, b: Candidate, places: _Places, rarity: Mapping[str, float]) -> float:
    """Return what is left of a score where a report has the other's value at another place: it may know both.

    Not where that place is told in far other words than the other's: there the value is of another thing.
    """
    twins = [
        (value, twin)
        for value, other in ((a, b), (b, a))
        for twin in places[other.document_id].get(value_key(value), ())
    ]
    known = len({value.document_id for value, _ in twins})
    if a.is_event_date and b.is_event_date and known < BOTH:
        return 1.0
    if twins and a.slot_kind != "date":
        nearest = max(likeness(value.frame, twin.frame, rarity) for value, twin in twins)
        if nearest <= OTHER_THING_SHARE * likeness(a.frame, b.frame, rarity):
            return 1.0
    return (1.0, KNOWN_SHARE, 0.0)[known]


def score_conflict(a: Candidate, b: Candidate, rarity: Mapping[str, float]) -> float:
    """Return how surely two values that differ are told of one subject; 0 where something tells them apart."""
    if are_tied(a.ties, b.ties):
        return TIED_SCORE
    if a.slot_kind in UNCOMPARED_KINDS or are_parted(a, b):
        return 0.0
    score = likeness(a.frame, b.frame, rarity)
    is_date = a.slot_kind == "date"
    is_event = a.is_event_date and b.is_event_date
    is_fresh = _are_fresh_weekdays(a, b)
    if is_event and not is_fresh:
        score += EVENT_LIKENESS
    if a.shares_lead(b):
        score += LEAD_LIKENESS
    is_one_head = not a.frame.heads.isdisjoint(b.frame.heads)
    if is_one_head:
        score += HEAD_LIKENESS
    if a.slot_kind == "count" and max(a.value_low or 0.0, b.value_low or 0.0) < SMALL_COUNT:
        score -= SMALL_COUNT_COST
    if score <= 0:
        return 0.0
    score *= _nearness_share(a, b)
    doubts = (
        (not are_told_of_one(a.holder, b.holder), OTHER_NAME_SHARE),
        (not is_one_head and _name_others(a, b), OTHER_NAME_SHARE),
        (not (is_event or is_one_head or _share_word(a, b)), NAMES_ONLY_SHARE),
        (is_date and a.clause.is_planned != b.clause.is_planned, PLAN_SHARE),
        (
            is_date and a.precision != b.precision and not (is_event and "vague" not in (a.hedge, b.hedge)),
            OTHER_PRECISION_SHARE,
        ),
        (is_date and "year" in (a.precision, b.precision), YEAR_SHARE),
        (a.clause.is_earlier != b.clause.is_earlier, EARLIER_SHARE),
        (is_fresh, WEEKDAY_SHARE),
        (a.slot_kind == "percent" and (a.clause.is_poll or b.clause.is_poll), POLL_SHARE),
    )
    return score * prod(share for is_doubtful, share in doubts if is_doubtful)


def _nearness_share(a: Candidate, b: Candidate) -> float:
    """Return what two numbers that nearly agree multiply their score by: '48,000 workers' and '46,000'."""
    numbers = [c.value_low if c.value_low is not None else c.value_high for c in (a, b)]
    if a.slot_kind not in CLOSE_KINDS or None in numbers:
        return 1.0
    smaller, larger = sorted(abs(number) for number in numbers if number is not None)
    return CLOSE_SHARE if larger <= CLOSE_FACTOR * smaller else 1.0


def may_conflict(standing: Standing, a: Candidate, b: Candidate) -> bool:
    """Return whether it is worth asking if two values that stand so are told of one subject."""
    if standing == "far":
        return are_told_alike(a, b)
    return standing in ("conflict", "moving") and a.slot_kind not in UNCOMPARED_KINDS


def _are_fresh_weekdays(a: Candidate, b: Candidate) -> bool:
    """True for two weekdays of which neither lies days back: reports of one story speak of its several days."""
    one, other = a.printed, b.printed
    if one is None or other is None:
        return False
    return are_other_weekdays(one, other) and not tells_stale_weekday(one, other)


def _share_word(a: Candidate, b: Candidate) -> bool:
    """True where the two stand by a common word that is neither a name nor what both count."""
    units = {a.unit_stem, b.unit_stem}
    return any(
        min(a.frame.weights[stem], b.frame.weights[stem]) >= LEAST_WORD_WEIGHT
        for stem in (a.frame.weights.keys() & b.frame.weights.keys()) - (a.names & b.names) - units
    )


def _name_others(a: Candidate, b: Candidate) -> bool:
    """True where the two clauses give names and none is the same; 'Asia' and 'Asian' are."""
    return _are_disjoint(_openings(a.clause.names), _openings(b.clause.names))


@lru_cache(maxsize=KEPT_SENTENCES)
def _openings(names: frozenset[str]) -> frozenset[str]:
    return frozenset(name[:NAME_OPENING] for name in names - COMMON_NAME_STEMS)


def _are_disjoint(a: AbstractSet[str], b: AbstractSet[str]) -> bool:
    return bool(a) and bool(b) and a.isdisjoint(b)


def are_parted(a: Candidate, b: Candidate) -> bool:
    """Return whether the words around the two values say that they are of two subjects."""
    return (
        not are_comparable(a.holder, b.holder)
        or ONE in (a.value_text, b.value_text)
        or a.clause.is_rate != b.clause.is_rate
        or a.clause.is_remainder != b.clause.is_remainder
        or (a.slot_kind == "count" and bool(a.clause.state and b.clause.state) and a.clause.state != b.clause.state)
        or (a.slot_kind == "count" and a.clause.is_of_two != b.clause.is_of_two)
        or (a.slot_kind == "money" and _are_disjoint(a.clause.purpose, b.clause.purpose))
        or are_of_other_scopes(a.clause.scope, b.clause.scope)
        or (a.slot_kind == "count" and a.clause.scope.by_then != b.clause.scope.by_then)
        or (a.slot_kind == "percent" and a.clause.scope.rate_place != b.clause.scope.rate_place)
        or (a.slot_kind == "percent" and _are_moves_of_others(a, b))
        or ("employed" in (a.clause.state, b.clause.state) and a.clause.state != b.clause.state)
        or (a.slot_kind in ("date", "duration") and a.clause.link != b.clause.link)
        or (a.slot_kind == "date" and (a.clause.is_of_saying or b.clause.is_of_saying))
        or {_direction(a), _direction(b)} == set(DIRECTIONS)
        or _are_qualified_apart(a, b)
        or not _count_alike(a, b)
    )


def _are_moves_of_others(a: Candidate, b: Candidate) -> bool:
    """True for what two other things gained or lost: 'the Brennex gained 1.1 percent', 'the Kolm index added 0.9'."""
    return a.holder.is_move and b.holder.is_move and _are_disjoint(a.holder.names, b.holder.names)


def may_be_told_apart(a: Candidate, b: Candidate) -> bool:
    """Return whether anything in the words around two values may part their subjects: a name will do."""
    is_other_time = a.clause.is_earlier != b.clause.is_earlier
    is_other_plan = a.slot_kind == "date" and a.clause.is_planned != b.clause.is_planned
    return (
        are_parted(a, b)
        or is_other_time
        or is_other_plan
        or _name_others(a, b)
        or not are_told_of_one(a.holder, b.holder)
    )


def _are_qualified_apart(a: Candidate, b: Candidate) -> bool:
    """True when one sentence speaks of an age and the other does not, or both of other years."""
    if ("age" in a.qualifiers) != ("age" in b.qualifiers):
        return True
    if a.shares_lead(b) and not a.follow and not b.follow:
        return False  # 'Turnout was 61 percent, up from 59 in 2022'
    years_a, years_b = a.qualifiers - {"age"}, b.qualifiers - {"age"}
    return _are_disjoint(years_a, years_b)


def _direction(candidate: Candidate) -> str | None:
    """The stem of 'rise' or 'fall', whichever stands nearer to the value."""
    weights = [(candidate.context.get(stem, 0.0), stem) for stem in DIRECTIONS]
    weight, stem = max(weights)
    return stem if weight >= NAMED_WEIGHT else None


def _count_alike(a: Candidate, b: Candidate) -> bool:
    """True where the two can count the same: one unit, both people, or one that does not say."""
    if a.slot_kind != "count" or a.unit_stem is None or b.unit_stem is None or a.unit_stem == b.unit_stem:
        return True
    return {a.unit_stem, b.unit_stem} <= PEOPLE_UNITS or measure_alike(a.unit_code, b.unit_code)
