import pytest

from flows.clean.article_units import choose_units
from flows.clean.page import make_page
from flows.clean.titles import find_opening
from flows.read.documents import Document, Given

MENU = ["Home", "Sport", "Weather", "Boats for sale"]


def title_of(lines, given=None):
    text = "\n".join(lines)
    document = Document("d", "a", None, "txt", "0" * 64, len(text), "utf-8", text, Given(title=given))
    page = make_page(document)
    opening = find_opening(page, list(choose_units(document, page).rules))
    return None if opening is None or opening.title is None else page.units[opening.title].text


def test_the_line_that_shares_words_with_the_article_is_the_title(paragraphs):
    lines = [*MENU, "Winter storm ahead of the weekend", "Tallow Bay Closes Its Old Ferry Pier", "Share", *paragraphs]
    assert title_of(lines) == "Tallow Bay Closes Its Old Ferry Pier"


def test_of_title_and_open_standfirst_the_upper_one_is_the_title(paragraphs):
    lines = [
        *MENU,
        "Old Ferry Pier to Close",
        "After engineers found rotted piles, nine hundred commuters drive",
        *paragraphs,
    ]
    assert title_of(lines) == "Old Ferry Pier to Close"


def test_a_path_of_sections_before_the_title_is_not_the_title(paragraphs):
    lines = ["Home News Old Ferry Pier to Close", "Old Ferry Pier to Close", *paragraphs]
    assert title_of(lines) == "Old Ferry Pier to Close"


@pytest.mark.parametrize(
    "path", ["Home > Regions > Tallow Bay", "News » Old Ferry Pier", "Harbour › Ferry Pier › Close"]
)
def test_a_path_of_sections_is_no_title(paragraphs, path):
    assert title_of([path, "Old Ferry Pier to Close", *paragraphs]) == "Old Ferry Pier to Close"
    assert title_of([path, *paragraphs]) is None


def test_dates_names_and_list_items_are_no_titles(paragraphs):
    lines = ["* The harbour board and the pier", "Ada Moreno", "Tallow Bay - 29/05/2031 20:00", *paragraphs]
    assert title_of(lines) is None


def test_a_given_title_is_found_by_its_beginning(paragraphs):
    given = "Old Ferry Pier of Tallow Bay to Close for Good | Tallow Bay Herald"
    assert title_of(["Old Ferry Pier of Tallow Bay to Close for Good", *paragraphs], given)


def test_a_short_question_above_the_article_is_its_title(paragraphs):
    assert title_of(["Who will save the ferry pier?", "", *paragraphs]) == "Who will save the ferry pier?"


def test_a_sentence_is_no_title(paragraphs):
    assert title_of(["The pier is closed.", *paragraphs]) is None


def test_the_name_of_the_outlet_at_the_top_is_not_the_title(paragraphs):
    lines = ["The Tallow Bay Courier", "Local", "Old Ferry Pier to Close", "4 May 2031", *paragraphs]
    assert title_of(lines) == "Old Ferry Pier to Close"
