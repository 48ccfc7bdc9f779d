"""Train the weights of `flows/clean/weights/` and score them on sites that they were not trained on.

    python -m benchmarks.train_block_model ../shared/bench --write      make the shipped weights
    python -m benchmarks.train_block_model ../shared/bench --folds      cross-validated figures by site

In: the folder with `bench.py`, `metrics.py` and `clean/dev.jsonl.gz`. Out: `text.json`, `markup.json`, `choice.json`,
`network.json`, `words.json`, `class_words.json` and `checksums.txt`; or the figures of clean-text, clean-nodes and
clean-html, pooled, for which the pages of each fold are cleaned by a model of the other folds. The same input and the
releases below give the same bytes, the network on one thread (OPENBLAS_NUM_THREADS=1).

Trained on: the pages of article-extraction-dataset (Apache-2.0), article-extraction-benchmark (MIT), fundus and its
evaluation (MIT) and WCXB (CC-BY-4.0). Never on DAnIEL, which is GPL-3; it is scored only. No text of them is kept:
what is shipped is thresholds and what single words add. Words count from ten sites on, so that no outlet's name does.
Needs lightgbm (the dependency group `train`), which nothing else here does.
"""

import argparse
import hashlib
import importlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import compress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from benchmarks.train_line_network import Lines, train_network
from flows.clean import block_model
from flows.clean.article_units import find_article_window
from flows.clean.block_model import BlockModel, WordScores, class_words_of_units, make_model
from flows.clean.blocks import body_text
from flows.clean.cleaning import clean_document
from flows.clean.line_network import LineNetwork, make_network
from flows.clean.markup_choice import align_units, choose_by_markup
from flows.clean.markup_features import make_choice_features, make_markup_features
from flows.clean.page import Page, make_page
from flows.clean.page_features import Numbers, count_all_words, make_features, score_columns
from flows.clean.page_words import number_words
from flows.read.documents import Document
from flows.read.html_text import read_page

WEIGHTS = Path(block_model.__file__).parent / "weights"
FOLDS = 5  # in which the words of a page are scored by words of other sites
RUN, SHORT = 4, 4  # words
FORMS = {"clean-text": "fulltext", "clean-nodes": "fulltext2", "clean-html": "html"}
FORM_WEIGHTS = {"clean-text": 0.7, "clean-nodes": 0.3, "clean-html": 1.0}
# Pages of news count double: other sets take comments and lists for text that news sets do not.
OTHER_WEIGHT = 0.5
SEEDS = (1, 2, 3)
TREES = {"text": 100, "markup": 70, "choice": 70}
# Chosen on the folds among 15 to 31 leaves, rates of .06 to .1 and 100 to 300 trees, all within .002 of each other.
PARAMETERS = {
    "objective": "cross_entropy", "learning_rate": 0.09, "num_leaves": 31, "max_depth": 8, "min_data_in_leaf": 60,
    "feature_fraction": 0.4, "bagging_fraction": 0.8, "bagging_freq": 1, "lambda_l2": 5, "max_bin": 63, "verbose": -1,
    "num_threads": 2, "deterministic": True, "force_row_wise": True,
}  # fmt: skip
FEWEST_SITES = 10  # on which a word stands, for it to count
LEAST_WORD_WEIGHT = 0.02  # less is as good as nothing
RIDGE = 1.0
BOUND = 100  # words from which on a longer unit counts no more in training


@dataclass
class Example:
    """One page in one form, with what it is known to be."""

    form: str
    site: str
    fold: int
    may_train: bool
    weight: float
    features: dict[str, Numbers]
    markup: dict[str, Numbers]  # empty for plain text, as is the next
    choice: dict[str, Numbers]
    counts: Numbers
    words: list[list[str]]
    class_words: list[list[str]]
    wanted: Numbers  # share of each unit that stands in the gold text
    is_free: npt.NDArray[np.bool_]  # of furniture that a rule knows

    @property
    def weights(self) -> Numbers:
        """How much each unit counts: by its length, and every page alike, however little of it is article."""
        lengths = 0.3 + np.minimum(self.counts, BOUND) ** 0.8
        counted = (self.features["prose"] > 0) | (self.wanted > 0.5)
        total: Numbers = self.weight * 300 * lengths / max(1.0, float(lengths[counted].sum()))
        return total


