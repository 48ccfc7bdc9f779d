"""Cue verbs where they stand: is the form a verb here, and who is its subject.

In: a unit, a cue and its place. Out: a decision, and the speaker's range of tokens. Method: the word before tells a
verb from the noun of the same form ("the call", "they call"); a participle, an infinitive and a second verb take the
subject of their clause. An infinitive counts only after a verb that says it was spoken ("went on to say"), for what
somebody wants or refuses to say has not been said. Does not resolve pronouns: see `speakers.py`.
"""

from collections.abc import Sequence

from flows.extract.speech.cues import Cue, ambiguous_cues
from flows.extract.speech.phrases import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    NEGATIONS,
    NOMINATIVE,
    PERSONAL,
    PREPOSITIONS,
    PRONOUN_CONTRACTIONS,
    Unit,
    is_finite,
)
from flows.extract.speech.subjects import INDEFINITES, TokenRange, clause_start, subject_before, verb_group_start
from flows.extract.wordlists import load_words

RELATIVES = frozenset({"who", "which", "that"})
OBJECT_LEADS = DETERMINERS - NOMINATIVE
NOUN_LEADS = OBJECT_LEADS - INDEFINITES
CLAUSE_LEADS = PERSONAL | PRONOUN_CONTRACTIONS | {"that"}
MODALS = NEGATIONS | frozenset("will would can could may might must shall should do does did not n't never let".split())
GERUND_LEADS = frozenset("by before after without while in of for when from".split())
PLURALS = frozenset(
    "people men women officials police some many most others several few both critics they we i you who "
    "these those".split()
)
ANSWERED_PASSIVES = frozenset("tell ask inform warn remind assure advise".split())
SPEECH_GOVERNORS = frozenset(
    "went goes gone on continued continues proceeded began rushed hastened quick twitter used".split()
)
DEEDS = frozenset({"attack", "challenge"})  # more than words: 'refrained from attacking', 'charged with challenging'
HEARSAY = frozenset("said reported believed thought understood alleged known".split())  # 'he is said to have asked'
DOCUMENTS = frozenset(
    "letter statement report email e-mail memo tweet message study sign signs note post article resolution release "
    "banner placard poll survey".split()
)


def is_verb(unit: Unit, cue: Cue, place: int, after: int) -> bool:
    """Return whether the cue form at `place` is a verb here; `after` is the token behind it."""
    before = unit.words[place - 1] if place else ""
    if before in NOUN_LEADS or (before.endswith(("'s", "’s")) and before not in AUXILIARIES):
        return False
    if unit.tokens[place].is_name and place and not _all_capital(unit):
        return False
    if cue.shape == "ing":
        return not (before in PREPOSITIONS and cue.lemma in DEEDS)
    first = verb_group_start(unit, place)
    group = unit.words[first:place]
    lead = unit.words[first - 1] if first else ""
    if lead in PREPOSITIONS and lead != "to":
        return False
    if cue.shape == "base":
        return _is_base_verb(unit, cue, place, group, lead, after)
    if cue.shape == "past" and (before in PREPOSITIONS or (after < len(unit.words) and unit.words[after] == "by")):
        return False
    if cue.shape == "s" and cue.words[0] in ambiguous_cues():
        following = unit.words[after] if after < len(unit.words) else ""
        subject = unit.tokens[first - 1] if first else None
        if following in ("that", ":"):
            return cue.lemma != "state" or _states(unit, first)
        return (
            cue.lemma != "state"
            and not (subject and subject.word != "who" and subject.word in PLURALS)
            and bool(subject and (subject.is_name or subject.word in NOMINATIVE or subject.word == ","))
        )
    return True


def _states(unit: Unit, place: int) -> bool:
    """Return whether a word or a writing stands before 'states': 'the report states that', no 'early states:'."""
    subject = unit.tokens[place - 1] if place else None
    return subject is not None and (subject.is_name or subject.word in NOMINATIVE or subject.word in _writings())


def _writings() -> frozenset[str]:
    return DOCUMENTS | load_words("findings.txt")


def _all_capital(unit: Unit) -> bool:
    """Return whether the unit is a headline in capitals, where a capital tells nothing."""
    longer = [token for token in unit.tokens if not token.is_mark and not token.quoted and len(token.word) > 3]
    return len(longer) > 2 and sum(token.is_name for token in longer) >= 0.8 * len(longer)


def _is_base_verb(unit: Unit, cue: Cue, place: int, group: tuple[str, ...], lead: str, after: int) -> bool:
    if any(word in MODALS or "'" in word or "’" in word for word in group):
        return True
    if lead == "to":
        return unit.words[place - 2] in SPEECH_GOVERNORS if place > 1 else False
    following = unit.words[after] if after < len(unit.words) else ""
    if following in CLAUSE_LEADS and lead not in OBJECT_LEADS and lead:
        return True
    if lead in PLURALS or lead in ("they", "we", "i", "you"):
        return True
    plural = lead.endswith("s") and lead[0].isalpha() and not lead.endswith(("ss", "'s", "’s"))
    if cue.words[0] in ambiguous_cues():
        return plural and (following == "that" or lead in load_words("findings.txt"))
    if lead in CONJUNCTIONS or lead.endswith("%"):
        return following in ("that", '"') or lead.endswith("%")
    return plural or lead == "," or (bool(lead) and following == "that" and unit.tokens[place - 1].is_name)


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
        return direct or inherited, False
    lead = unit.words[first - 1] if first else ""
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
        if not (following in ("that", '"', ":") or "clause" in cue.frames):
            return None, False
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


def _inherited(unit: Unit, place: int, earlier: Sequence[TokenRange | None]) -> TokenRange | None:
    """Return the subject of the main clause for a participle, an infinitive or a second verb."""
    for speaker in reversed(earlier):
        if speaker and unit.words[speaker[0]] not in RELATIVES:
            return speaker
    start = clause_start(unit, place)
    if start == place:
        start = 0  # a passage in marks stands right before: the clause began in front of it
    verbs = [verb for verb in range(start + 1, place) if is_finite(unit, verb) and unit.words[verb - 1] != "to"]
    if unit.words[place - 1] in CONJUNCTIONS:
        verbs.reverse()  # a second verb goes on from the nearest one
    if not verbs:
        verbs = [verb for verb in range(start + 1, place) if unit.words[verb].endswith("ed")]
    subjects = [found for verb in verbs if (found := subject_before(unit, verb))]
    return next(
        (found for found in subjects if unit.words[found[0]] not in RELATIVES), subjects[0] if subjects else None
    )
