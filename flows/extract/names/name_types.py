"""Person, organisation, place or none: what each candidate is.

In: the candidates of a document. Out: the same with a type, without those that are no names. Method: each candidate
collects evidence from its words (known names, given names, heads such as "University") and from what stands beside it
("in", "said", a title, an age); the evidence of all candidates with the same words is added up, so that one clear place
decides for the others; a single word that is part of a person's full name elsewhere is that person. Single words that
nothing is known of go to a small model (`lone_words.py`).
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from flows.extract.names.dateline_names import opens_dateline
from flows.extract.names.gazetteer import Gazetteer, Words
from flows.extract.names.lone_words import are_people
from flows.extract.names.name_evidence import (
    ACRONYM,
    SAY,
    Weights,
    weigh_neighbours,
    weigh_words,
)
from flows.extract.names.name_kinds import ORGANISATION, OTHER, PERSON, PLACE
from flows.extract.names.names import Candidate
from flows.extract.names.posts import post_behind
from flows.extract.names.runs import MONTHS, POSSESSIVES
from flows.extract.names.things import doubt_languages, is_brand
from flows.extract.names.tokens import Line

TYPE_NAMES = ("person", "organisation", "place", "other")
LEAST_WEIGHT = 0.7  # evidence below this leaves a stretch without a type; .4 to 1.1 were tried on both sets of names
MOST_BESIDE = 4.0  # what stands beside a name counts no more than this, however often
STRONG_OTHER = 4.3  # a known city's name without "in" beside it is below this: a person's surname comes first
SURE_OTHER = 2.0  # evidence from which the acronym of a thing's name is none of an organisation
SURE_KNOWN = 4.0  # a name that is known
WEAK_PERSON = 1.7  # evidence below which a name of several words is taken for a person's for want of anything else
DOUBT = 0.5
SHOUT = 1.5  # more than capitals alone weigh for an organisation
SMALL_TOO = 2.0  # 'slack' beside 'in Slack'; of 1, 2 and 3 the least of those that were best on both sets of names
SHORTEST_WORD = 3
ADDRESS_MARKS = frozenset(".@/_#")
NO_PLACE = -0.5  # only what tells of things weighs against a place
CONTRACTIONS = tuple(mark + end for mark in "'’" for end in ("t", "re", "ll", "ve", "m"))
LONGEST_FULL_NAME = 3  # words
SURE_PERSON = 1.0  # evidence from which the parts of a full name stand for the person
LIST_LINKS = frozenset({("and",), ("or",), (",", "and"), (",", "or")})
LIST_GOES_ON = frozenset({(",",), ("and",), ("or",)})
WISH = frozenset("want wants wanted hope hopes hoped demand demands demanded urge urges urged".split())
OWNING = frozenset((mark,) for mark in POSSESSIVES)


class TypedName(NamedTuple):
    """A candidate with its type."""

    candidate: Candidate
    entity_type: str


def type_names(candidates: Sequence[Candidate], gazetteer: Gazetteer, *, lone: bool = True) -> list[TypedName]:
    """Return the candidates that are names, with their types, in order. `lone`: ask the model about lone words too."""
    evidence = weigh(candidates, gazetteer)
    proven = {candidate.words for candidate in candidates if _is_proven(candidate, gazetteer)}
    decided = {words: _decide(weights) for words, weights in evidence.items()}
    decided |= _decide_acronyms(decided, evidence)
    decided |= _decide_listed(candidates, decided, evidence)
    parts = _parts_of_people(decided, evidence, gazetteer)
    if lone:
        people = _lone_people(candidates, decided, evidence, gazetteer)
        decided |= dict.fromkeys(people, PERSON)
        proven |= people
    found = []
    for candidate in candidates:
        kind = _type_of(candidate, decided, parts, evidence)
        if kind != OTHER and (candidate.words in proven or _is_part(candidate, parts, gazetteer)):
            found.append(TypedName(candidate, TYPE_NAMES[kind]))
    return found


def weigh(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> dict[Words, Weights]:
    """Return the evidence for each name of the document."""
    evidence = _gather(candidates, gazetteer)
    _doubt_people(candidates, evidence, gazetteer)
    _doubt_capitals(candidates, evidence, gazetteer)
    doubt_languages(candidates, evidence, gazetteer)
    return evidence


def lone_candidates(
    candidates: Sequence[Candidate], evidence: Mapping[Words, Weights], gazetteer: Gazetteer
) -> dict[Words, list[Candidate]]:
    """Return where the single words stand for which there is no evidence."""
    found: dict[Words, list[Candidate]] = {}
    for candidate in candidates:
        words = candidate.words
        if len(words) > 1 or len(words[0]) == 1 or candidate.line.is_headline or words not in evidence:
            continue
        if words[0].lower() in gazetteer.offices and candidate.line.words[candidate.last : candidate.last + 1] == (
            "to",
        ):
            continue  # 'Counsel to the board'
        if words[0].endswith(CONTRACTIONS):
            continue  # 'We’re'
        if evidence[words][PLACE] <= NO_PLACE:
            continue  # a thing
        if max(evidence[words]) < LEAST_WEIGHT and words[0].lower() not in gazetteer.common:
            found.setdefault(words, []).append(candidate)
    return found


def _lone_people(
    candidates: Sequence[Candidate],
    decided: Mapping[Words, int],
    evidence: Mapping[Words, Weights],
    gazetteer: Gazetteer,
) -> set[Words]:
    """Return the single words without evidence that what stands beside them makes people."""
    asked = {w: places for w, places in lone_candidates(candidates, evidence, gazetteer).items() if decided[w] == OTHER}
    if not asked:
        return set()
    small = _in_small_letters({words[0].lower() for words in asked}, candidates)
    return {words for words, places in asked.items() if are_people(words[0], places, small, gazetteer)}


def _gather(candidates: Sequence[Candidate], gazetteer: Gazetteer) -> dict[Words, Weights]:
    """Return the evidence for each name of the document: from its words once, from its neighbours added up."""
    evidence: dict[Words, Weights] = {}
    neighbours: dict[Words, Weights] = {}
    for candidate in candidates:
        if candidate.line.is_headline and not _stands_in_headline(candidate, gazetteer):
            continue
        if candidate.words not in evidence:
            evidence[candidate.words] = [*weigh_words(candidate.words, candidate.known)]
            neighbours[candidate.words] = [0.0] * 4
        beside = neighbours[candidate.words]
        for kind, weight in enumerate(weigh_neighbours(candidate, gazetteer)):
            if weight:
                beside[kind] = max(-MOST_BESIDE, min(MOST_BESIDE, beside[kind] + weight))
    for words, total in evidence.items():
        for kind in range(4):
            total[kind] += neighbours[words][kind]
    return evidence


def _doubt_people(candidates: Sequence[Candidate], evidence: dict[Words, Weights], gazetteer: Gazetteer) -> None:
    """Take evidence from people known by nothing but their capitals, where the document uses their words otherwise."""
    weak = [w for w, weights in evidence.items() if len(w) > 1 and LEAST_WEIGHT <= weights[PERSON] < WEAK_PERSON]
    if not weak:
        return
    alone = {candidate.words[0] for candidate in candidates if len(candidate.words) == 1}
    small = _in_small_letters({word.lower() for words in weak for word in words if word[0].isupper()}, candidates)
    for words in weak:
        if words[0] in gazetteer.given or words[-1] in gazetteer.last_surnames:
            continue
        if words[0] in alone and words[-1] not in alone:
            evidence[words][PERSON] -= DOUBT  # 'Marlin' beside 'Marlin Renewal'
        if any(word.lower() in small for word in words if word[0].isupper()):
            evidence[words][PERSON] -= DOUBT  # 'frog' beside 'Frog Jump'


def _doubt_capitals(candidates: Sequence[Candidate], evidence: dict[Words, Weights], gazetteer: Gazetteer) -> None:
    """Take words for what they are where the document has them in small letters as well.

    Capitals then make no organisation of them unless they say or want something; an 'in' before them makes no place.
    """
    asked = [
        words
        for words in evidence
        if len(words) == 1 and len(words[0]) >= SHORTEST_WORD and words not in gazetteer.names
    ]
    small = _in_small_letters({words[0].lower() for words in asked}, candidates, free=True)
    speakers = {candidate.words for candidate in candidates if _speaks(candidate)}
    for words in asked:
        word, weights = words[0], evidence[words]
        if word.lower() not in small:
            continue
        if word.isupper():
            weights[OTHER] += 0.0 if words in speakers else SHOUT
        elif word not in gazetteer.given and word not in gazetteer.last_surnames:
            weights[PLACE] -= SMALL_TOO


def _speaks(candidate: Candidate) -> bool:
    """True where a verb of saying or wishing follows."""
    words, last = candidate.line.words, candidate.last
    return last < len(words) and (words[last] in SAY or words[last] in WISH)


def _stands_in_headline(candidate: Candidate, gazetteer: Gazetteer) -> bool:
    """True for a name that needs no more than its own words, in a line where all words have capitals."""
    return candidate.known is not None or candidate.told is not None or _is_full_name(candidate.words, gazetteer)


def _is_full_name(words: Words, gazetteer: Gazetteer) -> bool:
    """True for a given name with one or two words that are no common ones."""
    return (
        2 <= len(words) <= LONGEST_FULL_NAME
        and words[0] in gazetteer.given
        and not any(word.lower() in gazetteer.common or not word[0].isupper() for word in words)
    )


def _in_small_letters(words: set[str], candidates: Sequence[Candidate], *, free: bool = False) -> set[str]:
    """Return those of the words that stand as they are in the lines of the candidates.

    `free`: between blanks or before a mark, and no part of an address.
    """
    found: set[str] = set()
    for line in {candidate.line.number: candidate.line for candidate in candidates}.values():
        here = words.intersection(line.words)
        if free and not here <= found:
            here = {word for at, word in enumerate(line.words) if word in here and _stands_free(line, at)}
        found |= here
    return found


def _stands_free(line: Line, at: int) -> bool:
    if line.joins(at) and line.words[at - 1] in ADDRESS_MARKS:
        return False
    is_joined = line.joins(at + 1) and line.words[at + 1] in ADDRESS_MARKS
    return not is_joined or (line.words[at + 1] == "." and not line.joins(at + 2))


def _is_proven(candidate: Candidate, gazetteer: Gazetteer) -> bool:
    """True where the capital is no accident of the place: known, titled, of several words, or not the first word."""
    if candidate.has_title or candidate.told or (candidate.known is not None and not candidate.known.is_ambiguous):
        return True
    if candidate.line.is_headline or candidate.line.is_shouted:
        return candidate.line.is_headline and _is_full_name(candidate.words, gazetteer)
    if len(candidate.words) > 1 or opens_dateline(candidate):
        return True
    word = candidate.words[0]
    if word in MONTHS and word.endswith("."):
        return False
    if word.lower() in gazetteer.common:
        return candidate.known is not None and not candidate.opens_sentence
    if not candidate.opens_sentence or ACRONYM.fullmatch(word) or candidate.known is not None:
        return True
    return word in gazetteer.given or word in gazetteer.last_surnames or _acts(candidate, gazetteer)


def _acts(candidate: Candidate, gazetteer: Gazetteer) -> bool:
    """True where a verb of saying, a possessive or what only organisations have follows the opening word."""
    words, last = candidate.line.words, candidate.last
    if last >= len(words):
        return False
    if words[last] in SAY or words[last] in POSSESSIVES or words[last] in gazetteer.heads["organisation_part"]:
        return True
    return post_behind(words, last, gazetteer) is not None


def _decide(weights: Weights) -> int:
    best = max(range(4), key=lambda kind: (weights[kind], -kind))
    return best if weights[best] >= LEAST_WEIGHT else OTHER


def _decide_acronyms(decided: dict[Words, int], evidence: dict[Words, Weights]) -> dict[Words, int]:
    """Return the type of each acronym that abbreviates a longer name of the document: the type of that name."""
    longer: dict[str, int] = {}
    for words, kind in decided.items():
        if len(words) > 2 and (kind in (ORGANISATION, PLACE) or evidence[words][OTHER] >= SURE_OTHER):
            longer.setdefault("".join(word[0] for word in words if word[0].isupper()), kind)
    return {
        words: longer[words[0]]
        for words in decided
        if len(words) == 1
        and words[0] in longer
        and evidence[words][PLACE] < SURE_KNOWN
        and (longer[words[0]] != OTHER or evidence[words][ORGANISATION] < SURE_KNOWN)
    }


def _decide_listed(
    candidates: Sequence[Candidate], decided: dict[Words, int], evidence: dict[Words, Weights]
) -> dict[Words, int]:
    """Return the type of each name that nothing else tells: the type of the name beside it in a list."""
    found: dict[Words, int] = {}
    for left, right in pairwise(candidates):
        if left.line is not right.line or not _are_listed(left, right):
            continue
        for one, other in ((left, right), (right, left)):
            kind = found.get(one.words, decided.get(one.words, OTHER))
            is_open = decided.get(other.words) == OTHER and max(evidence[other.words]) < LEAST_WEIGHT
            if other.line.words[other.last : other.last + 1] in OWNING:
                continue  # 'Ann Low and Marsh's Ben Hill'
            if is_open and kind == PLACE and evidence[other.words][PLACE] <= NO_PLACE:
                continue  # a thing
            if kind != OTHER and is_open and len(other.words[0]) > 1:
                found.setdefault(other.words, kind)
    return found


def _are_listed(left: Candidate, right: Candidate) -> bool:
    """True for 'A and B' and inside 'A, B, C'; a comma alone may open an apposition."""
    words = left.line.words
    between = words[left.last : right.first]
    if between == (",",):
        return words[right.last : right.last + 1] in LIST_GOES_ON or words[left.first - 1 : left.first] == (",",)
    return between in LIST_LINKS


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
        word
        for word in parts
        if len(word) > 1
        and word[0].isupper()
        and word not in gazetteer.heads["names_other"]
        and not word.endswith(CONTRACTIONS)
        and not is_brand(word)
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
