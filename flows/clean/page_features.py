"""What the block model sees of each unit of a page: its own signs and its neighbourhood.

In: a page, and the units that its window of prose holds. Out: columns of numbers by name, one number per unit.
Method: position, repetition, blank lines, runs of like lines, the lines around, how much prose and how much furniture
stand within some lines, how far the last and the next furniture of each group is, and the words that a unit shares with
the article and its title. Everything is counted within the page.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, compress
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.clean.line_signs import NEIGHBOUR_SIGNS, SIGNS, find_line_signs
from flows.clean.page import Page
from flows.clean.page_words import number_words
from flows.clean.prose import LONGEST_COUNTED
from flows.clean.titles import find_opening

Numbers = npt.NDArray[np.float32]

# Furniture, from what is most often article to what never is; the model reads a kind as its place in this list.
KINDS = (
    "", "dek", "advertisement", "credit", "other", "caption", "disclosure", "media_duration", "author_bio",
    "site_name", "related", "dateline", "widget_heading", "copyright", "subscribe", "comment", "back_to_top", "share",
    "comment_prompt", "navigation", "cookie_banner",
)  # fmt: skip
GROUPS = {
    "closing": ("comment_prompt", "comment", "copyright", "cookie_banner"),
    "related": ("related", "widget_heading"),
    "sharing": ("subscribe", "share"),
    "date": ("dateline",),
    "credit": ("credit", "caption"),
    "writer": ("author_bio", "disclosure"),
    "menu": ("navigation",),
}
IN_GROUP = np.array([[kind in kinds for kind in KINDS] for kinds in GROUPS.values()])
KIND_NUMBERS = {kind: number for number, kind in enumerate(KINDS)}
NEIGHBOURS = (-2, -1, 1, 2)
REACHES = (2, 5, 10, 25)
SCORE_REACHES = (3, 8)
FARTHEST = 99.0
LENGTH_STEPS = (3, 10, 25)  # words, at which one line is no longer like another
LEDE_UNITS = 3
SHARED_WORDS = (
    "shared", "shared_weight", "shared_with_lede", "shared_with_title", "only_here", "names_shared", "title_held",
)  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """What the columns are made of, one number per unit."""

    asked: npt.NDArray[np.bool_]  # of which units the own columns are wanted
    signs: Numbers  # unit × SIGNS
    words: Numbers
    kinds: Numbers  # places in KINDS, 0 for no furniture
    prose: Numbers  # weight of the prose of each unit, 0 for furniture and fragments


def make_features(page: Page, window: Sequence[int], asked: npt.NDArray[np.bool_]) -> dict[str, Numbers]:
    """Return the columns of a page with at least one unit; `window` are the units of its window of prose, in order.

    Of units that are not asked for, the columns hold only what others read of them; no unit of the window is such.
    """
    frame = _make_frame(page, asked)
    columns: dict[str, Numbers] = dict(zip(SIGNS, frame.signs.T, strict=True))
    columns["kind"] = frame.kinds
    columns |= _places(page, frame)
    columns |= _neighbours(frame)
    columns |= _surroundings(frame)
    columns |= _distances(frame)
    return columns | _window_columns(page, frame, window)


def score_columns(name: str, scores: Numbers, words: Numbers) -> dict[str, Numbers]:
    """Return columns for a score of each unit: its own, its neighbours', and the mean around it, longer units first."""
    weights = np.sqrt(words)
    held, all_weights, place = sums(scores * weights), sums(weights), np.arange(len(scores))
    columns = {name: scores, f"{name}-1": shifted(scores, -1, -4), f"{name}+1": shifted(scores, 1, -4)}
    for reach in SCORE_REACHES:
        low, high = np.maximum(0, place - reach), np.minimum(len(scores), place + reach + 1)
        columns[f"{name}_within_{reach}"] = (held[high] - held[low]) / np.maximum(
            1, all_weights[high] - all_weights[low]
        )
    return columns


def count_all_words(page: Page) -> Numbers:
    """Return the number of words of each unit."""
    return np.array([unit.word_count for unit in page.units], dtype=np.float32)


def _make_frame(page: Page, asked: npt.NDArray[np.bool_]) -> Frame:
    signs = find_line_signs(page.units, page.scores, asked)
    words = count_all_words(page)
    kinds = np.array([KIND_NUMBERS.get(f.kind, 0) if f else 0 for f in page.findings], dtype=np.float32)
    scores = np.array(page.scores, dtype=np.float32)
    prose = np.maximum(0, np.tanh(scores)) * np.sqrt(np.minimum(words, LONGEST_COUNTED)) * (kinds == 0)
    return Frame(asked, signs, words, kinds, prose.astype(np.float32))


