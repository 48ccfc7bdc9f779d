"""Words that nothing is known of, by what stands beside them."""

import hashlib
from importlib import resources

import pytest

from tests.extract.names.test_entities import names, people


def test_the_weights_are_those_of_the_checksum():
    folder = resources.files("flows.extract").joinpath("weights")
    digest, name = folder.joinpath("checksums.txt").read_text(encoding="utf-8").split()
    assert hashlib.sha256(folder.joinpath(name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize(
    "text",
    [
        "Nobody spoke until Quellin smiled, and then he asked the judge to leave.",
        "The court was told that Quellin had moved out when she lost her job.",
    ],
)
def test_a_word_that_does_what_people_do_is_a_person(text):
    assert people(text) == ["Quellin"]


@pytest.mark.parametrize("text", ["The Quellin system costs 40 euros.", "They drove to Quellin on Monday."])
def test_a_word_beside_which_no_person_is_spoken_of_is_none(text):
    assert people(text) == []


def test_a_word_is_the_same_in_all_its_places():
    text = "Quellin smiled, and then he left. They had met Quellin, who said nothing, in the harbour."
    assert [name for name, _ in names(text, "person")] == ["Quellin", "Quellin"]
