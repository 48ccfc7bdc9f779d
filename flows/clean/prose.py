"""How much a unit of text looks like the prose of an article, by its own form alone.

In: a unit. Out: a score, above zero for what more often stands in an article than not. Method: a weighted sum of signs:
length, closing punctuation, words in lower case, commas, quotation marks, bullets. Scripts without blanks or case are
judged by length and punctuation. A share of function words was tried and adds nothing to the share of words in lower
case.
"""

import math
import re
from operator import mul

from flows.clean.lines import Unit, kept_by_text

SENTENCE_END = re.compile(r"[.!?…。！？।؟۔](?:[”\"’'»)\]“]|\[\d+\])*\Z")
STOPS, BEHIND_STOPS = frozenset(".!?…。！？।؟۔"), "”\"’'»)]“"
COMMAS = frozenset(",，、،")  # of which windows-1252 has the first

# Logistic regression on the lines of NEWS5 (development half, 450 pages; a line is article where 60 % of its word
# 4-grams stand in the gold text; lines weighted by the square root of their length, pages alike), rounded.
# Made anew, and scored on sites that it was not fitted to, by benchmarks/fit_line_weights.py.
WEIGHTS = (0.42, 1.64, 1.21, 0.3, 0.91, -0.74, 0.58, -3.35)  # of the signs below, in their order
CONSTANT = -3.72
LONG_FROM, TINY_BELOW, LONGEST_COUNTED = 20, 4, 80
LENGTHS = tuple(math.log1p(count) for count in range(LONGEST_COUNTED + 1))


def ends_sentence(text: str) -> bool:
    """True where the text closes like a sentence, quotation marks and brackets aside."""
    last = text[-1:]
    if last in STOPS or last.isalnum():
        return last in STOPS
    last = text.rstrip(BEHIND_STOPS)[-1:]
    return last in STOPS or (last.isdigit() and SENTENCE_END.search(text) is not None)  # "[2]" behind the stop


def find_signs(unit: Unit) -> tuple[float, ...]:
    """Return the signs of prose: length, closing punctuation, share of lower case, commas, quotation marks, a list
    marker, twenty words or more, fewer than four."""
    count, text = unit.word_count, unit.text
    return (
        LENGTHS[min(count, LONGEST_COUNTED)],
        ends_sentence(text),
        unit.lower_share,
        min(3, text.count(",") if unit.western is not None else sum(map(text.count, COMMAS))),
        unit.is_quoting,
        unit.has_list_marker,
        count >= LONG_FROM,
        count < TINY_BELOW,
    )


@kept_by_text
def score_prose(unit: Unit) -> float:
    """Return the log-odds that the unit stands in an article.

    >>> score_prose(Unit(0, 4, "Menu")) < 0 < score_prose(Unit(0, 39, "The council met, and it did not agree."))
    True
    """
    weighed: float = sum(map(mul, WEIGHTS, find_signs(unit)))
    return CONSTANT + weighed


def probability(score: float) -> float:
    """Return the logistic of a score: the keep_score of a block that nothing else decided on."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))
