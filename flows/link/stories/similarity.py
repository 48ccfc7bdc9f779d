"""How alike two articles are, as far as that tells whether they report one event.

In: articles. Out: pairs with a score of at least `LEAST_SCORE`, as whole ten-thousandths.

Method: TF-IDF cosine, the mean of three representations: the lead (title three times and the first 200 words), the
whole text, and its names and numbers, which tell apart events of one kind (`terms.py`); then a decay over the days
between two publications, where both are known to the day; then a damping of pairs that do not name each other's
subjects (`subjects.py`). Articles are compared within their language only.

The decay is a Gaussian. Where both dates were read in texts or addresses, it has a floor: such a date can be that of an
update, or of the event. Of a subject on which there is news every other day, the day tells the event all the same; of
one on which there is news on few days, reports of weeks later mostly tell one event. So the floor falls with the number
of other days with reports that are at all alike (local scaling: Zelnik-Manor and Perona 2004).

Work and memory: an article is compared with those of a window of days, where dates are read with the next `COMPARED` in
time at least, in chunks of rows; other days are counted in a sample of as many. What it does not do: meaning; two
reports that share no word are not alike. TF-IDF with decay: Gaussian, after the figures of event detection in news.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import chain
from math import ceil, log

import numpy as np
import numpy.typing as npt
from scipy import sparse

from flows.link.corpus import Article
from flows.link.stories.subjects import Subjects, find_subject
from flows.link.stories.terms import Bag, TermReader, rarity
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
COMPARISONS_PER_CHUNK = 4_000_000  # bounds the memory of the scores that are held at a time
DENSE_PER_CHUNK = 1_000_000
COARSE_PRECISIONS = frozenset({"month", "year"})


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


def _pairs_of_language(
    articles: Sequence[Article], positions: Sequence[int], language: str
) -> tuple[npt.NDArray[np.int64], ...]:
    days = np.array([publication_day(articles[position]) for position in positions])
    order = np.argsort(days, kind="stable")  # undated articles come last
    here = np.asarray(positions, dtype=np.int64)[order]
    there = [articles[position] for position in here]
    is_read = np.array([article.published_method in READ_METHODS for article in there])
    corpus = _Corpus(*_read(there, language), days[order], is_read)
    if is_read.any():
        corpus = replace(corpus, other_days=_other_days(corpus))
    step = max(1, COMPARISONS_PER_CHUNK // len(here))
    found = [_pairs_of_rows(corpus, start, start + step) for start in range(0, len(here), step)]
    rows, columns, scores = (np.concatenate([part[i] for part in found]) for i in range(3))
    first, second = here[rows], here[columns]
    return np.minimum(first, second), np.maximum(first, second), scores


@dataclass(frozen=True)
class _Corpus:
    """The articles of one language in order of publication, the undated last, ready to be compared."""

    vectors: sparse.csr_matrix
    subjects: Subjects
    days: npt.NDArray[np.float64]
    is_read: npt.NDArray[np.bool_]  # whether the date was read in a text or an address
    other_days: npt.NDArray[np.float64] | None = None  # on which there are reports on the subject

    @property
    def dated_count(self) -> int:
        return int(np.count_nonzero(~np.isnan(self.days)))

    def decay(self, rows: npt.NDArray[np.int64], others: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return the factor for each pair that its days apart give, 1 where one of them is not known."""
        apart = np.nan_to_num(self.days[rows] - self.days[others])
        near = np.asarray(np.exp(-(apart**2) / (2 * DECAY_DAYS**2)), dtype=np.float64)
        if self.other_days is None:
            return near
        busy = (self.other_days[rows] + self.other_days[others]) / 2 / OTHER_DAYS
        floor = np.where(self.is_read[rows] & self.is_read[others], 1 / (1 + busy**FLOOR_POWER), 0.0)
        return np.asarray(floor + (1 - floor) * near, dtype=np.float64)


