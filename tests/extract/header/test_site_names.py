import pytest

from flows.clean.blocks import Block
from flows.extract.header.site_names import find_site_names


def names_in(line: str) -> list[str]:
    text = f"{line}\nHarbour reopens after storm\n"
    end = len(line) + 1
    blocks = [
        Block(0, end, "removed", "site_name", "outlet_name", 0.0),
        Block(end, len(text), "title", "title", "title_line", 0.0),
    ]
    found = find_site_names(text, blocks)
    assert all(text[value.start : value.end] == value.value_text for value in found)
    return [value.value_text for value in found]


@pytest.mark.parametrize(
    "name",
    [
        "My News", "WORLD NEWS", "Business News", "Latest Headlines",
        "India News", "US NEWS", "World Asia Sport", "NEWS SPORT SHOWBIZ MONEY BOATS", "Media Contact",
        "News Provided By",
    ],
)  # fmt: skip
def test_a_section_of_a_menu_is_no_name_of_the_site(name: str) -> None:
    assert names_in(name) == []


@pytest.mark.parametrize(
    "name",
    [
        "Harbour News",
        "Daily News",
        "World Post",
        "Tallow Bay News",
        "Sports Business Journal",
        "The Harbour Sun",
        "HARBOUR-POST.INFO",
    ],
)
def test_a_name_with_a_word_of_its_own_is_one(name: str) -> None:
    assert names_in(name) == [name]
