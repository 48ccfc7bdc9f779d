"""Reprints: pairs of articles of which one carries text of the other, directed from the earlier to the later.

In: articles. Out: reprints, whole or partial, with the shared passages located in both texts to the word.

Method: candidates share hashed word 3-grams (`shingles.py`); their texts are aligned (`passages.py`). A reprint is
whole when the shared passages, small edits bridged, cover most of the shorter text; partial when they hold whole
sentences, and enough words that are neither quoted nor recurring house text (`recurring_text.py`): two reports of one
event quote the same people, which copies nothing. Direction: by time, else by a credit line, else, between two outlets,
by what was left out of a whole reprint: who copies cuts, mostly from the end; else by document id. The result depends
on the set of articles only. What it does not do: reprints in translation, paraphrase.
Reference: containment of shingles, Broder 1997.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import isnan
from typing import Literal

import numpy as np
import numpy.typing as npt

from flows.link.corpus import Outline
from flows.link.outlines import Outlines
from flows.link.reuse.credits import find_credits, is_agency_outlet, names_as_origin
from flows.link.reuse.families import families_of_pairs
from flows.link.reuse.passages import EDIT_GAP, Passage, covered_words, find_runs, join_runs, longest_reach
from flows.link.reuse.recurring_text import own_words, recurring_shingles
from flows.link.reuse.shingles import BodyWords, Shingles, candidate_pairs
from flows.link.stories.similarity import publication_day
from flows.link.word_hashes import Hashes, is_among

# Chosen on the development set of reprints. Whole and partial F1: .986, .885; at .53 .985, .880; at .60 .984, .883.
WHOLE_SHARE = 0.56
REWRITE_GAP = 10  # words: half a sentence that was rewritten inside a copied paragraph
LEAST_PASSAGE_OWN_WORDS = 16  # a sentence in one piece: short reports of one event share many phrases
LEAST_OWN_WORDS = 20  # shared words outside quotations, without which nothing was copied but what somebody said
# Whoever copies takes sentences; two reports of one event share phrases. Partial F1 .885 with 1 false pair inside
# events; without this .878 with 3; 8 words .883. Without the two limits above .888 with 1, but then short reports that
# have one sentence of a statement and a quotation in common are copies.
LEAST_SENTENCE_WORDS = 14
SENTENCE_SHARE = 0.9  # of a whole one; an edited word is bridged
LEAST_PARTIAL_SHARE = 0.11  # of the shorter text; .09: .882 with 2 false pairs
# A quotation beside copied words was copied with them, in its choice and cut: it adds at most as much as they do.
QUOTED_WEIGHT = 1 / 2
NO_KEYS: Hashes = np.zeros(0, np.uint64)
PAIR_FACTOR = np.uint64(0x9E3779B97F4A7C15)  # odd, well mixed: a pair has another key than the same pair reversed
KEPT_TEXTS = 1024  # at hand while pairs are aligned: some 30 MB

# Of 603 pairs of a whole reprint and its original in the development set 306 are told apart by it, all rightly: but
# they were made by cutting and editing, so this is no accuracy in the field.
LEAST_LEFT_OUT_SHARE = 0.1
# A short report inside a long one can also have been taken in by it; not where it opens it, or is most of it.
OPENING_WORDS, MOST_SHARE = 30, 0.5

ReprintKind = Literal["whole", "partial"]
DirectionMethod = Literal["time", "credit", "edits", "undated"]


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage in both texts, as code points."""

    earlier_start: int
    earlier_end: int
    later_start: int
    later_end: int


@dataclass(frozen=True, slots=True)
class Reprint:
    """Text of one article carried again by another. The cover shares are those of each text that lies in passages."""

    earlier_document_id: str
    later_document_id: str
    kind: ReprintKind
    containment_share: float
    shared_word_count: int
    is_credited: bool
    direction_method: DirectionMethod
    earlier_cover_share: float
    later_cover_share: float
    passages: tuple[SharedPassage, ...]


@dataclass(frozen=True, slots=True)
class Reprints:
    """All reprints of a corpus, by earlier and later document id.

    `apart`: keys of the pairs that were aligned and have too little in common, sorted, which no later run need align.
    """

    pairs: tuple[Reprint, ...] = ()
    apart: Hashes = field(default_factory=lambda: NO_KEYS, compare=False)


@dataclass(frozen=True, slots=True)
class _Match:
    """Two aligned texts, by position."""

    first: int
    second: int
    passages: Sequence[Passage]
    cover: tuple[float, float]
    is_whole: bool


