import pytest

from flows.extract.annotations import Fields, Sentence
from flows.extract.names.entities import find_entities
from flows.extract.sentences import split_sentences


def held_at(text: str) -> list[tuple[str, str | None]]:
    """The normalised name of each role, and where it is held."""
    sentences = [Sentence(s, e, "body", 0) for s, e in split_sentences(text, 0, len(text))]
    found = find_entities(text, sentences, Fields())
    names = {entity.entity_id: entity.name for entity in found.entities}
    return [(role.role_name, names.get(role.affiliation_entity_id or "")) for role in found.roles]


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        ("It was House Speaker Ines Pell.", "House Speaker", "House"),
        ("They met the House Democratic leader, Ines Pell.", "House Democratic Leader", "House"),
        ("They heard House Minority Leader Ines Pell.", "House Minority Leader", "House"),
        ("It was Texas House Speaker Ines Pell.", "Texas House Speaker", "Texas"),
        ("They met house painter Ines Pell.", "House Painter", None),
        ("They met former White House counsel Ines Pell.", "White House Counsel", "White House"),
    ],
)
def test_the_chamber_in_a_title_is_the_body(text, role, body):
    assert held_at(text) == [(role, body)]


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        (
            "Ines Pell, director of the University of Orre’s Center for Rivers, left.",
            "Center for Rivers Director",
            "Center for Rivers",
        ),
        (
            "Ines Pell, White House correspondent for the Marlin Times, left.",
            "Marlin Times White House Correspondent",
            "Marlin Times",
        ),
        (
            "Ines Pell, vice president of the nonpartisan Marlin Institute, left.",
            "Marlin Institute Vice President",
            "Marlin Institute",
        ),
        ("Ines Pell, an envoy of the Marlin Institute in Peru, left.", "Marlin Institute Envoy", "Marlin Institute"),
    ],
)
def test_of_two_bodies_it_is_the_one_that_is_served(text, role, body):
    assert held_at(text) == [(role, body)]


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        (
            "Ines Pell, the U.N. envoy for Middle East peace, left.",
            "United Nations Envoy for Middle East Peace",
            "United Nations",
        ),
        ("Ines Pell, the U.S. ambassador to Peru, left.", "US Ambassador to Peru", "United States"),
        ("Ines Pell, the American ambassador to Peru, left.", "US Ambassador to Peru", "United States"),
        ("Ines Pell, the ambassador to Peru, left.", "Ambassador to Peru", None),
    ],
)
def test_a_name_without_which_the_role_is_cut_stays_in_it(text, role, body):
    assert held_at(text) == [(role, body)]


@pytest.mark.parametrize(
    ("text", "role", "body"),
    [
        (
            "Ines Pell was a board member for a Peruvian energy company.",
            "Board Member for Peruvian Energy Company",
            None,
        ),
        ("Ines Pell was the Peruvian energy minister.", "Peruvian Energy Minister", "Peru"),
        ("Ines Pell was a member of the Peruvian parliament.", "Peruvian Parliament Member", "Peru"),
        ("Ines Pell was a daughter of Peruvian farmers.", "Daughter of Peruvian Farmers", None),
        ("Ines Pell, director of the Orre-based choir, left.", "Director", None),
    ],
)
def test_the_kind_of_a_body_is_not_where_a_role_is_held(text, role, body):
    assert held_at(text) == [(role, body)]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ines Pell, head of Peru’s national fishing department, left.", "Peruvian National Fishing Department Head"),
        ("Ines Pell, a member of the White House rivers task force, left.", "White House Rivers Task Force Member"),
        ("Ines Pell, president of the Marlin Bank, left.", "Marlin Bank President"),
    ],
)
def test_what_stands_behind_the_body_goes_with_it(text, role):
    assert [name for name, _ in held_at(text)] == [role]
