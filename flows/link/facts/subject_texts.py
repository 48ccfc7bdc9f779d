"""What a slot is about, in a few words of the source.

In: the texts of a story's articles, a group of candidates and how rare each stem is. Out: a phrase such as 'people
were injured: count'. Method: of all stretches of the members' sentences that hold or touch the value, number left
out, at most six words long, the one whose words most members share. A stretch of one word that tells little by itself
('delayed', 'conservative', 'vote') is widened by the words beside it up to the next one of weight: to the left of a
verb, to the right of what may be an adjective. A noun phrase is not cut: the stretch goes on to its end, and to both
ends of a word with hyphens. No number of something else stands in it. The words stand as they are printed, in lower
case but for names.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from flows.link.facts.clauses import CALENDAR_STEMS
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.predicates import PREPOSITIONS, may_be_verb
from flows.link.facts.subjects import BORDER, NUMBER_STEMS, Word, find_words, stem_of

MOST_WORDS = 6
MOST_ADDED = 2  # to the end of a noun phrase
MOST_MEMBERS = 12  # wordings to choose from
NAME_SHARE = 0.4  # who is told says less about what is told
WORD_COST = 0.06  # of two stretches that tell as much, the shorter one
GAP_COST = 0.15  # the share lost for each word between the stretch and the value
BORDER_GAP = 3  # a comma between them is like this many words
COUNTED_BONUS = 0.4  # the word that the number counts
LEAST_TELLING = 0.1
LEAST_BETTER = 1e-6  # of two that tell as much, the first
LEAST_FULL_WORDS, LEAST_OF_VOTE = 2, 3  # of weight in a label: 'vote delayed', 'Senate voted to fund'
LONGEST_WORD = 40  # letters on one side that hyphens join to a word
HYPHENS = "-‐‑"
UNIT_WORDS = "percent percentage point mph dollar year month week day hour minute mile inch foot time vote"
UNIT_STEMS = NUMBER_STEMS | {stem_of(word) for word in UNIT_WORDS.split()}


def describe_subject(texts: Mapping[str, str], group: Sequence[Candidate], rarity: Mapping[str, float]) -> str:
    """Return what the group is about: 'ferry ran aground: date'; the kind alone where its members share no word."""
    shared = _shared_weights(group, rarity)
    kind = group[0].slot_kind
    best, chosen = 0.0, None
    for member in group[:MOST_MEMBERS]:
        for score, words in _better_stretches(texts[member.document_id], member, shared, best):
            best, chosen = score, (member, words)
    if chosen is None:
        return kind
    member, words = chosen
    text = texts[member.document_id]
    return f"{_printed(text, _to_end_of_phrase(text, _widened(text, words, member), member), member)}: {kind}"


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


def _better_stretches(
    text: str, member: Candidate, shared: Mapping[str, float], best: float
) -> Iterator[tuple[float, Sequence[Word]]]:
    """Yield the stretches of the member's sentence that begin and end with a shared word, each better than the last."""
    words = [
        word
        for word in find_words(text, member.sentence_start, member.sentence_end)
        if not member.start <= word.start < member.end or _is_counted(word, member, shared)
    ]
    to_start = sum(word.start < member.start for word in words)
    to_end = sum(word.start < member.end for word in words)
    for first in range(len(words)):
        if not _is_telling(words[first], shared) or _counts_others(words[first], member):
            continue
        telling, seen = 0.0, set[str]()
        for last in range(first, min(first + MOST_WORDS, len(words))):
            word = words[last]
            if last > first and (_is_parted(text, words[last - 1], word, member) or _counts_others(word, member)):
                break
            if word.stem not in seen and not word.stem[0].isdigit():
                seen.add(word.stem)
                telling += _weight(word, member, shared)
            cost = WORD_COST * (last + 1 - first)
            if telling < LEAST_TELLING or telling - cost <= best or not _is_telling(word, shared):
                continue
            if word.end <= member.start:
                between, gap = to_start - last - 1, text[word.end : member.start]
            else:
                between, gap = max(0, first - to_end), text[member.end : max(words[first].start, member.end)]
            score = telling / (1 + GAP_COST * (between + BORDER_GAP * len(BORDER.findall(gap)))) - cost
            if score > best + LEAST_BETTER:
                best = score
                yield score, words[first : last + 1]


def _widened(text: str, stretch: Sequence[Word], member: Candidate) -> Sequence[Word]:
    """Return the stretch with the words beside it, where it has too few of weight."""
    words = [
        word
        for word in find_words(text, member.sentence_start, member.sentence_end)
        if word in stretch or not member.start <= word.start < member.end
    ]
    first, last = words.index(stretch[0]), words.index(stretch[-1])
    least = LEAST_OF_VOTE if member.slot_kind == "vote" else LEAST_FULL_WORDS
    while sum(_is_full(text, word, member) for word in words[first : last + 1]) < least:
        is_counted = member.start <= words[first].start < member.end
        left = None if is_counted else _next_full(text, words, first, -1, member)
        right = _next_full(text, words, last, 1, member)
        is_right = right is not None and (left is None or (right == last + 1 and not _is_verb(text, words[last])))
        if is_right and right is not None and right - first < MOST_WORDS:
            last = right
        elif left is not None and last - left < MOST_WORDS:
            first = left
        else:
            break
    return words[first : last + 1]