def find_reprints(
    outlines: Outlines, article_keys: Mapping[str, str] | None = None, apart: Hashes = NO_KEYS
) -> Reprints:
    """Return the reprints among the articles of a corpus.

    `article_keys`: document id → a hexadecimal key that changes when the article does; without it no pair is known to
    be `apart`.
    """
    order = sorted(range(len(outlines)), key=lambda position: _publication_order(outlines[position]))
    texts, shingles = _Texts(outlines, order), outlines.shingles(order)
    numbers = [int((article_keys or {}).get(outlines[position].document_id, "0"), 16) for position in order]
    matches, found_apart = _align_candidates(shingles, texts, np.array(numbers, np.uint64), apart)
    recurring = _recurring(shingles, texts, matches)
    kept = [match for match in matches if match.is_whole or _is_partial(match, texts, recurring)]
    found = [_reprint(texts, match) for match in kept]
    by_ids = sorted(found, key=lambda pair: (pair.earlier_document_id, pair.later_document_id))
    return Reprints(tuple(by_ids), found_apart if article_keys else NO_KEYS)


def _publication_order(article: Outline) -> tuple[bool, float, str]:
    day = publication_day(article)
    is_undated = isnan(day)
    return is_undated, 0.0 if is_undated else day, article.document_id


class _Texts:
    """The body words of all texts in order of publication, read when they are needed."""

    def __init__(self, outlines: Outlines, order: Sequence[int]) -> None:
        self.outlines, self.order = outlines, order
        self._read = lru_cache(KEPT_TEXTS)(lambda place: outlines.body_words(order[place]))

    def __getitem__(self, place: int) -> BodyWords:
        return self._read(place)

    def outline(self, place: int) -> Outline:
        """Return the outline of a text."""
        return self.outlines[self.order[place]]

    def credits(self, place: int, other: int) -> bool:
        """Return whether a text names the outlet of another one as its origin."""
        article, earlier = self.outline(place), self.outline(other)
        if is_agency_outlet(earlier, find_credits(article)):
            return True
        return names_as_origin(article, earlier, self.outlines.text(self.order[place]))


def _align_candidates(shingles: Shingles, texts: _Texts, numbers: Hashes, apart: Hashes) -> tuple[list[_Match], Hashes]:
    """Return what the candidates that are not known to be apart have in common, and the keys of those that are apart.

    A match may still turn out to be none: what recurs in the corpus is not looked at here, as it can change.
    """
    matches, found_apart = [], [NO_KEYS]
    for firsts, seconds in candidate_pairs(shingles):
        keys = numbers[firsts] * PAIR_FACTOR ^ numbers[seconds]
        is_known = is_among(keys, apart)
        found_apart.append(keys[is_known])
        unknown = (column[~is_known].tolist() for column in (firsts, seconds, keys))
        for first, second, key in zip(*unknown, strict=True):
            match = _align(texts, first, second)
            if match is not None and (match.is_whole or _is_partial(match, texts, NO_KEYS)):
                matches.append(match)
            else:
                found_apart.append(np.array([key], np.uint64))
    return matches, np.sort(np.concatenate(found_apart))


def _recurring(shingles: Shingles, texts: _Texts, matches: Sequence[_Match]) -> Hashes:
    """Return the recurring shingles of the texts that may carry part of another one."""
    whole = [(match.first, match.second) for match in matches if match.is_whole]
    outlines = [texts.outline(place) for place in range(len(texts.order))]
    shorter = sorted({_shorter_side(match, texts)[0] for match in matches if not match.is_whole})
    return recurring_shingles(
        shingles,
        np.unique(np.concatenate([np.zeros(0, np.uint64), *(texts[place].distinct for place in shorter)])),
        families=np.array(families_of_pairs(len(outlines), whole), np.int64),
        outlets=np.unique([outline.outlet_id for outline in outlines], return_inverse=True)[1],
        days=np.array([publication_day(outline) for outline in outlines]),
    )


def _align(texts: _Texts, first: int, second: int) -> _Match | None:
    """Return the passages of two texts, None where none can be long enough for a reprint."""
    a, b = texts[first], texts[second]
    runs = find_runs(a, b)
    in_shorter = [(r.first_start, r.first_end) if len(a) <= len(b) else (r.second_start, r.second_end) for r in runs]
    if longest_reach(in_shorter, EDIT_GAP) < LEAST_PASSAGE_OWN_WORDS:
        return None
    rewritten = join_runs(runs, REWRITE_GAP)
    cover = (
        _share(covered_words(len(a), [(p.first_start, p.first_end) for p in rewritten])),
        _share(covered_words(len(b), [(p.second_start, p.second_end) for p in rewritten])),
    )
    match = _Match(first, second, join_runs(runs, EDIT_GAP), cover, is_whole=False)
    position, ranges = _shorter_side(match, texts)
    own = covered_words(len(texts[position]), ranges) & ~texts[position].is_quoted
    is_long = int(own.sum()) >= LEAST_OWN_WORDS and _longest_own(texts[position], ranges) >= LEAST_PASSAGE_OWN_WORDS
    return replace(match, is_whole=is_long and match.cover[position == second] >= WHOLE_SHARE)


