"""Votes: "51-49", "234 to 193", "7-2", "unanimous".

In: places that fit a shape. Out: expressions of kind vote with the value "51-49" (first number first), or
"unanimous". Two numbers are a vote only where the sentence has a word of `lexicons/vote_words.txt`; sport scores and
ranges look the same. value_low and value_high hold the smaller and the larger number.
"""

from flows.extract.annotations import Expression
from flows.extract.date_anchors import Timeline
from flows.extract.numbers import SMALL, format_number, parse_number
from flows.extract.shapes import Found, Shape
from flows.extract.word_classes import class_values
from flows.extract.wordlists import load_words

WORDS = f"(?: NUMBER | {SMALL} | ZERO )"
LARGEST_CHAMBER = 3000  # members of the largest parliament; popular votes are counts


def vote(found: Found, _timeline: Timeline) -> Expression | None:
    """Return the two numbers of a vote."""
    numbers = _numbers(found)
    value = "-".join(format_number(number) for number in numbers)
    low, high = sorted(numbers)
    return Expression(found.first, found.last, "vote", value, value_low=low, value_high=high, unit_code="vote")


def unanimous(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a vote without a voice against."""
    return Expression(found.first, found.last, "vote", "unanimous", unit_code="vote")


def is_vote(found: Found) -> bool:
    """Return whether two numbers are the outcome of a vote."""
    lexemes = found.lexemes
    if found.previous() in ("from", "between", "-", ".", "/", "(", "aged", "ages") and found.previous() != "(":
        return False
    following = found.following()
    if following in ("-", "–") and lexemes.words[found.last + 1][:1].isdigit():
        return False
    if (
        following in class_values("UNITS")
        or following in class_values("PERCENT")
        or following in class_values("MAGNITUDE")
    ):
        return False
    numbers = _numbers(found)
    return all(number == int(number) and number < LARGEST_CHAMBER for number in numbers) and speaks_of_votes(found)


def speaks_of_votes(found: Found) -> bool:
    """Return whether the sentence has a word that goes with votes."""
    low, high = found.lexemes.sentence_bounds(found.first)
    return not load_words("vote_words.txt").isdisjoint(found.lexemes.words[low:high])


def _numbers(found: Found) -> tuple[float, float]:
    return parse_number(found.words("ayes")) or 0.0, parse_number(found.words("noes")) or 0.0


SHAPES = (
    Shape(
        "vote",
        f"(?P<ayes> {WORDS} ) VOTES? (?: HYPHEN TO HYPHEN | TO | AGAINST ) (?P<noes> {WORDS} ) VOTES? AGAINST?",
        vote,
        is_vote,
    ),
    Shape("vote_in_digits", "(?P<ayes> NUMBER ) HYPHEN (?P<noes> NUMBER ) VOTES?", vote, is_vote),
    Shape(
        "for_and_against", f"(?P<ayes> {WORDS} ) (?: FOR | IN FOR ) (?: AND | COMMA ) (?P<noes> {WORDS} ) AGAINST", vote
    ),
    Shape("unanimous", "UNANIMOUS", unanimous, speaks_of_votes),
)
