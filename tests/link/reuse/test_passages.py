import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.link.outlines import Outlines
from flows.link.reuse.passages import find_runs, join_runs, longest_reach
from flows.link.reuse.shingles import BodyWords

ABC = "alder birch cedar dogwood elder fir ginkgo hazel ivy juniper kapok larch"


@pytest.fixture
def passages(writer):
    def find(first, second, gap=3):
        outlines = Outlines.of([writer.write("a", first), writer.write("b", second)])
        a, b = outlines.body_words(0), outlines.body_words(1)
        return [
            (p.first_start, p.first_end, p.second_start, p.second_end, p.shared_words)
            for p in join_runs(find_runs(a, b), gap)
        ]

    return find


def test_equal_texts_are_one_passage(passages):
    assert passages(ABC, ABC) == [(0, 12, 0, 12, 12)]


def test_a_passage_is_found_at_another_place(passages):
    assert passages(ABC, f"x y z {ABC} q") == [(0, 12, 3, 15, 12)]


def test_a_changed_word_is_bridged_but_not_counted(passages):
    assert passages(ABC, ABC.replace("fir", "oak")) == [(0, 12, 0, 12, 11)]


def test_a_left_out_word_is_bridged(passages):
    assert passages(ABC, ABC.replace("fir ", "")) == [(0, 12, 0, 11, 11)]


def test_a_longer_gap_parts_two_passages(passages):
    longer = ABC + " mango nutmeg olive palm quince rowan spruce teak"
    parted = longer.replace("ivy", "a b c d e")
    assert [p[:2] for p in passages(longer, parted)] == [(0, 8), (9, 20)]


def test_short_phrases_are_no_passages(passages):
    assert passages("x y alder birch cedar dogwood elder z", ABC) == []


def test_texts_without_a_common_shingle_share_nothing(passages):
    assert passages("one two three", "three two one") == []


def test_paragraphs_may_change_places(passages):
    other = "mango nutmeg olive palm quince rowan spruce teak umbrella"
    assert sorted(passages(f"{ABC} {other}", f"{other} {ABC}")) == [(0, 12, 9, 21, 12), (12, 21, 0, 9, 9)]


def body_words(words: str) -> BodyWords:
    hashes = np.array([ord(word) * 2654435761 for word in words], dtype=np.uint64)
    places = np.arange(len(words), dtype=np.int32)
    none = np.zeros(len(words), dtype=np.bool_)
    return BodyWords(hashes, places, places + 1, none, none.astype(np.int64))


TEXTS = st.text("abcdefghijkl", min_size=3, max_size=80)


@given(TEXTS, TEXTS, TEXTS)
def test_no_passage_is_longer_than_the_longest_stretch_of_its_runs(shared, first, second):
    runs = find_runs(body_words(first + shared), body_words(shared + second))
    passages = join_runs(runs, 3)
    in_first = longest_reach([(run.first_start, run.first_end) for run in runs], 3)
    in_second = longest_reach([(run.second_start, run.second_end) for run in runs], 3)
    assert all(p.first_end - p.first_start <= in_first for p in passages)
    assert all(p.second_end - p.second_start <= in_second for p in passages)
