"""How nearly two values stand in the same words: the strongest sign that they are told of one subject.

In: values with the words of their sentences, and how rare each stem is in the story. Out: a likeness from 0, nothing in
common, to about 5, a long sentence repeated word for word. Method: a frame holds the words around a value, with weights
that fall fast with the distance; two frames are alike by what they share, rare words first, times the share that this
is of both. Unlike the context of `subjects`, numbers and the value itself are left out, so that two different values
of one subject have the same frame. No parser, English only.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import Self

from flows.link.facts.subjects import BORDER, NUMBER_STEMS, Word

# Chosen on 1,499 articles of editors' roundups: of numbers, dates and durations that only one place of two reports
# each prints alike, more stand above 7,000 pairs of different values than with the points that were here before.
HALF_DISTANCE = 8.0  # words at which a word counts half
LEAST_WEIGHT = 0.1
BORDER_WORDS = 3.0
FUNCTION_WORD = 0.5  # of a word's distance
OTHER_WORDS_SHARE = 0.8  # on one side of the two values stand wholly other words
NEAR_WEIGHT = 0.5
NAME_WEIGHT = 0.6  # of each word of a long name: that both give it whole says much
OTHER_SIDE = 0.8  # a word that stands before the one value and after the other
POSSESSIVE = re.compile(r"['’]s?\b")
HYPHENATED = re.compile(r"-(?:minute|hour|day|week|month|year)$", re.IGNORECASE)
HEAD_WORDS = 2
LEAST_MASS = 0.5  # two frames of one weak word are not wholly alike


@dataclass(frozen=True)
class Frame:
    """The words around a value: stem → weight, the stems that stand before it, and those it is an adjective to.

    `heads`: 'tour' of 'his 12-day tour', 'first' and 'debate' of 'Tuesday night's first debate'; else none.
    """

    weights: Mapping[str, float]
    before: frozenset[str]
    heads: frozenset[str] = frozenset()

    @cached_property
    def in_order(self) -> list[tuple[str, float]]:
        """Return the stems with their weights, by stem: a sum of them is the same however they came."""
        return sorted(self.weights.items())

    @cached_property
    def sides(self) -> tuple["_Side", "_Side"]:
        """Return what stands before the value and what stands after it."""
        after = self.weights.keys() - self.before
        return _Side.of(self.before, self.weights), _Side.of(after, self.weights)


@dataclass(frozen=True)
class _Side:
    """The stems on one side of a value, and those of them that stand near it."""

    stems: AbstractSet[str]
    near: AbstractSet[str]

    @classmethod
    def of(cls, stems: AbstractSet[str], weights: Mapping[str, float]) -> Self:
        """Return the side of a frame that holds these stems."""
        return cls(stems, {stem for stem in stems if weights[stem] >= NEAR_WEIGHT})

    def is_parted_from(self, other: Self) -> bool:
        """Return whether both have words near the value and neither has one of the other's: '$40 for ropes, tea'."""
        if not self.near or not other.near:
            return False
        return self.near.isdisjoint(other.stems) and other.near.isdisjoint(self.stems)


EMPTY_FRAME = Frame({}, frozenset())


def find_frame(text: str, words: Sequence[Word], value: tuple[int, int], *, is_counted: bool = False) -> Frame:
    """Return the frame of the value, given the words of its sentence; `is_counted`: the value's words tell of what."""
    start, end = value
    weights: dict[str, float] = {}
    before: set[str] = set()
    for side in (
        [(word, text[word.end : edge]) for word, edge in _backwards(words, start)],
        [(word, text[edge : word.start]) for word, edge in _forwards(words, end)],
    ):
        distance = 0.0
        for word, gap in side:
            distance += 1.0 if word.strength else FUNCTION_WORD
            distance += BORDER_WORDS * len(BORDER.findall(gap)) if gap != " " else 0.0
            strength = max(word.strength, NAME_WEIGHT) if word.is_name and word.strength else word.strength
            weight = strength * max(LEAST_WEIGHT, HALF_DISTANCE / (HALF_DISTANCE + distance))
            if _tells(word) and weight > weights.get(word.stem, 0.0):
                weights[word.stem] = weight
                (before.add if word.end <= start else before.discard)(word.stem)
    if is_counted:
        counted = (word for word in words if start <= word.start < end and _tells(word))
        weights |= {word.stem: 1.0 for word in counted if word.stem not in NUMBER_STEMS}
    return Frame(weights, frozenset(before), _find_heads(text, words, value))


def _find_heads(text: str, words: Sequence[Word], value: tuple[int, int]) -> frozenset[str]:
    possessive = POSSESSIVE.match(text, value[1])
    if not possessive and not HYPHENATED.search(text[slice(*value)]):
        return frozenset()
    edge, heads = possessive.end() if possessive else value[1], []
    for word in [word for word in words if word.start >= edge][:HEAD_WORDS]:
        if not text[edge : word.start].isspace() or word.strength < 1:
            break
        edge = word.end
        heads.append(word.stem)
    return frozenset(heads)


def _backwards(words: Sequence[Word], start: int) -> list[tuple[Word, int]]:
    found = [word for word in words if word.end <= start][::-1]
    return list(zip(found, [start, *(word.start for word in found)], strict=False))


def _forwards(words: Sequence[Word], end: int) -> list[tuple[Word, int]]:
    found = [word for word in words if word.start >= end]
    return list(zip(found, [end, *(word.end for word in found)], strict=False))


def _tells(word: Word) -> bool:
    return word.strength > 0 and not word.stem[0].isdigit()


def likeness(a: Frame, b: Frame, rarity: Mapping[str, float]) -> float:
    """Return how nearly the two frames say the same; their order does not matter."""
    shared = sum(
        sqrt(a.weights[stem] * b.weights[stem])
        * rarity.get(stem, 1.0)
        * (1.0 if (stem in a.before) == (stem in b.before) else OTHER_SIDE)
        for stem in sorted(a.weights.keys() & b.weights.keys())
    )
    masses = [sum([weight * rarity.get(stem, 1.0) for stem, weight in frame.in_order]) for frame in (a, b)]
    like = shared * shared / sqrt(max(LEAST_MASS, masses[0]) * max(LEAST_MASS, masses[1]))
    return like * OTHER_WORDS_SHARE ** sum(map(_Side.is_parted_from, a.sides, b.sides))
