"""The same utterance across the reports of a story.

In: articles and their stories. Out: groups of quotations from at least two articles, each quotation in one group at
most, with how each gives the utterance: `fullest` the longest one; `identical` the same words; `clipped` stretches of
the fullest; `edited` other words in between; `reattributed` said to be somebody else's, whom both reports name.

Method: from the longest quotation to the shortest, each joins the group whose fullest one holds its words, else opens
one. Words hold when, in order, most content words of the shorter one stand in the longer one: `LEAST_CONTENT_WORDS` of
them, or `LEAST_WORDS_IN_ONE_PIECE` of all words in a row, whoever speaks; fewer only with the same speaker and close
together, two only in one piece. What it does not do: quotations without marks, translations that chose other words.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from rapidfuzz.distance import LCSseq

from flows.contracts.ids import stable_id
from flows.link.corpus import Article
from flows.link.speech.utterances import Utterance, Words, read_utterances
from flows.link.stories.stories import Story

LEAST_CONTENT_WORDS = 5  # fewer are shared by chance between quotations of one story
LEAST_SHARED_SHARE = 0.7  # of the shorter one's content words: editors and translators change about a quarter
LEAST_WORDS_IN_ONE_PIECE = 8  # common words are shared in a row by copying only: 'we are not asking for charity …'
SPARE_WORDS = 2  # by which a short quotation may be wider in the fuller one: 'on trade', 'devoted to trade'

VariantKind = Literal["fullest", "identical", "clipped", "edited", "reattributed"]


@dataclass(frozen=True)
class QuotationVariant:
    """A quotation of a group and how it gives the utterance."""

    quotation_id: str
    variant_kind: VariantKind


@dataclass(frozen=True)
class QuotationGroup:
    """One utterance, as the reports of one story quote it, by quotation id."""

    quotation_group_id: str
    story_id: str
    variants: tuple[QuotationVariant, ...]


@dataclass
class _Group:
    fullest: Utterance
    others: list[Utterance] = field(default_factory=list)


def group_quotations(articles: Iterable[Article], stories: Iterable[Story]) -> list[QuotationGroup]:
    """Return the groups of quotations, in the order of their ids."""
    by_id = {article.document_id: article for article in articles}
    groups = []
    for story in stories:
        if len(story.members) > 1:
            members = [by_id[document_id] for document_id in story.document_ids]
            groups += [_published_group(story.story_id, group) for group in _groups(list(read_utterances(members)))]
    return sorted(groups, key=lambda group: group.quotation_group_id)


def _groups(utterances: Sequence[Utterance]) -> Iterator[_Group]:
    ordered = sorted(utterances, key=lambda u: (-len(u.words), u.published, u.quotation_id))
    groups: list[_Group] = []
    by_pair: dict[tuple[str, str], list[int]] = defaultdict(list)  # neighbouring content words → groups
    for utterance in ordered:
        near = sorted({place for pair in pairwise(utterance.content_words) for place in by_pair.get(pair, ())})
        scored = [(_shared_share(utterance, groups[place].fullest), -place) for place in near]
        best, negative_place = max(scored, default=(0.0, 0))
        if best > 0:
            groups[-negative_place].others.append(utterance)
            continue
        for pair in set(pairwise(utterance.content_words)):
            by_pair[pair].append(len(groups))
        groups.append(_Group(utterance))
    return (group for group in groups if len({u.document_id for u in (group.fullest, *group.others)}) > 1)


def _shared_share(shorter: Utterance, longer: Utterance) -> float:
    """Return the share of the shorter one's content words that the longer one holds; 0 where they are not the same."""
    shared = LCSseq.similarity(shorter.content_words, longer.content_words)
    share = round(shared / len(shorter.content_words), 4)
    if share < LEAST_SHARED_SHARE:
        return 0.0
    if shared >= LEAST_CONTENT_WORDS:
        return share
    if (
        len(shorter.words) >= LEAST_WORDS_IN_ONE_PIECE
        and len(shorter.parts) == 1
        and _holds(longer.words, shorter.words)
    ):
        return share
    is_same_speaker = shorter.speaker and longer.speaker and shorter.speaker.is_same(longer.speaker)
    if not is_same_speaker or share < 1:
        return 0.0
    if len(shorter.content_words) == 2:
        return share if _holds(longer.words, shorter.words) else 0.0
    window = _tightest_window(shorter.content_words, longer.words)
    return share if window <= len(shorter.words) + SPARE_WORDS else 0.0


def _tightest_window(sought: Words, words: Words) -> int:
    """Return the length of the shortest stretch of `words` that holds the sought ones in order."""
    best = len(words) + len(sought) + SPARE_WORDS + 1
    for start in (place for place, word in enumerate(words) if word == sought[0]):
        place = start
        for word in sought[1:]:
            try:
                place = words.index(word, place + 1)
            except ValueError:
                return best
        best = min(best, place - start + 1)
    return best


def _holds(words: Words, stretch: Words) -> bool:
    size = len(stretch)
    return any(words[place : place + size] == stretch for place in range(len(words) - size + 1))


def _published_group(story_id: str, group: _Group) -> QuotationGroup:
    members = [group.fullest, *group.others]
    earliest = min(members, key=lambda utterance: (utterance.published, utterance.quotation_id))
    variants = [QuotationVariant(group.fullest.quotation_id, "fullest")]
    variants += [QuotationVariant(u.quotation_id, _variant_kind(u, group.fullest)) for u in group.others]
    return QuotationGroup(
        quotation_group_id=stable_id("quotation_group", earliest.quotation_id),
        story_id=story_id,
        variants=tuple(sorted(variants, key=lambda variant: variant.quotation_id)),
    )


def _variant_kind(utterance: Utterance, fullest: Utterance) -> VariantKind:
    if utterance.speaker and fullest.speaker and utterance.speaker.is_other(fullest.speaker):
        return "reattributed"
    if utterance.words == fullest.words:
        return "identical"
    if all(_holds(fullest.words, part) for part in utterance.parts):
        return "clipped"
    return "edited"
