"""The learned model over blocks: how likely each unit of a page stands in its article.

In: a page, its window of prose, and the units of trafilatura's main text where that was asked. Out: one probability
per unit.
Method: the columns of `page_features.py` and `markup_features.py`, a score of the unit's words and of the words of its
class attributes (logistic regression), and gradient boosted trees (Friedman 2001) over all of them; for text without
markup, the network of `line_network.py` beside the trees. All are made by `benchmarks/train_block_model.py` and kept as
text in `weights/`, with their data, licences and checksums. The trees are followed with numpy, all units and trees at
once.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import repeat
from typing import Any

import numpy as np

from flows.clean.line_network import Doubles, read_network
from flows.clean.markup_features import make_markup_features
from flows.clean.markup_hints import KEPT_CLASSES
from flows.clean.page import Page
from flows.clean.page_features import Numbers, count_all_words, make_features, score_columns
from flows.clean.page_words import Places, Words, number_words

MOST_CLASS_WORDS = 30  # of a unit's classes, in their score
CLASS_WORD = re.compile(r"[a-z]{3,}")
# Of the log-odds of trees and network, for text without markup. By folds of sites, F1 of clean-text and clean-nodes on
# NEWS5: .9308 and .9151 by the shipped trees alone, .9326 and .9178 so; on DAnIEL .8954 and .8737, now .8983 and .8832.
# Halves give .9325 and .9180, but lose the last paragraphs of reports in scripts that the network was not trained on.
TREES_SHARE, NETWORK_SHARE = 0.7, 0.3
ROWS_AT_ONCE = 40  # whose nodes in all trees fit into the processor's cache: two thirds of the time of 150 at once


@dataclass(frozen=True)
class BlockModel:
    """Trees whose nodes lie one after the other; the right child of a node is the one after its left child.

    A leaf is its own left child and its threshold is infinite, so that to go on from it is to stay.
    """

    names: tuple[str, ...]  # columns of the matrix
    roots: Places
    features: Places
    thresholds: Numbers
    lefts: Places
    values: Numbers
    depth: int

    def log_odds(self, matrix: Numbers) -> Numbers:
        """Return the log-odds of each row of the matrix, whose columns are those of `names`."""
        rows = np.ascontiguousarray(matrix, dtype=np.float32)
        parts = [self._add_trees(rows[first : first + ROWS_AT_ONCE]) for first in range(0, len(rows), ROWS_AT_ONCE)]
        return np.concatenate([np.zeros(0, dtype=np.float32), *parts])

    def _add_trees(self, rows: Numbers) -> Numbers:
        """Return the log-odds of each row."""
        count, width = rows.shape
        cells, starts = rows.ravel(), (np.arange(count) * width)[:, None]
        roots = self.roots  # all rows begin at the same nodes, so that nothing need be looked up
        nodes = self.lefts[roots] + (rows[:, self.features[roots]] > self.thresholds[roots])
        for _ in range(self.depth - 1):
            # no place lies outside; "clip" saves looking for one that does
            places = self.features.take(nodes, mode="clip") + starts
            is_above = cells.take(places, mode="clip") > self.thresholds.take(nodes, mode="clip")
            nodes = self.lefts.take(nodes, mode="clip") + is_above
        scores: Numbers = self.values.take(nodes).sum(axis=1)
        return scores


@dataclass(frozen=True)
class WordScores:
    """What each word adds to the log-odds that a unit with it stands in an article."""

    weights: Mapping[str, float]
    constant: float

    def score_all(self, words: Words) -> Numbers:
        """Return the log-odds of units with these different words; of many words, each counts for less."""
        weights = np.fromiter(map(self.weights.get, words.names, repeat(0.0)), dtype=np.float64)
        sums = np.bincount(words.units, weights[words.numbers], words.unit_count)
        return (sums / np.sqrt(np.maximum(1, words.sizes))).astype(np.float32) + np.float32(self.constant)


def find_likelihoods(page: Page, columns: Mapping[str, Numbers]) -> list[float]:
    """Return how likely each unit is a part of the article, 0 for what a rule knows as furniture.

    The model is the one for the columns of this kind of page; the network knows text without markup alone.
    """
    name = "choice" if "chosen" in columns else "markup" if page.is_marked else "text"
    is_free = page.is_free
    model = read_model(name)
    rows = np.empty((len(model.names), len(page.units)), dtype=np.float32)
    for row, column in zip(rows, model.names, strict=True):
        row[:] = columns[column]
    likely = np.zeros(len(page.units))
    matrix = np.ascontiguousarray(rows[:, is_free].T)
    odds: Numbers | Doubles = model.log_odds(matrix)
    if name == "text" and len(matrix) and max(page.scores) > 0:  # training has no page without any prose
        odds = TREES_SHARE * odds + NETWORK_SHARE * _ask_network(page, matrix)
    likely[is_free] = 1 / (1 + np.exp(-odds))
    return likely.tolist()


def _ask_network(page: Page, matrix: Numbers) -> Doubles:
    """Return the network's log-odds of the units of a page that no rule knows as furniture, one row each."""
    return read_network().log_odds(matrix, page.openings.of(page.is_free))


