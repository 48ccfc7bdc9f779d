"""Which articles an undated one is compared with in a large corpus: those that share its rarest words.

In: the articles of one language, the undated last. Out: for a cell of them, the pairs with an undated article that is
later in that order. Its rarest words are as many as about `MOST_COMPARED` articles have among them; an article that has
`LEAST_SHARED` of them is compared. How many articles have a word is counted in slots of a table, of which two words
seldom share one, so that a pass over all terms is all that counting takes.
"""

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from scipy import sparse

from flows.link.memory import Memory
from flows.link.stories.timeline import Numbers, Timeline
from flows.link.word_hashes import Hashes

MOST_COMPARED = 2_000
LEAST_SHARED = 2
SLOTS = 2**22
# odd, well mixed
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)


class RareWords:
    """The rarest words of the undated articles of a language."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        frequency = np.zeros(SLOTS, np.int32)
        for number in range(len(timeline.cells)):
            np.add.at(frequency, _slots(self._terms(number)[1]), 1)
        sizes, terms = timeline.term_hashes((timeline.dated, len(timeline)))
        owners = np.repeat(np.arange(len(sizes)), sizes)
        counts = frequency[_slots(terms)]
        order = np.lexsort((terms, counts, owners))
        total = np.cumsum(counts[order], dtype=np.int64)
        before = np.concatenate([[0], total])[np.concatenate([[0], np.cumsum(sizes)])[:-1]]
        is_rare = total - np.repeat(before, sizes) <= MOST_COMPARED
        self._terms_sought = np.unique(terms[order][is_rare])
        self._has_slot = np.zeros(SLOTS, np.bool_)
        self._has_slot[_slots(self._terms_sought)] = True
        self._rarest = self._presence(owners[order][is_rare], terms[order][is_rare], len(sizes))

    def candidates(self, number: int) -> tuple[Numbers, Numbers]:
        """Return pairs of an undated article and one of a cell, which comes before it, by their numbers."""
        start, end = self._timeline.cells[number]
        sizes, terms = self._terms(number)
        owners = np.repeat(np.arange(end - start), sizes)
        is_near = self._has_slot[_slots(terms)]
        here = self._presence(owners[is_near], terms[is_near], end - start)
        shared = (self._rarest @ here.T).tocoo()
        later, earlier = shared.row + self._timeline.dated, shared.col + start
        is_chosen = (shared.data >= LEAST_SHARED) & (earlier < later)
        return later[is_chosen].astype(np.int64), earlier[is_chosen].astype(np.int64)

    def _terms(self, number: int) -> tuple[Numbers, Hashes]:
        return self._timeline.term_hashes(self._timeline.cells[number])

    def _presence(self, owners: Numbers, terms: Hashes, count: int) -> sparse.csr_matrix:
        """Return a row for each article, with a 1 for each of its terms that are sought."""
        sought = self._terms_sought
        columns = np.minimum(np.searchsorted(sought, terms), max(0, len(sought) - 1))
        is_there = sought[columns] == terms if len(sought) else np.zeros(len(terms), np.bool_)
        cells = np.ones(np.count_nonzero(is_there), np.int32), (owners[is_there], columns[is_there])
        return sparse.csr_matrix(cells, shape=(count, max(1, len(sought))))


class KnownScores:
    """The scores of pairs with an undated article, those of an earlier run and this one's; 0 where not alike."""

    def __init__(self, memory: Memory) -> None:
        self._memory = memory
        self._keys, self._scores = memory.column("undated", "key"), memory.column("undated", "score", np.int16)
        self._now = [(np.zeros(0, np.uint64), np.zeros(0, np.int16))]

    def find(
        self,
        timeline: Timeline,
        pairs: tuple[Numbers, Numbers],
        score: Callable[[Numbers, Numbers], npt.NDArray[np.int16]],
    ) -> npt.NDArray[np.int16]:
        """Return the scores of pairs of a later and an earlier article, made by `score` where they are not known."""
        sides = timeline.numbers[pairs[0]], timeline.numbers[pairs[1]]
        keys = np.full(len(pairs[0]), timeline.weight_keys[-1], np.uint64)  # that of all undated ones
        for side, factor in zip(sides, _FACTORS, strict=True):
            keys += (side ^ (side >> np.uint64(29))) * factor
        places = np.minimum(np.searchsorted(self._keys, keys), max(0, len(self._keys) - 1))
        is_new = self._keys[places] != keys if len(self._keys) else np.ones(len(keys), np.bool_)
        scores = np.zeros(len(keys), np.int16)
        scores[~is_new] = self._scores[places[~is_new]]
        scores[is_new] = score(pairs[0][is_new], pairs[1][is_new])
        self._now.append((keys, scores))
        return scores

    def leave(self) -> None:
        """Leave to the next run the scores that this one needed."""
        keys, scores = (np.concatenate(column) for column in zip(*self._now, strict=True))
        order = np.argsort(keys)
        self._memory.now["undated"] = pa.table({"key": keys[order], "score": scores[order]})


def _slots(terms: Hashes) -> Numbers:
    return (terms & np.uint64(SLOTS - 1)).astype(np.int64)
