"""How surely what two reports tell is one act.

In: two acts whose verbs reports exchange for one another, and how rare each stem is in the story. Out: points.
Method: what the acts are done to, and what else the two sentences share, rare words first; the same numbers and days
speak for one act, other days and two doers with names against it; what reports open with is what they are about.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from flows.link.facts.acts.report_acts import Act
from flows.link.facts.acts.sentence_views import Party
from flows.link.facts.acts.statuses import Status
from flows.link.facts.subjects import read_phrase

# Chosen by hand on some 850 pairs of sentences in roundups and ECB+, of which readers told whether they are of one act:
# so that nine of ten pairs that are joined are (and six of ten of all that are; RESULTS of 2026-11-29).
LEAST_OBJECT_RARITY = 0.3  # of an object's stem, however central to the story: 'signed the bill'
MOST_OBJECT, MOST_AROUND = 3.0, 4.0
NUMBER_POINTS, DAY_POINTS, DOER_POINTS, OPENING_POINTS = 1.5, 1.0, 1.5, 0.5
# what somebody wants or proposes is told of many things at once, the more where another report tells it as done
WANTED: AbstractSet[Status] = frozenset({"proposed", "intended"})
WANTED_POINTS, OTHER_STATUS_POINTS = 0.5, 1.0
OPENING_SENTENCES = 4


@dataclass(frozen=True, eq=False)
class Weighted:
    """An act with how much each stem and each named thing of its object tells in the story."""

    act: Act
    weights: Mapping[str, float]
    total: float
    around: Mapping[str, float]


def weigh(act: Act, rarity: Mapping[str, float]) -> Weighted:
    """Return an act with its weights."""
    weights = {stem: strength * _weight(stem, rarity) for stem, strength in act.stems.items()}
    for key, words in act.things.items():
        stems = [word.stem for word in read_phrase(words) if word.strength > 0]
        weights[key] = max((_weight(stem, rarity) for stem in stems), default=1.0)
    around = {stem: rarity.get(stem, 1.0) for stem in sorted(act.around)}
    return Weighted(act, weights, sum(weights.values()), around)


def _weight(stem: str, rarity: Mapping[str, float]) -> float:
    return LEAST_OBJECT_RARITY + (1 - LEAST_OBJECT_RARITY) * rarity.get(stem, 1.0)


def may_be_one(a: Weighted, b: Weighted) -> bool:
    """Return whether two acts share anything that they could be one by.

    None that is denied is one with one that is not; what has other numbers is compared as numbers; and who did it to
    whom must not be the other way round.
    """
    if a.act.is_denied != b.act.is_denied or _differ(a.act.numbers, b.act.numbers) or _are_reversed(a, b):
        return False
    if a.weights.keys() & b.weights.keys():
        return True
    agents = a.act.agent, b.act.agent
    return agents[0] is not None and agents[1] is not None and agents[0][:2] == agents[1][:2]


def score_pair(a: Weighted, b: Weighted) -> float:
    """Return the points of two acts; the order does not matter."""
    one, other = a.act, b.act
    shared = sum(min(a.weights[key], b.weights[key]) for key in sorted(a.weights.keys() & b.weights.keys()))
    points = min(shared, MOST_OBJECT) + shared / (a.total + b.total - shared)
    around = a.around.keys() & b.around.keys() - one.stems.keys() - other.stems.keys()
    points += min(sum(a.around[stem] for stem in sorted(around)), MOST_AROUND)
    points += NUMBER_POINTS * (not one.numbers.isdisjoint(other.numbers))
    points += DAY_POINTS * _agreement(one.days, other.days)
    points -= DOER_POINTS * _are_two(one.agent, other.agent)
    if one.status in WANTED or other.status in WANTED:
        points -= WANTED_POINTS + OTHER_STATUS_POINTS * (one.status != other.status)
    return points + OPENING_POINTS * sum(t.sentence_number < OPENING_SENTENCES for t in (one, other))


def _are_reversed(a: Weighted, b: Weighted) -> bool:
    """True for 'Quill sued Moor' and 'Moor sued Quill'."""
    agents = a.act.agent, b.act.agent
    return (
        agents[0] is not None
        and agents[1] is not None
        and agents[0].key in b.weights
        and agents[1].key in a.weights
        and agents[0].key != agents[1].key
    )


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other) and one != other


def _agreement(one: frozenset[str], other: frozenset[str]) -> int:
    """Return 1 where the two share something, -1 where they do not, 0 where either is empty."""
    if not one or not other:
        return 0
    return -1 if one.isdisjoint(other) else 1


def _are_two(one: Party | None, other: Party | None) -> bool:
    """True for two doers with names, or known as other things."""
    if one is None or other is None or "noun" in (one.kind, other.kind):
        return False
    return one.key != other.key
