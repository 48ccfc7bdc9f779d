"""What was raised in talks and what was not: 'the call did not touch on fishing', 'fishing was left off the table'.

In: a story's articles. Out: groups of candidates of kind other, over two articles or more, for each topic that reports
of the same talks say was raised or not raised, one of them at least that it was not; the value is one of these two, its
place the topic as printed. The talks must be told in the sentence or the one before, and be what each report opens
with. Raised against not raised is a contradiction. What it does not do: find topics that a report merely tells of, or
talks of another day of the same story.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.extract.annotations import Sentence
from flows.link.corpus import Article
from flows.link.facts.comparable_values import MOST_VALUE_WORDS
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.initiative_slots import event_before, opening_events
from flows.link.facts.subjects import body_sentences, find_words, stem_of

RAISED, NOT_RAISED = "raised", "not raised"
PAST = r"(?:raised|discussed|mentioned|addressed|touched (?:up)?on|brought up)"
NOT_TOLD = (
    r"(?:did not|didn[’']t|never) (?:touch (?:up)?on|raise|discuss|mention|address|bring up)|made no mention of|"
    r"without (?:touching (?:up)?on|raising|discussing|mentioning|addressing)"
)
# a comma ends the topic but in a list: 'fishing, ferries, and the quota'
TOPIC_END = (
    r"[.;:()—]|,(?! (?:[\w-]+ ){0,3}[\w-]+,)(?!(?: [\w-]+){1,3},? (?:and|or) )(?! (?:and|or) )|"
    r",? (?:but|because|when|while|though|although|as|during|which|who|in an?|at)\b|$"
)
TOLD = re.compile(
    rf"(?:(?P<not>{NOT_TOLD})|(?<!not )(?<!never )\b{PAST}) (?P<topic>\w[^.;:()“”\"]{{2,90}}?)(?={TOPIC_END})",
    re.IGNORECASE,
)
# what a story without it has no topic slot of; cheap, since nearly all have none
UNRAISED = re.compile(rf"\b(?:{NOT_TOLD}|(?:not|never) (?:also )?{PAST}|left (?:off|out))\b", re.IGNORECASE)
TOLD_OF = re.compile(
    r" (?:was|were|(?:had|has|have) been) (?:(?P<not>not |never )?(?:also )?" + PAST + r"|"
    r"(?P<left>(?:\w+ly )?left (?:off|out)))\b",
    re.IGNORECASE,
)
CLAUSE_START = re.compile(r".*(?:\bthat |[;:“”\"()—]|, (?:and|but) (?=the |its |\w+ (?:was|were)\b))", re.DOTALL)
TOPIC_STRENGTH = 1.0  # strength of a word that tells what a topic is
GENERAL_WORDS = "topic issue matter question concern broad broader wide wider global range"  # of any topic
GENERAL_STEMS = frozenset(stem_of(word) for word in GENERAL_WORDS.split())


@dataclass(frozen=True)
class _Telling:
    """A topic that a report says was raised in talks, or was not."""

    event: str
    stems: frozenset[str]
    candidate: Candidate


def find_topic_groups(articles: Sequence[Article]) -> list[tuple[str, list[Candidate]]]:
    """Return (subject, candidates) for each topic that two articles tell of, one of them that it was not raised."""
    if not any(UNRAISED.search(article.text) for article in articles):
        return []
    tellings = [telling for article in articles for telling in _find_tellings(article)]
    groups = []
    taken: set[tuple[str, int, int, str]] = set()
    for telling in tellings:
        if telling.candidate.value_text != NOT_RAISED or telling.candidate.key in taken:
            continue
        found = {telling.candidate.document_id: telling}
        for other in tellings:
            is_one_topic = other.event == telling.event and bool(other.stems & telling.stems)
            if is_one_topic and other.candidate.key not in taken:
                found.setdefault(other.candidate.document_id, other)
        if len(found) > 1:
            members = [found[document_id].candidate for document_id in sorted(found)]
            taken |= {member.key for member in members}
            shared = sorted(frozenset.intersection(*(member.stems for member in found.values())) or telling.stems)
            groups.append((f"{telling.event}, {_printed(articles, telling, shared)}: topic", members))
    return groups


def are_opposed_tellings(a: Candidate, b: Candidate) -> bool:
    """Return whether one of the two says that the topic was raised and the other that it was not."""
    return {a.value_text, b.value_text} == {RAISED, NOT_RAISED}


def _printed(articles: Sequence[Article], telling: _Telling, stems: Sequence[str]) -> str:
    """Return the words of the topic that have these stems, as printed."""
    candidate = telling.candidate
    text = next(article.text for article in articles if article.document_id == candidate.document_id)
    words = find_words(text, candidate.start, candidate.end)
    return " ".join(text[word.start : word.end] for word in words if word.stem in stems)


def _find_tellings(article: Article) -> Iterator[_Telling]:
    matches = [*TOLD.finditer(article.text), *TOLD_OF.finditer(article.text)]
    if not matches:
        return
    sentences, events = body_sentences(article), opening_events(article)
    starts = [sentence.start for sentence in sentences]
    for match in matches:
        number = bisect_right(starts, match.start()) - 1
        if number < 0 or match.start() >= sentences[number].end:
            continue
        sentence, previous = sentences[number], sentences[number - 1] if number else None
        start, end = _topic(article.text, sentence, match)
        words = find_words(article.text, start, end)
        stems = frozenset(w.stem for w in words if w.strength >= TOPIC_STRENGTH or w.is_name) - GENERAL_STEMS
        event = event_before(article, sentence, match.start(), previous)
        if event in events and stems and len(article.text[start:end].split()) <= MOST_VALUE_WORDS:
            is_not = match["not"] is not None or (match.re is TOLD_OF and match["left"] is not None)
            value = NOT_RAISED if is_not else RAISED
            yield _Telling(event or "", stems, _candidate(article, sentence, (start, end), value, stems))


def _topic(text: str, sentence: Sentence, match: re.Match[str]) -> tuple[int, int]:
    """Return the place of the topic: after the verb, or its subject where the verb is passive."""
    if match.re is TOLD:
        return match.start("topic"), min(match.end("topic"), sentence.end)
    opening = CLAUSE_START.match(text, sentence.start, match.start())
    return (opening.end() if opening else sentence.start), match.start()


def _candidate(
    article: Article, sentence: Sentence, place: tuple[int, int], value: str, stems: frozenset[str]
) -> Candidate:
    return Candidate(
        document_id=article.document_id,
        start=place[0],
        end=place[1],
        slot_kind="other",
        value_text=value,
        sentence_start=sentence.start,
        sentence_end=sentence.end,
        context=dict.fromkeys(sorted(stems), 1.0),
    )
