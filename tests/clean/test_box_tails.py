import pytest

from flows.clean.article_units import choose_units
from flows.clean.page import make_page
from flows.read.documents import Document

MENU = ["Home", "World", "Business", "Boats for sale", "Sport"]
TITLE = "Harbour Board Closes Old Ferry Pier"
LINKS = ["Why rope makers are nervous about spring", "How a small shipyard is changing lighthouses"]
PROMOTION = ["Sign up to The Morning Tide", "Free daily newsletter", "Enter your email address", "Sign up"]
CLOSING = ["Copyright The Coastal Ledger Limited 2031. All rights reserved.", "Leave a comment"]
END = "Work on the new landing is to begin in September and will cost 4.2 million crowns."
OWN = "The board of Tallow Bay will vote on the fish market in July."
GUEST = "A brass band from the next valley will play on the last evening, and the lamps will be put out one by one."


def kept_lines(*lines: str) -> list[str]:
    text = "\n".join(lines)
    document = Document("d", "a.txt", None, "txt", "0" * 64, len(text), "utf-8", text)
    page = make_page(document)
    return [page.units[index].text for index in choose_units(document, page).rules]


def page_with(paragraphs, box, *below):
    return kept_lines(*MENU, TITLE, "By Ada Moreno", "4 May 2031, 08:12 CET", *paragraphs[:4], *box, *below)


@pytest.mark.parametrize(
    "box",
    [
        ["RECOMMENDED FOR YOU", *LINKS],
        ["Read more: Ten walks along the coast"],
        [*PROMOTION, "after newsletter promotion"],
        ["Sign up to The Morning Tide", LINKS[0]],
    ],
)
@pytest.mark.parametrize("end", [[OWN], [END, GUEST], [OWN, END]])
def test_the_end_of_an_article_below_a_box_belongs_to_it(paragraphs, box, end):
    kept = page_with(paragraphs, box, *end, *CLOSING)
    assert kept[-len(end) :] == end


def test_a_sentence_below_a_line_that_says_that_the_article_goes_on_belongs_to_it(paragraphs):
    box = [*PROMOTION, "after newsletter promotion"]
    assert page_with(paragraphs, box, GUEST, *CLOSING)[-1] == GUEST


@pytest.mark.parametrize(
    "below",
    [
        # teasers: each title has a summary of its own, and the last one the words of its title
        [LINKS[0], "Rope makers say the spring fair may be off.", LINKS[1], "A shipyard builds lighthouses of wood."],
        # what closes a page: a disclaimer, a biography, a call to the reader
        ["The author does not own any shares in the ferry company.", "Share"],
        ["Lena Osei is a reporter at Tallow Bay, and has covered the harbour board for nine years."],
        ["You can follow the harbour board on all our channels."],
    ],
)
def test_teasers_and_lines_of_the_site_below_a_box_are_no_end_of_the_article(paragraphs, below):
    kept = page_with(paragraphs, ["RECOMMENDED FOR YOU", *LINKS[: len(below) % 2]], *below, *CLOSING)
    assert kept[-1] == paragraphs[3]


def test_nothing_is_joined_below_the_readers_comments(paragraphs):
    kept = page_with(paragraphs, ["Comments (12)", "RECOMMENDED FOR YOU"], paragraphs[4], "Leave a comment")
    assert kept[-1] == paragraphs[3]


@pytest.mark.parametrize(
    "end",
    [
        ["Anyone who saw the boat is asked to call the harbour office at 555-0144."],
        ["Anyone with information is asked to call the harbour office.", "Ada Moreno is a reporter at the Ledger."],
    ],
)
def test_a_sentence_that_reports_close_with_belongs_to_the_article(paragraphs, end):
    kept = page_with(paragraphs, ["RELATED ARTICLES", *LINKS], *end, *CLOSING)
    assert end[0] in kept


def test_below_an_advertisement_alone_the_article_goes_on_in_its_own_words(paragraphs):
    credited = "The harbour board of Tallow Bay will vote in July. —WITH A REPORT FROM ADA MORENO"
    assert page_with(paragraphs, ["ADVERTISEMENT"], credited, "READ: Ten walks along the coast")[-1] == credited


def test_a_notice_between_the_box_and_its_promotion_line_is_left_out(paragraphs):
    notice = "Privacy Notice: Newsletters may hold content that is paid for by others."
    box = ["Sign up to The Morning Tide", "Our daily letter on the bay", notice, "after newsletter promotion"]
    kept = page_with(paragraphs, box, END, "Explore more on these topics", "Ferries")
    assert END in kept
    assert notice not in kept
