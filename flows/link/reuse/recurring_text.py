"""Text that recurs in many articles without one being copied from another: calls to subscribe, teasers, house phrases.

In: shingles that articles share, the family of copies each article belongs to, outlets and days. Out: which of them
recur; which words of an article stand in text of its own. A shingle recurs when more than `MOST_FAMILIES` families
carry it and they are all of one outlet, or lie more than `NEWS_DAYS` apart, or their days are not known. What many
outlets print at one time is no such text: it is agency copy, or a statement.
"""

import numpy as np
import numpy.typing as npt

from flows.link.reuse.shingles import SHINGLE_WORDS, BodyWords, SharedShingles
from flows.link.word_hashes import Hashes, is_among

# Chosen on the development set of reprints, partial F1: 2 families .856, 3 .864, 4 .848, 6 .845.
MOST_FAMILIES = 3
NEWS_DAYS = 7.0


def own_words(text: BodyWords, recurring: Hashes) -> npt.NDArray[np.bool_]:
    """Return which words of a text lie in at least one shingle that does not recur."""
    is_own = np.zeros(len(text), dtype=np.bool_)
    is_rare = ~is_among(text.shingles, recurring)
    for place in range(SHINGLE_WORDS):
        is_own[place : place + len(is_rare)] |= is_rare
    return is_own


def recurring_shingles(
    shared: SharedShingles,
    sought: Hashes,
    *,
    families: npt.NDArray[np.int64],
    outlets: npt.NDArray[np.int64],
    days: npt.NDArray[np.float64],
) -> Hashes:
    """Return which of the sought shingles recur, sorted. Families, outlets (as numbers) and days by text."""
    found = [np.zeros(0, np.uint64)]
    for lot in shared.lots():
        some = lot.chosen((np.diff(lot.ends) > MOST_FAMILIES) & is_among(lot.values, sought))
        if not len(some.values):
            continue
        starts, owners = some.ends[:-1], some.carriers
        groups = np.repeat(np.arange(len(starts)), np.diff(some.ends))
        # a day that is not known makes both ends unknown, and their difference no number
        spread = np.maximum.reduceat(days[owners], starts) - np.minimum.reduceat(days[owners], starts)
        has_one_outlet = np.maximum.reduceat(outlets[owners], starts) == np.minimum.reduceat(outlets[owners], starts)
        is_everywhere = _distinct_counts(groups, families[owners]) > MOST_FAMILIES
        found.append(some.values[is_everywhere & (has_one_outlet | ~(spread <= NEWS_DAYS))])
    return np.concatenate(found)


def _distinct_counts(groups: npt.NDArray[np.int64], items: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return how many different items each group has; every group has one, and they come in order."""
    both = np.sort((groups << 32) + items)  # one number, as to sort by two takes five times as long
    groups, is_new = both >> 32, np.concatenate([[True], both[1:] != both[:-1]])
    return np.bincount(groups, weights=is_new).astype(np.int64)
