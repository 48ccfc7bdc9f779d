"""Words of an article's body and their hashed 3-grams, and the pairs of articles that share many of them.

In: articles; the shingles of all of them. Out: `BodyWords` of an article; candidate pairs. Words are normalised (lower
case, no punctuation), hashed to 64 bits with a fixed hash, and three neighbours make one shingle, as in Broder 1997.
The pairs come from an inverted index in which a shingle leads to at most `POSTING_LIMIT` articles, the earliest: so the
work grows with the number of words, a text that a hundred outlets carry is still found (each copy beside the earliest
ones), and phrases that everyone uses cost little. Shingles are sorted a range of them at a time, so that memory holds
those that several texts share, as numbers, and not all.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from flows.extract.speech.quotation_marks import find_quoted
from flows.link.corpus import Article
from flows.link.word_hashes import Hashes, WordHashes

SHINGLE_WORDS = 3
POSTING_LIMIT = 30
# Pairs with fewer shared 3-grams share no passage of `LEAST_PASSAGE_OWN_WORDS` words (reprints.py), but for edits.
LEAST_SHARED_SHINGLES = 12
LEAST_SHARED_SHARE = 0.03  # of the shorter text, for the same reason: a fraction of LEAST_PARTIAL_SHARE there
ROWS_PER_CHUNK = 256
RANGE_SHINGLES = 2**20  # sorted at a time: some 60 MB
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
    distinct: Hashes  # the shingles of the text, each once, sorted
    sentences: Places  # the number of the sentence each word stands in

    def __len__(self) -> int:
        return len(self.words)

    @property
    def shingles(self) -> Hashes:
        """The shingles of the words i, i+1, i+2; none where there are fewer than three words."""
        return _shingles(self.words)

    @cached_property
    def single(self) -> tuple[Hashes, Positions]:
        """The shingles that stand in the text just once, sorted, and where; kept, as a text is aligned with many."""
        distinct, positions, counts = np.unique(self.shingles, return_index=True, return_counts=True)
        return distinct[counts == 1], positions[counts == 1].astype(np.int64)


@dataclass(frozen=True)
class ShingleBlock:
    """Shingles of some texts, one text after the other: whose they are (-1: nobody's), and where each one's begin."""

    owners: npt.NDArray[np.int32]
    values: Hashes
    offsets: npt.NDArray[np.int32]


class Shingles:
    """The distinct shingles of many texts, which are numbered in order of publication."""

    def __init__(self, blocks: Sequence[ShingleBlock]) -> None:
        self._blocks = blocks
        lengths = [(block.owners, np.diff(block.offsets)) for block in blocks]
        self.sizes = np.zeros(max((int(owners.max(initial=-1)) for owners, _ in lengths), default=-1) + 1, np.int64)
        for owners, sizes in lengths:
            self.sizes[owners[owners >= 0]] = sizes[owners >= 0]

    def ranges(self) -> Iterator[tuple[npt.NDArray[np.int32], Hashes]]:
        """Yield owners and shingles, ordered by both, in ranges of shingles of about `RANGE_SHINGLES` each."""
        count = -(-int(self.sizes.sum()) // RANGE_SHINGLES)
        borders = [number * 2**64 // max(1, count) for number in range(count)]
        for low, high in pairwise([*borders, 2**64]):
            parts = [self._between(block, low, high - 1) for block in self._blocks]
            owners, shingles = (np.concatenate(columns) for columns in zip(*parts, strict=True))
            order = np.lexsort((owners, shingles))
            yield owners[order], shingles[order]

    @staticmethod
    def _between(block: ShingleBlock, low: int, last: int) -> tuple[npt.NDArray[np.int32], Hashes]:
        owners = np.repeat(block.owners, np.diff(block.offsets))
        is_inside = (owners >= 0) & (block.values >= np.uint64(low)) & (block.values <= np.uint64(last))
        return owners[is_inside], block.values[is_inside]


def candidate_pairs(shingles: Shingles) -> Iterator[tuple[Places, Places]]:
    """Yield the pairs of texts, `first < second`, each once, that share enough shingles to be worth aligning, in lists.

    Where a shingle is in more than `POSTING_LIMIT` texts, only pairs with one of the first of them are counted.
    """
    index, postings = _inverted(shingles)
    count = len(shingles.sizes)
    for start in range(0, count, ROWS_PER_CHUNK):
        shared = (index[start : start + ROWS_PER_CHUNK].astype(np.int32) @ postings).tocoo()
        rows, others = shared.row + start, shared.col
        sizes = np.minimum(shingles.sizes[rows], shingles.sizes[others])
        # counted from the later text only: where that one is among the first of a shingle, the earlier one is too
        is_kept = (shared.data >= np.maximum(LEAST_SHARED_SHINGLES, LEAST_SHARED_SHARE * sizes)) & (others < rows)
        yield others[is_kept], rows[is_kept]


def _inverted(shingles: Shingles) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Return which shingles each text shares with others, and which of the earliest texts have each of those."""
    owners, lengths = [np.zeros(0, np.int32)], [np.zeros(0, np.int64)]
    for all_owners, values in shingles.ranges():
        starts = np.flatnonzero(np.concatenate([[True], values[1:] != values[:-1]]))
        counts = np.diff(np.concatenate([starts, [len(values)]]))
        owners.append(all_owners[np.repeat(counts > 1, counts)])
        lengths.append(counts[counts > 1])
    carriers = np.concatenate(owners)
    owners.clear()
    ends = np.concatenate([[0], np.cumsum(np.concatenate(lengths))])
    ranks = np.arange(len(carriers), dtype=np.int32) - np.repeat(ends[:-1].astype(np.int32), np.diff(ends))
    is_early = ranks < POSTING_LIMIT
    del ranks
    shape = (len(ends) - 1, len(shingles.sizes))
    index = sparse.csr_matrix((np.ones(len(carriers), np.int8), carriers, ends), shape=shape).T.tocsr()
    early_ends = np.concatenate([[0], np.cumsum(np.minimum(np.diff(ends), POSTING_LIMIT))])
    early = carriers[is_early]
    return index, sparse.csr_matrix((np.ones(len(early), np.int32), early, early_ends), shape=shape)


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
        distinct=np.unique(_shingles(words)),
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
