import pytest

from flows.extract.annotations import Fields, Sentence
from flows.extract.names.entities import find_entities
from flows.extract.sentences import split_sentences


def named(text: str, name: str) -> list[str]:
    """Whom each mention of a name stands for."""
    sentences = [Sentence(s, e, "body", 0) for s, e in split_sentences(text, 0, len(text))]
    found = find_entities(text, sentences, Fields())
    names = {entity.entity_id: entity.name for entity in found.entities}
    return [names[m.entity_id] for m in found.mentions if m.kind == "name" and text[m.start : m.end] == name]


@pytest.mark.parametrize(
    "text",
    [
        "President Vance left. His wife, Nora Vance, spoke.",
        "First lady Nora Vance spoke. President Vance left.",
        "President Vance left. Nora Vance, the president’s daughter-in-law, spoke.",
        "President Vance and Nora Vance left. Nora Vance spoke.",
        "President Vance left. His son, Orlo Vance Jr., spoke.",
        "President Vance came with his sons Orlo Vance and Karl Vance.",
        "President Vance left. Nora Vance, his wife, spoke.",
        "President Vance left. The guards stopped Nora Vance, his second wife.",
        "President Vance left. Nora Vance, the wife of the president, spoke.",
        "President Vance left. Nora Vance, wife of former President Vance, spoke.",
    ],
)
def test_a_surname_that_only_relatives_bear_in_full_is_anothers(text):
    assert set(named(text, "Vance")) == {"Vance"}


@pytest.mark.parametrize(
    ("text", "person"),
    [
        ("Senator Vance left. Nora Vance, who is from Orre, spoke.", "Nora Vance"),
        ("Her mother, Nora Vance, a senator from Orre, spoke. Senator Vance left.", "Nora Vance"),
        ("Senator Nora Vance met her husband, Orlo Vance. Senator Vance left.", "Nora Vance"),
        ("Karl Vance met his daughter, Nora Vance. Nora Vance spoke. Vance left.", "Karl Vance"),
        (
            "Former President Karl Vance and his wife, Nora Vance, left. Nora Vance spoke. President Vance spoke.",
            "Karl Vance",
        ),
        ("His wife, Nora Vance, spoke. Vance left.", "Nora Vance"),
        ("Karl Vance, his wife, Nora Vance, and their sons spoke. President Vance left.", "Karl Vance"),
        ("Karl Vance, his wife and their sons spoke. President Vance left.", "Karl Vance"),
        ("Karl Vance, the lawyer for the wife of a judge, spoke. President Vance left.", "Karl Vance"),
        ("Senator Vance left. Nora Vance, a mother of three, spoke.", "Nora Vance"),
        ("Senator Vance left. Nora Vance, a mother of three and a senator, spoke.", "Nora Vance"),
        ("Senator Vance left. Nora Vance, the daughter of a miner, spoke.", "Nora Vance"),
        ("-in-law Nora Vance spoke. President Vance left.", "Nora Vance"),
    ],
)
def test_a_surname_is_the_office_holders_or_who_is_no_relative(text, person):
    assert named(text, "Vance") == [person]


def test_a_son_with_his_fathers_name_is_another():
    text = "President Karl Vance left. His son, Karl Vance Jr., spoke. President Vance spoke. Karl Vance Jr. left."
    assert named(text, "Karl Vance Jr.") == ["Karl Vance Jr."] * 2
    assert named(text, "Vance") == named(text, "Karl Vance") == ["Karl Vance"]


def test_one_who_is_named_with_and_without_junior_is_one():
    text = "Senator Karl Vance Jr. spoke. Karl Vance left."
    assert len({*named(text, "Karl Vance Jr."), *named(text, "Karl Vance")}) == 1


@pytest.mark.parametrize(
    ("text", "name", "person"),
    [
        ("Former mayor Karl Vance Karl Orlo VanceHouse leaders spoke. Vance left.", "Vance", "Karl Vance"),
        ("President Vance Karl Orlo VanceGOP leaders spoke.", "Vance", "Karl Orlo Vance"),
        ("Director Larry Vance Lawrence (Larry) Karl VanceMORE spoke. Vance left.", "Larry Vance", "Larry Vance"),
        ("Karl Orlo Vance left. Karl Orlo Vance spoke. Karl Vance sat.", "Karl Vance", "Karl Orlo Vance"),
    ],
)
def test_a_name_told_again_with_a_middle_name_is_one(text, name, person):
    assert named(text, name)[-1] == person


@pytest.mark.parametrize(
    "text",
    [
        "President Karl Vance left. His son, Karl Vance Jr., spoke. He is younger than Vance.",
        "Karl Vance Jr. met Nora Vance and Orlo Vance. The younger Vance left.",
    ],
)
def test_who_is_only_compared_or_one_of_many_is_no_junior(text):
    assert named(text, "Vance")[-1:] != ["Karl Vance Jr."]


def test_a_junior_goes_by_the_last_name_and_is_the_younger():
    text = "President Karl Vance left. His son, Karl Vance Jr., spoke. Vance Jr. wrote. The younger Mr. Vance left."
    assert named(text, "Vance Jr.") == ["Karl Vance Jr."]
    assert named(text.replace("Vance Jr. wrote", "Vance Jr wrote"), "Vance Jr") == ["Karl Vance Jr."]
    assert named(text, "Vance")[-1:] == ["Karl Vance Jr."]
