"""Capitalised words that nothing known tells of: which of them are people, by what stands beside them.

In: the candidates of one word for which the rules have no evidence. Out: whether it is taken for a person. Method: a
linear model (`weights/lone_words.json`) over the words and kinds of words beside all places where the word stands, and
over its letters. It knows no names: a word beside counts only in small letters, and only if ten texts of the training
had it. benchmarks/train_lone_words.py makes the weights and says from what.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from importlib import resources
from math import exp

from flows.extract.names.gazetteer import Gazetteer
from flows.extract.names.name_evidence import SAY
from flows.extract.names.names import Candidate
from flows.extract.names.runs import POSSESSIVES
from flows.extract.wordlists import load_words

LEAST_PROBABILITY = 0.42  # over folds 25 right and 4 wrong; on newswire half of what it adds is right, as F1 asks
SINGULAR = frozenset("he she his her him himself herself".split())
KINDS = ("organisation_kind", "organisation_part", "place_kind", "place_part", "person_part", "thing_kind")
AUXILIARIES = frozenset("is was has had would will could did does".split())
MOST_PLACES = 5  # that are looked at; a word that stands more often is no likelier a person


def are_people(word: str, places: Sequence[Candidate], small: AbstractSet[str], gazetteer: Gazetteer) -> bool:
    """Return whether a word is taken for a person's name. `small`: the words of the text in small letters."""
    weights = _weights()
    total = sum([weights.get(sign, 0.0) * value for sign, value in find_signs(word, places, small, gazetteer)])
    return 1 / (1 + exp(-total)) >= LEAST_PROBABILITY


def find_signs(
    word: str, places: Sequence[Candidate], small: AbstractSet[str], gazetteer: Gazetteer
) -> Iterator[tuple[str, float]]:
    """Yield what the model sees of a word with how much it counts: signs beside its places, and of its letters."""
    share = 1 / min(MOST_PLACES, len(places))
    for place in places[:MOST_PLACES]:
        for sign in _beside(place, gazetteer):
            yield sign, share
    plain = word.lower()
    for length in (1, 2, 3):
        yield f"ends {plain[-length:]}", 1.0
    yield f"opens {plain[:2]}", 1.0
    if word.isupper():
        yield "capitals", 1.0
    if not word.isalpha() and any(letter.isdigit() for letter in word):
        yield "digits", 1.0
    if plain in small:
        yield "small too", 1.0
    yield "places", min(MOST_PLACES, len(places)) / MOST_PLACES
    yield "letters", len(word) / 10
    yield "any", 1.0


def _beside(place: Candidate, gazetteer: Gazetteer) -> Iterator[str]:
    words, first, last = place.line.words, place.first, place.last
    for side, at in (("-2", first - 2), ("-1", first - 1), ("+1", last), ("+2", last + 1)):
        token = words[at] if 0 <= at < len(words) else ""
        if token.islower() or not token.isalnum():
            yield f"{side} {token}"
        kind = _kind(token, gazetteer)
        if kind:
            yield f"{side} is {kind}"
    if place.opens_sentence:
        yield "opens the sentence"
    if not SINGULAR.isdisjoint(words[last:]):
        yield "he or she follows"
    if words[last : last + 1] and words[last] in POSSESSIVES:
        owned = words[last + 1] if last + 1 < len(words) else ""
        yield f"owns {_kind(owned, gazetteer)}"


def _kind(token: str, gazetteer: Gazetteer) -> str | None:
    if not token or not token[0].isalnum():
        return None
    if token[0].isdigit():
        return "number"
    if token[0].isupper():
        return "capital"
    for kind in KINDS:
        if token in gazetteer.heads[kind]:
            return kind
    if token in gazetteer.offices:
        return "office"
    if token in SAY or token in AUXILIARIES or token in load_words("finite_verbs.txt"):
        return "verb"
    return "past" if len(token) > 4 and token.endswith("ed") else None


@cache
def _weights() -> Mapping[str, float]:
    text = resources.files("flows.extract").joinpath("weights", "lone_words.json").read_text(encoding="utf-8")
    weights: dict[str, float] = json.loads(text)
    return weights
