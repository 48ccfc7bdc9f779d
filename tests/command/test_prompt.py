import io
import os
import pty
import select
import subprocess
import time

import duckdb
import pytest

from flows.command.prompt import run_prompt
from tests.processes import PARALLAX


class Typed:
    """Hands out lines as a person would type them; an exception is raised where it stands."""

    def __init__(self, *lines):
        self._lines = iter(lines)
        self.prompts = []

    def __call__(self, prompt):
        self.prompts.append(prompt)
        line = next(self._lines, EOFError())
        if isinstance(line, BaseException):
            raise line
        return line


def asked(*lines, error=None):
    """Return the statements that reached the database, and the errors that were said."""
    statements, said = [], []

    def answer(text, values=None, *, most=None):
        statements.append(text)
        if error and "wrong" in text:
            raise error

    typed = Typed(*lines)
    run_prompt(answer, expected=(duckdb.Error,), say=said.append, read=typed)
    return statements, said, typed.prompts


def test_a_statement_goes_on_until_its_semicolon(capsys):
    statements, _, prompts = asked("select 1,", "  ';' as sign -- no end;", "from t;", "select 2;")
    assert statements == ["select 1,\n  ';' as sign -- no end;\nfrom t;", "select 2;"]
    assert prompts == ["parallax> ", "     ...> ", "     ...> ", "parallax> ", "parallax> "]


def test_the_name_of_a_question_is_run_as_it_stands(capsys):
    assert asked("", "disagreements", "coverage;")[0] == ["disagreements", "coverage"]


def test_an_error_ends_the_statement_and_not_the_prompt(capsys):
    error = duckdb.CatalogException("no")
    statements, said, _ = asked("wrong;", "right;", error=error)
    assert (statements, said) == (["wrong;", "right;"], [error])
    with pytest.raises(ZeroDivisionError):
        asked("wrong;", error=ZeroDivisionError())


def test_ctrl_c_drops_what_was_typed_or_runs(capsys):
    assert asked("select", KeyboardInterrupt(), "select 2;")[0] == ["select 2;"]
    assert asked("wrong;", "right;", error=KeyboardInterrupt())[0] == ["wrong;", "right;"]


def test_exit_leaves_and_nothing_after_it_is_run(capsys):
    assert asked(".exit", "select 1;")[0] == []
    assert asked(".quit", "select 1;")[0] == []


def test_commands_with_a_dot_list_tables_columns_and_questions(capsys):
    statements, _, _ = asked(".tables", ".schema marts.story_coverage", ".schema stories", ".questions")
    assert ["duckdb_tables" in statements[0], "duckdb_columns" in statements[1], len(statements)] == [True, True, 4]
    asked(".schema storis", ".tabels", ".help")
    shown = capsys.readouterr().out
    assert "There is no table storis; did you mean 'core.stories'?" in shown
    assert "There is no .tabels; did you mean '.tables'?" in shown
    assert ".questions" in shown


@pytest.mark.slow
def test_the_prompt_answers_on_a_terminal_and_ends_with_status_0(sample):
    _, warehouse = sample
    shown, status = on_a_terminal(
        ["sql", "-w", str(warehouse)],
        [
            "select count(*) as n\nfrom core.documents;\n",
            ".schema stories\n",
            "select titl from core.articles;\n",
            ".exit\n",
        ],
    )
    assert status == 0, shown
    for words in ("parallax> ", "43", "story_title", "did you mean 'title'?"):
        assert words in shown
    assert "Traceback" not in shown


def on_a_terminal(arguments, typed):
    """Return what a command shows on a terminal of its own while lines are typed, and its status."""
    ours, its = pty.openpty()
    process = subprocess.Popen(
        [PARALLAX, *arguments],
        stdin=its, stdout=its, stderr=its, close_fds=True, start_new_session=True,
        env={**os.environ, "TERM": "dumb", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(its)
    shown, deadline = io.BytesIO(), time.monotonic() + 60
    waiting = [*typed]
    while time.monotonic() < deadline:
        if waiting and shown.getvalue().rstrip().endswith(b"parallax>"):
            os.write(ours, waiting.pop(0).encode())
            shown.write(b"\n")
        if select.select([ours], [], [], 0.2)[0]:
            try:
                shown.write(os.read(ours, 65536))
            except OSError:  # the other side was closed
                break
    os.close(ours)
    return shown.getvalue().decode(), process.wait(30)
