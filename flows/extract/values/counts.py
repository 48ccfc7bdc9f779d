"""Counts and measures: "seven delegates", "at least 107 killed", "34 of 50 states", "110,000 people", "12 km".

In: places that fit a shape. Out: expressions of kind count with the number and the noun that is counted, singular
and lower case ("7 delegate"), or a unit of measure ("12 km"). Method: the noun is the first plural among the four
words after the number that no preposition, verb or mark interrupts. A number that labels ("Section 230", "Flight
93"), joins others (phone numbers, scores) or stands alone and small is no count. "Dozens" has a lower bound only.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from flows.extract.annotations import Expression
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.money import quantity, read_extent, read_magnitudes
from flows.extract.values.numbers import AMOUNT, GROUP_MARK, RANGE, Extent, parse_number
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_table, load_words

LONGEST_PHRASE = 5  # words between a number and its noun, the noun included
LONG_CODE = re.compile(r"\d{6,}")  # so many digits without a mark between them are an identifier
SHORTEST_BASE = 3  # digits of the base of a rate after a slash: "12 deaths/100,000"
SPLIT_THOUSANDS = re.compile(r"\d{1,3} \d{3}")
METRES = re.compile(r"[\d.,]+[mbt]")
AREAS = frozenset({"square", "cubic"})
SPEEDS = {"mile": "mph", "km": "km/h"}
FRACTIONS = frozenset("1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5 1/8 3/8 5/8 7/8 1/10".split())
LARGE = 1000  # a number of this size counts something even where its noun is not found
NOT_UNITS = frozenset(
    "fold something odd on to and per plus way up in a the of year day off out by or over "
    "strong thirds quarters fifths tenths eighths sixths".split()
)
OPEN_ENDS = {"odd": "about", "plus": "at_least"}  # "20-odd", "50-plus"
VERBS_OF_HARM = {"kill": "killed", "injur": "injured", "wound": "wounded", "arrest": "arrested", "detain": "detained"}
DETERMINERS = frozenset("the its their his her these those our all".split())
HEDGING = frozenset("about around nearly almost over more less fewer than some at least".split())
JOINING = frozenset("-–—/.:#@+_*=&")


class Counted(NamedTuple):
    """What a number counts, and the lexeme after it."""

    unit: str | None
    last: int


def count(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a number with what it counts."""
    extent = read_extent(found)
    if extent is None or (found.lexemes.words[found.first] in ("a", "an") and found.last - found.first < 2):
        return None
    counted = find_counted(found.lexemes, found.last, extent)
    if counted is None:
        unit = _named_before(found)
        is_rate = found.following() == "per"
        if unit is None and not is_rate and (extent.low or 0) < LARGE:
            return None
        counted = Counted(unit, found.last)
    counted = _with_base(found.lexemes, counted)
    expression = quantity(found, "count", extent, counted.unit or "")
    value = (expression.value_text or "").strip()
    expression = expression._replace(value_text=value, unit_code=counted.unit, end=counted.last)
    hedge = OPEN_ENDS.get(found.lexemes.words[found.last + 1]) if found.following() == "-" else None
    return expression._replace(hedge=hedge) if hedge else expression


def _with_base(lexemes: Lexemes, counted: Counted) -> Counted:
    """What is counted, with the base of a rate: "18 deaths per 100,000" counts death_per_100000."""
    words, last = lexemes.words, counted.last
    if words[last] == "to":  # the first end of "6.1 to 11 deaths per 100,000"
        last = next((i for i in range(last, min(last + 5, len(words) - 1)) if words[i] == "per"), last)
    is_slash = words[last] == "/" and len(words[last + 1]) >= SHORTEST_BASE
    if not (words[last] == "per" or is_slash) or not words[last + 1][:1].isdigit():
        return counted
    unit = "_".join(filter(None, (counted.unit, "per", GROUP_MARK.sub("", words[last + 1]))))
    return Counted(unit, last + 2 if last == counted.last else counted.last)


def vague_count(found: Found, _timeline: Timeline) -> Expression | None:
    """Return "dozens of people": at least two of the magnitude."""
    words = found.lexemes.words
    start = found.last + (words[found.last] == "of")
    counted = find_counted(found.lexemes, start, Extent(2, None)) or Counted(None, found.last)
    named = found.words("magnitudes")
    is_magnitude = named[0] in class_values("MAGNITUDES") or named[0] in class_values("MAGNITUDE")
    plural = [word + "s" if word in class_values("MAGNITUDE") else word for word in named]  # "several hundred"
    value = " ".join((*plural, *((counted.unit,) if counted.unit else ())))
    low = read_magnitudes(found) if is_magnitude else 2.0 if named[0] == "couple" else None
    return Expression(found.first, counted.last, "count", value, value_low=low, unit_code=counted.unit, hedge="vague")


