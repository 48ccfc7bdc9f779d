"""Which speakers of one utterance can be held side by side.

In: an article, a quotation of it, the speakers that reports give. Out: whether the quotation tells who speaks, whether
two names are one person's. Method: a pronoun or a definite description that no entity is found for tells nobody
("it", "the company"), nor does what only passes on another's words ("…, she said, according to the memo"). Two persons
with one last name are one where a report prints the last name alone, or where the first names begin alike.
"""

import re

from rapidfuzz.distance import Levenshtein

from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.speech.speaker_kinds import is_kind, is_person_noun
from flows.link.corpus import Article, LinkedQuotation

UNNAMED = frozenset("aide attorney judge official source".split())  # no ending tells these for persons
INDEFINITE = re.compile(r"(?:an?|one|two|three|four|several|some|another|sources?|officials?)\b", re.IGNORECASE)
PRONOUNS = frozenset("he she it they we i you who which that this one these those some many others".split())
SPELLING_EDITS = 1  # letters by which reports may spell one name differently
LONGEST_NAME = 3  # words of 'Attorney General Quill'
LONG_NAME = 4  # letters


def names_speaker(article: Article, quotation: LinkedQuotation, *, is_resolved: bool) -> bool:
    """Return whether the words tell who speaks: an entity, or somebody the report leaves unnamed.

    `is_resolved`: whether another report names the speaker; a description without entity is of no use then.
    """
    if quotation.speaker is None or _passes_on(article, quotation):
        return False
    if quotation.speaker_entity_id is not None:
        return True
    phrase = article.text[quotation.speaker.start : quotation.speaker.end]
    if phrase.lower() in PRONOUNS:
        return False
    is_unnamed = INDEFINITE.match(phrase) is not None and any(map(_is_person, phrase.lower().split()))
    return not is_resolved or is_unnamed or is_last_name(phrase)


def is_last_name(phrase: str) -> bool:
    """Return whether a phrase is a name with a title at most: 'Mrs. Quill', but not 'Officials', 'the Norlander'."""
    words = phrase.split()
    if not 0 < len(words) <= LONGEST_NAME or words[0].lower() == "the" or not words[-1][0].isupper():
        return False
    last = words[-1].lower()
    # many last names end as nouns of persons do: 'Potter'
    is_noun = last in PRONOUNS or (words[-1] not in load_gazetteer().last_surnames and _is_kind(last))
    return not is_noun or (len(words) > 1 and words[0] in load_gazetteer().honorifics)


def _is_kind(word: str) -> bool:
    return is_kind(word) or _is_person(word)


def _is_person(word: str) -> bool:
    return word.removesuffix("s") in UNNAMED or is_person_noun(word)


def _passes_on(article: Article, quotation: LinkedQuotation) -> bool:
    """Return whether the words are those of a person who speaks inside the quotation, or are cut from it."""
    persons = {entity.entity_id for entity in article.entities if entity.entity_type == "person"}
    if quotation.speaker_entity_id in persons:
        return False
    return any(
        other.speaker_entity_id in persons and other.start < quotation.end and quotation.start < other.end
        for other in article.quotations
        if other is not quotation
    )


def are_one_person(one: list[str], other: list[str], printed_one: int, printed_other: int) -> bool:
    """Return whether two names, as words, are one person's. `printed_…`: how many words of it the report prints."""
    if not one or not other or not _are_alike(one[-1], other[-1]):
        return False
    if min(len(one), len(other), printed_one, printed_other) <= 1:
        return True
    return one[0][0] == other[0][0]


def _are_alike(one: str, other: str) -> bool:
    if min(len(one), len(other)) < LONG_NAME:
        return one == other
    return Levenshtein.distance(one, other) <= SPELLING_EDITS
