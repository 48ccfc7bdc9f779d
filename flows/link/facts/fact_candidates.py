"""Values of one article that can be compared with those of another: typed expressions with what they are about.

In: an article. Out: candidates in text order. Dates, durations, amounts, percentages, counts, ages and votes come
from the article's expressions in title-less zones (lede and body); each carries the context of its sentence, its
quotation when it stands inside one, and whether it is the date of the article's main event. Persons' roles and
quotations are candidates of their own modules. What cannot agree or disagree is left out
(comparable_values.py).
"""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from flows.extract.annotations import Mention, Sentence
from flows.link.corpus import Article, LinkedExpression, LinkedQuotation
from flows.link.facts.clauses import TIME_AFTER, Clause
from flows.link.facts.comparable_values import SLOT_KIND_OF_EXPRESSION, is_comparable
from flows.link.facts.holders import Holder
from flows.link.facts.likeness import EMPTY_FRAME, Frame
from flows.link.facts.moves import Tie, Value, find_ties
from flows.link.facts.neighbouring_days import find_neighbouring_day
from flows.link.facts.printed_dates import PrintedDate, bare_clock, read_printed_date
from flows.link.facts.subjects import (
    Word,
    add_counted,
    add_neighbours,
    body_sentences,
    find_context,
    find_words,
    lexicon_lines,
    read_phrase,
)
from flows.link.facts.surroundings import Names, Surroundings

EVENT_DATE_SENTENCES = 2  # the main event is told in the first sentences
SUBORDINATE = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|after|before|since|until|by|while|because|if|next|last|starting|beginning|updated|dated)\b",
    re.IGNORECASE,
)
CLAUSE_END = re.compile(r"[,;:—–]")
SCENE_OPENING = re.compile(r"\b(?:in|at|near|outside)\s+(?:the\s+)?$", re.IGNORECASE)
NEAR_DAYS = 2  # of publication, by the pairs of slot_alignment.py
EVENT_PRECISIONS = frozenset({"day", "part_of_day", "month", "hour", "minute", "weekend"})


EMPTY_CLAUSE, EMPTY_HOLDER = Clause(), Holder()


@dataclass(frozen=True)
class Candidate:
    """A value at one place of an article, normalised, with the stems around it and their weights."""

    document_id: str
    start: int
    end: int
    slot_kind: str
    value_text: str
    sentence_start: int
    sentence_end: int
    context: Mapping[str, float]
    names: frozenset[str] = frozenset()  # stems of the context that stand in names
    around: Surroundings | None = field(default=None, compare=False, repr=False)
    qualifiers: frozenset[str] = frozenset()  # years and ages that the sentence gives beside the value
    value_low: float | None = None
    value_high: float | None = None
    low_on: date | None = None
    high_on: date | None = None
    unit_code: str | None = None
    unit_stem: str | None = None
    precision: str | None = None
    hedge: str = "exact"
    is_inferred: bool = False
    is_event_date: bool = False
    is_of_these_days: bool = False  # a date around the report's publication
    printed: PrintedDate | None = None  # of a date
    ties: frozenset[Tie] = frozenset()
    quotation_id: str | None = None
    speaker_entity_id: str | None = None
    voice: str | None = None  # who says it: the entity, or the words for one without a name

    @property
    def frame(self) -> Frame:
        """The words around the value."""
        return self.around.frame if self.around else EMPTY_FRAME

    @property
    def lead(self) -> tuple[str, ...]:
        """The stems that lead up to the value."""
        return self.around.lead if self.around else ()

    @property
    def follow(self) -> tuple[str, ...]:
        """The stems right behind the value."""
        return self.around.follow if self.around else ()

    def shares_lead(self, other: "Candidate") -> bool:
        """Return whether the same words lead up to both values: 'The ferry was built in'."""
        return self.lead == other.lead != ()

    @property
    def clause(self) -> Clause:
        """What of the sentence is said of the value."""
        return self.around.clause if self.around else EMPTY_CLAUSE

    @property
    def holder(self) -> Holder:
        """Whose the value is."""
        return self.around.holder if self.around else EMPTY_HOLDER

    @property
    def key(self) -> tuple[str, int, int, str]:
        """Place and kind: what orders candidates, whatever order they came in."""
        return (self.document_id, self.start, self.end, self.slot_kind)


