"""Cue verbs where they stand: is the form a verb here, and one that tells of speech.

In: a unit, a cue and its place. Out: a decision. Method: the word before tells a verb from the noun of the same form
("the call", "they call"). An infinitive counts only after a verb that says it was spoken ("went on to say"), for what
somebody wants or refuses to say has not been said. Whose the verb is: see `verb_subjects.py`.
"""

from flows.extract.speech.cues import SHOWING, Cue, ambiguous_cues
from flows.extract.speech.objects import NUMBERS
from flows.extract.speech.phrases import (
    AUXILIARIES,
    CONJUNCTIONS,
    DETERMINERS,
    NEGATIONS,
    NOMINATIVE,
    PERSONAL,
    PREPOSITIONS,
    PRONOUN_CONTRACTIONS,
    QUESTION_WORDS,
    TIME_WORDS,
    Unit,
    is_adverb,
    is_finite,
)
from flows.extract.speech.speaker_kinds import is_kind
from flows.extract.speech.subjects import (
    INDEFINITES,
    clause_start,
    verb_group_start,
)
from flows.extract.wordlists import load_words

OBJECT_LEADS = DETERMINERS - NOMINATIVE
NOUN_LEADS = OBJECT_LEADS - INDEFINITES
PHRASE_OPENERS = (
    DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PERSONAL | AUXILIARIES | QUESTION_WORDS | TIME_WORDS | {"that", "to"}
)
CLAUSE_LEADS = PERSONAL | PRONOUN_CONTRACTIONS | {"that"}
GERUND_LEADS = frozenset("by before after without while in of for when from".split())
MODALS = NEGATIONS | frozenset("will would can could may might must shall should do does did not n't never let".split())
PLURALS = frozenset(
    "people men women officials police some many most others several few both critics they we i you who "
    "these those".split()
)
SPEECH_GOVERNORS = frozenset(
    "went goes gone on continued continues proceeded began rushed hastened quick twitter used".split()
)
DEEDS = frozenset({"attack", "challenge"})  # more than words: 'refrained from attacking', 'charged with challenging'
NOUNS_IN_ING = frozenset("warning hearing finding ruling".split())
MAGNITUDES = frozenset("hundred thousand million billion dozen hundreds thousands millions dozens".split())
DOCUMENTS = frozenset(
    "letter statement report email e-mail memo tweet message study sign signs note post article resolution release "
    "banner placard poll survey editorial headline caption text plaque sticker ad advertisement".split()
)


def is_verb(unit: Unit, cue: Cue, place: int, after: int) -> bool:
    """Return whether the cue form at `place` is a verb here; `after` is the token behind it."""
    before = unit.words[place - 1] if place else ""
    lead_in = unit.words[place - 2] if place > 1 else ""
    is_share = before in NUMBERS and lead_in in ("of", "in")  # 'a mother of two'
    if (before in NOUN_LEADS and not is_share) or (before.endswith(("'s", "’s")) and before not in AUXILIARIES):
        return False
    if unit.tokens[place].is_name and place and not _all_capital(unit):
        return False
    if cue.shape == "ing" and (before == "from" or (lead_in, before) == ("short", "of")):
        return False  # 'kept from saying', 'stopped short of calling'
    if cue.shape == "ing":
        return not (before in PREPOSITIONS and cue.lemma in DEEDS) and not _is_noun_in_ing(unit, place, after)
    first = verb_group_start(unit, place)
    group = unit.words[first:place]
    lead = unit.words[first - 1] if first else ""
    if not group and _is_attribute(unit, cue, first, after):
        return False
    if lead in PREPOSITIONS and lead != "to":
        return False
    if cue.shape == "base":
        return _is_base_verb(unit, cue, place, group, lead, after)
    if cue.shape == "past" and (before in PREPOSITIONS or (after < len(unit.words) and unit.words[after] == "by")):
        return False
    if cue.shape == "s" and cue.words[0] in ambiguous_cues():
        following = unit.words[after] if after < len(unit.words) else ""
        subject = unit.tokens[first - 1] if first else None
        if following in ("that", ":", '"'):
            return cue.lemma != "state" or _states(unit, first)
        if after >= len(unit.words) and any(token.quoted and token.last_mark for token in unit.tokens[:first]):
            return True  # '"…," a voice in the film states'
        return (
            cue.lemma != "state"
            and not (subject and subject.word != "who" and subject.word in PLURALS)
            and bool(
                subject
                and (subject.is_name or subject.word in NOMINATIVE or subject.word == "," or _finds(unit, cue, first))
            )
        )
    return True


