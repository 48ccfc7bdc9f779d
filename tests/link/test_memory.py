"""What is kept of comparisons: never another result than without it, and less work where little changed."""

import random
from datetime import date, timedelta

import pytest

from flows.contracts.ids import stable_id
from flows.link.memory import Memory
from flows.link.outlines import Outlines
from flows.link.reuse import reprints
from flows.link.reuse.reprints import find_reprints
from flows.link.stories import similarity
from flows.link.stories.similarity import similar_pairs
from flows.link.stories.stories import group_stories

WORDS = "harbour ferry quay council vote storm bridge toll engine crew rope light tide gull market tent".split()


@pytest.fixture
def corpus(writer):
    """Articles by number, of shared and own sentences, on twenty days and some without a day."""
    source = random.Random(7)
    sentences = [" ".join(source.choices(WORDS, k=18)).capitalize() + "." for _ in range(30)]

    def article(number):
        own = random.Random(number)
        text = " ".join([*own.sample(sentences, 4), " ".join(own.choices(WORDS, k=12)).capitalize() + "."])
        day = date(2031, 3, 1) + timedelta(own.randrange(20)) if number % 7 else None
        method = own.choice(["supplied", "text"])
        return writer.write(f"d{number:02}", text, people=("Ines Tolm",), published_on=day, published_method=method)

    return [article(number) for number in range(40)]


def remembering(articles, before=None):
    keys = {article.document_id: stable_id("article", article.document_id, article.text) for article in articles}
    return Memory(keys, before)


def histories():
    """Yield pairs of lists of numbers: the corpus before and now."""
    source = random.Random(3)
    for _ in range(12):
        before = [number for number in range(40) if source.random() < 0.7]
        yield before, [number for number in range(40) if (number in before) != (source.random() < 0.1)]


def plain(tables):
    return {name: sorted(map(str, table.to_pylist())) for name, table in tables.items()}


@pytest.mark.parametrize("limit", [2, 30])
def test_reprints_are_the_same_whatever_came_before(corpus, monkeypatch, limit):
    monkeypatch.setattr("flows.link.reuse.shingles.POSTING_LIMIT", limit)
    for before, now in histories():
        first = remembering([corpus[n] for n in before])
        find_reprints(Outlines.of([corpus[n] for n in before]), first)
        articles = [corpus[n] for n in now]
        fresh, later = remembering(articles), remembering(articles, first.now)
        assert find_reprints(Outlines.of(articles), later) == find_reprints(Outlines.of(articles), fresh)
        assert plain(later.now) == plain(fresh.now)


def test_only_pairs_with_a_new_text_are_aligned(corpus, monkeypatch):
    def aligned(articles, memory):
        pairs = []
        align = reprints._align
        with monkeypatch.context() as patch:
            patch.setattr(reprints, "_align", lambda texts, *pair: pairs.append(pair) or align(texts, *pair))
            find_reprints(Outlines.of(articles), memory)
        return pairs

    first = remembering(corpus[1:])
    before, alone = aligned(corpus[1:], first), aligned(corpus, remembering(corpus))
    later = aligned(corpus, remembering(corpus, first.now))
    assert 0 < len(later) == len(alone) - len(before)
    assert set.intersection(*map(set, later)) == {len(corpus) - undated_count(corpus)}
    assert aligned(corpus[1:], remembering(corpus[1:], first.now)) == []


def undated_count(articles):
    return sum(article.published_on is None for article in articles)


@pytest.fixture
def small_windows(monkeypatch):
    """Windows and cells as if forty articles were forty thousand."""
    for name, value in {
        "windows.WINDOW_ARTICLES": 12, "similarity.WINDOW_ARTICLES": 12, "windows.CELL_ARTICLES": 4,
        "timeline.CELL_ARTICLES": 4, "windows.OTHER_DAYS_WINDOW": 6.0, "similarity.COMPARED": 5,
        "similarity.PASS_CELLS": 1, "undated.MOST_COMPARED": 60,
    }.items():  # fmt: skip
        monkeypatch.setattr(f"flows.link.stories.{name}", value)


def pairs_of(articles, memory=None):
    pairs = similar_pairs(Outlines.of(articles), memory)
    return sorted(zip(pairs.first.tolist(), pairs.second.tolist(), pairs.score.tolist(), strict=True))


@pytest.mark.usefixtures("small_windows")
def test_similarities_are_the_same_whatever_came_before(corpus):
    kinds = set()
    for before, now in histories():
        first = remembering([corpus[n] for n in before])
        group_stories(Outlines.of([corpus[n] for n in before]), first)
        articles = [corpus[n] for n in now]
        fresh, later = remembering(articles), remembering(articles, first.now)
        assert pairs_of(articles, later) == pairs_of(articles, fresh)
        assert group_stories(Outlines.of(articles), later) == group_stories(Outlines.of(articles), fresh)
        assert plain(later.now) == plain(fresh.now)
        kinds |= {name for name, table in later.now.items() if table.num_rows}
    assert kinds == {"cells", "days", "undated", "grouped", "joins"}


@pytest.mark.usefixtures("small_windows")
def test_an_article_at_the_end_of_time_touches_its_own_cells_only(corpus, monkeypatch):
    dated = sorted((a for a in corpus if a.published_on), key=lambda article: article.published_on)
    first = remembering(dated[:-1])
    pairs_of(dated[:-1], first)
    compared, compare = [], similarity._Language._compare_cell
    monkeypatch.setattr(
        similarity._Language, "_compare_cell", lambda *given: compared.append(given[1]) or compare(*given)
    )
    pairs_of(dated, remembering(dated))
    everything = len(compared)
    compared.clear()
    pairs_of(dated, remembering(dated, first.now))
    assert 0 < len(compared) <= 2 < everything
