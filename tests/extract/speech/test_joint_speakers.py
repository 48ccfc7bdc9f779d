"""Speakers who speak together."""

import pytest

from tests.extract.speech.test_anaphors import speakers


@pytest.mark.parametrize(
    "text",
    [
        "Mara Lind and Tom Hill said the dam would hold.",
        "Senator Mara Lind and Mayor Tom Hill said the dam would hold.",
        "Both Mara Lind and Tom Hill said the dam would hold.",
        "Two senators, Mara Lind and Tom Hill, said the dam would hold.",
    ],
)
def test_two_who_speak_together_are_no_single_entity(text: str) -> None:
    assert speakers(text) == [None]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Mara Lind, a friend of Tom Hill and Ada Brook, said the dam would hold.", "Mara Lind"),
        ("Mara Lind, chairwoman and head of Orre Foods Inc., said the dam would hold.", "Mara Lind"),
        ("Mara Lind, who works for Tom Hill and Ada Brook, said the dam would hold.", "Mara Lind"),
    ],
)
def test_names_that_describe_a_speaker_do_not_join(text: str, wanted: str) -> None:
    assert speakers(text) == [wanted]
