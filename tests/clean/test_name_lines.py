import pytest

from flows.clean.lines import Unit
from flows.clean.name_lines import is_byline, is_name_line, is_numbered_name, is_outlet_name


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


@pytest.mark.parametrize("text", ["Ada Moreno | 05.04.2031", "Ada Moreno - 4/5/31, 7:40", "Li Fen Zhao • 2031-04-05"])
def test_a_name_a_mark_and_a_date_in_numbers_say_who_wrote(text):
    assert is_numbered_name(unit(text))


@pytest.mark.parametrize(
    "text", ["Tallow Bay, 05.04.2031", "Bay News | 05.04.2031", "Sport | 05.04.2031", "Ada Moreno | 4 boats"]
)
def test_a_place_an_outlet_and_a_section_before_a_date_do_not(text):
    assert not is_numbered_name(unit(text))
