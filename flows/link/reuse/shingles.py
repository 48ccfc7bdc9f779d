"""Words of an article's body and their hashed 3-grams, and the pairs of articles that share many of them.

In: articles; the shingles of all of them. Out: `BodyWords` of an article; candidate pairs. Words are normalised (lower
case, no punctuation), hashed to 64 bits with a fixed hash, and three neighbours make one shingle, as in Broder 1997.
The pairs come from an inverted index in which a shingle leads to at most `POSTING_LIMIT` articles, the earliest: so the
work grows with the number of words, a text that a hundred outlets carry is still found (each copy beside the earliest
ones), and phrases that everyone uses cost little. Shingles are kept sorted by some hundred texts and merged a range of
them at a time; what several texts share is written to files that are mapped into memory, and read some at a time, so
that memory holds what some thousand texts share, and not the corpus.
"""

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy import sparse

from flows.extract.speech.quotation_marks import find_quoted
from flows.link.corpus import Article
from flows.link.long_columns import LongColumn
from flows.link.word_hashes import Hashes, WordHashes

SHINGLE_WORDS = 3
POSTING_LIMIT = 30
# Pairs with fewer shared 3-grams share no passage of `LEAST_PASSAGE_OWN_WORDS` words (reprints.py), but for edits.
LEAST_SHARED_SHINGLES = 12
LEAST_SHARED_SHARE = 0.03  # of the shorter text, for the same reason: a fraction of LEAST_PARTIAL_SHARE there
ROWS_PER_CHUNK = 256
ROWS_AT_A_TIME = 4_096  # texts whose shingles are looked up at a time: some 20 MB
RANGE_SHINGLES = 2**20  # merged at a time: some 60 MB
RANGES_AT_A_TIME = 2  # NumPy sorts beside other threads
UNSPACED = "぀-ヿ㐀-鿿豈-﫿"  # scripts without blanks between words: a character is a word
WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)  # odd, well mixed

Positions = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]


@dataclass(frozen=True)
class BodyWords:
    """The words of an article's body: hash, place in the text, whether it is quoted, and its sentence."""

    words: Hashes
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    is_quoted: npt.NDArray[np.bool_]
    sentences: Places  # the number of the sentence each word stands in

    def __len__(self) -> int:
        return len(self.words)

    @property
    def shingles(self) -> Hashes:
        """The shingles of the words i, i+1, i+2; none where there are fewer than three words."""
        return _shingles(self.words)

    @property
    def distinct(self) -> Hashes:
        """The shingles of the text, each once, sorted."""
        return np.unique(self.shingles)

    @cached_property
    def single(self) -> tuple[Hashes, Positions]:
        """The shingles that stand in the text just once, sorted, and where; kept, as a text is aligned with many."""
        distinct, positions, counts = np.unique(self.shingles, return_index=True, return_counts=True)
        return distinct[counts == 1], positions[counts == 1].astype(np.int64)


@dataclass(frozen=True)
class ShingleBlock:
    """The distinct shingles of some texts: `values`, sorted, and for each the row of a text that has it.

    `owners`: the number of the text in each row, -1 for nobody's; `sizes`: how many shingles each row has.
    """

    owners: Places
    sizes: Places
    values: Hashes
    rows: Places


