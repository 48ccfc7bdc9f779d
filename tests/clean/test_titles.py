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


BYLINE = ["By Ada Moreno and Li Fen", "May 4, 2031 8:12 AM UTC"]


@pytest.mark.parametrize(
    "below",
    [
        ["Summary", "Board finds two piles rotted", "Commuters to drive around the bay"],  # key points
        ["36 shares", "Board closes the old ferry pier after two piles rotted"],  # a standfirst
        ["Commuters queue at the ferry pier in Tallow Bay on 3 May. © Coastal Pictures"],  # a caption
    ],
)
def test_the_title_stands_above_its_byline(paragraphs, below):
    title = "Harbour board shuts ferry crossing for good, blames rotten piles"
    assert title_of([*MENU, title, *BYLINE, *below, *paragraphs]) == title


@pytest.mark.parametrize(
    "title",
    [
        "Tallow Bay’s lesson: a crossing is only as strong as its timber",
        "What does it mean for YOUR crossing? Everything you need to know",
        "Opinion: The sea did not do this. We did.",
    ],
)
def test_a_line_above_byline_and_date_is_a_title_though_it_shares_few_words(paragraphs, title):
    assert title_of([*MENU, title, "Imelda Quarrie", "4 May 2031, 08:00 CET", *paragraphs]) == title


def test_of_two_lines_above_a_byline_the_upper_one_is_the_title(paragraphs):
    title = "‘There is none’: harbour board shuts crossing as anger grows at rotten wood"
    standfirst = "Nine hundred commuters must drive around the bay after two piles of the ferry pier had rotted"
    assert title_of([*MENU, title, standfirst, *BYLINE, *paragraphs]) == title


@pytest.mark.parametrize("above", [["Seven cakes for a rainy winter weekend at home"], ["Posted in Harbour, Ferry"]])
def test_a_dated_line_of_another_thing_above_the_title_is_not_the_title(paragraphs, above):
    title = "Tallow Bay Closes Its Old Ferry Pier"
    assert title_of([*MENU, *above, "May 3, 2031", title, *paragraphs]) == title


def test_a_title_with_the_name_of_the_site_behind_it_repeats_the_title(clean, paragraphs):
    title = "Tallow Bay Closes Its Old Ferry Pier"
    blocks = clean("\n".join([*MENU, title, f"{title} - The Coastal Ledger", *BYLINE, *paragraphs]))
    assert [(kind, text) for _, kind, text in blocks if title in text] == [
        ("title", title),
        ("repeated_title", f"{title} - The Coastal Ledger"),
    ]


def test_key_points_are_no_standfirst_and_stay_in_the_article(clean, paragraphs):
    points = ["Board finds two piles rotted", "Commuters to drive around the bay"]
    lines = [*MENU, "Tallow Bay Closes Its Old Ferry Pier", *BYLINE, "Summary", *points, *paragraphs]
    zones = {text: zone for zone, _, text in clean("\n".join(lines))}
    assert [zones[point] for point in points] == ["body", "body"]
