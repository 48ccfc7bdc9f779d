"""Named houses that reports give for the same, side by side."""

from datetime import date

import pytest

from flows.link.facts.facts import find_facts

STORIES = {"s": ["alpha", "beta"]}
REST = " Rain fell on the hills. Nobody slept well. The road is narrow."
DAY = date(2031, 5, 5)


@pytest.fixture
def relations(writer):
    """Return the relations of the place slots of two reports, each given as (text, place, number or None)."""

    def find(one, other, days=(DAY, DAY)):
        articles = []
        for document_id, (text, place, count), day in zip(("alpha", "beta"), (one, other), days, strict=True):
            notes = [writer.number(count, float(count.split()[0]), "sailor")] if count else []
            whole = "A boiler burst on the ferry Marlin. " + text + REST
            articles.append(writer.write(document_id, whole, *notes, places=(place,), published_on=day))
        slots = [slot for slot in find_facts(articles, STORIES, {}).slots if slot.slot_kind == "place"]
        return [relation.relation for slot in slots for relation in slot.relations]

    return find


TAKEN = "The burnt sailors were taken to {}."
ASH = (TAKEN.format("Ash Hospital"), "Ash Hospital", None)
ELM = (TAKEN.format("Elm Hospital"), "Elm Hospital", None)


def test_two_houses_of_one_kind_for_the_same_people_contradict_each_other(relations):
    assert relations(ASH, ELM) == ["contradiction"]


@pytest.mark.parametrize(
    "other",
    [
        ("The burnt sailors were taken to Elm School.", "Elm School", None),  # of another kind
        ("The burnt sailors were flown to Elm Hospital.", "Elm Hospital", None),  # perhaps later
        ("Some burnt sailors were taken to Elm Hospital.", "Elm Hospital", None),
        ("The angry owners were taken to Elm Hospital.", "Elm Hospital", None),  # others
        ("The burnt sailors were taken to St Ash Hospital.", "St Ash Hospital", None),  # the same
        ("The burnt sailors were taken to Elm Hospital, not to Ash Hospital.", "Elm Hospital", None),
    ],
)
def test_what_may_be_another_group_another_stage_or_the_same_house_contradicts_nothing(relations, other):
    assert "contradiction" not in relations(ASH, other)


def test_different_numbers_are_different_groups(relations):
    two = ("2 sailors, burnt, were taken to Ash Hospital.", "Ash Hospital", "2 sailors")
    three = ("3 sailors, burnt, were taken to Elm Hospital.", "Elm Hospital", "3 sailors")
    assert "contradiction" not in relations(two, three)


def test_a_report_of_a_later_week_tells_what_was_done_next(relations):
    assert "contradiction" not in relations(ASH, ELM, (DAY, date(2031, 5, 12)))


def test_a_house_within_a_town_contradicts_no_town(relations):
    assert relations(ASH, (TAKEN.format("Marlow"), "Marlow", None)) == []
