import time
from datetime import date

import pytest

from flows.clean.blocks import Block
from flows.extract.header.datelines import (
    find_dated_lines,
    find_day_of_year,
    find_printed_authors,
    read_dateline,
)
from flows.extract.header.place_lines import match_place

PROSE = "The harbour reopened on Friday after two days of storms, and ferries run again, the port authority said."


def _article(*lines: tuple[str, str, str]) -> tuple[str, list[Block]]:
    """Lines as (text, zone, kind), as a text and its blocks."""
    text, blocks = "", []
    for line, zone, kind in lines:
        blocks.append(Block(len(text), len(text) + len(line) + 1, zone, kind, "test", 1.0))
        text += line + "\n"
    return text, blocks


TITLE = ("Harbour reopens after storm", "title", "title")
BODY = (PROSE, "body", "paragraph")


def test_a_dated_line_between_title_and_body_is_the_publication() -> None:
    text, blocks = _article(TITLE, ("Sunday 9 March 2031", "removed", "other"), BODY)
    (line,) = find_dated_lines(text, blocks)
    assert (line.field_code, line.moment.on, text[line.start : line.end]) == (
        "published",
        date(2031, 3, 9),
        "9 March 2031",
    )


def test_a_word_of_publication_is_surer_than_a_bare_date_and_updates_are_told_apart() -> None:
    text, blocks = _article(
        ("8 March 2031", "removed", "other"),
        TITLE,
        BODY,
        ("Published 9 March 2031, updated 10 March 2031", "removed", "other"),
    )
    found = find_dated_lines(text, blocks)
    assert [(line.field_code, line.moment.on.day) for line in found] == [
        ("published", 9),
        ("updated", 10),
        ("published", 8),
    ]


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("March 9, 2031 12:14 PM UTC · Updated 26 mins ago", ["published"]),
        ("March 9, 2031 12:14 PM UTC · Updated March 10, 2031", ["published", "updated"]),
        ("March 9, 2031 (updated)", ["updated"]),
        ("Updated March 9, 2031 12:14 PM UTC", ["updated"]),
    ],
)
def test_a_word_for_an_update_before_an_age_is_not_for_the_date_before_it(line: str, fields: list[str]) -> None:
    text, blocks = _article(TITLE, (line, "byline", "dateline"), BODY)
    found = sorted(find_dated_lines(text, blocks), key=lambda dated: dated.start)
    assert [dated.field_code for dated in found] == fields


def test_a_date_the_body_speaks_of_is_no_publication() -> None:
    text, blocks = _article(TITLE, ("The fair of 9 March 2031 drew large crowds to the harbour.", "body", "paragraph"))
    assert find_dated_lines(text, blocks) == []


def test_dates_of_other_stories_and_comments_are_left_out() -> None:
    text, blocks = _article(
        TITLE, BODY, ("Published 1 March 2031", "removed", "related"), ("9 March 2031", "removed", "other")
    )
    assert find_dated_lines(text, blocks) == []


def test_a_dateline_with_its_year_is_read() -> None:
    text, blocks = _article(TITLE, (f"LISBON, March 9, 2031 (Agency) — {PROSE}", "lede", "paragraph"))
    (line,) = find_dated_lines(text, blocks)
    assert (line.method, text[line.start : line.end]) == ("dateline", "March 9, 2031")


def test_a_dateline_without_a_year_keeps_the_year_open() -> None:
    text, blocks = _article((f"LISBON, March 9 (Agency) — {PROSE}", "lede", "paragraph"))
    value = find_day_of_year(text, blocks)
    assert value is not None
    assert (value.value_text, text[value.start : value.end]) == ("XXXX-03-09", "March 9")
    assert find_dated_lines(text, blocks) == []


def test_byline_blocks_name_the_authors_with_their_places() -> None:
    text, blocks = _article(TITLE, BODY, ("Ana Ruiz and Tom Lee", "byline", "byline"))
    found = find_printed_authors(text, blocks, [])
    assert [text[value.start : value.end] for value in found] == ["Ana Ruiz", "Tom Lee"]