def _places(page: Page, frame: Frame) -> dict[str, Numbers]:
    """Where in the page each unit stands, what blank lines are around it, and how often it comes."""
    count, words = len(page.units), frame.words
    place = np.arange(count, dtype=np.float32)
    total = max(1.0, float(words.sum()))
    prose_words = words * (frame.prose > 0)
    until = np.cumsum(prose_words)
    all_prose = float(until[-1])
    lines = number_words([page.plains]).numbers  # in the order in which they come first
    is_seen = lines <= np.concatenate([[-1], np.maximum.accumulate(lines)[:-1]])
    gaps = np.array([min(3, unit.gap) for unit in page.units], dtype=np.float32)
    gaps[-1:] = 0  # behind the last unit comes nothing, however the file ends
    return {
        "index": np.minimum(place, 300),
        "from_end": np.minimum(count - place, 300),
        "unit_count": np.full(count, count),
        "page_share": place / count,
        "word_share": (np.cumsum(words) - words / 2) / total,
        "prose_before": np.log1p(until - prose_words),
        "prose_after": np.log1p(all_prose - until),
        "prose_share_before": until / max(1.0, all_prose),
        "page_prose_share": np.full(count, all_prose / total),
        "page_prose": np.full(count, math.log1p(all_prose)),
        "times": np.minimum(np.bincount(lines)[lines], 5),
        "is_repeat": is_seen.astype(np.float32),
        "gap_before": np.concatenate([[0], gaps[:-1]]),
        "gap_after": gaps,
        "run": _runs(frame),
    }


def _runs(frame: Frame) -> Numbers:
    """How many units of like length, marker and ending stand in a row, the unit itself among them."""
    length = np.searchsorted(LENGTH_STEPS, frame.words)
    shape = _sign(frame, "marker") * 100 + length * 10 + _sign(frame, "ends_sentence")
    starts = np.flatnonzero(np.concatenate([[True], shape[1:] != shape[:-1]]))
    lengths = np.diff(np.concatenate([starts, [len(shape)]]))
    runs: Numbers = np.minimum(20, np.repeat(lengths, lengths)).astype(np.float32)
    return runs


def _sign(frame: Frame, name: str) -> Numbers:
    column: Numbers = frame.signs[:, SIGNS.index(name)]
    return column


def _neighbours(frame: Frame) -> dict[str, Numbers]:
    columns = {}
    for step in NEIGHBOURS:
        for name in NEIGHBOUR_SIGNS:
            columns[f"{name}{step:+d}"] = shifted(_sign(frame, name), step, 0)
        columns[f"kind{step:+d}"] = shifted(frame.kinds, step, -1)
    return columns


def shifted(values: Numbers, step: int, outside: float) -> Numbers:
    """Return for each unit the value of the unit `step` lines on."""
    shifted = np.full_like(values, outside)
    if abs(step) < len(values):
        if step > 0:
            shifted[:-step] = values[step:]
        else:
            shifted[-step:] = values[:step]
    return shifted


def _surroundings(frame: Frame) -> dict[str, Numbers]:
    """How much prose and furniture stand within some lines of each unit."""
    count = len(frame.words)
    place = np.arange(count)
    prose, furniture = sums(frame.prose), sums((frame.kinds > 0).astype(np.float32))
    columns = {}
    for reach in REACHES:
        low, high = np.maximum(0, place - reach), np.minimum(count, place + reach + 1)
        columns[f"prose_within_{reach}"] = (prose[high] - prose[low]) / (high - low)
        columns[f"prose_above_{reach}"] = prose[place] - prose[low]
        columns[f"prose_below_{reach}"] = prose[high] - prose[place + 1]
        columns[f"furniture_within_{reach}"] = (furniture[high] - furniture[low]) / (high - low)
    return columns


def sums(values: Numbers) -> Numbers:
    """Return the sums of the first 0, 1, … all values."""
    return np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)]).astype(np.float32)


