"""Where it was, or where they were taken: named houses, roads and stations of one kind, side by side.

In: a story's articles and how rare each stem is there. Out: groups of candidates of kind place that stand after the
same verb and preposition ('taken to St Brede Hospital', 'taken to St Anselm Hospital') and of which at least two
differ. Two of them contradict each other only where both reports tell the same of the same number of people or things,
are about the same names, were published close together, and neither has the other's venue anywhere. Towns and regions
are left out: one can lie within the other, which no text says. What it does not do: match other verbs or prepositions.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from flows.extract.annotations import Mention, Sentence
from flows.link.corpus import Article
from flows.link.facts.fact_candidates import Candidate, venue_words
from flows.link.facts.holders import are_comparable, are_told_of_one
from flows.link.facts.subjects import (
    WEAK_SHARE,
    Word,
    body_sentences,
    find_context,
    find_words,
    stem_of,
)
from flows.link.facts.surroundings import Names, Surroundings

BEFORE_VENUE = re.compile(r"\b(in|at|to|near|outside|inside|from|into|onto|on|off)\s+(?:the\s+)?$", re.IGNORECASE)
BEFORE_LETTERS = 16
# Of several groups or stages one report can tell one and the other another.
PARTS = re.compile(
    r"\b(?:some|others?|another|rest|half|most|several|many|first|second|later|then|initially|one of|two of|including|"
    r"would|could|might|may)\b",
    re.IGNORECASE,
)
SAME_EVENT_DAYS = timedelta(days=2)  # later reports tell of the next thing that was done
SHARED_STEMS = 1  # besides the verb
NAME_PART = re.compile(r"[^\W\d_]+|\d+")
COMMON_PARTS = frozenset("st saint the of and new old".split())


@dataclass(frozen=True)
class _Venue:
    """A candidate with the words it hangs on."""

    candidate: Candidate
    key: tuple[str, str, str]  # stem of the word before, preposition, kind of venue
    lead: frozenset[str]  # stems told before it in its sentence
    counts: frozenset[float]  # numbers told before it
    is_part: bool
    name: frozenset[str]  # what tells it apart from others of its kind


def find_venue_groups(articles: Sequence[Article]) -> list[list[Candidate]]:
    """Return groups of venues that the reports give for the same, each with two or more that differ."""
    by_key: dict[tuple[str, str, str], list[_Venue]] = defaultdict(list)
    for article in articles:
        for venue in _find_venues(article):
            by_key[venue.key].append(venue)
    by_id = {article.document_id: article for article in articles}
    groups = [_told_alike(by_id, venues) for _, venues in sorted(by_key.items())]
    return [group for group in groups if group]


def _told_alike(articles: Mapping[str, Article], venues: Sequence[_Venue]) -> list[Candidate]:
    """Return the candidates that share what they tell with one of two that conflict; none where no two do."""
    ordered = sorted(venues, key=lambda venue: venue.candidate.key)
    shared: set[str] = set()
    for i, b in enumerate(ordered):
        for a in ordered[:i]:
            if _are_in_conflict(articles, a, b):
                shared |= a.lead & b.lead
    return [venue.candidate for venue in ordered if venue.lead & shared]


def are_conflicting_venues(articles: Mapping[str, Article], a: Candidate, b: Candidate) -> bool:
    """Return whether two reports give different venues for the same."""
    found = [
        venue
        for candidate in (a, b)
        for venue in _find_venues(articles[candidate.document_id])
        if venue.candidate.start == candidate.start
    ]
    return len(found) == 2 and _are_in_conflict(articles, *found)


def _are_in_conflict(articles: Mapping[str, Article], a: _Venue, b: _Venue) -> bool:
    one, other = articles[a.candidate.document_id], articles[b.candidate.document_id]
    if one is other or a.key != b.key or a.is_part or b.is_part or a.name & b.name:
        return False
    if len(a.lead & b.lead) < SHARED_STEMS or (a.counts and b.counts and a.counts.isdisjoint(b.counts)):
        return False
    if _names_any(one, b.name) or _names_any(other, a.name):
        return False
    days = one.published_on, other.published_on
    is_near = None in days or abs(days[0] - days[1]) <= SAME_EVENT_DAYS  # type: ignore[operator]
    holders = a.candidate.holder, b.candidate.holder
    return is_near and are_comparable(*holders) and are_told_of_one(*holders)


def _names_any(article: Article, name: frozenset[str]) -> bool:
    return not name.isdisjoint(part.lower() for part in NAME_PART.findall(article.text))


def _find_venues(article: Article) -> list[_Venue]:
    mentions = [mention for mention in article.mentions if _names_venue(article.text, mention)]
    if not mentions:
        return []
    sentences = body_sentences(article)
    names = Names(article)
    found = []
    for mention in mentions:
        sentence = next((s for s in sentences if s.start <= mention.start < s.end), None)
        venue = _read_venue(article, sentence, mention, names) if sentence else None
        if venue:
            found.append(venue)
    return found


def _names_venue(text: str, mention: Mention) -> bool:
    """True for the name of a house, road or stop behind a preposition."""
    if mention.kind != "name" or mention.entity_type not in ("place", "organisation"):
        return False
    return bool(_kind_of(text, mention)) and _preposition(text, mention) is not None


def _kind_of(text: str, mention: Mention) -> str | None:
    parts = _name_parts(text, mention)
    return next((part for part in (parts[-1], parts[0]) if part in venue_words()), None) if len(parts) > 1 else None


def _name_parts(text: str, mention: Mention) -> list[str]:
    return [part.lower() for part in NAME_PART.findall(text[mention.start : mention.end])]


def _preposition(text: str, mention: Mention) -> re.Match[str] | None:
    return BEFORE_VENUE.search(text, max(0, mention.start - BEFORE_LETTERS), mention.start)


def _read_venue(article: Article, sentence: Sentence, mention: Mention, names: Names) -> _Venue | None:
    """Return the venue of a mention that names one and stands after a verb and a preposition."""
    text = article.text
    kind, before = _kind_of(text, mention), _preposition(text, mention)
    is_quoted = any(q.start <= mention.start < q.end and q.kind == "direct" for q in article.quotations)
    if kind is None or before is None or is_quoted or before.start() < sentence.start:
        return None
    words = find_words(text, sentence.start, sentence.end)
    lead = [word for word in words if word.end <= before.start() and word.strength > 0]
    if not lead or not text[lead[-1].end : before.start()].isspace() or lead[-1].is_name:
        return None
    counts = frozenset(
        e.value_low
        for e in article.expressions
        if e.kind == "count" and sentence.start <= e.start < mention.start and e.value_low is not None
    )
    return _Venue(
        candidate=_candidate(article, sentence, mention, words, names),
        key=(lead[-1].stem, before[1].lower(), stem_of(kind)),
        lead=frozenset(w.stem for w in lead[:-1] if w.strength > WEAK_SHARE and not w.is_name) - {lead[-1].stem},
        counts=counts,
        is_part=PARTS.search(text, sentence.start, mention.start) is not None,
        name=frozenset(_name_parts(text, mention)) - COMMON_PARTS - venue_words(),
    )


def _candidate(
    article: Article, sentence: Sentence, mention: Mention, words: Sequence[Word], names: Names
) -> Candidate:
    place = (mention.start, mention.end)
    return Candidate(
        document_id=article.document_id,
        start=mention.start,
        end=mention.end,
        slot_kind="place",
        value_text=next(e.name for e in article.entities if e.entity_id == mention.entity_id),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        context=find_context(article.text, words, *place),
        around=Surroundings(names, sentence, words, "place", place),
    )
