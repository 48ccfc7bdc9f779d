"""Train the network of `flows/clean/line_network.py`; called by `benchmarks/train_block_model.py`.

In: for each page the columns of its lines, their words, what share of each is article and how much it counts. Out: the
network as it is kept in `weights/network.json`. Method: cross-entropy, some whole pages at a time, Adam (Kingma & Ba
2015) with a rate that falls along a cosine. Columns are hidden page by page, units (Srivastava et al. 2014) and words
one by one: with half as much hidden, F1 of the network alone is .0027 lower by folds. numpy only; on one thread
(OPENBLAS_NUM_THREADS=1), the same input and releases give the same bytes.
"""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix

from flows.clean.line_network import STEPS
from flows.clean.page_features import Numbers

WIDTH, VECTOR = 64, 16
HIDDEN_UNITS, HIDDEN_COLUMNS, HIDDEN_WORDS = 0.4, 0.25, 0.5
EPOCHS, ROWS_AT_ONCE = 10, 2700
RATE, WARM_UP, MOMENTS = 0.003, 50, (0.9, 0.99)
CUT = (1, 99)  # percentiles between which a column's numbers are told apart
LEAST_SPREAD = 0.05  # so that a sign which few lines have weighs no more than 20 others
SEED = 1

Arrays = dict[str, npt.NDArray[np.float32]]


@dataclass(frozen=True)
class Lines:
    """The lines of one page that no rule knows as furniture."""

    matrix: Numbers
    words: Sequence[Sequence[str]]
    wanted: Numbers
    weights: Numbers


@dataclass(frozen=True)
class Batch:
    """Some pages, one below the other."""

    matrix: Numbers
    words: csr_matrix
    page: npt.NDArray[np.intp]  # of each row
    wanted: Numbers
    weights: Numbers

    def beside(self, step: int) -> npt.NDArray[np.intp]:
        """Return the row that is `step` below each row on its page, the row behind the last where there is none."""
        rows = np.arange(len(self.page)) + step
        inside = (rows >= 0) & (rows < len(self.page))
        other = np.where(inside, rows, 0)
        return np.where(inside & (self.page[other] == self.page), other, len(self.page))


def train_network(names: Sequence[str], vocabulary: Sequence[str], pages: Sequence[Lines]) -> dict[str, Any]:
    """Return the network of these columns and words, as it is kept."""
    chance = np.random.default_rng(SEED)
    matrix = np.concatenate([page.matrix for page in pages])
    lows, highs = np.percentile(matrix, CUT, axis=0).astype(np.float32)
    highs = np.where(highs > lows, highs, lows + 1)
    cut = np.clip(matrix, lows, highs)
    means, spreads = cut.mean(axis=0), np.maximum(LEAST_SPREAD, cut.std(axis=0))
    places = {word: place for place, word in enumerate(vocabulary, start=1)}
    ready = [
        Batch(
            (np.clip(page.matrix, lows, highs) - means) / spreads, count_words(page.words, places),
            np.zeros(len(page.wanted), dtype=np.intp), page.wanted, page.weights,
        )
        for page in pages
    ]  # fmt: skip
    arrays = _start(len(names), len(places) + 1, chance)
    moments = [{name: np.zeros_like(array) for name, array in arrays.items()} for _ in MOMENTS]
    order = [_batches(ready, chance) for _ in range(EPOCHS)]
    count, number = sum(len(epoch) for epoch in order), 0
    usual = sum(float(page.weights.sum()) for page in pages) * EPOCHS / count
    for epoch in order:
        for members in epoch:
            number += 1
            slopes = find_slopes(arrays, _join([ready[m] for m in members]), chance, usual)
            rate = RATE * min(1, number / WARM_UP) * (1 + np.cos(np.pi * number / count)) / 2
            _step(arrays, slopes, moments, rate, number)
    arrays["vectors"][0] = 0
    arrays["entry_bias"] -= (means / spreads) @ arrays["entry"]
    arrays["entry"] /= spreads[:, None]
    return {
        "features": list(names),
        "lows": [float(f"{value:.6g}") for value in lows],
        "highs": [float(f"{value:.6g}") for value in highs],
        "words": list(vocabulary),
        "arrays": {name: keep_array(array) for name, array in arrays.items()},
    }


def keep_array(array: Numbers) -> dict[str, Any]:
    """Return an array as it is kept."""
    return {"shape": list(array.shape), "halves": base64.b64encode(array.astype("<f2").tobytes()).decode()}


def count_words(lines: Sequence[Sequence[str]], places: Mapping[str, int]) -> csr_matrix:
    """Return what each word counts in each line, by its place."""
    found = [[places[word] for word in words if word in places] for words in lines]
    values = [max(1, len(words)) ** -0.5 for words, known in zip(lines, found, strict=True) for _ in known]
    ends = np.cumsum([0, *map(len, found)])
    flat = [place for known in found for place in known]
    return csr_matrix((np.array(values, dtype=np.float32), flat, ends), shape=(len(lines), len(places) + 1))


