"""How alike two articles are, as far as that tells whether they report one event.

In: the outlines of a corpus. Out: pairs with a score of at least `LEAST_SCORE`, as whole ten-thousandths.

Method: TF-IDF cosine, the mean of three representations: the lead (title three times and the first 200 words), the
whole text, and its names and numbers, which tell apart events of one kind (`terms.py`); then a decay over the days
between two publications, where both are known to the day; then a damping of pairs that do not name each other's
subjects (`subjects.py`). Articles are compared within their language only: dated ones within a window of days, undated
ones with all others, or in a large corpus with those that share their rarest words.

The decay is a Gaussian. Where both dates were read in texts or addresses, it has a floor: such a date can be that of an
update, or of the event. Of a subject on which there is news every other day, the day tells the event all the same; of
one on which there is news on few days, reports of weeks later mostly tell one event. So the floor falls with the number
of other days with reports that are at all alike (local scaling: Zelnik-Manor and Perona 2004). It holds for the next
`COMPARED` articles in time; other days are counted in a sample of as many.

Memory: the vectors of two windows, or of the undated articles that are compared at a time. What it does not do:
meaning; two reports that share no word are not alike. TF-IDF with decay: Gaussian, after the figures of event detection
in news.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from math import ceil, log

import numpy as np
import numpy.typing as npt
from scipy import sparse

from flows.link.corpus import Described
from flows.link.outlines import Outlines
from flows.link.stories.subjects import Subjects
from flows.link.stories.terms import TermLists, Vocabulary
from flows.link.stories.word_lists import FALLBACK_LANGUAGE

# BCubed F1 on the development set of roundups: 1 day .943, 1.5 days .947, 2 days .938, 3 days .929.
DECAY_DAYS = 1.5
# Other days of a subject at which the floor is one half. BCubed F1 of ECB+, whose dates are all read, and of roundups
# as if theirs were: no floor .889, .943; 6 days .924, .943; 12 days .943, .943; 16 days .944, .943. Samples of thirty
# neighbouring roundups bear no floor: .947; 6 days .939, 12 days .886. So dates that were given have none.
OTHER_DAYS = 12.0
FLOOR_POWER = 4  # 2 gives the same within .004
READ_METHODS = frozenset({"url", "text", "dateline"})
FAR_DAYS = 3.0  # what is nearer can be the event itself
ALIKE = 0.03  # on the subject, at least; with .05 fewer days are too many, for the same figures
COMPARED = 2_000
SCALE = 10_000  # scores have four decimals
LEAST_SCORE = 500  # .05: pairs below change no group on either set, and there are eight times as many of them
FURTHEST_DAYS = DECAY_DAYS * (2 * log(SCALE / LEAST_SCORE)) ** 0.5  # where equal texts score just that
COMPARISONS_PER_CHUNK = 4_000_000  # bounds the memory of the scores that are held at a time
PAIRS_PER_CHUNK = 8_192  # the same where pairs are compared one by one
ROWS_PER_BLOCK = 2_000  # articles whose vectors are made at a time: some 10 MB
UNDATED_ROWS = 10_000  # undated articles that are compared at a time: some 50 MB
# An undated article meets all others of so many; of more, about `MOST_COMPARED`, which then costs less.
ALL_COMPARED = 20_000
MOST_COMPARED = 2_000
DENSE_PER_CHUNK = 1_000_000
COARSE_PRECISIONS = frozenset({"month", "year"})

Positions = npt.NDArray[np.int32]
Numbers = npt.NDArray[np.int64]
Scored = tuple[Positions, Positions, Positions]


@dataclass(frozen=True)
class Pairs:
    """Scored pairs of articles by position, `first < second`; `score` in ten-thousandths."""

    first: Positions
    second: Positions
    score: Positions


def similar_pairs(outlines: Outlines) -> Pairs:
    """Return the pairs of articles that are alike, by their positions."""
    by_language: dict[str, list[int]] = defaultdict(list)
    for position, outline in enumerate(outlines):
        by_language[outline.language_code or FALLBACK_LANGUAGE].append(position)
    nothing = np.zeros(0, np.int32)
    found: list[Scored] = [(nothing, nothing, nothing)]
    for language, positions in sorted(by_language.items()):
        found += _Language.read(outlines, positions, language).pairs()
    one, other, scores = (np.concatenate(column) for column in zip(*found, strict=True))
    return Pairs(np.minimum(one, other), np.maximum(one, other), scores)


def publication_day(article: Described) -> float:
    """Return the publication as a number of days, noon where only the day is known; not a number where unknown."""
    if article.published_precision in COARSE_PRECISIONS:
        return float("nan")
    if article.published_at is not None:
        return article.published_at.timestamp() / 86_400
    if article.published_on is not None:
        return datetime.combine(article.published_on, time(12), UTC).timestamp() / 86_400
    return float("nan")


@dataclass(frozen=True)
class _Block:
    """Neighbours in the order of a language, from the number `start` on, ready to be compared.

    `vectors`: one row of unit length each, its three representations side by side.
    """

    start: int
    vectors: sparse.csr_matrix
    subjects: Subjects
    lists: TermLists


@dataclass(frozen=True)
class _Language:
    """The articles of one language in order of publication, the undated last: their positions in the corpus."""

    outlines: Outlines
    positions: Positions
    days: npt.NDArray[np.float64]
    is_read: npt.NDArray[np.bool_]  # whether the date was read in a text or an address
    vocabulary: Vocabulary
    other_days: npt.NDArray[np.float64] | None = None  # on which there are reports on the subject

    @classmethod
    def read(cls, outlines: Outlines, positions: Sequence[int], language: str) -> "_Language":
        """Put the articles in order, and count their terms."""
        days = np.array([publication_day(outlines[position]) for position in positions])
        order = np.argsort(days, kind="stable")
        here = np.asarray(positions, np.int32)[order]
        parts = (outlines.terms(here[start:end].tolist()) for start, end in _cut(0, len(here), ROWS_PER_BLOCK))
        is_read = np.array([outlines[position].published_method in READ_METHODS for position in here])
        found = cls(outlines, here, days[order], is_read, Vocabulary.of(parts, language))
        return replace(found, other_days=found._count_other_days()) if is_read.any() else found

    def pairs(self) -> Iterator[Scored]:
        """Yield the pairs that are alike, a chunk at a time."""
        dated, start = self._dated, 0
        while start < dated:
            end = min(dated, max(start + ROWS_PER_BLOCK, self._near(start)))
            yield from self._pairs_of_window(self._block(start, self._reach(start, end)), start, end)
            start = end
        for start, end in _cut(dated, len(self.days), UNDATED_ROWS):
            yield from self._pairs_of_undated(self._block(start, end), start, end)

    @property
    def _dated(self) -> int:
        return int(np.count_nonzero(~np.isnan(self.days)))

    def _near(self, number: int) -> int:
        """Return the end of the dated articles that are near enough in time to one of them."""
        return int(np.searchsorted(self.days[: self._dated], self.days[number] + FURTHEST_DAYS, side="right"))

    def _reach(self, start: int, end: int) -> int:
        """Return the end of the dated articles that any of some dated ones is to be compared with."""
        near = self._near(end - 1)
        return max(near, min(self._dated, end + COMPARED)) if self.is_read[start:end].any() else near

    def _pairs_of_window(self, block: _Block, start: int, end: int) -> Iterator[Scored]:
        for first, last in _cut(start, end, max(1, COMPARISONS_PER_CHUNK // len(block.lists.ends))):
            yield self._product(block, (first, self._reach(first, last)), block, (first, last))

    def _pairs_of_undated(self, undated: _Block, start: int, end: int) -> Iterator[Scored]:
        for first, last in _cut(0, end, ROWS_PER_BLOCK):
            block = self._block(first, last)
            if len(self.days) > ALL_COMPARED:
                yield from self._candidates(undated, block)
                continue
            for low, high in _cut(start, end, max(1, COMPARISONS_PER_CHUNK // (last - first))):
                yield self._product(undated, (low, high), block, (first, last))

    def _block(self, start: int, end: int) -> _Block:
        return self._block_of(np.arange(start, end))

    def _block_of(self, numbers: Numbers) -> _Block:
        lists = self.outlines.terms(self.positions[numbers].tolist())
        vectors = self.vocabulary.vectors(lists)
        return _Block(int(numbers[0]), vectors, Subjects(lists, self.vocabulary), lists)

    def _product(self, later: _Block, rows: tuple[int, int], earlier: _Block, columns: tuple[int, int]) -> Scored:
        """Compare each of some articles with each of some others; places are numbers in the order of the language."""
        those = later.vectors[rows[0] - later.start : rows[1] - later.start]
        others = earlier.vectors[columns[0] - earlier.start : columns[1] - earlier.start]
        product = (those @ others.T).tocoo()
        return self._scored(later, product.row + rows[0], earlier, product.col + columns[0], product.data)

    def _candidates(self, undated: _Block, block: _Block) -> Iterator[Scored]:
        """Compare undated articles with those of a block that share their rarest words."""
        shared = (
            self.vocabulary.rarest(undated.lists, MOST_COMPARED) @ self.vocabulary.presence(block.lists).T
        ).tocoo()
        for first, last in _cut(0, len(shared.row), PAIRS_PER_CHUNK):
            rows, columns = shared.row[first:last], shared.col[first:last]
            cosines = np.asarray(undated.vectors[rows].multiply(block.vectors[columns]).sum(axis=1)).ravel()
            yield self._scored(undated, rows + undated.start, block, columns + block.start, cosines)

    def _scored(
        self, later: _Block, rows: Numbers, earlier: _Block, columns: Numbers, cosines: npt.NDArray[np.float64]
    ) -> Scored:
        is_near = (cosines * SCALE >= LEAST_SCORE - 1) & (columns < rows)
        rows, columns, cosines = rows[is_near], columns[is_near], cosines[is_near]
        scores = np.rint(cosines * self._decay(rows, columns) * SCALE)
        is_near = scores >= LEAST_SCORE
        rows, columns, scores = rows[is_near], columns[is_near], np.minimum(scores[is_near], SCALE)
        damping = later.subjects.damping(rows - later.start, earlier.subjects, columns - earlier.start)
        scores = np.rint(scores * damping).astype(np.int32)
        kept = scores >= LEAST_SCORE
        return self.positions[rows[kept]], self.positions[columns[kept]], scores[kept]

    def _decay(self, rows: Numbers, columns: Numbers) -> npt.NDArray[np.float64]:
        """Return the factor for each pair that its days apart give, 1 where one of them is not known."""
        apart = np.nan_to_num(self.days[rows] - self.days[columns])
        near = np.asarray(np.exp(-(apart**2) / (2 * DECAY_DAYS**2)), dtype=np.float64)
        if self.other_days is None:
            return near
        busy = (self.other_days[rows] + self.other_days[columns]) / 2 / OTHER_DAYS
        has_floor = self.is_read[rows] & self.is_read[columns] & (rows - columns <= COMPARED)
        floor = np.where(has_floor, 1 / (1 + busy**FLOOR_POWER), 0.0)
        return np.asarray(floor + (1 - floor) * near, dtype=np.float64)

    def _count_other_days(self) -> npt.NDArray[np.float64]:
        """Return for articles whose dates were read on how many days far from their own there are reports like them."""
        found, read = np.zeros(len(self.days)), np.flatnonzero(self.is_read)
        sample = np.arange(0, self._dated, max(1, ceil(self._dated / COMPARED)))
        if not len(sample):
            return found
        _, starts = np.unique(np.floor(self.days[sample]), return_index=True)
        others = self._block_of(sample)
        for start, end in _cut(0, len(read), max(1, DENSE_PER_CHUNK // len(sample))):
            rows = read[start:end]
            these = self._block_of(rows)
            alike = (these.vectors @ others.vectors.T).toarray() * these.subjects.dampings(others.subjects)
            is_other = (alike >= ALIKE) & (np.abs(self.days[rows, None] - self.days[None, sample]) > FAR_DAYS)
            found[rows] = np.logical_or.reduceat(is_other, starts, axis=1).sum(axis=1)
        return found


def _cut(start: int, end: int, size: int) -> Iterator[tuple[int, int]]:
    """Yield the borders of ranges of at most `size` numbers."""
    for first in range(start, end, size):
        yield first, min(first + size, end)
