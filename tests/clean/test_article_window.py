from flows.clean.article_window import find_window, keep_inside
from flows.clean.page import make_page
from flows.read.documents import Document

MENU = ["Home", "World", "Business", "The coast today", "Boats for sale", "Sport", "Weather and tides"]


def page_of(lines):
    text = "\n".join(lines)
    return make_page(Document("d", "a", None, "txt", "0" * 64, len(text), "utf-8", text))


def test_the_article_is_found_between_menus(paragraphs):
    page = page_of([*MENU, *MENU, *paragraphs, *MENU, *MENU])
    window = find_window(page)
    assert window.rule_code == "window"
    assert [page.units[index].text for index in keep_inside(page, window)] == list(paragraphs)


def test_comments_below_an_article_do_not_pull_it_down(paragraphs):
    comments = [
        "Pier fan on May 5, 2031 at 6:34 am said:",
        "They should have painted it years ago, and everybody knew it.",
    ] * 6
    page = page_of([*MENU, *MENU, *paragraphs, "12 comments", *comments, *MENU])
    window = find_window(page)
    assert page.units[window.end - 1].text == paragraphs[-1]


def test_an_advertisement_does_not_split_an_article(paragraphs):
    lines = [*MENU, *MENU, *paragraphs[:2], "Advertisement", *paragraphs[2:], *MENU, *MENU]
    page = page_of(lines)
    assert len(keep_inside(page, find_window(page))) == len(paragraphs)


def test_a_bare_article_is_kept_from_its_first_sentence_to_its_last(paragraphs):
    page = page_of(["Mr. Li Fen called on the board to resign.", *paragraphs, "Nobody Else Spoke There."])
    window = find_window(page)
    assert (window.start, window.end, window.rule_code) == (0, 7, "whole_text")


def test_nothing_but_furniture_gives_an_empty_window():
    window = find_window(page_of(["Home", "Share", "06:19"]))
    assert (window.start, window.end, window.rule_code) == (0, 0, "nothing_to_keep")


def test_a_line_that_announces_a_table_is_kept(paragraphs):
    announcement = "These are the fares that the board of the county set for the crossing:"
    table = ["Bicycle 2", "Grown-up 4", "Car 12", "Lorry 40"]
    lines = [*MENU, *MENU, *paragraphs, "Fares 2031", announcement, *table, *paragraphs[:3]]
    page = page_of(lines)
    assert announcement in [page.units[index].text for index in keep_inside(page, find_window(page))]


def test_a_sentence_that_is_said_again_and_again_is_no_template(paragraphs):
    lines = [
        *MENU,
        "Nobody quite knows why.",
        paragraphs[0],
        "Nobody quite knows why.",
        paragraphs[1],
        "Nobody quite knows why.",
        *MENU,
    ]
    findings = dict(zip(lines, page_of([*lines, *MENU, *MENU]).findings, strict=False))
    assert findings["Nobody quite knows why."] is None is not findings["The coast today"]


def test_lists_and_short_answers_of_a_text_without_any_furniture_are_kept(paragraphs):
    answers = ["The fish market", "The old quay", "A jetty by the mill", "No landing at all", "It is too late."]
    lines = [*paragraphs[:2], "The board was asked where to build:", *answers, paragraphs[2]]
    page = page_of(lines)
    assert [page.units[index].text for index in keep_inside(page, find_window(page))] == lines
