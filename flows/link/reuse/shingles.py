"""Words of an article's body and their hashed 3-grams, and the pairs of articles that share many of them.

In: articles. Out: `BodyWords` per article; candidate pairs. Words are normalised (lower case, no punctuation), hashed
to 64 bits with a fixed hash, and three neighbours make one shingle, as in Broder 1997. The pairs come from an inverted
index in which a shingle leads to at most `POSTING_LIMIT` articles, the earliest: so the work grows with the number of
words, a text that a hundred outlets carry is still found (each copy beside the earliest ones), and phrases that
everyone uses cost little.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b

import numpy as np
import numpy.typing as npt
from scipy import sparse

from flows.extract.speech.quotation_marks import find_quoted
from flows.link.corpus import Article

SHINGLE_WORDS = 3
POSTING_LIMIT = 30
# Pairs with fewer shared 3-grams share no passage of `LEAST_PASSAGE_OWN_WORDS` words (reprints.py), but for edits.
LEAST_SHARED_SHINGLES = 12
LEAST_SHARED_SHARE = 0.03  # of the shorter text, for the same reason: a fraction of LEAST_PARTIAL_SHARE there
ROWS_PER_CHUNK = 1024
UNSPACED = "぀-ヿ㐀-鿿豈-﫿"  # scripts without blanks between words: a character is a word
WORD = re.compile(f"[{UNSPACED}]|[^\\W_{UNSPACED}]+")
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)  # odd, well mixed

Hashes = npt.NDArray[np.uint64]
Positions = npt.NDArray[np.int64]


@dataclass(frozen=True)
class BodyWords:
    """The words of an article's body: hash, place in the text, whether it is quoted, and its sentence."""

    words: Hashes
    starts: npt.NDArray[np.int32]
    ends: npt.NDArray[np.int32]
    is_quoted: npt.NDArray[np.bool_]
    distinct: Hashes  # the shingles of the text, each once, sorted
    sentences: npt.NDArray[np.int64]  # the number of the sentence each word stands in

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


def read_body_words(articles: Iterable[Article]) -> list[BodyWords]:
    """Return the body words of each article."""
    hashes = _WordHashes()
    return [_body_words(article, hashes) for article in articles]


def candidate_pairs(texts: Sequence[BodyWords]) -> list[tuple[int, int]]:
    """Return the pairs of positions, `first < second`, of texts that share enough shingles to be worth aligning.

    `texts` come in order of publication: where a shingle is in more than `POSTING_LIMIT` texts, only pairs with one of
    the first of them are counted.
    """
    owners = np.repeat(np.arange(len(texts)), [len(text.distinct) for text in texts])
    if not len(owners):
        return []
    _, columns, counts = np.unique(
        np.concatenate([text.distinct for text in texts]), return_inverse=True, return_counts=True
    )
    is_shared = counts[columns] > 1
    owners, columns = owners[is_shared], columns[is_shared]
    shape = (len(texts), len(counts))
    index = sparse.csr_matrix((np.ones(len(owners), np.int32), (owners, columns)), shape=shape)
    is_early = _rank_in_group(columns) < POSTING_LIMIT
    postings = sparse.csr_matrix(
        (np.ones(int(is_early.sum()), np.int32), (owners[is_early], columns[is_early])), shape=shape
    ).T.tocsr()
    sizes = np.array([len(text.distinct) for text in texts])
    return sorted(set(_frequent_pairs(index, postings, sizes)))


def _frequent_pairs(
    index: sparse.csr_matrix, postings: sparse.csr_matrix, sizes: Positions
) -> Iterator[tuple[int, int]]:
    for start in range(0, index.shape[0], ROWS_PER_CHUNK):
        shared = (index[start : start + ROWS_PER_CHUNK] @ postings).tocoo()
        rows = shared.row + start
        least = np.maximum(LEAST_SHARED_SHINGLES, LEAST_SHARED_SHARE * np.minimum(sizes[rows], sizes[shared.col]))
        kept = (shared.data >= least) & (rows != shared.col)
        for row, column in zip(rows[kept].tolist(), shared.col[kept].tolist(), strict=True):
            yield min(row, column), max(row, column)


def _rank_in_group(keys: npt.NDArray[np.int64]) -> Positions:
    """Return for each entry how many equal keys stand before it."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    lengths = np.diff(np.concatenate([starts, [len(ordered)]]))
    ranks = np.empty(len(keys), dtype=np.int64)
    ranks[order] = np.arange(len(keys)) - np.repeat(starts, lengths)
    return ranks


class _WordHashes(dict[str, int]):
    """Words and their hashes; each word is hashed once."""

    def __missing__(self, word: str) -> int:
        digest = blake2b(word.lower().encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = int.from_bytes(digest, "big")
        return self[word]


def _body_words(article: Article, hashes: _WordHashes) -> BodyWords:
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
        sentences=np.searchsorted([sentence.start for sentence in article.sentences], starts, side="right"),
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
