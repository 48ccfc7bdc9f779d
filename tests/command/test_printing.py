import io
from pathlib import Path

import pytest
from rich.console import Console

from flows.command.printing import fits_as_table, format_of, next_commands, print_questions, print_rows, unnamed_note
from flows.load.reading import questions

SENTENCE = "The dam leaked on Friday, and forty people fled to the hill with their cows."


def printed(columns, rows, width):
    out = io.StringIO()
    print_rows(Console(file=out, width=width, emoji=False, highlight=False), columns, rows)
    return out.getvalue()


def test_a_long_sentence_is_wrapped_in_a_table_rather_than_set_below_its_name():
    assert fits_as_table(["id", "words"], [["f0c4b52554b0481a", SENTENCE]], 60)
    text = printed(["id", "words"], [["f0c4b52554b0481a", SENTENCE]], 60)
    assert "f0c4b52554b0481a" in text
    assert "…" not in text
    assert len(text.splitlines()) == 3 + 3 + 2  # head, three lines of words, foot and count


def test_rows_that_would_be_taller_than_three_lines_are_printed_as_records():
    assert not fits_as_table(["words", "more"], [[SENTENCE, SENTENCE * 3]], 60)
    assert printed(["words", "more"], [[SENTENCE, SENTENCE * 3]], 60).startswith("1 ─")


@pytest.mark.parametrize(
    ("name", "form"),
    [("a.jsonl", "json"), ("a.CSV", "csv"), ("a.txt", "table"), ("a", "table"), ("a.parquet", "parquet")],
)
def test_the_form_is_told_by_the_name_of_the_file(name, form):
    assert format_of(Path(name)) == form


@pytest.mark.parametrize("name", ["a.xlsx", "a.cvs"])
def test_a_name_that_asks_for_an_unknown_form_is_refused(name):
    with pytest.raises(ValueError, match=r"name the file \.csv"):
        format_of(Path(name))


def test_no_rows_make_a_table_of_their_names():
    assert fits_as_table(["story_title", "outlet"], [], 40)
    assert "0 rows" in printed(["story_title", "outlet"], [], 40)


def test_the_list_of_questions_has_each_name_once_on_a_line_of_its_own():
    out = io.StringIO()
    print_questions(Console(file=out, width=100), questions())
    lines = [line.split("  ")[1] for line in out.getvalue().splitlines() if line.startswith("  ") and line[2] != " "]
    assert lines == [name for asked in questions().values() for name, _ in asked]
    assert len(lines) == len(set(lines)) > 40


def test_many_documents_of_unknown_outlets_are_told_with_the_cure():
    assert unnamed_note(3, 43) is None
    assert unnamed_note(3, 3).startswith("3 of 3 documents")


@pytest.mark.parametrize(
    ("documents", "stories", "first"), [(0, 0, "sql rejects"), (3, 0, "sql documents"), (3, 1, "sql disagreements")]
)
def test_what_comes_next_has_something_to_show(documents, stories, first):
    counts = {"documents": documents, "stories of several articles": stories}
    assert next_commands(counts)[0] == first