def main() -> None:
    """Train, and write or score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="folder of bench.py")
    parser.add_argument("--write", action="store_true", help="train on all pages and write the weights")
    parser.add_argument("--folds", action="store_true", help="score each fold with a model of the other folds")
    parser.add_argument(
        "--only", default="", help="with --write: write this file alone and leave the others, as network"
    )
    chosen = parser.parse_args()
    sys.path.insert(0, str(chosen.bench))
    bench = importlib.import_module("bench")
    rows = [row for row in bench.read(chosen.bench / "clean" / "dev.jsonl.gz") if bench.is_clean_gold(row)]
    tasks = [(row, form, bench.set_name(row), fold_of(row, bench)) for form in FORMS for row in rows]
    with ProcessPoolExecutor(2, initializer=sys.path.insert, initargs=(0, str(chosen.bench))) as pool:
        examples = [found for found in pool.map(make_example, tasks, chunksize=16) if found]
    if chosen.folds:
        score_folds(rows, examples, bench)
    if chosen.write:
        write_weights(train(examples), chosen.only)


def fold_of(row: Mapping[str, Any], bench: Any) -> int:
    """Return the fold of the page's site."""
    return next(k for k in range(FOLDS) if bench.in_fold(row, f"{k}/{FOLDS}"))


def as_document(row: Mapping[str, Any], form: str) -> Document:
    """Return a page as a document of the form that a task gives it in."""
    if form == "clean-html":
        page = read_page(row["html"])
        return Document("d", "a", None, "html", "0" * 64, 1, "utf-8", page.text, html=row["html"], markup=page.lines)
    return Document("d", "a", None, "txt", "0" * 64, 1, "utf-8", row[FORMS[form]])


def make_example(task: tuple[dict[str, Any], str, str, int]) -> Example | None:
    """Return a page with its columns and which of its units are article; None where there is nothing to read."""
    row, form, set_name, fold = task
    document = as_document(row, form)
    page = make_page(document)
    if not page.units or page.is_bare:
        return None
    bench = importlib.import_module("bench")
    return Example(
        form=form,
        site=row.get("domain") or row["id"],
        fold=fold,
        may_train=set_name != "daniel",
        weight=FORM_WEIGHTS[form] * (1.0 if set_name in bench.NEWS_SETS else OTHER_WEIGHT),
        features=make_features(page, sorted(find_article_window(page)), np.ones(len(page.units), dtype=bool)),
        markup=make_markup_features(page) if page.is_marked else {},
        choice=make_choice_features(page, choose_by_markup(row["html"], page)) if page.is_marked else {},
        counts=count_all_words(page),
        words=page.openings.by_unit(),
        class_words=class_words_of_units(page),
        wanted=find_wanted(page, row["gold_text"]),
        is_free=page.is_free,
    )


def find_wanted(page: Page, gold: str) -> Numbers:
    """Return the share of each unit's runs of four words that stand in the gold text; for short units, and for those
    that come more than once, only where the order of the gold text takes them in."""
    token = importlib.import_module("metrics").TOKEN
    runs = set(find_runs(token.findall(gold)))
    aligned = set(align_units(gold, page.plains))
    counts = Counter(page.plains)
    wanted = np.zeros(len(page.units), dtype=np.float32)
    for index, unit in enumerate(page.units):
        own = find_runs(token.findall(unit.text))
        share = sum(run in runs for run in own) / len(own) if own else 0.0
        if len(unit.words) < SHORT:
            share = float(index in aligned)
        elif index not in aligned and counts[page.plains[index]] > 1:
            share = min(share, 0.3)
        wanted[index] = share
    return wanted


def find_runs(tokens: Sequence[str]) -> list[tuple[str, ...]]:
    """Return all runs of four words."""
    return [tuple(tokens[start : start + RUN]) for start in range(len(tokens) - RUN + 1)]


@dataclass
class Weights:
    """All that is shipped."""

    models: dict[str, tuple[list[str], list[dict[str, list[float]]]]]
    words: WordScores
    class_words: WordScores
    network: dict[str, Any]


def train(examples: Iterable[Example]) -> Weights:
    """Return the weights made of the examples that may train.

    The trees see each page's words scored by words of other sites, as they will be on sites that nobody has seen.
    """
    pages = [example for example in examples if example.may_train]
    word_pages = [page for page in pages if page.form == "clean-text"]
    html_pages = [page for page in pages if page.form == "clean-html"]
    folds = sorted({page.fold for page in pages})
    by_fold = {f: fit_words([p for p in word_pages if p.fold != f], words_of_example) for f in folds}
    classes_by_fold = {f: fit_words([p for p in html_pages if p.fold != f], classes_of_example) for f in folds}
    models = {}
    for name in TREES:
        members = [page for page in pages if (page.form == "clean-html") == (name != "text")]
        columns = [example_columns(p, by_fold[p.fold], classes_by_fold[p.fold]) for p in members]
        if name == "choice":
            columns = [with_choice(own, page.choice) for own, page in zip(columns, members, strict=True)]
        names = list(columns[0])
        models[name] = (names, grow(name, names, columns, members))
        if name == "text":
            network = train_network(names, find_vocabulary(word_pages, words_of_example), as_lines(columns, members))
    words, class_words = fit_words(word_pages, words_of_example), fit_words(html_pages, classes_of_example)
    return Weights(models, words, class_words, network)


