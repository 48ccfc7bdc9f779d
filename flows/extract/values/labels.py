"""Numbers that name or describe a thing: "1920×1080", "a 4K display", "the 2300 block of", "zero waste", "42nd Street".

In: the place of a number. Out: whether it is such a label and so counts nothing and is no year. Method: the words
beside it, by kind in `lexicons/number_terms.csv`. A size in units stays a measure ("12 x 8 feet" is 8 feet), and what a
plural noun follows is counted ("2K fans").
"""

import re
from functools import cache
from itertools import takewhile

from flows.extract.values.counted_nouns import find_counted, measure_at
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.numbers import Extent
from flows.extract.values.shapes import Found
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_table

BY = frozenset({"×", "x"})  # "1920 x 1080"
RESOLUTIONS = frozenset({"2k", "4k", "5k", "6k", "8k", "10k", "12k", "16k"})
NAMED_THOUSANDS = frozenset({"401k"})
SCREEN_LEXEMES = 3  # "a 2K indoor camera"
BLOCK = re.compile(r"[1-9]\d{0,2}00")
ZERO = frozenset({"zero", "0"})
BEFORE_ZERO = frozenset({"net", "ground", "patient", "absolute"})


def is_label(found: Found) -> bool:
    """Return whether a number names or describes a thing, or is the end of another number ("1,2K")."""
    if is_dimension(found) or _is_end(found):
        return True
    return found.last == found.first + 1 and (is_block(found) or _is_resolution(found) or _is_term(found))


def is_dimension(found: Found) -> bool:
    """Return whether another number is joined by a sign of multiplication, and no unit follows: "1920×1080"."""
    words = found.lexemes.words
    is_second = found.previous() in BY and found.previous(2)[:1].isdigit()
    is_first = found.following() in BY and words[found.last + 1][:1].isdigit()
    return (is_first or is_second) and measure_at(words, found.last) is None


def is_block(found: Found) -> bool:
    """Return whether hundreds are an address: "the 2300 block of Quill Street"."""
    is_hundreds = BLOCK.fullmatch(found.lexemes.words[found.first]) is not None
    return is_hundreds and _after_hyphen(found.lexemes, found.last) == "block"


def is_street(found: Found) -> bool:
    """Return whether an ordinal is a street: "North 2nd Street"."""
    return found.following().removesuffix(".") in _terms("street") and found.lexemes.is_capitalised(found.last)


def is_award(head: str) -> bool:
    """Return whether a noun before "of the year" is one of an award: "player of the year"."""
    return head in _terms("award")


def _is_end(found: Found) -> bool:
    """Whether the number is the end of another: "2K" of "1,2K"."""
    lexemes, first = found.lexemes, found.first
    is_joined = lexemes.is_joined(first) and lexemes.is_joined(first - 1)
    return is_joined and found.previous() == "," and found.previous(2)[:1].isdigit()


def _is_resolution(found: Found) -> bool:
    """Whether "4K" is a quality of pictures or "10K" a race; with a plural noun of other things it is thousands."""
    words, word = found.lexemes.words, found.lexemes.words[found.first]
    if word not in RESOLUTIONS:
        return word in NAMED_THOUSANDS
    following = words[found.last : found.last + SCREEN_LEXEMES]
    near = takewhile(lambda w: w.isalpha() or w in class_values("HYPHEN"), following)
    if not _terms("screen").isdisjoint(near) or words[found.last] in _terms("race"):
        return True
    return find_counted(found.lexemes, found.last, Extent(2, 2)) is None


def _is_term(found: Found) -> bool:
    """Whether the number is part of a fixed term: "zero waste", "net zero", "a 360-degree camera"."""
    words, word = found.lexemes.words, found.lexemes.words[found.first]
    if word in ZERO:
        return found.previous() in BEFORE_ZERO or _after_hyphen(found.lexemes, found.last) in _terms("zero")
    if word != "360":
        return False
    return _after_hyphen(found.lexemes, found.last) in _terms("round") and words[found.last] != "degree"


def _after_hyphen(lexemes: Lexemes, place: int) -> str:
    return lexemes.words[place + (lexemes.words[place] in class_values("HYPHEN"))]


@cache
def _terms(kind: str) -> frozenset[str]:
    rows = (words for name, words in load_table("number_terms.csv") if name == kind)
    return frozenset(word for words in rows for word in words.split("|"))
