"""The `parallax` command: parses arguments, calls the flow or a query, prints."""

import atexit
import errno
import logging
import os
import shlex
import sys
import traceback
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import duckdb
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from flows.configuration import load_settings
from flows.contracts.errors import ParallaxError
from flows.interruption import ending_at_once
from flows.load.document_view import read_document
from flows.load.reading import analyses, check_warehouse, open_database, query_text, questions
from flows.load.snapshots import Warehouse
from flows.load.summary import summarise
from flows.local_server import PrefectServer
from flows.prefect_environment import quiet_console, require_home
from flows.printing import OutputFormat, print_questions, print_summary, write_rows
from flows.report.document_forms import DocumentFormat, format_of_suffix, write_document
from flows.report.document_listing import Blocks
from flows.report.warehouse_report import write_report
from flows.settings import Settings
from flows.terminal import VisibleFormatter, escape

if TYPE_CHECKING:
    from flows.serving import Service

EXPECTED_ERRORS = (ParallaxError, ValidationError, duckdb.Error, OSError)
NO_SPACE = os.strerror(errno.ENOSPC)

app = typer.Typer(
    help="Raw news texts in, tables out: who covered what, where sources agree, contradict, copy and omit.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

WarehouseOption = Annotated[
    Path | None,
    typer.Option(
        "--warehouse",
        "-w",
        help="Folder of published snapshots; else what parallax.toml says, else data/warehouse.",
        envvar="PARALLAX_WAREHOUSE",
    ),
]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", help="File of settings; else parallax.toml, where there is one.")
]


@app.callback()
def options(
    context: typer.Context,
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of an error.")] = False,
) -> None:
    """Set what holds for all commands."""
    # what a run came to is printed here, what went wrong is one sentence; Prefect would add a page to each.
    # A service has nobody in front of it: there Prefect's lines are the journal
    quiet_console("INFO" if debug or context.invoked_subcommand == "serve" else "CRITICAL")
    handler = logging.StreamHandler()
    handler.setFormatter(VisibleFormatter("%(message)s"))
    handler.addFilter(lambda record: record.name != "flows.pipeline")  # the summary says it; Prefect's log keeps it
    logger = logging.getLogger("flows")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


@app.command()
def run(
    raw: Annotated[
        Path | None, typer.Option(help="Folder to read; else what parallax.toml says, else data/raw.")
    ] = None,
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    workers: Annotated[int | None, typer.Option(help="Processes; default one per processor.", min=1, max=256)] = None,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Publish even where nothing lies in RAW any more.")
    ] = False,
) -> None:
    """Read everything below RAW, publish tables and parallax.duckdb in WAREHOUSE, and print a summary.

    Example: parallax run --raw ~/scrapes --warehouse ~/warehouse
    """
    settings = chosen_settings(config, raw, warehouse, workers)
    settings = settings.model_copy(update={"allow_empty": True}) if allow_empty else settings
    require_home()
    Warehouse(settings.warehouse).require_free()
    with ending_at_once("Interrupted; what was published before stays as it is."):
        server = PrefectServer()
        server.start()
        from flows.pipeline import run_pipeline

        server.wait_until_ready()
        finished = run_pipeline(settings)
    where = f" -w {shlex.quote(str(settings.warehouse))}" if warehouse or config else ""
    print_summary(Console(emoji=False), finished, summarise(Warehouse(settings.warehouse).database), where)


@app.command()
def serve(
    cron: Annotated[str, typer.Option(help="When to run: minute, hour, day, month, day of the week.")],
    raw: Annotated[
        Path | None, typer.Option(help="Folder to read; else what parallax.toml says, else data/raw.")
    ] = None,
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    workers: Annotated[int | None, typer.Option(help="Processes; default one per processor.", min=1, max=256)] = None,
    timezone: Annotated[str, typer.Option(help="Time zone in which the cron string is read.")] = "UTC",
    name: Annotated[str, typer.Option(help="Name of the deployment; one for each schedule on a server.")] = "scheduled",
) -> None:
    """Run the pipeline on a schedule until stopped, with Prefect's pages to look at the runs.

    Example: parallax serve --cron "0 6 * * *" --timezone Europe/Berlin
    """
    settings = chosen_settings(config, raw, warehouse, workers)
    require_home()
    with ending_at_once("Stopped."):
        server = PrefectServer(with_schedules=True)
        from flows.serving import Schedule, ScheduleError, serve_flow

        try:
            schedule = Schedule(cron, timezone)
        except ScheduleError as error:
            raise typer.BadParameter(str(error), param_hint=error.option) from error
        server.start()
        server.wait_until_ready()
        serve_flow(settings, schedule, name=name, owns_server=server.is_own, announce=announce_service)
    Console(emoji=False, stderr=True).print("parallax: Stopped.", highlight=False)


@app.command()
def sql(
    query: Annotated[
        str | None,
        typer.Argument(help="A query, an .sql file, or the name of an analysis; without it, a list."),
    ] = None,
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    output_format: Annotated[
        OutputFormat | None, typer.Option("--format", "-f", help="Form of the result; else told by the file's suffix.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write to; needed for parquet.")] = None,
) -> None:
    """Run SQL on the published warehouse, read-only.

    Examples: parallax sql "from marts.story_coverage" · parallax sql disagreements · parallax sql my.sql -f csv
    """
    if query is None:
        print_questions(Console(emoji=False), questions())
        return
    if output_format is None:
        suffix = output.suffix.lstrip(".") if output else ""
        output_format = OutputFormat(suffix) if suffix in set(OutputFormat) else OutputFormat.table
    if output_format is OutputFormat.parquet and output is None:
        raise typer.BadParameter("parquet is no text: name a file", param_hint="--output")
    with open_database(found_warehouse(warehouse, config), reads_files=True) as connection:
        relation: Any = connection.sql(query_text(query))
        if relation is None:  # an empty query
            return
        if output_format is OutputFormat.parquet:
            relation.write_parquet(str(output), compression="zstd")
        elif output:
            with output.open("w", encoding="utf-8", newline="") as stream:
                write_rows(relation.columns, relation.fetchall(), output_format, stream)
        else:
            write_rows(relation.columns, relation.fetchall(), output_format, sys.stdout)


