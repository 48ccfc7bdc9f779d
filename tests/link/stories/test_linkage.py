"""Joins of an earlier run are repeated, and the result is that of a run that knows nothing."""

import random

import numpy as np
import pytest

from flows.link.memory import Memory
from flows.link.stories import linkage
from flows.link.stories.average_linkage import link_groups
from flows.link.stories.linkage import Linkage
from flows.link.stories.similarity import Pairs

KEYS = {"any": "1"}  # a memory without keys would know nothing from before


def scored(source, items):
    """Scores of events of some items each, with chains of weak ones between them, by pairs of item numbers."""
    scores = {}
    for first in items:
        for second in (item for item in items if item > first):
            if first // 5 == second // 5:
                scores[first, second] = source.choice([800, 1500, 2500, 4000, 4000, 7000])
            elif source.random() < 0.15:
                scores[first, second] = source.choice([500, 700, 1000, 1200, 1500])
    return scores


def link(scores, items, before=None):
    place = {item: position for position, item in enumerate(items)}
    chosen = [(place[a], place[b], score) for (a, b), score in sorted(scores.items()) if a in place and b in place]
    columns = np.array(chosen, np.int32).reshape(-1, 3)
    memory = Memory(KEYS, before)
    numbers = np.array([10_000 + item for item in items], np.uint64)
    groups = link_groups(len(items), Pairs(columns[:, 0], columns[:, 1], columns[:, 2]), memory, numbers)
    return [[items[position] for position in group] for group in groups], memory.now


def joins(tables):
    return sorted(map(str, tables["joins"].to_pylist()))


@pytest.mark.parametrize("seed", range(120))
def test_groups_are_the_same_whatever_came_before(seed):
    source = random.Random(seed)
    scores = scored(source, range(60))
    before = [item for item in range(60) if source.random() < 0.9]
    now = [item for item in range(60) if (item in before) != (source.random() < 0.05)]
    _, kept = link(scores, before)
    moved = scores | {pair: source.choice([600, 1100, 5000]) for pair in source.sample(sorted(scores), seed % 4)}
    fresh, later = link(moved, now), link(moved, now, kept)
    assert later[0] == fresh[0]
    assert joins(later[1]) == joins(fresh[1])
    # and the next run can stand on this one
    assert link(scores, before, later[1])[0] == link(scores, before)[0]


def test_where_nothing_changed_nothing_is_linked(monkeypatch):
    scores = scored(random.Random(1), range(60))
    groups, kept = link(scores, range(60))
    monkeypatch.setattr(Linkage, "joins", lambda _: pytest.fail("linked again"))
    assert link(scores, range(60), kept)[0] == groups


def test_a_new_item_makes_only_groups_near_it_be_looked_at(monkeypatch):
    scores = {(a, a + 1): 4000 if a % 2 == 0 else 1001 for a in range(100)}  # pairs, in one chain of weak scores
    groups, kept = link(scores, range(100))
    affected = []
    affect = linkage.Linkage._affect
    monkeypatch.setattr(linkage.Linkage, "_affect", lambda self, group: affected.append(group) or affect(self, group))
    again, _ = link(scores, range(101), kept)
    assert again == [*groups, [100]]
    assert set(affected) <= {96, 97, 98, 99, 100}