def make_columns(page: Page, window: Sequence[int]) -> dict[str, Numbers]:
    """Return the columns of a plain text or of a page with markup, but those of trafilatura's choice."""
    columns, counts = make_features(page, window, page.is_free), count_all_words(page)
    columns |= score_columns("word_score", read_words("words").score_all(page.openings), counts)
    if not page.is_marked:
        return columns
    class_words = number_words(class_words_of_units(page))
    columns |= score_columns("class_score", read_words("class_words").score_all(class_words), counts)
    return columns | make_markup_features(page)


def class_words_of_units(page: Page) -> list[Sequence[str]]:
    """Return the different words in each unit's names of classes and ids: 'related-posts' has two."""
    return [_class_words(line.class_names) if line else () for line in page.markup]


@lru_cache(maxsize=KEPT_CLASSES)
def _class_words(class_names: str) -> Sequence[str]:
    return tuple(dict.fromkeys(CLASS_WORD.findall(class_names)))[:MOST_CLASS_WORDS]


@cache
def read_model(name: str) -> BlockModel:
    """Return the model in `weights/<name>.json`: 'text', 'markup' or 'choice'."""
    kept = _read_weights(name)
    return make_model(kept["features"], kept["trees"])


@cache
def read_words(name: str) -> WordScores:
    """Return the scores in `weights/<name>.json`: 'words' or 'class_words'."""
    kept = _read_weights(name)
    return WordScores(kept["weights"], kept["constant"])


def _read_weights(name: str) -> Any:
    return json.loads(files("flows.clean").joinpath(f"weights/{name}.json").read_text(encoding="utf-8"))


def make_model(names: Sequence[str], trees: Sequence[Mapping[str, Sequence[float]]]) -> BlockModel:
    """Return the model of trees that hold, node by node, `feature` (-1 for a leaf), `number` (the threshold, or the
    value of a leaf) and `left`, the place of the left child."""
    roots: list[int] = []
    features: list[int] = []
    thresholds: list[float] = []
    lefts: list[int] = []
    values: list[float] = []
    for tree in trees:
        first = len(features)
        roots.append(first)
        for feature, number, left in zip(tree["feature"], tree["number"], tree["left"], strict=True):
            is_leaf = feature < 0
            lefts.append(len(features) if is_leaf else first + int(left))
            features.append(0 if is_leaf else int(feature))
            thresholds.append(np.inf if is_leaf else number)
            values.append(number if is_leaf else 0.0)
    root_of, left_of = np.array(roots, dtype=np.intp), np.array(lefts, dtype=np.intp)
    return BlockModel(
        names=tuple(names),
        roots=root_of,
        features=np.array(features, dtype=np.intp),
        thresholds=np.array(thresholds, dtype=np.float32),
        lefts=left_of,
        values=np.array(values, dtype=np.float32),
        depth=_depth(root_of, left_of),
    )


def _depth(roots: Places, lefts: Places) -> int:
    """Return the number of steps after which all paths have ended."""
    level, depth = roots, 0
    while True:
        inner = level[lefts[level] != level]
        if not len(inner):
            return depth
        level, depth = np.concatenate([lefts[inner], lefts[inner] + 1]), depth + 1
