"""Whose a cue verb is: its subject, or that of another verb in its sentence.

In: a unit, the place of a cue verb and who has spoken in the unit so far. Out: the speaker's range of tokens. Method: a
participle, an infinitive and a second verb take the subject of their clause, or go on from who spoke first in it. "With
Lind saying" has its subject in it; of "Lind put out a statement saying" the issuer speaks. Does not resolve pronouns:
see `speakers.py`.
"""

import re
from collections.abc import Iterable, Sequence

from flows.extract.speech.cue_verbs import DOCUMENTS, GERUND_LEADS, writings
from flows.extract.speech.cues import SHOWING, Cue
from flows.extract.speech.phrases import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    NOMINATIVE,
    OBJECT_PRONOUNS,
    PERSONAL,
    PREPOSITIONS,
    Unit,
    is_finite,
)
from flows.extract.speech.speaker_kinds import is_kind
from flows.extract.speech.subjects import RELATIVES, TokenRange, clause_start, subject_before, verb_group_start

APOSTROPHE = re.compile("['’]")
SUBORDINATES = frozenset("after before when while as if since because although though once until whether that".split())
ANSWERED_PASSIVES = frozenset("tell ask inform warn remind assure advise".split())
LONGEST_ABSOLUTE = 9  # tokens of 'with several of the marchers', by judgement
HEARSAY = frozenset("said reported believed thought understood alleged known".split())  # 'he is said to have asked'
STATEMENTS = frozenset("letter statement email e-mail memo tweet message note post release video".split())
ISSUING = frozenset(  # what makes a writing one's own word: 'issued a statement', but not 'received a letter'
    "issue issues issued issuing release releases released releasing publish publishes published publishing "
    "post posts posted posting send sends sent sending put puts putting write writes wrote written writing "
    "sign signed signing tweet tweeted tweeting circulate circulated circulating distribute distributed distributing "
    "deliver delivered delivering make makes made making".split()
)
MOST_VERBS = 12  # that are asked for their subjects
LONGEST_ISSUE = 7  # tokens of 'out a lengthy new joint statement', by judgement


def find_speaker(
    unit: Unit, cue: Cue, place: int, earlier: Sequence[TokenRange | None]
) -> tuple[TokenRange | None, bool]:
    """Return the subject of the cue and whether the cue is passive."""
    first = verb_group_start(unit, place)
    group = unit.words[first:place]
    if cue.shape == "past" and any(word in BE or word.endswith(("'s", "’s", "'re", "’re")) for word in group):
        return None, cue.lemma in ANSWERED_PASSIVES
    if cue.shape == "past" and not group and place and unit.words[place - 1] == ",":
        inherited = _inherited(unit, place, earlier)
        direct = subject_before(unit, place)
        if direct and inherited and _is_object(unit, direct, place):
            return inherited, False
        return direct or inherited, False
    if first < place and APOSTROPHE.split(unit.words[first])[0] in PERSONAL:
        return (first, first + 1), False  # 'but he’s saying'
    lead = unit.words[first - 1] if first else ""
    if cue.shape == "ing" and (absolute := _absolute(unit, first)):
        return absolute, False
    if cue.shape == "ing" and not any(word in BE or word in AUXILIARIES for word in group):
        if (
            ((lead in PREPOSITIONS or lead in GERUND_LEADS) and lead != "as")
            or lead in (",", '"', "and", "or", "but", "")
            or lead in DASHES
        ):
            return _inherited(unit, first, earlier), False
        if lead == "as":
            return subject_before(unit, first - 1), False
        following = unit.words[place + len(cue.words)] if place + len(cue.words) < len(unit.words) else ""
        can_report = following in ("that", '"', ":") or "clause" in cue.frames
        if not can_report:
            is_finding = first > 0 and cue.lemma in SHOWING and lead in writings()
            return (_noun_phrase(unit, first) if is_finding else None), False  # 'despite new polls showing'
        if lead in STATEMENTS and (issuer := _issuer(unit, first - 1, earlier)):
            return issuer, False
        if lead not in DOCUMENTS and any(is_finite(unit, other) for other in range(clause_start(unit, first), first)):
            return _inherited(unit, first, earlier), False
        return subject_before(unit, place), False
    if lead == "to" and first > 2 and unit.words[first - 2] in HEARSAY and unit.words[first - 3] in BE:
        return subject_before(unit, first - 2), False
    if lead == "to" or (cue.shape == "base" and lead in CONJUNCTIONS):
        return _inherited(unit, first, earlier), False
    if lead in CONJUNCTIONS:
        return _inherited(unit, first, earlier), False
    return subject_before(unit, place), False


def _opens_subordinate(unit: Unit, place: int) -> bool:
    """Return whether a clause begins here whose main one follows: 'While the mills fell, …'."""
    is_led_in = place > 0 and unit.words[place - 1] in SUBORDINATES - {"that"}
    return is_led_in and (place == 1 or unit.words[place - 2] in (",", ";"))


