import pytest

from flows.clean.article_units import find_article_window
from flows.clean.page import make_page
from flows.read.documents import Document

MENU = ["Home", "World", "Business", "The coast today", "Boats for sale", "Sport", "Weather and tides"]
TEASERS = ["Storm ahead", "Six boats to see this year", "A walk along the coast", "Quiz of the week", "Fish recipes"]
BELOW = ["Read more: Ten walks along the coast", "Leave a comment", "Trending", *TEASERS, *MENU]
LONG = (
    "The ferry company, which is owned by the county, had told the board in March that the pier would not last another "
    "winter, and residents of the bay had asked it to repair the piles before the commuters lost their crossing."
)
OTHER = (
    "A baker in Mill Lane has sold her last loaf after ninety years of family trade, and her customers queued around "
    "two corners in the rain to say goodbye to her sourdough, her cinnamon rolls and her famous gingerbread houses."
)


def zone_of(clean, lines, wanted):
    return next(zone for zone, _, text in clean("\n".join(lines)) if text == wanted)


@pytest.mark.parametrize("last", ["The ferry company denied this.", "Tallow Bay expects a bill of 4.2 million crowns."])
def test_a_short_last_sentence_in_the_words_or_names_of_the_article_belongs_to_it(clean, paragraphs, last):
    assert zone_of(clean, [*MENU, "By Ada Moreno", *paragraphs, last, *BELOW], last) == "body"


def test_a_short_sentence_below_furniture_is_not_joined(clean, paragraphs):
    last = "Tallow Bay expects a bill of 4.2 million crowns."
    assert zone_of(clean, [*MENU, *MENU, *paragraphs, "Leave a comment", last, *BELOW], last) == "removed"


@pytest.mark.parametrize(
    "last",
    [
        "Board games for wet weekends",
        "See Tallow Bay with your own eyes.",
        "Lena Osei is a reporter at Tallow Bay.",
        "Seven cakes bake overnight.",
    ],
)
def test_a_teaser_an_address_to_the_reader_and_a_biography_are_not_joined(clean, paragraphs, last):
    assert zone_of(clean, [*MENU, *MENU, *paragraphs, last, *BELOW], last) == "removed"


@pytest.mark.parametrize(
    "last", ["She was 74.", "The inquest continues.", "He denies all charges.", "Die Suche dauert an."]
)
def test_a_last_sentence_that_goes_on_from_the_article_belongs_to_it(clean, paragraphs, last):
    assert zone_of(clean, [*MENU, "By Ada Moreno", *paragraphs, last, "Share this article", *BELOW], last) == "body"


def test_a_short_first_sentence_below_the_byline_belongs_to_the_article(clean, paragraphs):
    first = "Tallow Bay is to lose its oldest ferry pier."
    lines = [*MENU, "Harbour Board Closes Old Ferry Pier", "By Ada Moreno", first, *paragraphs, *BELOW]
    assert zone_of(clean, lines, first) == "lede"


def test_a_long_paragraph_below_a_box_of_teasers_belongs_where_it_has_the_words_of_the_article(clean, paragraphs):
    box = [f"{teaser} on page {number}" for number in range(2) for teaser in TEASERS]
    lines = [*MENU, *MENU, *paragraphs, "More news", *box, LONG, *BELOW]
    assert zone_of(clean, lines, LONG) == "body"
    assert zone_of(clean, [*lines[: -len(BELOW)], OTHER, *BELOW], OTHER) == "removed"


def test_the_rule_that_took_a_paragraph_in_is_named(paragraphs):
    text = "\n".join([*MENU, *MENU, *paragraphs, "The ferry company denied this.", *BELOW])
    page = make_page(Document("d", "a", None, "txt", "0" * 64, len(text), "utf-8", text))
    rules = find_article_window(page)
    assert page.units[max(rules)].text == "The ferry company denied this."
    assert rules[max(rules)] == "edge_sentence"
