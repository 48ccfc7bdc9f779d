"""Relations in plain words."""

from datetime import date

import pytest

from flows.link.facts.explanations import explain_relation, find_nearby, show_days, show_value
from flows.link.facts.fact_candidates import Candidate, find_candidates
from flows.link.facts.subjects import stem_of

UNIDENTIFIED = "an unidentified outlet"


def test_two_unidentified_outlets_are_told_apart():
    text = explain_relation("equal", (UNIDENTIFIED, "Monday"), (UNIDENTIFIED, "5 May"))
    assert text == "An unidentified outlet: Monday; another unidentified outlet: 5 May. Both say the same."


def test_a_value_is_shown_up_to_the_word_that_tells_what_it_is_about(writer):
    text = "On the pier 17 people were injured by falling glass."
    [candidate] = find_candidates(writer.write("a", text, writer.number("17 people", 17, "person")))
    assert show_value(find_nearby(text, candidate), frozenset({stem_of("injured")})) == "17 people were injured"


def test_the_words_shown_beside_a_value_do_not_cross_a_comma(writer):
    text = "The harbour paid $20, said the mayor."
    [candidate] = find_candidates(writer.write("a", text, writer.number("$20", 20, "USD", kind="money")))
    assert show_value(find_nearby(text, candidate), frozenset({stem_of("mayor")})) == "$20"


def test_a_reckoned_day_is_shown_beside_its_words(writer):
    note = writer.day("Monday", "2031-05-05", is_inferred=True)
    text = "The dam broke on Monday."
    [candidate] = find_candidates(writer.write("a", text, note))
    assert show_value(find_nearby(text, candidate)) == "Monday (5 May 2031)"


def test_a_value_is_shown_in_the_words_of_the_source(writer):
    text = "It cost nearly\n$20."
    [candidate] = find_candidates(writer.write("a", text, writer.number("nearly\n$20", 20, "USD")))
    assert show_value(find_nearby(text, candidate)) == "nearly $20"


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (date(2031, 5, 5), date(2031, 5, 5), "5 May 2031"),
        (date(2031, 5, 1), date(2031, 5, 31), "May 2031"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031"),
        (date(2031, 5, 3), date(2031, 5, 4), "3 May 2031 to 4 May 2031"),
    ],
)
def test_days_are_written_as_exactly_as_they_are_known(low, high, shown):
    assert show_days(low, high) == shown


def test_a_topic_is_shown_with_whether_it_was_raised():
    text = "The talks did not touch on the herring quota."
    start = text.index("the herring")
    topic = Candidate("d", start, len(text) - 1, "other", "not raised", 0, len(text), {})
    assert show_value(find_nearby(text, topic)) == "the herring quota (not raised)"
