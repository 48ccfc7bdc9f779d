"""Ordinals: "the third attempt", "the 10th Circuit".

In: places that fit a shape. Out: expressions of kind ordinal whose value is the number. Kept quiet: in words only
from "third" on and after an article or possessive, since "first" and "second" mostly order the talk, not the things.
"""

from flows.extract.annotations import Expression
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.labels import is_street
from flows.extract.values.shapes import Found, Shape
from flows.extract.wordlists import load_words

DETERMINERS = frozenset("the a his her its their our my your this that for".split())
PARTIES = frozenset({"party", "parties"})  # "3rd-party"
NOT_ORDINALS = frozenset({"party", "parties", "world", "way", "hand", "of", "-", "person", "lady"})


def ordinal(found: Found, _timeline: Timeline) -> Expression | None:
    """Return the number of an ordinal."""
    number = found.number("digits") or int(found.value("word", "ORDINAL") or 0)
    return Expression(
        found.first, found.last, "ordinal", str(number), value_low=float(number), value_high=float(number)
    )


def is_ordinal(found: Found) -> bool:
    """Return whether an ordinal in words counts a thing and is neither a fraction nor part of a fixed phrase."""
    following = found.following()
    if is_street(found):
        return False
    if found.has("digits"):
        after = found.lexemes.words[found.last + 1] if following == "-" else following
        return found.number("digits") != 3 or after not in PARTIES
    number = int(found.value("word", "ORDINAL") or 0)
    return number > 2 and found.previous() in DETERMINERS and following[:1].isalpha() and _is_thing(following)


def _is_thing(following: str) -> bool:
    return following not in NOT_ORDINALS and following not in load_words("counted_stops.txt")


SHAPES = (Shape("ordinal", "(?P<digits> ORDINAL_DIGITS ) | (?P<word> ORDINAL )", ordinal, is_ordinal),)
