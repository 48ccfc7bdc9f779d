"""The articles of one language in order of publication, cut into cells, and their vectors.

In: outlines, and a number for each article that tells all that it depends on. Out: blocks of vectors, cell by cell,
each weighed by the rarity of words in its own window of time (`windows.py`), and keys of what they depend on. The
undated come last, cut by number; they are weighed by the first window, which new articles seldom change.

A block has columns for its own terms only; `on` brings it onto those of another one.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt
from scipy import sparse

from flows.link.corpus import Described
from flows.link.memory import digest
from flows.link.outlines import Outlines
from flows.link.stories.subjects import Subjects
from flows.link.stories.terms import TermCounts, TermLists, Vocabulary
from flows.link.stories.windows import CELL_ARTICLES, Range, cut_time, rarity_window
from flows.link.word_hashes import Hashes

READ_METHODS = frozenset({"url", "text", "dateline"})
COARSE_PRECISIONS = frozenset({"month", "year"})

Numbers = npt.NDArray[np.int64]


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
class Block:
    """Articles ready to be compared: their numbers, in order.

    `vectors`: one row of unit length each, its three representations side by side, each with a column for each of
    `terms`, which are sorted.
    """

    articles: Numbers
    terms: Hashes
    vectors: sparse.csr_matrix
    subjects: Subjects

    @classmethod
    def of(cls, articles: Numbers, lists: TermLists, window: TermCounts, language: str) -> "Block":
        """Weigh the terms of articles by their rarity in a window."""
        vocabulary = Vocabulary.of(np.unique(lists.terms), window, language)
        return cls(articles, vocabulary.terms, vocabulary.vectors(lists), Subjects.of(lists, vocabulary))

    def rows(self, articles: npt.ArrayLike) -> Numbers:
        """Return the rows of some of the articles, or those where a range of them begins and ends."""
        return np.searchsorted(self.articles, articles)

    def on(self, terms: Hashes) -> "Block":
        """Return the same with columns for other terms; what else it has is left out."""
        if terms is self.terms:
            return self
        moved, width = np.full(len(self.terms), -1), max(1, len(terms))
        if len(terms):
            places = np.minimum(np.searchsorted(terms, self.terms), len(terms) - 1)
            moved = np.where(terms[places] == self.terms, places, -1)
        subjects = replace(
            self.subjects,
            weights=_moved(self.subjects.weights, moved, width),
            named=_moved(self.subjects.named, moved, width),
        )
        return Block(self.articles, terms, _moved(self.vectors, moved, width), subjects)


def _moved(matrix: sparse.csr_matrix, moved: Numbers, width: int) -> sparse.csr_matrix:
    """Return a matrix with its columns elsewhere, or nowhere; where it has several sets of them, each alike."""
    sets = max(1, matrix.shape[1] // max(1, len(moved)))
    places = np.concatenate([np.where(moved >= 0, moved + number * width, -1) for number in range(sets)])
    columns = places[matrix.indices] if len(matrix.indices) else matrix.indices
    is_kept = columns >= 0
    ends = np.concatenate([[0], np.cumsum(is_kept)])[matrix.indptr]
    return sparse.csr_matrix((matrix.data[is_kept], columns[is_kept], ends), shape=(matrix.shape[0], sets * width))


class Timeline:
    """The articles of one language: positions in the corpus, numbers and days by their number in the order of time."""

    def __init__(self, outlines: Outlines, positions: Sequence[int], numbers: Hashes, language: str) -> None:
        days = np.array([publication_day(outlines[position]) for position in positions])
        order = np.argsort(days, kind="stable")
        self.outlines, self.language = outlines, language
        self.positions = np.asarray(positions, np.int32)[order]
        self.numbers, self.days = numbers[self.positions], days[order]
        self.is_read = np.array([outlines[position].published_method in READ_METHODS for position in self.positions])
        self.dated = int(np.count_nonzero(~np.isnan(days)))
        self.dated_cells = cut_time(self.days[: self.dated])
        starts = range(self.dated, len(self), CELL_ARTICLES)
        self.cells = [*self.dated_cells, *((start, min(start + CELL_ARTICLES, len(self))) for start in starts)]
        self._blocks: dict[int, Block] = {}
        self._counts: dict[int, TermCounts] = {}
        self._sum = lru_cache(2)(self._sum_of)
        self.weight_keys = [digest(self.numbers[slice(*self._window(number))]) for number in range(len(self.cells))]

    def __len__(self) -> int:
        return len(self.positions)

    def block(self, number: int) -> Block:
        """Return the block of a cell, which is held until `forget`."""
        if number not in self._blocks:
            start, end = self.cells[number]
            self._blocks[number] = self.block_of(np.arange(start, end), number)
        return self._blocks[number]

    def block_of(self, articles: Numbers, number: int) -> Block:
        """Return the block of some articles, weighed as a cell is."""
        lists = self.outlines.terms(self.positions[articles].tolist())
        return Block.of(articles, lists, self._sum(self._window(number)), self.language)

    def forget(self, numbers: range, *, only_dated: bool = False) -> None:
        """Let go of the blocks of some cells."""
        held = self._blocks.items()
        is_dated = len(self.dated_cells)
        self._blocks = {n: block for n, block in held if n not in numbers or (only_dated and n >= is_dated)}

    def term_hashes(self, articles: Range) -> tuple[Numbers, Hashes]:
        """Return how many terms each of some articles has, and the terms."""
        return self.outlines.term_hashes(self.positions[slice(*articles)].tolist())

    @cached_property
    def cell_of(self) -> Numbers:
        """The cell of each article."""
        return np.repeat(np.arange(len(self.cells)), [end - start for start, end in self.cells])

    def _window(self, number: int) -> Range:
        """Return the window by which the words of a cell are rare."""
        return rarity_window(self.dated_cells, number if number < len(self.dated_cells) else 0, len(self))

    def _sum_of(self, window: Range) -> TermCounts:
        numbers = [n for n, (start, end) in enumerate(self.cells) if window[0] <= start and end <= window[1]]
        for number in [number for number in self._counts if number < numbers[0]]:
            del self._counts[number]
        for number in numbers:
            if number not in self._counts:
                articles = self.positions[slice(*self.cells[number])].tolist()
                self._counts[number] = TermCounts.of(self.outlines.terms(articles))
        return TermCounts.sum([self._counts[number] for number in numbers])
