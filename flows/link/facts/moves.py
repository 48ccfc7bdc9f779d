"""Numbers that are told as ends of one move, and dates as those of a number: what ties a value to another one.

In: the values of one sentence. Out: for each of them the numbers it is tied to. Two values that are tied in one way to
one exact number are told of one subject, however their sentences are worded: 'rose from 3.51 to 4.28 in 2030' and 'was
4.28 in 2031', 'up from 3.51' and 'to 4.28 from 3.49'. Method: patterns of the words between two values; a number of
fewer than `LEAST_DIGITS` digits ties nothing, for it stands in a report by chance. No parser, English only.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

LEAST_DIGITS = 3
NUMBER_KINDS = frozenset({"count", "money", "percent", "duration", "age"})
HEDGE = r"(?:about |around |nearly |almost |some |just |more than |less than |over |under )?"
FROM = re.compile(rf"\bfrom (?:a peak of |a low of |a high of |the )?{HEDGE}$", re.IGNORECASE)
WORDS = r"(?: (?!and\b|but\b|while\b)[\w%/]+){0,6}"
THEN_TO = re.compile(rf"{WORDS},? to {HEDGE}", re.IGNORECASE)
THEN_FROM = re.compile(rf"{WORDS},?(?: up| down)? from {HEDGE}", re.IGNORECASE)
THEN_DATED = re.compile(r"(?: [\w%/]+)? in ", re.IGNORECASE)
BETWEEN, AND = re.compile(r"\bbetween $", re.IGNORECASE), re.compile(r" and ")
LETTERS_BEFORE = 30

Tie = tuple[str, str]  # what the value is to the number, and the number


class Value(NamedTuple):
    """A value of a sentence, as far as it is looked at here."""

    start: int
    end: int
    slot_kind: str
    value_text: str


def find_ties(text: str, values: Sequence[Value]) -> dict[int, frozenset[Tie]]:
    """Return the ties of the values of one sentence of `text`, given in text order, by where each starts."""
    numbers = [value for value in values if value.slot_kind in NUMBER_KINDS]
    dates = [value for value in values if value.slot_kind == "date"]
    if len(numbers) + len(dates) == 1 or not numbers:
        return {}
    ties: dict[int, set[Tie]] = defaultdict(set)
    moves = _find_moves(text, numbers)
    for base, end in moves:
        ties[base.start] |= _tie("base of", end)
        ties[end.start] |= _tie("end of", base)
    for number in numbers:
        for date in dates:
            if date.start > number.end and THEN_DATED.fullmatch(text, number.end, date.start):
                ties[date.start] |= _tie("date of", number)
    spans = [pair for pair in pairwise(dates) if _is_span(text, *pair)]
    if len(moves) == len(spans) == 1:
        for date, number in zip(spans[0], moves[0], strict=True):
            ties[date.start] |= _tie("date of", number)
    return {start: frozenset(found) for start, found in ties.items()}


def are_tied(a: AbstractSet[Tie], b: AbstractSet[Tie]) -> bool:
    """Return whether two values are tied in one way to one number: ends of one move, dates of one measure."""
    return not a.isdisjoint(b)


def _find_moves(text: str, numbers: Sequence[Value]) -> list[tuple[Value, Value]]:
    """Return pairs of neighbouring numbers of which one moved to the other, the base first."""
    moves = []
    for one, other in pairwise(numbers):
        if one.slot_kind != other.slot_kind:
            continue
        is_from = FROM.search(text, max(0, one.start - LETTERS_BEFORE), one.start) is not None
        if is_from and THEN_TO.fullmatch(text, one.end, other.start):
            moves.append((one, other))
        elif not is_from and THEN_FROM.fullmatch(text, one.end, other.start):
            moves.append((other, one))
    return moves


def _is_span(text: str, first: Value, second: Value) -> bool:
    is_opened = BETWEEN.search(text, max(0, first.start - LETTERS_BEFORE), first.start) is not None
    return is_opened and AND.fullmatch(text, first.end, second.start) is not None


def _tie(role: str, number: Value) -> set[Tie]:
    digits = "".join(letter for letter in number.value_text if letter.isdigit()).strip("0")
    return {(role, f"{number.slot_kind} {number.value_text}")} if len(digits) >= LEAST_DIGITS else set()
