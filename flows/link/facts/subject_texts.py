"""What a slot is about, in a few words of the source.

In: the texts of a story's articles, a group of candidates and how rare each stem is. Out: a phrase such as 'people
were injured: count'. Method: of all stretches of the members' sentences that hold or touch the value, number left
out, at most six words long, the one whose words most members share; the words stand as they are printed, in lower
case but for names. No word is added.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.subjects import BORDER, Word, find_words, stem_of

MOST_WORDS = 6
MOST_MEMBERS = 12  # wordings to choose from
NAME_SHARE = 0.4  # who is told says less about what is told
WORD_COST = 0.06  # of two stretches that tell as much, the shorter one
GAP_COST = 0.15  # the share lost for each word between the stretch and the value
BORDER_GAP = 3  # a comma between them is like this many words
COUNTED_BONUS = 0.4  # the word that the number counts
LEAST_TELLING = 0.1
NUMBER_WORDS = "one two three four five six seven eight nine ten dozen hundred thousand million billion trillion"
NUMBER_STEMS = frozenset(stem_of(word) for word in NUMBER_WORDS.split())


@dataclass(frozen=True)
class _Stretch:
    """Words of a sentence in their order, the value's number left out."""

    words: tuple[Word, ...]
    score: float


def describe_subject(texts: Mapping[str, str], group: Sequence[Candidate], rarity: Mapping[str, float]) -> str:
    """Return what the group is about: 'ferry ran aground: date'; the kind alone where its members share no word."""
    shared = _shared_weights(group, rarity)
    kind = group[0].slot_kind
    best: tuple[float, str] = (0.0, "")
    for member in group[:MOST_MEMBERS]:
        text = texts[member.document_id]
        for stretch in _stretches(text, member, shared):
            if stretch.score > best[0] + 1e-6:
                best = (stretch.score, _printed(text, stretch.words))
    return f"{best[1]}: {kind}" if best[1] else kind


def _shared_weights(group: Sequence[Candidate], rarity: Mapping[str, float]) -> dict[str, float]:
    """Return the stems that two articles or more have in their sentences, with how much each tells."""
    holders: dict[str, set[str]] = {}
    article_count = len({member.document_id for member in group})
    for member in group:
        for stem in member.context:
            holders.setdefault(stem, set()).add(member.document_id)
        if member.unit_stem:
            holders.setdefault(member.unit_stem, set()).add(member.document_id)
    return {
        stem: rarity.get(stem, 1.0) * len(found) / article_count for stem, found in holders.items() if len(found) > 1
    }


def _stretches(text: str, member: Candidate, shared: Mapping[str, float]) -> list[_Stretch]:
    """Return the stretches of the member's sentence that begin and end with a shared word."""
    words = [
        word
        for word in find_words(text, member.sentence_start, member.sentence_end)
        if not member.start <= word.start < member.end or _is_counted(word, member, shared)
    ]
    found = []
    for first in range(len(words)):
        if not _is_telling(words[first], shared):
            continue
        for last in range(first, min(first + MOST_WORDS, len(words))):
            if last > first and _is_parted(text, words[last - 1], words[last], member):
                break
            if _is_telling(words[last], shared):
                stretch = tuple(words[first : last + 1])
                found.append(_Stretch(stretch, _score(text, stretch, words, member, shared)))
    return found


def _is_counted(word: Word, member: Candidate, shared: Mapping[str, float]) -> bool:
    """True for the words inside a count that say what is counted: not for 'million', nor for 'percent'."""
    return member.slot_kind == "count" and word.stem in shared and word.stem not in NUMBER_STEMS


def _is_telling(word: Word, shared: Mapping[str, float]) -> bool:
    return word.strength > 0 and not word.stem[0].isdigit() and word.stem in shared


def _is_parted(text: str, left: Word, right: Word, member: Candidate) -> bool:
    """True when a comma, or the value itself, stands between the two words."""
    if left.end <= member.start and right.start >= member.end:
        return True
    return BORDER.search(text[left.end : right.start]) is not None


def _score(
    text: str, stretch: Sequence[Word], words: Sequence[Word], member: Candidate, shared: Mapping[str, float]
) -> float:
    telling = 0.0
    seen: set[str] = set()
    for word in stretch:
        if word.stem not in seen and not word.stem[0].isdigit():
            share = NAME_SHARE * word.strength if word.is_name else min(1.0, word.strength)
            is_counted = member.start <= word.start < member.end
            telling += shared.get(word.stem, 0.0) * share + COUNTED_BONUS * is_counted
            seen.add(word.stem)
    if telling < LEAST_TELLING:
        return 0.0
    is_before = stretch[-1].end <= member.start
    left = stretch[-1].end if is_before else member.end
    right = member.start if is_before else max(stretch[0].start, member.end)
    between = sum(1 for word in words if left <= word.start < right)
    between += BORDER_GAP * len(BORDER.findall(text[left:right]))
    return telling / (1 + GAP_COST * between) - WORD_COST * len(stretch)


def _printed(text: str, words: Sequence[Word]) -> str:
    """Return the words as they are printed, in lower case but for names."""
    return " ".join(
        printed if word.is_name or printed.isupper() else printed.lower()
        for word in words
        if (printed := text[word.start : word.end])
    )
