import pytest

from flows.extract.annotations import Fields, Sentence
from flows.extract.names.entities import find_entities
from flows.extract.sentences import split_sentences


def descriptors(text: str) -> list[tuple[str, str]]:
    """Each role as printed, with its person."""
    sentences = [Sentence(s, e, "body", 0) for s, e in split_sentences(text, 0, len(text))]
    found = find_entities(text, sentences, Fields())
    names = {entity.entity_id: entity.name for entity in found.entities}
    return [(text[role.start : role.end], names[role.entity_id]) for role in found.roles]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("They met film director Ines Pell.", "film director"),
        ("They met radio talk show host Ines Pell.", "radio talk show host"),
        ("They met hedge fund manager Ines Pell.", "hedge fund manager"),
        ("Law Professor Ines Pell left.", "Law Professor"),
        (
            "They met White House coronavirus task force coordinator Ines Pell.",
            "White House coronavirus task force coordinator",
        ),
        ("They met his personal lawyer Ines Pell.", "personal lawyer"),
    ],
)
def test_the_words_before_an_office_belong_to_it(text, role):
    assert descriptors(text) == [(role, "Ines Pell")]


@pytest.mark.parametrize(
    "text",
    [
        "He praised the law President Ines Pell signed.",
        "Records show President Ines Pell left.",
        "They wanted to force President Ines Pell out.",
        "He told the media President Ines Pell was out.",
    ],
)
def test_a_word_of_the_sentence_before_a_title_does_not(text):
    assert descriptors(text) == [("President", "Ines Pell")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ines Pell, the attorney for the Orre District said the ship was held.", "attorney for the Orre District"),
        ("Ines Pell, a lawyer with ties to the harbour, left.", "lawyer"),
        ("Ines Pell, a lawyer with the Marlin Council, left.", "lawyer with the Marlin Council"),
        ("Ines Pell is the nominee to fill the seat.", "nominee"),
        ("Ines Pell, a special assistant to the mayor, left.", "special assistant to the mayor"),
        ("Ines Pell, an ambassador under three kings, left.", "ambassador"),
        ("-in-law of Ines Pell, the mayor", "mayor"),
    ],
)
def test_a_descriptor_ends_where_the_sentence_goes_on(text, role):
    assert descriptors(text) == [(role, "Ines Pell")]


def test_the_title_of_one_whose_name_is_unknown_is_not_the_first_ones():
    assert descriptors("Good morning Chairman Pell, Ranking Member Vance, and all of you.") == [("Chairman", "Pell")]


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("It was Sen. Dean Pell.", "Dean Pell"),
        ("They met Executive Editor Dean Pell.", "Dean Pell"),
        ("It was Crown Prince Sultan bin Karim.", "Sultan bin Karim"),
        ("It was Sen. Edward King Jr. who left.", "Edward King Jr."),
    ],
)
def test_a_given_name_that_is_a_title_as_well_is_the_name_behind_a_title(text, person):
    assert [found for _, found in descriptors(text)] == [person]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("House Fisheries Committee Chairman Ines Pell left.", "House Fisheries Committee Chairman"),
        ("They met Foreign Affairs Committee Chairman Ines Pell.", "Foreign Affairs Committee Chairman"),
        ("They met Senate Finance Committee Chairman Ines Pell.", "Senate Finance Committee Chairman"),
        ("It was Palestinian Authority President Ines Pell.", "Palestinian Authority President"),
        ("It was NFL Executive Vice President Ines Pell.", "NFL Executive Vice President"),
    ],
)
def test_a_body_before_a_title_is_whole(text, role):
    assert descriptors(text) == [(role, "Ines Pell")]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ines Pell, Vance’s personal lawyer, left.", "personal lawyer"),
        ("Ines Pell, Mr. Vance’s chief of staff, left.", "chief of staff"),
        ("Ines Pell, the president’s daughter, left.", "daughter"),
        ("Ines Pell, a spokeswoman for Mr. Vance, left.", "spokeswoman"),
        ("Ines Pell, a spokeswoman for Orlo Vance, left.", "spokeswoman"),
    ],
)
def test_who_is_served_or_related_has_no_part_in_the_role(text, role):
    assert descriptors(text) == [(role, "Ines Pell")]


@pytest.mark.parametrize(
    "text",
    [
        "Ines Pell, the president’s daughter-in-law, left.",
        "“Fine,” said Ines Pell, as Vance’s daughter left.",
        "Ines Pell, the president’s accounting firm, left.",
    ],
)
def test_the_office_of_an_owner_is_not_the_persons(text):
    assert descriptors(text) == []
