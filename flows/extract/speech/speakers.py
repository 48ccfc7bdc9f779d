"""Speakers: which entity a speaker phrase names, and whether the speaker is kept anonymous.

In: the words of a speaker phrase, the naming of the document, who spoke before. Out: an entity id or None, and a
flag. Method: a name in the phrase counts when it is the head, not when it belongs to someone else ("Doe's lawyer",
"a spokesman for Doe"); a role counts as the naming resolved it. A pronoun goes to the nearest fitting person: sentence
by sentence back through the paragraph, the one who spoke there, else the first person named there; then to the last
speaker of the paragraph before, or who its last sentence tells of; else to whom the naming says. A person known as
"she" or "Ms.", or by her given name, is never "he". Two who are named together ("Lind and Hill") are no entity.
"The 34-year-old" is a pronoun for either. "They", "we" and collectives ("officials") stay without entity.
Anonymity: nouns of `lexicons/anonymous.txt`, those of `lexicons/unnamed_posts.txt` behind "a", "two", "several", and
phrases such as "on condition of anonymity".
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.extract.annotations import Mention, Naming, Sentence, Span
from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.names.person_forms import POSTNOMINALS
from flows.extract.speech.cues import ambiguous_cues, cue_lexicon
from flows.extract.speech.joint_speakers import speak_jointly
from flows.extract.speech.phrases import ADVERBS, AUXILIARIES
from flows.extract.wordlists import load_words

GENDER_OF_PRONOUN = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}
RELATIVE_PRONOUNS = frozenset({"who", "which", "that"})
HONORIFIC = re.compile(r"\b(Mr|Ms|Mrs|Miss|Sir|Lady|Lord|King|Queen|Prince|Princess)\.?\s+(?:[A-Z][\w.’'-]*\s+){0,2}$")
FEMALE_HONORIFICS = frozenset({"Ms", "Mrs", "Miss", "Lady", "Queen", "Princess"})
NOT_HEAD = re.compile(
    r"\b(?:of|for|to|from|with|at|in|by|on|against|under|near|behind|and)\s+(?:[\w.'’-]+\s+){0,5}$", re.IGNORECASE
)
DETERMINED = re.compile(r"\b(?:the|an?|this|that|these|those|any|some|more|another|every|his|her|their|its) $", re.I)
LONGEST_DETERMINER = 9  # letters of 'another' and its blanks
WORD_BEHIND = re.compile(r" ([a-z]+)")
POSSESSIVE = re.compile(r"['’]s\b(?!\s\w+ing\b)|(?<=s)['’](?=\s)")  # but "Lind's getting …"
WORD = re.compile(r"[\w’'-]+")
MODIFYING = re.compile(r" and [^,()]*\b[a-z]+$")  # 'House and Senate lawmakers'
BEHIND_OFFICE = re.compile(r" (?:to|of|for|at|in|with|on) ")
PARTY = re.compile(r",? ?\(?([DR])[-–.]")  # 'Ann Low, D-Norland', 'Ann Low (R., Orre)'
ANONYMITY = re.compile(
    r"condition of anonymity|not to be (?:named|identified)|declined to be (?:named|identified)|requested anonymity|"
    r"not authori[sz]ed to|familiar with|briefed on|with (?:direct )?knowledge of|close to the",
    re.IGNORECASE,
)
AFTER_HEAD = frozenset("who which whose that and or in on at of for from with to then now also himself herself".split())
BEHIND_POST = AFTER_HEAD | frozenset("close familiar briefed involved present aware directly".split())
INDEFINITE = frozenset("a an one two three four five six another several some many".split())
NAMED_BEHIND = re.compile(r", [A-Z]|\b(?:named|called|identified as) [A-Z]")
AGED = re.compile(r"the \d{1,3}-year-old", re.IGNORECASE)
# The limits below are set by judgement; none was tuned on a development set.
LONGEST_REACH = 12  # sentences a pronoun looks back
LONGEST_POST = 7  # words of 'a senior European Union foreign policy official'
LONGEST_GROUP = 3  # words of a plural such as 'senior officials'
LONGEST_APPOSITION = 120  # letters between a person and the "who" that means him
# as in 'Lind (D-Norl.), who' and 'Lind, 53, who'
BEFORE_RELATIVE = re.compile(r"(?:\s?\([^()\n]{1,30}\)|, \d{1,3})?[\s,]*")
# 'Lind of Norland', 'Lind, the mayor of Orre'
TO_WHERE_HELD = re.compile(
    r"(?:, (?:the|an?|its|his|her|their|former|acting|then)\b[^,.;:()\n]{1,60})? (?:of|from|at|for|in) (?:the )?"
)


class Post(NamedTuple):
    """A role of a person: where the text tells it, whose it is, its name in small letters, whether it is over."""

    start: int
    entity_id: str
    name: str
    is_past: bool


@dataclass(frozen=True)
class People:
    """The mentions of a document in text order, with what is known of each person's gender ('f', 'm')."""

    mentions: tuple[Mention, ...]
    starts: tuple[int, ...]
    genders: Mapping[str, str]
    persons: frozenset[str | None]
    offices: Mapping[tuple[str, int], int]  # where the role opens that ends right before a person's name
    organisations: Mapping[str, str]  # entity → name
    bodies: Mapping[str, Mapping[str, int]]  # word of an organisation's name → entity → where it is mentioned first
    posts: Mapping[str, Sequence[Post]]  # by the noun of the role
    parties: Mapping[str, str]  # 'D' or 'R' of the persons behind whose name it stands

    def within(self, start: int, end: int) -> list[Mention]:
        """Return the mentions that lie in `[start, end)`."""
        candidates = self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]
        return [mention for mention in candidates if mention.end <= end]


