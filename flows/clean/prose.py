"""How much a unit of text looks like the prose of an article, by its own form alone.

In: a unit. Out: a score, above zero for what more often stands in an article than not. Method: a weighted sum of signs:
length, closing punctuation, words in lower case, commas, quotation marks, bullets. Scripts without blanks or case are
judged by length and punctuation. A share of function words was tried and adds nothing to the share of words in lower
case.
"""

import math
import re

from flows.clean.lines import Unit

SENTENCE_END = re.compile(r"[.!?…。！？।؟۔](?:[”\"’'»)\]“]|\[\d+\])*\Z")
PUNCTUATION = "\"“”‘’'(),.;:!?«»„"
QUOTATION_MARKS = frozenset('“”«»„"「」')
COMMAS = frozenset(",，、،")
WIDE_LETTERS = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LETTERS_A_WORD = 2.5  # of scripts that are written without blanks
CASELESS_SHARE = 0.6  # stands in for the share of words in lower case, where a script has no case

# Logistic regression on the lines of NEWS5 (development half, 450 pages; a line is article where 60 % of its word
# 4-grams stand in the gold text; lines weighted by the square root of their length), rounded. One line alone: F1 .876.
LENGTH, CLOSED, LOWER, COMMA, QUOTED, LISTED, LONG, TINY, CONSTANT = 0.35, 1.55, 1.25, 0.38, 0.7, -0.7, 0.25, -3.2, -3.4
LONG_FROM, TINY_BELOW, LONGEST_COUNTED = 20, 4, 80


def ends_sentence(text: str) -> bool:
    """True where the text closes like a sentence, quotation marks and brackets aside."""
    return SENTENCE_END.search(text) is not None


def count_words(unit: Unit) -> int:
    """Return the number of words; scripts without blanks are counted by letters."""
    if unit.text.isascii():
        return len(unit.words)
    return max(len(unit.words), int(len(WIDE_LETTERS.findall(unit.text)) / LETTERS_A_WORD))


def lower_share(unit: Unit) -> float:
    """Return the share of the words that begin in lower case, of those that begin with a letter that has case."""
    initials = [word.lstrip(PUNCTUATION)[:1] for word in unit.words]
    lower = sum(initial.islower() for initial in initials)
    cased = lower + sum(initial.isupper() for initial in initials)
    if cased:
        return lower / cased
    return CASELESS_SHARE if WIDE_LETTERS.search(unit.text) or any(initial.isalpha() for initial in initials) else 0.0


def score_prose(unit: Unit) -> float:
    """Return the log-odds that the unit stands in an article.

    >>> score_prose(Unit(0, 4, "Menu")) < 0 < score_prose(Unit(0, 39, "The council met, and it did not agree."))
    True
    """
    count, text = count_words(unit), unit.text
    return (
        CONSTANT
        + LENGTH * math.log1p(min(count, LONGEST_COUNTED))
        + CLOSED * ends_sentence(text)
        + LOWER * lower_share(unit)
        + COMMA * min(3, sum(text.count(comma) for comma in COMMAS))
        + QUOTED * (not QUOTATION_MARKS.isdisjoint(text))
        + LISTED * unit.has_list_marker
        + LONG * (count >= LONG_FROM)
        + TINY * (count < TINY_BELOW)
    )


def probability(score: float) -> float:
    """Return the logistic of a score: the keep_score of a block that nothing else decided on."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
