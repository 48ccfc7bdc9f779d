from random import Random

import numpy as np
import pytest

from flows.link.outlines import Outlines
from flows.link.reuse import shingles
from flows.link.reuse.shingles import LEAST_SHARED_SHARE, LEAST_SHARED_SHINGLES, candidate_pairs

TEXT = (
    "The board of Orlan’s harbour closed the market: engineers found cracks, so the traders moved to tents by the quay."
)


def words_of(articles):
    outlines = Outlines.of(articles)
    return [outlines.body_words(position) for position in range(len(outlines))]


def pairs_of(articles):
    shared = Outlines.of(articles).shared_shingles(range(len(articles)))
    chunks = candidate_pairs(shared, np.ones(len(articles), np.bool_))
    return [pair for chunk in chunks for pair in zip(*(places.tolist() for places in chunk), strict=True)]


def test_words_are_compared_without_case_and_punctuation(writer):
    shouted = TEXT.upper().replace("’", "'").replace(":", " --").replace(",", "")
    first, second = words_of([writer.write("a", TEXT), writer.write("b", shouted)])
    assert first.words.tolist() == second.words.tolist()


def test_words_know_their_places(writer):
    (words,) = words_of([writer.write("a", TEXT)])
    assert TEXT[words.starts[1] : words.ends[1]] == "board"


def test_words_between_quotation_marks_are_known(writer):
    (words,) = words_of([writer.write("a", "She said “never again” and left.")])
    assert words.is_quoted.tolist() == [False, False, True, True, False, False]


def test_the_words_of_a_direct_quotation_count_as_quoted_without_marks(writer):
    note = writer.quotation("never again", "She", None)
    (words,) = words_of([writer.write("a", "She said - never again - and left.", note)])
    assert words.is_quoted.tolist() == [False, False, True, True, False, False]


def test_three_words_make_a_shingle_and_fewer_make_none(writer):
    three, two = words_of([writer.write("a", "one two three"), writer.write("b", "one two")])
    assert (len(three.shingles), len(two.shingles)) == (1, 0)


def test_the_order_of_words_counts(writer):
    first, second = words_of([writer.write("a", "one two three"), writer.write("b", "three two one")])
    assert first.shingles.tolist() != second.shingles.tolist()


def test_characters_are_words_in_scripts_without_blanks(writer):
    (words,) = words_of([writer.write("a", "渡轮搁浅 2031")])
    assert len(words) == 5


def test_texts_that_share_little_are_no_candidates(writer):
    articles = [writer.write("a", TEXT), writer.write("b", TEXT), writer.write("c", TEXT[:40])]
    assert pairs_of(articles) == [(0, 1)]


def test_no_texts_make_no_candidates():
    assert pairs_of([]) == []


def counted_pairs(outlines, is_new, limit):
    """Return by hand what candidate_pairs says of its pairs: texts that share enough early shingles."""
    count = len(outlines)
    texts = [set(outlines.body_words(place).distinct.tolist()) for place in range(count)]
    early = {}
    for shingle in set().union(*texts):
        early[shingle] = [place for place in range(count) if shingle in texts[place]][:limit]
    return {
        (first, second)
        for second in range(count)
        for first in range(second)
        if is_new[first] or is_new[second]
        if sum(first in early[shingle] for shingle in texts[first] & texts[second])
        >= max(LEAST_SHARED_SHINGLES, LEAST_SHARED_SHARE * min(len(texts[first]), len(texts[second])))
    }


@pytest.mark.parametrize("new_share", [0.1, 0.5, 1.0])
@pytest.mark.parametrize("seed", range(5))
def test_candidates_are_the_same_whatever_is_looked_at_at_a_time(seed, new_share, writer, monkeypatch):
    limits = {"POSTING_LIMIT": 4, "RANGE_SHINGLES": 64, "ROWS_AT_A_TIME": 5, "ROWS_PER_CHUNK": 2}
    for name, value in limits.items():
        monkeypatch.setattr(shingles, name, value)
    chance = Random(seed)
    sentences = [" ".join(f"w{chance.randrange(60)}" for _ in range(9)) for _ in range(30)]
    texts = [". ".join(chance.sample(sentences, chance.randrange(1, 12))) for _ in range(24)]
    outlines = Outlines.of([writer.write(f"{place:02}", text) for place, text in enumerate(texts)])
    is_new = np.array([chance.random() < new_share for _ in texts])
    found = [
        pair
        for places in candidate_pairs(outlines.shared_shingles(range(len(texts))), is_new)
        for pair in zip(*(side.tolist() for side in places), strict=True)
    ]
    assert len(found) == len(set(found))
    assert set(found) == counted_pairs(outlines, is_new, 4)
    assert found or new_share < 1
