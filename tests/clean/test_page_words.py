from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from flows.clean.page_words import MOST_WORDS, NUMBER, number_words

UNITS = st.lists(st.lists(st.sampled_from(["boat", "boats", "a", "7", "²", "quay"]), max_size=6), max_size=6)


@given(UNITS)
def test_words_stand_in_their_units_in_order(units):
    words = number_words(units)
    assert words.by_unit() == units
    assert words.sizes.tolist() == [len(unit) for unit in units]


@given(UNITS)
def test_each_different_word_of_a_unit_comes_once_where_it_came_first(units):
    assert number_words(units).once().by_unit() == [list(dict.fromkeys(unit)) for unit in units]


@given(UNITS, st.data())
def test_the_words_of_some_units_are_those_of_the_units(units, data):
    held = data.draw(st.lists(st.booleans(), min_size=len(units), max_size=len(units)))
    kept = [unit for unit, is_held in zip(units, held, strict=True) if is_held]
    assert number_words(units).of(np.array(held, dtype=bool)).by_unit() == kept


@given(UNITS)
def test_openings_hold_one_word_for_all_numbers(units):
    expected = [list(dict.fromkeys(NUMBER if word.isdigit() else word for word in unit)) for unit in units]
    assert number_words(units).openings().by_unit() == expected


def test_openings_end_after_some_words_of_each_unit():
    long = [f"word{number}" for number in range(MOST_WORDS + 5)]
    assert number_words([["boat"], long, ["quay"]]).openings().by_unit() == [["boat"], long[:MOST_WORDS], ["quay"]]


@given(UNITS)
def test_longer_words_have_four_letters(units):
    assert number_words(units).longer().by_unit() == [[word for word in unit if len(word) > 3] for unit in units]


@given(UNITS)
def test_a_vocabulary_is_asked_for_each_word(units):
    places = number_words(units).look_up({"boat": 3, "quay": 1})
    assert Counter(places.tolist()) == Counter({"boat": 3, "quay": 1}.get(word, 0) for unit in units for word in unit)