def _to_end_of_phrase(text: str, stretch: Sequence[Word], member: Candidate) -> Sequence[Word]:
    """Return the stretch with the nouns right behind it: 'accusations of sexual' goes on to 'misconduct'."""
    words = find_words(text, member.sentence_start, member.sentence_end)
    last, added = words.index(stretch[-1]), 0
    while added < MOST_ADDED and last + 1 < len(words) and not may_be_verb(text, words, last):
        following = words[last + 1]
        is_next = text[words[last].end : following.start] in (" ", "-") and not _lies_in(following, member)
        if not is_next or following.is_name or not _is_full(text, following, member):
            break
        is_noun = following.stem not in CALENDAR_STEMS and text[following.start : following.end] not in PREPOSITIONS
        if not is_noun or may_be_verb(text, words, last + 1):
            break
        last, added = last + 1, added + 1
    return [*stretch, *words[last + 1 - added : last + 1]]


def _lies_in(word: Word, member: Candidate) -> bool:
    return member.start <= word.start < member.end


def _is_full(text: str, word: Word, member: Candidate) -> bool:
    """True for a word of weight that is no number, no bare unit and no adverb, and for the one that is counted."""
    if member.start <= word.start < member.end:
        return True
    is_heavy = word.strength >= 1 or (word.is_name and word.strength > 0)
    is_word = is_heavy and not word.stem[0].isdigit() and word.stem not in UNIT_STEMS
    return is_word and not text[word.start : word.end].endswith("ly")


def _next_full(text: str, words: Sequence[Word], place: int, step: int, member: Candidate) -> int | None:
    """Return the place of the next word of weight on one side, None where a border or the value stands before it."""
    other = place + step
    while 0 <= other < len(words):
        left, right = sorted((other, other - step))
        if _is_parted(text, words[left], words[right], member):
            return None
        if _is_full(text, words[other], member):
            return other
        other += step
    return None


def _is_verb(text: str, word: Word) -> bool:
    return text[word.start : word.end].endswith(("ed", "ing"))


def _weight(word: Word, member: Candidate, shared: Mapping[str, float]) -> float:
    share = NAME_SHARE * word.strength if word.is_name else min(1.0, word.strength)
    return shared.get(word.stem, 0.0) * share + COUNTED_BONUS * (member.start <= word.start < member.end)


def _is_counted(word: Word, member: Candidate, shared: Mapping[str, float]) -> bool:
    """True for the words inside a count that say what is counted: not for 'million', nor for 'percent'."""
    return member.slot_kind == "count" and word.stem in shared and word.stem not in NUMBER_STEMS


def _counts_others(word: Word, member: Candidate) -> bool:
    """True for 'three' of 'three women and six children', where the six are told of."""
    is_number = word.stem in NUMBER_STEMS or word.stem[0].isdigit()
    return is_number and member.slot_kind not in ("date", "place") and not _lies_in(word, member)


def _is_telling(word: Word, shared: Mapping[str, float]) -> bool:
    return word.strength > 0 and not word.stem[0].isdigit() and word.stem in shared


def _is_parted(text: str, left: Word, right: Word, member: Candidate) -> bool:
    """True when a comma, or the value itself, stands between the two words."""
    if left.end <= member.start and right.start >= member.end:
        return True
    return BORDER.search(text[left.end : right.start]) is not None


def _printed(text: str, words: Sequence[Word], member: Candidate) -> str:
    """Return the words as they are printed, in lower case but for names; those of 'non-partisan' are one."""
    shown: list[str] = []
    edge = -1
    for word in words:
        if word.start < edge:
            continue
        start, edge = _whole_word(text, word, member)
        printed = text[start:edge]
        is_kept = word.is_name or not printed[1:].islower() or _is_capital_elsewhere(text, printed)
        shown.append(printed if is_kept else printed.lower())
    return " ".join(shown)


def _whole_word(text: str, word: Word, member: Candidate) -> tuple[int, int]:
    """Return the place of a word with what hyphens join to it, and with the digits of '50th', but without the value."""
    start, end = word.start, word.end
    low = max(word.start - LONGEST_WORD, member.end if member.end <= word.start else 0)
    high = min(word.end + LONGEST_WORD, member.start if member.start >= word.end else len(text))
    if _lies_in(word, member):
        low, high = word.start, word.end
    while start > low and (text[start - 1].isalnum() or _joins(text, start - 1, low, high)):
        start -= 1
    while end < high and (text[end].isalnum() or _joins(text, end, low, high)):
        end += 1
    return start, end


def _joins(text: str, place: int, low: int, high: int) -> bool:
    """True for one hyphen between two letters or digits: not for a dash of two."""
    is_inside = low < place < high - 1 and text[place] in HYPHENS
    return is_inside and text[place - 1].isalnum() and text[place + 1].isalnum()


def _is_capital_elsewhere(text: str, printed: str) -> bool:
    """True for the first word of a sentence that is a name: it has its capital within others too."""
    return printed[0].isupper() and re.search(rf"[a-z,] {re.escape(printed)}\b", text) is not None
