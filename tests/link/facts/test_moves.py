"""Ends of one move and dates of one number."""

from dataclasses import replace

import pytest

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.facts import find_facts

REST = " Rain fell on the hills. Nobody slept well. The road to the coast is narrow. Bread was baked at dawn."


def ties(writer, text, *notes):
    return {text[c.start : c.end]: set(c.ties) for c in find_candidates(writer.write("a", text, *notes))}


@pytest.mark.parametrize(
    "text",
    [
        "The toll rose from 412 to 538 in spring.",
        "The toll fell to 538, down from 412 boats.",
        "The toll was 538 boats a week, up from just 412.",
        "The toll climbed to 538 from 412.",
        "The toll went from 412 boats in spring to nearly 538.",
    ],
)
def test_the_ends_of_a_move_are_tied_to_each_other(writer, text):
    found = ties(writer, text, writer.number("412", 412), writer.number("538", 538))
    assert found == {"412": {("base of", "count 538")}, "538": {("end of", "count 412")}}


@pytest.mark.parametrize(
    "text",
    [
        "The first crew had 412 men and from 538 boats nobody came.",
        "Of 412 boats that left, 538 came back.",
        "They sailed from 412 ports, it seems; to 538 others nobody goes.",
    ],
)
def test_numbers_that_no_move_joins_are_not_tied(writer, text):
    assert ties(writer, text, writer.number("412", 412), writer.number("538", 538)) == {"412": set(), "538": set()}


def test_a_number_of_few_digits_ties_nothing(writer):
    notes = writer.number("400", 400), writer.number("538", 538)
    assert ties(writer, "The toll rose from 400 to 538.", *notes) == {
        "400": {("base of", "count 538")},
        "538": set(),
    }


def test_a_date_is_tied_to_the_number_of_its_time(writer):
    numbers = writer.number("41.2", 41.2), writer.number("53.8", 53.8)
    years = writer.day("2019", "2019"), writer.day("2031", "2031")
    expected = {"2019": {("date of", "count 41.2")}, "2031": {("date of", "count 53.8")}}
    for text in (
        "The mean catch rose from 41.2 tons in 2019 to 53.8 tons in 2031.",
        "Between 2019 and 2031, the mean catch rose from 41.2 to 53.8 tons.",
    ):
        found = ties(writer, text, *numbers, *years)
        assert {year: found[year] for year in expected} == expected


def relations(articles, kind):
    facts = find_facts(articles, {"s": [article.document_id for article in articles]}, {})
    return {slot.relation for slot in facts.slots if slot.slot_kind == kind}


def test_two_years_of_one_measure_contradict_each_other_in_other_words_too(writer):
    number = writer.number("53.8", 53.8)
    articles = [
        writer.write(
            "a", "The mean catch reached its peak of 53.8 tons in 2031." + REST, number, writer.day("2031", "2031")
        ),
        writer.write("b", "Ferries brought ashore 53.8 tons in 2029." + REST, number, writer.day("2029", "2029")),
    ]
    assert relations(articles, "date") == {"contradiction"}


def test_a_report_with_two_years_of_one_measure_contradicts_those_with_one(writer):
    number, end = writer.number("53.8", 53.8), writer.day("2031", "2031")
    others = "Fishers of other ports had as much by 2031."
    first = f"Ferries brought ashore 53.8 tons in 2031. {others} That is down from 53.8 tons in 2029."
    articles = [
        writer.write("a", first + REST, number, replace(number, nth=1), end, writer.day("2029", "2029")),
        *(
            writer.write(
                name, f"The mean catch was 53.8 tons in 2029. {others}" + REST, number, end, writer.day("2029", "2029")
            )
            for name in "bc"
        ),
    ]
    assert relations(articles, "date") == {"equal", "contradiction"}


def test_where_both_moved_to_one_number_another_start_is_no_update(writer):
    told = "The toll of the harbour rose from {} to 538 boats, a ferry agency said."
    articles = [
        writer.write(
            name,
            told.format(base) + REST,
            writer.number(str(base), base),
            writer.number("538", 538),
            published_on=writer.day("x", on).fields["low_on"],
        )
        for name, base, on in (("a", 412, "2031-05-05"), ("b", 467, "2031-05-07"))
    ]
    assert relations(articles, "count") == {"contradiction", "equal"}
