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
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from flows.extract.annotations import Entity, Naming, Sentence, Term
from flows.extract.wordlists import load_words

MOST_TERMS = 20
LONGEST_PHRASE = 3
TOKEN = re.compile(r"[^\W\d_]+(?:[-’'.&][^\W_]+)*\.?|\d[\w.,]*")
POSSESSIVE = re.compile(r"[’']s?$")
BLANKS = frozenset(" \t\r\u00a0\u2009\u202f")  # a line break parts two words
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


class _Form(NamedTuple):
    key: str  # the singular in small letters
    alone: tuple[str, ...]  # the key as a term of one word; none where it can be no term by itself
    is_possessive: bool  # what follows belongs to it and is a phrase of its own
    has_full_stop: bool
    can_open: bool
    can_close: bool


class _Place(NamedTuple):
    weight: float
    is_prominent: bool  # in the title or standfirst, or a name
    opens_paragraph: bool  # a phrase of two words or more is prominent there too
    capitals_from: int  # where capitals begin to tell a name


# Plain tuples, for a text has some six hundred.
_Word = tuple[int, int, _Form]  # with its first code point and the one after its last
_Occurrence = tuple[int, int, bool, _Place]  # likewise, and whether it is a run of its own: a piece is seldom a term


def find_terms(text: str, sentences: Sequence[Sentence], naming: Naming) -> tuple[Term, ...]:
    """Return the key terms of an article, the most telling first."""
    candidates: dict[tuple[str, ...], list[_Occurrence]] = defaultdict(list)  # names behind an empty word
    names = _name_spans(text, naming)
    text_end = max((sentence.end for sentence in sentences), default=0)
    text_start = min((sentence.start for sentence in sentences), default=0)
    opening_end = text_start + OPENING_SHARE * (text_end - text_start)
    paragraph, next_name = -1, 0
    for sentence in sentences:
        weight = ZONES.get(sentence.zone)
        if weight is None:
            continue
        if sentence.start < opening_end:
            weight *= OPENING_WEIGHT
        is_opening, paragraph = sentence.paragraph != paragraph, sentence.paragraph
        while next_name < len(names) and names[next_name][0] < sentence.start:
            next_name += 1
        inside = []
        while next_name < len(names) and names[next_name][0] < sentence.end:
            inside.append(names[next_name])
            next_name += 1
        for start, end, entity in inside:
            named = _Place(weight * TYPE_WEIGHTS.get(entity.entity_type, 1.0), True, False, 0)
            candidates["", entity.name].append((start, end, True, named))
        plain = _Place(weight, sentence.zone in ("title", "dek"), False, _capitals_tell_from(sentence))
        for index, run in enumerate(_runs(text, sentence, [(start, end) for start, end, _ in inside])):
            place = plain
            if is_opening and index == 0:
                place = plain._replace(weight=weight * PARAGRAPH_OPENING_WEIGHT, opens_paragraph=True)
            _count_phrases(candidates, run, place)
    return _rank(text, candidates, text_end)


def _name_spans(text: str, naming: Naming) -> list[tuple[int, int, Entity]]:
    entities = {entity.entity_id: entity for entity in naming.entities}
    spans = [
        (m.start, m.end, entities[m.entity_id]) for m in naming.mentions if m.kind == "name" and m.entity_id in entities
    ]
    return sorted((span for span in spans if span[1] <= len(text)), key=lambda span: span[:2])


def _capitals_tell_from(sentence: Sentence) -> int:
    """Return where capitals begin to tell a name: after the first letter of a sentence, never in a headline."""
    return sentence.end if sentence.zone == "title" else sentence.start + 1


def _runs(text: str, sentence: Sentence, taken: Sequence[tuple[int, int]]) -> Iterator[list[_Word]]:
    """Yield the runs of content words between stop words, punctuation, numbers and names."""
    run: list[_Word] = []
    run_end = -2  # of the last word of the run
    names = iter([*taken, (sentence.end, sentence.end)])
    name_start, name_end = next(names)
    place = sentence.start
    for stretch in text[sentence.start : sentence.end].split(" "):
        for from_place, to_place, form in _words_of(stretch):
            start, end = place + from_place, place + to_place
            while name_end <= start:
                name_start, name_end = next(names)
            if name_start < end:
                continue
            if run and (run[-1][2].is_possessive or start - run_end != 1 or text[run_end] not in BLANKS):
                yield run
                run = []
            run_end = end
            run.append((start, end, form))
        place += len(stretch) + 1
    if run:
        yield run


@lru_cache(maxsize=1 << 16)
def _words_of(stretch: str) -> tuple[_Word, ...]:
    """Return the words that a term can hold of a stretch without blanks, with their places in it."""
    found = [(match.start(), match.end(), _classify(match[0])) for match in TOKEN.finditer(stretch)]
    return tuple([(start, end - form.has_full_stop, form) for start, end, form in found if form])


