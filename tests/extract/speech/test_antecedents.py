"""What the relative pronoun "that" stands for."""

import pytest

from tests.extract.speech.test_quotations import told


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("They sent a letter that warned the dam may burst.", "a letter"),
        ("She read out a statement from the bank that said no money was lost.", "a statement from the bank"),
        ("It is run by Orre Fund that said no money was lost.", "Orre Fund"),
    ],
)
def test_that_is_the_writing_or_body_before_it(text: str, speaker: str) -> None:
    assert told(text)[-1][1] == speaker


@pytest.mark.parametrize(
    "text",
    [
        "It was a storm that recalled the flood of the valley.",
        "That suggests the dam may burst.",
        "He hit a whale that attacked a trainer.",
        "It was clear that the dam would burst.",
        "There were hopes that the dam would hold.",
    ],
)
def test_what_cannot_speak_says_nothing(text: str) -> None:
    assert told(text) == []
