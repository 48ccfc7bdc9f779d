"""Which values of different articles are about the same subject.

In: the candidates of a story's articles and how rare each stem is there. Out: groups of candidates, one subject each,
over at least two articles. Method: pairs of one kind get points (`subject_points`); pairs that are the best for each
other are joined, best first, where the two groups agree on average: first the values that go together, then, of what
is left, values in conflict. Precision before recall: what is ambiguous stays unaligned. No two different values of
one article come into one group.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from flows.link.fact_candidates import Candidate
from flows.link.relations import are_compatible
from flows.link.subject_points import profile_candidates, score_pair, value_key

# Chosen on the facts dev set and its altered twin together with the points.
JOIN_POINTS = 1.6  # two candidates with fewer points stay apart
CONFLICT_JOIN_POINTS = 1.7  # the same for values that cannot both be true, of what the first pass left over
MARGIN_POINTS = 0.75  # values in conflict stay apart where one of them has a partner that is better by more
LINKAGE_POINTS = 0.8  # groups whose members agree less on average stay apart
LEAST_POINTS = -9.0  # below any pair's
INDEXED_RARITY = 0.35  # stems below it stand everywhere in the story and are no reason to look at a pair

Points = dict[tuple[int, int], float]


def align_slots(candidates: Sequence[Candidate], rarity: Mapping[str, float]) -> list[list[Candidate]]:
    """Return groups of candidates about the same subject, each over at least two articles, in a fixed order."""
    by_kind: dict[str, list[Candidate]] = defaultdict(list)
    for candidate in sorted(candidates, key=lambda c: c.key):
        by_kind[candidate.slot_kind].append(candidate)
    groups = [group for _, found in sorted(by_kind.items()) for group in join_groups(found, score_pairs(found, rarity))]
    return sorted(groups, key=lambda group: group[0].key)


def score_pairs(candidates: Sequence[Candidate], rarity: Mapping[str, float]) -> Points:
    """Return the points of all pairs from two articles that share anything, by their positions (lower first)."""
    profiles = profile_candidates(candidates, rarity)
    return {(a, b): score_pair(profiles[a], profiles[b]) for a, b in sorted(_pairs_that_share(candidates, rarity))}


def _pairs_that_share(candidates: Sequence[Candidate], rarity: Mapping[str, float]) -> set[tuple[int, int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for position, candidate in enumerate(candidates):
        for stem in candidate.context:
            if rarity.get(stem, 1.0) >= INDEXED_RARITY:
                holders["stem " + stem].append(position)
        holders["value " + candidate.value_text].append(position)
        if candidate.is_event_date:
            holders["event date"].append(position)
    return {
        (a, b)
        for positions in holders.values()
        for i, b in enumerate(positions)
        for a in positions[:i]
        if candidates[a].document_id != candidates[b].document_id
    }


def join_groups(candidates: Sequence[Candidate], points: Points) -> list[list[Candidate]]:
    """Return groups over two articles or more: first of values that go together, then of what is left in conflict."""
    group_of = {position: [position] for position in range(len(candidates))}
    agreeing = {pair: score for pair, score in points.items() if are_compatible(*(candidates[i] for i in pair))}
    for pair in _best_pairs(candidates, agreeing):
        _join(candidates, points, group_of, pair)
    best = _best_partners(candidates, points)
    conflicting = {pair: score for pair, score in points.items() if pair not in agreeing}
    for a, b in _in_order(conflicting, CONFLICT_JOIN_POINTS):
        better = max(best[a, candidates[b].document_id][0], best[b, candidates[a].document_id][0])
        if better <= points[a, b] + MARGIN_POINTS:
            _join(candidates, points, group_of, (a, b))
    distinct = {tuple(group) for group in group_of.values()}
    return [
        [candidates[position] for position in _one_place_each(candidates, points, group)]
        for group in sorted(distinct)
        if len({candidates[position].document_id for position in group}) > 1
    ]


def _one_place_each(candidates: Sequence[Candidate], points: Points, group: Sequence[int]) -> list[int]:
    """Keep, where values differ, of each value that an article repeats the place that goes best with the others'."""
    if len({candidates[place].value_text for place in group}) == 1:
        return list(group)
    chosen: dict[tuple[str, str], tuple[float, int]] = {}
    for place in group:
        own = candidates[place]
        best: dict[str, float] = {}
        for other in group:
            document_id = candidates[other].document_id
            if document_id != own.document_id:
                score = points.get((min(place, other), max(place, other)), 0.0)
                best[document_id] = max(best.get(document_id, LEAST_POINTS), score)
        rank = (round(sum(best[document_id] for document_id in sorted(best)), 6), -place)
        key = (own.document_id, own.value_text)
        chosen[key] = max(chosen.get(key, (LEAST_POINTS * len(group), 0)), rank)
    return sorted(-place for _, place in chosen.values())


def _in_order(points: Points, least: float) -> list[tuple[int, int]]:
    enough = [pair for pair, score in points.items() if score >= least]
    return sorted(enough, key=lambda pair: (-round(points[pair], 6), pair))


def _best_pairs(candidates: Sequence[Candidate], points: Points) -> list[tuple[int, int]]:
    """Pairs that are the best of each other's article, or repeat the value of that best one; best pair first."""
    best = _best_partners(candidates, points)

    def is_best(one: int, other: int) -> bool:
        chosen = best[one, candidates[other].document_id][1]
        return chosen == other or candidates[chosen].value_text == candidates[other].value_text

    return [(a, b) for a, b in _in_order(points, JOIN_POINTS) if is_best(a, b) and is_best(b, a)]


def _best_partners(candidates: Sequence[Candidate], points: Points) -> dict[tuple[int, str], tuple[float, int]]:
    """Return, for each candidate and other article, the points and position of the best partner there."""
    best: dict[tuple[int, str], tuple[float, int]] = {}
    for (a, b), score in sorted(points.items()):
        for one, other in ((a, b), (b, a)):
            place = (one, candidates[other].document_id)
            if place not in best or score > best[place][0]:
                best[place] = (score, other)
    return best


def _join(
    candidates: Sequence[Candidate], points: Points, group_of: dict[int, list[int]], pair: tuple[int, int]
) -> None:
    one, other = (group_of[position] for position in pair)
    if one is other or not _may_join(candidates, points, one, other):
        return
    joined = sorted(one + other)
    for position in joined:
        group_of[position] = joined


def _may_join(candidates: Sequence[Candidate], points: Points, one: Sequence[int], other: Sequence[int]) -> bool:
    """True where the two groups agree, on average over pairs of articles, each pair by its best places."""
    best: dict[tuple[str, str], float] = {}
    for a in one:
        for b in other:
            articles = (candidates[a].document_id, candidates[b].document_id)
            if articles[0] == articles[1]:
                if value_key(candidates[a]) != value_key(candidates[b]):
                    return False
                continue
            best[articles] = max(best.get(articles, LEAST_POINTS), points.get((min(a, b), max(a, b)), 0.0))
    return bool(best) and sum(best[articles] for articles in sorted(best)) >= LINKAGE_POINTS * len(best)