def _longest_own(text: BodyWords, ranges: Sequence[tuple[int, int]]) -> int:
    """Return the words of the longest passage that stand outside quotations."""
    return max((int((~text.is_quoted[start:end]).sum()) for start, end in ranges), default=0)


def _share(is_covered: npt.NDArray[np.bool_]) -> float:
    return round(float(is_covered.mean()), 4) if len(is_covered) else 0.0


def _is_partial(match: _Match, texts: _Texts, recurring: Hashes) -> bool:
    position, ranges = _shorter_side(match, texts)
    text = texts[position]
    is_covered = covered_words(len(text), ranges)
    is_shared = is_covered & own_words(text, recurring)
    is_telling = is_shared & ~text.is_quoted
    own, quoted = int(is_telling.sum()), int(is_shared.sum() - is_telling.sum())
    if own < LEAST_OWN_WORDS or _longest_own(text, ranges) < LEAST_PASSAGE_OWN_WORDS:
        return False
    in_whole = int((is_telling & _in_whole_sentences(text, is_covered)).sum())
    counted = own + min(own, quoted * QUOTED_WEIGHT)
    return in_whole >= LEAST_SENTENCE_WORDS and round(counted / len(text), 4) >= LEAST_PARTIAL_SHARE


def _in_whole_sentences(text: BodyWords, is_covered: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Return which words stand in a sentence that is covered as a whole."""
    lengths = np.bincount(text.sentences)
    is_whole = np.bincount(text.sentences, weights=is_covered) >= SENTENCE_SHARE * lengths
    return np.asarray(is_whole[text.sentences], dtype=np.bool_)


def _shorter_side(match: _Match, texts: _Texts) -> tuple[int, list[tuple[int, int]]]:
    """Return the position of the shorter text and the passages in it."""
    if len(texts[match.first]) <= len(texts[match.second]):
        return match.first, [(passage.first_start, passage.first_end) for passage in match.passages]
    return match.second, [(passage.second_start, passage.second_end) for passage in match.passages]


def _reprint(texts: _Texts, match: _Match) -> Reprint:
    is_forward, method = _direction(texts, match)
    earlier, later = (match.first, match.second) if is_forward else (match.second, match.first)
    a, b = texts[match.first], texts[match.second]
    spans = [_span(a, p.first_start, p.first_end) + _span(b, p.second_start, p.second_end) for p in match.passages]
    passages = spans if is_forward else [(*span[2:], *span[:2]) for span in spans]
    return Reprint(
        earlier_document_id=texts.outline(earlier).document_id,
        later_document_id=texts.outline(later).document_id,
        kind="whole" if match.is_whole else "partial",
        containment_share=match.cover[0] if len(a) <= len(b) else match.cover[1],
        shared_word_count=sum(passage.shared_words for passage in match.passages),
        is_credited=_is_credited(texts, earlier, later),
        direction_method=method,
        earlier_cover_share=match.cover[0] if is_forward else match.cover[1],
        later_cover_share=match.cover[1] if is_forward else match.cover[0],
        passages=tuple(SharedPassage(*span) for span in sorted(passages)),
    )


def _span(text: BodyWords, start: int, end: int) -> tuple[int, int]:
    return int(text.starts[start]), int(text.ends[end - 1])


def _direction(texts: _Texts, match: _Match) -> tuple[bool, DirectionMethod]:
    """Return whether the match's first text is the earlier one, and by what."""
    first, second = match.first, match.second
    a, b = texts.outline(first), texts.outline(second)
    days = publication_day(a), publication_day(b)
    is_exact = a.published_at is not None and b.published_at is not None
    if abs(days[0] - days[1]) >= 1 or (is_exact and abs(days[0] - days[1]) > 0):
        return days[0] < days[1], "time"
    credited = texts.credits(first, second), texts.credits(second, first)
    if credited[0] != credited[1]:
        return credited[1], "credit"
    if match.is_whole and a.outlet_id != b.outlet_id and _leaves_out(match):
        return match.cover[0] < match.cover[1], "edits"
    return a.document_id < b.document_id, "undated"


def _leaves_out(match: _Match) -> bool:
    """Return whether one text has much that the other lacks, and is not itself one that took in the other."""
    less = min(match.cover)
    starts = [p.first_start if match.cover[0] == less else p.second_start for p in match.passages]
    is_cut = less >= MOST_SHARE or min(starts) <= OPENING_WORDS
    return max(match.cover) - less >= LEAST_LEFT_OUT_SHARE and is_cut


def _is_credited(texts: _Texts, earlier: int, later: int) -> bool:
    """Return whether the later one names the earlier one's outlet, or an agency that both are from."""
    credited = find_credits(texts.outline(later)).keys() & find_credits(texts.outline(earlier)).keys()
    return bool(credited) or texts.credits(later, earlier)
