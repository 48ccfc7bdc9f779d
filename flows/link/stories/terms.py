"""The terms of an article: its words without endings, those of its lead, of its whole text, and its names and numbers.

In: articles of one language. Out: bags of terms; from the terms of all articles, how rare each one is, and the articles
as vectors. Rare words are rare by the corpus and by a
background of common words that weighs as much as `BACKGROUND_ARTICLES` articles, so that a corpus of five works like
one of thousands. What it does not do: whole names; 'Ada Quill' are two terms.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from scipy import sparse

from flows.link.corpus import Article
from flows.link.stories.word_lists import common_shares, stop_words
from flows.link.word_hashes import Hashes, WordHashes

LEAD_WORDS = 200
TITLE_WEIGHT = 3
# Without any, five reports of one event have no rare word in common and fall apart. From 100 to 1,000 the roundups,
# whole or in samples of fifteen, stay within .002; ECB+ .935 with 100, .942 with 300, .926 with 1,000.
BACKGROUND_ARTICLES = 300
MOST_WAITING = 4_000_000  # terms that are counted at a time: bounds memory

WORD = re.compile(r"[^\W_]+")
UNSPACED = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]")  # scripts without blanks between words: compared by pairs of characters

Bag = Counter[str]


def stem(word: str) -> str:
    """Return an English word without its plural ending: 'tariffs' and 'tariff' are one term.

    >>> stem("parties"), stem("talks"), stem("status")
    ('party', 'talk', 'status')
    """
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


class TermReader:
    """Reads the terms of an article: lead, whole text, names."""

    def __init__(self, language: str) -> None:
        self.terms = Terms(language)
        self._names = _Names(self.terms)

    def read(self, article: Article) -> tuple[Bag, Bag, Bag]:
        """Return the bags of the lead, the whole text and the names of an article."""
        title, body = WORD.findall(article.title or ""), WORD.findall(article.body_text)
        if UNSPACED.search(article.body_text):
            title, body = list(_split_unspaced(title)), list(_split_unspaced(body))
        body_terms = list(map(self.terms.__getitem__, body))
        lead, whole = Counter(filter(None, body_terms[:LEAD_WORDS])), Counter(filter(None, body_terms))
        for term in filter(None, map(self.terms.__getitem__, title)):
            lead[term] += TITLE_WEIGHT
            whole[term] += 1
        return lead, whole, Counter(filter(None, map(self._names.__getitem__, title + body)))


class Terms(dict[str, str]):
    """Words and their terms, "" for those that never count; each word is looked into once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._stop_words = stop_words(language)
        self._is_english = language == "en"

    def __missing__(self, word: str) -> str:
        lower = word.lower()
        term = ""
        if len(lower) > 1 and lower not in self._stop_words:
            term = stem(lower) if self._is_english else lower
        self[word] = term
        return term


class _Names(dict[str, str]):
    """The same for names and numbers only: words with a capital or a digit in front."""

    def __init__(self, terms: Terms) -> None:
        super().__init__()
        self._terms = terms

    def __missing__(self, word: str) -> str:
        term = self._terms[word] if word[0].isupper() or word[0].isdigit() else ""
        self[word] = term
        return term


