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


@pytest.mark.parametrize(
    ("head", "title"),
    [
        (
            ["In Pictures: Ferry pier closes in Tallow Bay", "The piles had rotted, the board said.", "By Ada Moreno"],
            "In Pictures: Ferry pier closes in Tallow Bay",
        ),
        (
            ["The Pier Was Not to Blame. We Were.", "4 May 2031", "By Ada Moreno"],
            "The Pier Was Not to Blame. We Were.",
        ),
        (
            ["Explained", "Why is the ferry pier closing?", "What the end of the crossing means for commuters", "BY",
             "Ada Moreno", "4 May 2031, 7:00am"],
            "Why is the ferry pier closing?",
        ),
        (
            ["BC-EU--Tallow Pier,2nd Ld-Writethru", "Eds: UPDATES with quote from the board.",
             "Harbour board closes the old ferry pier", "By ADA MORENO"],
            "Harbour board closes the old ferry pier",
        ),
        (
            ["FULL TIME", "Tallow Bay 2", "Elton Town 1", "Moreno 12, Fen 71 (pen)",
             "Tallow Bay 2-1 Elton Town: ferry crew cheers beside the old pier", "4 May 2031"],
            "Tallow Bay 2-1 Elton Town: ferry crew cheers beside the old pier",
        ),
        (
            ["Pier to close", "By Ada Moreno", "Published May 2, 2031", "Getting your audio player ready..."],
            "Pier to close",
        ),
        (
            ["The Pier Keeper's Wife review – an evening that sinks", "Thu 10 May 2031", "Ada Moreno",
             "A gust of wind rescues the last act of a long harbour drama"],
            "The Pier Keeper's Wife review – an evening that sinks",
        ),
        (
            ["The Morning Tide", "Tuesday, May 6, 2031", "By Ada Moreno", "Good morning. It will be hot.",
             "The bay that lost its ferry pier"],
            "The bay that lost its ferry pier",
        ),
        (
            ["Harbour board shuts the old ferry pier", "Open.", "Ada Moreno speaks at the pier. | Li Fen/Coastal",
             "By Ada Moreno", "4 May 2031"],
            "Harbour board shuts the old ferry pier",
        ),
    ],
)  # fmt: skip
def test_titles_of_less_usual_heads_are_found(paragraphs, head, title):
    assert title_of([*head, *paragraphs]) == title


@pytest.mark.parametrize(
    "line", ["Watch: Drone shows the ferry pier", "In pictures: the ferry pier", "Video: Board votes on the pier"]
)
def test_a_link_with_a_label_is_no_title(paragraphs, line):
    head = ["Old Ferry Pier to Close", "By Ada Moreno", "4 May 2031"]
    assert title_of([*head, line, *paragraphs]) == "Old Ferry Pier to Close"


def test_a_title_with_two_numbers_stays_one(paragraphs):
    title = "5 Facts about the Pier of 1931"
    assert title_of([title, "By Ada Moreno", "4 May 2031", *paragraphs]) == title