def find_candidates(article: Article) -> list[Candidate]:
    """Return the comparable values of the article's lede and body, in text order."""
    sentences = body_sentences(article)
    found: list[Candidate] = []
    previous: tuple[Sentence, Sequence[Word]] | None = None
    values = _values_by_sentence(article, sentences)
    article_names = Names(article)
    for sentence in sentences:
        words = find_words(article.text, sentence.start, sentence.end)
        neighbours = previous[1] if previous and previous[0].paragraph == sentence.paragraph else ()
        previous = (sentence, words)
        names = frozenset(word.stem for word in words if word.is_name)
        of_sentence = [Value(v.start, v.end, v.slot_kind, v.value_text) for v in values.get(sentence.start, ())]
        ties = find_ties(article.text, of_sentence)
        for value in values.get(sentence.start, ()):
            context = find_context(article.text, words, value.start, value.end)
            if value.slot_kind == "count":
                context = add_counted(context, words, value.start, value.end)
            others = [other for other in values[sentence.start] if other.start != value.start]
            places = [(other.start, other.end) for other in others]
            place = (value.start, value.end)
            found.append(
                replace(
                    value,
                    context=add_neighbours(context, neighbours),
                    names=names,
                    around=Surroundings(article_names, sentence, words, value.slot_kind, place, places),
                    qualifiers=frozenset(q for other in others for q in _qualifiers(other)),
                    ties=ties.get(value.start, frozenset()),
                )
            )
    return found


def _qualifiers(candidate: Candidate) -> set[str]:
    """What the value says of others in its sentence: of which year, of which age."""
    if candidate.slot_kind == "age":
        return {"age"}
    return {str(year) for year in candidate.printed.years} if candidate.printed else set()


def _values_by_sentence(article: Article, sentences: Sequence[Sentence]) -> dict[int, list[Candidate]]:
    """Return the values of each sentence in text order, without their contexts, by where the sentence starts."""
    starts = [sentence.start for sentence in sentences]
    event_date = find_event_date(article, sentences)
    values: dict[int, list[Candidate]] = {}

    def sentence_at(start: int) -> Sentence | None:
        place = bisect_right(starts, start) - 1
        return sentences[place] if place >= 0 and start < sentences[place].end else None

    for expression in article.expressions:
        sentence = sentence_at(expression.start)
        if sentence and is_comparable(article, expression):
            candidate = _candidate(article, sentence, expression, expression is event_date)
            values.setdefault(sentence.start, []).extend((candidate, *_neighbouring_day(article, candidate)))
    names = {entity.entity_id: entity.name for entity in article.entities}
    for mention in article.mentions:
        sentence = sentence_at(mention.start)
        if sentence and mention.end <= sentence.end and _is_scene(article.text, mention):
            candidate = Candidate(
                document_id=article.document_id,
                start=mention.start,
                end=mention.end,
                slot_kind="place",
                value_text=names[mention.entity_id],
                sentence_start=sentence.start,
                sentence_end=sentence.end,
                context={},
            )
            values.setdefault(sentence.start, []).append(candidate)
    return {start: sorted(found, key=lambda c: c.key) for start, found in values.items()}


@cache
def venue_words() -> frozenset[str]:
    """Return the words that end or open the name of a house, a road or a stop."""
    return frozenset(word for line in lexicon_lines("venue_words.txt") for word in line.split())


def _is_scene(text: str, mention: Mention) -> bool:
    """True for a place, named, where something happens: 'in Oslo', 'at the Oslo Arena', 'at Oslo Golf Club'."""
    last_word = text[mention.start : mention.end].rsplit(maxsplit=1)[-1].lower()
    return (
        (mention.entity_type == "place" or last_word in venue_words())
        and mention.kind == "name"
        and SCENE_OPENING.search(text[max(0, mention.start - 12) : mention.start]) is not None
    )


