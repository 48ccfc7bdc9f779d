"""Train the weights of `flows/extract/weights/lone_words.json` and score them on texts that they were not trained on.

    python -m benchmarks.train_lone_words ../shared/bench --write      make the shipped weights
    python -m benchmarks.train_lone_words ../shared/bench --folds      cross-validated figures

In: the folder with `bench.py`, `clean/dev.jsonl.gz` and `entities/dev.jsonl.gz`. Out: the weights and `checksums.txt`;
or, for several thresholds, how many mentions of lone words the model takes for people, right and wrong, in texts of the
other folds, and in newswire, which is never trained on. The same input and releases give the same bytes.

Trained on two kinds of rows. Annotated texts of GUM whose licence is CC-BY or public domain. And pages of news from the
sets of clean/ but DAnIEL, which nobody annotated for names: there a word is a person where the rules know it from a
full name, no person where they know it otherwise, and one in ten where they know nothing. No text of them is kept.
"""

import argparse
import gzip
import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from flows.extract.annotations import Sentence
from flows.extract.names import lone_words
from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.names.lone_words import find_signs
from flows.extract.names.name_types import lone_candidates, type_names, weigh
from flows.extract.names.names import Candidate, find_candidates
from flows.extract.names.tokens import make_line
from flows.extract.sentences import split_sentences

WEIGHTS = Path(lone_words.__file__).parent.parent / "weights"
GENRES = frozenset("news interview court speech textbook vlog academic".split())  # of GUM, under CC-BY or free
FOLDS = 5
FEWEST_TEXTS = 10  # with a sign, for it to count
LONG_TEXT = 800  # characters of a page
UNKNOWN_PEOPLE = 0.1  # of words that the rules know nothing of are people: 11 to 17 % in annotated texts
SURE = 2.5  # evidence for a full name by which its last word is known
KNOWN_WEIGHT = 0.4  # of words the rules know for no people: they are not what is asked
ANNOTATED_WEIGHT = 3.0  # of 1, 3 and 6 the best over folds at the same figures on newswire
PENALTY = 1.5
LEAST_WEIGHT = 0.02  # smaller weights are left out


class Row(NamedTuple):
    """A word of a text: its signs, in how many of its places it is a person, and how much it counts."""

    text: int
    signs: Mapping[str, float]
    people: float
    places: int
    weight: float = 1.0


def main() -> None:
    """Write the weights, or print figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bench", type=Path, help="folder of bench.py")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--folds", action="store_true")
    chosen = parser.parse_args()
    gold = list(gold_rows(chosen.bench / "entities" / "dev.jsonl.gz", GENRES))
    pages = list(page_rows(chosen.bench / "clean" / "dev.jsonl.gz"))
    print(f"{len(gold)} words of annotated texts, {len(pages)} of pages")
    if chosen.folds:
        scores = [0.0] * len(gold)
        for fold in range(FOLDS):
            weights = fit([*pages, *(row for row in gold if row.text % FOLDS != fold)])
            for at, row in enumerate(gold):
                scores[at] = probability(weights, row) if row.text % FOLDS == fold else scores[at]
        show("annotated texts, other folds", gold, scores)
        newswire = list(gold_rows(chosen.bench / "entities" / "newswire_dev.jsonl.gz", frozenset({"wwn"})))
        weights = fit([*pages, *gold])
        show("newswire", newswire, [probability(weights, row) for row in newswire])
    if chosen.write:
        write(fit([*pages, *gold]))


def gold_rows(path: Path, genres: frozenset[str]) -> Iterator[Row]:
    """Yield the lone words of annotated texts."""
    for number, text in enumerate(read(path)):
        if text["genre"] not in genres:
            continue
        people = {(m["start"], m["end"]) for m in text["mentions"] if m["type"] == "person"}
        candidates, small = read_candidates(text["text"])
        evidence = weigh(candidates, load_gazetteer())
        typed = kinds_by_place(candidates)
        for words, places in lone_candidates(candidates, evidence, load_gazetteer()).items():
            if (places[0].start, places[0].end) not in typed:
                right = sum((place.start, place.end) in people for place in places)
                signs = summed(find_signs(words[0], places, small, load_gazetteer()))
                yield Row(number, signs, right, len(places), ANNOTATED_WEIGHT)


def page_rows(path: Path) -> Iterator[Row]:
    """Yield the lone words of pages, as the rules know them."""
    gazetteer = load_gazetteer()
    for number, page in enumerate(read(path)):
        text = page.get("gold_text") or ""
        if page["source_set"] == "daniel" or page["lang"] != "en" or len(text) < LONG_TEXT:
            continue
        candidates, small = read_candidates(text)
        kinds = kinds_by_place(candidates)
        surnames = {
            words[-1]
            for words, weights in weigh(candidates, gazetteer).items()
            if len(words) > 1 and weights[0] >= max(SURE, *weights[1:])
        }
        for word, places in of_one_word(candidates).items():
            kind = kinds.get((places[0].start, places[0].end))
            if kind == "person" and word not in surnames:
                continue
            share = 1.0 if kind == "person" else UNKNOWN_PEOPLE if kind is None else 0.0
            weight = 1.0 if kind in ("person", None) else KNOWN_WEIGHT
            yield Row(
                number, summed(find_signs(word, places, small, gazetteer)), share * len(places), len(places), weight
            )


def summed(signs: Iterator[tuple[str, float]]) -> dict[str, float]:
    """Return how much each sign counts in all."""
    found: defaultdict[str, float] = defaultdict(float)
    for sign, value in signs:
        found[sign] += value
    return dict(found)


def read(path: Path) -> Iterator[Any]:
    """Yield the rows of a file."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def read_candidates(text: str) -> tuple[list[Candidate], set[str]]:
    """Return the candidates of a text, and its words as they are written."""
    gazetteer, sentences, at = load_gazetteer(), [], 0
    for number, paragraph in enumerate(text.split("\n")):
        spans = split_sentences(text, at, at + len(paragraph))
        sentences += [Sentence(start, end, "body", number) for start, end in spans]
        at += len(paragraph) + 1
    lines = [make_line(text, sentence, number, gazetteer.headline_words) for number, sentence in enumerate(sentences)]
    small = {word for line in lines for word in line.words}
    return [found for line in lines for found in find_candidates(line, gazetteer, frozenset())], small


