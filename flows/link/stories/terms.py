"""The terms of an article: its words without endings, those of its lead, of its whole text, and its names and numbers.

In: articles of one language. Out: bags of terms; from the terms of a window of articles, how rare each one is, and the
articles as vectors. Rare words are rare by the corpus and by a
background of common words that weighs as much as `BACKGROUND_ARTICLES` articles, so that a corpus of five works like
one of thousands. What it does not do: whole names; 'Ada Quill' are two terms.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
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
class TermCounts:
    """How many of some articles have each term, in their text and among their names; the terms sorted."""

    article_count: int
    terms: Hashes
    in_texts: npt.NDArray[np.int64]
    in_names: npt.NDArray[np.int64]

    @classmethod
    def of(cls, lists: TermLists) -> "TermCounts":
        """Count the terms of articles."""
        terms, places, counts = np.unique(lists.terms, return_inverse=True, return_counts=True)
        return cls(len(lists.ends) - 1, terms, counts, np.bincount(places[lists.in_names > 0], minlength=len(terms)))

    @classmethod
    def sum(cls, counts: Sequence["TermCounts"]) -> "TermCounts":
        """Add up the counts of several lots of articles."""
        terms, places = np.unique(np.concatenate([count.terms for count in counts]), return_inverse=True)
        in_texts, in_names = np.zeros((2, len(terms)), np.int64)
        start = 0
        for count in counts:
            here = places[start : start + len(count.terms)]
            in_texts[here] += count.in_texts
            in_names[here] += count.in_names
            start += len(count.terms)
        return cls(sum(count.article_count for count in counts), terms, in_texts, in_names)


@dataclass(frozen=True)
class Vocabulary:
    """The hashed terms of some articles, sorted, and how rare each is in texts and among names."""

    terms: Hashes
    in_texts: npt.NDArray[np.float64]  # inverse document frequency in a window of articles and the background
    in_names: npt.NDArray[np.float64]

    @classmethod
    def of(cls, terms: Hashes, window: TermCounts, language: str) -> "Vocabulary":
        """Return how rare these terms are, each given once and in order."""
        places = np.minimum(np.searchsorted(window.terms, terms), max(0, len(window.terms) - 1))
        is_there = window.terms[places] == terms if len(window.terms) else np.zeros(len(terms), np.bool_)
        background = _background(terms, language) * BACKGROUND_ARTICLES + 1
        total = window.article_count + BACKGROUND_ARTICLES + 1
        rare = (
            np.log(total / (np.where(is_there, counts[places] if len(counts) else 0, 0) + background))
            for counts in (window.in_texts, window.in_names)
        )
        return cls(terms, *(np.maximum(values, 0.0) for values in rare))

    def columns(self, terms: Hashes) -> npt.NDArray[np.int64]:
        """Return the places of terms, all of which are known."""
        return np.searchsorted(self.terms, terms)

    def vectors(self, lists: TermLists) -> sparse.csr_matrix:
        """Return a row of unit length for each article: its lead, its text and its names, side by side."""
        columns = self.columns(lists.terms)
        parts = ((lists.in_lead, self.in_texts), (lists.in_text, self.in_texts), (lists.in_names, self.in_names))
        rows = [self._unit_rows(lists, columns, counts, rare) for counts, rare in parts]
        return _normalised(sparse.hstack(rows, format="csr"))

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


def _background(terms: Hashes, language: str) -> npt.NDArray[np.float64]:
    """Return the share of articles in the background that have each of these sorted terms."""
    if language != "en":
        return np.zeros(len(terms))
    common, shares = _common_terms()
    places = np.minimum(np.searchsorted(common, terms), len(common) - 1)
    return np.where(common[places] == terms, shares[places], 0.0)


@cache
def _common_terms() -> tuple[Hashes, npt.NDArray[np.float64]]:
    """Return the terms of the background, sorted, and the share of articles that have each."""
    hashes, found = WordHashes(), dict[int, float]()
    for word, share in common_shares().items():
        number = hashes[stem(word)]
        found[number] = max(share, found.get(number, 0.0))
    terms = sorted(found)
    return np.array(terms, np.uint64), np.array([found[term] for term in terms])
