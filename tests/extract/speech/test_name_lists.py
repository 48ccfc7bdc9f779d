"""Names in a list that speak jointly."""

import pytest

from tests.extract.speech.test_subjects import subject


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Norland, Vell and Orre said no.", "Norland, Vell and Orre"),
        ("Norland, Vell, Orre and the Union said no.", "Norland, Vell, Orre and the Union"),
        ("The leaders of Norland, Vell and Orre said no.", "The leaders of Norland, Vell and Orre"),
        ("On Tuesday, Lind, Okoro and Tarn said no.", "Lind, Okoro and Tarn"),
    ],
)
def test_names_in_a_list_are_one_subject(text: str, wanted: str) -> None:
    assert subject(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "In Orre, Norland, Lind and Okoro said no.",
        "While Norland waits, Lind and Okoro said no.",
        "Speaking of Norland, Lind and Okoro said no.",
        "The union met in Norland, Lind and Okoro said.",
    ],
)
def test_a_place_or_a_clause_before_two_names_is_not_listed(text: str) -> None:
    assert subject(text) == "Lind and Okoro"
