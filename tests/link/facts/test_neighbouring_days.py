"""The day of an event that is told by its distance from another day."""

from datetime import date

import pytest

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.facts import find_facts
from flows.link.facts.neighbouring_days import find_neighbouring_day
from flows.link.facts.printed_dates import PrintedDate


def told_days(writer, text, *dates):
    article = writer.write("a", text, *dates)
    dated = [c for c in find_candidates(article) if c.slot_kind == "date"]
    return [(text[c.start : c.end], c.value_text) for c in dated]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("one day after", "2031-05-09"),
        ("two days before", "2031-05-12"),
        ("the day following", "2031-05-09"),
        ("6 days after", "2031-05-04"),
    ],
)
def test_whole_days_are_reckoned_from_a_day(writer, words, day):
    text = f"On Saturday, just {words} the ferry sank, divers found the bell."
    assert told_days(writer, text, writer.day("Saturday", "2031-05-10"))[-1] == (words, day)


@pytest.mark.parametrize(
    "words", ["weeks after the ferry sank", "a day after that", "about two days after", "a week after it sank"]
)
def test_loose_distances_and_days_after_nothing_named_are_not_reckoned(writer, words):
    text = f"On Saturday, {words}, divers found the bell."
    assert len(told_days(writer, text, writer.day("Saturday", "2031-05-10"))) == 1


def test_a_distance_from_a_month_is_not_reckoned(writer):
    text = "In May, a day after the ferry sank, divers found the bell."
    assert len(told_days(writer, text, writer.day("May", "2031-05"))) == 1


def relations(writer, text, other, *dates):
    """Return how the dates of two reports stand, by the values of each fact."""
    articles = [writer.write("a", text, dates[0]), writer.write("b", other, dates[1])]
    facts = find_facts(articles, {"story": ["a", "b"]}, {"a": "a", "b": "b"})
    dated = [slot for slot in facts.slots if slot.slot_kind == "date"]
    return {frozenset(value.candidate.value_text for value in slot.values): slot.relation for slot in dated}


def test_a_reckoned_day_contradicts_a_printed_one(writer):
    text = "Divers came. On May 10, one day after the ferry Marten sank, divers found the bell."
    other = "Many wept. The ferry Marten sank on May 6."
    told = relations(writer, text, other, writer.day("May 10", "2031-05-10"), writer.day("May 6", "2031-05-06"))
    assert told == {frozenset({"2031-05-09", "2031-05-06"}): "contradiction"}


def test_a_reckoned_day_agrees_with_its_weekday(writer):
    text = "Divers came. On Saturday, one day after the ferry Marten sank, divers found the bell."
    other = "Many wept. The ferry Marten sank on Friday."
    told = relations(writer, text, other, writer.day("Saturday", "2031-05-10"), writer.day("Friday", "2031-05-09"))
    assert told == {frozenset({"2031-05-09"}): "equal"}


def test_a_distance_beyond_the_calendar_is_not_reckoned():
    text = "On the last day, one day before the end, divers came."
    assert find_neighbouring_day(text, text.index(","), date.max, PrintedDate()) is None
