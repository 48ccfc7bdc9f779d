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
