"""Families: what is linked, directly or through others, belongs together.

In: a number of items and pairs of them. Out: the smallest member of each item's family. Union-find with path halving
(Tarjan and van Leeuwen 1984).
"""

from collections.abc import Iterable


def families_of_pairs(count: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    """Return for each of the items 0 … count-1 the smallest item it is linked to.

    >>> families_of_pairs(5, [(1, 3), (3, 4)])
    [0, 1, 2, 1, 1]
    """
    parent = list(range(count))

    def root(item: int) -> int:
        while parent[item] != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for first, second in pairs:
        a, b = root(first), root(second)
        parent[max(a, b)] = min(a, b)
    return [root(item) for item in range(count)]
