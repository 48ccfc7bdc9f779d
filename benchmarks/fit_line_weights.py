"""Fit the line weights of `flows/clean/prose.py`, and score plain-text cleaning on sites that they were not fitted to.

    python benchmarks/fit_line_weights.py ../shared/bench

In: the folder with `bench.py`, `metrics.py` and `clean/dev.jsonl.gz`. Out: the weights fitted to all pages, to compare
with the shipped ones, and the figures of NEWS5 clean-text with the shipped weights, and with weights of which those for
the sites of fold k were fitted to the sites of the other folds. Only these nine weights are fitted anew: the costs of
furniture and the phrases were chosen on all folds.

Trained on: the pages of the five news sets (article-extraction-dataset, Apache-2.0; article-extraction-benchmark, MIT;
fundus and its evaluation, MIT; the WCXB pages with NewsArticle data, CC-BY-4.0). Never on DAnIEL, which is GPL-3. No
text of them is kept: the nine numbers are all that is shipped.
"""

import argparse
import importlib
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from flows.clean import prose
from flows.clean.blocks import body_text
from flows.clean.cleaning import clean_document
from flows.clean.furniture import find_furniture
from flows.clean.lines import make_units, split_lines
from flows.read.documents import Document

FOLDS = 5
RUN = 4  # words
LEAST_SHARE = 0.6  # of a line's runs of four words that stand in the gold text of an article's line
RIDGE, LEAST_WEIGHT, ITERATIONS = 0.0003, 0.2, 30


def main() -> None:
    """Fit, compare and score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="folder of bench.py")
    sys.path.insert(0, str(parser.parse_args().bench))
    bench, metrics = importlib.import_module("bench"), importlib.import_module("metrics")
    pages = bench.read(Path(sys.path[0]) / "clean" / "dev.jsonl.gz")
    pages = [page for page in pages if bench.is_clean_gold(page) and bench.set_name(page) in bench.NEWS_SETS]
    lines = {page["id"]: find_lines(page, metrics) for page in pages}
    shipped = np.array([*prose.WEIGHTS, prose.CONSTANT])
    print("shipped ", shipped)
    fitted = np.round(fit_weights([lines[page["id"]] for page in pages]), 2)
    print("all folds", fitted, "as shipped" if np.allclose(fitted, shipped, atol=0.011) else "not as shipped")
    print("shipped ", score(pages, metrics, [(pages, shipped)]))
    parts = []
    for fold in range(FOLDS):
        held_out = [page for page in pages if bench.in_fold(page, f"{fold}/{FOLDS}")]
        rest = [lines[page["id"]] for page in pages if page not in held_out]
        parts.append((held_out, fit_weights(rest)))
        print(f"fold {fold}   ", np.round(parts[-1][1], 2), score(held_out, metrics, parts[-1:]))
    print("fold-wise", score(pages, metrics, parts))


def find_lines(page: dict[str, Any], metrics: ModuleType) -> np.ndarray[Any, Any]:
    """Return one row per line that is no furniture: its signs, 1, whether it stands in the gold text, its weight."""
    runs = set(find_runs(metrics.TOKEN.findall(page["gold_text"])))
    rows = []
    for unit in make_units(page["fulltext"], split_lines(page["fulltext"])):
        if find_furniture(unit) is None:
            own = find_runs(metrics.TOKEN.findall(unit.text))
            is_article = bool(own) and sum(run in runs for run in own) >= LEAST_SHARE * len(own)
            weight = LEAST_WEIGHT + min(unit.word_count, prose.LONGEST_COUNTED) ** 0.5
            rows.append((*prose.find_signs(unit), 1.0, is_article, weight))
    table = np.array(rows, dtype=float).reshape(-1, len(prose.WEIGHTS) + 3)
    # Each page counts the same; else a few long lists decide what a bullet means (fold-wise F1 .916 instead of .920).
    table[:, -1] /= max(table[:, -1].sum(), 1.0)
    return table


def find_runs(tokens: list[str]) -> list[tuple[str, ...]]:
    """Return all runs of four words."""
    return [tuple(tokens[start : start + RUN]) for start in range(len(tokens) - RUN + 1)]


def fit_weights(tables: list[np.ndarray[Any, Any]]) -> np.ndarray[Any, Any]:
    """Return the weights and the constant of a logistic regression with a small ridge, by Newton's method."""
    table = np.concatenate(tables)
    signs, wanted, weights = table[:, :-2], table[:, -2], table[:, -1]
    fitted = np.zeros(signs.shape[1])
    for _ in range(ITERATIONS):
        likely = 1 / (1 + np.exp(-signs @ fitted))
        slope = signs.T @ (weights * (wanted - likely)) - RIDGE * fitted
        curve = (signs.T * (weights * likely * (1 - likely))) @ signs + RIDGE * np.eye(len(fitted))
        fitted += np.linalg.solve(curve, slope)
    return fitted


def score(pages: list[dict[str, Any]], metrics: ModuleType, parts: list[Any]) -> dict[str, float]:
    """Return the figures of `pages`; `parts` are the pages that each set of weights cleans."""
    found = {}
    shipped = prose.WEIGHTS, prose.CONSTANT
    for held_out, weights in parts:
        prose.WEIGHTS, prose.CONSTANT = tuple(weights[:-1].tolist()), float(weights[-1])
        for page in held_out:
            found[page["id"]] = body_text(page["fulltext"], clean_document(as_document(page["fulltext"])))
    prose.WEIGHTS, prose.CONSTANT = shipped
    figures = metrics.main_text({page["id"]: page["gold_text"] for page in pages}, found)
    return {name: round(figures[name], 4) for name in ("pages", "precision", "recall", "f1", "doc_f1")}


def as_document(text: str) -> Document:
    """Return a plain text as a document."""
    return Document("d", "a.txt", None, "txt", "0" * 64, len(text), "utf-8", text)


if __name__ == "__main__":
    main()