def _classify(token: str) -> _Form | None:
    """Return what a token is to a term; None for a stop word or a number, which no term holds."""
    if len(token) < 3 or not token[0].isalpha():
        return None
    lowered = token.rstrip(".").replace("’", "'").lower()
    plain = POSSESSIVE.sub("", lowered)
    stops = load_words("stop_words.txt")
    if len(plain) < 3 or plain in stops or lowered.replace("'", "") in stops:
        return None
    key = _singular(plain)
    has_full_stop = token.endswith(".") and "." not in token[:-1]
    can_open, can_close = not key.endswith("ly"), _can_close(key)
    return _Form(key, (key,) if can_open and can_close else (), plain != lowered, has_full_stop, can_open, can_close)


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


def _count_phrases(candidates: dict[tuple[str, ...], list[_Occurrence]], run: Sequence[_Word], place: _Place) -> None:
    """Count the phrases of a run that neither open with an adverb nor close with a verb or an adjective."""
    length = len(run)
    if length == 1:  # three runs in four
        start, end, form = run[0]
        if form.alone:
            candidates[form.alone].append((start, end, True, place))
        return
    keys = tuple([form.key for _, _, form in run])
    for first, (start, _, opening) in enumerate(run):
        if opening.can_open:
            for last, (_, end, form) in enumerate(run[first : first + LONGEST_PHRASE], first + 1):
                if form.can_close:
                    candidates[keys[first:last]].append((start, end, last - first == length, place))


@lru_cache(maxsize=1 << 16)
def _can_close(key: str) -> bool:
    return not key.endswith((*VERBAL, *ADJECTIVAL)) or key.endswith(_noun_endings())


@cache
def _noun_endings() -> tuple[str, ...]:
    return tuple(sorted(load_words("noun_endings.txt")))


def _specificity(keys: tuple[str, ...], occurrences: Sequence[_Occurrence]) -> float:
    """Return 1 for words that are rare in news, less for common ones and for a mere piece of longer phrases."""
    if not keys[0]:
        return 1.0
    if len(keys) == 1:
        return _word_weight(keys[0])
    piece = 1.0 if any(is_whole for _, _, is_whole, _ in occurrences) else PIECE_WEIGHT
    return piece * sum(map(_word_weight, keys)) / len(keys)


@lru_cache(maxsize=1 << 16)
def _word_weight(key: str) -> float:
    common = load_words("common_words.txt")
    return COMMON_WORD_WEIGHT if key in common or key + "s" in common else 1.0


def _rank(text: str, candidates: dict[tuple[str, ...], list[_Occurrence]], text_end: int) -> tuple[Term, ...]:
    scored = []
    for keys, occurrences in candidates.items():
        count, size = len(occurrences), len(keys) if keys[0] else 1
        place = occurrences[0][3]
        is_lone = count == 1 and not (place.is_prominent or (place.opens_paragraph and size > 1))
        if is_lone and size == 1:
            continue  # a word that stands once tells nothing
        specificity = _specificity(keys, occurrences)
        if size == 1 and specificity < 1:
            continue  # nor does a common word alone
        score = place.weight
        if count > 1:
            score = sum([place.weight for _, _, _, place in occurrences]) / count * (1 + math.log(count))
        score *= specificity * LENGTH_WEIGHTS[size] * (LONE_WEIGHT if is_lone else 1)
        scored.append((score, keys, occurrences))
    kept: dict[str, float] = {}
    covered = bytearray(text_end)
    for score, form, occurrences in _best_first(text, scored):
        if len(kept) == MOST_TERMS:
            break
        # a term that mostly stands inside, or around, one already taken says it again
        overlapping = sum(covered.find(1, start, end) >= 0 for start, end, _, _ in occurrences)
        if form in kept or overlapping >= FRAGMENT_SHARE * len(occurrences):
            continue
        kept[form] = score
        for start, end, _, _ in occurrences:
            covered[start:end] = b"\x01" * (end - start)
    best = max(kept.values(), default=1.0)
    return tuple(Term(form, round(score / best, 4)) for form, score in kept.items())


_Scored = tuple[float, tuple[str, ...], list[_Occurrence]]


def _best_first(text: str, scored: list[_Scored]) -> Iterator[tuple[float, str, list[_Occurrence]]]:
    """Yield the candidates by falling score, of equals by form; the form of most is never asked for."""
    scored.sort(key=itemgetter(0), reverse=True)
    for score, equals in groupby(scored, key=itemgetter(0)):
        formed = [(_usual_form(text, keys, occurrences), occurrences) for _, keys, occurrences in equals]
        for form, occurrences in sorted(formed, key=itemgetter(0)):
            yield score, form, occurrences


def _usual_form(text: str, keys: tuple[str, ...], occurrences: Sequence[_Occurrence]) -> str:
    """Return the most frequent form, by how it is printed where capitals tell a name if it stands there at all."""
    if not keys[0]:
        return keys[1]
    start, end, _, place = occurrences[0]
    if len(occurrences) == 1 and start >= place.capitals_from:
        return POSSESSIVE.sub("", text[start:end])
    told: Counter[str] = Counter()
    untold: Counter[str] = Counter()  # in small letters, where a capital tells nothing
    for start, end, _, place in occurrences:
        surface = POSSESSIVE.sub("", text[start:end])
        if start >= place.capitals_from:
            told[surface] += 1
        else:
            untold[surface if len(keys) == 1 and surface[1:] != surface[1:].lower() else surface.lower()] += 1
    forms = told or untold
    return min(forms, key=lambda form: (-forms[form] - untold[form], form))
