"""How alike two articles are, as far as that tells whether they report one event.

In: the outlines of a corpus. Out: pairs with a score of at least `LEAST_SCORE`, as whole ten-thousandths.

Method: TF-IDF cosine, the mean of three representations: the lead (title three times and the first 200 words), the
whole text, and its names and numbers, which tell apart events of one kind (`terms.py`); then a decay over the days
between two publications, where both are known to the day; then a damping of pairs that do not name each other's
subjects (`subjects.py`). Articles are compared within their language only: dated ones within a window of days, undated
ones with all others, or in a large corpus with those that share their rarest words (`undated.py`). Each article is
weighed by the rarity of words in a window of time (`windows.py`), so its scores hang on the articles of that time; what
an earlier run scored under the same windows is taken over.

The decay is a Gaussian. Where both dates were read in texts or addresses, it has a floor: such a date can be that of an
update, or of the event. Of a subject on which there is news every other day, the day tells the event all the same; of
one on which there is news on few days, reports of weeks later mostly tell one event. So the floor falls with the number
of other days with reports that are at all alike (local scaling: Zelnik-Manor and Perona 2004). It holds for the next
`COMPARED` articles in time; other days are counted in a sample of as many, from a window of time as well.

Memory: the vectors of the cells of time that are compared, and of some thousand undated articles. What it does not do:
meaning; two reports that share no word are not alike. TF-IDF with decay: Gaussian, after the figures of event detection
in news.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, log

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from flows.link.memory import KeptLists, Memory, digest
from flows.link.outlines import Outlines
from flows.link.stories.timeline import Block, Numbers, Timeline
from flows.link.stories.undated import KnownScores, RareWords
from flows.link.stories.windows import WINDOW_ARTICLES, Range, other_days_window
from flows.link.stories.word_lists import FALLBACK_LANGUAGE

# BCubed F1 on the development set of roundups: 1 day .943, 1.5 days .947, 2 days .938, 3 days .929.
DECAY_DAYS = 1.5
# Other days of a subject at which the floor is one half. BCubed F1 of ECB+, whose dates are all read, and of roundups
# as if theirs were: no floor .889, .943; 6 days .924, .943; 12 days .943, .943; 16 days .944, .943. Samples of thirty
# neighbouring roundups bear no floor: .947; 6 days .939, 12 days .886. So dates that were given have none.
OTHER_DAYS = 12.0
FLOOR_POWER = 4  # 2 gives the same within .004
FAR_DAYS = 3.0  # what is nearer can be the event itself
ALIKE = 0.03  # on the subject, at least; with .05 fewer days are too many, for the same figures
COMPARED = 2_000
SCALE = 10_000  # scores have four decimals
LEAST_SCORE = 500  # .05: pairs below change no group on either set, and there are eight times as many of them
FURTHEST_DAYS = DECAY_DAYS * (2 * log(SCALE / LEAST_SCORE)) ** 0.5  # where equal texts score just that
COMPARISONS_PER_CHUNK = 4_000_000  # bounds the memory of the scores that are held at a time
PAIRS_PER_CHUNK = 8_192  # the same where pairs are compared one by one
PASS_CELLS = 10  # of undated articles whose vectors are held at a time: some 50 MB
DENSE_PER_CHUNK = 1_000_000
PAIR_LISTS = {"later": pa.int32(), "earlier": pa.int32(), "score": pa.int16()}

Positions = npt.NDArray[np.int32]
Scores = npt.NDArray[np.int16]
Scored = tuple[Numbers, Numbers, Scores]  # later and earlier article by number in time, score


@dataclass(frozen=True)
class Pairs:
    """Scored pairs of articles by position, `first < second`; `score` in ten-thousandths."""

    first: Positions
    second: Positions
    score: Positions


def similar_pairs(outlines: Outlines, memory: Memory | None = None) -> Pairs:
    """Return the pairs of articles that are alike, by their positions.

    `memory`: what an earlier run left of scores, and where this run leaves its own.
    """
    memory = memory or Memory()
    numbers, kept = memory.numbers(outlines), _Kept.of(memory)
    by_language: dict[str, list[int]] = defaultdict(list)
    for position, outline in enumerate(outlines):
        by_language[outline.language_code or FALLBACK_LANGUAGE].append(position)
    nothing = np.zeros(0, np.int32)
    found = [(nothing, nothing, nothing)]
    for language, positions in sorted(by_language.items()):
        timeline = Timeline(outlines, positions, numbers, language)
        for later, earlier, score in _Language(timeline, kept).pairs():
            found.append((timeline.positions[later], timeline.positions[earlier], score.astype(np.int32)))
    kept.leave()
    one, other, scores = (np.concatenate(column) for column in zip(*found, strict=True))
    return Pairs(np.minimum(one, other), np.maximum(one, other), scores)


@dataclass(frozen=True)
class _Kept:
    """What is kept of scores: those inside windows of time, the days of subjects, and the scores of the undated."""

    cells: KeptLists
    days: KeptLists
    undated: KnownScores

    @classmethod
    def of(cls, memory: Memory) -> "_Kept":
        days = KeptLists(memory, "days", {"other_days": pa.float64()})
        return cls(KeptLists(memory, "cells", PAIR_LISTS), days, KnownScores(memory))

    def leave(self) -> None:
        for part in (self.cells, self.days, self.undated):
            part.leave()


class _Language:
    """The articles of one language, to be compared."""

    def __init__(self, timeline: Timeline, kept: _Kept) -> None:
        self.timeline, self.kept = timeline, kept
        self.days, self.is_read, self.cells = timeline.days, timeline.is_read, timeline.cells
        self.dated_count = len(timeline.dated_cells)
        self.other_days = np.zeros(len(timeline))  # on which there are reports on the subject
        self.days_keys = [self._days_key(number) for number in range(self.dated_count)]

    def pairs(self) -> Iterator[Scored]:
        """Yield the pairs that are alike, some at a time."""
        undated = range(self.dated_count, len(self.cells))
        passes = [undated[start : start + PASS_CELLS] for start in range(0, len(undated), PASS_CELLS)] or [undated]
        rare_words = RareWords(self.timeline) if len(self.days) > WINDOW_ARTICLES and undated else None
        for chosen in passes:
            for number in range(len(self.cells)):
                if chosen is passes[0] and number < self.dated_count:
                    yield self._pairs_of_cell(number)
                if chosen:
                    yield from self._pairs_of_undated(number, chosen, rare_words)
            self.timeline.forget(range(len(self.cells)))

    def _reach(self, number: int) -> int:
        """Return the first of the articles that any of a dated cell is to be compared with."""
        start, end = self.cells[number]
        near = int(np.searchsorted(self.days[: self.timeline.dated], self.days[start] - FURTHEST_DAYS))
        return min(near, max(0, start - COMPARED)) if self.is_read[start:end].any() else near

    def _pairs_of_cell(self, number: int) -> Scored:
        """Return the pairs of a dated cell and what is before it."""
        low, end = self._reach(number), self.cells[number][1]
        cells = range(int(self.timeline.cell_of[low]), number + 1)
        self.timeline.forget(range(cells[0]), only_dated=True)
        self.kept.days.carry(self.days_keys[number])
        keys = [(self.timeline.weight_keys[cell], self.days_keys[cell]) for cell in cells]
        start = self.cells[number][0]
        key = digest(self.timeline.numbers[low:end], np.array([start - low]), np.array(keys, np.uint64))
        later, earlier, score = self.kept.cells.find(key, lambda: self._compare_cell(number, cells, low))
        return later.astype(np.int64) + low, earlier.astype(np.int64) + low, score

    def _compare_cell(self, number: int, cells: range, low: int) -> tuple[Positions, Positions, Scores]:
        for cell in cells:
            self._count_other_days(cell)
        block, rows = self.timeline.block(number), self.cells[number]
        found = []
        for cell in cells:
            other = self.timeline.block(cell).on(block.terms)
            columns = max(low, self.cells[cell][0]), self.cells[cell][1]
            found += list(self._products(block, rows, other, columns))
        later, earlier, score = (np.concatenate(column) for column in zip(*found, strict=True))
        return (later - low).astype(np.int32), (earlier - low).astype(np.int32), score

    def _pairs_of_undated(self, number: int, chosen: range, rare_words: RareWords | None) -> Iterator[Scored]:
        """Yield the pairs of some cells of undated articles and a cell that is not after them."""
        if rare_words is None:
            for cell in (cell for cell in chosen if cell >= number):
                block = self.timeline.block(cell)
                other = self.timeline.block(number).on(block.terms)
                yield from self._products(block, self.cells[cell], other, self.cells[number])
            return
        later, earlier = rare_words.candidates(number)
        is_chosen = (later >= self.cells[chosen[0]][0]) & (later < self.cells[chosen[-1]][1])
        later, earlier = later[is_chosen], earlier[is_chosen]
        score = self.kept.undated.find(self.timeline, (later, earlier), self._compare_undated)
        yield later[score > 0], earlier[score > 0], score[score > 0]

    def _compare_undated(self, later: Numbers, earlier: Numbers) -> Scores:
        """Return the scores of pairs of undated articles and those of a cell, 0 where they are not alike."""
        scores = np.zeros(len(later), np.int16)
        for cell in np.unique(self.timeline.cell_of[later]).tolist():
            here = np.flatnonzero(self.timeline.cell_of[later] == cell)
            articles, columns = np.unique(earlier[here], return_inverse=True)
            block = self.timeline.block(cell)
            other = self.timeline.block_of(articles, cell).on(block.terms)
            for first, last in _cut(0, len(here), PAIRS_PER_CHUNK):
                places, those = here[first:last], columns[first:last]
                rows = block.rows(later[places])
                cosines = np.asarray(block.vectors[rows].multiply(other.vectors[those]).sum(axis=1)).ravel()
                kept, found = self._scores(block, later[places], other, earlier[places], cosines)
                scores[places[kept]] = found
        return scores

    def _products(self, block: Block, rows: Range, other: Block, columns: Range) -> Iterator[Scored]:
        """Compare each of some articles with each of some others, as numbers in the order of time."""
        others = other.vectors[slice(*other.rows(columns))].T.tocsr()
        for first, last in _cut(*rows, max(1, COMPARISONS_PER_CHUNK // max(1, columns[1] - columns[0]))):
            product = (block.vectors[slice(*block.rows((first, last)))] @ others).tocoo()
            is_near = (product.data * SCALE >= LEAST_SCORE - 1) & (product.col + columns[0] < product.row + first)
            later = product.row[is_near].astype(np.int64) + first
            earlier = product.col[is_near].astype(np.int64) + columns[0]
            kept, scores = self._scores(block, later, other, earlier, product.data[is_near])
            yield later[kept], earlier[kept], scores

    def _scores(
        self, block: Block, later: Numbers, other: Block, earlier: Numbers, cosines: npt.NDArray[np.float64]
    ) -> tuple[Numbers, Scores]:
        """Return which of some pairs are alike, and their scores."""
        scores = np.rint(cosines * self._decay(later, earlier) * SCALE)
        kept = np.flatnonzero(scores >= LEAST_SCORE)
        damping = block.subjects.damping(block.rows(later[kept]), other.subjects, other.rows(earlier[kept]))
        scores = np.rint(np.minimum(scores[kept], SCALE) * damping).astype(np.int16)
        is_alike = scores >= LEAST_SCORE
        return kept[is_alike], scores[is_alike]

    def _decay(self, later: Numbers, earlier: Numbers) -> npt.NDArray[np.float64]:
        """Return the factor for each pair that its days apart give, 1 where one of them is not known."""
        apart = np.nan_to_num(self.days[later] - self.days[earlier])
        near = np.asarray(np.exp(-(apart**2) / (2 * DECAY_DAYS**2)), dtype=np.float64)
        has_floor = self.is_read[later] & self.is_read[earlier] & (later - earlier <= COMPARED)
        if not has_floor.any():
            return near
        busy = (self.other_days[later] + self.other_days[earlier]) / 2 / OTHER_DAYS
        floor = np.where(has_floor, 1 / (1 + busy**FLOOR_POWER), 0.0)
        return np.asarray(floor + (1 - floor) * near, dtype=np.float64)

    def _sample(self, number: int) -> Numbers:
        """Return the articles among which a dated cell's other days are counted."""
        low, high = other_days_window(self.timeline.dated_cells, number, self.days[: self.timeline.dated])
        return np.arange(low, high, max(1, ceil((high - low) / COMPARED)))

    def _days_key(self, number: int) -> int:
        """Return a number for what the other days of a cell depend on; 0 where none of its dates was read."""
        start, end = self.cells[number]
        if not self.is_read[start:end].any():
            return 0
        numbers, weight = self.timeline.numbers, self.timeline.weight_keys[number]
        return digest(numbers[start:end], numbers[self._sample(number)], np.array([weight], np.uint64))

    def _count_other_days(self, number: int) -> None:
        """Count on how many days far from their own there are reports like those of a cell whose dates were read."""
        if self.days_keys[number]:
            (found,) = self.kept.days.find(self.days_keys[number], lambda: (self._other_days_of(number),))
            self.other_days[slice(*self.cells[number])] = found

    def _other_days_of(self, number: int) -> npt.NDArray[np.float64]:
        (cell_start, cell_end), sample = self.cells[number], self._sample(number)
        found = np.zeros(cell_end - cell_start)
        _, starts = np.unique(np.floor(self.days[sample]), return_index=True)
        block = self.timeline.block(number)
        others = self.timeline.block_of(sample, number).on(block.terms)
        for start, end in _cut(cell_start, cell_end, max(1, DENSE_PER_CHUNK // len(sample))):
            rows = np.arange(start, end)[self.is_read[start:end]]
            subjects = block.subjects.dampings(rows - cell_start, others.subjects)
            alike = (block.vectors[rows - cell_start] @ others.vectors.T).toarray() * subjects
            is_other = (alike >= ALIKE) & (np.abs(self.days[rows, None] - self.days[None, sample]) > FAR_DAYS)
            found[rows - cell_start] = np.logical_or.reduceat(is_other, starts, axis=1).sum(axis=1)
        return found


def _cut(start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the borders of ranges of at most `size` numbers."""
    for first in range(start, end, size):
        yield first, min(first + size, end)
