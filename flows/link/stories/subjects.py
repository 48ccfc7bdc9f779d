"""Whether two articles are about the same people, organisations and places, as far as their leads tell.

In: articles; the terms of their names. Out: for pairs of articles, a factor for their similarity. Two notices of one
kind (a dividend, a court date, a storm) share most of their words, whoever they are about; only the names differ.

Method: the subject of an article is the terms of the names in its title and first sentences. Each weighs by its rarity
and by how often the article repeats it. What counts is the share of one article's subject that the other names at all,
the larger of the two directions. Below `FULL_SHARE` the similarity falls, down to `LEAST_FACTOR`. An article that names
nobody in its lead is not judged. What it does not do: tell two events of one subject apart.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from flows.link.corpus import Article
from flows.link.stories.terms import WORD, TermLists, Terms, Vocabulary
from flows.link.stories.word_lists import common_shares, indistinct_name_words

SUBJECT_SENTENCES = 2
# Development sets, with the marks of extraction: roundups BCubed F1 .9435 (without .9443), ECB+ .8896 (without .8816),
# ECB+ undated .9399 (without .9409); newswire notices fall from 36 stories of several articles to 16. The share may
# move from .32 to .33; .30 leaves 18 stories, .35 costs .0006 on ECB+ undated. Factors from .1 to .3 differ by .001.
FULL_SHARE = 0.33
LEAST_FACTOR = 0.1
BODY_ZONES = frozenset({"lede", "body"})
DATELINE = re.compile(r"\s*[A-Z][^.!?\n]{0,60}?\([^)\n]{2,30}\)\s?[-–—_]+")  # 'PORT VELM, Orlan (Agency) —'

Span = tuple[int, int]


def find_subject(article: Article, terms: Terms) -> frozenset[str]:
    """Return the terms of the names in an article's lead; capitalised rare words where no name was marked at all."""
    opening = list(_opening(article))
    named = [(mention.start, mention.end) for mention in article.mentions if mention.kind == "name"]
    words = {match.start(): match[0] for start, end in opening for match in WORD.finditer(article.text, start, end)}
    names = _distinct((w for at, w in words.items() if any(start <= at < end for start, end in named)), terms)
    anywhere = _distinct((w for start, end in named for w in WORD.findall(article.text[start:end])), terms)
    names |= anywhere & _distinct(WORD.findall(f"{article.title or ''} {article.dek or ''}"), terms)
    if named:
        return names
    return _distinct((word for word in words.values() if word.lower() not in common_shares()), terms)


@dataclass(frozen=True)
class Subjects:
    """The subjects of articles, ready to be compared: what each names in its lead, by weight, and at all."""

    weights: sparse.csr_matrix
    named: sparse.csr_matrix
    is_judged: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, lists: TermLists, vocabulary: Vocabulary) -> "Subjects":
        """Weigh the subjects of articles."""
        columns = vocabulary.columns(lists.terms)
        is_named = lists.in_names > 0
        is_told = is_named & (lists.is_subject > 0)
        values = (1 + np.log(lists.in_names[is_told])) * vocabulary.in_names[columns[is_told]]
        weights = vocabulary.rows(lists, columns, is_told, values)
        total = np.asarray(weights.sum(axis=1)).ravel()
        shares = sparse.csr_matrix(sparse.diags(1 / np.where(total > 0, total, 1.0)) @ weights)
        return cls(shares, vocabulary.rows(lists, columns, is_named), total > 0)

    def damping(
        self, these: npt.NDArray[np.int64], others: "Subjects", those: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.float64]:
        """Return the factor for each pair's similarity: 1 for one subject, less where neither names the other's."""
        share = np.maximum(
            _shares(self.weights[these], others.named[those]), _shares(others.weights[those], self.named[these])
        )
        return np.where(self.is_judged[these] & others.is_judged[those], _factor(share), 1.0)

    def dampings(self, these: npt.NDArray[np.int64], others: "Subjects") -> npt.NDArray[np.float64]:
        """Return the same for all pairs of one of these and one of the others, as a matrix."""
        forth = (self.weights[these] @ others.named.T).toarray()
        back = (self.named[these] @ others.weights.T).toarray()
        is_judged = self.is_judged[these, None] & others.is_judged[None, :]
        return np.where(is_judged, _factor(np.maximum(forth, back)), 1.0)


def _shares(weights: sparse.csr_matrix, named: sparse.csr_matrix) -> npt.NDArray[np.float64]:
    return np.asarray(weights.multiply(named).sum(axis=1), dtype=np.float64).ravel()


def _factor(share: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.minimum(1.0, LEAST_FACTOR + (1 - LEAST_FACTOR) * share / FULL_SHARE)


def _opening(article: Article) -> Iterator[Span]:
    """Yield the first sentences of the body, without the dateline."""
    sentences = [sentence for sentence in article.sentences if sentence.zone in BODY_ZONES][:SUBJECT_SENTENCES]
    dateline = DATELINE.match(article.text, sentences[0].start) if sentences else None
    for sentence in sentences:
        yield max(sentence.start, dateline.end() if dateline else 0), sentence.end


def _distinct(words: Iterable[str], terms: Terms) -> frozenset[str]:
    """Return the terms of capitalised words, without those that tell nobody apart."""
    found = {terms[word] for word in words if word[0].isupper() and word.lower() not in indistinct_name_words()}
    return frozenset(found - {""})
