"""Votes: "51-49", "234 to 193", "eight votes to five", "nine voted for the plan and four against", "unanimous".

In: places that fit a shape. Out: expressions of kind vote with the value "51-49" (first number first; those in favour
first where the words say who was), or "unanimous". Two numbers are a vote only where the sentence has a word of
`lexicons/vote_words.txt`; sport scores and ranges look the same. A vote told in a clause ("Nine councillors voted for
the plan and four against") is one expression from its first number to its last word, at most 15 words. value_low and
value_high hold the smaller and the larger number. Abstentions stay counts.
"""

from collections.abc import Sequence

from flows.extract.annotations import Expression
from flows.extract.values.date_anchors import Timeline
from flows.extract.values.numbers import SMALL, format_number, parse_number
from flows.extract.values.shapes import Found, Shape
from flows.extract.values.word_classes import class_values
from flows.extract.wordlists import load_words

WORDS = f"(?: NUMBER | {SMALL} | ZERO )"
LONGEST_VOTE = 15  # words from the first number to the last: what the table of facts shows of a value
WORDS_TO_SIDE = 6  # words between a number and its "for" or "against": "Nine members of the council voted for"
PARTS_OF_BOOKS = frozenset("page pages line lines verse verses section sections article articles chapters".split())
SPORT_WORDS = frozenset("beat beating scored score scores goal goals touchdown touchdowns innings".split())
FOR_WORDS = frozenset({"for", "favor", "favour", "yes"})
AGAINST_WORDS = frozenset({"against", "no", "opposed"})
LARGEST_CHAMBER = 3000  # members of the largest parliament; popular votes are counts


def vote(found: Found, _timeline: Timeline) -> Expression | None:
    """Return the two numbers of a vote."""
    numbers = _numbers(found)
    value = "-".join(format_number(number) for number in numbers)
    low, high = sorted(numbers)
    return Expression(found.first, found.last, "vote", value, value_low=low, value_high=high, unit_code="vote")


def spread_vote(found: Found, _timeline: Timeline) -> Expression | None:
    """Return the vote told in a clause; the number of those in favour first."""
    first = parse_number(_first_number(found)) or 0.0
    last = parse_number(found.words("side")) or 0.0
    ayes, noes = (last, first) if found.has("for") else (first, last)
    value = f"{format_number(ayes)}-{format_number(noes)}"
    low, high = sorted((ayes, noes))
    return Expression(found.first, found.last, "vote", value, value_low=low, value_high=high, unit_code="vote")


def find_first_side(found: Found) -> int:
    """Return the lexeme where the other side's number stands before "four against", the place's own where none does."""
    words, own = found.lexemes.words, found.span("side")[0]
    sides = AGAINST_WORDS if found.has("for") else FOR_WORDS
    low = max(found.lexemes.sentence_bounds(own)[0], found.last - LONGEST_VOTE)
    cue = next((i for i in range(own - 1, low, -1) if words[i] in sides), None)
    if cue is None:
        return found.first
    for place in range(cue - 1, max(low, cue - WORDS_TO_SIDE) - 1, -1):
        if _is_number(words[place]):
            start = _number_start(words, place, low)
            part = start - 2 if words[start - 1] in ("the", "its", "all") else start - 1
            is_part = part > low and words[part] == "of" and _is_number(words[part - 1])
            return _number_start(words, part - 1, low) if is_part else start  # "five of the nine judges voted for"
        if not words[place].isalpha():
            break
    return found.first


def _number_start(words: Sequence[str], place: int, low: int) -> int:
    while place > low and (_is_number(words[place - 1]) or words[place - 1] == "-"):
        place -= 1
    return place


def is_spread_vote(found: Found) -> bool:
    """Return whether both sides of a vote were found, each a whole number, and the sentence speaks of votes."""
    if found.first == found.span("side")[0]:
        return False
    numbers = parse_number(_first_number(found)), parse_number(found.words("side"))
    whole = all(number is not None and number == int(number) and number < LARGEST_CHAMBER for number in numbers)
    return whole and speaks_of_votes(found)


def _first_number(found: Found) -> Sequence[str]:
    last = found.first
    while _is_number(found.lexemes.words[last]) or found.lexemes.words[last] == "-":
        last += 1
    return found.lexemes.words[found.first : last]


def _is_number(word: str) -> bool:
    return word.isdigit() or any(word in class_values(name) for name in ("ONES", "TEENS", "TENS", "MAGNITUDE"))


def unanimous(found: Found, _timeline: Timeline) -> Expression | None:
    """Return a vote without a voice against."""
    return Expression(found.first, found.last, "vote", "unanimous", unit_code="vote")


def is_vote(found: Found) -> bool:
    """Return whether two numbers are the outcome of a vote."""
    lexemes = found.lexemes
    if found.previous() in ("from", "between", "-", ".", "/", "(", "aged", "ages") and found.previous() != "(":
        return False
    if found.previous() in PARTS_OF_BOOKS or (found.previous() == "and" and found.previous(2).isdigit()):
        return False  # "pages 10-12 and 17-34"
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
    words = found.lexemes.words[low:high]
    return SPORT_WORDS.isdisjoint(words) and not load_words("vote_words.txt").isdisjoint(words)


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
        "told_against",
        f"(?P<side> {WORDS} ) VOTES? VOTED? AGAINST",
        spread_vote,
        is_spread_vote,
        find_first_side,
    ),
    Shape(
        "told_for",
        f"(?P<side> {WORDS} ) VOTES? VOTED? (?P<for> FOR | IN FAVOUR )",
        spread_vote,
        is_spread_vote,
        find_first_side,
    ),
    Shape(
        "split",
        f"(?P<ayes> {SMALL} ) HYPHEN (?P<noes> {SMALL} )",
        vote,
        lambda f: is_vote(f) and f.value("ayes", "TENS") is None,
    ),
    Shape("unanimous", "UNANIMOUS", unanimous, speaks_of_votes),
)