def read_people(text: str, naming: Naming) -> People:
    """Return the mentions of a naming, ready for look-up."""
    mentions = tuple(sorted(naming.mentions, key=lambda mention: (mention.start, mention.end, mention.entity_id)))
    persons: frozenset[str | None] = frozenset(m.entity_id for m in mentions if m.entity_type == "person")
    offices = {(role.entity_id, role.end): role.start for role in naming.roles}
    organisations = {
        entity.entity_id: entity.name for entity in naming.entities if entity.entity_type == "organisation"
    }
    bodies: dict[str, dict[str, int]] = {}
    for mention in mentions:
        for word in organisations.get(mention.entity_id, "").split():
            bodies.setdefault(word, {}).setdefault(mention.entity_id, mention.start)
    posts: dict[str, list[Post]] = {}
    for role in naming.roles:
        name = role.role_name.lower()
        head = BEHIND_OFFICE.split(name, maxsplit=1)[0].split()[-1]  # no president: 'adviser to the president'
        posts.setdefault(head, []).append(Post(role.start, role.entity_id, name, role.status == "former"))
    starts = tuple(mention.start for mention in mentions)
    parties = {
        mention.entity_id: party.group(1)
        for mention in mentions
        if mention.entity_type == "person" and (party := PARTY.match(text, mention.end))
    }
    return People(
        mentions,
        starts,
        _genders(text, naming, mentions),
        persons,
        offices,
        organisations,
        bodies,
        posts,
        parties,
    )


