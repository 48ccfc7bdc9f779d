import pytest

ABOUT = "The Tallow Bay Harbour Board has run ferries since 1931."
CALL = "For more information call Li Fen, press officer, +41 22 555 0199."


@pytest.mark.parametrize("heading", ["Notes to editors", "Media Contact:", "Forward-Looking Statements"])
def test_what_stands_below_the_end_of_a_press_release_is_removed(clean, paragraphs, heading):
    lines = ["Press release", "17 May 2031", "Harbour board closes old ferry pier", *paragraphs, heading, ABOUT, CALL]
    found = {text: zone for zone, _, text in clean("\n".join(lines))}
    assert {found[line] for line in (heading, ABOUT, CALL)} == {"removed"}
    assert found[paragraphs[-1]] == "body"


def test_a_heading_early_in_the_text_ends_nothing(clean, paragraphs):
    lines = ["Harbour board closes old ferry pier", "17 May 2031", paragraphs[0], "Media contacts", *paragraphs[1:]]
    found = {text: zone for zone, _, text in clean("\n".join(lines))}
    assert found[paragraphs[2]] == found[paragraphs[-1]] == "body"
