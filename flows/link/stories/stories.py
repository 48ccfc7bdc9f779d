"""Stories: the articles on one event.

In: articles. Out: stories, every article in exactly one; an article that stands alone is a story of one.

Method: similarity of `similarity.py`, average linkage of `average_linkage.py`. A story's id is the hash of its earliest
member's id (the undated last, then by document id), so that a report added later, or an unrelated document, changes no
id; who is a member can shift with the corpus, as the rarity of words does. The result depends on the set of articles
only, not on their order.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

import numpy as np

from flows.contracts.ids import stable_id
from flows.link.corpus import Described, Outline
from flows.link.memory import Memory
from flows.link.outlines import Outlines
from flows.link.stories.average_linkage import link_groups
from flows.link.stories.similarity import SCALE, Pairs, similar_pairs
from flows.link.stories.story_titles import choose_title
from flows.link.stories.timeline import COARSE_PRECISIONS


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An article of a story and how close it is to the others: its mean similarity to them, 1 in a story of one."""

    document_id: str
    membership_score: float


@dataclass(frozen=True, slots=True)
class Story:
    """The articles on one event, by document id."""

    story_id: str
    title: str | None
    first_published_at: datetime | None
    last_published_at: datetime | None
    members: tuple[StoryMember, ...]

    @property
    def document_ids(self) -> tuple[str, ...]:
        """The articles' document ids, in order."""
        return tuple(member.document_id for member in self.members)

    @property
    def reading_order(self) -> tuple[str, str]:
        """Sort key that brings stories of one time together, whose articles mostly lie together."""
        return self.first_published_at.isoformat() if self.first_published_at else "undated", self.story_id


def group_stories(outlines: Outlines, memory: Memory | None = None) -> list[Story]:
    """Return the stories of a corpus in the order of their ids.

    `memory`: what an earlier run left of similarities, and where this run leaves its own.
    """
    memory = memory or Memory()
    pairs = similar_pairs(outlines, memory)
    groups = link_groups(len(outlines), pairs, memory, memory.numbers(outlines))
    sums = _sums_inside(groups, pairs, len(outlines))
    stories = [_scored([outlines[position] for position in group], [sums[p] for p in group]) for group in groups]
    return sorted(stories, key=lambda story: story.story_id)


def _sums_inside(groups: Sequence[Sequence[int]], pairs: Pairs, count: int) -> list[int]:
    """Return for each article the sum of its scores with others of its group."""
    group_of = np.zeros(count, np.int64)
    for number, group in enumerate(groups):
        group_of[group] = number
    is_inside = group_of[pairs.first] == group_of[pairs.second]
    ends, scores = (pairs.first[is_inside], pairs.second[is_inside]), pairs.score[is_inside]
    sums = sum(np.bincount(end, weights=scores, minlength=count) for end in ends)  # whole numbers, so exact
    return [int(total) for total in np.asarray(sums)]


def published_moment(article: Described) -> datetime | None:
    """Return when an article was published; a day counts from its midnight, UTC, and a month or year tells no day."""
    if article.published_precision in COARSE_PRECISIONS:
        return None
    if article.published_at is not None:
        return article.published_at
    if article.published_on is not None:
        return datetime.combine(article.published_on, time(), UTC)
    return None


def make_story(members: Sequence[Outline], scores: Mapping[str, float]) -> Story:
    """Return the story of these articles; `scores`: document id → membership score."""
    moments = sorted(moment for moment in map(published_moment, members) if moment is not None)
    return Story(
        story_id=stable_id("story", min(members, key=_age).document_id),
        title=choose_title(_by_centrality(members, scores)),
        first_published_at=moments[0] if moments else None,
        last_published_at=moments[-1] if moments else None,
        members=tuple(StoryMember(article.document_id, scores[article.document_id]) for article in members),
    )


def _scored(members: Sequence[Outline], sums: Sequence[int]) -> Story:
    others = len(members) - 1
    return make_story(
        members,
        {
            article.document_id: round(total / others / SCALE, 4) if others else 1.0
            for article, total in zip(members, sums, strict=True)
        },
    )


def _by_centrality(members: Sequence[Outline], scores: Mapping[str, float]) -> list[Outline]:
    return sorted(members, key=lambda article: (-scores[article.document_id], _age(article)))


def _age(article: Outline) -> tuple[bool, datetime, str]:
    """Sort key: the earliest publication first, the undated last, then by document id."""
    moment = published_moment(article)
    return moment is None, moment or datetime.max.replace(tzinfo=UTC), article.document_id
