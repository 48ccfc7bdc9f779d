"""Key terms: the words and phrases that set an article apart, columns of a coverage matrix.

In: a document's text, its sentences and the names found in it. Out: at most twenty terms with a score from 0 to 1.
Method: each sentence is cut at stop words, punctuation and names (RAKE: Rose et al. 2010, "Automatic keyword
extraction from individual documents"); what is left between the cuts, up to three words, is a phrase. A term gathers
its occurrences, singular and plural together, each weighted by its place (title, standfirst, opening of the text,
opening of a paragraph), and is weighted by how common its words are in news of any kind
(`lexicons/common_words.txt`) and by its length. A word that mostly stands inside a better phrase gives way to it.
Names count as one term under their canonical form; persons weigh less, for they have tables of their own.

No statistics of other documents: the same text always has the same terms. English only.
"""

import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from flows.extract.annotations import Entity, Naming, Sentence, Term
from flows.extract.wordlists import load_words

MOST_TERMS = 20
LONGEST_PHRASE = 3
TOKEN = re.compile(r"[^\W\d_]+(?:[-’'.&][^\W_]+)*\.?|[^\w\s]|\d[\w.,]*")
POSSESSIVE = re.compile(r"[’']s?$")
ZONES = {"title": 2.5, "dek": 1.8, "lede": 1.4, "body": 1.0}
OPENING_SHARE, OPENING_WEIGHT = 0.25, 1.2  # news tells the most important first
PARAGRAPH_OPENING_WEIGHT = 1.5  # the first phrase of a paragraph is often what it is about
COMMON_WORD_WEIGHT = 0.3
LENGTH_WEIGHTS = {1: 1.0, 2: 1.5, 3: 1.6}
TYPE_WEIGHTS = {"place": 1.0, "organisation": 1.0, "person": 0.5}
PIECE_WEIGHT = 0.7
LONE_WEIGHT = 0.6  # a phrase that stands only once and in no prominent place
VERBAL = ("ing", "ed", "ly", "ize", "ise")  # ends of words that open or close no term
ADJECTIVAL = (
    "ous",
    "able",
    "ible",
    "ful",
    "less",
    "ical",
    "ional",
    "ural",
    "istic",
    "atic",
    "ive",
    "ent",
    "ant",
    "ary",
    "ish",
)
FRAGMENT_SHARE = 0.6  # a term that stands inside a better one in this share of its occurrences is left out


@dataclass
class _Candidate:
    weight: float = 0.0
    count: int = 0
    is_whole: bool = False  # a run of its own somewhere: a piece of longer runs is seldom a term
    is_prominent: bool = False  # in the title or standfirst, or at the opening of a paragraph
    forms: dict[str, int] = field(default_factory=dict)  # as printed where capitals tell a name
    opening_forms: dict[str, int] = field(default_factory=dict)  # in small letters, where a capital tells nothing
    places: list[tuple[int, int]] = field(default_factory=list)


class _Word(NamedTuple):
    start: int
    end: int
    key: str  # the singular in small letters; "" for what no term holds
    closes: bool  # a possessive: what follows belongs to it and is a phrase of its own


@dataclass(frozen=True)
class _Place:
    weight: float
    in_headline: bool
    opens_paragraph: bool
    capitals_from: int


def find_terms(text: str, sentences: Sequence[Sentence], naming: Naming) -> tuple[Term, ...]:
    """Return the key terms of an article, the most telling first."""
    candidates: dict[tuple[str, ...], _Candidate] = defaultdict(_Candidate)
    names = _name_spans(text, naming)
    text_end = max((sentence.end for sentence in sentences), default=0)
    paragraph, next_name = -1, 0
    for sentence in sentences:
        weight = ZONES.get(sentence.zone)
        if weight is None:
            continue
        if sentence.start < OPENING_SHARE * text_end:
            weight *= OPENING_WEIGHT
        is_opening, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        while next_name < len(names) and names[next_name][0] < sentence.start:
            next_name += 1
        inside = []
        while next_name < len(names) and names[next_name][0] < sentence.end:
            inside.append(names[next_name])
            next_name += 1
        for start, end, entity in inside:
            _count_name(candidates["", entity.name], entity, (start, end), weight)
        for index, run in enumerate(_runs(text, sentence, [(start, end) for start, end, _ in inside])):
            opens = is_opening and index == 0
            in_headline = sentence.zone in ("title", "dek")
            own_weight = weight * (PARAGRAPH_OPENING_WEIGHT if opens else 1)
            place = _Place(own_weight, in_headline, opens, _capitals_tell_from(sentence))
            _count_phrases(candidates, text, run, place)
    return _rank(candidates, text_end)


def _name_spans(text: str, naming: Naming) -> list[tuple[int, int, Entity]]:
    entities = {entity.entity_id: entity for entity in naming.entities}
    spans = [
        (m.start, m.end, entities[m.entity_id]) for m in naming.mentions if m.kind == "name" and m.entity_id in entities
    ]
    return sorted((span for span in spans if span[1] <= len(text)), key=lambda span: span[:2])


def _count_name(candidate: _Candidate, entity: Entity, span: tuple[int, int], weight: float) -> None:
    candidate.weight += weight * TYPE_WEIGHTS.get(entity.entity_type, 1.0)
    candidate.count += 1
    candidate.is_prominent = True
    candidate.forms[entity.name] = candidate.forms.get(entity.name, 0) + 1
    candidate.places.append(span)


def _capitals_tell_from(sentence: Sentence) -> int:
    """Return where capitals begin to tell a name: after the first letter of a sentence, never in a headline."""
    return sentence.end if sentence.zone == "title" else sentence.start + 1


