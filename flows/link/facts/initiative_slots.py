"""Who took the first step: at whose request, invitation or initiative the talks, the visit or the vote came about.

In: a story's articles. Out: one group of candidates for each event of which two articles or more name the initiator;
the value is the party as printed. Two parties contradict each other only where one of the two reports sets them against
each other ('talks between A and B'), one on either side. The event must be what both reports open with, and each report
may name one initiator only. Persons are left out: who they stand for is not said beside the name. What it does not do:
first steps told by verbs alone ('the union had called').
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from flows.extract.annotations import Sentence
from flows.link.corpus import Article
from flows.link.facts.comparable_values import MOST_VALUE_WORDS
from flows.link.facts.fact_candidates import Candidate, quotation_around
from flows.link.facts.subjects import WEAK_SHARE, body_sentences, find_words, lexicon_lines, stem_of

STEP = r"(?:request|invitation|initiative|suggestion|urging|behest|insistence|instigation|proposal)"
PARTY_END = r"(?=\s*(?:[,;:.()—–]|$)|\s(?:and|who|which|that|where|when|after|before|to|but|on|in|for|at|with|the)\s)"
INITIATORS = (
    re.compile(rf"\bat the {STEP} of (?:the |its |his |her |their )?(?P<party>[^,;:.()—–]{{2,60}}?){PARTY_END}", re.I),
    re.compile(rf"\bat (?:the )?(?P<party>[^,;:.()—–]{{2,60}}?)['’]s? {STEP}\b", re.I),
    re.compile(
        rf"\b(?:requested|initiated|proposed|convened) by (?:the )?(?P<party>[^,;:.()—–]{{2,60}}?){PARTY_END}", re.I
    ),
)
FIRST_STEP = re.compile(rf"\b(?:{STEP}|(?:requested|initiated|proposed|convened) by)\b", re.IGNORECASE)
BETWEEN = re.compile(r"\bbetween (?P<one>[^.;]{2,60}?) and (?P<other>[^.;,]{2,60})", re.IGNORECASE)
OPENING_SENTENCES = 3


@cache
def _event_words() -> Mapping[str, str]:
    """Return the class of each word for an event that somebody can ask for, by stem."""
    return {stem_of(word): line.split()[0] for line in lexicon_lines("initiated_events.txt") for word in line.split()}


def find_initiative_groups(articles: Sequence[Article]) -> list[tuple[str, list[Candidate]]]:
    """Return (subject, candidates) for each event whose initiator two articles or more name."""
    by_event: dict[str, list[Candidate]] = defaultdict(list)
    for article in articles:
        found: dict[str, list[Candidate]] = defaultdict(list)
        for event, candidate in _find_initiators(article):
            found[event].append(candidate)
        for event, candidates in found.items():
            if len({candidate.value_text for candidate in candidates}) == 1 and event in opening_events(article):
                by_event[event].append(candidates[0])
    return [(f"{event}: first step", group) for event, group in sorted(by_event.items()) if len(group) > 1]


def are_opposed_parties(articles: Mapping[str, Article], a: Candidate, b: Candidate) -> bool:
    """Return whether one of the two reports has the two parties on the two sides of 'between … and …'."""
    stems_a, stems_b = (_party_stems(articles[c.document_id].text, c.start, c.end) for c in (a, b))
    if stems_a & stems_b:
        return False
    for candidate in (a, b):
        text = articles[candidate.document_id].text
        for match in BETWEEN.finditer(text):
            one, other = (_party_stems(text, *match.span(side)) for side in ("one", "other"))
            for left, right in ((stems_a, stems_b), (stems_b, stems_a)):
                if left & one and right & other and not left & other and not right & one:
                    return True
    return False


def name_same_party(articles: Mapping[str, Article], a: Candidate, b: Candidate) -> bool:
    """Return whether the two parties share a word."""
    stems_a, stems_b = (_party_stems(articles[c.document_id].text, c.start, c.end) for c in (a, b))
    return bool(stems_a & stems_b)


def _find_initiators(article: Article) -> list[tuple[str, Candidate]]:
    if not FIRST_STEP.search(article.text):
        return []
    found = []
    previous: Sentence | None = None
    for sentence in body_sentences(article):
        words = article.text[sentence.start : sentence.end]
        for pattern in INITIATORS:
            for match in pattern.finditer(words):
                start, end = (sentence.start + place for place in match.span("party"))
                event = event_before(article, sentence, sentence.start + match.start(), previous)
                if event and _is_group(article, start, end):
                    found.append((event, _candidate(article, sentence, start, end)))
        previous = sentence
    return found


def event_before(article: Article, sentence: Sentence, end: int, previous: Sentence | None) -> str | None:
    """Return the event told before the phrase; of a sentence without one, that of the sentence before ('They …')."""
    stretches = [(sentence.start, end)] + ([(previous.start, previous.end)] if previous else [])
    for start, stop in stretches:
        events = [_event_words()[w.stem] for w in find_words(article.text, start, stop) if w.stem in _event_words()]
        if events:
            return events[0]
    return None


def opening_events(article: Article) -> set[str]:
    """Return the events that somebody can ask for which the article opens with."""
    stretches = [(s.start, s.end) for s in body_sentences(article)[:OPENING_SENTENCES]]
    stems = {word.stem for start, end in stretches for word in find_words(article.text, start, end)}
    return {_event_words()[stem] for stem in stems if stem in _event_words()}


def _is_group(article: Article, start: int, end: int) -> bool:
    """True for a party that is no person, in the outlet's own voice."""
    if len(article.text[start:end].split()) > MOST_VALUE_WORDS or not _party_stems(article.text, start, end):
        return False
    if quotation_around(article, start, end):
        return False
    return not any(m.entity_type == "person" and m.start < end and start < m.end for m in article.mentions)


def _party_stems(text: str, start: int, end: int) -> frozenset[str]:
    return frozenset(word.stem for word in find_words(text, start, end) if word.strength > WEAK_SHARE / 2)


def _candidate(article: Article, sentence: Sentence, start: int, end: int) -> Candidate:
    return Candidate(
        document_id=article.document_id,
        start=start,
        end=end,
        slot_kind="attribution",
        value_text=" ".join(article.text[start:end].lower().replace("’", "'").split()),
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        context={},
    )
