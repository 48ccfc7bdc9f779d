"""The alphabet in which the patterns for dates and quantities are written: classes of words instead of letters.

In: `lexicons/expression_words.csv` (class, words with their values) and a few classes that follow from a token's
form (numbers, clock times). Out: one character for each set of classes that a word can have, and regular
expressions over strings of such characters, one character a word. "on June 5, 2025" becomes a string of five
characters, and the pattern `MONTH DAY (?: COMMA YEAR )?` finds three words at a time, whatever the month.

Method: each word's set of classes is one letter of the alphabet; a class name in a pattern stands for all letters
whose set holds it. What a sequence means is not decided here.
"""

import re
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from flows.extract.values.currencies import country_adjectives, shared_currencies
from flows.extract.wordlists import load_table

BREAK = "\n"  # stands between two sentences, so that no pattern crosses
NOTHING: frozenset[str] = frozenset()
CLASS_NAME = re.compile(r"\b[A-Z][A-Z_]+\b|\bA\b")
LETTERS = [chr(code) for code in (*range(0x61, 0x7B), *range(0x41, 0x5B), *range(0x30, 0x3A), *range(0xA1, 0x180))]

# Classes that a token has by its form. Every set that `number_classes` can return stands here too.
FORMS: tuple[frozenset[str], ...] = (
    NOTHING,
    frozenset({"CURRENCY"}),
    frozenset({"CURRENCY", "CURRENCY_CODE"}),
    frozenset({"CLOCK"}),
    frozenset({"ISO_DATE"}),
    frozenset({"SLASH_DATE"}),
    frozenset({"FRACTION"}),
    frozenset({"DECADE"}),
    frozenset({"SUFFIXED_MAGNITUDE"}),
    frozenset({"SUFFIXED_UNIT"}),
    frozenset({"SUFFIXED_CLOCK"}),
    frozenset({"DAY_ORDINAL_DIGITS", "ORDINAL_DIGITS"}),
    frozenset({"ORDINAL_DIGITS"}),
    frozenset({"NAME"}),
)


def number_classes(digits: str) -> frozenset[str]:
    """Return the classes of a number in digits: what it can be by its size and form.

    >>> sorted(number_classes("12"))
    ['DAY', 'HOUR', 'NUMBER', 'TWO_DIGITS']
    """
    if "." in digits:
        return frozenset({"NUMBER", "DECIMAL"})
    if not digits.isdigit() or len(digits) > 4:
        return frozenset({"NUMBER"})
    value = int(digits)
    found = {"NUMBER"}
    if len(digits) == 4:
        return frozenset(found | {"YEAR"} if 1000 <= value < 2200 else found)
    if len(digits) <= 2:
        found |= {"DAY"} if 1 <= value <= 31 else set()
        found |= {"HOUR"} if value <= 24 else set()
        found |= {"TWO_DIGITS"} if len(digits) == 2 else set()
    return frozenset(found)


NUMBER_SAMPLES = ("0", "00", "5", "05", "12", "28", "60", "100", "1999", "9999", "12345", "1.5", "1,500")


@cache
def word_classes() -> Mapping[str, frozenset[str]]:
    """Return the classes of every word of the lexicon, by the word in lower case."""
    found: dict[str, set[str]] = {}
    for class_name, words in load_table("expression_words.csv"):
        for word in words.split("|"):
            found.setdefault(word.rsplit("=", 1)[0], set()).add(class_name)
    for form, code, _ in load_table("currencies.csv"):
        *adjectives, noun = form.split()
        if noun.isalpha() and len(noun) > 2 and noun.upper() != code:
            found.setdefault(noun, set()).add("CURRENCY_WORD")
        for adjective in adjectives:
            found.setdefault(adjective, set()).add("CURRENCY_ADJECTIVE")
    for noun in shared_currencies():
        if len(noun) > 2:
            found.setdefault(noun, set()).add("CURRENCY_WORD")
    for adjective in country_adjectives():
        found.setdefault(adjective, set()).add("CURRENCY_ADJECTIVE")
    return MappingProxyType({word: frozenset(classes) for word, classes in found.items()})


@cache
def class_values(class_name: str) -> Mapping[str, str]:
    """Return the value that each word of a class stands for, such as '6' for 'june' in MONTH_FULL."""
    for name, words in load_table("expression_words.csv"):
        if name == class_name:
            pairs = (word.rsplit("=", 1) for word in words.split("|"))
            return MappingProxyType({pair[0]: pair[-1] for pair in pairs})
    raise KeyError(f"no class {class_name!r} in lexicons/expression_words.csv; add a row for it")


@cache
def alphabet() -> Mapping[frozenset[str], str]:
    """Return the letter of each set of classes that a token can have."""
    sets = {*word_classes().values(), *FORMS, *(number_classes(sample) for sample in NUMBER_SAMPLES)}
    ordered = sorted(sets, key=sorted)
    assert len(ordered) <= len(LETTERS), f"{len(ordered)} sets of classes, {len(LETTERS)} letters: add letters"
    return MappingProxyType(dict(zip(ordered, LETTERS, strict=False)))


@cache
def class_pattern(source: str) -> re.Pattern[str]:
    """Compile a pattern whose capital words are classes; blanks between them count for nothing.

    >>> june_5 = "".join(alphabet()[c] for c in (word_classes()["june"], number_classes("5")))
    >>> bool(class_pattern("MONTH_FULL DAY").fullmatch(june_5))
    True
    """

    def letters_of(match: re.Match[str]) -> str:
        letters = "".join(letter for classes, letter in alphabet().items() if match[0] in classes)
        assert letters, f"no word has class {match[0]} in pattern {source!r}"
        return f"[{letters}]"

    return re.compile(CLASS_NAME.sub(letters_of, source), re.VERBOSE)
