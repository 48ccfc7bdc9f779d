"""Addressees: to whom something is told, between the cue and what is said: 'told reporters on Monday that …'.

In: a unit and the place behind a cue. Out: the place where its words go on. Method: a pronoun in the object case is one
word; other addressees end before "that", a mark, an adverbial, a subject in the nominative or a name of somebody else.
"""

from flows.extract.speech.phrases import (
    ADJUNCT_LEADS,
    AUXILIARIES,
    DETERMINERS,
    OBJECT_PRONOUNS,
    PERSONAL,
    PREPOSITIONS,
    QUESTION_WORDS,
    TIME_WORDS,
    Unit,
    is_adverb,
    is_finite,
)

NO_ADDRESSEE = QUESTION_WORDS | {"that"} | PREPOSITIONS
ADDRESSEE_CLOSERS = ADJUNCT_LEADS - {"of", "from", "for"}
NAME_LEADS = PREPOSITIONS | DETERMINERS | {"and"}
FUNCTION_WORDS = (
    PERSONAL | DETERMINERS | PREPOSITIONS | QUESTION_WORDS | TIME_WORDS | AUXILIARIES | {"that", "to", "not"}
)
LONGEST_ADDRESSEE = 9  # tokens between 'told' and what was told


def skip_addressee(unit: Unit, place: int) -> int:
    """Return where the words go on behind the addressee of 'told', 'asked', 'warned'."""
    words, tokens = unit.words, unit.tokens
    if place >= len(words):
        return place
    if words[place] in OBJECT_PRONOUNS and not (words[place] == "her" and _is_noun_like(unit, place + 1)):
        return place + 1
    if tokens[place].is_mark or tokens[place].quoted or words[place] in NO_ADDRESSEE:
        return place
    for end in range(place, min(len(words), place + LONGEST_ADDRESSEE)):
        if words[end] == "that":
            return end
        if tokens[end].is_mark or tokens[end].quoted or words[end] in PERSONAL or is_finite(unit, end):
            break
    end = place + 1
    while end < len(words) and end - place <= LONGEST_ADDRESSEE:
        token = tokens[end]
        if token.quoted or token.is_mark or token.word in QUESTION_WORDS or token.word in ("that", "to", "not"):
            break
        if token.word == "there" and end + 1 < len(words) and words[end + 1] in AUXILIARIES:
            break
        if token.word in TIME_WORDS or token.word in ADDRESSEE_CLOSERS:
            break
        if token.word in PERSONAL or (
            token.word in DETERMINERS and words[end - 1] not in PREPOSITIONS and words[end - 1] != "and"
        ):
            break
        if (
            token.is_name
            and not tokens[end - 1].is_name
            and words[end - 1] not in NAME_LEADS
            and not tokens[place].is_name
        ):
            break
        end += 1
    return end


def _is_noun_like(unit: Unit, place: int) -> bool:
    """Return whether a lower-case word that is no function word stands at `place`."""
    if place >= len(unit.words):
        return False
    token, word = unit.tokens[place], unit.words[place]
    return not (token.is_mark or token.quoted or token.is_name or word in FUNCTION_WORDS or is_adverb(token))
