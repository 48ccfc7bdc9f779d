"""Which values of different articles are about the same subject.

In: the candidates of a story's articles and how rare each stem is there. Out: groups of candidates, one subject each,
over at least two articles. Method: pairs of one kind whose values go together get points (`subject_points`); pairs that
are the best for each other are joined, best first, where the two groups agree on average. Of what is left, values that
cannot both be true are joined where they stand in nearly the same words (`slot_conflicts`). Precision before recall:
what is ambiguous stays unaligned. No two different values of one article come into one group, but a date and a vaguer
one that holds it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice
from operator import attrgetter

from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.likeness import likeness
from flows.link.facts.moves import are_tied
from flows.link.facts.printed_dates import Standing
from flows.link.facts.slot_conflicts import LEAST_OWN, find_conflicting_groups, may_conflict
from flows.link.facts.standings import VAGUE, are_near, compare_standing, worth
from flows.link.facts.subject_points import Profile, profile_candidates, score_pair, value_key

# Chosen on the facts dev set and its altered twin together with the points; those of dates on 446 pairs of real
# reports, which an editor judged (RESULTS of 2026-11-29).
JOIN_POINTS = 1.6  # two candidates with fewer points stay apart
DATE_POINTS = 2.6  # many things are told of a day around publication, and of one year
OTHER_DAY_POINTS = 1.8  # a day further off is that of one thing
LEAST_EVENT_LIKENESS = 0.08  # two reports of one story can have two main events of one day, in other words
VAGUER_POINTS = 2.0  # 'at least 40' goes together with more than 40 does
MAGNITUDE_POINTS = 2.2  # 'dozens' with most numbers of its size
VAGUER_DATE_POINTS = 3.0  # and all that is told of one week with each of its days
LINKAGE_POINTS = 0.8  # groups whose members agree less on average stay apart
LEAST_POINTS = -9.0  # below any pair's
MOST_REPEATS = 3  # places of a value that a report repeats: what is compared grows with their square
DAYS = frozenset({"day", "part_of_day"})
INDEXED_RARITY = 0.35  # stems below it stand everywhere in the story and are no reason to look at a pair

Points = Mapping[int, Mapping[int, float]]  # of two positions, either way round
State = tuple[int, int]  # least position and size of a group: groups only grow, so they tell which one it is, and when


class _Standings:
    """How the values of candidates stand to each other, each pair of different values looked at once."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._candidates = candidates
        numbers: dict[object, int] = {}
        self._numbers = [numbers.setdefault(worth(candidate), len(numbers)) for candidate in candidates]
        self._known: list[dict[int, Standing]] = [{} for _ in numbers]

    def between(self, a: int, b: int) -> Standing:
        """Return how the values at two positions stand."""
        return next(self.beside(a, (b,)))

    def beside(self, a: int, others: Iterable[int]) -> Iterator[Standing]:
        """Yield how the value at a position stands to each of the others."""
        numbers, known = self._numbers, self._known[self._numbers[a]]
        for b in others:
            standing = known.get(numbers[b])
            if standing is None:
                standing = known[numbers[b]] = compare_standing(self._candidates[a], self._candidates[b])
            yield standing


@dataclass(frozen=True)
class _Alignment:
    """The candidates of one kind, the points of their pairs, and the group of each so far, by position."""

    candidates: Sequence[Candidate]
    standings: _Standings
    points: Points  # of those that go together
    conflicts: Sequence[tuple[int, int]]  # pairs that cannot both be true
    group_of: dict[int, list[int]]
    own_slots: set[tuple[int, ...]] = field(default_factory=set)
    apart: set[tuple[float, State, State]] = field(default_factory=set)  # groups that did not agree


