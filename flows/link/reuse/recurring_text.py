"""Text that recurs in many articles without one being copied from another: calls to subscribe, teasers, house phrases.

In: the body words of all articles, the family of copies each belongs to, outlets and days. Out: per article, which
words stand in text of its own. A shingle recurs when more than `MOST_FAMILIES` families carry it and they are all of
one outlet, or lie more than `NEWS_DAYS` apart, or their days are not known. What many outlets print at one time is no
such text: it is agency copy, or a statement.
"""

from collections.abc import Sequence
from math import isnan

import numpy as np
import numpy.typing as npt

from flows.link.reuse.shingles import SHINGLE_WORDS, BodyWords

# Chosen on the development set of reprints, partial F1: 2 families .856, 3 .864, 4 .848, 6 .845.
MOST_FAMILIES = 3
NEWS_DAYS = 7.0


def own_words(
    texts: Sequence[BodyWords], families: Sequence[int], outlets: Sequence[str], days: Sequence[float]
) -> list[npt.NDArray[np.bool_]]:
    """Return for each text which of its words lie in at least one shingle that does not recur."""
    recurring = _recurring_shingles(texts, families, outlets, days)
    return [_own_words_of(text, recurring) for text in texts]


def _own_words_of(text: BodyWords, recurring: npt.NDArray[np.uint64]) -> npt.NDArray[np.bool_]:
    is_own = np.zeros(len(text), dtype=np.bool_)
    # A search in the sorted list: np.isin would hash the whole list anew for every text.
    places = np.minimum(np.searchsorted(recurring, text.shingles), max(0, len(recurring) - 1))
    is_rare = recurring[places] != text.shingles if len(recurring) else np.ones(len(text.shingles), dtype=np.bool_)
    for place in range(SHINGLE_WORDS):
        is_own[place : place + len(is_rare)] |= is_rare
    return is_own


def _recurring_shingles(
    texts: Sequence[BodyWords], families: Sequence[int], outlets: Sequence[str], days: Sequence[float]
) -> npt.NDArray[np.uint64]:
    owners = np.repeat(np.arange(len(texts)), [len(text.distinct) for text in texts])
    shingles = np.concatenate([text.distinct for text in texts]) if texts else np.zeros(0, np.uint64)
    order = np.argsort(shingles, kind="stable")
    shingles, owners = shingles[order], owners[order]
    starts = np.flatnonzero(np.concatenate([[True], shingles[1:] != shingles[:-1]])) if len(shingles) else np.array([])
    ends = np.concatenate([starts[1:], [len(shingles)]])
    is_frequent = ends - starts > MOST_FAMILIES
    found = [
        shingles[start]
        for start, end in zip(starts[is_frequent].tolist(), ends[is_frequent].tolist(), strict=True)
        if _recurs(owners[start:end].tolist(), families, outlets, days)
    ]
    return np.array(found, dtype=np.uint64)  # sorted, as the groups are


def _recurs(owners: Sequence[int], families: Sequence[int], outlets: Sequence[str], days: Sequence[float]) -> bool:
    if len({families[owner] for owner in owners}) <= MOST_FAMILIES:
        return False
    known = [days[owner] for owner in owners if not isnan(days[owner])]
    is_one_time = len(known) == len(owners) and max(known) - min(known) <= NEWS_DAYS
    return not is_one_time or len({outlets[owner] for owner in owners}) == 1
