from itertools import combinations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.link.stories.average_linkage import link_groups
from flows.link.stories.linkage import LEAST_MEAN, SURE_MEAN
from flows.link.stories.similarity import SCALE, Pairs


def pairs_of(scores):
    """Pairs from {(first, second): share}."""
    entries = sorted((a, b, round(share * SCALE)) for (a, b), share in scores.items())
    columns = zip(*entries, strict=True) if entries else ([], [], [])
    return Pairs(*(np.array(column, dtype=np.int64) for column in columns))


def groups_with_bridge(inside, between, size=5):
    """Two groups of `size` items with mean similarity `inside`, and `between` from one to the other."""
    scores = {pair: inside for half in (range(size), range(size, 2 * size)) for pair in combinations(half, 2)}
    scores |= {(a, b): between for a in range(size) for b in range(size, 2 * size)}
    return link_groups(2 * size, pairs_of(scores))


def test_items_without_pairs_stay_alone():
    assert link_groups(3, pairs_of({})) == [[0], [1], [2]]


def test_two_items_join_from_the_least_mean_on():
    assert link_groups(2, pairs_of({(0, 1): LEAST_MEAN})) == [[0, 1]]
    assert link_groups(2, pairs_of({(0, 1): LEAST_MEAN - 0.001})) == [[0], [1]]


def test_a_chain_of_neighbours_is_not_one_group():
    assert link_groups(4, pairs_of({(0, 1): 0.3, (1, 2): 0.15, (2, 3): 0.3})) == [[0, 1], [2, 3]]


def test_dense_groups_stay_apart_where_loose_ones_join():
    between = 0.18
    assert len(groups_with_bridge(inside=0.2, between=between)) == 1
    assert len(groups_with_bridge(inside=0.4, between=between)) == 2


def test_groups_of_reprints_still_join_what_reports_the_same_event():
    assert len(groups_with_bridge(inside=1.0, between=SURE_MEAN)) == 1


def test_a_single_item_joins_a_dense_group():
    scores = dict.fromkeys(combinations(range(5), 2), 0.9) | {(n, 5): 0.12 for n in range(5)}
    assert link_groups(6, pairs_of(scores)) == [[0, 1, 2, 3, 4, 5]]


@settings(max_examples=40, deadline=None)
@given(st.dictionaries(st.sampled_from(list(combinations(range(8), 2))), st.integers(200, 10_000), max_size=20))
def test_every_item_is_in_exactly_one_group(scores):
    groups = link_groups(8, pairs_of({pair: score / SCALE for pair, score in scores.items()}))
    assert sorted(item for group in groups for item in group) == list(range(8))


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.sampled_from(list(combinations(range(7), 2))), st.integers(200, 10_000), max_size=21).filter(
        lambda scores: len(set(scores.values())) == len(scores)
    )
)
def test_the_order_of_pairs_changes_nothing(scores):
    pairs = pairs_of({pair: score / SCALE for pair, score in scores.items()})
    backwards = Pairs(pairs.first[::-1], pairs.second[::-1], pairs.score[::-1])
    assert link_groups(7, pairs) == link_groups(7, backwards)
