"""What the block model sees of a unit beside its text where the page has markup: tags, landmarks, links, containers,
and, on pages that leave it in doubt, what trafilatura chose.

In: a page made from HTML, and the units that stand in trafilatura's main text. Out: columns as in `page_features.py`.
Method: a unit's container is told by its tag, the landmarks around it and its class words; how much of the chosen text
and of all prose stands in the same container says more than any name of a class.
"""

import math
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import pairwise

import numpy as np

from flows.clean.page import Page
from flows.clean.page_features import Numbers, shifted, sums

# From what least often holds article text to what most often does; the model reads a tag as its place in this list.
TAGS = (
    "", "nav", "button", "label", "footer", "legend", "form", "figcaption", "caption", "header", "aside", "ul", "li",
    "a", "td", "th", "h6", "h5", "h4", "div", "section", "dt", "dd", "h1", "h3", "h2", "article", "main", "pre",
    "blockquote", "p",
)  # fmt: skip
LANDMARKS = ("article", "main", "aside", "nav", "header", "footer", "section", "figure", "form", "li", "table")
REACHES = (2, 5, 25)


def make_markup_features(page: Page) -> dict[str, Numbers]:
    """Return the columns of a page with markup."""
    return _tags(page) | _links(page) | _homes(page)


def make_choice_features(page: Page, chosen: Sequence[int]) -> dict[str, Numbers]:
    """Return the columns that tell of trafilatura's choice; `chosen` are the units in its main text."""
    return _choice(page, chosen) | _chosen_homes(page, chosen)


def _tags(page: Page) -> dict[str, Numbers]:
    ranks = {tag: rank for rank, tag in enumerate(TAGS)}
    tag = np.array([ranks.get(line.tag, 0) if line else 0 for line in page.markup], dtype=np.float32)
    columns = {"tag": tag, "tag-1": shifted(tag, -1, 0), "tag+1": shifted(tag, 1, 0)}
    around = [line.ancestors if line else () for line in page.markup]
    inside = {names: [name in names for name in LANDMARKS] for names in set(around)}
    for name, column in zip(LANDMARKS, np.array([inside[names] for names in around], dtype=np.float32).T, strict=True):
        columns[f"in_{name}"] = column
    columns["depth"] = np.array([len(names) for names in around], dtype=np.float32)
    return columns


def _links(page: Page) -> dict[str, Numbers]:
    share = np.array([line.link_share if line else 0 for line in page.markup], dtype=np.float32)
    columns = {"links": share, "links-1": shifted(share, -1, 1), "links+1": shifted(share, 1, 1)}
    total, place = sums(share), np.arange(len(share))
    low, high = np.maximum(0, place - 5), np.minimum(len(share), place + 6)
    columns["links_within_5"] = (total[high] - total[low]) / (high - low)
    return columns


def _choice(page: Page, chosen: Sequence[int]) -> dict[str, Numbers]:
    count = len(page.units)
    place = np.arange(count)
    is_chosen = np.zeros(count, dtype=np.float32)
    is_chosen[list(chosen)] = 1
    words = np.sqrt(np.array([unit.word_count for unit in page.units], dtype=np.float32))
    columns = {"chosen": is_chosen, "chosen-1": shifted(is_chosen, -1, 0), "chosen+1": shifted(is_chosen, 1, 0)}
    held, all_words = sums(words * is_chosen), sums(words)
    for reach in REACHES:
        low, high = np.maximum(0, place - reach), np.minimum(count, place + reach + 1)
        columns[f"chosen_within_{reach}"] = (held[high] - held[low]) / np.maximum(1, all_words[high] - all_words[low])
    first, last = (chosen[0], chosen[-1]) if chosen else (0, count)
    columns["from_chosen_start"] = np.clip(place - first, -50, 50)
    columns["from_chosen_end"] = np.clip(place - last, -50, 50)
    columns["chosen_words"] = np.full(count, math.log1p(float(held[-1])))
    columns["chosen_share"] = np.full(count, float(held[-1]) / max(1.0, float(all_words[-1])))
    return columns


def _homes(page: Page) -> dict[str, Numbers]:
    """How much of all prose stands in the container of each unit."""
    homes = [_home(page, index) for index in range(len(page.units))]
    prose_words: Counter[Hashable] = Counter()
    for index, home in enumerate(homes):
        if page.findings[index] is None and page.scores[index] > 0:
            prose_words[home] += page.units[index].word_count
    sizes = Counter(homes)
    all_prose = max(1, sum(prose_words.values()))
    is_same = [0.0, *(float(above == below) for above, below in pairwise(homes)), 0.0]
    return {
        "home_prose": np.array([prose_words[home] / all_prose for home in homes]),
        "home_prose_words": np.log1p(np.array([prose_words[home] for home in homes])),
        "home_units": np.array([min(100, sizes[home]) for home in homes]),
        "home_as_above": np.array(is_same[:-1]),
        "home_as_below": np.array(is_same[1:]),
    }


def _chosen_homes(page: Page, chosen: Sequence[int]) -> dict[str, Numbers]:
    """How much of the chosen text stands in the container of each unit."""
    homes = [_home(page, index) for index in range(len(page.units))]
    words: Counter[Hashable] = Counter()
    for index in chosen:
        words[homes[index]] += page.units[index].word_count
    total = max(1, sum(words.values()))
    return {"home_chosen": np.array([words[home] / total for home in homes])}


def _home(page: Page, index: int) -> Hashable:
    """Return what tells the container of a unit: its tag, the landmarks around it and its class words."""
    line = page.markup[index]
    return (line.tag, line.ancestors, line.class_names) if line else None
