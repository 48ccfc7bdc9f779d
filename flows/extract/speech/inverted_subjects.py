"""Subjects in inverted order: the noun phrase behind the cue in '"…," said the minister, who …'.

In: a unit and the place behind a cue. Out: a range of tokens, or None. Method: read on from the cue until the unit
ends, a new clause begins, or a phrase of time or occasion sets in ("on Monday", "in a statement"); a comma is crossed
where a description follows. Does not tell a reported clause from a phrase: the caller asks for its verb.
"""

from flows.extract.speech.phrases import (
    CLAUSE_BREAKS,
    DETERMINERS,
    OBJECTS_ONLY,
    PERSONAL,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    Unit,
    is_adverb,
    is_finite,
)
from flows.extract.speech.subjects import LONGEST_SUBJECT, TokenRange, closes_clause

RELATIVES = frozenset("who which that whose whom where".split())
INVERTED_STOPS = (
    (PREPOSITIONS | SUBORDINATORS | TIME_WORDS)
    - RELATIVES
    - frozenset("of for from with and at to on in march may".split())
)


def subject_after(unit: Unit, place: int) -> TokenRange | None:
    """Return the subject of an inverted cue: 'said the minister, who …'. `place` is the token after the cue."""
    words, tokens = unit.words, unit.tokens
    if place >= len(words) or tokens[place].is_mark or tokens[place].quoted:
        return None
    if words[place] in PREPOSITIONS or words[place] in TIME_WORDS:
        return None
    if words[place] in OBJECTS_ONLY and not tokens[place].is_name:
        return None
    if words[place] in SUBORDINATORS or is_adverb(tokens[place]):
        return None
    if words[place] in PERSONAL:
        return (place, place + 1)
    end = place
    while end < len(words) and end - place <= LONGEST_SUBJECT:
        token = tokens[end]
        if token.quoted and closes_clause(unit, end):
            break
        if token.word in CLAUSE_BREAKS:
            break
        if token.word == "," and not _describes(unit, end + 1):
            break
        if end > place and not token.is_name and _ends_inverted(unit, place, end):
            break
        end += 1
    while end > place and words[end - 1] in (",", "("):
        end -= 1
    return (place, end) if end > place else None


def _ends_inverted(unit: Unit, first: int, place: int) -> bool:
    word = unit.words[place]
    before = unit.words[place - 1]
    if word in TIME_WORDS and word not in ("last", "earlier"):
        return before not in DETERMINERS
    if word in INVERTED_STOPS:
        return not _inside_relative(unit, first, place)
    if word in ("in", "on", "at", "to", "during") and not _inside_relative(unit, first, place):
        return not any(w == "," for w in unit.words[first:place]) and not _places(unit, place)
    return False


def _places(unit: Unit, place: int) -> bool:
    """Return whether a preposition tells whose office it is and not when it was said: 'a professor at Oslo'."""
    before, after = unit.tokens[place - 1], unit.tokens[min(place + 1, len(unit.tokens) - 1)]
    is_office = not before.is_name and before.word not in PERSONAL
    return is_office and (before.word == "close" or (after.is_name and after.word not in TIME_WORDS))


def _inside_relative(unit: Unit, first: int, place: int) -> bool:
    return any(word in RELATIVES for word in unit.words[first:place])


def _describes(unit: Unit, place: int) -> bool:
    """Return whether what follows a comma goes on describing the person before it."""
    if place >= len(unit.words):
        return False
    token = unit.tokens[place]
    word = token.word
    if token.quoted or token.is_mark:
        return False
    if word in ("who", "which", "whose", "of") or word in DETERMINERS or word[0].isdigit():
        return True
    if word in ("then", "now", "formerly", "currently"):
        return True
    if word in PREPOSITIONS or word in SUBORDINATORS or word in TIME_WORDS or is_adverb(token):
        return False
    if word in PERSONAL or is_finite(unit, place):
        return False
    return token.is_name or not word.endswith("ing")
