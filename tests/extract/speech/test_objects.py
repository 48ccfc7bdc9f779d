"""Objects of cues."""

import pytest

from tests.extract.speech.test_quotations import told


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("Lind defended the plan Friday.", "the plan"),
        ("Lind defended the plan on Friday.", "the plan"),
        ("Lind defended the plan after Friday.", "the plan"),
        ("Some lawyers echoed that view.", "that view"),
        ("Lind denied that the dam leaked.", "the dam leaked"),
        ("Lind said about 40 people were hurt.", "about 40 people were hurt"),
        ("Lind said about a third of them were hurt.", "about a third of them were hurt"),
    ],
)
def test_an_object_is_cut_to_what_was_said(text: str, content: str) -> None:
    assert [found for _, _, found in told(text)] == [[content]]


@pytest.mark.parametrize(
    "text",
    [
        "Lind has not tweeted about the ruling.",
        "Lind told the board about the dam.",
        "Lind rejected that, too.",
        "Okoro would go, as Lind was planning to.",
    ],
)
def test_what_only_tells_a_subject_is_no_object(text: str) -> None:
    assert told(text) == []
