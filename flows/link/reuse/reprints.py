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

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import isnan

import numpy as np
import numpy.typing as npt

from flows.link.corpus import Outline
from flows.link.memory import Memory
from flows.link.outlines import Outlines
from flows.link.reuse.copies import APART, Copy, DirectionMethod, KnownPairs, Reprint, Reprints, SharedPassage
from flows.link.reuse.credits import find_credits, is_agency_outlet, names_as_origin
from flows.link.reuse.families import families_of_pairs
from flows.link.reuse.passages import EDIT_GAP, Passage, covered_words, find_runs, join_runs, longest_reach
from flows.link.reuse.recurring_text import own_words, recurring_shingles
from flows.link.reuse.shingles import BodyWords, Places, SharedShingles, candidate_pairs
from flows.link.stories.timeline import publication_day
from flows.link.word_hashes import Hashes

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
KEPT_TEXTS = 1024  # at hand while pairs are aligned: some 30 MB

# Of 603 pairs of a whole reprint and its original in the development set 306 are told apart by it, all rightly: but
# they were made by cutting and editing, so this is no accuracy in the field.
LEAST_LEFT_OUT_SHARE = 0.1
# A short report inside a long one can also have been taken in by it; not where it opens it, or is most of it.
OPENING_WORDS, MOST_SHARE = 30, 0.5


@dataclass(frozen=True, slots=True)
class _Match:
    """Two aligned texts, by position."""

    first: int
    second: int
    passages: Sequence[Passage]
    cover: tuple[float, float]
    is_whole: bool


def find_reprints(outlines: Outlines, memory: Memory | None = None) -> Reprints:
    """Return the reprints among the articles of a corpus.

    `memory`: what an earlier run left of the pairs that it compared, and where this run leaves its own.
    """
    memory = memory or Memory()
    order = sorted(range(len(outlines)), key=lambda position: _publication_order(outlines[position]))
    texts, shared = _Texts(outlines, order), outlines.shared_shingles(order)
    known = KnownPairs(memory, shared, memory.numbers(outlines)[order])
    copies, apart = _align_candidates(shared, texts, known)
    known.keep(memory, copies, apart)
    recurring = _recurring(shared, texts, copies)
    kept = (c for c in copies if c.reprint.kind == "whole" or _is_partial(texts, c.shorter, c.words, recurring))
    found = [copy.reprint for copy in kept]
    return Reprints(tuple(sorted(found, key=lambda pair: (pair.earlier_document_id, pair.later_document_id))))


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


def _align_candidates(
    shared: SharedShingles, texts: _Texts, known: KnownPairs
) -> tuple[list[Copy], list[tuple[Places, Places]]]:
    """Return the candidates that are copies, and those that are apart; the ones that are not known are aligned.

    A copy may still turn out to be none: what recurs in the corpus is not looked at here, as it can change.
    """
    firsts, seconds, rows = known.unchanged()
    copies, apart = known.copies(firsts, seconds, rows), [(firsts[rows == APART], seconds[rows == APART])]
    for firsts, seconds in candidate_pairs(shared, ~known.is_unchanged):
        is_known, rows = known.rows(firsts, seconds)
        copies += known.copies(firsts[is_known], seconds[is_known], rows)
        is_apart = np.zeros(len(firsts), np.bool_)
        is_apart[is_known] = rows == APART
        for place in np.flatnonzero(~is_known).tolist():
            copy = _copy(texts, int(firsts[place]), int(seconds[place]))
            copies += [copy] if copy else []
            is_apart[place] = copy is None
        apart.append((firsts[is_apart], seconds[is_apart]))
    return copies, apart


def _copy(texts: _Texts, first: int, second: int) -> Copy | None:
    """Return what two texts have in common, None where that is too little for a reprint."""
    match = _align(texts, first, second)
    if match is None:
        return None
    shorter, ranges = _shorter_side(match, texts)
    if not match.is_whole and not _is_partial(texts, shorter, ranges, NO_KEYS):
        return None
    return Copy(first, second, shorter == second, tuple(ranges), _reprint(texts, match))


def _recurring(shared: SharedShingles, texts: _Texts, copies: Sequence[Copy]) -> Hashes:
    """Return the recurring shingles of the texts that may carry part of another one."""
    whole = [(copy.first, copy.second) for copy in copies if copy.reprint.kind == "whole"]
    outlines = [texts.outline(place) for place in range(len(texts.order))]
    shorter = sorted({copy.shorter for copy in copies if copy.reprint.kind != "whole"})
    return recurring_shingles(
        shared,
        np.unique(np.concatenate([NO_KEYS, *(texts[place].distinct for place in shorter)])),
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


def _is_partial(texts: _Texts, shorter: int, ranges: Sequence[tuple[int, int]], recurring: Hashes) -> bool:
    text = texts[shorter]
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
    if a.outlet_id != b.outlet_id and a.body_length != b.body_length:
        return a.body_length > b.body_length, "undated"
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
