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

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Literal

import numpy as np
import numpy.typing as npt

from flows.link.corpus import Article
from flows.link.reuse.credits import find_credits, is_agency_outlet, names_as_origin
from flows.link.reuse.families import families_of_pairs
from flows.link.reuse.passages import EDIT_GAP, Passage, covered_words, find_runs, join_runs, longest_reach
from flows.link.reuse.recurring_text import own_words
from flows.link.reuse.shingles import BodyWords, candidate_pairs, read_body_words
from flows.link.stories.similarity import publication_day

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

# Of 603 pairs of a whole reprint and its original in the development set 306 are told apart by it, all rightly: but
# they were made by cutting and editing, so this is no accuracy in the field.
LEAST_LEFT_OUT_SHARE = 0.1
# A short report inside a long one can also have been taken in by it; not where it opens it, or is most of it.
OPENING_WORDS, MOST_SHARE = 30, 0.5

ReprintKind = Literal["whole", "partial"]
DirectionMethod = Literal["time", "credit", "edits", "undated"]


@dataclass(frozen=True)
class SharedPassage:
    """A passage in both texts, as code points."""

    earlier_start: int
    earlier_end: int
    later_start: int
    later_end: int


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Reprints:
    """All reprints of a corpus, by earlier and later document id."""

    pairs: tuple[Reprint, ...] = ()


@dataclass(frozen=True)
class _Match:
    """Two aligned texts, by position."""

    first: int
    second: int
    passages: Sequence[Passage]
    cover: tuple[float, float]
    is_whole: bool


def find_reprints(articles: Iterable[Article]) -> Reprints:
    """Return the reprints among `articles`."""
    ordered = sorted(articles, key=_publication_order)
    texts = read_body_words(ordered)
    aligned = (_align(texts, first, second) for first, second in candidate_pairs(texts))
    matches = [match for match in aligned if match is not None]
    whole = [(match.first, match.second) for match in matches if match.is_whole]
    families = families_of_pairs(len(ordered), whole)
    is_own = own_words(texts, families, [a.outlet_id for a in ordered], [publication_day(a) for a in ordered])
    kept = [match for match in matches if match.is_whole or _is_partial(match, texts, is_own)]
    found = [_reprint(ordered[match.first], ordered[match.second], texts, match) for match in kept]
    return Reprints(tuple(sorted(found, key=lambda pair: (pair.earlier_document_id, pair.later_document_id))))


def _publication_order(article: Article) -> tuple[bool, float, str]:
    day = publication_day(article)
    is_undated = isnan(day)
    return is_undated, 0.0 if is_undated else day, article.document_id


def _align(texts: Sequence[BodyWords], first: int, second: int) -> _Match | None:
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


def _is_partial(match: _Match, texts: Sequence[BodyWords], is_own: Sequence[npt.NDArray[np.bool_]]) -> bool:
    position, ranges = _shorter_side(match, texts)
    text = texts[position]
    is_covered = covered_words(len(text), ranges)
    is_shared = is_covered & is_own[position]
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


def _shorter_side(match: _Match, texts: Sequence[BodyWords]) -> tuple[int, list[tuple[int, int]]]:
    """Return the position of the shorter text and the passages in it."""
    if len(texts[match.first]) <= len(texts[match.second]):
        return match.first, [(passage.first_start, passage.first_end) for passage in match.passages]
    return match.second, [(passage.second_start, passage.second_end) for passage in match.passages]


def _reprint(first: Article, second: Article, texts: Sequence[BodyWords], match: _Match) -> Reprint:
    is_forward, method = _direction(first, second, match)
    earlier, later = (first, second) if is_forward else (second, first)
    a, b = texts[match.first], texts[match.second]
    spans = [_span(a, p.first_start, p.first_end) + _span(b, p.second_start, p.second_end) for p in match.passages]
    passages = spans if is_forward else [(*span[2:], *span[:2]) for span in spans]
    return Reprint(
        earlier_document_id=earlier.document_id,
        later_document_id=later.document_id,
        kind="whole" if match.is_whole else "partial",
        containment_share=match.cover[0] if len(a) <= len(b) else match.cover[1],
        shared_word_count=sum(passage.shared_words for passage in match.passages),
        is_credited=_is_credited(earlier, later),
        direction_method=method,
        earlier_cover_share=match.cover[0] if is_forward else match.cover[1],
        later_cover_share=match.cover[1] if is_forward else match.cover[0],
        passages=tuple(SharedPassage(*span) for span in sorted(passages)),
    )


def _span(text: BodyWords, start: int, end: int) -> tuple[int, int]:
    return int(text.starts[start]), int(text.ends[end - 1])


def _direction(first: Article, second: Article, match: _Match) -> tuple[bool, DirectionMethod]:
    """Return whether `first` is the earlier one, and by what."""
    days = publication_day(first), publication_day(second)
    is_exact = first.published_at is not None and second.published_at is not None
    if abs(days[0] - days[1]) >= 1 or (is_exact and abs(days[0] - days[1]) > 0):
        return days[0] < days[1], "time"
    credited = _credits(first, second), _credits(second, first)
    if credited[0] != credited[1]:
        return credited[1], "credit"
    if match.is_whole and first.outlet_id != second.outlet_id and _leaves_out(match):
        return match.cover[0] < match.cover[1], "edits"
    return first.document_id < second.document_id, "undated"


def _leaves_out(match: _Match) -> bool:
    """Return whether one text has much that the other lacks, and is not itself one that took in the other."""
    less = min(match.cover)
    starts = [p.first_start if match.cover[0] == less else p.second_start for p in match.passages]
    is_cut = less >= MOST_SHARE or min(starts) <= OPENING_WORDS
    return max(match.cover) - less >= LEAST_LEFT_OUT_SHARE and is_cut


def _credits(article: Article, other: Article) -> bool:
    """Return whether `article` names the outlet of `other` as its origin."""
    return names_as_origin(article, other) or is_agency_outlet(other, find_credits(article))


def _is_credited(earlier: Article, later: Article) -> bool:
    """Return whether the later one names the earlier one's outlet, or an agency that both are from."""
    return _credits(later, earlier) or bool(find_credits(later).keys() & find_credits(earlier).keys())
