"""Forms that only people's names take."""

import pytest

from flows.extract.names.gazetteer import load_gazetteer
from flows.extract.names.person_forms import ends_as_surname, opens_surname_first
from tests.extract.names.test_entities import names, organisations, people, places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The court heard Lam Wai-man again.", "Lam Wai-man"),
        ("The court heard Orlo Lam Wai-man again.", "Orlo Lam Wai-man"),
        ("The court heard Tiu Ka-chun again.", "Tiu Ka-chun"),
        ("The speaker, B.Ganzor, opened the session.", "B. Ganzor"),
        ("The prize went to Ana “Bo” Lima of Ghent.", "Ana Lima"),
        ("The prize went to James To on Friday.", "James To"),
        ("The prize went to Ana Lima OBE on Friday.", "Ana Lima"),
        ("It belongs to Karim bin Sultan Orabi now.", "Karim bin Sultan Orabi"),
        ("Sun Weilin won the prize.", "Sun Weilin"),
        ("The prime minister, Han Dok-soo, left.", "Han Dok-soo"),
        ("The case of Nathan Law was heard.", "Nathan Law"),
    ],
)
def test_the_whole_name_is_found(text: str, name: str) -> None:
    assert people(text) == [name]


@pytest.mark.parametrize("compound", ["Hong Kong-based", "Tel Aviv-born", "New York-style"])
def test_a_place_before_a_participle_is_no_person(compound: str) -> None:
    assert people(f"The court heard a {compound} trader.") == []


def test_a_nickname_makes_nobody_else() -> None:
    text = "The prize went to Ana “Bo” Lima. Ana Lima smiled, and Lima left."
    assert people(text) == ["Ana Lima"]
    assert names(text)[0][0] == "Ana “Bo” Lima"


def test_a_person_follows_the_name_of_an_office() -> None:
    text = "The head of the Refugee Council Ana Lima spoke to the Ministry of Health Paul Roy had left."
    assert people(text) == ["Ana Lima", "Paul Roy"]
    assert organisations(text) == ["Refugee Council", "Ministry of Health"]


@pytest.mark.parametrize("country", ["Jordan", "the United States"])
def test_an_ambassador_follows_the_country_of_the_post(country: str) -> None:
    text = f"The Kenyan ambassador to {country} Wanjira Mutiso left."
    assert people(text) == ["Wanjira Mutiso"]
    assert places(text)


def test_the_field_inside_an_office_is_nobody() -> None:
    assert people("Deputy Wholesale Secretary Ana Lima and Chief Grain Officer Paul Roy met.") == [
        "Ana Lima",
        "Paul Roy",
    ]


def test_an_article_may_belong_to_the_noun_behind_the_name() -> None:
    assert people("The Ana Lima case was heard.") == ["Ana Lima"]


def test_words_that_open_a_name_are_told_from_common_words() -> None:
    gazetteer = load_gazetteer()
    assert opens_surname_first(("Sun", "Weilin"), gazetteer)
    assert not opens_surname_first(("So", "Marlin"), gazetteer)
    assert not opens_surname_first(("Long", "Beach"), gazetteer)
    assert ends_as_surname(("Ana", "Hall"), gazetteer)
    assert not ends_as_surname(("Marlin", "Hall"), gazetteer)