def _finds(unit: Unit, cue: Cue, place: int) -> bool:
    """Return whether figures or documents show something: 'a poll of voters shows Lind ahead'."""
    return cue.lemma in SHOWING and not writings().isdisjoint(unit.words[clause_start(unit, place) : place])


def _is_noun_in_ing(unit: Unit, place: int, after: int) -> bool:
    """Return whether a form in -ing is a noun: 'little advance warning that', 'warning signs'."""
    if unit.words[place] not in NOUNS_IN_ING:
        return False
    before = unit.tokens[place - 1] if place else None
    if before is None or before.is_mark or before.quoted:
        return False
    if after < len(unit.words) and _is_lower_noun(unit, after) and unit.words[after].endswith("s"):
        return True
    is_joined = before.word in AUXILIARIES or before.word in PREPOSITIONS or before.word in CONJUNCTIONS
    is_subject = before.word in NOMINATIVE or (before.is_name and unit.words[place] != "hearing")
    if unit.words[place] == "warning" and (before.word in writings() or is_kind(before.word)):
        return False
    return not (is_joined or is_subject or is_adverb(before) or before.word in GERUND_LEADS)


def _is_attribute(unit: Unit, cue: Cue, place: int, after: int) -> bool:
    """Return whether the form stands before or as a noun: '300 confirmed cases', 'ripped reports that'."""
    lead = unit.words[place - 1] if place else ""
    is_object = place > 1 and is_finite(unit, place - 1) and unit.words[place - 2] not in NOMINATIVE
    if cue.shape == "s" and cue.words[0] in ambiguous_cues():
        return is_object and lead not in AUXILIARIES
    is_counted = _is_number(lead)
    return cue.shape == "past" and (is_object or is_counted) and _is_lower_noun(unit, after)


def _is_number(word: str) -> bool:
    return word in MAGNITUDES or (word[:1].isdigit() and not word.endswith("%"))


def _is_lower_noun(unit: Unit, place: int) -> bool:
    """Return whether a bare noun in small letters follows, and no word that opens a phrase or clause."""
    if place >= len(unit.words):
        return False
    token = unit.tokens[place]
    is_plain = not (token.is_mark or token.quoted or token.is_name) and token.word[0].isalpha()
    return is_plain and token.word not in PHRASE_OPENERS and not is_adverb(token)


def _states(unit: Unit, place: int) -> bool:
    """Return whether a word or a writing stands before 'states': 'the report states that', no 'early states:'."""
    subject = unit.tokens[place - 1] if place else None
    if subject is None:
        return False
    is_of_writing = not writings().isdisjoint(unit.words[clause_start(unit, place) : place])  # 'a page of the report'
    return subject.is_name or subject.word in NOMINATIVE or is_of_writing


def writings() -> frozenset[str]:
    """Return the nouns for what is written or found and can say something."""
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
    if cue.lemma == "read":
        return lead in writings() or lead in ("it", "one")  # its past is spelt alike: '"…," the editorial read'
    following = unit.words[after] if after < len(unit.words) else ""
    if cue.words[0] in ambiguous_cues() and lead in TIME_WORDS:
        return False  # 'in a Sunday tweet that'
    if following in CLAUSE_LEADS and lead not in OBJECT_LEADS and lead:
        return True
    if lead in DETERMINERS and cue.words[0] in ambiguous_cues() and _is_lower_noun(unit, after):
        return False  # 'some state officials'
    if lead in PLURALS or lead in ("they", "we", "i", "you"):
        return True
    if cue.words[0] not in ambiguous_cues() and _is_several(unit, verb_group_start(unit, place)):
        return True
    first = verb_group_start(unit, place)
    if lead in ("here", "there") and first > 1:
        lead = unit.words[first - 2]  # 'Polls there show'
    plural = lead.endswith("s") and lead[0].isalpha() and not lead.endswith(("ss", "'s", "’s"))
    if cue.words[0] in ambiguous_cues():
        return plural and (following == "that" or lead in load_words("findings.txt"))
    if lead in CONJUNCTIONS or lead.endswith("%"):
        return following in ("that", '"') or lead.endswith("%")
    return plural or lead == "," or (bool(lead) and following == "that" and unit.tokens[place - 1].is_name)


def _is_several(unit: Unit, end: int) -> bool:
    """Return whether two names, or a number of people, stand before a verb: 'Ada Lind and Per Moe', 'one in five'."""
    if end and (unit.words[end - 1] in NUMBERS or unit.words[end - 1].isdigit()):
        return end > 1 and unit.words[end - 2] in ("in", "of", "other")
    first = end
    while first > 1 and unit.tokens[first - 1].is_name:
        first -= 1
    return 1 < first < end and unit.words[first - 1] == "and" and unit.tokens[first - 2].is_name
