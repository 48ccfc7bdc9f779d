"""The day of an event that is told by its distance from another day."""

import pytest

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.facts import find_facts


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


def test_a_reckoned_day_contradicts_a_printed_one(writer):
    articles = [
        writer.write(
            "a",
            "Divers found the bell. On May 10, one day after the ferry Marten sank, divers found the bell.",
            writer.day("May 10", "2031-05-10"),
        ),
        writer.write("b", "Many wept. The ferry Marten sank on May 6.", writer.day("May 6", "2031-05-06")),
    ]
    facts = find_facts(articles, {"story": ["a", "b"]}, {"a": "a", "b": "b"})
    told = {frozenset(v.candidate.value_text for v in slot.values): slot.relation for slot in facts.slots}
    assert told == {frozenset({"2031-05-09", "2031-05-06"}): "contradiction"}


def test_a_reckoned_day_agrees_with_its_weekday(writer):
    articles = [
        writer.write(
            "a",
            "Divers came. On Saturday, one day after the ferry Marten sank, divers found the bell.",
            writer.day("Saturday", "2031-05-10"),
        ),
        writer.write("b", "Many wept. The ferry Marten sank on Friday.", writer.day("Friday", "2031-05-09")),
    ]
    facts = find_facts(articles, {"story": ["a", "b"]}, {"a": "a", "b": "b"})
    assert [slot.relation for slot in facts.slots if slot.slot_kind == "date"] == ["equal"]
