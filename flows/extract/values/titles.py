"""Words of time that are a title or stand in a name: "60 Minutes", the "Today" show, the Sunday Herald.

In: lexemes and an expression at a place. Out: whether it tells no time there. Method: capitals, where the sentence is
not one of a headline: those of a unit of time; of a weekday's neighbour that is a noun of outlets' names
(`lexicons/outlet_nouns.txt`); of what alone stands between quotation marks behind a word.
"""

from flows.extract.annotations import Expression
from flows.extract.values.dated_expressions import is_in_capitals
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_words

OPENING, CLOSING = frozenset("\"“‘'"), frozenset("\"”’'")
TIMES = frozenset({"date", "time", "duration", "set"})


def is_title(lexemes: Lexemes, expression: Expression) -> bool:
    """Return whether an expression, told by its lexemes, is a title or part of a name."""
    if expression.kind not in TIMES:
        return False
    first, last = expression.start, expression.end
    return (
        _is_of_outlet(lexemes, first, last)
        or _is_of_march(lexemes, first, last)
        or _has_capital_unit(lexemes, first, last, expression.kind)
        or _is_quoted_alone(lexemes, first, last)
    )


def _is_of_outlet(lexemes: Lexemes, first: int, last: int) -> bool:
    """True for "Sunday" of "the Sunday Herald"."""
    is_weekday = last == first + 1 and lexemes.words[first] in class_values("WEEKDAY")
    if not is_weekday or lexemes.words[last] not in load_words("outlet_nouns.txt"):
        return False
    return lexemes.is_capitalised(last) and not is_in_capitals(lexemes, last)


def _is_of_march(lexemes: Lexemes, first: int, last: int) -> bool:
    """True for "March" of "the March for Fields", and for "Today" of "the Today show"."""
    surface, following = lexemes.surface(first, last), lexemes.words[last]
    if surface == "March":
        return following in ("for", "on") and lexemes.is_capitalised(last + 1)
    return surface in ("Today", "Tonight") and following == "show"


def _has_capital_unit(lexemes: Lexemes, first: int, last: int, kind: str) -> bool:
    """True for "48 Hours" and "Six-Day" in a sentence that has its other words small."""
    if kind != "duration":
        return False
    units = class_values("UNIT").keys() | class_values("UNITS").keys()
    places = [place for place in range(first + 1, last) if lexemes.words[place] in units]
    return any(lexemes.is_capitalised(place) and not is_in_capitals(lexemes, place) for place in places)


def _is_quoted_alone(lexemes: Lexemes, first: int, last: int) -> bool:
    """True for "Today" of 'the "Today" show' and of 'her "Today" interview', but not where somebody says it."""
    if first < 2 or not lexemes.is_capitalised(first) or lexemes.words[first] in class_values("WEEKDAY"):
        return False
    if lexemes.words[first - 1] not in OPENING or lexemes.words[last] not in CLOSING:
        return False
    before, after = lexemes.words[first - 2], lexemes.words[last + 1]
    return (before.isalpha() or before in class_values("POSSESSIVE")) and after.isalpha()
