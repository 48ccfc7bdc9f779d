"""How many were killed, hurt or are missing, by each report's opening."""

from datetime import date

import pytest

from flows.link.facts.fact_candidates import find_candidates
from flows.link.facts.facts import find_facts
from flows.link.facts.toll_slots import find_toll_groups

FILLER = " Rain fell on the hills. Nobody slept well."
ONE = "A bus left the road near Garnholt on Monday, and four people were killed."


def told(writer, name, text, *notes, **more):
    return writer.write(name, text + FILLER, *notes, **more)


def tolls(*articles):
    slots = find_facts(articles, {"s": [article.document_id for article in articles]}, {}).slots
    return [(slot.subject_text, slot.relation) for slot in slots if slot.slot_kind == "count"]


@pytest.mark.parametrize(
    ("text", "words", "unit", "number"),
    [
        ("Rescuers in Garnholt said there were five dead, the driver among them.", "five dead", "dead", 5),
        ("Five people, including the driver, were killed when a coach fell down a slope.", "Five people", "person", 5),
        ("The death toll of the accident stands at five.", "five", "death", 5),
        ("Crash kills five. A coach fell down a slope.", "five", None, 5),
    ],
)
def test_tolls_that_reports_open_with_are_held_against_each_other_however_they_are_told(
    writer, text, words, unit, number
):
    one = told(writer, "one", ONE, writer.number("four people", 4, "person"))
    two = told(writer, "two", text, writer.number(words, number, unit))
    assert tolls(one, two) == [("people killed: count", "contradiction")]


@pytest.mark.parametrize(
    ("text", "words", "unit"),
    [
        ("Five other people were killed last winter on that road.", "Five other people", "person"),
        ("Five people were hurt when a coach fell down a slope.", "Five people", "person"),
        ("Five police officers were killed when a coach fell down a slope.", "Five police officers", "officer"),
        ("In Marrow province five people were killed when coaches fell.", "five people", "person"),
        ("Five people may have been killed a year on that road.", "Five people", "person"),
        ("Five people were rescued when a coach fell down a slope.", "Five people", "person"),
        ("Five more people were found dead when a coach fell down a slope.", "Five more people", "person"),
        ("Divers found the last five bodies of the dead.", "five bodies", "body"),
    ],
)
def test_a_part_another_state_or_another_kind_of_people_is_no_toll_of_all(writer, text, words, unit):
    one = told(writer, "one", ONE, writer.number("four people", 4, "person"))
    two = told(writer, "two", text, writer.number(words, 5, unit))
    assert tolls(one, two) == []


def test_a_magnitude_before_the_number_does_not_hide_the_toll(writer):
    one = told(writer, "one", ONE.replace("four", "40"), writer.number("40 people", 40, "person"))
    two = told(
        writer,
        "two",
        "Dozens were killed when a coach fell down a slope. Crews said that 51 people were killed.",
        writer.number("Dozens", 24, value_text="dozens", value_high=None, hedge="vague"),
        writer.number("51 people", 51, "person"),
    )
    assert tolls(one, two) == [("people killed: count", "contradiction")]


def test_a_report_that_goes_on_to_a_higher_toll_has_none(writer):
    one = told(writer, "one", ONE, writer.number("four people", 4, "person"))
    text = "Five people were killed at Garnholt. At the same bend nine people were killed."
    notes = writer.number("Five people", 5, "person"), writer.number("nine people", 9, "person")
    articles = [one, told(writer, "two", text, *notes)]
    read = {article.document_id: find_candidates(article) for article in articles}
    assert find_toll_groups(articles, read) == []


def test_a_toll_that_grew_by_the_next_day_is_an_update(writer):
    later = "Six people were killed when a bus left the road."
    articles = [
        told(writer, "one", ONE, writer.number("four people", 4, "person"), published_on=date(2031, 5, 5)),
        told(writer, "two", later, writer.number("Six people", 6, "person"), published_on=date(2031, 5, 6)),
    ]
    assert tolls(*articles) == [("people killed: count", "update")]


def test_the_kind_of_people_is_named(writer):
    one = told(writer, "one", "An avalanche killed two soldiers.", writer.number("two soldiers", 2, "soldier"))
    two = told(writer, "two", "Three soldiers died in the snow.", writer.number("Three soldiers", 3, "soldier"))
    assert tolls(one, two) == [("soldiers killed: count", "contradiction")]


@pytest.mark.parametrize("odd", ["a", "z"])
def test_a_toll_of_a_province_hides_no_toll_of_all(writer, odd):
    articles = [
        told(writer, odd, "In Marrow province nine people were killed.", writer.number("nine people", 9, "person")),
        told(writer, "m", ONE, writer.number("four people", 4, "person")),
        told(writer, "n", "A crash killed five people.", writer.number("five people", 5, "person")),
    ]
    assert tolls(*articles) == [("people killed: count", "contradiction")]
