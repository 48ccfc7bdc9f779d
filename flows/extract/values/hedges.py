"""Hedges: the words around a number or date that make it a bound or an estimate.

In: lexemes and the place of a value. Out: the hedge's code (`about`, `at_least`, `more_than` …) and the place
widened by its words. Method: the longest phrase of `lexicons/hedges.csv` that ends right before the value, then one
that begins right after it. "Nearly" and "almost" are bounds from above: the value was not reached.
"""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from flows.extract.values.counted_nouns import is_plural
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.numbers import Extent
from flows.extract.wordlists import load_table, load_words

LONGEST_PHRASE = 5
PREPOSITIONS = frozenset({"over", "under", "about", "around", "above", "below", "some"})
BEFORE_LENGTH = frozenset(
    "for last lasts lasted lasting took take takes taking is was of just well in after spent spend".split()
)
SCALED = frozenset({"money", "percent"})  # "near $90" is about it, "near 40 homes" a place
SIGNS = frozenset({"~", "≈"})
RELATIVE = frozenset(
    "this that today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday last".split()
)


class Hedged(NamedTuple):
    """A hedge with the place of the value and its hedge, as lexemes."""

    hedge: str
    first: int
    last: int


def find_hedge(lexemes: Lexemes, first: int, last: int, kind: str) -> Hedged:
    """Return the hedge of the value at lexemes `first` to `last`, 'exact' where there is none."""
    is_date = kind in ("date", "time")
    side = "date" if is_date else "before"
    before, after = _phrases(side), _phrases("after")
    if lexemes.words[first - 1] in _edge_words(side):
        for length in range(min(LONGEST_PHRASE, first), 0, -1):
            hedge = before.get(" ".join(lexemes.words[first - length : first]))
            if hedge and not (length == 1 and _is_preposition(lexemes, first, last, kind)):
                return Hedged(hedge, first - length, last)
    if is_date and lexemes.words[last : last + 2] != ["or", "so"]:
        return Hedged("exact", first, last)
    if lexemes.words[last] in _edge_words("after"):
        for length in (3, 2, 1):
            hedge = after.get(" ".join(lexemes.words[last : last + length]))
            if hedge and not (lexemes.words[last] == "plus" and lexemes.words[last + 1][:1].isalnum()):
                return Hedged(hedge, first, last + length)
    return Hedged("exact", first, last)


def bound(extent: Extent, hedge: str) -> Extent:
    """Return the bounds that a hedge leaves: "at least 5" has no upper one, "nearly 200" no lower one."""
    if hedge in ("at_least", "more_than"):
        return Extent(extent.low, None)
    if hedge in ("at_most", "less_than"):
        return Extent(None, extent.high)
    return extent


def _is_preposition(lexemes: Lexemes, first: int, last: int, kind: str) -> bool:
    """Whether the word before the value only looks like a hedge: "over the past two years", "later May", "5 ~ 7"."""
    word, value = lexemes.words[first - 1], lexemes.words[first]
    if word in SIGNS:
        return not lexemes.is_joined(first) or (lexemes.is_joined(first - 1) and lexemes.words[first - 2][:1].isalnum())
    if word == "over" and value == "half":
        return False
    if word == "near":
        return kind not in SCALED or (kind == "money" and _is_noun(lexemes.words[last]))
    if word in ("earlier", "later"):
        return value not in RELATIVE
    if kind == "duration" and word == "over":
        return lexemes.words[first - 2] not in BEFORE_LENGTH
    return value == "the" and word in PREPOSITIONS


def _is_noun(word: str) -> bool:
    """Whether a word is a plural noun: "near $2 million villas"."""
    return is_plural(word) and not (word in load_words("counted_stops.txt") or word in load_words("finite_verbs.txt"))


@cache
def _phrases(side: str) -> Mapping[str, str]:
    rows = (row for row in load_table("hedges.csv") if row[0] == side)
    return MappingProxyType({phrase: hedge for _, hedge, phrases in rows for phrase in phrases.split("|")})


@cache
def _edge_words(side: str) -> frozenset[str]:
    edge = 0 if side == "after" else -1
    return frozenset(phrase.split()[edge] for phrase in _phrases(side))
