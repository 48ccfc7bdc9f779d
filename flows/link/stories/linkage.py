"""The joining of groups in one component of items, all of it or what changed since an earlier run.

In: scored pairs of items, which items are affected (new, or with other pairs than before), the joins of an earlier run
in their order. Out: the joins in the order in which average linkage makes them (`average_linkage.py`), the same as if
nothing were known.

Method: a queue of pairs of groups by their mean score. Whether two groups join depends on these two alone, so a join of
the earlier run is repeated at its turn as long as both groups are what they were, and their other pairs need not be
looked at. A group is affected where it holds an affected item, or where the join that came next for it cannot be
repeated, since the other group is affected; the scores of affected groups with all others are summed up and queued.
"""

import heapq
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from flows.link.stories.similarity import SCALE, Pairs

# BCubed F1 on the development sets (roundups, ECB+): .942 and .943 with a cohesion share of .84 to .87, .943 and .941
# with .90. Measured earlier, with a share of .95: a least mean of .08 to .11 moves both by .001, a sure mean of .26
# nothing, of .25 and .28 ECB+ to .923 and .937.
LEAST_MEAN = 0.10
COHESION_SHARE = 0.87
SURE_MEAN = 0.27
LEAST = LEAST_MEAN * SCALE
ENTRIES_AT_A_TIME = 10_000
NO_JOIN = -1

Join = tuple[int, int, int]  # the first items of both groups, the lower one first, and the sum of scores between them
_Entry = tuple[float, int, int, int, int]  # mean score, negative; both groups and their versions