def is_count(found: Found) -> bool:
    """Return whether a number can count: it labels nothing and belongs to no code, score or telephone number."""
    lexemes, first = found.lexemes, found.first
    if found.has("low") and (found.previous() == "from" or read_extent(found) is None):
        return False
    previous = found.previous()
    if first and lexemes.is_joined(first) and previous[-1:] in JOINING:
        return False
    if lexemes.is_joined(found.last) and found.following()[:1] in JOINING:
        after = lexemes.words[found.last + 1]
        if after and lexemes.is_joined(found.last + 1) and not after[:1].isalpha():
            return False
    word = lexemes.words[first]
    if SPLIT_THOUSANDS.fullmatch(f"{previous} {word}") and found.previous(2) not in class_values("MONTH_FULL"):
        return False  # "2 300 tonnes": whether one number or two nobody can tell
    if previous.removesuffix(".") in load_words("number_labels.txt") and found.last - first == 1:
        return False
    if LONG_CODE.fullmatch(word):
        return False
    if METRES.fullmatch(word) and find_counted(lexemes, found.last, Extent(2, 2)) is None:
        return False  # "100m people" are a hundred million, a "100m race" is not
    if "/" in word and word not in FRACTIONS and found.last - first == 1:
        return False  # "9/11", "24/7"
    is_year = re.fullmatch(r"1[89]\d\d|20[0-4]\d", word) is not None and found.last - first == 1
    return not (is_year and found.following() not in ("people", "men", "women", "troops", "soldiers", "miles", "votes"))


def find_counted(lexemes: Lexemes, start: int, extent: Extent) -> Counted | None:
    """Return what the number that ends before lexeme `start` counts, None where no noun is found."""
    words = lexemes.words
    if words[start] in class_values("HYPHEN") and words[start + 1] in OPEN_ENDS:
        return _noun(lexemes, start + 2, is_one=False)
    if words[start] in class_values("HYPHEN") and lexemes.is_joined(start) and words[start + 1].isalpha():
        unit = words[start + 1]
        if unit in AREAS and words[start + 2] in class_values("HYPHEN") and _measure(words[start + 3]):
            return Counted(f"{unit}_{_measure(words[start + 3])}", start + 4)
        is_unit = unit not in NOT_UNITS and (extent.high is None or extent.high >= 2)
        return Counted(_measure(unit) or singular(unit), start + 2) if is_unit else None
    if words[start] == "°":
        return _measure_at(words, start)
    if words[start] == "of" and start + 2 < len(words):
        return _whole_after(lexemes, start + 1, extent)
    if words[start] in ("to", "or", "and"):
        other = start + 1
        while words[other] in HEDGING:
            other += 1
        if words[other][:1].isdigit():
            beyond = Counted(None, start) if words[other + 1] == "per" else find_counted(lexemes, other + 1, extent)
            return Counted(beyond.unit, start) if beyond else None
    return _noun(lexemes, start, is_one=extent.high == 1)


def _whole_after(lexemes: Lexemes, start: int, extent: Extent) -> Counted | None:
    """What "10 of the 538 electors" counts: the noun stands after the whole, which is a count of its own."""
    words = lexemes.words
    before = start - 1  # "of" is no part of the count itself
    while words[start] in DETERMINERS:
        start += 1
    has_whole = parse_number(words[start : start + 1]) is not None
    if extent.high == 1 and not has_whole:
        return None  # "one of the largest firms" tells no number
    counted = _noun(lexemes, start + has_whole, is_one=False)
    if counted is None:
        return None
    return Counted(counted.unit, before if has_whole else counted.last)


def _noun(lexemes: Lexemes, start: int, *, is_one: bool) -> Counted | None:
    words = lexemes.words
    stops = load_words("counted_stops.txt")
    fallback = None
    for index in range(start, start + LONGEST_PHRASE):
        word = words[index] if index < len(words) else ""
        if word in class_values("HYPHEN") and lexemes.is_joined(index):
            continue
        if word in ("and", "or") and index > start:
            continue
        if not word[:1].isalpha() or word in stops or word in _time_words():
            break
        measure = _measure_at(words, index)
        if measure and index == start:
            return measure
        if is_one and word in load_words("counted_singulars.txt"):
            return Counted(word, index + 1)
        if word in load_words("casualty_words.txt") and fallback is None:
            fallback = Counted(word, index + 1)
        elif not is_one and is_plural(word):
            following = words[index + 1]
            is_pair = is_plural(following) and not (following in stops or following in load_words("finite_verbs.txt"))
            last = index + 1 + is_pair
            return Counted(singular(words[last - 1]), last)
    return fallback


