"""What the command line prints: results of queries, and the summary of a run.

In: rows and views that load/ reads. Out: text on a console or a stream. What comes from documents passes through
terminal.py, which lets no control character reach a terminal.
"""

import csv
import json
import os
import shutil
import sys
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from flows.command.terminal import VisibleStream, escape, visible
from flows.load.spreadsheets import guarded
from flows.load.summary import Disagreement, Passage, Summary

if TYPE_CHECKING:
    from flows.run.runs import RunSummary


MOST_UNNAMED = 5  # one document in so many may be of an outlet that nobody names, before a run's summary speaks of it
MOST_LINES = 3  # of a cell in a table; taller rows are hard to follow from left to right


class OutputFormat(StrEnum):
    """Forms in which a result can be printed or written."""

    table = "table"
    csv = "csv"
    json = "json"
    parquet = "parquet"


SUFFIXES = {**{form.value: form for form in OutputFormat}, "": OutputFormat.table, "txt": OutputFormat.table} | {
    "jsonl": OutputFormat.json,
    "ndjson": OutputFormat.json,
}


def format_of(output: Path | None) -> OutputFormat:
    """Return the form that a file's name asks for: a table where it asks for none. ValueError for one not known.

    >>> format_of(Path("stories.csv")), format_of(Path("stories")), format_of(None)
    (<OutputFormat.csv: 'csv'>, <OutputFormat.table: 'table'>, <OutputFormat.table: 'table'>)
    """
    suffix = output.suffix.lstrip(".").lower() if output else ""
    if suffix not in SUFFIXES:
        raise ValueError(
            f"nothing is written as .{suffix}: name the file .csv (which spreadsheets open), .json or .parquet, or "
            "choose a form with --format"
        )
    return SUFFIXES[suffix]


def write_relation(relation: Any, form: OutputFormat, output: Path | None, *, most: int | None = None) -> None:
    """Write the rows of a query to a file or to standard output; `most` says how many rows a person wants to see.

    Parquet needs a file.
    """
    if form is OutputFormat.parquet:
        relation.write_parquet(str(output), compression="zstd")
    elif output:
        with output.open("w", encoding="utf-8", newline="") as stream:
            write_rows(relation.columns, relation.fetchall(), form, stream)
    else:
        rows = relation.fetchall() if most is None else relation.limit(most + 1).fetchall()
        write_rows(relation.columns, rows[:most], form, sys.stdout)
        if most is not None and len(rows) > most:
            sys.stdout.write(f"… more than {most}; add a limit, or write all to a file: parallax sql … -o FILE\n")


def write_rows(columns: list[str], rows: list[tuple[Any, ...]], form: OutputFormat, stream: Any) -> None:
    """Write a result as a table, CSV or JSON lines."""
    out = VisibleStream(stream) if stream.isatty() else stream
    if form is OutputFormat.csv:
        writer = csv.writer(out)
        writer.writerow(columns)
        writer.writerows([guarded(value) if isinstance(value, str) else value for value in row] for row in rows)
    elif form is OutputFormat.json:
        for row in rows:
            record = dict(zip(columns, row, strict=True))
            out.write(json.dumps(record, ensure_ascii=False, default=_json_value) + "\n")
    else:
        print_rows(
            Console(emoji=False, file=stream, highlight=False),
            columns,
            [[shown(value) for value in row] for row in rows],
        )


def print_questions(console: Console, questions: Mapping[str, list[tuple[str, str]]]) -> None:
    """Print what can be asked by name, chapter by chapter."""
    width = max(cell_len(name) for asked in questions.values() for name, _ in asked)
    for chapter, asked in questions.items():
        console.print(chapter, style="bold")
        lines = Table.grid(padding=(0, 2))
        lines.add_column(width=width + 2, no_wrap=True)
        for name, question in asked:
            lines.add_row(f"  {name}", question)
        console.print(lines)
    console.print(
        "parallax sql NAME runs one, parallax sql alone is a prompt; from story('…') calls a macro. "
        "Their answers: docs/cookbook.md.",
        style="dim",
        highlight=False,
        soft_wrap=True,
    )


def print_rows(console: Console, columns: list[str], rows: list[list[str]]) -> None:
    """Print rows as a table where they fit the width, else one below the other with their columns' names."""
    if fits_as_table(columns, rows, console.width):
        table = Table()
        for i, name in enumerate(columns):
            # rich narrows all columns alike, and would cut a key where a sentence can be wrapped
            table.add_column(name, no_wrap=not any(" " in row[i] for row in rows))
        for row in rows:
            table.add_row(*map(escape, row))
        console.print(table)
    else:
        indent = max(map(cell_len, columns)) + 2
        for number, row in enumerate(rows, start=1):
            console.rule(str(number), align="left", style="dim")
            record = Table.grid(padding=(0, 2))
            record.add_column(style="bold", width=indent - 2, no_wrap=True)
            for name, value in zip(columns, row, strict=True):
                record.add_row(name, escape(value))
            console.print(record)
    console.print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", style="dim")


