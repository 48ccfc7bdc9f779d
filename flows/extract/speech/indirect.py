"""Reported clauses: what an attribution is, and where its content ends.

In: a unit and a place in it. Out: ranges of tokens. Method: content ends with its sentence, or before the next cue.
Before a cue, it is everything up to the comma; behind an attribution in the middle it goes on from the comma. A quoted
passage is one token, so that direct, mixed and indirect speech are read alike. What follows a cue: see
`reported_objects.py`.
Does not see that a loose clause at the end ("…, though others disagree") is no longer the speaker's.
"""

from typing import NamedTuple

from flows.extract.speech.cues import Cue, ambiguous_cues, cue_lexicon
from flows.extract.speech.objects import opens_phrase
from flows.extract.speech.phrases import (
    ADJUNCT_LEADS,
    AUXILIARIES,
    CONJUNCTIONS,
    DASHES,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    Unit,
    is_adverb,
    is_finite,
)
from flows.extract.speech.subjects import TokenRange

SUBORDINATE_LEADS = frozenset(
    "when while although though if after as since because before until once whereas whether".split()
)
CLOSING_LEADS = SUBORDINATORS - {"because", "if", "so", "that", "and", "but"}
BEFORE = PREPOSITIONS | {"prior"}
CLOSING_MARKS = DASHES | {",", ";", ":", "…"}


class Attribution(NamedTuple):
    """What one cue attributes. Ranges are of tokens; `content` is in text order; `start` is where its clause begins."""

    cue: Cue
    cue_range: TokenRange
    speaker: TokenRange | None
    content: tuple[TokenRange, ...]
    start: int
    is_trailing: bool = False


def has_verb(unit: Unit, start: int, end: int) -> bool:
    """Return whether a finite verb stands in the range."""
    return any(is_finite(unit, place) for place in range(start, end))


def is_closed(unit: Unit, place: int) -> bool:
    """Return whether nothing but an adverbial follows: '… said on Monday.'"""
    if place >= len(unit.words):
        return True
    token = unit.tokens[place]
    if token.word in (",", ";", ")") or token.word in DASHES or token.word in TIME_WORDS:
        return not (token.word in TIME_WORDS and any(w == "that" for w in unit.words[place : place + 4]))
    if token.word in ADJUNCT_LEADS or (is_adverb(token) and not opens_phrase(unit, place)):
        rest = unit.words[place:]
        return "that" not in rest[:12] and ":" not in rest
    return token.quoted is not None and place == len(unit.words) - 1


def resumed_content(unit: Unit, place: int, *, was_quoted: bool) -> tuple[TokenRange, ...]:
    """Return what is said after an attribution in the middle: from the comma or the reopened quotation on."""
    words = unit.words
    for later in range(place, len(words)):
        is_led_in = later and (words[later - 1] in (",", ":") or words[later - 1].endswith("."))  # 'in Oslo, N.D. "…"'
        if unit.tokens[later].quoted and is_led_in and was_quoted:
            if _has_own_cue(unit, place, later - 1):
                return ()
            place = later - 1
            break
    first = place
    while place < len(words) and words[place] != "," and not unit.tokens[place].quoted:
        place += 1
    is_aside = place > first + 1 or words[first : first + 1] == ("that",)
    if place >= len(words) or (is_aside and unit.tokens[place].quoted and not words[place - 1].endswith(".")):
        return ()  # 'she said after hinting that "changes" could come'
    if words[place] == ",":
        place += 1
    if place >= len(words):
        return ()
    if unit.tokens[place].quoted:
        end = place + 1
        while end < len(words) and (unit.tokens[end].quoted or words[end] == ","):
            end += 1
        return ((place, end),)
    lead = words[place]
    if lead in CLOSING_LEADS or lead in PREPOSITIONS or lead.endswith(("ing", "ed")):
        return ()
    if is_adverb(unit.tokens[place]) and unit.words[place + 1 : place + 2] and unit.words[place + 1] in BEFORE:
        return ()  # 'he said, just before the vote'
    is_clause = has_verb(unit, place, len(words)) or any(token.quoted for token in unit.tokens[place:])
    if lead in ("who", "which") or lead in ("but", "and", "adding") or not is_clause:
        return ()
    content = clip(unit, place, content_end(unit, place))
    return (content,) if content and content[1] - content[0] > 1 else ()


def _has_own_cue(unit: Unit, start: int, end: int) -> bool:
    """Return whether another attribution sets in before what follows: '…," she said, adding, "…"'."""
    cues = (cue_lexicon().match(unit.words, place) for place in range(start, end))
    return any(cue.shape == "ing" and "quote" in cue.frames for cue in cues if cue)


def content_before(unit: Unit, end: int) -> TokenRange | None:
    """Return the content that ends before `end`: the quoted passage alone, or the clause from its beginning."""
    stop = end
    while stop > 0 and (unit.words[stop - 1] in (",", "?", "!") or unit.words[stop - 1] in DASHES):
        stop -= 1
    start = 0
    while start < stop and (unit.words[start] in CONJUNCTIONS or unit.words[start] in (",", "(")):
        start += 1
    closed = 0
    for place in range(stop - 1, start, -1):
        closed += (unit.words[place] == ")") - (unit.words[place] == "(")
        if unit.words[place] in (";", ":") or closed < 0:  # in brackets of its own: '(a third, the mayor said)'
            start = place + 1
            break
    return (start, stop) if stop > start else None


def content_end(unit: Unit, start: int) -> int:
    """Return where content that begins at `start` ends: with the unit, or before the next attribution in it."""
    words = unit.words
    lexicon = cue_lexicon()
    for place in range(start + 1, len(words)):
        word = words[place]
        if word == ";":
            return place
        if unit.tokens[place].last_mark == ";":
            return place + 1
        closes = unit.tokens[place].last_mark == ","
        if (word == "," or closes) and place + 1 < len(words):
            following = place + 1
            if is_adverb(unit.tokens[following]) and following + 1 < len(words):
                following += 1
            if words[following] in ("and", "but") and following + 1 < len(words):
                following += 1
            cue = lexicon.match(words, following)
            if cue and (cue.shape == "ing" or cue.kind == "preposition") and _can_report(unit, cue, following):
                return place + closes
        if word in ("and", "but") and place + 1 < len(words):
            following = place + 1
            while following < len(words) - 1 and (is_adverb(unit.tokens[following]) or words[following] in AUXILIARIES):
                following += 1
            cue = lexicon.match(words, following)
            is_verb = cue is not None and cue.kind == "verb" and cue.shape in ("past", "s")
            if cue and is_verb and cue.words[0] not in ambiguous_cues() and _can_report(unit, cue, following):
                return place
    return len(words)


def _can_report(unit: Unit, cue: Cue, place: int) -> bool:
    """Return whether the cue at `place` has what it can report: not 'allows parties' where only a clause is said."""
    after = place + len(cue.words)
    return not cue.frames <= {"that", "literal"} or unit.words[after : after + 1] == ("that",)


def _closes_bracket(unit: Unit, start: int, end: int) -> bool:
    """Return whether the bracket that ends the range was opened before it."""
    return unit.words[end - 1] == ")" and "(" not in unit.words[start:end]


def clip(unit: Unit, start: int, end: int) -> TokenRange | None:
    """Return the range without marks at its ends, or None where nothing is left."""
    while start < end and unit.words[start] in (",", ":"):
        start += 1
    while end > start and (unit.words[end - 1] in CLOSING_MARKS or _closes_bracket(unit, start, end)):
        end -= 1
    return (start, end) if end > start else None
