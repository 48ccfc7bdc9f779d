"""Ships are no people, places or organisations."""

import pytest

from tests.extract.names.test_entities import names, naming, people, places


@pytest.mark.parametrize(
    "text",
    [
        "The MV Princess Marla left on Friday. The Princess Marla sank at noon.",
        "Rescuers searched the ferry Santa Rosa, which sank. Passengers of the Santa Rosa swam.",
        "The tanker Captain Dahl burned. Nobody saw the Captain Dahl again.",
        "HMS Lind sailed on Monday.",
    ],
)
def test_what_is_called_a_ship_once_is_one_everywhere(text):
    assert names(text) == []
    assert naming(text).roles == ()


def test_the_town_of_the_same_name_stays_a_place():
    assert places("The ferry Santa Rosa sank off Chile. They live in Santa Rosa.") == ["Chile", "Santa Rosa"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Princess Marla left on Friday.", ["Marla"]),
        ("Ferry captain Mara Lind spoke.", ["Mara Lind"]),
        ("They left the ship on Friday, and Mara Lind spoke.", ["Mara Lind"]),
    ],
)
def test_people_beside_ships_stay_people(text, wanted):
    assert people(text) == wanted
