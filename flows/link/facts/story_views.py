"""What the reports of one story carry, as the search for omissions sees it.

In: a story's articles, slots and shared utterances. Out: the facts and utterances that may be claimed to be left out,
with the articles that carry them, and whether a text has them in any form.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from flows.link.corpus import Article, Described
from flows.link.facts.central_facts import agreeing_reports
from flows.link.facts.fact_candidates import Candidate
from flows.link.facts.facts import FactSlot
from flows.link.facts.spelling_slots import SPELLING
from flows.link.facts.subjects import WORD, find_words, stem_of
from flows.link.reuse.origins import count_independent

LEAST_SUPPORT = 2  # independent origins; one report alone is a single-source fact, not something left out
NEAR_WEIGHT = 0.6  # a word within about a dozen of the value
LIKE_SENTENCE_SHARE = 0.6  # of the words beside a value, in one sentence: the fact may stand there in another form
LIKE_CLAIM_SHARE = 0.34  # the same for a claim: what everybody tells is told in many words
SHARED_WORDS_SHARE = 0.5  # of the words of an utterance, in its order of three: the article has it in other form
PASSAGE_TRIPLES = 8  # of a long one, one behind the other: the article has part of it
# Of an utterance's full words, in one sentence: it is reported without marks. By reading 155 omissions of quotations on
# the roundups, of which 12 stood in the report in such a form.
TOLD_WORDS_SHARE, LEAST_TOLD_WORDS, LEAST_TOLD_TRIPLES = 0.55, 5, 3
CLAIMED_KINDS = frozenset("date duration count money percent vote place name other".split())
WHOLE_WORDS = 3

Triples = frozenset[tuple[str, ...]]


@dataclass(frozen=True)
class Omission:
    """Something an article of a story, or an outlet without one, lacks; one of the four subjects is set.

    Beside an entity, `slot_id` is the fact that names the person, where there is one.
    """

    omission_id: str
    story_id: str
    outlet_id: str
    document_id: str | None
    subject_kind: str
    reason_code: str
    support_count: int
    slot_id: str | None = None
    quotation_group_id: str | None = None
    entity_id: str | None = None
    term_text: str | None = None


class Wording(NamedTuple):
    """An utterance as one report gives it: its words three by three, in order, and the stems of its full words."""

    triples: tuple[tuple[str, ...], ...]
    stems: frozenset[str]


@dataclass(frozen=True)
class StoryView:
    """What the search for omissions of one story needs."""

    story_id: str
    articles: Sequence[Article]
    independents: Mapping[str, str | None]
    membership: Mapping[tuple[str, str], float]

    def support(self, document_ids: Sequence[str]) -> int:
        """Independent origins of these articles."""
        return count_independent(document_ids, self.independents)

    def is_carried_by_most(self, document_ids: Sequence[str]) -> bool:
        """True when enough independent origins, and more than half of the story's, carry it."""
        support = self.support(document_ids)
        return support >= LEAST_SUPPORT and 2 * support > self.support([a.document_id for a in self.articles])


def is_spelling(slot: FactSlot) -> bool:
    """Return whether reports only spell a name otherwise there: who is silent on somebody spells nothing."""
    return slot.slot_kind == "name" and slot.subject_text.endswith(SPELLING)


def names_somebody(slot: FactSlot) -> bool:
    """Return whether it is the fact that reports name a person."""
    return slot.slot_kind == "name" and not is_spelling(slot)


def carried_facts(
    view: StoryView, slots: Sequence[FactSlot], rarity: Mapping[str, float]
) -> Iterator[tuple[FactSlot, list[str]]]:
    """Yield the facts of which most of the story's origins tell the same, with all documents that have them."""
    articles = {article.document_id: article for article in view.articles}
    for slot in slots:
        carriers = sorted({value.candidate.document_id for value in slot.values})
        if slot.slot_kind not in CLAIMED_KINDS or is_spelling(slot) or not view.is_carried_by_most(carriers):
            continue
        if view.is_carried_by_most(agreeing_reports(slot, articles, rarity)):
            yield slot, carriers


def carried_utterances(
    view: StoryView, utterances: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, list[str], tuple[Wording, ...]]]:
    """Yield the utterances that most of the story's origins quote, with the documents that do and the wordings."""
    quotations = {q.quotation_id: (article, q) for article in view.articles for q in article.quotations}
    for utterance_id, quotation_ids in sorted(utterances.items()):
        members = [quotations[i] for i in sorted(set(quotation_ids)) if i in quotations]
        carriers = sorted({article.document_id for article, _ in members})
        if not members or not view.is_carried_by_most(carriers):
            continue
        wordings = {_wording(article.text, q.start, q.end) for article, q in members}
        if all(wording.triples for wording in wordings):
            yield utterance_id, carriers, tuple(wordings)


def telling_words(value: Candidate, rarity: Mapping[str, float]) -> dict[str, float]:
    """Return the stems right beside a value, with their weights: what another form of the fact would have too."""
    return {stem: w * rarity.get(stem, 1.0) for stem, w in value.context.items() if w >= NEAR_WEIGHT}


def is_told_in_words(
    words: Mapping[str, float], sentences: Sequence[frozenset[str]], *, least: float = LIKE_SENTENCE_SHARE
) -> bool:
    """Return whether a sentence has so many of these words that it may tell the fact in another form."""
    total = sum(words[stem] for stem in sorted(words))
    return total > 0 and any(
        sum(words[stem] for stem in sorted(words.keys() & stems)) >= least * total for stems in sentences
    )


def is_quoted_in(wordings: Sequence[Wording], text: Triples, sentences: Sequence[frozenset[str]]) -> bool:
    """Return whether a text has so many of an utterance's words that it may give it, or part of it, in another form.

    `sentences`: the stems of each sentence of the text.
    """
    return any(_is_worded_in(w, text) or _is_reported_in(w, text, sentences) for w in wordings)


def _is_worded_in(wording: Wording, text: Triples) -> bool:
    runs = [len(list(run)) for is_shared, run in groupby(triple in text for triple in wording.triples) if is_shared]
    return sum(runs) >= SHARED_WORDS_SHARE * len(wording.triples) or max(runs, default=0) >= PASSAGE_TRIPLES


def _is_reported_in(wording: Wording, text: Triples, sentences: Sequence[frozenset[str]]) -> bool:
    if len(wording.stems) < LEAST_TOLD_WORDS or len(text.intersection(wording.triples)) < LEAST_TOLD_TRIPLES:
        return False
    return any(len(wording.stems & stems) >= TOLD_WORDS_SHARE * len(wording.stems) for stems in sentences)


def _wording(text: str, start: int, end: int) -> Wording:
    full = (word.stem for word in find_words(text, start, end) if word.strength >= 1 and word.stem[0].isalpha())
    return Wording(_triples_of(text[start:end]), frozenset(full))


def word_triples(text: str) -> Triples:
    """Return the words of a text, three by three."""
    return frozenset(_triples_of(text))


def _triples_of(text: str) -> tuple[tuple[str, ...], ...]:
    stems = [stem_of(word) for word in WORD.findall(text)]
    return tuple(tuple(stems[i : i + WHOLE_WORDS]) for i in range(len(stems) - WHOLE_WORDS + 1))


def may_be_spoken_of(article: Described) -> bool:
    """Return whether silence of an article may be claimed: its outlet is known, its language is read."""
    return article.is_identified and article.language_code in ("en", None)
