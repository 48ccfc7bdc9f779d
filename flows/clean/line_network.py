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
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

from flows.clean.page_features import Numbers

STEPS = (1, 2, 4)  # lines between a line and those that a layer sees beside it


@dataclass(frozen=True)
class LineNetwork:
    """The network; matrices have one row per input."""

    names: tuple[str, ...]  # columns
    lows: Numbers  # of each column, the least and the greatest number that is told apart
    highs: Numbers
    vocabulary: Mapping[str, int]  # rows of the vectors
    vectors: Numbers
    arrays: Mapping[str, Numbers]  # entry, entry_words, entry_bias, then near_N, bias_N, out_N of each layer, last, …

    def log_odds(self, matrix: Numbers, words: Sequence[Sequence[int]]) -> Numbers:
        """Return the log-odds of each row; words are the places of its words in the vectors, with their count last."""
        held = self.arrays
        entered = np.clip(matrix, self.lows, self.highs) @ held["entry"] + held["entry_bias"]
        state = np.maximum(0, entered + self._mean_vectors(words) @ held["entry_words"])
        for number, step in enumerate(STEPS):
            seen = np.maximum(0, beside(state, step) @ held[f"near_{number}"] + held[f"bias_{number}"])
            state = state + seen @ held[f"out_{number}"]
        scores: Numbers = np.maximum(0, state) @ held["last"] + held["last_bias"]
        return scores

    def find_places(self, words: Collection[str]) -> list[int]:
        """Return the places of the words in the vocabulary, and last how many words there were."""
        return [*filter(None, map(self.vocabulary.get, words)), len(words)]

    def _mean_vectors(self, words: Sequence[Sequence[int]]) -> Numbers:
        """Return the sum of each row's vectors by the root of the number of its words, those without one included."""
        sizes = np.array([len(places) for places in words], dtype=np.intp)
        places = np.fromiter(chain.from_iterable(words), dtype=np.intp, count=int(sizes.sum()))
        ends = np.cumsum(sizes) - 1
        counts = np.maximum(1, places[ends])
        places[ends] = 0  # whose vector is nothing
        sums: Numbers = np.add.reduceat(self.vectors.take(places, axis=0), ends - sizes + 1)
        means: Numbers = sums / np.sqrt(counts).astype(np.float32)[:, None]
        return means


def beside(state: Numbers, step: int) -> Numbers:
    """Return for each row the row `step` above, itself, and the row `step` below; nothing beyond the page."""
    count, width = state.shape
    padded = np.zeros((count + 2 * step, width), dtype=np.float32)
    padded[step : step + count] = state
    return np.concatenate([padded[:count], state, padded[2 * step :]], axis=1)


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


def _read_array(shape: Sequence[int], halves: str) -> Numbers:
    values: npt.NDArray[np.float16] = np.frombuffer(base64.b64decode(halves), dtype="<f2")
    return values.astype(np.float32).reshape(shape)
