"""Which reports tell of the same at a place, and not merely name the place.

In: the texts of a story's articles, a group of places that `slot_alignment` joined, and how rare each stem is. Out: the
places of it that stand in like words in two reports at least. Method: a town stands in every report of what happened
there, so that its name proves nothing; the words around it have to be alike ('entered the consulate in Brenn', 'since
he entered the Brenn consulate' are not enough). A name that only describes the noun behind it ('the Brenn rally') is
no scene.
"""

import re
from collections.abc import Mapping, Sequence

from flows.link.facts.fact_candidates import Candidate, venue_words
from flows.link.facts.likeness import likeness
from flows.link.facts.subjects import find_words

# Chosen by eye on 1,499 articles of editors' roundups: of 100 pairs below it about one in five told the same.
LEAST_LIKENESS = 0.25
LEAST_OF_HOUSE = 0.05  # 'at the Brenn Arena': a house names the scene more closely than a town
ARTICLE = re.compile(r"\bthe\s+$", re.IGNORECASE)
ARTICLE_LETTERS = 5


def keep_scenes(texts: Mapping[str, str], group: Sequence[Candidate], rarity: Mapping[str, float]) -> list[Candidate]:
    """Return the places of the group that are told of in like words in another report; none where no two are."""
    scenes = [place for place in group if not _is_attribute(texts[place.document_id], place)]
    return [
        place
        for place in scenes
        if any(other.document_id != place.document_id and is_one_scene(place, other, rarity) for other in scenes)
    ]


def is_one_scene(one: Candidate, other: Candidate, rarity: Mapping[str, float]) -> bool:
    """Return whether the two places stand in words alike enough to tell of the same there."""
    is_house = not venue_words().isdisjoint(one.value_text.lower().split()[-1:])
    return likeness(one.frame, other.frame, rarity) >= (LEAST_OF_HOUSE if is_house else LEAST_LIKENESS)


def _is_attribute(text: str, place: Candidate) -> bool:
    """True for 'in the Brenn rally', not for 'in the Brenn' or 'in Brenn yesterday'."""
    if ARTICLE.search(text, max(0, place.start - ARTICLE_LETTERS), place.start) is None:
        return False
    words = [word for word in find_words(text, place.sentence_start, place.sentence_end) if word.start >= place.end]
    if not words or text[place.end : words[0].start] not in (" ", ". "):
        return False
    return words[0].strength > 0 and not text[words[0].start : words[0].end].endswith("ly")
