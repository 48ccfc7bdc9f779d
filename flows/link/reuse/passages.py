"""Passages that two texts share, located in both to the word.

In: the body words of two texts. Out: passages as ranges of words. Method: shingles that stand once in each text are
matched; matches on one diagonal make a run of equal words; runs with a small gap in both texts make one passage, so
that a changed word does not cut it in two. Passages may stand in another order in the other text. What stands more than
once in a text is located only as part of a longer passage.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from flows.link.reuse.shingles import SHINGLE_WORDS, BodyWords

EDIT_GAP = 3  # words: an edit inside a passage
LEAST_PASSAGE_WORDS = 8  # shorter ones are phrases
LOOK_BACK = 3  # open passages that a run may continue: enough where a phrase recurs between two paragraphs


@dataclass(frozen=True, slots=True)
class Run:
    """Equal words: `[first_start, first_end)` of one text and as many from `second_start` of the other."""

    first_start: int
    first_end: int
    second_start: int
    second_end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Shared text as ranges of words in the first and the second text; `shared_words` of it are equal."""

    first_start: int
    first_end: int
    second_start: int
    second_end: int
    shared_words: int


def find_runs(first: BodyWords, second: BodyWords) -> list[Run]:
    """Return the runs of equal words, in the order of the first text."""
    first_single, first_places = first.single
    second_single, second_places = second.single
    if not len(second_single):
        return []
    places = np.minimum(np.searchsorted(second_single, first_single), len(second_single) - 1)
    is_shared = second_single[places] == first_single
    starts, others = first_places[is_shared], second_places[places[is_shared]]
    order = np.argsort(starts)
    starts, others = starts[order], others[order]
    if not len(starts):
        return []
    # A repeated shingle leaves a hole in its run; a jump of up to a shingle on the same diagonal is no gap.
    breaks = np.flatnonzero((np.diff(starts) > SHINGLE_WORDS) | (np.diff(others - starts) != 0)) + 1
    heads = np.concatenate([[0], breaks])
    tails = np.concatenate([breaks, [len(starts)]]) - 1
    ends = starts[tails] + SHINGLE_WORDS
    rows = zip(starts[heads].tolist(), ends.tolist(), others[heads].tolist(), strict=True)
    return [Run(start, end, other, other + end - start) for start, end, other in rows]


def join_runs(runs: Sequence[Run], gap: int) -> list[Passage]:
    """Return the passages of at least `LEAST_PASSAGE_WORDS` that runs with gaps of up to `gap` words make."""
    passages: list[Passage] = []
    for run in runs:
        for place in range(len(passages) - 1, max(-1, len(passages) - 1 - LOOK_BACK), -1):
            if _continues(passages[place], run, gap):
                passages[place] = _extended(passages[place], run)
                break
        else:
            length = run.first_end - run.first_start
            passages.append(Passage(run.first_start, run.first_end, run.second_start, run.second_end, length))
    return [passage for passage in passages if passage.first_end - passage.first_start >= LEAST_PASSAGE_WORDS]


def longest_reach(ranges: Iterable[tuple[int, int]], gap: int) -> int:
    """Return the words of the longest stretch of runs with gaps of up to `gap` words, in one of the texts.

    No passage with such gaps is longer there, in whatever order its runs stand in the other text.

    >>> longest_reach([(40, 52), (0, 5), (7, 12)], gap=3)
    12
    """
    longest = start = end = 0
    for run_start, run_end in sorted(ranges):
        if run_start > end + gap:
            start = run_start
        end = max(end, run_end)
        longest = max(longest, end - start)
    return longest


def covered_words(length: int, ranges: Sequence[tuple[int, int]]) -> npt.NDArray[np.bool_]:
    """Return which of `length` words lie in one of the ranges."""
    is_covered = np.zeros(length, dtype=np.bool_)
    for start, end in ranges:
        is_covered[start:end] = True
    return is_covered


def _continues(passage: Passage, run: Run, gap: int) -> bool:
    first_gap, second_gap = run.first_start - passage.first_end, run.second_start - passage.second_end
    # Two runs may overlap by the words of a shingle where a word was dropped between equal words.
    return -SHINGLE_WORDS <= first_gap <= gap and -SHINGLE_WORDS <= second_gap <= gap


def _extended(passage: Passage, run: Run) -> Passage:
    added = run.first_end - max(run.first_start, passage.first_end)
    return Passage(
        passage.first_start,
        max(passage.first_end, run.first_end),
        passage.second_start,
        max(passage.second_end, run.second_end),
        passage.shared_words + max(0, added),
    )
