"""Counts and measures: "seven delegates", "at least 107 killed", "34 of 50 states", "110,000 people", "12 km".

In: places that fit a shape. Out: expressions of kind count with the number and the noun that is counted, singular
and lower case ("7 delegate"), or a unit of measure ("12 km"). Method: the noun after the number (counted_nouns.py),
else what the sentence says of it elsewhere (bare_counts.py). A number that labels ("Section 230", "Flight
93"), joins others (phone numbers, scores) or stands alone and small is no count. "Dozens" has a lower bound only.
"""

import re

from flows.extract.annotations import Expression
from flows.extract.values.bare_counts import find_bare, find_label, is_in_byline
from flows.extract.values.counted_nouns import DETERMINERS, OPEN_ENDS, Counted, find_counted, measure_at
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.labels import is_label, is_portion
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.measures import measure_code
from flows.extract.values.money import is_parted, quantity, read_extent, read_magnitudes
from flows.extract.values.numbers import AMOUNT, GROUP_MARK, RANGE, WRITTEN_MAGNITUDES, Extent, parse_number
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_words

LONG_CODE = re.compile(r"\d{6,}")  # so many digits without a mark between them are an identifier
SHORTEST_BASE = 3  # digits of the base of a rate after a slash: "12 deaths/100,000"
SPLIT_THOUSANDS = re.compile(r"\d{1,3} \d{3}")
METRES = re.compile(r"[\d.,]+[mbt]")
FRACTIONS = frozenset("1/2 1/3 2/3 1/4 3/4 1/5 2/5 3/5 4/5 1/8 3/8 5/8 7/8 1/10".split())
LARGE = 1000  # a number of this size counts something even where its noun is not found
JOINING = frozenset("-–—/.:#@+_*=&′")
GENERATIONS = (2, 3, 4, 5, 6)  # of mobile networks
AFTER_IN = DETERMINERS | {"a", "an"}  # "12in all" is no length
YEAR = re.compile(r"1[89]\d\d|20[0-4]\d")
SUFFIXES = {"C": "degc", "F": "degf", "in": "inch", "g": "g"}  # units only where no blank parts them from the number


def count(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a number with what it counts."""
    extent = read_extent(found)
    if extent is None or (found.lexemes.words[found.first] in ("a", "an") and found.last - found.first < 2):
        return None
    counted = find_label(found) or find_counted(found.lexemes, found.last, extent) or find_bare(found, extent)
    if counted is None:
        if found.following() != "per" and (extent.low or 0) < LARGE:
            return None
        counted = Counted(None, found.last)
    counted = _with_base(found.lexemes, counted)
    expression = quantity(found, "count", extent, counted.unit or "")
    value = (expression.value_text or "").strip()
    expression = expression._replace(value_text=value, unit_code=counted.unit, end=counted.last)
    end = found.lexemes.words[found.last + (found.following() == "-")]
    hedge = OPEN_ENDS.get(end) if found.following() in ("-", "+") else None
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
    while words[start - 1] in (*DETERMINERS, "of") and words[start] in DETERMINERS:
        start += 1  # "a couple of the big clubs"
    counted = find_counted(found.lexemes, start, Extent(2, None)) or Counted(None, found.last)
    named = [WRITTEN_MAGNITUDES.get(word, word) for word in found.words("magnitudes")]
    is_magnitude = named[0] in class_values("MAGNITUDES") or named[0] in class_values("MAGNITUDE")
    plural = [word + "s" if word in class_values("MAGNITUDE") else word for word in named]  # "several hundred"
    value = " ".join((*plural, *((counted.unit,) if counted.unit else ())))
    low = read_magnitudes(found) if is_magnitude else 2.0 if named[0] == "couple" else None
    return Expression(found.first, counted.last, "count", value, value_low=low, unit_code=counted.unit, hedge="vague")


def is_vague_count(found: Found) -> bool:
    """Return whether a magnitude counts: "scores of goats", but not "the scores rose"."""
    return found.lexemes.words[found.last - 1] != "scores" or found.following() == "of"


def is_count(found: Found) -> bool:
    """Return whether a number can count: it labels nothing and belongs to no code, score or telephone number."""
    lexemes, first = found.lexemes, found.first
    if is_parted(found) or (found.has("low") and read_extent(found) is None):
        return False
    previous = found.previous()
    if find_label(found):
        return True
    if is_in_byline(found) or is_label(found):
        return False
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
    is_year = YEAR.fullmatch(word) is not None and found.last - first == 1
    return not (is_year and found.following() not in ("people", "men", "women", "troops", "soldiers", "miles", "votes"))


def measure(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a measure written in one word: "12km", "35C"."""
    match = re.match(r"([\d,.]+?)\.?([a-z]+)$", found.lexemes.words[found.first])
    if not match:
        return None
    suffix = found.lexemes.surface(found.first, found.last)[len(match[1]) :]
    unit = SUFFIXES.get(suffix) or measure_code(match[2])
    value = parse_number([match[1]])
    if suffix == "in" and ((value or LARGE) >= LARGE or _goes_on(found)):
        return None  # "2015in Orlo", "40in May"
    if suffix == "g" and value in GENERATIONS and not is_portion(found.following()):
        return None  # "a 5g network"
    return quantity(found, "count", Extent(value, value), unit) if unit and value is not None else None


def _goes_on(found: Found) -> bool:
    """Whether the word after "in" shows that it is the preposition."""
    following = found.following().removesuffix(".")
    is_month = following in class_values("MONTH_FULL") or following in class_values("MONTH_SHORT")
    is_month = is_month and found.lexemes.is_capitalised(found.last)
    return following in AFTER_IN or is_month or YEAR.fullmatch(following) is not None


def below_zero(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a temperature behind "minus": "minus 5C", "minus 5 degrees Celsius"."""
    value = parse_number([re.sub(r"[a-z.]+$", "", found.word("amount"))])
    unit = measure_at(found.lexemes.words, found.last) if found.word("amount")[-1:].isdigit() else None
    suffix = {"c": "degc", "f": "degf"}.get(found.word("amount")[-1:])
    if value is None or not (suffix or (unit and unit.unit and unit.unit.startswith("deg"))):
        return None
    code, last = (unit.unit or "degree", unit.last) if unit else (suffix or "degree", found.last)
    return quantity(found, "count", Extent(-value, -value), code)._replace(end=last)


SHAPES = (
    Shape("count", f"(?P<amount> {AMOUNT} )", count, is_count),
    Shape("count_range", f"{RANGE}", count, is_count),
    Shape("vague_count", "(?P<magnitudes> MAGNITUDES (?: OF MAGNITUDES )* )", vague_count, is_vague_count),
    Shape(
        "written_magnitudes",
        "(?P<magnitudes> SUFFIXED_UNIT | DECADE ) OF",
        vague_count,
        lambda found: found.word("magnitudes") in WRITTEN_MAGNITUDES,
    ),
    Shape("few_dozens", "(?: A )? FEW (?P<magnitudes> MAGNITUDE (?: MAGNITUDE )* ) OF?", vague_count),
    Shape("couple_of_hundred", "A COUPLE OF? (?P<magnitudes> MAGNITUDE ) OF?", vague_count),
    Shape("couple", "A (?P<magnitudes> COUPLE ) OF", vague_count),
    Shape("below_zero", "MINUS (?P<amount> NUMBER | SUFFIXED_UNIT )", below_zero),
    Shape("handful", "A (?P<magnitudes> HANDFUL ) OF?", vague_count),
    Shape("measure", "SUFFIXED_UNIT | SUFFIXED_MAGNITUDE", measure),
)