def _genders(text: str, naming: Naming, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return 'f' or 'm' for the persons whose title, given name or pronoun tells it, the surest first."""
    given = load_gazetteer().given
    titled: dict[str, str] = {}
    pronouns: dict[str, str] = {}
    for mention in mentions:
        if mention.entity_type != "person":
            continue
        if mention.kind == "pronoun":
            gender = GENDER_OF_PRONOUN.get(text[mention.start : mention.end].lower())
            if gender:
                pronouns.setdefault(mention.entity_id, gender)
        elif title := HONORIFIC.search(text, max(0, mention.start - 40), mention.start):
            titled.setdefault(mention.entity_id, "f" if title.group(1) in FEMALE_HONORIFICS else "m")
    named = {
        entity.entity_id: gender
        for entity in naming.entities
        if entity.entity_type == "person" and " " in entity.name
        if (gender := given.get(entity.name.split()[0], "e")) != "e"
    }
    return pronouns | named | titled


def speaker_entity(text: str, speaker: Span, people: People) -> str | None:
    """Return the entity a speaker phrase names by name, role or resolved pronoun; None where it names none."""
    ranked = []
    inside = people.within(speaker.start, speaker.end)
    if speak_jointly(text, speaker, [mention for mention in inside if not _is_possessive(text, mention)]):
        return None
    if text.startswith(".", speaker.end):
        speaker = Span(speaker.start, speaker.end + 1)  # of 'Inc.' and 'Jr.', which the phrase leaves out
    for mention in people.within(speaker.start, speaker.end):
        before = text[speaker.start : _office_start(mention, people)]
        if _is_possessive(text, mention) and speaker.end > mention.end + 2:
            continue
        is_compound = before.endswith("-") or text[mention.end : mention.end + 1] == "-"
        if is_compound or NOT_HEAD.search(before) or not _closes_phrase(text, mention, speaker.end):
            continue
        is_person = mention.entity_type == "person"
        if not is_person and ("," in before or MODIFYING.match(text, mention.end, speaker.end)):
            continue
        ranked.append((not is_person, mention.kind == "role", "," in before, mention.start, mention.entity_id))
    return min(ranked)[-1] if ranked else None


def pronoun_entity(
    text: str,
    speaker: Span,
    people: People,
    sentences: Sequence[Sentence],
    said: Sequence[tuple[Span, str]],
    content: Sequence[Span],
) -> str | None:
    """Resolve a pronoun by who spoke before. `said`: the persons who spoke so far, with their places."""
    word = text[speaker.start : speaker.end].lower()
    if word in RELATIVE_PRONOUNS:
        return _antecedent_entity(text, speaker.start, people, is_person=word == "who")
    gender = GENDER_OF_PRONOUN.get(word)
    if gender is None and not AGED.fullmatch(word):
        return None
    here = bisect_right(sentences, speaker.start, key=lambda sentence: sentence.start) - 1
    for index in range(here, max(-1, here - LONGEST_REACH), -1):
        sentence = sentences[index]
        if sentence.paragraph < sentences[here].paragraph - 1:
            return None
        is_near = (
            sentence.paragraph == sentences[here].paragraph or sentences[index + 1].paragraph != sentence.paragraph
        )
        candidates = [entity for span, entity in said if sentence.start <= span.start < sentence.end][::-1]
        if is_near:
            candidates += _subjects(text, sentence, people, speaker.start, content)
        for entity in candidates:
            if gender is None or people.genders.get(entity, gender) == gender:
                return entity
    return None


def _antecedent_entity(text: str, place: int, people: People, *, is_person: bool) -> str | None:
    """Return the entity named before a relative pronoun; "who" means a person: 'Lind, mayor of Orre, who said'."""
    named = people.within(max(0, place - LONGEST_APPOSITION), place)
    if not named or not BEFORE_RELATIVE.fullmatch(text, named[-1].end, place):
        return None
    last = named[-1]
    if not is_person or last.entity_type == "person":
        return last.entity_id
    person = next((mention for mention in reversed(named) if mention.entity_type == "person"), None)
    is_led = person is not None and TO_WHERE_HELD.fullmatch(text, person.end, last.start) is not None
    return person.entity_id if person is not None and is_led else None


def _subjects(text: str, sentence: Sentence, people: People, limit: int, content: Sequence[Span]) -> list[str]:
    """Return the first person that a sentence names before `limit`, outside the words said, and as its subject."""
    for mention in people.within(sentence.start, min(sentence.end, limit)):
        if mention.entity_type != "person" or _is_possessive(text, mention) or _is_attribute(text, mention):
            continue
        if any(span.start <= mention.start < span.end for span in content):
            return []
        return [] if NOT_HEAD.search(text[sentence.start : mention.start]) else [mention.entity_id]
    return []


def _is_attribute(text: str, mention: Mention) -> bool:
    """Return whether a name only describes the noun behind it: 'more Lind questions', 'the Lind report'."""
    is_led_in = DETERMINED.search(text, max(0, mention.start - LONGEST_DETERMINER), mention.start) is not None
    behind = WORD_BEHIND.match(text, mention.end)
    if mention.kind != "name" or not is_led_in or behind is None:
        return False
    word = behind[1]  # of 'The Dalai Lama arrived', 'said' or 'and his aides' no noun follows
    is_verb = word.endswith("ed") or word in AUXILIARIES or word in load_words("finite_verbs.txt")
    is_verb = is_verb or (word in cue_lexicon().by_first_word and word not in ambiguous_cues())
    return not (is_verb or word in AFTER_HEAD or word in ADVERBS)


def _office_start(mention: Mention, people: People) -> int:
    """Return where a name opens with its office: the 'of' in 'Secretary of State Mara Lind' puts nobody behind.

    An office may close with a comma: 'a memo for the minister, Mara Lind'.
    """
    behind_comma = people.offices.get((mention.entity_id, mention.start - 2), mention.start)
    return people.offices.get((mention.entity_id, mention.start - 1), behind_comma)


def _is_possessive(text: str, mention: Mention) -> bool:
    if mention.kind == "pronoun":
        return text[mention.start : mention.end].lower() in ("his", "her", "their", "its")
    return bool(POSSESSIVE.match(text, mention.end)) or text[mention.start : mention.end].endswith(("'s", "’s"))


def _closes_phrase(text: str, mention: Mention, end: int) -> bool:
    """Return whether a name is the phrase's head and no word before it: not 'Norland' in 'Norland officials'."""
    rest = text[mention.end : end].removeprefix("'s").removeprefix("’s").split()
    if not rest or not rest[0][0].isalnum() or rest[0].lower() in AFTER_HEAD:
        return True
    letters = rest[0].removesuffix(",")
    return letters in POSTNOMINALS and (len(rest) == 1 or letters != rest[0])  # 'Mara Lind TD'


def is_pronoun(phrase: str) -> bool:
    """Return whether the phrase is a pronoun, or an age, that can stand for one person.

    >>> is_pronoun("She"), is_pronoun("They")
    (True, False)
    """
    plain = phrase.lower()
    return plain in GENDER_OF_PRONOUN or plain in RELATIVE_PRONOUNS or bool(AGED.fullmatch(plain))


def is_anonymous(phrase: str, sentence: str) -> bool:
    """Return whether the speaker is kept unnamed: 'a person familiar with the matter', 'sources close to …'.

    >>> is_anonymous("a person familiar with the matter", "")
    True
    >>> is_anonymous("two EU diplomats", ""), is_anonymous("an EU diplomat, Maria Orlova", "")
    (True, False)
    """
    words = WORD.findall(phrase)
    lower = [word.lower() for word in words]
    if not words or (len(words) > 1 and words[0][0].isupper() and words[1][0].isupper() and lower[0] not in INDEFINITE):
        return False  # a name
    if any(word in load_words("anonymous.txt") for word in lower[:5]):
        return True
    if lower[0] in INDEFINITE and lower[0] != "many" and _is_unnamed_post(phrase, lower):
        return True
    is_indefinite = lower[0] in INDEFINITE or (len(lower) <= LONGEST_GROUP and lower[-1].endswith("s"))
    return bool(ANONYMITY.search(phrase)) or (is_indefinite and bool(ANONYMITY.search(sentence)))


def _is_unnamed_post(phrase: str, lower: Sequence[str]) -> bool:
    """Return whether the head of the phrase is a post whose holder no name follows: 'two senior EU officials'."""
    if NAMED_BEHIND.search(phrase):
        return False
    for at, word in enumerate(lower[1:LONGEST_POST], 1):
        if word.removesuffix("s") in load_words("unnamed_posts.txt"):
            behind = lower[at + 1] if at + 1 < len(lower) else "who"
            return behind in BEHIND_POST or behind.endswith(("ing", "ed")) or f"{word}," in phrase
        if word in BEHIND_POST:
            return False  # 'a spokesman for two officials'
    return False


def paragraph_of(sentences: Sequence[Sentence], place: int) -> int:
    """Return the paragraph of the sentence in which a place of the text lies."""
    return sentences[bisect_right(sentences, place, key=lambda sentence: sentence.start) - 1].paragraph