class Linkage:
    """Groups in the making, each called by its first item."""

    def __init__(
        self, count: int, pairs: Pairs, is_affected: npt.NDArray[np.bool_], known: Sequence[Join] = ()
    ) -> None:
        self._members = [[item] for item in range(count)]
        self._group_of = list(range(count))
        self._inside, self._version = [0] * count, [0] * count  # sums of scores inside; how often it has grown
        self._known = known
        self._is_broken = [False] * len(known)  # joins that cannot be repeated
        self._next = [NO_JOIN] * len(known)  # the join after this one that its group takes part in
        self._turn = [NO_JOIN] * count  # the join that comes next for a group
        self._is_affected = self._follow_known(is_affected.tolist())
        self._queue: list[_Entry] = []
        # of groups of several items: of affected ones with all others, of the others with affected ones
        self._scores: dict[int, dict[int, int]] = {}
        self._pairs = pairs
        ends = np.concatenate([pairs.first, pairs.second])
        order = np.argsort(ends, kind="stable")
        self._others = np.concatenate([pairs.second, pairs.first])[order]
        self._other_scores = np.concatenate([pairs.score, pairs.score])[order]
        self._ends = np.searchsorted(ends[order], np.arange(count + 1)).tolist()

    def _follow_known(self, is_affected: list[bool]) -> list[bool]:
        """Find which known joins cannot be repeated, and return which items are affected at the outset."""
        is_touched, last = list(is_affected), dict[int, int]()
        for number, (a, b, _) in enumerate(self._known):
            there = [group for group in (a, b) if group >= 0]
            self._is_broken[number] = len(there) < 2 or is_touched[a] or is_touched[b]
            for group in there:
                is_touched[group] |= self._is_broken[number]
                if group in last:
                    self._next[last[group]] = number
                else:
                    self._turn[group] = number
                last[group] = number
        return [
            is_it or (turn != NO_JOIN and self._is_broken[turn])
            for is_it, turn in zip(is_affected, self._turn, strict=True)
        ]

    def joins(self) -> list[Join]:
        """Make all joins and return them in their order."""
        made: list[Join] = []
        affected = np.array(self._is_affected, np.bool_)
        pairs, is_chosen = self._pairs, affected[self._pairs.first] | affected[self._pairs.second]
        for number in range(len(self._known)):
            self._queue_known(number)
        waiting = _ordered(pairs.first[is_chosen], pairs.second[is_chosen], pairs.score[is_chosen])
        head = next(waiting, None)
        while head or self._queue:
            if head and (not self._queue or head < self._queue[0]):
                (_, a, b, *versions), head = head, next(waiting, None)
            else:
                _, a, b, *versions = heapq.heappop(self._queue)
            if versions == [self._version[a], self._version[b]]:
                made.append(self._join(a, b))
        return made

    def _bar(self, group: int) -> float:
        """Return the mean score another group must reach; the cohesion of few items is a guess and counts less."""
        size = len(self._members[group])
        if size == 1:
            return 0.0
        cohesion = 2 * self._inside[group] / (size * (size - 1))
        return min(SURE_MEAN * SCALE, COHESION_SHARE * cohesion * (size - 1) / size)

    def _queue_known(self, number: int) -> None:
        """Queue a known join that can be repeated, once both groups are what they were then."""
        a, b, total = self._known[number]
        if not self._is_broken[number] and self._turn[a] == self._turn[b] == number:
            self._push(a, b, total / (len(self._members[a]) * len(self._members[b])))

    def _push(self, a: int, b: int, mean: float) -> None:
        low, high = min(a, b), max(a, b)
        heapq.heappush(self._queue, (-mean, low, high, self._version[low], self._version[high]))

    def _scores_of(self, group: int) -> dict[int, int]:
        """Return the scores of a group, summed up anew for a single item: there are many, and most stay alone."""
        return self._scores[group] if group in self._scores else self._sum_scores(group)

    def _sum_scores(self, group: int) -> dict[int, int]:
        sums: dict[int, int] = {}
        is_affected = self._is_affected[group]
        for item in self._members[group]:
            here = slice(self._ends[item], self._ends[item + 1])
            for other_item, score in zip(self._others[here].tolist(), self._other_scores[here].tolist(), strict=True):
                other = self._group_of[other_item]
                if is_affected or self._is_affected[other]:
                    sums[other] = sums.get(other, 0) + score
        sums.pop(group, None)
        return sums

    def _push_all(self, group: int, scores: Mapping[int, int]) -> None:
        """Queue the pairs of a group that may join; whether they may never changes before one of the two does."""
        size, bar = len(self._members[group]), self._bar(group)
        for other, total in scores.items():
            mean = total / (size * len(self._members[other]))
            if mean >= LEAST and mean >= min(bar, self._bar(other)):
                self._push(group, other, mean)

    def _join(self, a: int, b: int) -> Join:
        """Move the items of group `b` into group `a` and queue the new means."""
        is_known = not (self._is_affected[a] or self._is_affected[b])
        if not is_known:
            self._affect(a)
            self._affect(b)
        scores, gone = self._scores_of(a), self._scores_of(b)
        self._scores.pop(b, None)
        total = self._known[self._turn[a]][2] if is_known else scores.pop(b)
        gone.pop(a, None)
        for other, score in gone.items():
            scores[other] = scores.get(other, 0) + score
            if other in self._scores:
                del self._scores[other][b]
        for other, score in scores.items():
            if other in self._scores:
                self._scores[other][a] = score
        self._scores[a] = scores
        self._inside[a] += self._inside[b] + total
        for item in self._members[b]:
            self._group_of[item] = a
        self._members[a] += self._members[b]
        self._members[b] = []
        self._version[a] += 1
        self._version[b] += 1
        self._push_all(a, scores)
        if is_known:
            self._turn[a] = self._next[self._turn[a]]
            if self._turn[a] != NO_JOIN:
                self._queue_known(self._turn[a])
                if self._is_broken[self._turn[a]]:
                    self._affect(a)
        return a, b, total

    def _affect(self, group: int) -> None:
        """Take a group to be affected, and those that the joins it took part in would have led to."""
        if self._is_affected[group]:
            return
        self._is_affected[group] = True
        scores = self._sum_scores(group)
        if group in self._scores:
            self._scores[group] = scores
        for other, score in scores.items():
            if other in self._scores:
                self._scores[other][group] = score
        self._push_all(group, scores)
        number = self._turn[group]
        while number != NO_JOIN and not self._is_broken[number]:
            self._is_broken[number] = True
            for side in self._known[number][:2]:
                if self._turn[side] == number and self._members[side]:
                    self._affect(side)
            number = self._next[number]


def _ordered(
    first: npt.NDArray[np.integer], second: npt.NDArray[np.integer], score: npt.NDArray[np.integer]
) -> Iterator[_Entry]:
    """Yield the pairs of single items that may join, the best first."""
    strong = np.flatnonzero(score >= LEAST)
    low, high = np.minimum(first, second)[strong], np.maximum(first, second)[strong]
    order = np.lexsort((high, low, -score[strong]))
    for start in range(0, len(order), ENTRIES_AT_A_TIME):
        here = order[start : start + ENTRIES_AT_A_TIME]
        columns = (-score[strong[here]].astype(np.float64), low[here], high[here])
        for mean, a, b in zip(*(column.tolist() for column in columns), strict=True):
            yield mean, a, b, 0, 0