def align_slots(candidates: Sequence[Candidate], rarity: Mapping[str, float]) -> list[list[Candidate]]:
    """Return groups of candidates about the same subject, each over at least two articles, in a fixed order."""
    by_kind: dict[str, list[Candidate]] = defaultdict(list)
    mentions: Counter[tuple[str, str]] = Counter()  # of a place in a report
    for candidate in sorted(candidates, key=lambda c: c.key):
        if candidate.slot_kind == "place":
            mentions[candidate.document_id, candidate.value_text] += 1
            if mentions[candidate.document_id, candidate.value_text] > MOST_REPEATS:
                continue  # a town that a report names over and over
        by_kind[candidate.slot_kind].append(candidate)
    groups: list[list[Candidate]] = []
    for _, found in sorted(by_kind.items()):
        alignment = _score_pairs(found, rarity)
        join_agreeing(alignment)
        join_conflicting(alignment, rarity)
        join_vague(alignment)
        groups += _finished(alignment, rarity)
    return sorted(groups, key=lambda group: [candidate.key for candidate in group])


def _score_pairs(candidates: Sequence[Candidate], rarity: Mapping[str, float]) -> _Alignment:
    """Score all pairs from two articles that share anything."""
    profiles, standings = profile_candidates(candidates, rarity), _Standings(candidates)
    points: dict[int, dict[int, float]] = {place: {} for place in range(len(candidates))}
    conflicts = []
    for a, others in enumerate(_later_that_share(candidates, rarity)):
        for b, standing in zip(others, standings.beside(a, others), strict=True):
            if standing == "same" and are_near(candidates[a], candidates[b]):
                points[a][b] = points[b][a] = _score_same(profiles[a], profiles[b], rarity)
            elif may_conflict(standing, candidates[a], candidates[b]):
                conflicts.append((a, b))
    return _Alignment(candidates, standings, points, conflicts, {place: [place] for place in range(len(candidates))})


def _score_same(one: Profile, other: Profile, rarity: Mapping[str, float]) -> float:
    """Return the points of two values that go together; none to dates of two main events."""
    a, b = one.candidate, other.candidate
    is_event = a.is_event_date and b.is_event_date
    if is_event and likeness(a.frame, b.frame, rarity) < LEAST_EVENT_LIKENESS:
        return 0.0
    return score_pair(one, other)


def _later_that_share(candidates: Sequence[Candidate], rarity: Mapping[str, float]) -> list[list[int]]:
    """Return for each position those after it, of other articles, that share anything with it, in order.

    The candidates come in the order of their keys.
    """
    found: list[list[int]] = []
    holders: dict[str, list[int]] = defaultdict(list)
    for _, of_article in groupby(reversed(candidates), key=attrgetter("document_id")):
        marks = [_marks(candidate, rarity) for candidate in of_article]
        first = len(found)
        found += (sorted(set().union(*(holders[mark] for mark in own if mark in holders))) for own in marks)
        for place, own in enumerate(marks, first):
            for mark in own:
                holders[mark].append(len(candidates) - 1 - place)
    return found[::-1]


def _marks(candidate: Candidate, rarity: Mapping[str, float]) -> list[str]:
    """Return what two candidates have to share before they are looked at."""
    marks = ["stem " + stem for stem in candidate.context if rarity.get(stem, 1.0) >= INDEXED_RARITY]
    marks += ["value " + candidate.value_text, *(f"tie {role} {number}" for role, number in candidate.ties)]
    return [*marks, "event date"] if candidate.is_event_date else marks


def join_agreeing(alignment: _Alignment) -> None:
    """Join the values that go together, but for magnitudes."""
    for pair in _best_pairs(alignment.candidates, _points_of(alignment, are_vague=False)):
        _join(alignment, pair, LINKAGE_POINTS)


def join_vague(alignment: _Alignment) -> None:
    """Join 'dozens' and the like to the numbers they go together with, last: they go with many."""
    for pair in _best_pairs(alignment.candidates, _points_of(alignment, are_vague=True)):
        _join(alignment, pair, LINKAGE_POINTS)


def _points_of(alignment: _Alignment, *, are_vague: bool) -> Points:
    """Return the points of the pairs with a magnitude, or of those without one."""
    is_vague = [candidate.slot_kind != "date" and candidate.hedge == VAGUE for candidate in alignment.candidates]
    if not any(is_vague):
        return {} if are_vague else alignment.points
    return {
        a: {b: score for b, score in partners.items() if (is_vague[a] or is_vague[b]) == are_vague}
        for a, partners in alignment.points.items()
    }


