"""A shape: a pattern of word classes and what an expression of that pattern means.

In: lexemes and shapes. Out: the places where a shape fits, the longest of those that overlap, in text order.
Meaning is given only to places that won, in text order, because a date may lean on the one before it.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import itemgetter
from typing import NamedTuple

from flows.extract.annotations import Expression
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.word_classes import class_pattern, class_values

MOST_REMEMBERED = 1 << 14  # stretches: 1,500 reports have 45,000, of which 13,400 differ


class Found(NamedTuple):
    """A place where a shape fits: lexemes `first` up to, not including, `last`."""

    lexemes: Lexemes
    match: re.Match[str]  # in the letters of a stretch
    opened: int  # first lexeme of the stretch
    first: int
    last: int

    def has(self, group: str) -> bool:
        """Return whether the pattern has the group and it took part."""
        return group in self.match.re.groupindex and self.match.start(group) >= 0

    def words(self, group: str) -> Sequence[str]:
        """Return the words of a group, in lower case; none where it took no part."""
        if not self.has(group):
            return ()
        return self.lexemes.words[slice(*self.span(group))]

    def span(self, group: str) -> tuple[int, int]:
        """Return the lexemes of a group that took part: the first, and the one after the last."""
        start, end = self.match.span(group)
        return self.opened + start, self.opened + end

    def word(self, group: str) -> str:
        """Return the only word of a group, in lower case and without a full stop."""
        return self.lexemes.words[self.span(group)[0]].removesuffix(".")

    def value(self, group: str, *class_names: str) -> str | None:
        """Return the lexicon's value of a group's word in the first of the classes that has it."""
        if not self.has(group):
            return None
        word = self.word(group)
        return next((values[word] for values in map(class_values, class_names) if word in values), None)

    def number(self, group: str) -> int | None:
        """Return the digits of a group as an integer, without an ordinal's ending."""
        digits = re.match(r"\d+", self.word(group)) if self.has(group) else None
        return int(digits[0]) if digits else None

    def previous(self, distance: int = 1) -> str:
        """Return the word so far before the place, '' at the start of its sentence."""
        index = self.first - 1
        for _ in range(distance - 1):
            if index < 0 or not self.lexemes.words[index]:
                return ""
            index -= 1
        return self.lexemes.words[index] if index >= 0 else ""

    def following(self) -> str:
        """Return the word after the place, '' at the end of its sentence."""
        return self.lexemes.words[self.last]


Build = Callable[[Found, Timeline], Expression | None]


@dataclass(frozen=True)
class Shape:
    """A named pattern, its meaning, and a condition on the words around it.

    `reach` gives the first lexeme of an expression that begins before its pattern, behind words without a class.
    """

    name: str
    pattern: str
    build: Build
    accepts: Callable[[Found], bool] | None = None
    reach: Callable[[Found], int] | None = None


class Candidate(NamedTuple):
    """A shape at a place."""

    found: Found
    shape: Shape


Fits = Callable[[str], Sequence[tuple[int, Shape, re.Match[str]]]]


def remember_fits(shapes: Sequence[Shape]) -> Fits:
    """Return what says which of the shapes fit into a stretch of letters, each with its number, and where.

    The stretches of news are few and short ("on Monday", "a year ago"): most have been looked through before.
    """

    @cache
    def patterns() -> Sequence[tuple[int, Shape, re.Pattern[str]]]:
        return [(number, shape, class_pattern(shape.pattern)) for number, shape in enumerate(shapes)]

    @lru_cache(maxsize=MOST_REMEMBERED)
    def fits(stretch: str) -> Sequence[tuple[int, Shape, re.Match[str]]]:
        return [(number, shape, match) for number, shape, pattern in patterns() for match in pattern.finditer(stretch)]

    return fits


def find_candidates(lexemes: Lexemes, fits: Fits, taken: AbstractSet[int] = frozenset()) -> list[Candidate]:
    """Return every place where a shape fits, its condition holds and no lexeme is taken, in the order of the shapes."""
    candidates: list[tuple[int, Candidate]] = []
    for opened, stretch in lexemes.stretches:
        for number, shape, match in fits(stretch):
            found = Found(lexemes, match, opened, opened + match.start(), opened + match.end())
            if shape.reach is not None:
                found = found._replace(first=shape.reach(found))
            if taken and not taken.isdisjoint(range(found.first, found.last)):
                continue
            if shape.accepts is None or shape.accepts(found):
                candidates.append((number, Candidate(found, shape)))
    candidates.sort(key=itemgetter(0))
    return [candidate for _, candidate in candidates]


def keep_longest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that share no lexeme with a longer one, in text order; of equals the first given."""
    kept: list[Candidate] = []
    taken: set[int] = set()
    for candidate in sorted(candidates, key=lambda c: c.found.first - c.found.last):
        places = range(candidate.found.first, candidate.found.last)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(candidate)
    return sorted(kept, key=lambda c: c.found.first)
