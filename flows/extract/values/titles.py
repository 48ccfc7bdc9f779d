"""Words of time that are a title or stand in a name: "60 Minutes", the "Today" show, the Sunday Herald.

In: lexemes and an expression at a place. Out: whether it tells no time there. Method: by what stands beside it, and for
a unit of time with a capital by whether the sentence is one of a headline.
"""

from flows.extract.annotations import Expression
from flows.extract.values.dated_expressions import SHORT_WORD, is_in_capitals
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_words

OPENING, CLOSING = frozenset("\"“‘'"), frozenset("\"”’'")
SHOWS = frozenset({"today", "tonight"})
ARTICLES = frozenset({"the", "a", "this"})
LEAST_LONG_WORDS = 3  # of a sentence of which can be told that it is no headline


def is_title(lexemes: Lexemes, expression: Expression) -> bool:
    """Return whether an expression, told by its lexemes, is a title or part of a name."""
    first, last = expression.start, expression.end
    if expression.kind == "duration":
        return _has_capital_unit(lexemes, first, last) or _is_quoted_alone(lexemes, first, last)
    if expression.kind not in ("date", "time") or last != first + 1 or not lexemes.is_capitalised(first):
        return False
    return _is_of_outlet(lexemes, first) or _is_of_march(lexemes, first) or _is_show(lexemes, first)


def _is_of_outlet(lexemes: Lexemes, first: int) -> bool:
    """True for "Sunday" of "the Sunday Herald"."""
    if lexemes.words[first] not in class_values("WEEKDAY") or not _is_determined(lexemes, first):
        return False
    return lexemes.words[first + 1] in load_words("outlet_nouns.txt") and lexemes.is_capitalised(first + 1)


def _is_of_march(lexemes: Lexemes, first: int) -> bool:
    """True for "March" of "the March for Fields"."""
    if lexemes.words[first] != "march" or lexemes.words[first + 1] not in ("for", "on"):
        return False
    return _is_determined(lexemes, first) and lexemes.is_capitalised(first + 2)


def _is_show(lexemes: Lexemes, first: int) -> bool:
    """True for "Today" of "the Today show" and of 'the "Today" show', but not where somebody says it."""
    if lexemes.words[first] not in SHOWS:
        return False
    return lexemes.words[first + 1] == "show" or _is_quoted_alone(lexemes, first, first + 1)


def _is_determined(lexemes: Lexemes, first: int) -> bool:
    before = lexemes.words[first - 1] if first else ""
    return before in ARTICLES or before in class_values("POSSESSIVE")


def _has_capital_unit(lexemes: Lexemes, first: int, last: int) -> bool:
    """True for "48 Hours" and "Six-Day" in a sentence that has its other words small."""
    units = class_values("UNIT").keys() | class_values("UNITS").keys()
    places = [place for place in range(first + 1, last) if lexemes.words[place] in units]
    if not any(lexemes.is_capitalised(place) and not is_in_capitals(lexemes, place) for place in places):
        return False
    low, high = lexemes.sentence_bounds(first)
    if lexemes.is_capitalised(last):
        return True  # "the Six-Day War"
    long_words = sum(len(lexemes.words[place]) > SHORT_WORD for place in range(low, high) if not first <= place < last)
    is_told = first == low or lexemes.words[first - 1] in class_values("SPAN_LEAD").keys() | class_values("LEAD").keys()
    return long_words >= LEAST_LONG_WORDS and not is_told


def _is_quoted_alone(lexemes: Lexemes, first: int, last: int) -> bool:
    """True for what stands between quotation marks within a sentence: 'told "60 Minutes" that', 'her "Today" show'."""
    if first < 2 or not lexemes.is_capitalised(last - 1):
        return False
    if lexemes.words[first - 1] not in OPENING or lexemes.words[last] not in CLOSING:
        return False
    before, after = lexemes.words[first - 2], lexemes.words[last + 1]
    return (before.isalpha() or before in class_values("POSSESSIVE")) and after.isalpha()
