"""Relations in plain words."""

from datetime import date

import pytest

from flows.link.explanations import explain_relation, show_days, show_value
from flows.link.fact_candidates import find_candidates


def test_two_unnamed_outlets_are_told_apart():
    text = explain_relation("equal", "dam: date", ("an unnamed outlet", "Monday"), ("an unnamed outlet", "5 May"))
    assert text == "An unnamed outlet: Monday; another unnamed outlet: 5 May; the same (dam: date)."


def test_a_reckoned_day_is_shown_beside_its_words(writer):
    note = writer.day("Monday", "2031-05-05", is_inferred=True)
    [candidate] = find_candidates(writer.write("a", "The dam broke on Monday.", note))
    assert show_value("Monday", candidate) == "Monday (5 May 2031)"


def test_a_value_is_shown_in_the_words_of_the_source(writer):
    [candidate] = find_candidates(writer.write("a", "It cost nearly $20.", writer.number("nearly $20", 20, "USD")))
    assert show_value("nearly  $20", candidate) == "nearly $20"


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
