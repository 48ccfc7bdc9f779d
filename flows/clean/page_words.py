"""The words of a page by number, so that what holds of a word is asked once a page and units are counted by numpy.

In: the words of each unit. Out: one number per word in order, and the unit that it stands in.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, count, repeat

import numpy as np
import numpy.typing as npt

Places = npt.NDArray[np.intp]  # the type that numpy indexes with; from others it is converted at each step
Flags = npt.NDArray[np.bool_]
MOST_WORDS = 60  # of the beginning of a unit
FEWEST_LETTERS = 4  # of the words that tell what a unit speaks of
NUMBER = "#"  # stands for all numbers


@dataclass(frozen=True)
class Words:
    """Words of units, in order. `names` holds each different one, `numbers` its place there."""

    names: Sequence[str]
    numbers: Places
    units: Places
    unit_count: int

    @cached_property
    def sizes(self) -> Places:
        """Return how many words each unit has."""
        return np.bincount(self.units, minlength=self.unit_count)

    def by_unit(self) -> list[list[str]]:
        """Return the words of each unit."""
        ends = np.cumsum(self.sizes)
        words = [self.names[number] for number in self.numbers]
        return [words[end - size : end] for size, end in zip(self.sizes, ends, strict=True)]

    def where(self, is_held: Flags) -> "Words":
        """Return those of the words of which this is true."""
        return Words(self.names, self.numbers[is_held], self.units[is_held], self.unit_count)

    def of(self, is_held: Flags) -> "Words":
        """Return the words of those of the units of which this is true."""
        words = self.where(is_held[self.units])
        return Words(self.names, words.numbers, (np.cumsum(is_held) - 1)[words.units], int(is_held.sum()))

    def once(self) -> "Words":
        """Return each different word of a unit where it comes first."""
        first = np.unique(self.units * len(self.names) + self.numbers, return_index=True)[1]
        return self.where(np.bincount(first, minlength=len(self.numbers)) > 0)

    def look_up(self, vocabulary: Mapping[str, int]) -> Places:
        """Return what a vocabulary holds for each word, 0 for unknown ones."""
        return np.fromiter(map(vocabulary.get, self.names, repeat(0)), dtype=np.intp)[self.numbers]

    def longer(self) -> "Words":
        """Return the words that tell what a unit speaks of."""
        return self.where((np.fromiter(map(len, self.names), dtype=np.intp) >= FEWEST_LETTERS)[self.numbers])

    def openings(self) -> "Words":
        """Return the different words of the beginning of each unit; all numbers are one word."""
        place = np.arange(len(self.units)) - (np.cumsum(self.sizes) - self.sizes)[self.units]
        is_number = np.fromiter(map(str.isdigit, self.names), dtype=bool)
        numbers = np.where(is_number[self.numbers], len(self.names), self.numbers)
        return Words((*self.names, NUMBER), numbers, self.units, self.unit_count).where(place < MOST_WORDS).once()


def number_words(units: Sequence[Sequence[str]]) -> Words:
    """Return the words of these units.

    >>> number_words([["a", "boat"], ["boat"]]).numbers.tolist()
    [0, 1, 1]
    """
    found: defaultdict[str, int] = defaultdict(count().__next__)
    numbers = np.fromiter(map(found.__getitem__, chain.from_iterable(units)), dtype=np.intp)
    sizes = np.fromiter(map(len, units), dtype=np.intp, count=len(units))
    return Words(tuple(found), numbers, np.repeat(np.arange(len(units)), sizes), len(units))
