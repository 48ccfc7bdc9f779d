"""Speakers that stand for what was named before: 'The company said', 'the ministry said', 'it said', 'the judge said'.

In: a speaker phrase, and who spoke before. Out: the entity, or None. Method: an office in small letters ("the judge")
goes to the one person of the text so far who holds it; the kind of body ("the ministry") goes to the one organisation
named so; "the company" and "it" go to the organisation that spoke last, in the same paragraph or the one before, else
to the one that opens the sentence or the one before it. Bodies that their names show to be no company are never "the
company". "The Norland Democrat" and "the senator" go to the one lawmaker named in the same paragraph or the one before.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from flows.extract.annotations import Sentence, Span
from flows.extract.speech.speakers import NOT_HEAD, People, paragraph_of

DEFINITE = re.compile(r"(?:the|The) ([a-z-]+)")
SAME_POSTS = {"judge": ("judge", "justice", "magistrate"), "lawyer": ("lawyer", "attorney", "counsel", "solicitor")}
POST = re.compile(
    r"[Tt]he (?P<past>former |ex-)?(?:U\.S\. |US )?"
    r"(?P<noun>[a-z-]+(?: (?:president|secretary|minister|general|counsel|speaker))?)"
)
LEGISLATOR = re.compile(
    r"[Tt]he (?:[A-Z][\w.-]+ ){0,3}(Democrat|Republican|senator|congressman|congresswoman|lawmaker|legislator)"
)
SEATS = ("senator", "representative", "congressman", "congresswoman")
BEFORE_VERB = re.compile(
    r",| \(| (?:also |had |\w+ly )?(?:is|was|has|had|will|would|did|does|\w+ed|\w+s|said|made|cut)\b"
)
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
        known = people.bodies.get(noun.capitalize(), {})
        named = [entity for entity, place in known.items() if place < speaker.start]
        if named:
            return named[0] if len(named) == 1 else None
    if noun not in COMPANY_NOUNS and phrase not in ("it", "It"):
        return None
    last = spoken[-1] if spoken else None
    if last and last[1] in people.organisations:
        distance = paragraph_of(sentences, speaker.start) - paragraph_of(sentences, last[0].start)
        is_fitting = not noun or _is_company(people.organisations[last[1]])
        return last[1] if distance <= 1 and is_fitting else None
    told = _told_of(text, speaker, people, sentences)
    return told if told and (not noun or _is_company(people.organisations[told])) else None


def _told_of(text: str, speaker: Span, people: People, sentences: Sequence[Sentence]) -> str | None:
    """Return the one body that this sentence names first, else the one before: 'Orre Foods cut jobs. It said …'."""
    here = bisect_right(sentences, speaker.start, key=lambda sentence: sentence.start) - 1
    for sentence in reversed(sentences[max(0, here - 1) : here + 1]):
        if sentences[here].paragraph - sentence.paragraph > 1:
            return None
        named = [m for m in people.within(sentence.start, min(sentence.end, speaker.start)) if m.kind == "name"]
        if not named:
            continue
        first = named[0]
        is_subject = not NOT_HEAD.search(text[sentence.start : first.start]) and BEFORE_VERB.match(text, first.end)
        others = {mention.entity_id for mention in named if mention.entity_type != "person"}
        is_told = is_subject and first.entity_id in people.organisations and len(others) == 1
        return first.entity_id if is_told else None
    return None


def post_entity(text: str, speaker: Span, people: People) -> str | None:
    """Return the one person named before with the office that a phrase without a name tells: 'the judge'."""
    found = POST.fullmatch(text, speaker.start, speaker.end)
    if not found or found.group("noun") == "speaker":  # whoever is speaking
        return None
    noun = found.group("noun")
    nouns = SAME_POSTS.get(noun, (noun,))
    posts = [post for noun in nouns for post in people.posts.get(noun.split()[-1], ()) if post.start < speaker.start]
    posts = [post for post in posts if f"vice {noun}" not in post.name]
    if found.group("past"):
        posts = [post for post in posts if post.is_past]
    if noun not in ("judge",) and (" " in noun or len({post.entity_id for post in posts}) > 1):
        posts = [
            post for post in posts if post.name.removeprefix("us ") == noun
        ]  # 'the president' is no vice president
    holders = {post.entity_id for post in posts}
    return holders.pop() if len(holders) == 1 else None


def legislator_entity(text: str, speaker: Span, people: People, sentences: Sequence[Sentence]) -> str | None:
    """Return the one lawmaker named shortly before that 'the Norland Democrat' or 'the senator' stands for."""
    found = LEGISLATOR.fullmatch(text, speaker.start, speaker.end)
    if not found:
        return None
    known = {post.entity_id for noun in SEATS for post in people.posts.get(noun, ())}
    known |= {post.entity_id for post in people.posts.get("member", ()) if "congress" in post.name}
    paragraph = paragraph_of(sentences, speaker.start)
    first = bisect_left(sentences, paragraph - 1, key=lambda sentence: sentence.paragraph)
    near = people.within(sentences[first].start, speaker.start)
    persons = {mention.entity_id for mention in near if mention.entity_type == "person"}
    named_party = found.group(1)[0].upper() if found.group(1) in ("Democrat", "Republican") else ""
    fitting = [
        entity
        for entity in persons & (known | people.parties.keys())
        if not named_party or people.parties.get(entity, named_party) == named_party
    ]
    return fitting[0] if len(fitting) == 1 else None


def _is_company(name: str) -> bool:
    if name.isupper() and len(name) < 5:
        return False  # NATO, the WHO
    return NO_COMPANY.isdisjoint(name.split())