@dataclass(frozen=True)
class SharedShingles:
    """The shingles that several texts have, sorted, and the texts that have each, the earliest first.

    `sizes`: of all shingles of each text. The other columns may lie in files and are read some at a time.
    """

    sizes: Positions
    values: Hashes
    ends: Positions  # where the carriers of each begin and end
    carriers: Places

    @cached_property
    def is_late(self) -> npt.NDArray[np.bool_]:
        """Whether `POSTING_LIMIT` earlier texts have the shingle, for each carrier."""
        return np.arange(len(self.carriers)) - np.repeat(self.ends[:-1], np.diff(self.ends)) >= POSTING_LIMIT

    def states(self, numbers: Hashes) -> Hashes:
        """Return for each text, which has a number, a hash of it and of the shingles that it is too late to count for.

        The candidates among texts of known states are known: see `candidate_pairs`.
        """
        states = numbers.copy()
        for lot in self.lots():
            late = np.repeat(lot.values, np.diff(lot.ends))[lot.is_late]
            np.add.at(states, lot.carriers[lot.is_late], (late ^ (late >> np.uint64(31))) * _FACTORS[1])
        return states

    def lots(self) -> Iterator["SharedShingles"]:
        """Yield them some at a time, of about `RANGE_SHINGLES` carriers."""
        borders = np.searchsorted(self.ends, np.arange(0, len(self.carriers), RANGE_SHINGLES))
        for start, end in pairwise([*borders.tolist(), len(self.values)]):
            if start < end:
                low, high = self.ends[start], self.ends[end]
                ends = self.ends[start : end + 1] - low
                yield SharedShingles(self.sizes, self.values[start:end], ends, self.carriers[low:high])

    def chosen(self, is_chosen: npt.NDArray[np.bool_]) -> "SharedShingles":
        """Return those that are marked."""
        lengths = np.diff(self.ends)
        ends = np.concatenate([[0], np.cumsum(lengths[is_chosen])])
        return SharedShingles(self.sizes, self.values[is_chosen], ends, self.carriers[np.repeat(is_chosen, lengths)])

    def by_text(self, texts: Positions, *, only_early: bool = False) -> sparse.csr_matrix:
        """Return a row for each of some texts, with a 1 for each of its shingles, or those it is early for."""
        place = np.full(len(self.sizes), -1, np.int32)
        place[texts] = np.arange(len(texts), dtype=np.int32)
        rows, columns, count = [np.zeros(0, np.int32)], [np.zeros(0, np.int32)], 0
        for lot in self.lots():
            is_chosen = place[lot.carriers] >= 0
            if only_early:
                is_chosen &= ~lot.is_late
            at = np.flatnonzero(is_chosen)
            rows.append(place[lot.carriers[at]])
            columns.append(np.repeat(np.arange(len(lot.values), dtype=np.int32), np.diff(lot.ends))[at] + count)
            count += len(lot.values)
        return _matrix(np.concatenate(rows), np.concatenate(columns), (len(texts), count))

    def by_shingle(self, numbers: npt.NDArray[np.integer], *, only_early: bool = False) -> sparse.csr_matrix:
        """Return a row for each of some shingles, with a 1 for each of its texts, or for the first of them."""
        starts, lengths = self.ends[numbers], self.ends[numbers + 1] - self.ends[numbers]
        if only_early:
            lengths = np.minimum(lengths, POSTING_LIMIT)
        ends = np.concatenate([[0], np.cumsum(lengths)])
        carriers = self.carriers[np.arange(ends[-1]) + np.repeat(starts - ends[:-1], lengths)]
        cells = np.ones(len(carriers), np.int32), carriers, ends
        return sparse.csr_matrix(cells, shape=(len(numbers), len(self.sizes)))


def _matrix(rows: Places, columns: Places, shape: tuple[int, int]) -> sparse.csr_matrix:
    """Return a matrix with a 1 in some cells."""
    return sparse.csr_matrix((np.ones(len(rows), np.int32), (rows, columns)), shape=shape)