def as_lines(columns: Sequence[Mapping[str, Numbers]], pages: Sequence[Example]) -> list[Lines]:
    """Return what the network is trained on."""
    return [
        Lines(
            np.column_stack([*own.values()])[page.is_free].astype(np.float32),
            [*compress(page.words, page.is_free)],
            page.wanted[page.is_free],
            page.weights[page.is_free],
        )
        for own, page in zip(columns, pages, strict=True)
        if page.is_free.any()
    ]


def with_choice(own: Mapping[str, Numbers], choice: Mapping[str, Numbers]) -> dict[str, Numbers]:
    """Return the columns of a page with those of trafilatura's choice, before those of all prose in the container.

    The order moves the trees a little, as another seed would, so it stays: with all columns in alphabetical order, HTML
    of the project's own pages had F1 .866 instead of .872.
    """
    columns = [*own.items()]
    at = [*own].index("home_prose")
    return dict([*columns[:at], *choice.items(), *columns[at:]])


def words_of_example(example: Example) -> list[list[str]]:
    """Return the words of each unit."""
    return example.words


def classes_of_example(example: Example) -> list[list[str]]:
    """Return the words of each unit's classes."""
    return example.class_words


def example_columns(example: Example, words: WordScores, class_words: WordScores) -> dict[str, Numbers]:
    """Return the columns of an example, as `block_model.make_columns` does."""
    scores = words.score_all(number_words(example.words))
    columns = example.features | score_columns("word_score", scores, example.counts)
    if not example.markup:
        return columns
    scores = class_words.score_all(number_words(example.class_words))
    return columns | score_columns("class_score", scores, example.counts) | example.markup


def find_vocabulary(pages: Sequence[Example], units_of: Callable[[Example], list[list[str]]]) -> list[str]:
    """Return the words that stand on enough sites."""
    sites = defaultdict(set)
    for page in pages:
        for word in {word for words in units_of(page) for word in words}:
            sites[word].add(page.site)
    return sorted(word for word, found in sites.items() if len(found) >= FEWEST_SITES)


def fit_words(pages: Sequence[Example], units_of: Callable[[Example], list[list[str]]]) -> WordScores:
    """Return a logistic regression with a ridge over the words that stand on enough sites."""
    vocabulary = find_vocabulary(pages, units_of)
    places = {word: place for place, word in enumerate(vocabulary)}
    rows, columns, values, count = [], [], [], 0
    for page in pages:
        for words in units_of(page):
            known = [places[word] for word in words if word in places]
            rows += [count] * len(known)
            columns += known
            values += [max(1, len(words)) ** -0.5] * len(known)
            count += 1
    matrix = csr_matrix((values, (rows, columns)), shape=(count, len(vocabulary)))
    wanted = np.concatenate([page.wanted > 0.5 for page in pages]).astype(float)
    weights = np.concatenate([
        (1 if page.weight >= 0.7 else OTHER_WEIGHT) * 33 * np.sqrt(1 + np.minimum(page.counts, 60)) / len(page.counts)
        for page in pages
    ])  # fmt: skip
    fitted = fit_logistic(matrix, wanted, weights)
    kept = {w: round(float(v), 3) for w, v in zip(vocabulary, fitted, strict=False) if abs(v) >= LEAST_WORD_WEIGHT}
    return WordScores(kept, round(float(fitted[-1]), 3))


def fit_logistic(matrix: csr_matrix, wanted: Any, weights: Any) -> Any:
    """Return the coefficients and, last, the constant."""

    def loss(coefficients: Any) -> tuple[float, Any]:
        scores = matrix @ coefficients[:-1] + coefficients[-1]
        likely = 1 / (1 + np.exp(-scores))
        error = weights * (likely - wanted)
        value = float((weights * (np.logaddexp(0, scores) - wanted * scores)).sum())
        penalty = 0.5 * RIDGE * float(coefficients[:-1] @ coefficients[:-1])
        slope = np.append(matrix.T @ error + RIDGE * coefficients[:-1], error.sum())
        return value + penalty, slope

    start = np.zeros(matrix.shape[1] + 1)
    return minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80}).x


