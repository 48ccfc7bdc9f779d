import io
import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from flows.cli import fail
from flows.command.printing import OutputFormat, print_disagreement, print_rows, write_rows
from flows.command.terminal import VisibleFormatter, escape, visible
from flows.load.document_view import AnnotationView, BlockView, DocumentView, FieldView
from flows.load.summary import Disagreement, Passage
from flows.report.document_listing import print_document

# Clears the screen, sets the window's title, rings, goes back and overwrites; and the same begun by one byte.
ATTACK = "a\x1b[2J\x1b]0;title\x07b\x08\x08c\x9b31md\x7f\u202ee"
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def console(stream: io.StringIO) -> Console:
    return Console(file=stream, emoji=False, highlight=False, color_system=None, width=400)


@given(st.text())
def test_nothing_that_steers_a_terminal_is_left(text):
    assert not STEERING.search(visible(text))


@given(st.text(st.characters(exclude_categories=("Cc", "Cf"))))
def test_other_text_stays(text):
    assert visible(text) == text
    assert visible("one\n\ttwo שלום é 👩‍🚀") == "one\n\ttwo שלום é 👩‍🚀"


def test_escaped_text_is_printed_as_it_stands():
    out = io.StringIO()
    console(out).print(escape("[red]x[/] \x1b[31m"))
    assert out.getvalue() == "[red]x[/] ␛[31m\n"


def test_tables_and_documents_show_control_characters_as_signs(capsys):
    out = io.StringIO()
    print_rows(console(out), ["text"], [[ATTACK]])
    write_rows(["text"], [(ATTACK,)], OutputFormat.table, out)
    print_document(
        console(out),
        DocumentView(
            {"path": ATTACK},
            (FieldView("title", ATTACK, "text", True, 0, 1),),
            (BlockView(0, len(ATTACK), "body", "paragraph", "kept", 1.0, ATTACK),),
            (AnnotationView("x", 0, 1, ATTACK, ATTACK),),
            (AnnotationView("x", 0, 1, ATTACK, ATTACK),),
        ),
    )
    passage = Passage(ATTACK, ATTACK, ATTACK, ATTACK)
    print_disagreement(console(out), Disagreement(ATTACK, ATTACK, ATTACK, (passage, passage)))
    with pytest.raises(SystemExit):
        fail(OSError(f"{ATTACK}.txt cannot be read"))
    shown = out.getvalue() + capsys.readouterr().err
    assert shown.count("␛[2J") >= 10
    assert not STEERING.search(shown)


@pytest.mark.parametrize("form", [OutputFormat.csv, OutputFormat.json])
def test_a_terminal_gets_signs_and_a_pipe_the_text_itself(form):
    terminal, pipe = Terminal(), io.StringIO()
    for stream in (terminal, pipe):
        write_rows(["text"], [(ATTACK,), ("plain",)], form, stream)
    assert not STEERING.search(terminal.getvalue())
    assert terminal.getvalue().endswith("plain\n" if form is OutputFormat.csv else '"plain"}\n')
    assert "\x9b31m" in pipe.getvalue()


def test_log_lines_show_control_characters_as_signs():
    record = logging.LogRecord("flows", logging.INFO, "", 0, "%s: fields not used", (ATTACK,), None)
    assert not STEERING.search(VisibleFormatter("%(message)s").format(record))
