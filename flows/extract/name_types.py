"""Person, organisation, place or none: what each candidate is.

In: the candidates of a document. Out: the same with a type, without those that are no names. Method: each candidate
collects evidence from its words (known names, given names, heads such as "University") and from what stands beside it
("in", "said", a title, an age); the evidence of all candidates with the same words is added up, so that one clear place
decides for the others; a single word that is part of a person's full name elsewhere is that person. A tagger trained on
text can be put in the place of `weigh_words` and `weigh_neighbours`. The weights were set by hand and checked on the
development texts of the benchmark `entities`; they say which evidence outweighs which, not how probable a type is.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.extract.gazetteer import Gazetteer, Known, Words
from flows.extract.names import Candidate
from flows.extract.runs import POSSESSIVES

PERSON, ORGANISATION, PLACE, OTHER = range(4)
TYPE_NAMES = ("person", "organisation", "place", "other")
LEAST_WEIGHT = 0.5  # evidence below this leaves a stretch without a type
MOST_BESIDE = 4.0  # what stands beside a name counts no more than this, however often
STRONG_OTHER = 4.3  # a known city's name without "in" beside it is below this: a person's surname comes first
SURE_PERSON = 1.0  # evidence from which the parts of a full name stand for the person
ACRONYM = re.compile(r"[A-Z]{2,6}|(?:[A-Z]\.){2,}|[A-Z]&[A-Z]")
PLURAL_ACRONYM = re.compile(r"[A-Z]{2,6}s")
MIXED_CASE = re.compile(r"[A-Z][a-z]+[A-Z]\w*|[a-z]+[A-Z]\w*")
PLACE_ENDING = re.compile(
    r".{2,}(?:stan|ville|burg|burgh|shire|grad|pur|abad|nagar|bridge|mouth|haven|hampton|wick|wich|borough|bury|dorf|heim|polis|land)"
)
PERSON_ENDING = re.compile(
    r".{3,}(?:sson|sen|ez|ov|ova|ev|eva|enko|chuk|yan|ian|shvili|dze|ić|ic|vić|vich|wicz|ski|sky|ska|skaya|oğlu|oglu|opoulos|akis|escu|elli|etti|"
    r"ini|mann|stein|berg|baum|feld|son|ström|quist|gaard|inen|uk|yev|zadeh|pour|nejad|wala|kar)"
)
SAY = frozenset(
    "said says told tells added adds asked asks replied explained explains argued argues noted notes warned warns "
    "insisted insists believes believed thinks thought wrote writes tweeted recalled recalls admitted admits "
    "claimed claims concluded stressed stresses emphasized emphasised conceded joked laughed smiled died married "
    "wept resigned apologized apologised".split()
)
PLACE_PREPOSITIONS = frozenset("in near across throughout inside outside around within".split())
WEAK_PLACE_PREPOSITIONS = frozenset("to from toward towards into through over".split())
RELATIVES = frozenset("who whose whom".split())
NUMBER = re.compile(r"\d{1,3}")

Weights = list[float]


@dataclass(frozen=True)
class TypedName:
    """A candidate with its type."""

    candidate: Candidate
    entity_type: str


def type_names(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> list[TypedName]:
    """Return the candidates that are names, with their types, in order."""
    evidence = _gather(candidates, gazetteer)
    proven = {candidate.words for candidate in candidates if _is_proven(candidate, gazetteer)}
    decided = {words: _decide(weights) for words, weights in evidence.items()}
    parts = _parts_of_people(decided, evidence, gazetteer)
    found = []
    for candidate in candidates:
        kind = _type_of(candidate, decided, parts, evidence)
        if kind != OTHER and (candidate.words in proven or _is_part(candidate, parts, gazetteer)):
            found.append(TypedName(candidate, TYPE_NAMES[kind]))
    return found


def _gather(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> dict[Words, Weights]:
    """Return the evidence for each name of the document: from its words once, from its neighbours added up."""
    evidence: dict[Words, Weights] = {}
    neighbours: dict[Words, Weights] = {}
    for candidate in candidates:
        if candidate.line.is_headline and candidate.known is None:
            continue
        if candidate.words not in evidence:
            evidence[candidate.words] = weigh_words(candidate.words, candidate.known, gazetteer)
            neighbours[candidate.words] = [0.0] * 4
        beside = neighbours[candidate.words]
        for kind, weight in enumerate(weigh_neighbours(candidate, gazetteer)):
            beside[kind] = max(-MOST_BESIDE, min(MOST_BESIDE, beside[kind] + weight))
    for words, total in evidence.items():
        for kind in range(4):
            total[kind] += neighbours[words][kind]
    return evidence


def weigh_words(words: Words, known: Known | None, gazetteer: Gazetteer) -> Weights:
    """Return the evidence of the words themselves for person, organisation, place and other."""
    weights = [0.0] * 4
    if known:
        kind = PLACE if known.entity_type == "place" else ORGANISATION
        weights[kind] += 1.5 if known.is_ambiguous and len(words) == 1 else 5.0 if known.is_country else 4.0
        if known.is_country:
            weights[kind] = 5.0
    _weigh_heads(words, gazetteer, weights)
    _weigh_person_words(words, gazetteer, weights)
    if len(words) == 1:
        _weigh_single(words[0], gazetteer, weights)
    return weights


def _weigh_heads(words: Words, gazetteer: Gazetteer, weights: Weights) -> None:
    heads = gazetteer.heads
    last, many = words[-1], len(words) > 1
    if words[0] in heads["names_other"] or (not many and last in heads["other"]):
        weights[OTHER] += 4.0
    if not many:
        return
    if last in heads["legal"]:
        weights[ORGANISATION] += 5.0
    if words[0] in heads["head"] and words[1] in ("of", "for", "on"):
        weights[ORGANISATION] += 4.0
    elif words[0] in heads["head_first"]:
        weights[ORGANISATION] += 2.5
    head = words[words.index("of") - 1] if "of" in words else last
    if head in heads["head"]:
        weights[ORGANISATION] += 3.0
    elif head in heads["place"]:
        weights[PLACE] += 3.0
    elif head in heads["other"]:
        weights[OTHER] += 4.0
    if words[0] in heads["place_first"] and not any(word in heads["head"] for word in words):
        weights[PLACE] += 2.0
    content = sum(word in heads["content"] for word in words)
    if content:
        weights[ORGANISATION] += 0.6
        weights[PERSON] -= 1.0 * content
    if "&" in words or "and" in words:
        weights[ORGANISATION] += 1.0


def _weigh_person_words(words: Words, gazetteer: Gazetteer, weights: Weights) -> None:
    plain = [word for word in words if word[0].isalpha()]
    if not plain or any(word in gazetteer.heads["head"] for word in plain[1:]):
        return
    if len(plain) == 1:
        if plain[0] in gazetteer.given:
            weights[PERSON] += 1.0
        if plain[0] in gazetteer.last_surnames:
            weights[PERSON] += 0.8
        if plain[0] in gazetteer.first_surnames:
            weights[PERSON] += 0.6
        return
    if len(plain) > 5 or any(word in ("of", "for", "and", "on", "&") for word in words):
        return
    if plain[0] in gazetteer.given:
        weights[PERSON] += 3.0
    elif "-" in words and plain[0].split("-")[0] in gazetteer.given:
        weights[PERSON] += 2.5
    if plain[-1] in gazetteer.last_surnames:
        weights[PERSON] += 1.5
    if (
        len(plain) <= 3
        and plain[0] in gazetteer.first_surnames
        and not any(word.lower() in gazetteer.common for word in plain[1:])
    ):
        weights[PERSON] += 2.0
    if any(re.fullmatch(r"[A-Z]\.?", word) for word in plain[:-1]) and len(plain[-1]) > 2:
        weights[PERSON] += 2.5
    if any(word in ("bin", "bint", "ibn", "al", "el", "Abu", "van", "von", "Ben", "Bin") for word in plain[:-1]):
        weights[PERSON] += 1.0
    if PERSON_ENDING.fullmatch(plain[-1]):
        weights[PERSON] += 0.8
    common = sum(word.lower() in gazetteer.common for word in plain)
    if not common and all(word[0].isupper() and not word.isupper() for word in plain) and len(plain) <= 4:
        weights[PERSON] += 1.0
    elif common:
        weights[PERSON] -= 0.7 * common
        weights[OTHER] += 0.5 * common


def _weigh_single(word: str, gazetteer: Gazetteer, weights: Weights) -> None:
    if ACRONYM.fullmatch(word):
        weights[ORGANISATION] += 1.5
        weights[PERSON] -= 2.0
    elif PLURAL_ACRONYM.fullmatch(word):
        weights[OTHER] += 4.0
    elif MIXED_CASE.fullmatch(word) and not word.startswith(("Mc", "Mac", "De", "Di", "Le", "La", "Van", "Fitz")):
        weights[ORGANISATION] += 1.0
    elif PLACE_ENDING.fullmatch(word):
        weights[PLACE] += 0.7
    elif PERSON_ENDING.fullmatch(word):
        weights[PERSON] += 0.7
    if word.lower() in gazetteer.common:
        weights[OTHER] += 1.5
    if (word,) not in gazetteer.names and any(word in gazetteer.heads[kind] for kind in ("head", "place", "content")):
        weights[OTHER] += 1.5


def weigh_neighbours(candidate: Candidate, gazetteer: Gazetteer) -> Weights:
    """Return the evidence of what stands beside a candidate."""
    line, first, last = candidate.line, candidate.first, candidate.last
    words = line.words
    before = words[first - 1] if first else ""
    before_that = words[first - 2] if first > 1 else ""
    after = words[last] if last < len(words) else ""
    after_that = words[last + 1] if last + 1 < len(words) else ""
    weights = [0.0] * 4
    if candidate.has_title:
        weights[PERSON] += 4.0
    if before in PLACE_PREPOSITIONS:
        weights[PLACE] += 1.3
    elif before in WEAK_PLACE_PREPOSITIONS:
        weights[PLACE] += 0.15
    elif before == "at":
        weights[ORGANISATION] += 0.4
        weights[PLACE] += 0.2
    elif before in ("the", "The"):
        weights[PERSON] -= 2.0
        weights[ORGANISATION] += 0.3
        if before_that == "at":
            weights[ORGANISATION] += 0.5
    elif before == "," and _is_place(words, first - 2, gazetteer):
        weights[PLACE] += 0.8
    if after in SAY:
        weights[PERSON] += 1.5
        weights[ORGANISATION] += 0.4
    if before in SAY and before_that in (",", '"', "”", "’"):
        weights[PERSON] += 1.5
    if before == "told":
        weights[ORGANISATION] += 0.7
    if after == ",":
        if NUMBER.fullmatch(after_that) and words[last + 2 : last + 3] == (",",):
            weights[PERSON] += 3.0
        elif after_that in RELATIVES:
            weights[PERSON] += 1.5
        elif after_that in ("a", "an", "the", "former") or after_that in gazetteer.offices:
            ahead = words[last + 2 : last + 7]
            if any(word in gazetteer.offices for word in (after_that, *ahead)):
                weights[PERSON] += 1.5
        elif _is_place(words, last + 1, gazetteer):
            weights[PLACE] += 1.0
    elif after in RELATIVES:
        weights[PERSON] += 1.2
    elif after == "(" and NUMBER.fullmatch(after_that):
        weights[PERSON] += 0.5
    return weights


def _is_place(words: Words, at: int, gazetteer: Gazetteer) -> bool:
    if not 0 <= at < len(words):
        return False
    name = gazetteer.match(words, at)
    return bool(name) and gazetteer.names[name].entity_type == "place"


def _is_proven(candidate: Candidate, gazetteer: Gazetteer) -> bool:
    """True where the capital is no accident of the place: known, titled, of several words, or not the first word."""
    if candidate.has_title or (candidate.known is not None and not candidate.known.is_ambiguous):
        return True
    if candidate.line.is_headline or candidate.line.is_shouted:
        return False
    if len(candidate.words) > 1:
        return True
    word = candidate.words[0]
    if word.lower() in gazetteer.common:
        return candidate.known is not None and not candidate.opens_sentence and not word.isupper()
    if not candidate.opens_sentence or ACRONYM.fullmatch(word) or candidate.known is not None:
        return True
    return word in gazetteer.given or word in gazetteer.last_surnames or _acts(candidate)


def _acts(candidate: Candidate) -> bool:
    """True where a verb of saying or a possessive follows the opening word."""
    words, last = candidate.line.words, candidate.last
    return last < len(words) and (words[last] in SAY or words[last] in POSSESSIVES)


def _decide(weights: Weights) -> int:
    best = max(range(4), key=lambda kind: (weights[kind], -kind))
    return best if weights[best] >= LEAST_WEIGHT else OTHER


def _parts_of_people(decided: dict[Words, int], evidence: dict[Words, Weights], gazetteer: Gazetteer) -> frozenset[str]:
    """Return the words that stand for a person whose full name the document gives."""
    parts = set()
    for words, kind in decided.items():
        if kind != PERSON or len(words) == 1 or evidence[words][PERSON] < SURE_PERSON:
            continue
        parts.add(words[-1])
        if words[0] in gazetteer.given or words[0] in gazetteer.first_surnames:
            parts.add(words[0])
    return frozenset(
        word for word in parts if len(word) > 1 and word[0].isupper() and word not in gazetteer.heads["names_other"]
    )


def _is_part(candidate: Candidate, parts: frozenset[str], gazetteer: Gazetteer) -> bool:
    """True for a surname or given name by itself, unless it opens a sentence and is a common word as well."""
    word = candidate.words[0]
    return word in parts and not (candidate.opens_sentence and word.lower() in gazetteer.common)


def _type_of(
    candidate: Candidate, decided: dict[Words, int], parts: frozenset[str], evidence: dict[Words, Weights]
) -> int:
    words = candidate.words
    kind = decided.get(words, OTHER)
    if len(words) == 1 and words[0] in parts:
        weights = evidence.get(words)
        strongest = max(weights[ORGANISATION], weights[PLACE]) if weights else 0.0
        return PERSON if strongest < STRONG_OTHER else kind
    return kind