def join_conflicting(alignment: _Alignment, rarity: Mapping[str, float]) -> None:
    """Join, of what is left, values that cannot both be true of the subject they share, best first.

    A report that has both values, as where its opening is wrong, makes a slot of its own with the other reports.
    """
    groups = sorted({tuple(group) for group in alignment.group_of.values()})
    taken: set[int] = set()
    for score, one, other in find_conflicting_groups(alignment.candidates, groups, alignment.conflicts, rarity):
        if taken.isdisjoint(one + other) and not _join(alignment, (one[0], other[0]), LEAST_POINTS):
            shorter, longer = sorted((one, other), key=lambda group: (len(group), group))
            holders = {alignment.candidates[place].document_id for place in shorter}
            rest = [place for place in longer if alignment.candidates[place].document_id not in holders]
            if rest and score >= LEAST_OWN:
                alignment.own_slots.add(tuple(sorted((*shorter, *rest))))
        taken.update(one + other)
    _part_ties(alignment)


def _part_ties(alignment: _Alignment) -> None:
    """Give a value that is tied to one number with others that it conflicts with a slot with these.

    Its own group may hold it back: 'between 2021 and 2031', of a measure, stands beside 'by 2031', of anything.
    """
    candidates = alignment.candidates
    rivals: dict[tuple[int, str], set[int]] = defaultdict(set)
    for a, b in alignment.conflicts:
        if are_tied(candidates[a].ties, candidates[b].ties) and alignment.group_of[a] is not alignment.group_of[b]:
            rivals[a, candidates[b].value_text].add(b)
            rivals[b, candidates[a].value_text].add(a)
    told = {place for slot in alignment.own_slots for place in slot}
    for (place, _), others in sorted(rivals.items(), key=lambda found: (-len(found[1]), found[0])):
        if told.isdisjoint({place, *others}):
            alignment.own_slots.add(tuple(sorted({place, *others})))
            told |= {place, *others}


def _finished(alignment: _Alignment, rarity: Mapping[str, float]) -> list[list[Candidate]]:
    candidates = alignment.candidates
    distinct = {tuple(group) for group in alignment.group_of.values()} | alignment.own_slots
    return [
        [candidates[position] for position in _one_place_each(alignment, group, rarity)]
        for group in sorted(distinct)
        if len({candidates[position].document_id for position in group}) > 1
    ]


def _one_place_each(alignment: _Alignment, group: Sequence[int], rarity: Mapping[str, float]) -> list[int]:
    """Keep, where values differ, of each value that an article repeats the place that goes best with the others'.

    First with the values that it cannot go together with: that is where the reader has to look. Where all agree, the
    first places are kept.
    """
    candidates = alignment.candidates
    if len({candidates[place].value_text for place in group}) == 1:
        by_report = groupby(sorted(group), key=lambda place: candidates[place].document_id)
        return [place for _, places in by_report for place in islice(places, MOST_REPEATS)]
    chosen: dict[tuple[str, str], tuple[bool, float, float, int]] = {}
    for place in group:
        own, points = candidates[place], alignment.points[place]
        best: dict[str, float] = {}
        likest = 0.0
        for other, standing in zip(group, alignment.standings.beside(place, group), strict=True):
            if standing in ("conflict", "far", "moving"):
                likest = max(likest, likeness(own.frame, candidates[other].frame, rarity))
            document_id = candidates[other].document_id
            if document_id != own.document_id:
                best[document_id] = max(best.get(document_id, LEAST_POINTS), points.get(other, 0.0))
        told = sum(best[document_id] for document_id in sorted(best))
        rank = (own.is_event_date, round(likest, 6), round(told, 6), -place)
        key = (own.document_id, own.value_text)
        chosen[key] = max(chosen.get(key, (False, 0.0, LEAST_POINTS * len(group), 0)), rank)
    return sorted(-place for *_, place in chosen.values())


