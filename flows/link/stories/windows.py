"""Stretches of time, by which a new article touches its neighbourhood and not the corpus.

In: the days of articles, sorted. Out: cells, the stretches that are compared as one; for each cell the window of
articles by which words are rare in it, and the one in which other days of a subject are counted. All are ranges of
numbers in that order.

A cell is the largest of the stretches of 1, 2, 4, 8 … days of the calendar that holds at most `CELL_ARTICLES`: an
article moves no border but those of its own cell. Rarity is that of the cell and of the articles before it, back to
`WINDOW_ARTICLES` of them; of the first ones after it where so many are not before; of the whole corpus where it has no
more dated ones. So articles at the end of time, where most new ones are, change no window but their own. In small
corpora all is as if there were no windows. Rarity by the past alone is how incremental TF-IDF finds events in news
(Yang, Pierce and Carbonell 1998).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

CELL_ARTICLES = 1_000
WINDOW_ARTICLES = 5_000
OTHER_DAYS_WINDOW = 60.0  # days: five times those at which the floor of similarity.py is one half
DOUBLINGS = 23  # the longest stretch is longer than there are dates
FIRST_DAY = 1 << (DOUBLINGS - 2)  # before all dates, counted from 1970

Range = tuple[int, int]


def cut_time(days: npt.NDArray[np.float64]) -> list[Range]:
    """Return the cells of sorted days.

    >>> cut_time(np.array([0.5, 0.7, 20_000.0]))
    [(0, 3)]
    """
    if not len(days):
        return []
    whole = np.floor(days).astype(np.int64) + FIRST_DAY
    length = np.zeros(len(days), np.int64)
    for doublings in range(1, DOUBLINGS + 1):
        _, places, counts = np.unique(whole >> doublings, return_inverse=True, return_counts=True)
        length[counts[places] <= CELL_ARTICLES] = doublings
    cells = (whole >> length) << length
    borders = np.flatnonzero((np.diff(cells) != 0) | (np.diff(length) != 0)) + 1
    return list(zip([0, *borders.tolist()], [*borders.tolist(), len(days)], strict=True))


def rarity_window(cells: Sequence[Range], number: int, count: int) -> Range:
    """Return the window by which words are rare in a cell; `count`: of all articles, the undated at the end."""
    if not cells or cells[-1][1] < WINDOW_ARTICLES:
        return 0, count
    end = cells[number][1]
    if end < WINDOW_ARTICLES:
        return 0, next(later for _, later in cells if later >= WINDOW_ARTICLES)
    return max(start for start, _ in cells if start <= end - WINDOW_ARTICLES), end


def other_days_window(cells: Sequence[Range], number: int, days: npt.NDArray[np.float64]) -> Range:
    """Return the window of the dated articles among which other days of a subject are counted."""
    low, high = rarity_window(cells, number, len(days))
    if high > cells[number][1]:
        return low, high
    early = int(np.searchsorted(days, days[cells[number][0]] - OTHER_DAYS_WINDOW))
    return min(low, max(start for start, _ in cells if start <= early)), high
