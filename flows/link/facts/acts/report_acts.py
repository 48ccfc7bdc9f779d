"""The acts that one report tells of.

In: an article and what the persons in it are called in the story. Out: its acts in text order, each with its verb,
status, agent, object and place. Left out is what stands in quotation marks, what is doubted or supposed, and questions.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby, takewhile
from operator import attrgetter
from typing import NamedTuple

from flows.extract.annotations import Sentence
from flows.link.corpus import Article
from flows.link.facts.acts.parties import (
    find_agent,
    find_antecedent,
    find_bare_antecedent,
    find_object,
    find_subject,
)
from flows.link.facts.acts.sentence_views import Party, SentenceView, view_sentence
from flows.link.facts.acts.statements import is_denied_by_parties, is_stated
from flows.link.facts.acts.statuses import PRONOUNS, Status, read_status, verb_start
from flows.link.facts.acts.verbs import Verb, lines_by_stem, verbs_at
from flows.link.facts.clauses import CALENDAR_STEMS
from flows.link.facts.comparable_values import MOST_VALUE_WORDS
from flows.link.facts.persons import PersonKey
from flows.link.facts.subjects import NUMBER_STEMS, WEAK_SHARE, Word, body_sentences, find_words, read_phrase

OBJECT_PRONOUNS = PRONOUNS | {"no"}
HYPHENS = frozenset({"-", "‑"})
DAY_PRECISIONS = frozenset({"day", "part_of_day"})
DAY_BEFORE, DAY_BEHIND = 60, 30  # letters: a day this near is that of the act


@dataclass(frozen=True, eq=False)
class Act:
    """An act as one report tells it at one place."""

    document_id: str
    verb: Verb
    status: Status
    is_denied: bool
    is_passive: bool
    agent: Party | None
    patient: Party | None  # of a passive or of a relative clause, or whom an event befalls
    object_words: str
    stems: Mapping[str, float]  # of what it is done to, with their strength, but names and numbers
    things: Mapping[str, str]  # persons and entities that it is done to: key → words
    numbers: frozenset[str]
    days: frozenset[str]
    around: frozenset[str]  # stems of the sentence
    sentence: Sentence
    sentence_number: int
    start: int
    end: int


class VerbPlace(NamedTuple):
    """Where a word stands that may be the verb of an act, and the lines of the lexicon it may be of."""

    sentence_number: int
    place: int
    lines: frozenset[int]


class _Quoted:
    """The places of an article that stand in quotation marks."""

    def __init__(self, article: Article) -> None:
        parts = sorted((p.start, p.end) for q in article.quotations if q.kind != "indirect" for p in q.content)
        self._starts = [start for start, _ in parts]
        self._ends = list(accumulate((end for _, end in parts), max))

    def holds(self, place: int) -> bool:
        """Return whether a place is quoted; parts may overlap."""
        before = bisect_right(self._starts, place) - 1
        return before >= 0 and place < self._ends[before]


def find_verbs(article: Article) -> list[VerbPlace]:
    """Return where words of the lede and body stand that may be verbs of an act, in text order."""
    lines_of = lines_by_stem()
    found = []
    for number, sentence in enumerate(body_sentences(article)):
        if article.text[sentence.start : sentence.end].rstrip(' ”"').endswith("?"):
            continue
        for place, word in enumerate(find_words(article.text, sentence.start, sentence.end)):
            lines = lines_of.get(word.stem)
            if lines is not None and not word.is_name:
                found.append(VerbPlace(number, place, lines))
    return found


def find_acts(article: Article, verbs: Sequence[VerbPlace], person_names: Mapping[PersonKey, str]) -> Iterator[Act]:
    """Yield the acts that the article tells of, in text order. `verbs`: of those found by `find_verbs`."""
    quoted = _Quoted(article)
    sentences = body_sentences(article)
    for number, places in groupby(verbs, key=attrgetter("sentence_number")):
        view = view_sentence(article, sentences[number], number, person_names)
        for _, at, _ in places:
            if quoted.holds(view.words[at].start):
                continue
            readings = (_read(view, verb, at) for verb in verbs_at(view.printed, at))
            act = next(filter(None, readings), None)
            if act is not None:
                yield act


def _read(view: SentenceView, verb: Verb, at: int) -> Act | None:
    last = at + verb.word_count
    if _is_hyphenated(view, at, last):
        return None
    first = view.clause_start(at)
    start = verb_start(view, first, at)
    objects = find_object(view, last)
    reading = read_status(view, verb, (first, start, at), objects)
    if reading is None or not is_stated(view, first, start, at):
        return None
    is_denied = reading.is_denied != is_denied_by_parties(view, first, start, last)
    # who is asked to do it stands before 'to', who wants to further ahead
    has_subject = reading.has_subject and not (reading.status == "intended" and view.printed[at - 1] == "to")
    subject = find_subject(view, first, start) if has_subject else None
    has_object = bool(objects) or not OBJECT_PRONOUNS.isdisjoint(view.printed[last : last + 1])
    befalls = reading.is_passive or (verb.is_event and not has_object)
    agent = find_agent(view, last) if reading.is_passive else None if befalls else subject
    patient = subject if befalls else None
    if befalls and patient is None:
        return None
    if not befalls and not objects:
        patient = find_antecedent(view, first)
        if patient is None and (bare := find_bare_antecedent(view, first, start)):
            agent, patient = bare
    stems, things = _object_of(view, objects, patient)
    if not stems and not things:
        return None
    begin, end = view.words[start].start, _end(view, start, objects[-1] if objects else last - 1)
    return Act(
        document_id=view.article.document_id,
        verb=verb,
        status=reading.status,
        is_denied=is_denied,
        is_passive=reading.is_passive,
        agent=agent,
        patient=patient,
        object_words=view.text_of(objects.start, objects.stop) if objects else "",
        stems=stems,
        things=things,
        numbers=_numbers([view.words[place] for place in objects], patient),
        days=_days_near(view, begin, end),
        around=frozenset(word.stem for word in view.words if word.strength > WEAK_SHARE) - stems.keys(),
        sentence=view.sentence,
        sentence_number=view.number,
        start=begin,
        end=end,
    )


def _is_hyphenated(view: SentenceView, at: int, last: int) -> bool:
    """True for 'city-backed' and 'closed-door'."""
    return (at > 0 and view.gap(at - 1) in HYPHENS) or (last < len(view.words) and view.gap(last - 1) in HYPHENS)


def _object_of(view: SentenceView, objects: range, patient: Party | None) -> tuple[dict[str, float], dict[str, str]]:
    """Return the stems and the named things of what an act is done to: its object, or its patient with what follows."""
    stems: dict[str, float] = {}
    things: dict[str, str] = {}
    for place in objects:
        word, named = view.words[place], view.named[place]
        if named is not None:
            things[named.key] = named.words
        elif word.strength > 0 and not word.stem[0].isdigit():
            stems[word.stem] = word.strength
    if patient is not None and patient.kind != "noun":
        things[patient.key] = patient.words
    elif patient is not None:
        stems |= {
            word.stem: word.strength
            for word in read_phrase(patient.words)
            if word.strength > 0 and word.stem not in CALENDAR_STEMS and not word.stem[0].isdigit()
        }
    return stems, things


def _numbers(objects: Sequence[Word], patient: Party | None) -> frozenset[str]:
    """Return the numbers of what an act is done to: '12', 'twelve'."""
    words = (*objects, *(read_phrase(patient.words) if patient is not None else ()))
    return frozenset(word.stem for word in words if word.stem[0].isdigit() or word.stem in NUMBER_STEMS)


def _days_near(view: SentenceView, start: int, end: int) -> frozenset[str]:
    """Return the days that the sentence gives near a place."""
    expressions = view.article.expressions
    low, high = max(start - DAY_BEFORE, view.sentence.start), min(end + DAY_BEHIND, view.sentence.end)
    first = bisect_left(expressions, low, key=lambda expression: expression.start)
    near = takewhile(lambda expression: expression.start < high, expressions[first:])
    return frozenset(e.value_text for e in near if e.precision in DAY_PRECISIONS and e.value_text)


def _end(view: SentenceView, start: int, last: int) -> int:
    """Return where a value from the word `start` to `last` ends: behind it, or earlier where that is too long."""
    begin = view.words[start].start
    ends = (word.end for word in reversed(view.words[start : last + 1]))
    return next(end for end in ends if len(view.article.text[begin:end].split()) <= MOST_VALUE_WORDS)
