"""What a number counts, where the noun follows it: "seven young delegates", "34 of the 50 states", "12 square miles".

In: lexemes and the place after a number. Out: the noun, singular and lower case, or a unit of measure, and where it
ends. Method: the noun is the first plural among the four words after the number that no preposition, verb or mark
interrupts; a participle of harm ("killed") stands for a noun where none comes. No parser, English only.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from flows.extract.values.lexemes import Lexemes
from flows.extract.values.measures import measure_code
from flows.extract.values.numbers import Extent, parse_number
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_table, load_words

LONGEST_PHRASE = 5  # words between a number and its noun, the noun included, but for "and" and hyphens
LONGEST_STRETCH = 8  # the same with them
AREAS = frozenset({"square", "cubic"})
SIGNS_OF_UNITS = frozenset({"°", "″"})
COMPOUNDING = frozenset({"non", "co"})  # "non-profits" are counted as "nonprofits" are
ACRONYMS = re.compile(r"[A-Z]{2,}s")
SPEEDS = {"mile": "mph", "km": "km/h"}
NOT_UNITS = frozenset(
    "fold something odd on to and per plus way up in a the of year day off out by or over "
    "strong thirds quarters fifths tenths eighths sixths era figure factor dimensional".split()
)
OPEN_ENDS = {"odd": "about", "plus": "at_least", "+": "at_least"}  # "20-odd", "50-plus", "50+ orders"
DETERMINERS = frozenset("the its their his her these those our all".split())
HEDGING = frozenset("about around nearly almost over more less fewer than some at least".split())


class Counted(NamedTuple):
    """What a number counts, and the lexeme after it."""

    unit: str | None
    last: int


def find_counted(lexemes: Lexemes, start: int, extent: Extent) -> Counted | None:
    """Return what the number that ends before lexeme `start` counts, None where no noun is found."""
    words = lexemes.words
    if words[start] in class_values("HYPHEN") and words[start + 1] in OPEN_ENDS:
        return find_noun(lexemes, start + 2, is_one=False)
    if words[start] in class_values("HYPHEN") and lexemes.is_joined(start) and words[start + 1].isalpha():
        unit = words[start + 1]
        if unit in AREAS and words[start + 2] in class_values("HYPHEN") and measure_code(words[start + 3]):
            return Counted(f"{unit}_{measure_code(words[start + 3])}", start + 4)
        is_unit = unit not in NOT_UNITS and (extent.high is None or extent.high >= 2)
        return Counted(measure_code(unit) or singular(unit), start + 2) if is_unit else None
    if words[start] in SIGNS_OF_UNITS:
        return measure_at(words, start)
    if words[start] == "+" and lexemes.is_joined(start):
        return find_noun(lexemes, start + 1, is_one=False)
    if words[start] == "of" and start + 2 < len(words):
        return _whole_after(lexemes, start + 1, extent)
    if words[start] in ("to", "or", "and"):
        other = start + 1
        while words[other] in HEDGING:
            other += 1
        if words[other][:1].isdigit():
            beyond = Counted(None, start) if words[other + 1] == "per" else find_counted(lexemes, other + 1, extent)
            return Counted(beyond.unit, start) if beyond else None
    return find_noun(lexemes, start, is_one=extent.high == 1)


def _whole_after(lexemes: Lexemes, start: int, extent: Extent) -> Counted | None:
    """What "10 of the 538 electors" counts: the noun stands after the whole, which is a count of its own."""
    words = lexemes.words
    before = start - 1  # "of" is no part of the count itself
    while words[start] in DETERMINERS:
        start += 1
    has_whole = parse_number(words[start : start + 1]) is not None
    if extent.high == 1 and not has_whole:
        return None  # "one of the largest firms" tells no number
    counted = find_noun(lexemes, start + has_whole, is_one=False)
    if counted is None:
        return None
    return Counted(counted.unit, before if has_whole else counted.last)


def find_noun(lexemes: Lexemes, start: int, *, is_one: bool) -> Counted | None:
    """Return the noun of the phrase that begins at lexeme `start`, None where it has none that is counted."""
    words = lexemes.words
    stops = load_words("counted_stops.txt")
    fallback = None
    if words[start] == "and" and parse_number(words[start + 1 : start + 2]) is None:
        return None  # "killed four and injured nine"
    last = start + LONGEST_PHRASE
    for index in range(start, start + LONGEST_STRETCH):
        word = words[index] if index < len(words) else ""
        is_hyphen = word in class_values("HYPHEN") and lexemes.is_joined(index)
        if index == last:
            break
        if is_hyphen or (word in ("and", "or") and index > start):
            last += 1
            continue
        if not word[:1].isalpha() or word in stops or word in _time_words() or word in class_values("MAGNITUDES"):
            break
        measure = measure_at(words, index)
        if measure and index == start:
            return measure
        if is_one and word in load_words("counted_singulars.txt"):
            return Counted(word, index + 1)
        if word in casualty_units() and fallback is None:
            fallback = Counted(casualty_units()[word], index + 1)
        elif not is_one and ACRONYMS.fullmatch(lexemes.surface(index, index + 1)):
            return Counted(word.removesuffix("s"), index + 1)
        elif not is_one and is_plural(word):
            following = words[index + 1]
            is_pair = is_plural(following) and not (following in stops or following in load_words("finite_verbs.txt"))
            last = index + 1 + is_pair
            return Counted(_prefix(lexemes, last - 1) + singular(words[last - 1]), last)
    return fallback


def _prefix(lexemes: Lexemes, place: int) -> str:
    """The prefix that a hyphen joins to a noun, where the noun without it would be another: "non" of "non-profits"."""
    is_joined = lexemes.words[place - 1] in class_values("HYPHEN") and lexemes.is_joined(place)
    prefix = lexemes.words[place - 2] if is_joined else ""
    return prefix if prefix in COMPOUNDING else ""


def measure_at(words: Sequence[str], index: int) -> Counted | None:
    """Return the unit of measure at a word, None where there is none."""
    word = words[index]
    if (word in AREAS or word in ("nautical", "metric")) and measure_code(words[index + 1]):
        unit = measure_code(words[index + 1])
        return Counted("tonne" if word == "metric" else f"{word}_{unit}", index + 2)
    unit = measure_code(word)
    if word == "°":
        scale = {"c": "degc", "f": "degf"}.get(words[index + 1])
        return Counted(scale or "degree", index + 1 + bool(scale))
    if unit == "degree":
        scale = {"celsius": "degc", "c": "degc", "fahrenheit": "degf", "f": "degf"}.get(words[index + 1])
        return Counted(scale or unit, index + 1 + bool(scale))
    if unit in SPEEDS and words[index + 1] in ("per", "an", "/") and words[index + 2] in ("hour", "h"):
        return Counted(SPEEDS[unit], index + 3)
    return Counted(unit, index + 1) if unit else None


def is_plural(word: str) -> bool:
    """Return whether a word looks like a plural noun."""
    if word in _irregular():
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "ous"))


def singular(word: str) -> str:
    """Return the singular of a plural noun by the usual endings.

    >>> singular("countries"), singular("people"), singular("delegates")
    ('country', 'person', 'delegate')
    """
    if word in _irregular():
        return _irregular()[word]
    if not is_plural(word):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return word[:-2]
    return word[:-1]


@cache
def casualty_units() -> Mapping[str, str]:
    """Return what the people counted are counted as, by the word that stands for them: 'sickened' as 'ill'."""
    pairs = (line.partition("=") for line in load_words("casualty_words.txt"))
    return {word: unit or word for word, _, unit in pairs}


@cache
def _time_words() -> frozenset[str]:
    classes = ("WEEKDAY", "WEEKDAYS", "MONTH_FULL", "DAY_WORD", "TONIGHT", "PRESENT", "RECENTLY", "PERCENT")
    return frozenset(word for name in classes for word in class_values(name))


@cache
def _irregular() -> dict[str, str]:
    return {row[0]: row[1] for row in load_table("plurals.csv")}