def test_a_byline_line_the_cleaning_removed_is_still_read() -> None:
    text, blocks = _article(TITLE, ("By", "removed", "other"), ("Ana Ruiz", "removed", "other"), BODY)
    assert [value.value_text for value in find_printed_authors(text, blocks, [])] == ["Ana Ruiz"]


def test_reporters_named_at_the_end_are_authors_where_no_byline_is() -> None:
    text, blocks = _article(TITLE, BODY, ("Reporting by Ana Ruiz; editing by Tom Lee", "removed", "credit"))
    assert [value.value_text for value in find_printed_authors(text, blocks, [])] == ["Ana Ruiz"]


def test_a_byline_of_a_list_of_other_stories_is_left_out() -> None:
    text, blocks = _article(TITLE, BODY, ("By Tom Lee", "removed", "related"))
    assert find_printed_authors(text, blocks, []) == []


def _authors(*lines: tuple[str, str, str]) -> list[str]:
    return [value.value_text for value in find_printed_authors(*_article(*lines), [])]


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ana Ruiz March 9, 2031, 4:45pm CET", ["Ana Ruiz"]),
        ("Reporter: Ana Ruiz", ["Ana Ruiz"]),
        ("Review by Ana Ruiz and Tom Lee", ["Ana Ruiz", "Tom Lee"]),
        ("posted on 2031-03-09 23:30 CET by Ana Ruiz", ["Ana Ruiz"]),
        ("Anna Ruiz 8:41 PM on March 9, 2031", ["Anna Ruiz"]),
        ("9 March 2031 / Anna Ruiz", ["Anna Ruiz"]),
        ("9 March 2031 / Fresh Fish", []),
        ("Oru Kesk | 09.03.2031 - 14:20", []),
        ("Fresh Fish", []),
    ],
)
def test_lines_near_the_title_that_the_cleaning_took_for_something_else_are_read(line: str, names: list[str]) -> None:
    assert _authors(TITLE, (line, "removed", "other"), BODY) == names


def test_a_name_before_a_date_in_numbers_is_believed_though_its_given_name_is_unknown() -> None:
    line = ("Oru Kesk | 09.03.2031 - Updated: 09.03.2031", "byline", "byline")
    assert [v.value_text for v in find_printed_authors(*_article(TITLE, line, BODY), [], needs_by=True)] == ["Oru Kesk"]
    bare = ("Oru Kesk", "byline", "byline")
    assert find_printed_authors(*_article(TITLE, bare, BODY), [], needs_by=True) == []


def test_a_byline_left_in_the_body_as_a_heading_is_read_and_a_sentence_is_not() -> None:
    assert _authors(TITLE, ("By Ana Ruiz", "body", "heading"), BODY) == ["Ana Ruiz"]
    assert _authors(TITLE, ("By Sunday Ana Ruiz had left.", "body", "paragraph"), BODY) == []


@pytest.mark.parametrize("label", ["By", "Author of the article:", "By —", "Commentary by"])
def test_the_name_on_the_line_after_the_word_is_read(label: str) -> None:
    assert _authors(TITLE, (label, "removed", "other"), ("Fria Uvel", "removed", "other"), BODY) == ["Fria Uvel"]


def test_a_line_that_says_by_beats_names_that_stand_alone() -> None:
    alone, far = ("Tom Lee", "byline", "byline"), ("More Stories", "byline", "byline")
    assert _authors(TITLE, alone, ("By Ana Ruiz", "byline", "byline"), BODY, far) == ["Ana Ruiz"]


def test_a_strange_name_far_from_the_title_or_in_capitals_is_no_author() -> None:
    assert _authors(TITLE, *[BODY] * 8, ("Fresh Fish", "byline", "byline")) == []
    assert _authors(TITLE, *[BODY] * 8, ("Anna Ruiz", "byline", "byline")) == ["Anna Ruiz"]
    assert _authors(TITLE, ("NEW LOOK", "byline", "byline"), BODY) == []


