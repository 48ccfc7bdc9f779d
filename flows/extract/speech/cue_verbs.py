"""Cue verbs where they stand: is the form a verb here, and who is its subject.

In: a unit, a cue and its place. Out: a decision, and the speaker's range of tokens. Method: the word before tells a
verb from the noun of the same form ("the call", "they call"); a participle, an infinitive and a second verb take the
subject of their clause. An infinitive counts only after a verb that says it was spoken ("went on to say"), for what
somebody wants or refuses to say has not been said. "With Lind saying" has its subject in it; other participles take
that of the main clause. Does not resolve pronouns: see `speakers.py`.
"""

import re
from collections.abc import Sequence

from flows.extract.speech.cues import SHOWING, Cue, ambiguous_cues
from flows.extract.speech.phrases import (
    AUXILIARIES,
    BE,
    CONJUNCTIONS,
    DASHES,
    DETERMINERS,
    NEGATIONS,
    NOMINATIVE,
    OBJECT_PRONOUNS,
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
    NUMBERS,
    RELATIVES,
    TokenRange,
    clause_start,
    subject_before,
    verb_group_start,
)
from flows.extract.wordlists import load_words

OBJECT_LEADS = DETERMINERS - NOMINATIVE
NOUN_LEADS = OBJECT_LEADS - INDEFINITES
PHRASE_OPENERS = (
    DETERMINERS | PREPOSITIONS | CONJUNCTIONS | PERSONAL | AUXILIARIES | QUESTION_WORDS | TIME_WORDS | {"that", "to"}
)
CLAUSE_LEADS = PERSONAL | PRONOUN_CONTRACTIONS | {"that"}
SUBORDINATES = frozenset("after before when while as if since because although though once until whether that".split())
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
LONGEST_ABSOLUTE = 9  # tokens of 'with several of the marchers', by judgement
DEEDS = frozenset({"attack", "challenge"})  # more than words: 'refrained from attacking', 'charged with challenging'
HEARSAY = frozenset("said reported believed thought understood alleged known".split())  # 'he is said to have asked'
NOUNS_IN_ING = frozenset("warning hearing finding ruling".split())
MAGNITUDES = frozenset("hundred thousand million billion dozen hundreds thousands millions dozens".split())
DOCUMENTS = frozenset(
    "letter statement report email e-mail memo tweet message study sign signs note post article resolution release "
    "banner placard poll survey editorial headline caption text plaque sticker ad advertisement".split()
)

STATEMENTS = frozenset("letter statement email e-mail memo tweet message note post release video".split())
ISSUING = frozenset(  # what makes a writing one's own word: 'issued a statement', but not 'received a letter'
    "issue issues issued issuing release releases released releasing publish publishes published publishing "
    "post posts posted posting send sends sent sending put puts putting write writes wrote written writing "
    "sign signed signing tweet tweeted tweeting circulate circulated circulating distribute distributed distributing "
    "deliver delivered delivering make makes made making".split()
)
LONGEST_ISSUE = 7  # tokens of 'out a lengthy new joint statement', by judgement


def is_verb(unit: Unit, cue: Cue, place: int, after: int) -> bool:
    """Return whether the cue form at `place` is a verb here; `after` is the token behind it."""
    before = unit.words[place - 1] if place else ""
    if before in NOUN_LEADS or (before.endswith(("'s", "’s")) and before not in AUXILIARIES):
        return False
    if unit.tokens[place].is_name and place and not _all_capital(unit):
        return False
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
        if following in ("that", ":"):
            return cue.lemma != "state" or _states(unit, first)
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
    return cue.lemma in SHOWING and not _writings().isdisjoint(unit.words[clause_start(unit, place) : place])


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
    if unit.words[place] == "warning" and (before.word in _writings() or is_kind(before.word)):
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
    is_of_writing = not _writings().isdisjoint(unit.words[clause_start(unit, place) : place])  # 'a page of the report'
    return subject.is_name or subject.word in NOMINATIVE or is_of_writing


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
    if cue.lemma == "read":
        return lead in _writings()  # its past is spelt alike: '"…," the editorial read'
    following = unit.words[after] if after < len(unit.words) else ""
    if following in CLAUSE_LEADS and lead not in OBJECT_LEADS and lead:
        return True
    if lead in DETERMINERS and cue.words[0] in ambiguous_cues() and _is_lower_noun(unit, after):
        return False  # 'some state officials'
    if lead in PLURALS or lead in ("they", "we", "i", "you"):
        return True
    if cue.words[0] not in ambiguous_cues() and _is_several(unit, verb_group_start(unit, place)):
        return True
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
    if (
        first < place
        and unit.words[first] in PRONOUN_CONTRACTIONS
        and re.split("['’]", unit.words[first])[0] in PERSONAL
    ):
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
            is_finding = first > 0 and cue.lemma in SHOWING and lead in _writings()
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
    is_second = unit.words[place - 1] in CONJUNCTIONS
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
    subjects = [found for verb in verbs if (found := subject_before(unit, verb)) and not _is_object(unit, found, verb)]
    plain = [found for found in subjects if unit.words[found[0]] not in RELATIVES]
    if not plain:  # 'arrived at' can be a participle
        in_ed = [verb for verb in range(start + 1, place) if unit.words[verb].endswith("ed")]
        found_before = [found for verb in in_ed if (found := subject_before(unit, verb))]
        plain = [found for found in found_before if unit.words[found[0]] not in RELATIVES]
    if not plain and unit.words[start] in PERSONAL:
        plain = [(start, start + 1)]  # 'He smokes and has said': of a present tense nothing but its ending may tell
    main = [found for found in plain if not (is_second or (found[0] and unit.words[found[0] - 1] in SUBORDINATES))]
    found = [*main, *plain, *subjects]
    return next((phrase for phrase in found if _may_speak(unit, phrase)), next(iter(found), None))


def _may_speak(unit: Unit, phrase: TokenRange) -> bool:
    """Return whether a name, a pronoun or a noun for who can speak stands in the phrase."""
    words = ((unit.words[place], unit.tokens[place].is_name) for place in range(*phrase))
    return any((is_name and word not in DETERMINERS) or word in NOMINATIVE or is_kind(word) for word, is_name in words)
