"""A small convolutional network over the lines of a page: how likely each stands in the article.

In: the columns of the block model for the units that no rule knows as furniture, and their words. Out: log-odds, which
`block_model.py` averages with those of its trees.
Method: columns cut to their usual range and vectors of words (mean by the root of their number) enter a layer of
rectified units; residual layers follow, each of which sees a line and one line on either side, 1, 2 and 4 lines off.
So the network weighs a run of lines where a tree asks one line at a time, and the errors of the two differ.
`benchmarks/train_line_network.py` trains it; `weights/network.json` holds it as halves of floats in base64.
"""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.clean.page_features import Numbers
from flows.clean.page_words import Words

Doubles = npt.NDArray[np.float64]  # so that processors which add in another order come to the same rounded score
STEPS = (1, 2, 4)  # lines between a line and those that a layer sees beside it
MOST_PRODUCTS = 2**18  # in one multiplication: from more on OpenBLAS starts threads, over which processes would fight


@dataclass(frozen=True)
class LineNetwork:
    """The network; matrices have one row per input."""

    names: tuple[str, ...]  # columns
    lows: Numbers  # of each column, the least and the greatest number that is told apart
    highs: Numbers
    vocabulary: Mapping[str, int]  # rows of the vectors
    vectors: Doubles
    arrays: Mapping[str, Doubles]  # entry, entry_words, entry_bias, then near_N, bias_N, out_N of each layer, last, …

    def log_odds(self, matrix: Numbers, words: Words) -> Doubles:
        """Return the log-odds of each row, which is that of a unit with these words."""
        held = self.arrays
        entered = times(np.clip(matrix, self.lows, self.highs), held["entry"]) + held["entry_bias"]
        state = np.maximum(0, entered + times(self._mean_vectors(words), held["entry_words"]))
        for number, step in enumerate(STEPS):
            seen = np.maximum(0, times(beside(state, step), held[f"near_{number}"]) + held[f"bias_{number}"])
            state = state + times(seen, held[f"out_{number}"])
        scores: Doubles = np.maximum(0, state) @ held["last"] + held["last_bias"]
        return scores

    def _mean_vectors(self, words: Words) -> Doubles:
        """Return the sum of each unit's vectors by the root of the number of its words, those without one included."""
        places = np.append(words.look_up(self.vocabulary), 0)  # last that of no word, for a unit at the end without any
        sums: Doubles = np.add.reduceat(self.vectors.take(places, axis=0), np.cumsum(words.sizes) - words.sizes)
        sums[words.sizes == 0] = 0
        means: Doubles = sums / np.sqrt(np.maximum(1, words.sizes))[:, None]
        return means


def beside(state: Doubles, step: int) -> Doubles:
    """Return for each row the row `step` above, itself, and the row `step` below; nothing beyond the page."""
    count, width = state.shape
    padded = np.zeros((count + 2 * step, width), dtype=state.dtype)
    padded[step : step + count] = state
    return np.concatenate([padded[:count], state, padded[2 * step :]], axis=1)


def times(rows: Numbers | Doubles, matrix: Doubles) -> Doubles:
    """Return the product of the two, some rows at a time."""
    step = max(1, MOST_PRODUCTS // matrix.size)
    return np.concatenate([rows[first : first + step] @ matrix for first in range(0, len(rows), step)])


@cache
def read_network() -> LineNetwork:
    """Return the shipped network."""
    return make_network(json.loads(files("flows.clean").joinpath("weights/network.json").read_text(encoding="utf-8")))


def make_network(kept: Mapping[str, Any]) -> LineNetwork:
    """Return the network that is kept as `features`, `lows`, `highs`, `words` and `arrays`.

    Place 0 of the vectors is that of no word.
    """
    arrays = {name: _read_array(**array) for name, array in kept["arrays"].items()}
    return LineNetwork(
        names=tuple(kept["features"]),
        lows=np.array(kept["lows"], dtype=np.float32),
        highs=np.array(kept["highs"], dtype=np.float32),
        vocabulary={word: place for place, word in enumerate(kept["words"], start=1)},
        vectors=arrays.pop("vectors"),
        arrays=arrays,
    )


def _read_array(shape: Sequence[int], halves: str) -> Doubles:
    values: npt.NDArray[np.float16] = np.frombuffer(base64.b64decode(halves), dtype="<f2")
    return values.astype(np.float64).reshape(shape)