def fits_as_table(columns: list[str], rows: list[list[str]], width: int) -> bool:
    """Tell whether a table of this width holds the rows without cutting a word, in at most three lines a cell."""
    widths = [
        max(_narrowest(name, 1), *(_narrowest(row[i], MOST_LINES) for row in rows), 0) for i, name in enumerate(columns)
    ]
    return sum(widths) + 3 * len(widths) + 1 <= width


def _narrowest(text: str, lines: int) -> int:
    """Return the width in which a text takes so many lines, short of what its words do to their ends."""
    longest_word = max((cell_len(word) for word in text.split()), default=0)
    return max(longest_word, -(-cell_len(text) // lines))


def worked_on(counts: Mapping[str, int]) -> str:
    """Return in words what a run had to do anew.

    >>> worked_on({"read": 1, "clean": 1, "extract": 1, "compare": 2})
    'Done anew: 1 read, 1 cleaned, 1 extracted from, 2 stories compared.'
    """
    stories = "story compared" if counts["compare"] == 1 else "stories compared"
    words = {"read": "read", "clean": "cleaned", "extract": "extracted from", "compare": stories}
    done = ", ".join(f"{counts[stage]:,} {word}" for stage, word in words.items() if counts[stage])
    return f"Done anew: {done}." if done else "Nothing has changed since the last run."


def print_summary(console: Console, finished: "RunSummary", summary: Summary, where: str) -> None:
    """Print what a run came to, and what to try next; `where` is the option that finds the warehouse again."""
    counts = Table(box=None, show_header=False, padding=(0, 2))
    for name, count in summary.counts.items():
        counts.add_row(name, f"{count:,}")
    console.print(counts)
    if finished.item_count:
        console.print(f"[dim]{worked_on(finished.work_counts)}[/]", highlight=False, soft_wrap=True)
    else:
        console.print("Nothing to read was found: put files into the raw folder, or name another with --raw.")
        return
    if summary.coverage:
        coverage = Table(*summary.coverage_columns, title="Stories most covered", title_justify="left")
        for row in summary.coverage:
            coverage.add_row(*(escape(str(value)) for value in row))
        console.print(coverage)
    if summary.disagreement:
        print_disagreement(console, summary.disagreement)
    unnamed = unnamed_note(summary.unnamed_count, summary.counts["documents"])
    if unnamed:
        console.print(f"[yellow]{unnamed}[/]", highlight=False, soft_wrap=True)
    for warning in finished.warnings:
        console.print(f"[yellow]Check {warning.name}: {warning.failed_count} rows.[/] {escape(warning.question)}")
    timed = ", ".join(f"{stage} {seconds:.2f} s" for stage, seconds in finished.seconds.items())
    console.print(f"[dim]Published {finished.snapshot}; {timed}[/]", soft_wrap=True)
    if finished.report:
        console.print(f"Report: {escape(str(finished.report))}", highlight=False, soft_wrap=True)
    console.print("\nNext:", style="bold")
    program = "parallax" if shutil.which("parallax") else os.path.relpath(sys.argv[0])
    for command in next_commands(summary.counts):
        console.print(f"  {program} {command}{where}", highlight=False, soft_wrap=True)


def next_commands(counts: Mapping[str, int]) -> tuple[str, ...]:
    """Return the commands that have something to show, for counts named as in `Summary`."""
    if not counts["documents"]:
        return ("sql rejects",)
    if not counts["stories of several articles"]:
        return ("sql documents", "sql who_said_it", "stories --reports 1")
    questions = ("sql disagreements", "sql who_said_it", "sql who_copied_whom", "sql what_was_left_out")
    return (*questions, 'sql "from marts.story_consensus"')


def unnamed_note(unnamed: int, documents: int) -> str | None:
    """Return what it costs that many documents are of outlets nobody names, and the cure; None where few are."""
    if unnamed * MOST_UNNAMED <= documents:
        return None
    return (
        f"{unnamed:,} of {documents:,} documents are of outlets that nobody names: such reports confirm nothing and "
        "left nothing out, as far as can be said. Name in parallax.toml what outlet a folder holds (docs/settings.md)."
    )


def print_disagreement(console: Console, found: Disagreement) -> None:
    """Print a disagreement with its two passages."""
    console.print(f"[bold]Strongest disagreement:[/] {escape(found.explanation_text)}")
    for passage in found.passages:
        console.print(_marked(passage))


def _marked(passage: Passage) -> Text:
    before, after = visible(" ".join(passage.before.split())), visible(" ".join(passage.after.split()))
    return Text.assemble(
        f"  {visible(passage.outlet_label)}: ", ("“", "dim"), before, " " if before else "",
        (visible(passage.value), "bold red"),
        "" if after[:1] in ",.;:!?’'”)" else " ", after, ("”", "dim"),
    )  # fmt: skip


def shown(value: object) -> str:
    """Return a value in one line: empty for null, moments to the second."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:%Y-%m-%d %H:%M:%S}" if isinstance(value, datetime) else visible(" ".join(str(value).split()))


def _json_value(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
