import pytest

from flows.clean.lines import Unit
from flows.clean.name_lines import is_byline, is_name_line, is_outlet_name


def unit(text):
    return Unit(0, len(text), text)


@pytest.mark.parametrize(
    "text",
    [
        "By Ada Moreno",
        "By Ada Moreno and Li Fen | 4 May",
        "Von Jürgen Örtel",
        "Ada MorenoPublished Jul 17, 2031",
        "Monday 4 May by Ada Moreno",
    ],
)
def test_a_preposition_and_a_name_or_a_dated_name_is_a_byline(text):
    assert is_byline(unit(text))


@pytest.mark.parametrize("text", ["By the sea", "By Tuesday the pier was closed.", "Bypass to open", "Standing by Ada"])
def test_other_lines_with_by_are_not(text):
    assert not is_byline(unit(text))


@pytest.mark.parametrize(
    "text", ["Ada Moreno", "Li Fen Zhao", "J. K. Örtel", "Ada Moreno and Li Fen", "Maria van der Berg"]
)
def test_two_to_four_capitalised_words_are_a_bare_name(text):
    assert is_name_line(unit(text))


@pytest.mark.parametrize(
    "text",
    [
        "Harbour Board Closes Old Ferry Pier After Engineers Find Rot",
        "Ada",
        "Riverton Herald",
        "pier closed",
        "Room 101 Moreno",
        "Ada Moreno said",
    ],
)
def test_headlines_outlets_and_single_words_are_not_bare_names(text):
    assert not is_name_line(unit(text))


def test_outlets_are_known_by_acronym_by_word_and_by_what_was_given():
    assert is_outlet_name(unit("TBH"), "")
    assert is_outlet_name(unit("Riverton Herald"), "")
    assert is_outlet_name(unit("Coastline"), "coastline")
    assert not is_outlet_name(unit("Coastline"), "")