def grow(
    name: str, names: Sequence[str], columns: Sequence[Mapping[str, Numbers]], pages: Sequence[Example]
) -> list[dict[str, list[float]]]:
    """Return the trees of a model over the named columns; the scores of several seeds are averaged."""
    import lightgbm

    matrix = np.concatenate([np.column_stack([page[n] for n in names]) for page in columns]).astype(np.float32)
    wanted = np.concatenate([page.wanted for page in pages])
    weights = np.concatenate([page.weights for page in pages])
    data = lightgbm.Dataset(matrix, wanted, weight=weights, free_raw_data=False)
    trees = []
    for seed in SEEDS:
        grown = lightgbm.train(PARAMETERS | {"seed": seed}, data, TREES[name])
        trees += [lay_out(tree["tree_structure"]) for tree in grown.dump_model()["tree_info"]]
    return trees


def lay_out(root: Mapping[str, Any]) -> dict[str, list[float]]:
    """Return a tree as three lists, the two children of a node side by side."""
    nodes, feature, number, left = [root], [], [], []
    for node in nodes:  # grows while it is walked
        if "split_feature" in node:
            feature.append(node["split_feature"])
            number.append(float(f"{node['threshold']:.6g}"))
            left.append(len(nodes))
            nodes += [node["left_child"], node["right_child"]]
        else:
            feature.append(-1)
            number.append(round(node["leaf_value"] / len(SEEDS), 5))
            left.append(0)
    return {"feature": feature, "number": number, "left": left}


def write_weights(weights: Weights, only: str = "") -> None:
    """Write the weights, or one file of them, and the checksums of all."""
    WEIGHTS.mkdir(exist_ok=True)
    texts = {
        name: json.dumps({"features": names, "trees": trees}, separators=(",", ":"))
        for name, (names, trees) in weights.models.items()
    }
    for name, words in (("words", weights.words), ("class_words", weights.class_words)):
        texts[name] = json.dumps({"constant": words.constant, "weights": words.weights}, ensure_ascii=False, indent=0)
    texts["network"] = json.dumps(weights.network, ensure_ascii=False, separators=(",", ":"))
    for name, text in texts.items():
        if only in ("", name):
            (WEIGHTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    kept = sorted(WEIGHTS.glob("*.json"))
    sums = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in kept]
    (WEIGHTS / "checksums.txt").write_text("".join(sums), encoding="utf-8")
    print("".join(sums), end="")


def score_folds(rows: Sequence[dict[str, Any]], examples: Sequence[Example], bench: Any) -> None:
    """Print the figures of all folds together, each cleaned with weights of the others."""
    metrics = importlib.import_module("metrics")
    found: dict[str, dict[str, str]] = {form: {} for form in FORMS}
    for fold in range(FOLDS):
        weights = train([example for example in examples if example.fold != fold])
        models = {name: make_model(names, trees) for name, (names, trees) in weights.models.items()}
        network = make_network(weights.network)
        jobs = [
            (row, form, models, weights.words, weights.class_words, network)
            for form in FORMS
            for row in rows
            if fold_of(row, bench) == fold
        ]
        with ProcessPoolExecutor(2) as pool:
            for (row, form, *_), body in zip(jobs, pool.map(clean_with, jobs, chunksize=16), strict=True):
                found[form][row["id"]] = body
        print(f"fold {fold} done", flush=True)
    sets = {
        "NEWS5": [row for row in rows if bench.set_name(row) in bench.NEWS_SETS],
        **{name: [row for row in rows if bench.set_name(row) == name] for name in sorted({*map(bench.set_name, rows)})},
    }
    for form in FORMS:
        for name, part in sets.items():
            figures = metrics.main_text({row["id"]: row["gold_text"] for row in part}, found[form])
            shown = {key: round(figures[key], 4) for key in ("pages", "precision", "recall", "f1", "doc_f1", "empty")}
            print(form, name, shown, flush=True)


def clean_with(
    job: tuple[dict[str, Any], str, Mapping[str, BlockModel], WordScores, WordScores, LineNetwork],
) -> str:
    """Return the body of a page as these weights find it."""
    row, form, models, words, class_words, network = job
    block_model.read_model = models.__getitem__  # type: ignore[assignment]
    block_model.read_words = {"words": words, "class_words": class_words}.__getitem__  # type: ignore[assignment]
    block_model.read_network = lambda: network  # type: ignore[assignment]
    document = as_document(row, form)
    return body_text(document.text, clean_document(document))


if __name__ == "__main__":
    main()