def _distances(frame: Frame) -> dict[str, Numbers]:
    """How far, in lines and in words of prose, the last and the next furniture of each group is."""
    count = len(frame.words)
    place = np.arange(count)
    prose_words = sums(frame.words * (frame.prose > 0))
    hits = IN_GROUP[:, frame.kinds.astype(np.intp)]  # group × unit, as all that follows
    edge = np.ones((len(GROUPS), 1), dtype=np.intp)
    last = np.maximum.accumulate(np.where(hits, place, -1), axis=1)
    before = np.concatenate([-edge, last[:, :-1]], axis=1)
    following = np.minimum.accumulate(np.where(hits, place, count)[:, ::-1], axis=1)[:, ::-1]
    after = np.concatenate([following[:, 1:], count * edge], axis=1)
    until_here = np.concatenate([0 * edge, np.cumsum(hits, axis=1)], axis=1)
    prose_since = np.log1p(np.maximum(0, prose_words[place] - prose_words[before + 1]))
    values = {
        "since": np.where(before >= 0, np.minimum(FARTHEST, place - before), FARTHEST),
        "words_since": np.where(before >= 0, prose_since, 9.0),
        "until": np.where(after < count, np.minimum(FARTHEST, after - place), FARTHEST),
        "count": np.minimum(10, until_here[:, :-1]),
        "near": until_here[:, np.minimum(count, place + 11)] - until_here[:, np.maximum(0, place - 10)],
    }
    return {f"{name}_{group}": rows[row] for row, group in enumerate(GROUPS) for name, rows in values.items()}


def _window_columns(page: Page, frame: Frame, window: Sequence[int]) -> dict[str, Numbers]:
    """Where each unit stands to the window of prose, and what words it shares with it, its title and its opening."""
    count = len(page.units)
    place = np.arange(count)
    is_kept = np.zeros(count, dtype=np.float32)
    is_kept[list(window)] = 1
    first, last = (window[0], window[-1]) if window else (0, 0)
    kept_words = float((frame.words * is_kept).sum())
    opening = find_opening(page, window)
    title = opening.title if opening and opening.title is not None else None
    lede = opening.lede if opening else 0
    return {
        "in_window": is_kept,
        "from_window_start": np.clip(place - first, -50, 50),
        "from_window_end": np.clip(place - last, -50, 50),
        "window_share": np.full(count, kept_words / max(1.0, float(frame.words.sum()))),
        "window_words": np.full(count, math.log1p(kept_words)),
        "from_title": np.full(count, -FARTHEST) if title is None else np.clip(place - title, -30, 30),
        "from_lede": np.clip(place - lede, -30, 30),
        **_shared_words(page, is_kept, title, list(window)[:LEDE_UNITS], asked=frame.asked),
    }


def _shared_words(
    page: Page, is_kept: Numbers, title: int | None, lede: Sequence[int], *, asked: npt.NDArray[np.bool_]
) -> dict[str, Numbers]:
    """Of each unit's longer words, the shares that the window, its title and its opening hold; -1 without such words.

    What a unit of the window shares with itself does not count.
    """
    count, words = len(page.units), page.words.longer()
    sizes, numbers, units, once = words.sizes, words.numbers, words.units, words.once()

    def share(weights: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        return np.where(sizes > 0, np.bincount(units, weights, count) / np.maximum(1, sizes), -1.0)

    def is_among(held: Sequence[int]) -> npt.NDArray[np.bool_]:
        found = np.zeros(len(words.names), dtype=bool)
        found[numbers[np.isin(units, held)]] = True
        return found

    holders = np.bincount(once.numbers[is_kept[once.units] > 0], minlength=len(words.names))
    others = np.maximum(0, holders[numbers] - (is_kept[units] > 0))
    logs = np.array([math.log1p(number) for number in range(int(others.max(initial=0)) + 1)])
    in_title = is_among([] if title is None else [title])
    with_title = share(in_title[numbers])
    if title is not None:
        with_title[title] = 1.0 if sizes[title] else -1.0
    values = (
        share(others > 0),
        share(logs[others]),
        share(is_among(lede)[numbers]),
        with_title,
        share(np.bincount(numbers)[numbers] == 1),
        _shared_names(page, is_kept, asked),
        np.bincount(once.units, in_title[once.numbers], count) / max(1, int(in_title.sum())),
    )
    return {name: value.astype(np.float32) for name, value in zip(SHARED_WORDS, values, strict=True)}


def _shared_names(page: Page, is_kept: Numbers, asked: npt.NDArray[np.bool_]) -> npt.NDArray[np.float64]:
    """Return the share of each unit's names that other units of the window hold; -1 without names."""
    named = [unit.names if is_asked else [] for unit, is_asked in zip(page.units, asked, strict=True)]
    holders = Counter(chain.from_iterable(compress(named, is_kept)))
    shares = [
        len([name for name in names if holders[name] > own]) / len(names) if names else -1.0
        for names, own in zip(named, is_kept, strict=True)
    ]
    return np.array(shares)