@pytest.mark.parametrize(
    ("dateline", "place", "agency"),
    [
        ("LISBON, March 9 (Reuters) — ", "LISBON", "Reuters"),
        ("PORT ELLEN, Islay (AP) - ", "PORT ELLEN, Islay", "AP"),
        ("LISBON — ", "LISBON", None),
        ("LISBON, 9 March 2031 (Harbour Office) - ", "LISBON", None),
        ("ORRE CITY—", "ORRE CITY", None),
        ("TARN, Mar 9: ", "TARN", None),
        ("LISBON: ", "LISBON", None),
        ("Vell (UP), Jan 29 (PTI) ", "Vell", "PTI"),
        ("Lake Vell, Senegal – ", "Lake Vell, Senegal", None),
        ("BASEL, Switzerland and BOSTON, June 2, 2031 /NewsLine/ -- ", "BASEL, Switzerland", None),
    ],
)
def test_a_dateline_gives_its_place_and_its_agency(dateline: str, place: str, agency: str | None) -> None:
    text, blocks = _article(TITLE, (dateline + PROSE, "lede", "paragraph"))
    found = {value.field_code: text[value.start : value.end] for value in read_dateline(text, blocks)}
    assert found == {"place": place} | ({"author": agency} if agency else {})


@pytest.mark.parametrize(
    "opening",
    [
        "",
        "AN UPROAR followed the talks — ",
        "The talks — ",
        "WATCH: ",
        "Analysis: ",
        "Tarn: ",
        "Ana Lima, Mayor – ",
        "However, China – ",
    ],
)
def test_an_opening_without_a_dateline_gives_no_place(opening: str) -> None:
    assert read_dateline(*_article(TITLE, (opening + PROSE, "lede", "paragraph"))) == []


@pytest.mark.parametrize("opening", ["TARN: ", "Tarn: "])
def test_a_name_before_a_colon_is_a_place_where_the_text_speaks_of_it_as_one(opening: str) -> None:
    lines = (TITLE, (opening + PROSE, "lede", "paragraph"), ("The ferries in Tarn ran again.", "body", "paragraph"))
    assert [value.value_text for value in read_dateline(*_article(*lines))] == [opening[:-2]]


@pytest.mark.parametrize("text", ["A" * 9_000, "AA, " * 3_000, "Ab Cd, " * 3_000, "A. B. " * 3_000, "AB and " * 3_000])
def test_the_forms_of_a_dateline_are_matched_soon(text: str) -> None:
    began = time.perf_counter()
    assert match_place(text, 0, len(text)) is None
    assert time.perf_counter() - began < 0.2


@pytest.mark.parametrize(
    ("line", "kind", "names"),
    [
        ("ODETTA N. HALVARD", "byline", ["ODETTA N. HALVARD"]),
        ("LATEST STORIES", "byline", []),
        ("Ana Ruiz · CBW News", "byline", ["Ana Ruiz"]),
        ("Words: Ana Ruiz", "byline", ["Ana Ruiz"]),
    ],
)
def test_less_usual_bylines_beside_a_date_are_read(line: str, kind: str, names: list[str]) -> None:
    dated = ("9 March 2031", "byline", "dateline")
    assert _authors(TITLE, dated, (line, "byline", kind), BODY) == names


def test_a_pen_name_below_an_entry_of_a_blog_is_its_author() -> None:
    assert _authors(TITLE, BODY, ("Posted by Ferryman at 21:14", "byline", "byline")) == ["Ferryman"]


def test_a_date_behind_on_is_no_part_of_a_name() -> None:
    line = ("By Ana Ruiz On Mar 9, 2031 Last updated Mar 10, 2031", "byline", "byline")
    assert _authors(TITLE, line, BODY) == ["Ana Ruiz"]
