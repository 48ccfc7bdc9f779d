"""Attribution by a clause with "as": 'As X noted, …', '…, as X said on Monday', 'The dam, as X put it, …'.

In: a unit, a cue and its place. Out: an attribution, or None where the clause is of time or manner. Method: the
clause stands at the beginning and its comma ends it, or it stands between commas, or between one and the end; an
adverbial may close it, but nothing that the cue itself could report.
"""

from flows.extract.speech.addressees import skip_addressee
from flows.extract.speech.cues import Cue
from flows.extract.speech.indirect import Attribution, clip, content_before, content_end, has_verb
from flows.extract.speech.phrases import (
    ADJUNCT_LEADS,
    CONJUNCTIONS,
    NEGATIONS,
    PERSONAL,
    PREPOSITIONS,
    SUBORDINATORS,
    TIME_WORDS,
    Unit,
    is_adverb,
    is_finite,
)
from flows.extract.speech.subjects import TokenRange, verb_group_start
from flows.extract.speech.time_phrases import without_time

ASSERTING = frozenset({"clause", "quote"})
NO_SUBJECT = PREPOSITIONS | SUBORDINATORS  # 'as in', 'as if', 'as was'
LONGEST_SUBJECT = 14  # tokens, by judgement
LONGEST_ADVERBIAL = 12  # tokens of 'in a column for the paper on Monday', by judgement


def read_as_clause(unit: Unit, cue: Cue, cue_range: TokenRange) -> Attribution | None:
    """Return what 'as X noted' attributes to X."""
    if (
        cue.shape == "ing"
        or cue.frames.isdisjoint(ASSERTING)
        or "inf" in cue.frames
        or "as" not in unit.words[: cue_range[0]]
    ):
        return None  # what somebody has promised or wanted, 'as promised', is what is done and not what is said
    words, speaker, end = unit.words, _subject(unit, cue_range[0]), _clause_end(unit, cue, cue_range[1])
    if speaker is None or end is None:
        return None
    lead = speaker[0] - 1
    rest = clip(unit, end + 1, content_end(unit, end + 1)) if end + 1 < len(words) else None
    if _opens(unit, lead):
        if rest is None or not (_can_assert(cue) or unit.tokens[rest[0]].quoted) or not _is_assertion(unit, rest):
            return None
        return Attribution(cue, cue_range, speaker, (rest,), lead)
    before = content_before(unit, lead) if words[lead - 1] == "," else None
    if before is None or not _can_assert(cue) or any(_is_negation(word) for word in words[slice(*before)]):
        return None  # 'It did not leak, as Lind said': did Lind say so or not?
    goes_on = rest is not None and words[rest[0]] not in SUBORDINATORS and not words[rest[0]].endswith("ing")
    content = (before, rest) if goes_on and rest else (before,)
    if not any(_is_assertion(unit, part) for part in content):
        return None
    return Attribution(cue, cue_range, speaker, content, before[0], is_trailing=True)


def _can_assert(cue: Cue) -> bool:
    return "clause" in cue.frames or cue.lemma == "put it"


def _is_negation(word: str) -> bool:
    return word in NEGATIONS or word in ("not", "never", "no", "nobody", "nothing", "none", "neither", "nor")


def _subject(unit: Unit, place: int) -> TokenRange | None:
    """Return what stands between "as" and the verb group that ends in the cue, where it is a noun phrase."""
    end = without_time(unit, verb_group_start(unit, place), 0)
    is_described = end > 0 and unit.words[end - 1] == ","  # 'As Lind, head of the board, noted'
    end -= is_described
    depth = 0
    for lead in range(end - 1, max(-1, end - LONGEST_SUBJECT), -1):
        depth += (unit.words[lead] == ")") - (unit.words[lead] == "(")
        if depth or unit.words[lead] == "(":  # 'Lind (R)'
            continue
        if unit.words[lead] == "as":
            is_phrase = end > lead + 1 and unit.words[end - 1] not in PREPOSITIONS
            is_phrase = is_phrase and not (is_adverb(unit.tokens[lead + 1]) or unit.words[lead + 1] in NO_SUBJECT)
            return (lead + 1, end) if is_phrase else None
        token = unit.tokens[lead]
        if token.is_mark and not (is_described and token.word == ","):
            return None
        if token.quoted or (is_finite(unit, lead) and not token.is_name):
            return None
    return None


def _opens(unit: Unit, lead: int) -> bool:
    """Return whether the sentence, or its second half, begins here: 'But as …', '… soon, but as …'."""
    before = unit.words[max(0, lead - 1) : lead]
    return (
        not before
        or before[0] in CONJUNCTIONS
        or before[0] in (";", ":")
        or (lead == 2 and before[0] == "," and _links(unit))
    )


def _links(unit: Unit) -> bool:
    """Return whether the first word only links: 'But, as Lind noted', not 'Taxes, as Lind noted'."""
    return unit.words[0] in CONJUNCTIONS or is_adverb(unit.tokens[0])


def _clause_end(unit: Unit, cue: Cue, place: int) -> int | None:
    """Return the comma that ends the clause, or the end of the unit; None where more than an adverbial follows."""
    words = unit.words
    if "person" in cue.frames:
        place = skip_addressee(unit, place)
    if words[place : place + 1] == ("(",):  # 'told the Orre Times (OT)'
        place = next((other + 1 for other in range(place, len(words)) if words[other] == ")"), place)
    first = unit.tokens[place] if place < len(words) else None
    end = next((other for other in range(place, len(words)) if words[other] in (",", ":")), len(words))
    if first is None or end == place:
        return end
    is_adverbial = first.word in ADJUNCT_LEADS or first.word in TIME_WORDS or is_adverb(first)
    if not is_adverbial or end - place > LONGEST_ADVERBIAL:
        return None
    is_plain = not any(token.quoted or token.word in PERSONAL for token in unit.tokens[place:end])
    return end if is_plain and not has_verb(unit, place, end) else None


def _is_assertion(unit: Unit, part: TokenRange) -> bool:
    return has_verb(unit, *part) or any(token.quoted for token in unit.tokens[slice(*part)])
