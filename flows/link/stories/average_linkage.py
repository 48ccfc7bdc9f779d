"""Average linkage on a sparse graph of similarities.

In: scored pairs of items 0 … n-1; a pair that is missing scores 0. Out: the groups, as sorted lists of positions.

Method: join the two groups with the highest mean score, as long as it reaches a bar. The bar for two single items is
`LEAST_MEAN`; for groups of several it rises towards their own cohesion, but never above `SURE_MEAN`: reports of two
similar events are as alike as distant reports of one event, and only the denser groups around them tell. Reprints make
a group very dense, which says nothing of its event: hence the upper limit.

Items that no chain of good pairs connects never meet in a group, so each component of such chains is grouped alone, and
memory holds the queue of one; what is known of an earlier run is replayed (`linkage.py`). Scores are integers, so that
sums do not depend on the order of adding; ties go to the lowest positions. Work and memory grow with the pairs, not
with the square of the items. Average linkage: Sokal and Michener 1958.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from flows.link.memory import Memory
from flows.link.stories.linkage import LEAST_MEAN, Linkage
from flows.link.stories.similarity import SCALE, Pairs, Positions
from flows.link.word_hashes import Hashes, is_among

FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, well mixed


def link_groups(
    count: int, pairs: Pairs, memory: Memory | None = None, numbers: Hashes | None = None
) -> list[list[int]]:
    """Return the groups of the items 0 … count-1, each sorted, in the order of their first items.

    `memory`: what an earlier run left, and where this run leaves its own; `numbers` tell the items apart there.
    """
    memory = memory or Memory()
    numbers = np.arange(count, dtype=np.uint64) if numbers is None else numbers
    states = _states(pairs, numbers)
    is_affected = ~is_among(states, memory.column("grouped", "state"))
    known = _Joins.known(memory, numbers)
    labels = _components(count, pairs)
    is_at_work = np.zeros(labels.max(initial=-1) + 1, np.bool_)
    is_at_work[labels[is_affected]] = True
    joins = [known.chosen(known.is_whole & ~is_at_work[labels[known.first]])]
    for items, inside, before in _parts(labels, is_at_work, pairs, known):
        linkage = Linkage(len(items), inside, is_affected[items], before)
        found = np.array(linkage.joins(), np.int64).reshape(-1, 3)
        joins.append(_Joins(items[found[:, 0]], items[found[:, 1]], found[:, 2]))
    first, second, total = (np.concatenate([getattr(j, side) for j in joins]) for side in ("first", "second", "total"))
    memory.now["grouped"] = pa.table({"state": np.sort(states)})
    memory.now["joins"] = pa.table({"first": numbers[first], "second": numbers[second], "total": total})
    graph = sparse.coo_matrix((np.ones(len(first), np.int8), (first, second)), shape=(count, count))
    group_of = sparse.csgraph.connected_components(graph, directed=False)[1]
    order = np.argsort(group_of, kind="stable")
    return sorted(group.tolist() for group in np.split(order, np.flatnonzero(np.diff(group_of[order])) + 1) if count)


def _states(pairs: Pairs, numbers: Hashes) -> Hashes:
    """Return for each item a hash of it and of all its pairs."""
    states = numbers.copy()
    weights = 2 * pairs.score.astype(np.uint64) + np.uint64(1)
    for one, other in ((pairs.first, pairs.second), (pairs.second, pairs.first)):
        np.add.at(states, one, (numbers[other] ^ (numbers[other] >> np.uint64(29))) * FACTOR * weights)
    return states


@dataclass(frozen=True)
class _Joins:
    """Joins of groups in their order, by the first item of each, the lower one first, and the scores between them.

    -1 stands for an item that is gone.
    """

    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]
    total: npt.NDArray[np.int64]

    @classmethod
    def known(cls, memory: Memory, numbers: Hashes) -> "_Joins":
        """Return the joins of an earlier run."""
        order = np.argsort(numbers)
        sides = []
        for name in ("first", "second"):
            side = memory.column("joins", name)
            at = np.minimum(np.searchsorted(numbers[order], side), max(0, len(numbers) - 1))
            places = order[at] if len(numbers) else np.zeros(len(side), np.int64)
            sides.append(np.where(numbers[places] == side, places, -1) if len(numbers) else places - 1)
        return cls(sides[0], sides[1], memory.column("joins", "total", np.int64))

    @property
    def is_whole(self) -> npt.NDArray[np.bool_]:
        """Whether both items are there still."""
        return np.asarray((self.first >= 0) & (self.second >= 0))

    def chosen(self, which: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> "_Joins":
        """Return some of the joins."""
        return _Joins(self.first[which], self.second[which], self.total[which])


def _components(count: int, pairs: Pairs) -> Positions:
    """Return the number of the component of each item: what pairs of at least `LEAST_MEAN` lead to.

    No group reaches further: the mean score of two groups is at least that only where some pair between them is.
    """
    is_strong = pairs.score >= LEAST_MEAN * SCALE
    ends = pairs.first[is_strong], pairs.second[is_strong]
    graph = sparse.coo_matrix((np.ones(len(ends[0]), np.int8), ends), shape=(count, count))
    return np.asarray(sparse.csgraph.connected_components(graph, directed=False)[1], np.int32)


def _parts(
    labels: Positions, is_at_work: npt.NDArray[np.bool_], pairs: Pairs, known: _Joins
) -> Iterator[tuple[npt.NDArray[np.int64], Pairs, list[tuple[int, int, int]]]]:
    """Yield the items of each component at work that has several, the pairs inside and the known joins, by place."""
    items = np.argsort(labels, kind="stable")
    ends = np.searchsorted(labels[items], np.arange(len(is_at_work) + 1))
    place = np.empty(len(items), np.int32)
    place[items] = np.arange(len(items)) - ends[labels[items]]
    inside = np.flatnonzero(labels[pairs.first] == labels[pairs.second])
    inside = inside[np.argsort(labels[pairs.first[inside]], kind="stable")]
    pair_ends = np.searchsorted(labels[pairs.first[inside]], np.arange(len(is_at_work) + 1))
    sides = [np.where(side >= 0, labels[side], -1) for side in (known.first, known.second)]
    # a join whose groups are in two components by now is told to both, as one that cannot be repeated
    both = np.concatenate([np.arange(len(sides[0])), np.flatnonzero(sides[1] != sides[0])])
    of_part = np.concatenate([sides[0], sides[1][sides[1] != sides[0]]])
    both = both[np.lexsort((both, of_part))]
    join_ends = np.searchsorted(np.sort(of_part), np.arange(len(is_at_work) + 1))
    for number in np.flatnonzero(is_at_work & (np.diff(ends) > 1)).tolist():
        here = inside[pair_ends[number] : pair_ends[number + 1]]
        chosen = both[join_ends[number] : join_ends[number + 1]]
        before = [
            np.where(side[chosen] == number, place[item[chosen]], -1).tolist()
            for side, item in zip(sides, (known.first, known.second), strict=True)
        ]
        yield (
            items[ends[number] : ends[number + 1]],
            Pairs(place[pairs.first[here]], place[pairs.second[here]], pairs.score[here]),
            list(zip(*before, known.total[chosen].tolist(), strict=True)),
        )
