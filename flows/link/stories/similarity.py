"""How alike two articles are, as far as that tells whether they report one event.

In: articles. Out: pairs with a score of at least `LEAST_SCORE`, as whole ten-thousandths.

Method: TF-IDF cosine, the mean of three representations: the lead (title three times and the first 200 words), the
whole text, and its names and numbers, which tell apart events of one kind; then a Gaussian decay over the days between
two publications. Where a date is missing or coarser than a day there is no decay. Articles are compared within their
language only. Rare words are rare by the corpus and by a background of common words that weighs as much as
`BACKGROUND_ARTICLES` articles, so that a corpus of five works like one of thousands.

Memory: dated articles are compared within a window of days, in chunks of rows. What it does not do: meaning; two
reports that share no word are not alike. TF-IDF with decay: Gaussian, after the figures of event detection in news.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import chain, pairwise
from math import log

import numpy as np
import numpy.typing as npt
from scipy import sparse

from flows.link.corpus import Article
from flows.link.stories.word_lists import FALLBACK_LANGUAGE, common_shares, stop_words

LEAD_WORDS = 200
TITLE_WEIGHT = 3
# BCubed F1 on the development set of roundups: 1 day .943, 1.5 days .947, 2 days .938, 3 days .929.
DECAY_DAYS = 1.5
# Without any, five reports of one event have no rare word in common and fall apart. From 100 to 1,000 the roundups,
# whole or in samples of fifteen, stay within .002; ECB+ .935 with 100, .942 with 300, .926 with 1,000.
BACKGROUND_ARTICLES = 300
SCALE = 10_000  # scores have four decimals
LEAST_SCORE = 500  # .05: pairs below change no group on either set, and there are eight times as many of them
COMPARISONS_PER_CHUNK = 4_000_000  # bounds the memory of the scores that are held at a time
COARSE_PRECISIONS = frozenset({"month", "year"})

WORD = re.compile(r"[^\W_]+")
UNSPACED = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]")  # scripts without blanks between words: compared by pairs of characters

Bag = Counter[str]


@dataclass(frozen=True)
class Pairs:
    """Scored pairs of articles by position, `first < second`; `score` in ten-thousandths."""

    first: npt.NDArray[np.int64]
    second: npt.NDArray[np.int64]
    score: npt.NDArray[np.int64]


def similar_pairs(articles: Sequence[Article]) -> Pairs:
    """Return the pairs of `articles` that are alike, by their positions in the sequence."""
    by_language: dict[str, list[int]] = defaultdict(list)
    for position, article in enumerate(articles):
        by_language[article.language_code or FALLBACK_LANGUAGE].append(position)
    found = [_pairs_of_language(articles, by_language[language], language) for language in sorted(by_language)]
    columns = (np.concatenate([part[i] for part in found]) if found else np.zeros(0, np.int64) for i in range(3))
    return Pairs(*columns)


def publication_day(article: Article) -> float:
    """Return the publication as a number of days, noon where only the day is known; not a number where unknown."""
    if article.published_precision in COARSE_PRECISIONS:
        return float("nan")
    if article.published_at is not None:
        return article.published_at.timestamp() / 86_400
    if article.published_on is not None:
        return datetime.combine(article.published_on, time(12), UTC).timestamp() / 86_400
    return float("nan")


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


def _pairs_of_language(
    articles: Sequence[Article], positions: Sequence[int], language: str
) -> tuple[npt.NDArray[np.int64], ...]:
    days = np.array([publication_day(articles[position]) for position in positions])
    order = np.argsort(days, kind="stable")  # undated articles come last
    here = np.asarray(positions, dtype=np.int64)[order]
    vectors = _vectors([articles[position] for position in here], language)
    step = max(1, COMPARISONS_PER_CHUNK // len(here))
    found = [_pairs_of_rows(vectors, days[order], start, start + step) for start in range(0, len(here), step)]
    rows, columns, scores = (np.concatenate([part[i] for part in found]) for i in range(3))
    first, second = here[rows], here[columns]
    return np.minimum(first, second), np.maximum(first, second), scores


def _pairs_of_rows(
    vectors: sparse.csr_matrix, days: npt.NDArray[np.float64], start: int, end: int
) -> tuple[npt.NDArray[np.int64], ...]:
    """Compare some rows with those after them that are near enough in time, and with all undated ones."""
    end = min(end, len(days))
    furthest = DECAY_DAYS * (2 * log(SCALE / LEAST_SCORE)) ** 0.5
    dated = int(np.count_nonzero(~np.isnan(days)))
    near = int(np.searchsorted(days[:dated], days[end - 1] + furthest, side="right")) if end <= dated else len(days)
    columns = np.concatenate([np.arange(start, near), np.arange(max(dated, near), len(days))])
    product = (vectors[start:end] @ vectors[columns].T).tocoo()
    is_near = product.data * SCALE >= LEAST_SCORE - 1
    rows, others = product.row[is_near].astype(np.int64) + start, columns[product.col[is_near]]
    apart = np.nan_to_num(days[rows] - days[others])
    scores = np.rint(product.data[is_near] * np.exp(-(apart**2) / (2 * DECAY_DAYS**2)) * SCALE).astype(np.int64)
    kept = (others > rows) & (scores >= LEAST_SCORE)
    return rows[kept], others[kept], np.minimum(scores[kept], SCALE)


def _vectors(articles: Sequence[Article], language: str) -> sparse.csr_matrix:
    """Return one row of unit length per article: its three representations side by side, of equal weight."""
    reader = _TermReader(language)
    bags = [reader.read(article) for article in articles]
    text_rarity = _rarity([whole for _, whole, _ in bags], language)
    name_rarity = _rarity([names for _, _, names in bags], language)
    parts = [
        _unit_rows([lead for lead, _, _ in bags], *text_rarity),
        _unit_rows([whole for _, whole, _ in bags], *text_rarity),
        _unit_rows([names for _, _, names in bags], *name_rarity),
    ]
    return _normalised(sparse.hstack(parts, format="csr"))


class _TermReader:
    """Reads the terms of an article: lead, whole text, names."""

    def __init__(self, language: str) -> None:
        self._terms = _Terms(language)
        self._names = _Names(self._terms)

    def read(self, article: Article) -> tuple[Bag, Bag, Bag]:
        """Return the bags of the lead, the whole text and the names of an article."""
        title, body = WORD.findall(article.title or ""), WORD.findall(article.body_text)
        if UNSPACED.search(article.body_text):
            title, body = list(_split_unspaced(title)), list(_split_unspaced(body))
        body_terms = list(map(self._terms.__getitem__, body))
        lead, whole = Counter(filter(None, body_terms[:LEAD_WORDS])), Counter(filter(None, body_terms))
        for term in filter(None, map(self._terms.__getitem__, title)):
            lead[term] += TITLE_WEIGHT
            whole[term] += 1
        return lead, whole, Counter(filter(None, map(self._names.__getitem__, title + body)))


class _Terms(dict[str, str]):
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

    def __init__(self, terms: _Terms) -> None:
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


def _rarity(bags: Sequence[Bag], language: str) -> tuple[dict[str, int], npt.NDArray[np.float64]]:
    """Return the column of every term and, by column, its inverse document frequency in corpus and background."""
    frequency = Counter(chain.from_iterable(bags))
    shares: dict[str, float] = {}
    if language == "en":
        for word, share in common_shares().items():
            shares[stem(word)] = max(share, shares.get(stem(word), 0.0))
    terms = sorted(frequency)
    carriers = [frequency[term] + shares.get(term, 0.0) * BACKGROUND_ARTICLES for term in terms]
    rarity = np.log((len(bags) + BACKGROUND_ARTICLES + 1) / (np.array(carriers, dtype=np.float64) + 1))
    return {term: column for column, term in enumerate(terms)}, np.maximum(rarity, 0.0)


def _unit_rows(bags: Sequence[Bag], columns: dict[str, int], rarity: npt.NDArray[np.float64]) -> sparse.csr_matrix:
    indices = np.fromiter(map(columns.__getitem__, chain.from_iterable(bags)), dtype=np.int32)
    counts = np.fromiter(chain.from_iterable(bag.values() for bag in bags), dtype=np.float64)
    ends = np.cumsum([0, *map(len, bags)])
    weights = (1 + np.log(counts)) * rarity[indices]
    matrix = sparse.csr_matrix((weights, indices, ends), shape=(len(bags), max(1, len(columns))))
    matrix.sort_indices()
    return _normalised(matrix)


def _normalised(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths > 0, lengths, 1.0)) @ matrix)
