from hypothesis import given
from hypothesis import strategies as st

from flows.link.reuse.families import families_of_pairs

PAIRS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=12)


@given(PAIRS)
def test_both_sides_of_a_pair_are_one_family(pairs):
    families = families_of_pairs(10, pairs)
    assert all(families[first] == families[second] for first, second in pairs)


@given(PAIRS)
def test_a_family_is_named_by_its_smallest_member(pairs):
    families = families_of_pairs(10, pairs)
    assert all(family <= item and families[family] == family for item, family in enumerate(families))


@given(PAIRS.flatmap(lambda pairs: st.tuples(st.just(pairs), st.permutations(pairs))))
def test_the_order_of_pairs_changes_nothing(both):
    assert families_of_pairs(10, both[0]) == families_of_pairs(10, both[1])
