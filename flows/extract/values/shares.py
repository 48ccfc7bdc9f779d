"""Shares of a whole in words: "a third of", "by a fifth", "two-thirds", "more than half", "one in five".

In: places that fit a shape. Out: expressions of kind percent with the fraction in lowest terms ("1/3") and the unit
"share"; value_low and value_high are the fraction itself, 0 to 1. It is not turned into a percentage: "a third" is
said of 30 as well as of 35 percent, so "33.3 percent" would claim more than the text does. What the share is of ("of
voters") is left to the context. Not read: fractions of lengths of time ("a quarter of an hour", see durations.py) and
halves that are parts of games, years and names.
"""

from fractions import Fraction

from flows.extract.annotations import Expression
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.figure_verbs import find_figure_verb
from flows.extract.values.numbers import SMALL, parse_number
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_words

# Bases that shares are told by. "25 out of 40" and "3 in 14" are counts, "one in 2019" a year.
BASES = frozenset({2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 25, 50, 100, 1000, 10_000, 100_000, 1_000_000})
NOT_BEFORE = frozenset("first second third other better last final latter early opening closing top bottom - –".split())
# What follows "half" where it is a share: "half the seats", "half of them", "half a dozen" is a number.
AFTER_HALF = frozenset("of the its their his her our all those these that".split())
ARTICLES = frozenset({"a", "an"})  # "by half a point"
AFTER_CHANGE = frozenset("last next compared yesterday today overnight every each".split())  # "by a third last year"
HEDGES = frozenset("than nearly almost about over under least around roughly exactly only up to".split())


def share(found: Found, _timeline: Timeline) -> Expression | None:
    """Return the fraction that words name."""
    parts = parse_number(found.words("parts")) or 1.0
    whole = parse_number(found.words("base")) if found.has("base") else float(found.value("whole", "PART_WORD") or 0)
    if not whole or parts >= whole:
        return None
    fraction = Fraction(int(parts), int(whole))
    size = round(float(fraction), 4)
    return Expression(
        found.first,
        found.last,
        "percent",
        f"{fraction.numerator}/{fraction.denominator}",
        value_low=size,
        value_high=size,
        unit_code="share",
    )


def is_share(found: Found) -> bool:
    """Return whether "a third" is a part of a whole: "of" follows, or several parts or a hyphen say so."""
    whole, following = found.word("whole"), found.following()
    if whole.startswith(("half", "second")):
        return False
    after_of = found.lexemes.words[found.last + 1] if following == "of" else ""
    if after_of in class_values("MONTH_FULL") or after_of == "way":
        return False
    is_hyphened = "-" in found.lexemes.words[found.first : found.last]
    if following == "of" or is_hyphened or (whole.endswith("s") and whole != "quarters"):
        return True
    return found.words("parts") == ["a"] and _is_change(found)


def _is_change(found: Found) -> bool:
    """Whether something moved by the part: "fell by a third last year", not "was followed by a third man"."""
    words, following = found.lexemes.words, found.following()
    if found.previous() != "by" or following == "-" or following in ARTICLES:
        return False
    low, _ = found.lexemes.sentence_bounds(found.first)
    is_end = not following[:1].isalpha() or following in load_words("counted_stops.txt") or following in AFTER_CHANGE
    return is_end and find_figure_verb(words, found.first - 1, low) is not None


def is_half(found: Found) -> bool:
    """Return whether "half" is a share: "half of them", "half the seats", "more than half"."""
    if found.previous() in NOT_BEFORE:
        return False
    following = found.following()
    if following == "of" and found.lexemes.words[found.last + 1].isdigit():
        return False  # "half of 2020"
    return (
        following in AFTER_HALF
        or _is_change(found)
        or (found.previous() in HEDGES and (not following or following in ",.;"))
    )


def is_proportion(found: Found) -> bool:
    """Return whether "one in five" is a share; in "one in 2019" and "one in two weeks" it is none."""
    base = parse_number(found.words("base")) or 0.0
    following = found.following()
    is_time = following in class_values("UNITS") or following in class_values("MONTH_FULL")
    return base in BASES and (parse_number(found.words("parts")) or base) < base and not is_time and following != "-"


SHAPES = (
    Shape("share", f"(?P<parts> A | {SMALL} | DAY ) HYPHEN? (?P<whole> PART_WORD )", share, is_share),
    Shape("half", "(?P<whole> HALF )", share, is_half),
    Shape(
        "proportion",
        f"(?P<parts> {SMALL} | DAY ) (?: OUT OF | IN ) (?: EACH )? (?P<base> {SMALL} | NUMBER | A MAGNITUDE )",
        share,
        is_proportion,
    ),
)
