"""Attribution by a clause with "as"."""

import pytest

from tests.extract.speech.test_quotations import told


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("As Lind noted, the dam leaks in May.", "Lind", ["the dam leaks in May"]),
        ("But as the mayor of Orre noted on Monday, the dam was old.", "the mayor of Orre", ["the dam was old"]),
        ("As Mara Lind (Orre) has pointed out, it was old.", "Mara Lind (Orre)", ["it was old"]),
        ("The dam was old, as Lind noted.", "Lind", ["The dam was old"]),
        ("The dam, as Lind said, was old.", "Lind", ["The dam", "was old"]),
        ("As Lind put it: “The dam is old.”", "Lind", ["The dam is old."]),
    ],
)
def test_a_clause_with_as_tells_who_said_what_it_is_set_beside(text, speaker, content):
    assert [found[1:] for found in told(text)] == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The dam was as old as Lind said.",
        "As Lind left, the dam was closed.",
        "As in Orre, Lind noted.",
        "It was seen as a farce, noted.",
        "The dam was old, as was noted.",
    ],
)
def test_a_comparison_or_a_time_is_no_attribution(text):
    assert told(text) == []
