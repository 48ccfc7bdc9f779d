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
        ("Lind said both gates were shut.", "both gates were shut"),
        ("Lind called the dam a joke in a post on Tarn.", "the dam a joke"),
        ("Lind defended the plan in an interview.", "the plan"),
        ("Lind defended the plan in an old mill.", "the plan in an old mill"),
        ("Lind told the board there was no plan.", "there was no plan"),
        ("Lind told workers there the gate was open.", "the gate was open"),
        ("Officials have said all year that the dam is safe.", "the dam is safe"),
        ("Lind denied claims in a letter to staff that she lied.", "claims in a letter to staff that she lied"),
        ("Lind denounced a scene in a video game.", "a scene in a video game"),
        ("Lind told Orre there was no plan.", "there was no plan"),
        ("If it comes to that, Lind said both gates will be shut.", "both gates will be shut"),
        ("Lind announced plans to cut it by 7–10% at once.", "plans to cut it by 7–10% at once"),
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
