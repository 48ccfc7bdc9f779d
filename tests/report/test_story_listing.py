import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from flows.load.reading import open_reader
from flows.load.snapshots import WarehouseError
from flows.report.story_index import StoryFilter, find_story, select_stories
from flows.report.story_listing import _difference, print_stories, print_story
from tests.report.small_warehouse import write_warehouse

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
HOSTILE = "\x1b[2J\u202e [red]x[/] " + "Donaudampfschiff" * 12
FIRST, SECOND = "0" * 16, "0" * 15 + "1"


@pytest.fixture(scope="module")
def quiet(tmp_path_factory):
    """Return a reader of three stories that are told in plain words."""
    with open_reader(write_warehouse(tmp_path_factory.mktemp("stories") / "w", stories=3, hostile="")) as reader:
        yield reader


@pytest.fixture(scope="module")
def loud(tmp_path_factory):
    """Return a reader of a story whose words try to steer the terminal."""
    with open_reader(write_warehouse(tmp_path_factory.mktemp("stories") / "w", hostile=HOSTILE)) as reader:
        yield reader


def told(reader, width=100, *, story=FIRST, **options):
    stream = io.StringIO()
    print_story(Console(file=stream, width=width, emoji=False, highlight=False), reader, story, **options)
    return stream.getvalue()


def listed(reader, **chosen):
    found = select_stories(reader, StoryFilter(**chosen))
    return [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]


def test_a_story_is_read_from_top_to_bottom(quiet):
    text = " ".join(told(quiet).split())
    parts = (
        "Ferry number0",
        "1 May 2026 – 2 May 2026 · 4 reports, 4 outlets, 2 independent origins",
        f"story {FIRST}",
        "who covered it, and when: 4",
        "1 May 2026, 09:30 Alpha Post",
        "agreed: nothing",
        "disputed: 1",
        "hurt : count cannot both be true",
        "≠ 17 — Beta Times , Alpha Post , 3/.txt (2 origins)",
        "told by one source alone",
        "quoted by several: 1",
        "copied: 1",
        "Alpha Post → Beta Times partial, 20 words, 50% of the shorter, not credited",
        "left out: 1",
        "Beta Times quotation: The ferry hurt",
        "silent, and why that is no omission: 1",
        "text breaks off",
    )
    at = [text.find(part) for part in parts]
    assert -1 not in at, parts[at.index(-1)]
    assert at == sorted(at)


def test_the_words_of_each_side_stand_with_their_path_and_offsets(quiet):
    (row,) = quiet.rows(
        "select path, start_char, end_char from core.fact_values join core.documents using (document_id) "
        "where fact_value_id = $id",
        id=f"vd{FIRST}2",
    )
    shown = " ".join(told(quiet).split())
    assert "≠ 19 — Gamma Herald (1 origin) “The ferry hurt 19 people ." in shown
    assert " ".join(f"{row['path']} {row['start_char']}–{row['end_char']}".split()) in shown


@pytest.mark.parametrize("width", [40, 80, 110, 300])
def test_nothing_steers_the_terminal_and_no_line_is_wider_than_it(loud, width):
    stream = io.StringIO()
    print_stories(Console(file=stream, width=width, emoji=False, highlight=False), listed(loud), least_reports=1)
    shown = told(loud, width) + stream.getvalue()
    assert not STEERING.search(shown)
    assert shown.count("[red]x[/]") > 10
    lines = [line for line in shown.splitlines() if "`parallax story ID`" not in line]
    assert max(cell_len(line.rstrip()) for line in lines) <= min(width, 110)


def test_a_pipe_gets_no_colour_and_a_terminal_does(quiet):
    assert "\x1b[" not in told(quiet)
    stream = io.StringIO()
    print_story(Console(file=stream, force_terminal=True, color_system="standard", width=100), quiet, FIRST)
    assert "\x1b[1;33m17" in stream.getvalue()


def test_long_parts_are_cut_and_say_so(quiet, monkeypatch):
    monkeypatch.setattr("flows.report.story_listing.MOST", 1)
    assert "… 3 more (--all shows them)" in told(quiet)
    assert "more (--all" not in told(quiet, is_whole=True)


def test_a_version_of_a_quotation_shows_what_it_lacks_and_adds():
    assert _difference("We will not go back, ever.", "We will never go back").plain == (
        "We will [-not-] {+never+} go back [-ever.-]"
    )


@pytest.mark.parametrize(
    ("chosen", "count"),
    [
        ({}, 3),
        ({"outlet": "gamma"}, 3),
        ({"term": "number1"}, 1),
        ({"term": "umber1"}, 0),
        ({"term": "FERRY  number2"}, 1),
        ({"reports": 5}, 0),
        ({"is_disputed": True}, 3),
        ({"since": "2026-05-02"}, 3),
        ({"since": "2026-05-03"}, 0),
        ({"until": "2026-05-01"}, 3),
        ({"until": "2026-04-30"}, 0),
    ],
)
def test_the_list_is_filtered(quiet, chosen, count):
    renamed = {"least_reports" if name == "reports" else name: value for name, value in chosen.items()}
    assert len(listed(quiet, **renamed)) == count


def test_the_list_tells_of_each_story_what_it_comes_to(quiet):
    row = listed(quiet, term="number1")[0]
    assert (row["story_id"], row["article_count"], row["outlet_count"]) == (SECOND, 4, 4)
    assert (row["independent_count"], row["disagreement_count"], row["key_terms"]) == (2, 1, "ferry ")
    assert row["outlet_labels"] == "Beta Times ; Alpha Post ; Gamma Herald ; 3/.txt"


def test_an_unknown_outlet_is_told_with_the_nearest(quiet):
    with pytest.raises(WarehouseError, match="did you mean 'Gamma Herald '"):
        listed(quiet, outlet="herold")


@pytest.mark.parametrize(
    ("wanted", "story"), [(SECOND, SECOND), ("number1", SECOND), ("FERRY Number1", SECOND), ("former-id", SECOND)]
)
def test_a_story_is_found_by_its_id_an_earlier_one_or_its_words(tmp_path, wanted, story):
    import duckdb

    write_warehouse(tmp_path, stories=2, hostile="")
    with duckdb.connect(str(tmp_path / "parallax.duckdb")) as connection:
        connection.execute(
            "insert into core.story_aliases (former_story_id, story_id) values ('former-id', ?)", [story]
        )
    with open_reader(tmp_path) as reader:
        assert find_story(reader, wanted) == story


def test_words_that_fit_several_stories_or_none_are_told_with_what_there_is(quiet):
    with pytest.raises(WarehouseError, match="fits 3 stories: 00000000 “Ferry number0 ”"):
        find_story(quiet, "ferry")
    with pytest.raises(WarehouseError, match="'fery nunber2'; did you mean 00000000 “Ferry number2 ”"):
        find_story(quiet, "fery nunber2")
