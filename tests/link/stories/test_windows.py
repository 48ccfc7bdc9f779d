import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.link.stories import windows
from flows.link.stories.windows import cut_time, other_days_window, rarity_window

DAYS = st.lists(st.integers(-700_000, 2_900_000) | st.integers(0, 30), min_size=1, max_size=60)


@pytest.fixture(autouse=True)
def small_cells(monkeypatch):
    monkeypatch.setattr(windows, "CELL_ARTICLES", 4)
    monkeypatch.setattr(windows, "WINDOW_ARTICLES", 12)


def stretches(days):
    """The cells of some days, each as the days in it."""
    ordered = np.sort(np.array(days, np.float64))
    return [tuple(ordered[start:end].tolist()) for start, end in cut_time(ordered)]


@given(DAYS)
def test_cells_tile_the_articles_and_only_a_single_day_has_more_than_its_share(days):
    assert [day for cell in stretches(days) for day in cell] == sorted(days)
    assert all(len(cell) <= 4 or len(set(cell)) == 1 for cell in stretches(days))


@given(DAYS, st.integers(0, 30))
def test_an_article_more_changes_no_cell_but_its_own(days, another):
    before, after = stretches(days), stretches([*days, another])
    lost = [cell for cell in before if cell not in after]
    gained = [day for cell in after if cell not in before for day in cell]
    assert len(lost) <= 1
    assert sorted(gained) == sorted([*(day for cell in lost for day in cell), another])


def test_no_dates_make_no_cells():
    assert cut_time(np.zeros(0)) == []


def test_small_corpora_have_one_window_with_the_undated():
    assert rarity_window([(0, 3), (3, 11)], 1, 14) == (0, 14)
    assert rarity_window([], 0, 14) == (0, 14)


def test_a_window_reaches_back_and_only_the_first_ones_ahead():
    cells = [(start, start + 5) for start in range(0, 40, 5)]
    assert [rarity_window(cells, number, 50) for number in (0, 2, 3, 7)] == [(0, 15), (0, 15), (5, 20), (25, 40)]
    longer = [*cells, (40, 45)]
    assert [rarity_window(longer, n, 55) for n in range(8)] == [rarity_window(cells, n, 50) for n in range(8)]


def test_other_days_are_counted_over_two_months_at_least():
    cells = [(start, start + 5) for start in range(0, 40, 5)]
    by_month = np.repeat(np.arange(8), 5) * 30.0
    assert other_days_window(cells, 7, by_month) == (25, 40)
    assert other_days_window(cells, 7, by_month / 2) == (15, 40)
    assert other_days_window(cells, 1, by_month) == (0, 15)
