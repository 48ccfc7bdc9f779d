import time

import pytest

from flows.clean.author_lines import is_author_line, is_dated_line, is_lone_dateline, is_placed_names
from flows.clean.lines import Unit


def unit(text):
    return Unit(0, len(text), text)


@pytest.mark.parametrize(
    "text", ["Ada Moreno Central Coast correspondent", "Li Fen South-east Bay Correspondent", "Reporter: Ada Moreno"]
)
def test_a_name_with_a_trade_or_a_label_is_an_author(text):
    assert is_author_line(unit(text))


@pytest.mark.parametrize(
    "text",
    [
        "The Central Coast correspondent",
        "Our correspondent in the bay",
        "Harbour board sues a reporter",
        "Board hires Ada Moreno as editor",
        "Reporter: the pier is gone",
        "Ada Moreno, who was a reporter, left",
    ],
)
def test_headings_about_the_press_are_none(text):
    assert not is_author_line(unit(text))


@pytest.mark.parametrize(
    "text", ["Ada Moreno in Tallow Bay", "Ada Moreno in Tallow Bay and Li Fen", "Ada de Vega in Mill Lane and agencies"]
)
def test_names_with_the_place_they_report_from_are_known(text):
    assert is_placed_names(unit(text))


@pytest.mark.parametrize(
    "text", ["Ada Moreno and Li Fen", "Ferry Pier in tatters", "Storm Ada in Tallow Bay leaves 900 without power"]
)
def test_other_lines_with_names_are_not(text):
    assert not is_placed_names(unit(text))


@pytest.mark.parametrize(
    "text",
    [
        "Updated on: May 4, 2031 / 9:40 AM EST / Coastal 9",
        "Tallow Ledger / 05:14 PM May 4, 2031",
        "May 4, 2031 / 8:02 AM EDT / Coastal 9/Wire",
        "Coastal News | 4 May 2031",
        "04.05.2031, 12:24 Lesezeit: 5 Min.",
    ],
)
def test_a_date_beside_the_name_of_the_house_dates_the_article(text):
    assert is_dated_line(unit(text))


@pytest.mark.parametrize(
    "text",
    [
        "May 4, 2031",  # `is_date_line` knows it
        "The pier closed on May 4, 2031 - and nobody came",
        "Old pier 1931 - 2031",
        "Review: Harbour Lights | how the bay of 2031 lives on film today",
    ],
)
def test_titles_with_a_year_are_no_dated_lines(text):
    assert not is_dated_line(unit(text))


def test_a_place_and_an_agency_with_a_dash_open_a_report():
    assert is_lone_dateline(unit("Tallow Bay, May 4, 2031 (Coastal Wire) -"))
    assert not is_lone_dateline(unit("The board voted (again) -"))
    assert not is_lone_dateline(unit("Tallow Bay (Coastal Wire) - The board voted"))


@pytest.mark.parametrize("word", ["Ada", "de la Ada", "Ada in", "Ada and", "Ada, Li", "x - 2031 |", "(A) -"])
@pytest.mark.parametrize("rule", [is_author_line, is_dated_line, is_lone_dateline, is_placed_names])
def test_no_line_takes_long(rule, word):
    start = time.perf_counter()
    for count in (3, 8, 16, 2000):
        rule(unit(" ".join([word] * count) + " ada"))
    assert time.perf_counter() - start < 0.5
