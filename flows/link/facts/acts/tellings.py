"""The acts that one report tells of.

In: an article and what the persons in it are called in the story. Out: its tellings in text order, each with its verb,
status, agent, object and place. Left out is what stands in quotation marks, what is doubted or supposed, and questions.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
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
from flows.link.facts.acts.statuses import Status, read_status, verb_start
from flows.link.facts.acts.verbs import Verb, lines_by_stem, verbs_at
from flows.link.facts.clauses import CALENDAR_STEMS
from flows.link.facts.comparable_values import MOST_VALUE_WORDS
from flows.link.facts.persons import PersonKey
from flows.link.facts.subjects import NUMBER_STEMS, WEAK_SHARE, Word, body_sentences, find_words, read_phrase

SUPPOSITIONS = frozenset({"if", "whether", "unless", "than"})
DOUBTS = re.compile(r"\b(?:alleg\w+|reportedly|falsely|suspect\w*|accus\w+|den(?:y|ie\w+|ying)|rumou?r\w*|claim\w*)\b")
DOUBT_WORDS = 6  # before the clause
HYPHENS = frozenset({"-", "‑"})
DAY_PRECISIONS = frozenset({"day", "part_of_day"})
DAY_BEFORE, DAY_BEHIND = 60, 30  # letters: a day this near is that of the act


@dataclass(frozen=True, eq=False)
class Telling:
    """An act as one report tells it at one place."""

    document_id: str
    verb: Verb
    status: Status
    is_denied: bool
    agent: Party | None
    patient: Party | None  # of a passive, or whom an event befalls
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


def find_tellings(
    article: Article, verbs: Sequence[VerbPlace], person_names: Mapping[PersonKey, str]
) -> Iterator[Telling]:
    """Yield the acts that the article tells of, in text order. `verbs`: of those found by `find_verbs`."""
    quoted = [part for q in article.quotations if q.kind != "indirect" for part in q.content]
    sentences = body_sentences(article)
    for number, places in groupby(verbs, key=attrgetter("sentence_number")):
        view = view_sentence(article, sentences[number], number, person_names)
        for _, at, _ in places:
            start = view.words[at].start
            if any(part.start <= start < part.end for part in quoted):
                continue
            readings = (_read(view, verb, at) for verb in verbs_at(view.printed, at))
            telling = next(filter(None, readings), None)
            if telling is not None:
                yield telling


def _read(view: SentenceView, verb: Verb, at: int) -> Telling | None:
    last = at + verb.word_count
    if _is_hyphenated(view, at, last):
        return None
    first = view.clause_start(at)
    start = verb_start(view, first, at)
    objects = find_object(view, last)
    reading = read_status(view, verb, (first, start, at), objects)
    if reading is None or _is_supposed(view, first, start, at):
        return None
    # who is asked to do it stands before 'to', who wants to further ahead
    has_subject = reading.has_subject and not (reading.status == "intended" and view.printed[at - 1] == "to")
    subject = find_subject(view, first, start) if has_subject else None
    befalls = reading.is_passive or (verb.is_event and not objects)
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
    return Telling(
        document_id=view.article.document_id,
        verb=verb,
        status=reading.status,
        is_denied=reading.is_denied,
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


def _is_supposed(view: SentenceView, first: int, start: int, at: int) -> bool:
    """True for what is told as doubtful or as a condition."""
    opener = view.printed[first - 1] if first and not view.has_border(first - 1) else ""
    before = view.printed[first:start]
    if opener in SUPPOSITIONS or not SUPPOSITIONS.isdisjoint(before) or before[:1] == ["had"]:
        return True
    return DOUBTS.search(" ".join(view.printed[max(0, first - DOUBT_WORDS) : at])) is not None


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
    return frozenset(
        expression.value_text
        for expression in view.article.expressions
        if expression.precision in DAY_PRECISIONS
        and expression.value_text
        and max(start - DAY_BEFORE, view.sentence.start) <= expression.start < min(end + DAY_BEHIND, view.sentence.end)
    )


def _end(view: SentenceView, start: int, last: int) -> int:
    """Return where a value from the word `start` to `last` ends: behind it, or earlier where that is too long."""
    begin = view.words[start].start
    ends = (word.end for word in reversed(view.words[start : last + 1]))
    return next(end for end in ends if len(view.article.text[begin:end].split()) <= MOST_VALUE_WORDS)
