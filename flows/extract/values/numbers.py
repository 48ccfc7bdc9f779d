"""Numbers in digits and words: what they look like in word classes, and their value.

In: lexemes. Out: patterns to build others from, and the value of the words they match. Understood: "1,200", "1.5
million", "twenty-five", "a hundred and thirty million", "two and a half", "2 1/2", "half a dozen", "3m". Ranges:
"5 to 7", "between 5 and 7", "5-7 million", where a magnitude said once counts for both ends. Not understood: spelt
decimals ("one point five"), Roman numerals.
"""

import re
from collections.abc import Sequence
from functools import cache
from math import isfinite
from typing import NamedTuple

from flows.extract.values.lexemes import SUFFIX_MAGNITUDES
from flows.extract.values.word_classes import class_values

MAGNITUDES = ("MAGNITUDE", "MAGNITUDES", "SUM_MAGNITUDE")
SMALL = "(?: TENS (?: HYPHEN? ONES )? | TEENS | ONES )"
WRITTEN = "(?: NUMBER FRACTION? (?: HYPHEN? MAGNITUDE )* | SUFFIXED_MAGNITUDE | FRACTION MAGNITUDE? )"
SPELT = (
    f"(?: (?: {SMALL} | ZERO | A (?= MAGNITUDE ) ) (?: HYPHEN? MAGNITUDE (?: AND? {SMALL} )? )* "
    "(?: HYPHEN? AND HYPHEN? A HYPHEN? HALF MAGNITUDE? )? | HALF A MAGNITUDE | A HALF HYPHEN? MAGNITUDE )"
)
SUM = f"(?: {WRITTEN} (?: MAGNITUDES (?! OF ) | SUM_MAGNITUDE )? )"  # behind a sign of money: "Rs 40 crores", "$3 tn"
AMOUNT = f"(?: {WRITTEN} | {SPELT} )"
RANGE = (
    f"(?: (?P<low> {AMOUNT} ) HYPHEN? (?: TO | OR | HYPHEN ) (?P<high> {AMOUNT} ) "
    f"| BETWEEN (?P<from> {AMOUNT} ) AND (?P<till> {AMOUNT} ) )"
)
# Magnitudes with a plural's ending, and the words that they stand for: "1,000s of hours".
WRITTEN_MAGNITUDES = {"100s": "hundreds", "1000s": "thousands", "1,000s": "thousands"}
FRACTIONS = {"¼": 0.25, "½": 0.5, "¾": 0.75}
DIGITS = re.compile(r"(\d[\d,\s]*(?:\.\d+)?|\.\d+)([a-z.]*)$")
GROUP_MARK = re.compile(r"[,\s]")  # between the thousands: "1,200", "1 200"


class Extent(NamedTuple):
    """A number, or the two ends of a range; an end is None where it is open."""

    low: float | None
    high: float | None

    @property
    def is_range(self) -> bool:
        """Whether the two ends differ."""
        return self.low != self.high


def parse_number(words: Sequence[str]) -> float | None:
    """Return the value of a number in words and digits, None where the words hold none.

    >>> parse_number(["a", "hundred", "and", "thirty", "million"])
    130000000.0
    """
    total, current, is_number = 0.0, 0.0, False
    for word in words:
        kind, value = _word_number(word)
        if kind is None:
            continue
        is_number = True
        if kind == "add":
            current += value
        elif value <= 100:
            current = (current or 1.0) * value
        elif total and not current:
            total *= value  # "1.5 lakh crore"
        else:
            total += (current or 1.0) * value
            current = 0.0
    value = total + current
    return tidy(value) if is_number and isfinite(value) else None  # "million" sixty times over is no number


def tidy(value: float) -> float:
    """Return a product of decimals without what binary fractions add to it: 8.3 times a billion is 8,300,000,000."""
    return round(float(f"{value:.15g}"), 6)


def share_magnitude(low: Sequence[str], high: Sequence[str]) -> tuple[float, float]:
    """Return both ends of a range; "5 to 7 million" means 5 million to 7 million."""
    low_value, high_value = parse_number(low) or 0.0, parse_number(high) or 0.0
    magnitude = _last_magnitude(high)
    if magnitude > 1 and _last_magnitude(low) == 1 and low_value < 1000 and low_value * magnitude < high_value:
        low_value *= magnitude
    return low_value, high_value


def format_number(value: float) -> str:
    """Return a number without needless zeros: '7', '5.5', '1200000000'."""
    return str(int(value)) if value == int(value) else f"{value:.6f}".rstrip("0")


def format_extent(extent: Extent) -> str:
    """Return a number, or a range as 'low-high'; the known end where the other is open."""
    ends = [format_number(end) for end in (extent.low, extent.high) if end is not None]
    return "-".join(ends if extent.is_range else ends[:1])


def _last_magnitude(words: Sequence[str]) -> float:
    for word in reversed(words):
        kind, value = _spelt_numbers().get(word, ("", 1.0))
        if kind == "times":
            return value
        match = DIGITS.match(word)
        if match and match[2] in SUFFIX_MAGNITUDES:
            return SUFFIX_MAGNITUDES[match[2]]
    return 1.0


@cache
def _spelt_numbers() -> dict[str, tuple[str, float]]:
    added = {w: ("add", float(v)) for c in ("ONES", "TEENS", "TENS", "ZERO") for w, v in class_values(c).items()}
    times = {w: ("times", float(v)) for c in MAGNITUDES for w, v in class_values(c).items()}
    return {**added, **times, "half": ("add", 0.5)}


def _word_number(word: str) -> tuple[str | None, float]:
    if word in _spelt_numbers():
        return _spelt_numbers()[word]
    if word in FRACTIONS:
        return "add", FRACTIONS[word]
    if "/" in word:
        above, _, below = word.partition("/")
        return ("add", int(above) / int(below)) if above.isdigit() and below.isdigit() and int(below) else (None, 0.0)
    match = DIGITS.match(word)
    if not match:
        return None, 0.0
    return "add", float(GROUP_MARK.sub("", match[1])) * SUFFIX_MAGNITUDES.get(match[2], 1.0)
