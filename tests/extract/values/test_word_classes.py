"""The alphabet of word classes."""

import pytest

from flows.extract.values.expressions import STRONG_SHAPES, WEAK_SHAPES
from flows.extract.values.word_classes import NUMBER_SAMPLES, alphabet, class_pattern, number_classes, word_classes


def test_every_number_has_a_letter():
    numbers = [*map(str, range(2300)), "007", "1.25", "12,000", "2500", "99999"]
    assert [number for number in numbers if number_classes(number) not in alphabet()] == []


def test_every_word_of_the_lexicon_has_a_letter():
    assert all(classes in alphabet() for classes in word_classes().values())


def test_no_two_sets_of_classes_share_a_letter():
    assert len(set(alphabet().values())) == len(alphabet())


def test_a_pattern_of_an_unknown_class_is_refused():
    with pytest.raises(AssertionError, match="NO_SUCH_CLASS"):
        class_pattern("NO_SUCH_CLASS")


@pytest.mark.parametrize("shape", [*STRONG_SHAPES, *WEAK_SHAPES], ids=lambda shape: shape.name)
def test_every_shape_compiles_and_matches_no_empty_text(shape):
    assert class_pattern(shape.pattern).fullmatch("") is None


def test_the_samples_show_every_class_of_numbers():
    assert {name for sample in NUMBER_SAMPLES for name in number_classes(sample)} == {
        "NUMBER", "DECIMAL", "YEAR", "DAY", "HOUR", "TWO_DIGITS",
    }  # fmt: skip
