"""The end of a press release: what stands below the heading that closes it.

In: a page without markup and the units kept as its article. Out: those of them that are none. Method: a line that is
nothing but such a heading ("Notes to editors", "Media contact:"; `release_ends.txt`) closes the release where most of
its words stand above.
"""

from collections.abc import Sequence

from flows.clean.lexicon import read_phrases
from flows.clean.page import Page

LEAST_ABOVE = 0.5  # of the words of the article


def find_release_end(page: Page, kept: Sequence[int]) -> list[int]:
    """Return the units from the heading down."""
    if page.is_marked or not kept:
        return []
    headings = read_phrases("release_ends").whole
    end = next((i for i in range(kept[0], len(page.units)) if page.plains[i] in headings), None)
    if end is None:
        return []
    below = [index for index in kept if index >= end]
    count = sum(page.units[index].word_count for index in kept)
    is_late = sum(page.units[index].word_count for index in below) < (1 - LEAST_ABOVE) * count
    return below if is_late else []
