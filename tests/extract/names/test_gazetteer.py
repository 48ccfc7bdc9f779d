import csv
from importlib import resources

import pytest

from flows.extract.names import gazetteer
from flows.extract.names.gazetteer import load_gazetteer

LEXICONS = resources.files("flows.extract").joinpath("lexicons")


def test_country_codes_are_two_letters_and_stand_once():
    rows = list(csv.DictReader(LEXICONS.joinpath("countries.csv").read_text(encoding="utf-8").splitlines()))
    codes = [row["code"] for row in rows]
    assert len(set(codes)) == len(codes) > 190
    assert all(len(code) == 2 and code.isupper() for code in codes)


def test_every_country_has_a_label_for_its_offices():
    gazetteer = load_gazetteer()
    assert all(gazetteer.country_labels[code] for code in gazetteer.country_names)


def test_a_name_that_is_also_a_given_name_is_ambiguous():
    names = load_gazetteer().names
    assert names["Florence",].is_ambiguous
    assert not names["Lisbon",].is_ambiguous


def test_the_longest_known_name_is_matched():
    assert load_gazetteer().match(("the", "New", "York", "City", "council"), 1) == ("New", "York", "City")


def test_every_organisation_row_has_three_fields():
    lines = LEXICONS.joinpath("organisations.csv").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.count(",") != 2] == []


def test_words_before_the_first_section_of_a_list_are_refused(monkeypatch):
    monkeypatch.setattr(gazetteer, "_lines", lambda _name: iter(["baker", "[office]", "miller"]))
    with pytest.raises(ValueError, match="'baker' stands before the first section"):
        gazetteer.read_sections("role_words.txt")
