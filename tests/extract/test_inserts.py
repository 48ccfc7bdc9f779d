import pytest

from flows.extract.inserts import blank_inserts

HEADLINES = "Why rivals fear the vote Harbour budget passes | Two towns sue"


@pytest.mark.parametrize(
    "name",
    [
        "Orlo Vance Orlo Peter Vance",
        "Orlo VanceOrlo Vance",
        "Orlo Vance Oliver (Orlo) Peter Vance",
        "Vance Orlo Peter Vance",
        "Orlo Vance Orlo Vance Jr.",
    ],
)
def test_a_card_behind_a_name_is_filled_with_blanks_and_every_place_keeps_its_number(name):
    text = f"Mayor {name}{HEADLINES} MORE (R-Wis.) said no."
    blanked = blank_inserts(text)
    assert len(blanked) == len(text)
    assert " ".join(blanked.split()) == f"Mayor {name.partition('Vance')[0]}Vance (R-Wis.) said no."
    assert blanked.endswith(text[text.index(" (R-Wis.)") :])


@pytest.mark.parametrize(
    "text",
    [
        "Orlo Vance Orlo Vance said no.",
        "Orlo Vance said no, and Vance meant it. READ MORE about Vance.",
        "Orlo Vance met Mayor Vance\nMORE from this town",
    ],
)
def test_a_text_without_a_card_is_left_as_it_is(text):
    assert blank_inserts(text) == text