def _in_order(points: Points, least: float) -> list[tuple[int, int]]:
    scored = ((a, b, score) for a, partners in points.items() for b, score in partners.items() if a < b)
    enough = sorted((-round(score, 6), a, b) for a, b, score in scored if score >= least)
    return [(a, b) for _, a, b in enough]


def _best_pairs(candidates: Sequence[Candidate], points: Points) -> list[tuple[int, int]]:
    """Pairs that are the best of each other's article, or repeat the value of that best one; best pair first."""
    best = _best_partners(candidates, points)

    def is_best(one: int, other: int) -> bool:
        chosen = best[one, candidates[other].document_id][1]
        return chosen == other or candidates[chosen].value_text == candidates[other].value_text

    return [
        (a, b)
        for a, b in _in_order(points, JOIN_POINTS)
        if points[a][b] >= _least_points(candidates[a], candidates[b]) and is_best(a, b) and is_best(b, a)
    ]


def _least_points(a: Candidate, b: Candidate) -> float:
    """Return the points from which two values that go together are joined."""
    if a.slot_kind == "date" and a.value_text == b.value_text:
        is_other_day = a.precision in DAYS and not a.is_of_these_days and not b.is_of_these_days
        return OTHER_DAY_POINTS if is_other_day else DATE_POINTS
    if a.slot_kind == "date":
        return VAGUER_DATE_POINTS
    if VAGUE in (a.hedge, b.hedge):
        return MAGNITUDE_POINTS
    return JOIN_POINTS if a.value_text == b.value_text else VAGUER_POINTS


def _best_partners(candidates: Sequence[Candidate], points: Points) -> dict[tuple[int, str], tuple[float, int]]:
    """Return, for each candidate and other article, the points and position of the best partner there."""
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for one, partners in points.items():
        for other, score in sorted(partners.items()):
            place = (one, candidates[other].document_id)
            if place not in best or score > best[place][0]:
                best[place] = (score, other)
    return best


def _join(alignment: _Alignment, pair: tuple[int, int], linkage: float) -> bool:
    """Join the groups of the two and return True, unless they do not go together."""
    one, other = (alignment.group_of[position] for position in pair)
    if one is other:
        return True
    states = (linkage, (one[0], len(one)), (other[0], len(other)))
    if states in alignment.apart:
        return False
    if _tell_two_values(alignment, one, other) or not _agree(alignment, one, other, linkage):
        alignment.apart.add(states)
        return False
    joined = sorted(one + other)
    for position in joined:
        alignment.group_of[position] = joined
    return True


def _tell_two_values(alignment: _Alignment, one: Sequence[int], other: Sequence[int]) -> bool:
    """True where an article would have two different values in the joined group, and neither is the vaguer date."""
    candidates = alignment.candidates
    of_article: dict[str, list[int]] = defaultdict(list)
    for place in one:
        of_article[candidates[place].document_id].append(place)
    return any(
        value_key(candidates[a]) != value_key(candidates[b]) and not _is_vaguer(alignment, a, b)
        for b in other
        for a in of_article.get(candidates[b].document_id, ())
    )


def _is_vaguer(alignment: _Alignment, a: int, b: int) -> bool:
    """True for dates of one article of which one lies in the other: 'this week' and 'Friday'."""
    one, other = alignment.candidates[a], alignment.candidates[b]
    return one.slot_kind == "date" and one.precision != other.precision and alignment.standings.between(a, b) == "same"


def _agree(alignment: _Alignment, one: Sequence[int], other: Sequence[int], linkage: float) -> bool:
    """True where the two groups agree, on average over pairs of articles, each pair by its best places."""
    articles = [alignment.candidates[place].document_id for place in other]
    best: dict[tuple[str, str], float] = {}
    for a in one:
        article, points = alignment.candidates[a].document_id, alignment.points[a]
        for b, other_article in zip(other, articles, strict=True):
            if article != other_article:
                pair, score = (article, other_article), points.get(b, 0.0)
                if pair not in best or score > best[pair]:
                    best[pair] = score
    return bool(best) and sum(best[pair] for pair in sorted(best)) >= linkage * len(best)
