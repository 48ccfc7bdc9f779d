"""Who can speak: a speaker without a name is a kind of person, group, institution or writing.

In: a speaker phrase. Out: whether it can be one. Method: the nouns of the phrase, without whose it is, against word
lists and the ends by which a noun names whoever does or is something. A phrase whose head holds a name passes; behind
"of", "to" and the like a name tells nothing of who speaks.
"""

import re
from functools import cache, lru_cache

from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.wordlists import load_words

WORD = re.compile(r"[\w’'-]+")
# What the first noun of a phrase ends before.
AFTER_NOUN = frozenset(
    "who which whose that in on at of for from with to then now also himself herself about as against among where when "
    "near under behind before over between".split()
)
NAME_ENDS_BEFORE = frozenset("and or who which whose of for from with in on at to as said".split())
COLLECTIONS = frozenset(
    "bulk chorus copy flurry more number parade part range rest series slew spate string wave".split()
)
DEMONSTRATIVES = frozenset({"that", "this"})
PRONOUNS = frozenset(
    "he she they i we you it who which one his her their its my our your him them us me whom whose neither either "
    "nobody".split()
)
POSSESSIVES = ("'s", "’s", "s'", "s’")
DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}")  # 'orre-news.com'
PERSON_NOUN = re.compile(
    r".{2,}(?:er|or|ist|ian|man|men|woman|women|person|people|crat|ee|eer|aire|folk|ster|naut|path|logue|phile)s?"
)
NO_PERSON_NOUN = frozenset(  # which end so all the same
    "answer banner barrier behavior border cancer centre chapter character coffee color computer corner cover danger "
    "degree dinner disaster disorder door encounter error factor favor fee fever filter finger floor folder gender "
    "guarantee harbor honor horror humor interior exterior labor layer list matter meter motor murder number offer "
    "order paper poker power prior quarter referendum regimen river rumor server shoulder soccer specimen summer "
    "terror tower trailer tree trigger twist water weather winter wonder checklist playlist wishlist "
    "another bigger earlier easier either ever former further greater higher however larger later latter lower neither "
    "never newer older over rather smaller stronger three together under weaker whether younger".split()
)


def can_speak(phrase: str) -> bool:
    """Return whether a speaker phrase is a name, a pronoun, or a kind of person, group, institution or writing.

    >>> can_speak("three senior officials"), can_speak("the call")
    (True, False)
    """
    words = WORD.findall(phrase)
    if phrase.lower() in DEMONSTRATIVES:
        return False
    if DOMAIN.fullmatch(phrase):
        return True
    if len(words) == 1 and phrase.isalpha() and phrase.islower():
        return phrase in PRONOUNS or is_kind(phrase)  # no 'clear' of 'it is not clear'
    lower = [word.lower() for word in words]
    end = next((at for at, word in enumerate(lower) if at and word in AFTER_NOUN), len(lower))
    if len(words) < 2 or "%" in phrase or any(word[0].isupper() or word[0].isdigit() for word in words[1:end]):
        return True
    if words[0][0].isupper() and (lower[1] in NAME_ENDS_BEFORE or phrase[len(words[0])] in ",."):
        return True  # 'Low and two aides', 'Low, a lawyer', 'Low.com'
    owner = max((at for at in range(end) if lower[at].endswith(POSSESSIVES)), default=-1)
    if any(map(is_kind, lower[owner + 1 : end])):
        return True
    head = lower[end - 1]
    return head in COLLECTIONS and lower[end : end + 1] == ["of"] and can_speak(" ".join(["the", *words[end + 1 :]]))


@lru_cache(maxsize=10_000)
def is_kind(word: str) -> bool:
    """Return whether a noun in small letters names a kind of speaker."""
    plain = word.split("-in-", maxsplit=1)[0].removeprefix("ex-").removeprefix("co-")
    singular = plain[:-3] + "y" if plain.endswith("ies") else plain.removesuffix("s")
    if not _nouns().isdisjoint((plain, singular, plain.removesuffix("es"))):
        return True
    return is_person_noun(plain)


def is_person_noun(word: str) -> bool:
    """Return whether a noun ends as one of whoever does or is something: 'settlers', 'a chemist'."""
    return word.removesuffix("s") not in NO_PERSON_NOUN and bool(PERSON_NOUN.fullmatch(word))


@cache
def _nouns() -> frozenset[str]:
    gazetteer = load_gazetteer()
    lists = [load_words(name) for name in ("speaker_nouns.txt", "findings.txt", "anonymous.txt")]
    kinds = gazetteer.heads["organisation_kind"] | gazetteer.heads["person_part"]
    return gazetteer.offices.union(kinds, *lists)
