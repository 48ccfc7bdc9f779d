"""Joint speakers: 'Mara Lind and the mayor, Tom Hill, said', of whom none speaks alone.

In: a speaker phrase and the mentions in it. Out: whether two of them are named as one speaker. Method: nobody owns the
first name ("a lawyer for Lind and Hill"), the other one closes the phrase, and what stands between them is capitals,
marks and the small words of names and titles, with "and" before the last.
"""

import re
from collections.abc import Sequence
from itertools import combinations

from flows.extract.annotations import Mention, Span

WORD = re.compile(r"[\w’'-]+")
DESCRIBED = re.compile(r"\b(?:who|whose|which|including)\b")
SMALL_WORDS = frozenset("and of the de la van von for".split())
OWNING = frozenset("of for to with from at in by on against".split())
LONGEST_TITLE = 7  # words between "and" and the last name, by judgement


def speak_jointly(text: str, speaker: Span, mentions: Sequence[Mention]) -> bool:
    """Return whether two are named as one speaker. `mentions`: those of the phrase, in text order, without owners."""
    described = DESCRIBED.search(text, speaker.start, speaker.end)
    end = described.start() if described else speaker.end
    named = [mention for mention in mentions if mention.kind == "name" and mention.end <= end]
    return any(
        first.entity_id != other.entity_id
        and (first.entity_type == "place") == (other.entity_type == "place")
        and OWNING.isdisjoint(text[speaker.start : first.start].split())
        and _joins(text[first.end : other.start])
        for first, other in combinations(named, 2)
        if _is_last(text, other, end)
    )


def _is_last(text: str, mention: Mention, end: int) -> bool:
    """Return whether nothing, an aside or a place follows: no noun as in 'Lind and Orre officials'."""
    rest = text[mention.end : end].split()
    return not rest or not rest[0][0].isalnum() or rest[0] in OWNING


def _joins(between: str) -> bool:
    words = WORD.findall(between)
    if not all(word[0].isupper() or word[0].isdigit() or word in SMALL_WORDS for word in words):
        return False
    last = next((at for at in range(len(words) - 1, -1, -1) if words[at] == "and"), None)
    return last is not None and len(words) - last <= LONGEST_TITLE
