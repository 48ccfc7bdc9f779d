"""How nearly two values stand in the same words."""

import pytest

from flows.link.facts.likeness import find_frame, likeness
from flows.link.facts.subjects import find_words


def frame(text, value, *, is_counted=False):
    start = text.index(value)
    return find_frame(text, find_words(text, 0, len(text)), (start, start + len(value)), is_counted=is_counted)


TOLD = "Inspectors found {} cracked boilers aboard the old ferry."


def test_the_same_words_around_two_values_are_most_alike():
    one, same = frame(TOLD.format("34"), "34"), frame(TOLD.format("51"), "51")
    reworded = frame("The old ferry had 51 boilers that were cracked, as inspectors found.", "51")
    other = frame("In the harbour 51 sailors danced on the quay.", "51")
    assert likeness(one, same, {}) > likeness(one, reworded, {}) > likeness(one, other, {}) == 0


def test_a_word_far_from_the_value_counts_less_than_one_beside_it():
    one = frame("Boilers cost 34 crowns", "34")
    near = frame("Boilers cost 51 crowns", "51")
    far = frame("Boilers, which nobody in the whole town had seen for years, are said to cost 51 crowns", "51")
    assert likeness(one, near, {}) > likeness(one, far, {})


def test_words_that_stand_everywhere_in_the_story_prove_little():
    one, other = frame(TOLD.format("34"), "34"), frame(TOLD.format("51"), "51")
    common = dict.fromkeys(one.weights, 0.1)
    assert likeness(one, other, common) < likeness(one, other, {}) / 5


def test_what_a_number_counts_belongs_to_its_frame():
    assert "goat" in frame("The ferry carried 34 goats.", "34 goats", is_counted=True).weights


@pytest.mark.parametrize(
    ("text", "value", "heads"),
    [
        ("On his 12-day foreign tour he slept", "12-day", {"foreign", "trip"}),
        ("In Thursday night's debate", "Thursday night", {"debat"}),
        ("On Thursday the debate began", "Thursday", set()),
        ("The tour of 12 days", "12 days", set()),
    ],
)
def test_a_value_that_is_an_adjective_has_heads(text, value, heads):
    assert frame(text, value).heads == heads