def shared_shingles(blocks: Sequence[ShingleBlock], folder: Path | None = None) -> SharedShingles:
    """Return the shingles that several texts have; texts are numbered in order of publication.

    Blocks are merged a range of shingles at a time, about `RANGE_SHINGLES` of them, and what is found is written to
    files in `folder`, which have no names.
    """
    sizes = np.zeros(max((int(block.owners.max(initial=-1)) for block in blocks), default=-1) + 1, np.int64)
    for block in blocks:
        sizes[block.owners[block.owners >= 0]] = block.sizes[block.owners >= 0]
    count = max(1, -(-int(sizes.sum()) // RANGE_SHINGLES))
    borders = np.array([number * 2**64 // count for number in range(1, count)], np.uint64)
    cuts = [[0, *np.searchsorted(block.values, borders).tolist(), len(block.values)] for block in blocks]

    def shared_in(number: int) -> tuple[Hashes, Places, Positions]:
        return _shared([_part(block, *cut[number : number + 2]) for block, cut in zip(blocks, cuts, strict=True)])

    values, ends, carriers = (LongColumn(kind, folder) for kind in (np.uint64, np.int64, np.int32))
    ends.append(np.zeros(1, np.int64))
    end = 0
    with ThreadPoolExecutor(RANGES_AT_A_TIME) as executor:
        for found, owners, lengths in executor.map(shared_in, range(count)):
            values.append(found)
            carriers.append(owners)
            ends.append(end + np.cumsum(lengths))
            end += len(owners)
    return SharedShingles(sizes, values.read(), ends.read(), carriers.read())


def _part(block: ShingleBlock, start: int, end: int) -> tuple[Hashes, Places]:
    owners = block.owners[block.rows[start:end]]
    return block.values[start:end][owners >= 0], owners[owners >= 0]


def _shared(parts: Sequence[tuple[Hashes, Places]]) -> tuple[Hashes, Places, Positions]:
    """Return the shingles that stand more than once, each with the texts that have it in order, and how many."""
    values = np.concatenate([np.zeros(0, np.uint64), *(values for values, _ in parts)])
    owners = np.concatenate([np.zeros(0, np.int32), *(owners for _, owners in parts)])
    order = np.argsort(values, kind="stable")  # which is quick on ranges that are sorted
    values = values[order]
    is_same = values[1:] == values[:-1]
    is_shared = np.concatenate([is_same, [False]])[: len(values)]
    is_shared[1:] |= is_same
    values, owners = values[is_shared], owners[order[is_shared]]
    is_first = np.concatenate([[True], values[1:] != values[:-1]])[: len(values)]
    starts = np.flatnonzero(is_first)
    # one number of shingle and text, as to sort by two columns takes five times as long
    both = np.sort((np.cumsum(is_first) << 32) + owners)
    return (
        values[starts],
        (both & 0xFFFFFFFF).astype(np.int32),
        np.diff(np.concatenate([starts, [len(values)]])).astype(np.int32),
    )


def candidate_pairs(shared: SharedShingles, is_new: npt.NDArray[np.bool_]) -> Iterator[tuple[Places, Places]]:
    """Yield the pairs of texts, `first < second`, each once, that share enough shingles to be worth aligning, in lists.

    Only pairs with a new text. Where a shingle is in more than `POSTING_LIMIT` texts, only pairs with one of the first
    of them are counted: so the count of a pair depends on the two texts, and on which shingles the first one is among
    the first for.
    """
    has_known = not is_new.all()
    for texts in _some(np.flatnonzero(is_new), ROWS_AT_A_TIME):
        for rows, columns, counts in _count_shared(shared, texts, is_text_early=False):
            # counted from the later text only: where that one is among the first of a shingle, the earlier one is too
            yield _enough(shared.sizes, columns, rows, counts)
        if has_known:
            for rows, columns, counts in _count_shared(shared, texts, is_text_early=True):
                firsts, seconds = _enough(shared.sizes, rows, columns, counts)
                yield firsts[~is_new[seconds]], seconds[~is_new[seconds]]


def _count_shared(
    shared: SharedShingles, texts: Positions, *, is_text_early: bool
) -> Iterator[tuple[Positions, Places, Places]]:
    """Yield the pairs of some texts and any others with how many shingles they share, in lists.

    Counted are the shingles of which the other text is an early carrier, or the one of `texts`.
    """
    index = shared.by_text(texts, only_early=is_text_early)
    for start in range(0, len(texts), ROWS_PER_CHUNK):
        some = index[start : start + ROWS_PER_CHUNK]
        numbers, columns = np.unique(some.indices, return_inverse=True)
        near = sparse.csr_matrix((some.data, columns, some.indptr), shape=(some.shape[0], len(numbers)))
        counted = (near @ shared.by_shingle(numbers, only_early=not is_text_early)).tocoo()
        yield texts[start + counted.row], counted.col, counted.data


def _some(texts: Positions, count: int) -> Iterator[Positions]:
    for start in range(0, len(texts), count):
        yield texts[start : start + count]


def _enough(
    sizes: Positions, firsts: npt.NDArray[Any], seconds: npt.NDArray[Any], counts: npt.NDArray[Any]
) -> tuple[Places, Places]:
    """Return the pairs in order that share enough."""
    least = np.maximum(LEAST_SHARED_SHINGLES, LEAST_SHARED_SHARE * np.minimum(sizes[firsts], sizes[seconds]))
    is_kept = (counts >= least) & (firsts < seconds)
    return firsts[is_kept].astype(np.int32), seconds[is_kept].astype(np.int32)


def read_words(article: Article, hashes: WordHashes) -> BodyWords:
    """Return the words of an article's body."""
    text = article.text
    matches = [match for span in article.body for match in WORD.finditer(text, span.start, span.end)]
    starts = np.array([match.start() for match in matches], dtype=np.int32)
    words = np.array([hashes[match.group()] for match in matches], dtype=np.uint64)
    return BodyWords(
        words=words,
        starts=starts,
        ends=np.array([match.end() for match in matches], dtype=np.int32),
        is_quoted=_quoted_words(article, starts),
        sentences=np.searchsorted([s.start for s in article.sentences], starts, side="right").astype(np.int32),
    )


def _shingles(words: Hashes) -> Hashes:
    count = len(words) - SHINGLE_WORDS + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    mixed = np.zeros(count, dtype=np.uint64)
    for place, factor in enumerate(_FACTORS):
        mixed += words[place : place + count] * factor
    return mixed


def _quoted_words(article: Article, starts: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    is_quoted = np.zeros(len(starts), dtype=np.bool_)
    quoted = find_quoted(article.text, [(part.start, part.end) for part in article.body])
    spans = [(passage.inner_start, passage.inner_end) for passage in quoted]
    for quotation in article.quotations:
        if quotation.kind == "direct":
            spans += [(span.start, span.end) for span in quotation.content]
    for start, end in spans:
        first, last = np.searchsorted(starts, [start, end])
        is_quoted[first:last] = True
    return is_quoted
