"""States by two letters, and by their abbreviations."""

import csv
from importlib import resources

import pytest

from flows.extract.names.gazetteer import load_gazetteer
from tests.extract.names.test_entities import names, people, places


@pytest.mark.parametrize(
    ("text", "printed", "state"),
    [
        ("The firm moved to Quillon, WA last year.", "WA", "Washington State"),
        ("The firm moved to Quillon, MA last year.", "MA", "Massachusetts"),
        ("The firm moved to North Quillon, SC last year.", "SC", "South Carolina"),
        ("They sang in QUILLON, TX last year.", "TX", "Texas"),
        ("They asked Ann Low (D-WA) about it.", "WA", "Washington State"),
        ("They asked Ann Low (D-Mich.) about it.", "Mich.", "Michigan"),
        ("The firm moved to Quillon, Mich., last year.", "Mich.", "Michigan"),
    ],
)
def test_a_state_behind_a_town_is_the_state_itself(text, printed, state):
    assert (printed, state) in names(text, "place")


def test_the_town_before_a_state_is_a_place():
    assert places("The firm moved its office to Quillon, WA last year.") == ["Quillon", "Washington State"]


@pytest.mark.parametrize(
    "text",
    ["They asked Ann Low, MD about it.", "They asked Orlo Quill, SC about it.", "They sell WA and OR.", "SEO, PA, CRM"],
)
def test_other_letters_are_no_state(text):
    assert places(text) == []


def test_letters_before_a_surname_are_initials():
    assert "Washington State" not in places("They met Orlo Tagore, WA Prathapan and Ann Low.")
    assert "WA Prathapan" in people("They met Orlo Tagore, WA Prathapan and Ann Low.")


def test_every_state_is_a_known_region_but_where_a_country_has_its_name():
    gazetteer = load_gazetteer()
    text = resources.files("flows.extract").joinpath("lexicons", "states.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert len({row["postal"] for row in rows}) == len(rows) == 60
    assert [row["name"] for row in rows if tuple(row["name"].split()) not in gazetteer.names] == []


def test_letters_that_are_a_state_once_are_it_everywhere():
    text = "The firm moved to Quillon, WA last year. Nobody in WA had asked for it."
    assert [name for printed, name in names(text, "place") if printed == "WA"] == ["Washington State"] * 2


def test_letters_are_a_state_where_they_stood_without_a_town_first():
    assert "Washington State" in places("The WA said nothing. The firm moved to Quillon, WA last year.")


@pytest.mark.parametrize(
    "text",
    [
        "Yes, OK, we will go.",
        "Well, OK, said the others.",
        "Hey, HI, how are you?",
        "Then, OR, he left.",
        "Peter, Paul, OK and Mary sang.",
        "They met Boris Quill, CA.",
        "They met Ann Quill, LA.",
        "They met John Quill, CO of the unit.",
        "They asked Tom, PA to the others.",
        "They met Chad, ID in hand.",
        "They compared Nato, MS and others.",
    ],
)
def test_behind_a_person_a_body_or_a_word_letters_are_no_state(text):
    states = {known.name for known in load_gazetteer().states.values()}
    assert states.isdisjoint(places(text))


@pytest.mark.parametrize("town", ["Quillon", "Quillon Hill", "West Quillon", "San Quillon"])
def test_letters_that_are_words_too_are_a_state_behind_a_town(town):
    assert ("CA", "California") in names(f"The firm moved to {town}, CA last year.", "place")


def test_a_given_name_behind_in_is_a_town():
    assert ("OR", "Oregon") in names("They opened a shop in Eugene, OR last year.", "place")


def test_every_party_holds_a_seat_of_a_state():
    assert ("MN", "Minnesota") in names("They asked Ann Low (DFL-MN) about it.", "place")
