import pytest

TITLE = "Harbour Board Closes Old Ferry Pier"


def label_of(clean, paragraphs, *lines):
    text = "\n".join([TITLE, "By Ada Moreno", "4 May 2031, 08:12 CET", *paragraphs[:2], *lines, *paragraphs[2:]])
    return {shown: (zone, kind) for zone, kind, shown in clean(text)}


@pytest.mark.parametrize(
    "line",
    [
        "Li Fen leaving the harbour office yesterday",
        "Ada Moreno and Li Fen walking along the pier",
        "Li Fen in 1974, shortly after she was made harbour master",
        "Li Fen outside the fish market in July. Tomas Okoro",
    ],
)
def test_a_name_and_what_its_bearer_does_is_a_caption(clean, paragraphs, line):
    assert label_of(clean, paragraphs, line)[line] == ("caption", "caption")


@pytest.mark.parametrize(
    "lines",
    [
        ["4", "The empty hull of the ferry beside the slipway", "Credit: Harbour handout"],
        ["Mayor Tomas Okoro during the opening of the fish market.", "Image: FILE"],
        ["Li Fen", "Li Fen said the board took three months to write to her"],
    ],
)
def test_a_line_beside_a_credit_is_a_caption(clean, paragraphs, lines):
    labels = label_of(clean, paragraphs, *lines)
    assert any(labels[line] == ("caption", "caption") for line in lines if line in labels)
    assert not any(labels[line][0] == "body" for line in lines if line in labels)


@pytest.mark.parametrize(
    "line",
    [
        "A vote that nobody wanted",
        "What the board will do next",
        "Harbour Board considering a landing at the fish market",
        "Why Tallow Bay is waiting for a new pier",
        "The pier. A short history",
        "What the board knows of the strike led by Gen. Tomas Okoro",
    ],
)
def test_a_heading_stays_a_heading(clean, paragraphs, line):
    assert label_of(clean, paragraphs, line)[line] == ("body", "heading")


@pytest.mark.parametrize("owner", ["CBW Media", "Li Fen"])
def test_below_share_buttons_stand_the_owner_of_a_picture_and_its_caption(clean, paragraphs, owner):
    caption = "The pier carries about nine hundred commuters a day"
    lines = [TITLE, "4 May 2031", "Ada Moreno", "Share", "Save", owner, caption, *paragraphs]
    found = {text: zone for zone, _, text in clean("\n".join(lines))}
    assert found[caption] == "caption"


def test_below_a_name_without_buttons_stands_a_standfirst(clean, paragraphs):
    dek = "The pier carries about nine hundred commuters a day"
    lines = [TITLE, "4 May 2031", "Ada Moreno", dek, *paragraphs]
    assert {text: zone for zone, _, text in clean("\n".join(lines))}[dek] == "dek"


def test_a_name_above_a_paragraph_about_its_bearer_stays(clean, paragraphs):
    about = "Li Fen has sold fish at the market for thirty years, and she will drive around the bay from now on."
    assert label_of(clean, paragraphs, "Li Fen", about)["Li Fen"][0] == "body"
