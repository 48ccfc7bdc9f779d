"""Whether a text names a person, a place or an organisation in any form, and of which it is told that it does not.

In: a text, or the kind of a thing, and its name. Out: yes or no. Method: accents aside, of a person the last name, of
an organisation its initials, its distinctive words in one sentence, and the words of lexicons/general_bodies.txt under
which reports tell of it. Bodies that stand in reports of nearly anything and names of one word are not missed.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from flows.contracts.ids import without_marks
from flows.link.facts.persons import name_words
from flows.link.facts.subjects import lexicon_lines, stem_of

SENTENCE_END = re.compile(r"[.!?]\s|\n")
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
GENERIC = (
    "party department agency committee commission council court government ministry office board bureau association "
    "university company corporation group organization organisation institute administration service of the for and on"
)
GENERIC_STEMS = frozenset(stem_of(word) for word in GENERIC.split())
KEPT_TEXTS = 256  # what is read once for all names of a story; bounds memory, not results


@cache
def _general_bodies() -> Mapping[str, frozenset[str]]:
    """Return the words under which reports tell of a general body, by its name in lower case."""
    rows = (line.partition(":") for line in lexicon_lines("general_bodies.txt"))
    return {name.strip(): frozenset(words.split()) for name, _, words in rows}


def may_be_missed(entity_type: str, name: str) -> bool:
    """Return whether it is worth telling that a report does not name it."""
    words = name_words(name)
    if entity_type == "person":
        return len(words) > 1  # 'Quill' alone may be anybody
    bodies = _general_bodies()
    return name.lower() not in bodies or bool(bodies[name.lower()])


def is_named_in(text: str, entity_type: str, name: str) -> bool:
    """Return whether the text has the name in any form.

    >>> is_named_in("The harbour council met.", "organisation", "Council of the Harbour")
    True
    """
    words = name_words(name)
    plain = without_marks(name)
    forms = {plain.lower()}
    if entity_type == "person" and words:
        forms.add(words[-1])
    capitals = "".join(word[0] for word in plain.split() if word[0].isupper())
    if len(capitals) > 1:
        forms |= {capitals.lower(), ".".join(capitals.lower()) + "."}
    forms |= _general_bodies().get(name.lower(), frozenset())
    if re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(forms)))})(?!\w)", _plain(text)):
        return True
    return entity_type == "organisation" and _has_its_words(text, plain)


@lru_cache(maxsize=KEPT_TEXTS)
def _plain(text: str) -> str:
    return without_marks(text).lower()


@lru_cache(maxsize=KEPT_TEXTS)
def _sentence_stems(text: str) -> tuple[frozenset[str], ...]:
    sentences = SENTENCE_END.split(_plain(text))
    return tuple(frozenset(stem_of(word) for word in WORD.findall(sentence)) for sentence in sentences)


def _has_its_words(text: str, name: str) -> bool:
    """True where a sentence has all words that tell the organisation from others of its kind: 'Republicans'."""
    stems = {stem_of(word) for word in WORD.findall(name)} - GENERIC_STEMS
    return bool(stems) and any(stems <= sentence for sentence in _sentence_stems(text))