def _candidate(article: Article, sentence: Sentence, expression: LinkedExpression, is_event_date: bool) -> Candidate:
    quotation = quotation_around(article, expression.start, expression.end)
    unit_words = read_phrase(expression.unit_code or "")
    candidate = Candidate(
        document_id=article.document_id,
        start=expression.start,
        end=expression.end,
        slot_kind=SLOT_KIND_OF_EXPRESSION[expression.kind],
        value_text=_bare_value(expression),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        context={},
        value_low=expression.value_low,
        value_high=expression.value_high,
        low_on=expression.low_on,
        high_on=expression.high_on,
        unit_code=expression.unit_code,
        unit_stem=unit_words[-1].stem if unit_words else None,
        precision=expression.precision,
        hedge=expression.hedge,
        is_inferred=expression.is_inferred,
        is_event_date=is_event_date,
        is_of_these_days=_is_of_these_days(article, expression),
        quotation_id=quotation.quotation_id if quotation else None,
        speaker_entity_id=quotation.speaker_entity_id if quotation else None,
        voice=_voice(article, expression.start, expression.end),
    )
    return _as_printed(article, candidate) if candidate.slot_kind == "date" else candidate


def _is_of_these_days(article: Article, expression: LinkedExpression) -> bool:
    if article.published_on is None or expression.low_on is None:
        return False
    return abs((expression.low_on - article.published_on).days) <= NEAR_DAYS


def _as_printed(article: Article, candidate: Candidate) -> Candidate:
    """Return a date with what of it is printed; the day that a bare clock time was taken for is left out."""
    words = article.text[candidate.start : candidate.end]
    clock = bare_clock(words, candidate.value_text) if candidate.is_inferred else None
    if clock is not None:
        printed = PrintedDate(clock=clock)
        return replace(candidate, value_text=clock, low_on=None, high_on=None, is_inferred=False, printed=printed)
    printed = read_printed_date(
        words,
        candidate.value_text,
        (candidate.low_on, candidate.high_on),
        is_inferred=candidate.is_inferred,
        published_on=article.published_on,
    )
    return replace(candidate, printed=printed)


def _neighbouring_day(article: Article, candidate: Candidate) -> list[Candidate]:
    """Return the day of another event that is told by its distance from a date, if one is."""
    day, printed = candidate.low_on, candidate.printed
    if day is None or printed is None or day != candidate.high_on:
        return []
    found = find_neighbouring_day(article.text, candidate.end, day, printed)
    if found is None or found.end > candidate.sentence_end:
        return []
    return [
        replace(
            candidate,
            start=found.start,
            end=found.end,
            value_text=found.day.isoformat(),
            low_on=found.day,
            high_on=found.day,
            precision="day",
            is_inferred=True,
            is_event_date=False,
            printed=found.printed,
        )
    ]


def _bare_value(expression: LinkedExpression) -> str:
    """The value; of a count without its unit, since 'eight people' and 'eight participants' are one value."""
    value = expression.value_text or ""
    return value.removesuffix(f" {expression.unit_code}") if expression.kind == "count" else value


def quotation_around(article: Article, start: int, end: int) -> LinkedQuotation | None:
    """Return the quotation whose words hold the place; None where the outlet speaks or the speaker is unknown."""
    for quotation in article.quotations:
        if quotation.speaker_entity_id and any(part.start <= start and end <= part.end for part in quotation.content):
            return quotation
    return None


def _voice(article: Article, start: int, end: int) -> str | None:
    """Return who says what stands there: an entity's id, or the words for one without a name; None for the outlet."""
    for quotation in article.quotations:
        if quotation.speaker and any(part.start <= start and end <= part.end for part in quotation.content):
            words = article.text[quotation.speaker.start : quotation.speaker.end].lower().split()
            return quotation.speaker_entity_id or " ".join(word for word in words if word not in ("the", "a", "an"))
    return None


def find_event_date(article: Article, sentences: Sequence[Sentence]) -> LinkedExpression | None:
    """Return the date of the main event: the first date of the lede's main clause, None where it has none."""
    for sentence in sentences[:EVENT_DATE_SENTENCES]:
        for expression in sorted(article.expressions, key=lambda e: (e.start, e.end)):
            if not sentence.start <= expression.start < sentence.end or not is_comparable(article, expression):
                continue
            if SLOT_KIND_OF_EXPRESSION[expression.kind] != "date" or expression.precision not in EVENT_PRECISIONS:
                continue
            if bare_clock(article.text[expression.start : expression.end], expression.value_text or ""):
                continue
            if not _is_subordinate(article.text[sentence.start : expression.start]):
                return expression if not TIME_AFTER.match(article.text, expression.end) else None
    return None


def _is_subordinate(opening: str) -> bool:
    """True when the words before a date open a clause of their own that has not ended before the date."""
    markers = list(SUBORDINATE.finditer(opening))
    return bool(markers) and not CLAUSE_END.search(opening, markers[-1].end())