@app.command()
def explain(
    document: Annotated[str, typer.Argument(help="Its id or the beginning of it, external id, path, or file name.")],
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    output_format: Annotated[
        DocumentFormat | None, typer.Option("--format", "-f", help="Form; else told by the file's suffix, else text.")
    ] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="File to write to, such as page.html.")] = None,
    is_whole: Annotated[bool, typer.Option("--all", help="Text: fold and shorten nothing.")] = False,
    only: Annotated[Blocks | None, typer.Option(help="Text: only the blocks that were kept, or removed.")] = None,
) -> None:
    """Show a document block by block: kept or removed, by which rule; and what was extracted from where.

    Examples: parallax explain harbour-gazette/ferry.txt · parallax explain ferry.txt -o ferry.html
    """
    view = read_document(found_warehouse(warehouse, config), document)
    if output:
        form = output_format or format_of_suffix(output)
        with output.open("w", encoding="utf-8", newline="") as stream:
            write_document(view, form, stream, is_whole=is_whole, only=only)
    else:
        write_document(view, output_format or DocumentFormat.text, sys.stdout, is_whole=is_whole, only=only)


@app.command()
def report(
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Folder for the pages; else report/ inside the warehouse.")
    ] = None,
) -> None:
    """Write the published warehouse as pages for a browser: one for all stories, and one for each.

    Examples: parallax report · parallax report -o ~/report
    """
    with Progress(console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty()) as progress:
        task = progress.add_task("stories")
        written = write_report(
            found_warehouse(warehouse, config),
            out,
            tell=lambda done, count: progress.update(task, completed=done, total=count),
        )
    stories = f"{written.story_count:,} {'story' if written.story_count == 1 else 'stories'}"
    print(f"Wrote the report on {stories}: open {written.index} in a browser.")


@app.command()
def check(warehouse: WarehouseOption = None, config: ConfigOption = None) -> None:
    """Run the data checks on the published warehouse; exit 1 when one with severity fail finds rows."""
    results = check_warehouse(found_warehouse(warehouse, config))
    table = Table("check", "severity", "rows found", "question")
    for result in results:
        style = "red" if result.is_failure else "yellow" if result.failed_count else "green"
        table.add_row(result.name, result.severity, Text(str(result.failed_count), style), result.question)
    console = Console(emoji=False)
    console.print(table)
    for result in results:
        for example in result.examples:
            shown = ", ".join(f"{name} = {value}" for name, value in zip(result.columns, example, strict=True))
            console.print(f"{result.name}: {escape(shown)}", overflow="ellipsis")
    if any(result.is_failure for result in results):
        raise typer.Exit(1)


def found_warehouse(warehouse: Path | None, config: Path | None) -> Path:
    """Return the warehouse that is meant: the one named, else that of the settings."""
    return warehouse or load_settings(config).warehouse


def chosen_settings(config: Path | None, raw: Path | None, warehouse: Path | None, workers: int | None) -> Settings:
    """Return the settings that the options of a command and the file make."""
    settings = load_settings(config, {"raw": raw, "warehouse": warehouse, "workers": workers})
    if not settings.raw.is_dir():
        raise typer.BadParameter(f"there is no folder {settings.raw}", param_hint="--raw")
    return settings


def announce_service(service: "Service") -> None:
    """Say when the next run is due, and where it can be looked at."""
    due = f"{service.next_run:%Y-%m-%d %H:%M} ({service.schedule.timezone})"
    line = f"Next run {due}; look at {service.page}. Ctrl-C ends the service."
    Console(emoji=False, stderr=True).print(line, soft_wrap=True, highlight=False)


def fail(error: BaseException) -> NoReturn:
    """Print an expected error as one sentence and leave with status 1."""
    message = " ".join(str(error).split()) or type(error).__name__
    if NO_SPACE in message:  # said by Arrow and DuckDB alike, each in its own words
        message += ". Make room on this disk and run again: what was published before is as it was."
    Console(emoji=False, stderr=True).print(f"[red]parallax:[/] {escape(message)}", soft_wrap=True, highlight=False)
    if isinstance(error, duckdb.CatalogException | duckdb.BinderException):
        Console(emoji=False, stderr=True).print(
            f"Analyses by name: {', '.join(analyses())}.", soft_wrap=True, highlight=False
        )
    raise SystemExit(1) from error


def leave(status: int) -> NoReturn:
    """End the process here and now, with what was printed."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def main() -> None:
    """Run the command line; the entry point of the console script."""
    has_failed = Event()
    # first registered, so last called: Prefect keeps an error and with it DuckDB's objects, about which that would
    # print a page while the interpreter is taken down
    atexit.register(lambda: leave(1) if has_failed.is_set() else None)
    try:
        app()
    except EXPECTED_ERRORS as error:
        if "--debug" in sys.argv:
            traceback.print_exc()
        has_failed.set()
        fail(error)


if __name__ == "__main__":
    main()
