"""Bodies of a country, and the short forms of organisations."""

import pytest

from tests.extract.names.test_entities import names, naming, organisations


def test_the_coast_guard_of_another_country_is_not_the_known_one():
    found = naming("The Philippine Coast Guard sent boats. The Coast Guard found nobody.")
    assert [(entity.name, entity.country_code) for entity in found.entities] == [("Philippine Coast Guard", "PH")]


def test_a_body_without_demonym_stays_what_the_list_says():
    assert organisations("The Coast Guard sent boats.") == ["Coast Guard"]
    text = "The Coast Guard sent boats. The Philippine Coast Guard and the Canadian Coast Guard helped."
    assert organisations(text) == ["Coast Guard", "Philippine Coast Guard", "Canadian Coast Guard"]


def test_a_demonym_of_the_same_country_changes_nothing():
    assert organisations("The American Coast Guard sent boats.") == ["Coast Guard"]


def test_a_company_does_not_change_its_country_with_an_adjective():
    assert organisations("British Google staff met.") == ["Google"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The Philippine Coast Guard (PCG) left. The PCG came back.", "Philippine Coast Guard"),
        ("The Bank of England cut rates. The BoE said no.", "Bank of England"),
        ("Marla Sea Lines Inc. sank. Marla Sea Lines said no.", "Marla Sea Lines Inc."),
        ("The report by REUTERS was wrong. Reuters said so.", "Reuters"),
    ],
)
def test_a_short_form_is_the_organisation_named_in_full(text, wanted):
    assert organisations(text) == [wanted]


def test_other_letters_are_another_organisation():
    assert len({name for _, name in names("The Bank of England met. The BoJ did too.", "organisation")}) == 2
