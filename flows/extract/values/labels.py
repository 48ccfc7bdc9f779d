"""Numbers that name or describe a thing: "1920×1080", "a 4K display", "the 2300 block of", "zero waste", "42nd Street".

In: the place of a number. Out: whether it is such a label and so counts nothing and is no year. Method: the words
beside it, by kind in `lexicons/number_terms.csv`. A size in units stays a measure ("12 x 8 feet" is 8 feet), and what a
plural noun follows is counted ("2K fans").
"""

import re
from functools import cache
from itertools import takewhile

from flows.extract.values.counted_nouns import find_counted, is_plural, measure_at, singular
from flows.extract.values.hedges import find_hedge
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.numbers import Extent
from flows.extract.values.shapes import Found
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_table, load_words

BY = frozenset({"×", "x"})  # "1920 x 1080"
RESOLUTIONS = frozenset({"2k", "4k", "5k", "6k", "8k", "10k", "12k", "16k"})
USUAL_RESOLUTIONS = frozenset({"2k", "4k", "8k"})  # also before a plural: "4K video clips"
BEFORE_RESOLUTION = frozenset({"a", "an", "the", "in"})  # "a 4K model", "in 4K"
HEDGED = frozenset({"about", "at_least", "less_than", "more_than"})
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
    words, place = found.lexemes.words, _skip_hyphen(found.lexemes, found.last)
    if BLOCK.fullmatch(words[found.first]) is None or words[place] != "block" or words[place + 1] != "of":
        return False
    return found.lexemes.is_capitalised(place + 2) or words[place + 2][:1].isdigit()


def is_street(found: Found) -> bool:
    """Return whether an ordinal is a street: "North 2nd Street"."""
    return found.following().removesuffix(".") in _terms("street") and found.lexemes.is_capitalised(found.last)


def is_award(head: str, *, is_capitalised: bool) -> bool:
    """Return whether a noun before "of the year" is one of an award: "player of the year", "Person of the Year"."""
    return head in _terms("award") or (is_capitalised and head in _terms("capital_award"))


def is_ageing_thing(noun: str) -> bool:
    """Return whether a noun is one of things with an age: "fleet", "buses"."""
    return not _terms("ageing").isdisjoint((noun, singular(noun)))


def is_portion(word: str) -> bool:
    """Return whether a word behind "5g" shows that it is a weight: "a 5g portion of salt"."""
    return word in _terms("portion")


def _is_end(found: Found) -> bool:
    """Whether the number is the end of another: "2K" of "1,2K"."""
    lexemes, first = found.lexemes, found.first
    is_joined = lexemes.is_joined(first) and lexemes.is_joined(first - 1)
    return is_joined and found.previous() == "," and found.previous(2)[:1].isdigit()


def _is_resolution(found: Found) -> bool:
    """Whether "4K" is a quality of pictures or "10K" a race; behind a hedge or with other things it is thousands."""
    words, word = found.lexemes.words, found.lexemes.words[found.first]
    if word not in RESOLUTIONS:
        return word in NAMED_THOUSANDS
    if find_hedge(found.lexemes, found.first, found.last, "count").hedge in HEDGED:
        return False
    following = words[found.last : found.last + SCREEN_LEXEMES]
    near = takewhile(lambda w: w.isalpha() or w in class_values("HYPHEN"), following)
    is_screen = not _terms("screen").isdisjoint(near)
    if words[found.last] in _terms("race") or (is_screen and word in USUAL_RESOLUTIONS):
        return True
    if find_counted(found.lexemes, found.last, Extent(2, 2)) is not None:
        return False
    return is_screen or found.previous() in BEFORE_RESOLUTION


def _is_term(found: Found) -> bool:
    """Whether the number is part of a fixed term: "zero waste", "net zero", "a 360-degree camera"."""
    words, word = found.lexemes.words, found.lexemes.words[found.first]
    place = _skip_hyphen(found.lexemes, found.last)
    if word in ZERO and (found.previous() in BEFORE_ZERO or words[place] in _terms("zero")):
        return True
    if place == found.last and _is_counted_beyond(found):
        return False
    if word in ZERO:
        return words[place] in _terms("zero_matter")
    if word != "360" or words[found.last] == "degree":
        return False
    return words[place] in _terms("round") and (place > found.last or not is_plural(words[place]))


def _is_counted_beyond(found: Found) -> bool:
    """Whether what is counted ends on a plural behind the next word: "zero carbon monoxide deaths"."""
    counted = find_counted(found.lexemes, found.last, Extent(2, 2))
    if counted is None or counted.last <= found.last + 1:
        return False
    noun = found.lexemes.words[counted.last - 1]
    return is_plural(noun) and noun not in load_words("finite_verbs.txt")


def _skip_hyphen(lexemes: Lexemes, place: int) -> int:
    return place + (lexemes.words[place] in class_values("HYPHEN"))


@cache
def _terms(kind: str) -> frozenset[str]:
    rows = (words for name, words in load_table("number_terms.csv") if name == kind)
    return frozenset(word for words in rows for word in words.split("|"))