def _other_days(corpus: _Corpus) -> npt.NDArray[np.float64]:
    """Return for articles whose dates were read on how many days far from their own there are reports like them."""
    days, read = corpus.days, np.flatnonzero(corpus.is_read)
    found = np.zeros(len(days))
    sample = np.arange(0, corpus.dated_count, max(1, ceil(corpus.dated_count / COMPARED)))
    if not len(sample):
        return found
    _, starts = np.unique(np.floor(days[sample]), return_index=True)
    step = max(1, DENSE_PER_CHUNK // len(sample))
    for start in range(0, len(read), step):
        rows = read[start : start + step]
        alike = (corpus.vectors[rows] @ corpus.vectors[sample].T).toarray() * corpus.subjects.dampings(rows, sample)
        is_other = (alike >= ALIKE) & (np.abs(days[rows, None] - days[None, sample]) > FAR_DAYS)
        found[rows] = np.logical_or.reduceat(is_other, starts, axis=1).sum(axis=1)
    return found


def _pairs_of_rows(corpus: _Corpus, start: int, end: int) -> tuple[npt.NDArray[np.int64], ...]:
    """Compare some rows with those after them that are near enough in time, and with all undated ones."""
    days, dated = corpus.days, corpus.dated_count
    end = min(end, len(days))
    furthest = DECAY_DAYS * (2 * log(SCALE / LEAST_SCORE)) ** 0.5
    near = int(np.searchsorted(days[:dated], days[end - 1] + furthest, side="right")) if end <= dated else len(days)
    if corpus.is_read[start:end].any():
        near = min(max(near, end + COMPARED), max(near, dated))
    columns = np.concatenate([np.arange(start, near), np.arange(max(dated, near), len(days))])
    product = (corpus.vectors[start:end] @ corpus.vectors[columns].T).tocoo()
    is_near = product.data * SCALE >= LEAST_SCORE - 1
    rows, others = product.row[is_near].astype(np.int64) + start, columns[product.col[is_near]]
    scores = np.rint(product.data[is_near] * corpus.decay(rows, others) * SCALE).astype(np.int64)
    kept = (others > rows) & (scores >= LEAST_SCORE)
    rows, others, scores = rows[kept], others[kept], np.minimum(scores[kept], SCALE)
    scores = np.rint(scores * corpus.subjects.damping(rows, others)).astype(np.int64)
    kept = scores >= LEAST_SCORE
    return rows[kept], others[kept], scores[kept]


def _read(articles: Sequence[Article], language: str) -> tuple[sparse.csr_matrix, Subjects]:
    """Return one row of unit length per article, its three representations side by side, and the subjects."""
    reader = TermReader(language)
    bags = [reader.read(article) for article in articles]
    names = [names for _, _, names in bags]
    text_rarity = rarity([whole for _, whole, _ in bags], language)
    name_rarity = rarity(names, language)
    parts = [
        _unit_rows([lead for lead, _, _ in bags], *text_rarity),
        _unit_rows([whole for _, whole, _ in bags], *text_rarity),
        _unit_rows(names, *name_rarity),
    ]
    subjects = Subjects([find_subject(article, reader.terms) for article in articles], names, *name_rarity)
    return _normalised(sparse.hstack(parts, format="csr")), subjects


def _unit_rows(bags: Sequence[Bag], columns: dict[str, int], rare: npt.NDArray[np.float64]) -> sparse.csr_matrix:
    indices = np.fromiter(map(columns.__getitem__, chain.from_iterable(bags)), dtype=np.int32)
    counts = np.fromiter(chain.from_iterable(bag.values() for bag in bags), dtype=np.float64)
    ends = np.cumsum([0, *map(len, bags)])
    weights = (1 + np.log(counts)) * rare[indices]
    matrix = sparse.csr_matrix((weights, indices, ends), shape=(len(bags), max(1, len(columns))))
    matrix.sort_indices()
    return _normalised(matrix)


def _normalised(matrix: sparse.csr_matrix) -> sparse.csr_matrix:
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    return sparse.csr_matrix(sparse.diags(1 / np.where(lengths > 0, lengths, 1.0)) @ matrix)