def kinds_by_place(candidates: Sequence[Candidate]) -> dict[tuple[int, int], str]:
    """Return what the rules by themselves take each candidate for."""
    typed = type_names(candidates, load_gazetteer(), lone=False)
    return {(name.candidate.start, name.candidate.end): name.entity_type for name in typed}


def of_one_word(candidates: Sequence[Candidate]) -> dict[str, list[Candidate]]:
    """Return where the words stand that are candidates by themselves."""
    found: defaultdict[str, list[Candidate]] = defaultdict(list)
    for candidate in candidates:
        word = candidate.words[0]
        if len(candidate.words) == 1 < len(word) and word.lower() not in load_gazetteer().common:
            found[word] += [] if candidate.line.is_headline else [candidate]
    return {word: places for word, places in found.items() if places}


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """Return the weights of a logistic regression with an L2 penalty."""
    texts = Counter(sign for row in rows for sign in row.signs)
    names = sorted(sign for sign, count in texts.items() if count >= FEWEST_TEXTS)
    columns = {name: at for at, name in enumerate(names)}
    cells = [(at, columns[s], value) for at, row in enumerate(rows) for s, value in row.signs.items() if s in columns]
    at, column, value = zip(*cells, strict=True)
    signs = csr_matrix((value, (at, column)), shape=(len(rows), len(names)))
    share = np.array([row.people / row.places for row in rows])
    weight = np.array([row.weight * row.places**0.5 for row in rows])

    def loss(weights: Any) -> tuple[float, Any]:
        total = signs @ weights
        value = weight @ (np.logaddexp(0, total) - share * total) + PENALTY * (weights @ weights)
        return float(value), signs.T @ (weight * (1 / (1 + np.exp(-total)) - share)) + 2 * PENALTY * weights

    fitted = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    return {name: round(float(w), 2) for name, w in zip(names, fitted, strict=True) if abs(w) >= LEAST_WEIGHT}


def probability(weights: Mapping[str, float], row: Row) -> float:
    """Return how likely a word is a person."""
    return float(1 / (1 + np.exp(-sum(weights.get(sign, 0.0) * value for sign, value in row.signs.items()))))


def show(name: str, rows: Sequence[Row], scores: Sequence[float]) -> None:
    """Print how many mentions are taken for people at some thresholds, right and wrong."""
    people = sum(row.people for row in rows)
    for least in (0.3, 0.34, 0.38, 0.42, 0.5):
        taken = [row for row, score in zip(rows, scores, strict=True) if score >= least]
        right = sum(row.people for row in taken)
        print(f"{name}, from {least}: {right} of {people} right, {sum(row.places for row in taken) - right} wrong")


def write(weights: Mapping[str, float]) -> None:
    """Write the weights and their checksum."""
    text = json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    (WEIGHTS / "lone_words.json").write_text(text, encoding="utf-8")
    digest = hashlib.sha256(text.encode()).hexdigest()
    (WEIGHTS / "checksums.txt").write_text(f"{digest}  lone_words.json\n", encoding="utf-8")
    print(f"{len(weights)} weights, {len(text.encode())} bytes")


if __name__ == "__main__":
    main()
