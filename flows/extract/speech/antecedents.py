"""Antecedents: the noun phrase that the relative pronoun "that" stands for, 'a letter to the board that warned …'.

In: a unit and the place of the pronoun. Out: a range of tokens; the pronoun itself where it points to nothing before it
("That suggests …"). Method: the phrase right before the pronoun, back to the word that opens it; where that phrase
belongs to an earlier one ("a statement from the bank"), the earliest whose noun can speak. Does not cross a comma.
"""

from flows.extract.speech.phrases import (
    CONJUNCTIONS,
    DETERMINERS,
    PERSONAL,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    Unit,
    is_finite,
)
from flows.extract.speech.speaker_kinds import is_kind
from flows.extract.speech.subjects import TokenRange

LINKS = frozenset("of from by to for in on at about".split())
ENDS = CONJUNCTIONS | PERSONAL | SUBORDINATORS | PREPOSITIONS | {"to", "not"}
LONGEST_ANTECEDENT = 12  # tokens, by judgement


def antecedent(unit: Unit, speaker: TokenRange) -> TokenRange:
    """Return what a speaker "that" stands for; any other speaker as it is."""
    place = speaker[0]
    if speaker[1] - place != 1 or unit.words[place] != "that":
        return speaker
    found: list[TokenRange] = []
    end = place
    while (start := _phrase_start(unit, end, max(0, place - LONGEST_ANTECEDENT))) < end:
        found.append((start, place))
        if _heads(unit, end):
            speaker = (start, place)
        if not start or unit.words[start - 1] not in LINKS:
            break
        end = start - 1
    return speaker if speaker[1] == place or not found else found[0]


def _phrase_start(unit: Unit, end: int, floor: int) -> int:
    """Return where the noun phrase that ends before `end` begins; `end` where there is none."""
    start = end
    while start > floor:
        token = unit.tokens[start - 1]
        if token.is_mark or token.quoted or token.word in ENDS or token.word in TIME_WORDS:
            break
        if is_finite(unit, start - 1) and not token.word.endswith("ed"):
            break
        start -= 1
        if token.word in DETERMINERS:
            break
    return start


def _heads(unit: Unit, end: int) -> bool:
    """Return whether the noun or name that ends the phrase is one that speaks."""
    return unit.tokens[end - 1].is_name or is_kind(unit.words[end - 1])