def _runs(text: str, sentence: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[list[_Word]]:
    """Yield the runs of content words between stop words, punctuation, numbers and names."""
    run: list[_Word] = []
    for match in TOKEN.finditer(text, sentence.start, sentence.end):
        word = _read_word(match, taken)
        if run and (not word.key or run[-1].closes or match.start() - run[-1].end != 1 or text[run[-1].end] == "\n"):
            yield run
            run = []
        if word.key:
            run.append(word)
    if run:
        yield run


def _read_word(match: re.Match[str], taken: Sequence[tuple[int, int]]) -> _Word:
    start, end = match.span()
    key, closes, has_full_stop = _classify(match.group())
    if key and any(start < stop and end > first for first, stop in taken):
        key = ""
    return _Word(start, end - has_full_stop, key, closes)


@lru_cache(maxsize=1 << 16)
def _classify(token: str) -> tuple[str, bool, bool]:
    """Return the key of a token ("" for a stop word), whether it is a possessive, and whether a full stop ends it."""
    has_full_stop = token.endswith(".") and "." not in token[:-1]
    if len(token) < 3 or not token[0].isalpha():
        return "", False, has_full_stop
    lowered = token.rstrip(".").replace("’", "'").lower()
    plain = POSSESSIVE.sub("", lowered)
    stops = load_words("stop_words.txt")
    if len(plain) < 3 or plain in stops or lowered.replace("'", "") in stops:
        return "", False, has_full_stop
    return _singular(plain), plain != lowered, has_full_stop


def _singular(word: str) -> str:
    """Fold a plural onto its singular: 'tariffs' and 'tariff' are one term.

    >>> _singular("policies"), _singular("taxes"), _singular("crisis")
    ('policy', 'tax', 'crisis')
    """
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is", "news", "series")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses")) else word[:-1]


def _count_phrases(
    candidates: dict[tuple[str, ...], _Candidate], text: str, run: Sequence[_Word], place: _Place
) -> None:
    for size in range(1, min(LONGEST_PHRASE, len(run)) + 1):
        for first in range(len(run) - size + 1):
            words = run[first : first + size]
            keys = tuple(word.key for word in words)
            if not _can_be_term(keys):
                continue
            start, end = words[0].start, words[-1].end
            candidate = candidates[keys]
            candidate.weight += place.weight
            candidate.count += 1
            candidate.is_prominent |= place.in_headline or (place.opens_paragraph and size > 1)
            candidate.is_whole |= size == len(run)
            candidate.places.append((start, end))
            surface = POSSESSIVE.sub("", text[start:end])
            if start >= place.capitals_from:
                candidate.forms[surface] = candidate.forms.get(surface, 0) + 1
            else:
                form = surface if size == 1 and surface[1:] != surface[1:].lower() else surface.lower()
                candidate.opening_forms[form] = candidate.opening_forms.get(form, 0) + 1


def _can_be_term(keys: tuple[str, ...]) -> bool:
    """True where the phrase neither opens with an adverb nor closes with a verb or an adjective."""
    return not keys[0].endswith("ly") and _can_close(keys[-1])


@lru_cache(maxsize=1 << 16)
def _can_close(key: str) -> bool:
    return not key.endswith((*VERBAL, *ADJECTIVAL)) or key.endswith(_noun_endings())


@cache
def _noun_endings() -> tuple[str, ...]:
    return tuple(sorted(load_words("noun_endings.txt")))


def _specificity(keys: tuple[str, ...], candidate: _Candidate) -> float:
    """Return 1 for words that are rare in news, less for common ones and for a mere piece of longer phrases."""
    if not keys[0]:
        return 1.0
    common = load_words("common_words.txt")
    weights = [COMMON_WORD_WEIGHT if key in common or key + "s" in common else 1.0 for key in keys]
    piece = 1.0 if candidate.is_whole or len(keys) == 1 else PIECE_WEIGHT
    return piece * sum(weights) / len(weights)


def _rank(candidates: dict[tuple[str, ...], _Candidate], text_end: int) -> tuple[Term, ...]:
    scored = []
    for keys, candidate in candidates.items():
        size = len(keys) if keys[0] else 1
        is_lone = candidate.count == 1 and not candidate.is_prominent
        specificity = _specificity(keys, candidate)
        if size == 1 and keys[0] and (specificity < 1 or is_lone):
            continue  # a common word alone, or a word that stands once, tells nothing
        score = candidate.weight / candidate.count * (1 + math.log(candidate.count))
        score *= specificity * LENGTH_WEIGHTS[size] * (LONE_WEIGHT if is_lone else 1)
        scored.append((score, _usual_form(candidate), candidate))
    scored.sort(key=lambda entry: (-entry[0], entry[1]))
    kept: dict[str, float] = {}
    covered = bytearray(text_end)
    for score, form, candidate in scored:
        if len(kept) == MOST_TERMS:
            break
        # a term that mostly stands inside, or around, one already taken says it again
        overlapping = sum(1 in covered[start:end] for start, end in candidate.places)
        if form in kept or overlapping >= FRAGMENT_SHARE * len(candidate.places):
            continue
        kept[form] = score
        for start, end in candidate.places:
            covered[start:end] = b"\x01" * (end - start)
    best = max(kept.values(), default=1.0)
    return tuple(Term(form, round(score / best, 4)) for form, score in kept.items())


def _usual_form(candidate: _Candidate) -> str:
    """Return the most frequent form, by how it is printed where capitals tell a name if it stands there at all."""
    forms, opening = candidate.forms or candidate.opening_forms, candidate.opening_forms
    return min(forms, key=lambda form: (-forms[form] - opening.get(form, 0), form))