def _split_unspaced(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        if UNSPACED.search(word) and len(word) > 1:
            yield from (a + b for a, b in pairwise(word))
        else:
            yield word


@dataclass(frozen=True)
class TermLists:
    """The hashed terms of some articles, one article after the other, and how often each part of it has them."""

    ends: npt.NDArray[np.int64]  # where each article's begin and end
    terms: Hashes
    in_lead: npt.NDArray[np.int32]
    in_text: npt.NDArray[np.int32]
    in_names: npt.NDArray[np.int32]
    is_subject: npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Vocabulary:
    """The hashed terms of a corpus in one language, sorted, and how rare each is in texts and among names."""

    terms: Hashes
    frequency: npt.NDArray[np.int64]  # articles that have it
    in_texts: npt.NDArray[np.float64]  # inverse document frequency in corpus and background
    in_names: npt.NDArray[np.float64]

    @classmethod
    def of(cls, articles: Iterable[TermLists], language: str) -> "Vocabulary":
        """Count the terms of articles, which may come in any number of lists."""
        count, known, waiting = 0, np.zeros((3, 0), np.uint64), [np.zeros((3, 0), np.uint64)]
        for lists in articles:
            count += len(lists.ends) - 1
            waiting.append(np.stack([lists.terms, np.ones_like(lists.terms), lists.in_names > 0]).astype(np.uint64))
            if sum(part.shape[1] for part in waiting) > MOST_WAITING:
                known, waiting = _added_up([known, *waiting]), []
        known = _added_up([known, *waiting])
        shares = _background(known[0], language) * BACKGROUND_ARTICLES
        carriers = known[1:] + shares + 1
        return cls(
            known[0], known[1].astype(np.int64), *np.maximum(np.log((count + BACKGROUND_ARTICLES + 1) / carriers), 0.0)
        )

    def columns(self, terms: Hashes) -> npt.NDArray[np.int64]:
        """Return the places of terms, all of which are known."""
        return np.searchsorted(self.terms, terms)

    def vectors(self, lists: TermLists) -> sparse.csr_matrix:
        """Return a row of unit length for each article: its lead, its text and its names, side by side."""
        columns = self.columns(lists.terms)
        parts = ((lists.in_lead, self.in_texts), (lists.in_text, self.in_texts), (lists.in_names, self.in_names))
        rows = [self._unit_rows(lists, columns, counts, rare) for counts, rare in parts]
        return _normalised(sparse.hstack(rows, format="csr"))

    def presence(self, lists: TermLists) -> sparse.csr_matrix:
        """Return a row for each article, with a 1 for each of its terms."""
        return self.rows(lists, self.columns(lists.terms), np.ones(len(lists.terms), np.bool_))

    def rarest(self, lists: TermLists, most: int) -> sparse.csr_matrix:
        """Return a row for each article, with a 1 for each of its rarest terms, which at most `most` articles have."""
        columns = self.columns(lists.terms)
        lengths = np.diff(lists.ends)
        order = np.lexsort((self.frequency[columns], np.repeat(np.arange(len(lengths)), lengths)))
        total = np.concatenate([[0], np.cumsum(self.frequency[columns[order]])])
        is_rare = np.zeros(len(columns), np.bool_)
        is_rare[order] = total[1:] - np.repeat(total[lists.ends[:-1]], lengths) <= most
        return self.rows(lists, columns, is_rare)

    def rows(
        self,
        lists: TermLists,
        columns: npt.NDArray[np.int64],
        is_chosen: npt.NDArray[np.bool_],
        values: npt.NDArray[np.float64] | None = None,
    ) -> sparse.csr_matrix:
        """Return a row for each article, with values (else 1) for the chosen ones of its terms."""
        ends = np.concatenate([[0], np.cumsum(is_chosen)])[lists.ends]
        cells = np.ones(ends[-1]) if values is None else values
        return sparse.csr_matrix((cells, columns[is_chosen], ends), shape=(len(ends) - 1, max(1, len(self.terms))))

    def _unit_rows(
        self,
        lists: TermLists,
        columns: npt.NDArray[np.int64],
        counts: npt.NDArray[np.int32],
        rare: npt.NDArray[np.float64],
    ) -> sparse.csr_matrix:
        is_there = counts > 0
        return _normalised(
            self.rows(lists, columns, is_there, (1 + np.log(counts[is_there])) * rare[columns[is_there]])
        )


def _normalised(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths > 0, lengths, 1.0)) @ matrix)


def _added_up(counted: Sequence[npt.NDArray[np.uint64]]) -> npt.NDArray[np.uint64]:
    """Return each term once, sorted, with the sums of its counts."""
    joined = np.concatenate(counted, axis=1)
    terms, places = np.unique(joined[0], return_inverse=True)
    sums = (np.bincount(places, weights=row, minlength=len(terms)) for row in joined[1:])
    return np.stack([terms, *(row.astype(np.uint64) for row in sums)])


def _background(terms: Hashes, language: str) -> npt.NDArray[np.float64]:
    """Return the share of articles in the background that have each of these sorted terms."""
    shares = np.zeros(len(terms))
    if language == "en":
        hashes = WordHashes()
        for word, share in common_shares().items():
            place = int(np.searchsorted(terms, np.uint64(hashes[stem(word)])))
            if place < len(terms) and terms[place] == hashes[stem(word)]:
                shares[place] = max(share, shares[place])
    return shares