def _is_object(unit: Unit, phrase: TokenRange, verb: int) -> bool:
    """Return whether a phrase before a comma belongs to the verb in front of it: 'Lind hit Moe, called him old'."""
    return phrase[0] > 0 and is_finite(unit, phrase[0] - 1) and unit.words[phrase[1] : verb][:1] == (",",)


def _noun_phrase(unit: Unit, end: int) -> TokenRange:
    """Return the noun that ends at `end` with what belongs to it before: 'a new poll'."""
    start = end - 1
    while start > 0 and not unit.tokens[start - 1].is_mark and unit.words[start] not in DETERMINERS:
        if unit.words[start - 1] in PREPOSITIONS | CONJUNCTIONS | PERSONAL or is_finite(unit, start - 1):
            break
        start -= 1
    return (start, end)


def _issuer(unit: Unit, place: int, earlier: Sequence[TokenRange | None]) -> TokenRange | None:
    """Return who issued the writing at `place`: 'Lind put out a statement saying'."""
    for verb in range(place - 1, max(-1, place - LONGEST_ISSUE), -1):
        if unit.words[verb] in ISSUING and not unit.tokens[verb].is_name:
            first = verb_group_start(unit, verb)
            is_participle = unit.words[verb].endswith("ing") and first == verb
            is_second = first > 0 and unit.words[first - 1] in CONJUNCTIONS
            return _inherited(unit, first, earlier) if is_participle or is_second else subject_before(unit, verb)
        if unit.tokens[verb].is_mark or unit.tokens[verb].quoted or unit.words[verb] in CONJUNCTIONS:
            return None
    return None


def _absolute(unit: Unit, end: int) -> TokenRange | None:
    """Return who speaks in 'with Lind recently promising', 'with many marchers chanting'."""
    for place in range(end - 1, max(-1, end - LONGEST_ABSOLUTE), -1):
        if unit.words[place] == "with":
            found = (place + 1, end)
            is_phrase = found[1] > found[0] and not any(is_finite(unit, other) for other in range(*found))
            is_phrase = is_phrase and unit.words[end - 1] not in PREPOSITIONS | OBJECT_PRONOUNS
            return found if is_phrase else None
        if unit.tokens[place].is_mark or unit.tokens[place].quoted or unit.words[place] in CONJUNCTIONS - {"and"}:
            return None
    return None


def _inherited(unit: Unit, place: int, earlier: Sequence[TokenRange | None]) -> TokenRange | None:
    """Return the subject of the main clause for a participle, an infinitive or a second verb."""
    is_second = place > 0 and unit.words[place - 1] in CONJUNCTIONS
    for speaker in reversed(earlier):
        if speaker is None or unit.words[speaker[0]] in RELATIVES:
            continue
        is_closed = "," in unit.words[speaker[1] : place]  # 'As the crowd began to chant, Lind came and joked'
        if (is_second and not is_closed) or not _opens_subordinate(unit, speaker[0]):
            return speaker
    start = clause_start(unit, place)
    if start == place:
        start = 0  # a passage in marks stands right before: the clause began in front of it
    verbs = [verb for verb in range(start + 1, place) if is_finite(unit, verb) and unit.words[verb - 1] != "to"]
    verbs = [verb for verb in verbs if unit.words[verb_group_start(unit, verb) - 1] not in CONJUNCTIONS]
    if is_second:
        verbs.reverse()  # a second verb goes on from the nearest one
    verbs = verbs[:MOST_VERBS]
    subjects = _subjects(unit, verbs)
    plain = [subject for subject in subjects if unit.words[subject[0]] not in RELATIVES]
    if not plain:  # 'arrived at' can be a participle
        verbs_in_ed = [verb for verb in range(start + 1, place) if unit.words[verb].endswith("ed")]
        in_ed = _subjects(unit, verbs_in_ed[:MOST_VERBS])
        plain = [subject for subject in in_ed if unit.words[subject[0]] not in RELATIVES]
    if not plain and unit.words[start] in PERSONAL:
        plain = [(start, start + 1)]  # 'He smokes and has said': of a present tense nothing but its ending may tell
    main = [one for one in plain if not (is_second or (one[0] and unit.words[one[0] - 1] in SUBORDINATES))]
    ordered = [*main, *plain, *subjects]
    return next((subject for subject in ordered if _may_speak(unit, subject)), next(iter(ordered), None))


def _subjects(unit: Unit, verbs: Iterable[int]) -> list[TokenRange]:
    """Return the subjects of verbs, where they have one of their own."""
    return [found for verb in verbs if (found := subject_before(unit, verb)) and not _is_object(unit, found, verb)]


def _may_speak(unit: Unit, phrase: TokenRange) -> bool:
    """Return whether a name, a pronoun or a noun for who can speak stands in the phrase."""
    words = ((unit.words[place], unit.tokens[place].is_name) for place in range(*phrase))
    return any((is_name and word not in DETERMINERS) or word in NOMINATIVE or is_kind(word) for word, is_name in words)
