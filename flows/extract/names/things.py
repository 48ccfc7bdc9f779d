"""Words that name things: evidence that a candidate is no person and no place, and often no name.

In: a candidate, or its words. Out: weights added to those of `name_evidence.py`. Method: a list of letters that shorten
common nouns ("VPN"), of programs and of phrases ("mutual fund"); the form of a word (letters in mixed case name
brands, letters with digits name models); common nouns at the end; and words that stand beside programs and products
("using X"). What is known to be a name is left alone.
"""

import re
from collections.abc import Mapping, Sequence

from flows.extract.names.gazetteer import Gazetteer, Words
from flows.extract.names.name_kinds import ORGANISATION, OTHER, PERSON, PLACE
from flows.extract.names.names import Candidate
from flows.extract.names.runs import AGE_CLASS, DASHES

MODEL_NUMBER = re.compile(r"(?=[A-Z]*[a-z]{0,3}\d)[A-Za-z]{1,6}\d+[A-Za-z]{0,3}")
BRAND = re.compile(r"[A-Z][a-z]+[A-Z]\w*|[a-z]+[A-Z]\w*|[A-Z]{2,}[a-z]{2,}\w*")
NO_BRAND = re.compile(  # 'McLow', 'BelTarn'
    r"(?:Mc|Mac|De|Di|Le|La|Van|Fitz)\w*|(?:Da|Du|Jo|Mary|Al|El|Bel|San|Santa|Saint|Fort)[A-Z][a-z]\w*"
)
PLURAL_ACRONYM = re.compile(r"[A-Z]{2,6}s")
SUBJECT = re.compile(r"[A-Z][a-z]{2,}(?:ation|ition|ction|tions|ments?|logy|graphy|ism|ics)")
NUMBER = re.compile(r"\d{1,3}")
THING = 3.0  # one place that tells a body is not enough against it; by judgement
UNLIKELY = 4.0  # as much as all that stands beside a name can weigh
DOUBTFUL = 1.5
FEWEST_COMPUTING_WORDS = 2  # of a text about programs; by judgement
OPEN_ENDS = frozenset("for on with from by to as is are was were and or that which".split())
USED_ENDS = OPEN_ENDS | frozenset("at in into when while because before after".split())
CLOSING_MARKS = frozenset(["", *'.,;:!?)”"'])
ANY_OF_MANY = frozenset("a an each every any another your".split())  # before common nouns, not before whole names


def shortens_noun(word: str, gazetteer: Gazetteer) -> bool:
    """True for letters that stand for a common noun, and for their plural: 'VPN', 'APIs'."""
    acronyms = gazetteer.things["acronym"]
    return word in acronyms or (word.endswith("s") and word[:-1] in acronyms)


def is_model_number(word: str) -> bool:
    """True for letters and digits in one word: 'TR700'."""
    return MODEL_NUMBER.fullmatch(word) is not None


def is_brand(word: str) -> bool:
    """True for a word in mixed case that is no surname and no town: 'TarnHub', 'GTarn'."""
    return BRAND.fullmatch(word) is not None and not NO_BRAND.fullmatch(word)


def weigh_thing_words(words: Words, gazetteer: Gazetteer, weights: list[float]) -> None:
    """Add what the words of an unknown name tell of things."""
    if len(words) == 1:
        _weigh_one(words[0], gazetteer, weights)
        return
    if " ".join(words).lower() in gazetteer.things["phrase"]:
        weights[OTHER] += UNLIKELY + THING
        return
    last = words[-1]
    if PLURAL_ACRONYM.fullmatch(last):
        weights[PERSON] -= UNLIKELY
        weights[OTHER] += THING
    elif any(map(is_model_number, words)):
        weights[PERSON] -= UNLIKELY
    if words[0] in gazetteer.given:
        return
    if shortens_noun(last, gazetteer):
        weights[PERSON] -= UNLIKELY
    ends_in_noun = last.lower() in gazetteer.things["noun"] and last not in gazetteer.last_surnames
    if ends_in_noun or any(map(is_brand, words)):
        weights[PERSON] -= DOUBTFUL
    if ends_in_noun and "&" in words:
        weights[ORGANISATION] -= 1.0


def _weigh_one(word: str, gazetteer: Gazetteer, weights: list[float]) -> None:
    if shortens_noun(word, gazetteer) or word in gazetteer.things["language"]:
        weights[OTHER] += THING
        weights[PLACE] -= UNLIKELY
        weights[PERSON] -= UNLIKELY
    elif word.isupper() and word in gazetteer.heads["names_other"]:
        weights[PLACE] -= UNLIKELY
    elif is_model_number(word):
        weights[PLACE] -= UNLIKELY
        weights[PERSON] -= UNLIKELY
        weights[ORGANISATION] -= UNLIKELY if AGE_CLASS.fullmatch(word) else 0.0
    elif (is_brand(word) and word not in gazetteer.given) or len(word) == 1 or SUBJECT.fullmatch(word):
        weights[PLACE] -= UNLIKELY


def weigh_thing_neighbours(candidate: Candidate, gazetteer: Gazetteer, weights: list[float]) -> None:
    """Add what stands beside an unknown name that tells of things: 'using X', 'X account', 'each Full Order'."""
    words, first, last = candidate.line.words, candidate.first, candidate.last
    before = words[first - 1] if first else ""
    after = words[last] if last < len(words) else ""
    if len(candidate.words) == 1 or candidate.words[1] in DASHES:
        things = gazetteer.things
        is_used = before.lower() in things["before"] and (after in CLOSING_MARKS or after in USED_ENDS)
        if is_used or (after in things["after"] and not candidate.line.joins(last)):
            weights[PLACE] -= THING
        if NUMBER.fullmatch(before) and candidate.words[0].isupper():
            weights[OTHER] += THING  # '16 GB'
        if after in things["after_bodies"] and shortens_noun(candidate.words[0], gazetteer):
            weights[ORGANISATION] += THING
    elif before.lower() in ANY_OF_MANY and (after in CLOSING_MARKS or after in OPEN_ENDS):
        weights[ORGANISATION] -= THING


def describes_thing(candidate: Candidate, after: str, gazetteer: Gazetteer) -> bool:
    """True where the noun behind is one of its own, which letters describe: 'VPN company', 'API teams'."""
    is_alone = candidate.known is None and len(candidate.words) == 1
    if not is_alone or not after.isalpha() or after in gazetteer.things["after_bodies"]:
        return False
    word = candidate.words[0]
    return shortens_noun(word, gazetteer) or (word.isupper() and word in gazetteer.heads["names_other"])


def doubt_languages(
    candidates: Sequence[Candidate], evidence: Mapping[Words, list[float]], gazetteer: Gazetteer
) -> None:
    """Take the names of programming languages for what they are where the text is about programs."""
    asked = [words for words in evidence if len(words) == 1 and words[0] in gazetteer.things["language_alike"]]
    if not asked:
        return
    computing = gazetteer.things["computing"]
    found: set[str] = set()
    for candidate in candidates:
        found |= computing.intersection(candidate.line.words)
        if len(found) >= FEWEST_COMPUTING_WORDS:
            break
    else:
        return
    for words in asked:
        evidence[words][PLACE] -= UNLIKELY
        evidence[words][OTHER] += UNLIKELY + THING
