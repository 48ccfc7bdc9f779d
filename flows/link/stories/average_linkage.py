"""Average linkage on a sparse graph of similarities.

In: scored pairs of items 0 … n-1; a pair that is missing scores 0. Out: the groups, as sorted lists of positions.

Method: join the two groups with the highest mean score, as long as it reaches a bar. The bar for two single items is
`LEAST_MEAN`; for groups of several it rises towards their own cohesion, but never above `SURE_MEAN`: reports of two
similar events are as alike as distant reports of one event, and only the denser groups around them tell. Reprints make
a group very dense, which says nothing of its event: hence the upper limit.

Items that no chain of good pairs connects never meet in a group, so each component of such chains is grouped alone, and
memory holds the queue of one. Scores are integers, so that sums do not depend on the order of adding; ties go to the
lowest positions. Work and memory grow with the pairs, not with the square of the items. Average linkage: Sokal and
Michener 1958.
"""

import heapq
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from flows.link.memory import KeptLists, Memory, digest
from flows.link.stories.similarity import SCALE, Pairs, Positions

# BCubed F1 on the development sets (roundups, ECB+), same settings: .942 and .947. Cohesion share .90: .943, .945;
# .95: .943, .943; 1: .945, .937. Measured with .95: a least mean of .08 to .11 moves both by .001, a sure mean of .26
# nothing, of .25 and .28 ECB+ to .923 and .937.
LEAST_MEAN = 0.10
COHESION_SHARE = 0.87
SURE_MEAN = 0.27


def link_groups(count: int, pairs: Pairs, memory: Memory | None = None) -> list[list[int]]:
    """Return the groups of the items 0 … count-1, each sorted, in the order of their first items.

    `memory`: what an earlier run left of components, which are linked anew only where their scores are others.
    """
    kept = KeptLists(memory or Memory(), "components", {"group": pa.int32()})
    is_strong = pairs.score >= LEAST_MEAN * SCALE
    ends = pairs.first[is_strong], pairs.second[is_strong]
    graph = sparse.coo_matrix((np.ones(len(ends[0]), np.int8), ends), shape=(count, count))
    component_count, labels = sparse.csgraph.connected_components(graph, directed=False)
    items = np.argsort(labels, kind="stable")
    item_ends = np.searchsorted(labels[items], np.arange(component_count + 1))
    groups = [[item] for item in items[item_ends[:-1][np.diff(item_ends) == 1]].tolist()]
    for number, inside in _components(pairs, labels, items, item_ends):
        members = items[item_ends[number] : item_ends[number + 1]]
        key = digest(inside.first, inside.second, inside.score)
        (group_of,) = kept.find(key, partial(_link_component, len(members), inside))
        order = np.argsort(group_of, kind="stable")
        borders = np.flatnonzero(np.diff(group_of[order])) + 1
        groups += [group.tolist() for group in np.split(members[order], borders)]
    kept.leave()
    return sorted(groups)


def _components(
    pairs: Pairs, labels: Positions, items: npt.NDArray[np.int64], item_ends: npt.NDArray[np.int64]
) -> Iterator[tuple[int, Pairs]]:
    """Yield the components of several items by number, and the pairs inside each by the places of its items.

    No group reaches further: the mean score of two groups is at least `LEAST_MEAN` only where some pair between is.
    """
    place = np.empty(len(items), np.int32)
    place[items] = np.arange(len(items)) - item_ends[labels[items]]
    inside = np.flatnonzero(labels[pairs.first] == labels[pairs.second])
    inside = inside[np.argsort(labels[pairs.first[inside]], kind="stable")]
    pair_ends = np.searchsorted(labels[pairs.first[inside]], np.arange(len(item_ends)))
    first, second, score = place[pairs.first[inside]], place[pairs.second[inside]], pairs.score[inside]
    for number in np.flatnonzero(np.diff(item_ends) > 1).tolist():
        here = slice(pair_ends[number], pair_ends[number + 1])
        yield number, Pairs(first[here], second[here], score[here])


def _link_component(count: int, pairs: Pairs) -> tuple[Positions]:
    """Return the number of the group of each item of one component, which every item has a pair in."""
    groups = [_Group([position]) for position in range(count)]
    for first, second, score in zip(pairs.first.tolist(), pairs.second.tolist(), pairs.score.tolist(), strict=True):
        groups[first].scores[second] = groups[second].scores[first] = score
    queue = [
        (-float(score), first, second, 0, 0)
        for first, group in enumerate(groups)
        for second, score in group.scores.items()
        if first < second and score >= LEAST_MEAN * SCALE
    ]
    heapq.heapify(queue)
    while queue:
        negative_mean, a, b, version_a, version_b = heapq.heappop(queue)
        is_current = groups[a].version == version_a and groups[b].version == version_b
        if is_current and -negative_mean >= max(LEAST_MEAN * SCALE, min(groups[a].bar, groups[b].bar)):
            _join(groups, a, b, queue)
    group_of = np.zeros(count, np.int32)
    for number, group in enumerate(groups):
        group_of[group.members] = number
    return (group_of,)


@dataclass
class _Group:
    """A group in the making: its items, the sum of scores inside, and the sum of scores to each other group."""

    members: list[int]
    inside: int = 0
    scores: dict[int, int] = field(default_factory=dict)
    version: int = 0

    @property
    def bar(self) -> float:
        """The mean score another group must reach; the cohesion of few items is a rough guess and counts less."""
        size = len(self.members)
        if size == 1:
            return 0.0
        cohesion = 2 * self.inside / (size * (size - 1))
        return min(SURE_MEAN * SCALE, COHESION_SHARE * cohesion * (size - 1) / size)


_Entry = tuple[float, int, int, int, int]


def _join(groups: Sequence[_Group], a: int, b: int, queue: list[_Entry]) -> None:
    """Move the items of group `b` into group `a` (a < b) and queue the new means."""
    kept, gone = groups[a], groups[b]
    kept.inside += gone.inside + kept.scores.pop(b)
    kept.members += gone.members
    kept.version += 1
    gone.version += 1
    for other, score in gone.scores.items():
        if other != a:
            kept.scores[other] = kept.scores.get(other, 0) + score
            del groups[other].scores[b]
    gone.members, gone.scores = [], {}
    for other, score in kept.scores.items():
        groups[other].scores[a] = score
        mean = score / (len(kept.members) * len(groups[other].members))
        if mean >= LEAST_MEAN * SCALE:
            low, high = min(a, other), max(a, other)
            heapq.heappush(queue, (-mean, low, high, groups[low].version, groups[high].version))