def _measure_at(words: Sequence[str], index: int) -> Counted | None:
    word = words[index]
    if (word in AREAS or word in ("nautical", "metric")) and _measure(words[index + 1]):
        unit = _measure(words[index + 1])
        return Counted("tonne" if word == "metric" else f"{word}_{unit}", index + 2)
    unit = _measure(word)
    if word == "°":
        scale = {"c": "degc", "f": "degf"}.get(words[index + 1])
        return Counted(scale or "degree", index + 1 + bool(scale))
    if unit == "degree":
        scale = {"celsius": "degc", "c": "degc", "fahrenheit": "degf", "f": "degf"}.get(words[index + 1])
        return Counted(scale or unit, index + 1 + bool(scale))
    if unit in SPEEDS and words[index + 1] in ("per", "an", "/") and words[index + 2] in ("hour", "h"):
        return Counted(SPEEDS[unit], index + 3)
    return Counted(unit, index + 1) if unit else None


def measure(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a measure written in one word: "12km", "35C"."""
    match = re.match(r"([\d,.]+?)\.?([a-z]+)$", found.lexemes.words[found.first])
    if not match:
        return None
    suffix = found.lexemes.surface(found.first, found.last)[len(match[1]) :]
    unit = {"C": "degc", "F": "degf"}.get(suffix) or _measure(match[2])
    value = parse_number([match[1]])
    return quantity(found, "count", Extent(value, value), unit) if unit and value is not None else None


def below_zero(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a temperature behind "minus": "minus 5C", "minus 5 degrees Celsius"."""
    value = parse_number([re.sub(r"[a-z.]+$", "", found.word("amount"))])
    unit = _measure_at(found.lexemes.words, found.last) if found.word("amount")[-1:].isdigit() else None
    suffix = {"c": "degc", "f": "degf"}.get(found.word("amount")[-1:])
    if value is None or not (suffix or (unit and unit.unit and unit.unit.startswith("deg"))):
        return None
    code, last = (unit.unit or "degree", unit.last) if unit else (suffix or "degree", found.last)
    return quantity(found, "count", Extent(-value, -value), code)._replace(end=last)


def _named_before(found: Found) -> str | None:
    """What stands before a bare number: "killing at least 12" counts the killed; "a magnitude of 6.1"."""
    if "magnitude" in (found.previous(), found.previous(2)) and found.previous() in ("magnitude", "of"):
        return "magnitude"
    words = found.lexemes.words[max(0, found.first - 4) : found.first]
    for word in reversed(words):
        for stem, unit in VERBS_OF_HARM.items():
            if word.startswith(stem):
                return unit
    return None


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
def _time_words() -> frozenset[str]:
    classes = ("WEEKDAY", "WEEKDAYS", "MONTH_FULL", "DAY_WORD", "TONIGHT", "PRESENT", "RECENTLY", "PERCENT")
    return frozenset(word for name in classes for word in class_values(name))


@cache
def _irregular() -> dict[str, str]:
    return {row[0]: row[1] for row in load_table("plurals.csv")}


@cache
def _measures() -> dict[str, str]:
    return {form: code for code, forms in load_table("measures.csv") for form in forms.split("|")}


def _measure(word: str) -> str | None:
    return _measures().get(word)


SHAPES = (
    Shape("count", f"(?P<amount> {AMOUNT} )", count, is_count),
    Shape("count_range", f"{RANGE}", count, is_count),
    Shape("vague_count", "(?P<magnitudes> MAGNITUDES (?: OF MAGNITUDES )* )", vague_count),
    Shape("few_dozens", "(?: A )? FEW (?P<magnitudes> MAGNITUDE (?: MAGNITUDE )* ) OF?", vague_count),
    Shape("couple_of_hundred", "A COUPLE OF? (?P<magnitudes> MAGNITUDE ) OF?", vague_count),
    Shape("couple", "A (?P<magnitudes> COUPLE ) OF", vague_count),
    Shape("below_zero", "MINUS (?P<amount> NUMBER | SUFFIXED_UNIT )", below_zero),
    Shape("handful", "A (?P<magnitudes> HANDFUL ) OF?", vague_count),
    Shape("measure", "SUFFIXED_UNIT | SUFFIXED_MAGNITUDE", measure),
)