def _start(columns: int, words: int, chance: np.random.Generator) -> Arrays:
    def draw(rows: int, width: int, scale: float) -> Numbers:
        return (chance.standard_normal((rows, width)) * scale * (2 / rows) ** 0.5).astype(np.float32)

    arrays = {
        "vectors": (chance.standard_normal((words, VECTOR)) * 0.1).astype(np.float32),
        "entry": draw(columns, WIDTH, 1), "entry_words": draw(VECTOR, WIDTH, 1),
        "entry_bias": np.zeros(WIDTH, np.float32),
        "last": draw(WIDTH, 1, 0.1)[:, 0], "last_bias": np.zeros((), np.float32),
    }  # fmt: skip
    for layer in range(len(STEPS)):
        arrays[f"near_{layer}"] = draw(3 * WIDTH, WIDTH, 1)
        arrays[f"bias_{layer}"] = np.zeros(WIDTH, np.float32)
        arrays[f"out_{layer}"] = draw(WIDTH, WIDTH, 0.5)
    return arrays


def _batches(pages: Sequence[Batch], chance: np.random.Generator) -> list[list[int]]:
    """Return the pages in chance order, in groups of about as many rows."""
    groups: list[list[int]] = [[]]
    rows = 0
    for member in chance.permutation(len(pages)):
        if groups[-1] and rows + len(pages[member].wanted) > ROWS_AT_ONCE:
            groups.append([])
            rows = 0
        groups[-1].append(int(member))
        rows += len(pages[member].wanted)
    return groups


def _join(pages: Sequence[Batch]) -> Batch:
    values = np.concatenate([page.words.data for page in pages])
    places = np.concatenate([page.words.indices for page in pages])
    sizes = np.concatenate([np.diff(page.words.indptr) for page in pages])
    shape = (len(sizes), pages[0].words.shape[1])
    return Batch(
        np.concatenate([page.matrix for page in pages]),
        csr_matrix((values, places, np.concatenate([[0], np.cumsum(sizes)])), shape=shape),
        np.repeat(np.arange(len(pages)), [len(page.wanted) for page in pages]),
        np.concatenate([page.wanted for page in pages]),
        np.concatenate([page.weights for page in pages]),
    )


def find_slopes(arrays: Arrays, batch: Batch, chance: np.random.Generator, usual: float) -> Arrays:
    """Return by how much the loss of some pages rises with each number of the network, part of which is hidden."""

    def hide(shape: tuple[int, ...], share: float) -> Numbers:
        return (chance.random(shape, dtype=np.float32) >= share) / np.float32(1 - share)

    matrix = batch.matrix * hide((int(batch.page[-1]) + 1, batch.matrix.shape[1]), HIDDEN_COLUMNS)[batch.page]
    words = batch.words.copy()
    words.data = words.data * hide(words.data.shape, HIDDEN_WORDS)
    vectors = words @ arrays["vectors"]
    sums = matrix @ arrays["entry"] + vectors @ arrays["entry_words"] + arrays["entry_bias"]
    entry_seen = hide(sums.shape, HIDDEN_UNITS) * (sums > 0)
    state, layers = sums * entry_seen, []
    for layer, step in enumerate(STEPS):
        near = np.concatenate([_take(state, batch.beside(-step)), state, _take(state, batch.beside(step))], axis=1)
        sums = near @ arrays[f"near_{layer}"] + arrays[f"bias_{layer}"]
        seen = hide(sums.shape, HIDDEN_UNITS) * (sums > 0)
        layers.append((near, sums * seen, seen))
        state = state + (sums * seen) @ arrays[f"out_{layer}"]
    scores = np.maximum(0, state) @ arrays["last"] + arrays["last_bias"]
    error = (batch.weights * (1 / (1 + np.exp(-scores)) - batch.wanted) / usual).astype(np.float32)
    slopes = {"last": np.maximum(0, state).T @ error, "last_bias": error.sum()}
    back = np.outer(error, arrays["last"]) * (state > 0)
    for layer, step in reversed([*enumerate(STEPS)]):
        near, out, seen = layers[layer]
        slopes[f"out_{layer}"] = out.T @ back
        inner = back @ arrays[f"out_{layer}"].T * seen
        slopes[f"near_{layer}"], slopes[f"bias_{layer}"] = near.T @ inner, inner.sum(axis=0)
        above, own, below = np.split(inner @ arrays[f"near_{layer}"].T, 3, axis=1)
        back = back + own + _take(above, batch.beside(step)) + _take(below, batch.beside(-step))
    back = back * entry_seen
    slopes |= {"entry": matrix.T @ back, "entry_bias": back.sum(axis=0), "entry_words": vectors.T @ back}
    slopes["vectors"] = words.T @ (back @ arrays["entry_words"].T)
    return slopes


def _take(state: Numbers, rows: npt.NDArray[np.intp]) -> Numbers:
    taken: Numbers = np.concatenate([state, np.zeros((1, state.shape[1]), dtype=np.float32)])[rows]
    return taken


def _step(arrays: Arrays, slopes: Arrays, moments: Sequence[Arrays], rate: float, number: int) -> None:
    """Move the network down its slopes, by no more than their mean over the last steps tells."""
    size = sum(float((slope**2).sum()) for slope in slopes.values()) ** 0.5
    shares = [1 - moment**number for moment in MOMENTS]
    for name, array in arrays.items():
        slope = slopes[name] * np.float32(min(1, 1 / size))
        for moment, held, value in zip(MOMENTS, moments, (slope, slope**2), strict=True):
            held[name] = np.asarray(moment * held[name] + (1 - moment) * value, dtype=np.float32)
        first, second = (held[name] / share for held, share in zip(moments, shares, strict=True))
        arrays[name] = np.asarray(array - rate * first / (np.sqrt(second) + 1e-8), dtype=np.float32)
