"""Whether a day that a verb of the future or a deadline seems to put ahead is over, because its outcome is told.

In: lexemes and the place of a date. Out: yes or no. Method: words of outcomes in the sentence of the date. A deadline
is over where people are counted in a state they are in ("nine were confirmed dead by Sunday") or a figure moved
("had risen to 40 by Sunday"), unless the sentence has a verb of the future or an infinitive. "After Sunday's election"
is over where the sentence, or one of the same weekday, tells who won or how many seats; not in a forecast. Words in
`lexicons/outcome_words.csv`. Sentences are not parsed.
"""

from collections.abc import Iterator, Sequence
from functools import cache

from flows.extract.values.counted_nouns import casualty_units
from flows.extract.values.figure_verbs import is_move
from flows.extract.values.lexemes import Lexemes
from flows.extract.values.numbers import parse_number
from flows.extract.wordlists import load_table, load_words

NEAR_LEXEMES = 12  # words further away belong to another clause
STATE_LEXEMES = 3  # from "were" to the state: "were already confirmed dead"
NOUN_LEXEMES = 4  # from "Sunday's" to the noun: "Sunday's early regional election"
BEEN = frozenset({"was", "were", "been"})
POSSESSIVES = frozenset({"'s", "’s"})


def is_reached(lexemes: Lexemes, first: int, last: int) -> bool:
    """Return whether the deadline at lexemes `first` to `last` is over: "nine were confirmed dead by Monday"."""
    low, high = lexemes.sentence_bounds(first)
    near = lexemes.words[max(low, first - NEAR_LEXEMES) : min(high, last + NEAR_LEXEMES)]
    if lexemes.words[first - 1] != "by":
        return "never" in near  # "had never lost until Monday"
    return "had" in near or (not _is_open(near) and _is_told(near))


def _is_open(words: Sequence[str]) -> bool:
    """Whether something is still to be done: a verb of the future, or an infinitive."""
    ahead = _outcome_words()["ahead"]
    infinitives = (words[at + 1] for at, word in enumerate(words[:-1]) if word == "to")
    return not ahead.isdisjoint(words) or any(word.isalpha() and parse_number([word]) is None for word in infinitives)


def _is_told(words: Sequence[str]) -> bool:
    """Whether people are in a state, or a figure has moved: "were found dead", "the toll rose to 40"."""
    states = casualty_units().keys() | _outcome_words()["state"]
    after_been = (words[at + 1 : at + 1 + STATE_LEXEMES] for at, word in enumerate(words) if word in BEEN)
    if any(not states.isdisjoint(following) for following in after_been):
        return True
    moves = (at for at, word in enumerate(words) if is_move(word) and word in _outcome_words()["moved"])
    return any(parse_number([word]) is not None for at in moves for word in words[at + 1 : at + 1 + STATE_LEXEMES])


def is_after_result(lexemes: Lexemes, first: int, last: int) -> bool:
    """Return whether the date owns an election whose result is told: "will hold 38 seats after Sunday's election"."""
    words, outcome = lexemes.words, _outcome_words()
    low, high = lexemes.sentence_bounds(first)
    if words[last] not in POSSESSIVES or load_words("elections.txt").isdisjoint(words[last + 1 : last + NOUN_LEXEMES]):
        return False
    if "after" not in words[max(low, first - 3) : first] or not outcome["forecast"].isdisjoint(words[low:high]):
        return False
    if words[first - 1] in outcome["winning"] or _has_seats(words[low:high]):
        return True
    weekday = words[last - 1]
    return any(weekday in told and not outcome["won"].isdisjoint(told) for told in _sentences(lexemes))


def _has_seats(words: Sequence[str]) -> bool:
    """Whether a number of seats or votes is told: "38 of the 101 seats"."""
    ends = (at for at, word in enumerate(words) if word in ("seats", "votes"))
    return any(parse_number([word]) is not None for at in ends for word in words[max(0, at - STATE_LEXEMES) : at])


def _sentences(lexemes: Lexemes) -> Iterator[Sequence[str]]:
    first = 0
    for last in lexemes.breaks:
        yield lexemes.words[first:last]
        first = last + 1


@cache
def _outcome_words() -> dict[str, frozenset[str]]:
    return {kind: frozenset(words.split("|")) for kind, words in load_table("outcome_words.csv")}
