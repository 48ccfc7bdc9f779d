"""What is kept of comparisons: never another result than without it, and less work where little changed."""

import random
from datetime import date, timedelta

import pytest

from flows.contracts.ids import stable_id
from flows.link.memory import Memory
from flows.link.outlines import Outlines
from flows.link.reuse import reprints
from flows.link.reuse.reprints import find_reprints

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
