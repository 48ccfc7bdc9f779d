"""Speakers that stand for what was named before: 'The company said', 'the ministry said', 'it said', 'the judge said'.

In: a speaker phrase, and who spoke before. Out: the entity, or None. Method: an office in small letters ("the judge")
goes to the one person of the text so far who holds it; the kind of body ("the ministry") goes to the one organisation
named so; "the company" and "it" go to the organisation that spoke last, in the same paragraph or the one before. Bodies
that their names show to be no company are never "the company".
"""

import re
from collections.abc import Iterator, Sequence

from flows.extract.annotations import Sentence, Span
from flows.extract.speech.speakers import People, paragraph_of

DEFINITE = re.compile(r"(?:the|The) ([a-z-]+)")
SAME_POSTS = {"judge": ("judge", "justice", "magistrate"), "lawyer": ("lawyer", "attorney", "counsel", "solicitor")}
COMPANY_NOUNS = frozenset("company firm group".split())
BODIES = frozenset(
    "agency airline association authority bank bureau charity commission committee company council court department "
    "embassy federation foundation fund institute ministry museum party police regulator society tribunal union "
    "university".split()
)
NO_COMPANY = frozenset(word.capitalize() for word in BODIES - {"airline", "bank"}) | frozenset(
    "Army Assembly Cabinet Chamber Congress Corps Force Forces Government Guard Guards House Navy Nations Office "
    "Organisation Organization Parliament Senate Service Street Supreme White".split()
)


def organisation_entity(
    text: str, speaker: Span, people: People, sentences: Sequence[Sentence], spoken: Sequence[tuple[Span, str]]
) -> str | None:
    """Return the organisation a phrase without a name stands for. `spoken`: all entities that spoke so far."""
    phrase = text[speaker.start : speaker.end]
    noun = found.group(1) if (found := DEFINITE.fullmatch(phrase)) else ""
    if noun in BODIES:
        named = set(_named(noun, speaker, people))
        if named:
            return named.pop() if len(named) == 1 else None
    if noun not in COMPANY_NOUNS and phrase not in ("it", "It"):
        return None
    last = spoken[-1] if spoken else None
    if last is None or last[1] not in people.organisations:
        return None
    distance = paragraph_of(sentences, speaker.start) - paragraph_of(sentences, last[0].start)
    is_fitting = not noun or _is_company(people.organisations[last[1]])
    return last[1] if distance <= 1 and is_fitting else None


def post_entity(text: str, speaker: Span, people: People) -> str | None:
    """Return the one person named before with the office that a phrase without a name tells: 'the judge'."""
    found = DEFINITE.fullmatch(text, speaker.start, speaker.end)
    if not found:
        return None
    nouns = SAME_POSTS.get(found.group(1), (found.group(1),))
    holders = {entity for noun in nouns for start, entity in people.posts.get(noun, ()) if start < speaker.start}
    return holders.pop() if len(holders) == 1 else None


def _named(noun: str, speaker: Span, people: People) -> Iterator[str]:
    """Yield the organisations mentioned before whose name holds the noun."""
    for mention in people.mentions:
        if mention.start >= speaker.start:
            return
        if noun.capitalize() in people.organisations.get(mention.entity_id, "").split():
            yield mention.entity_id


def _is_company(name: str) -> bool:
    if name.isupper() and len(name) < 5:
        return False  # NATO, the WHO
    return NO_COMPANY.isdisjoint(name.split())
