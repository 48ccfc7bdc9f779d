import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from flows.load.document_view import DocumentView
from flows.report.document_listing import Blocks, print_document
from tests.report.conftest import make_view


def listing(view: DocumentView, width: int = 100, **options: object) -> str:
    stream = io.StringIO()
    print_document(Console(file=stream, width=width, emoji=False, highlight=False), view, **options)
    return stream.getvalue()


def test_each_block_stands_with_its_zone_its_score_and_its_rule_in_words(view):
    lines = listing(view).splitlines()
    at = next(i for i, line in enumerate(lines) if "lede" in line)
    assert lines[at].split() == ["▌lede", "████▌", "0.75", '"We', "vote", "at", 'ten,"', "said", "Ada", "Moreno."]
    assert lines[at + 1].split()[:4] == ["▌paragraph", "window:", "It", "lies"]


def test_a_rule_is_explained_where_it_comes_first_and_an_unknown_one_is_named(view):
    shown = listing(view)
    assert shown.count("most of the page's prose") == 1
    assert "rule_of_tomorrow\n" in shown


def test_a_long_run_of_removed_blocks_is_one_line_unless_all_are_asked_for(view):
    assert "5 blocks removed, 50 characters: 5 navigation (--all shows them)" in listing(view)
    assert "Section 3" not in listing(view)
    assert "Section 3" in listing(view, is_whole=True)


def test_only_one_side_of_the_ledger_is_shown_when_asked(view):
    kept, removed = listing(view, only=Blocks.kept), listing(view, only=Blocks.removed)
    assert ("Section" in kept, "A last word." in kept) == (False, True)
    assert ("Section 4" in removed, "A last word." in removed) == (True, False)


def test_nothing_that_steers_a_terminal_passes(view):
    shown = listing(view)
    assert "␛[2J <202e><85>" in shown
    assert {"\x1b", "\u202e", "\x85", "\r"}.isdisjoint(shown)


@pytest.mark.parametrize("width", [30, 63, 64, 100, 400])
def test_no_line_is_wider_than_the_terminal_or_than_reads_well(width):
    long = make_view(
        [("word " * 80 + "\n", "body", "paragraph", "window", 0.9), ("Ünter" * 50, "removed", "other", "inset", 0.1)]
    )
    assert max(cell_len(line) for line in listing(long, width).splitlines()) <= min(width, 110)


def test_removed_text_is_cut_short_and_kept_text_is_not():
    text = "word " * 80
    shown = listing(make_view([(text, "body", "paragraph", "window", 0.9), (text, "removed", "other", "inset", 0.1)]))
    assert shown.count("word") == 80 + 32


def test_a_document_without_text_is_shown():
    assert "0 blocks: 0 kept, 0 removed; 0% of the text removed" in listing(make_view([]))
