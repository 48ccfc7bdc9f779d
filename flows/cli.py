"""The `parallax` command: parses arguments, calls the flow or a query, prints."""

import atexit
import errno
import logging
import os
import shlex
import sys
import traceback
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Annotated, Any, NoReturn, TypeVar

import duckdb
import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from flows.command.printing import OutputFormat, format_of, print_questions, print_summary, write_relation
from flows.command.prompt import run_prompt
from flows.command.sql_errors import sql_sentence
from flows.command.system_errors import system_sentence
from flows.command.terminal import VisibleFormatter, escape
from flows.configure.configuration import load_settings
from flows.configure.decisions import read_decisions
from flows.configure.toml_files import ConfigurationError, first_problem
from flows.contracts.errors import ParallaxError
from flows.load.document_view import read_document
from flows.load.engine import signals_let_through
from flows.load.export import ExportForm, export_tables
from flows.load.reading import analyses, check_warehouse, open_database, open_reader, query_text, questions
from flows.load.snapshots import Warehouse
from flows.load.summary import summarise
from flows.orchestrate.local_server import PrefectServer
from flows.orchestrate.prefect_environment import quiet_console, require_home
from flows.report.document_forms import DocumentFormat, format_of_suffix, write_document
from flows.report.document_listing import Blocks
from flows.report.story_index import StoryFilter, find_story, select_stories
from flows.report.story_listing import print_stories, print_story
from flows.report.warehouse_report import write_report
from flows.run.interruption import ending_at_once
from flows.settings import Settings

if TYPE_CHECKING:
    from flows.orchestrate.serving import Service

EXPECTED_ERRORS = (ParallaxError, ValidationError, duckdb.Error, OSError)
NO_SPACE = os.strerror(errno.ENOSPC)
T = TypeVar("T")

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
RawOption = Annotated[
    str | None,
    typer.Option(help="Folder to read, or its address (s3://…); else what parallax.toml says, else data/raw."),
]
PublishOption = Annotated[
    str | None, typer.Option(help="Address in an object store (s3://…) where the Parquet files are published too.")
]
ExecutorOption = Annotated[
    str | None,
    typer.Option(help="Who cleans and extracts: processes (of this machine), or dask, an existing cluster."),
]
SchedulerOption = Annotated[
    str | None, typer.Option(help="Scheduler of the Dask cluster, as tcp://host:8786; with --executor dask.")
]
ConfigOption = Annotated[
    Path | None, typer.Option("--config", "-c", help="File of settings; else parallax.toml, where there is one.")
]
DAY: Any = {"formats": ["%Y-%m-%d"], "metavar": "YYYY-MM-DD"}
FormatOption = Annotated[
    OutputFormat | None,
    typer.Option("--format", "-f", help="Form of the result; else told by the file's suffix, else a table."),
]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", help="File to write to; needed for parquet.", dir_okay=False)
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
    # what flows.pipeline tells of its steps stands in the summary, and in Prefect's log
    handler.addFilter(lambda record: record.name != "flows.pipeline" or record.levelno >= logging.WARNING)
    logger = logging.getLogger("flows")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False


@app.command()
def run(
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    workers: Annotated[int | None, typer.Option(help="Processes; default one per processor.", min=1, max=256)] = None,
    executor: ExecutorOption = None,
    scheduler: SchedulerOption = None,
    publish_to: PublishOption = None,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Publish even where nothing lies in RAW any more.")
    ] = False,
    with_report: Annotated[bool, typer.Option("--report", help="Write the report when all is published.")] = False,
) -> None:
    """Read everything below RAW, publish tables and parallax.duckdb in WAREHOUSE, and print a summary.

    Examples: parallax run · parallax run --raw ~/scrapes --warehouse ~/warehouse --report
    """
    settings = chosen_settings(
        config,
        raw=raw,
        warehouse=warehouse,
        workers=workers,
        executor=executor,
        scheduler=scheduler,
        publish_to=publish_to,
    )
    said = {"allow_empty": allow_empty, "write_report": with_report}
    settings = settings.model_copy(update={name: True for name, is_said in said.items() if is_said})
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
    raw: RawOption = None,
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    workers: Annotated[int | None, typer.Option(help="Processes; default one per processor.", min=1, max=256)] = None,
    executor: ExecutorOption = None,
    scheduler: SchedulerOption = None,
    publish_to: PublishOption = None,
    timezone: Annotated[str, typer.Option(help="Time zone in which the cron string is read.")] = "UTC",
    name: Annotated[str, typer.Option(help="Name of the deployment; one for each schedule on a server.")] = "scheduled",
) -> None:
    """Run the pipeline on a schedule until stopped, with Prefect's pages to look at the runs.

    Example: parallax serve --cron "0 6 * * *" --timezone Europe/Berlin
    """
    settings = chosen_settings(
        config,
        raw=raw,
        warehouse=warehouse,
        workers=workers,
        executor=executor,
        scheduler=scheduler,
        publish_to=publish_to,
    )
    require_home()
    with ending_at_once("Stopped."):
        server = PrefectServer(with_schedules=True)
        from flows.orchestrate.serving import Schedule, ScheduleError, serve_flow

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
        typer.Argument(
            help="A query, an .sql file, or the name of a question; without it, what is piped in, or a prompt.",
            autocompletion=lambda incomplete: [name for name in analyses() if name.startswith(incomplete)],
        ),
    ] = None,
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
    is_list: Annotated[bool, typer.Option("--questions", help="List the questions that have a name.")] = False,
) -> None:
    """Run SQL on the published warehouse, read-only; with nothing to run, ask at a prompt.

    Examples: parallax sql "from marts.story_coverage" · parallax sql disagreements · parallax sql -f csv < my.sql
    """
    if query is None and not is_list and not sys.stdin.isatty():
        query = sys.stdin.read().strip() or None
    if is_list or (query is None and not (sys.stdin.isatty() and sys.stdout.isatty())):
        print_questions(Console(emoji=False), questions())
        return
    form = chosen_format(output_format, output)
    with open_database(found_warehouse(warehouse, config), reads_files=True) as connection:

        def answer(text: str, values: dict[str, object] | None = None, *, most: int | None = None) -> None:
            with signals_let_through():
                relation = connection.sql(query_text(text), params=values)
                if relation is not None:  # an empty query gives none
                    write_relation(relation, form, output, most=most)

        if query is None:
            run_prompt(answer, expected=EXPECTED_ERRORS, say=say_error)
        else:
            answer(query)


@app.command()
def stories(
    outlet: Annotated[str | None, typer.Option(help="Only those that it covered; a part of its name will do.")] = None,
    term: Annotated[str | None, typer.Option(help="Only those with these words in the title or a key term.")] = None,
    since: Annotated[datetime | None, typer.Option(help="Only those reported on this day or later.", **DAY)] = None,
    until: Annotated[datetime | None, typer.Option(help="Only those reported on this day or before.", **DAY)] = None,
    reports: Annotated[int, typer.Option(help="Only those of at least so many reports.", min=1)] = 2,
    is_disputed: Annotated[bool, typer.Option("--disputed", help="Only those whose reports contradict.")] = False,
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    output_format: FormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the stories, the best supported first, with how many reports, outlets and independent origins each has.

    Examples: parallax stories · parallax stories --outlet courier --disputed · parallax stories --term strike -f csv
    """
    chosen = StoryFilter(
        outlet, term, since and since.date(), until and until.date(), least_reports=reports, is_disputed=is_disputed
    )
    form = chosen_format(output_format, output)
    with open_reader(found_warehouse(warehouse, config), reads_files=form is OutputFormat.parquet) as reader:
        found = select_stories(reader, chosen)
        if form is OutputFormat.table and output is None:
            rows = [dict(zip(found.columns, row, strict=True)) for row in found.fetchall()]
            print_stories(Console(emoji=False, highlight=False), rows, least_reports=reports)
        else:
            write_relation(found, form, output)


@app.command()
def story(
    wanted: Annotated[
        list[str], typer.Argument(metavar="STORY", help="Its id or the beginning of it, or words of its title.")
    ],
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    is_whole: Annotated[bool, typer.Option("--all", help="Cut no part short.")] = False,
) -> None:
    """Read one story from top to bottom: who covered it, agreed, disputed, told once, quoted, copied, left out.

    Examples: parallax story 1b0c52d4 · parallax story ferry fog · parallax story tram --all | less
    """
    with open_reader(found_warehouse(warehouse, config)) as reader:
        console = Console(emoji=False, highlight=False)
        print_story(console, reader, find_story(reader, " ".join(wanted)), is_whole=is_whole)


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
    form = output_format or asked_by_name(output, format_of_suffix)
    view = read_document(found_warehouse(warehouse, config), document)
    if output:
        with output.open("w", encoding="utf-8", newline="") as stream:
            write_document(view, form, stream, is_whole=is_whole, only=only)
    else:
        write_document(view, form, sys.stdout, is_whole=is_whole, only=only)


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
def export(
    folder: Annotated[Path, typer.Argument(help="Folder to write; new or empty.")],
    warehouse: WarehouseOption = None,
    config: ConfigOption = None,
    without_texts: Annotated[
        bool, typer.Option("--without-texts", help="Leave hashes, offsets and excerpts in place of the texts.")
    ] = False,
    output_format: Annotated[
        ExportForm, typer.Option("--format", "-f", help="parquet, or csv for spreadsheets.")
    ] = ExportForm.parquet,
) -> None:
    """Write all published tables to a folder of their own, to hand on.

    Examples: parallax export ~/tables --without-texts · parallax export ~/sheets --format csv
    """
    done = export_tables(found_warehouse(warehouse, config), folder, output_format, with_texts=not without_texts)
    print(
        f"Wrote {done.table_count} tables, {done.row_count:,} rows, to {done.folder}; datapackage.json describes them."
    )


@app.command()
def check(warehouse: WarehouseOption = None, config: ConfigOption = None) -> None:
    """Run the data checks on the published warehouse; exit 1 when one with severity fail finds rows.

    Example: parallax check -w ~/warehouse || mail -s "checks failed" desk
    """
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


def chosen_format(form: OutputFormat | None, output: Path | None) -> OutputFormat:
    """Return the form that an option or the file's name asks for."""
    chosen = form or asked_by_name(output, format_of)
    if chosen is OutputFormat.parquet and output is None:
        raise typer.BadParameter("parquet is no text: name a file", param_hint="--output")
    return chosen


def asked_by_name(output: Path | None, form_of: Callable[[Path | None], T]) -> T:
    """Return the form that a file's name asks for; a name that asks for one not known is wrong usage."""
    try:
        return form_of(output)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--output") from error


def found_warehouse(warehouse: Path | None, config: Path | None) -> Path:
    """Return the warehouse that is meant: the one named, else that of the settings."""
    return warehouse or told_settings(config).warehouse


def told_settings(config: Path | None, options: Mapping[str, object] | None = None) -> Settings:
    """Return the settings that options and the file make; what cannot be used there is wrong usage, with status 2."""
    try:
        return load_settings(config, options)
    except (ConfigurationError, ValidationError) as error:
        fail(error, status=2)


def chosen_settings(config: Path | None, **options: object) -> Settings:
    """Return the settings of a command that reads texts; a file of decisions that cannot be used is wrong usage."""
    settings = told_settings(config, options)
    if isinstance(settings.raw, Path) and not settings.raw.is_dir():
        found = f"{settings.raw} is a file" if settings.raw.is_file() else f"there is no folder {settings.raw}"
        raise typer.BadParameter(f"{found}: name the folder that holds your texts", param_hint="--raw")
    try:
        read_decisions(settings.decisions)  # each run reads them anew; a slip is told before anything starts
    except ConfigurationError as error:
        fail(error, status=2)
    return settings


def announce_service(service: "Service") -> None:
    """Say when the next run is due, and where it can be looked at."""
    due = f"{service.next_run:%Y-%m-%d %H:%M} ({service.schedule.timezone})"
    line = f"Next run {due}; look at {service.page}. Ctrl-C ends the service."
    Console(emoji=False, stderr=True).print(line, soft_wrap=True, highlight=False)


def say_error(error: BaseException) -> None:
    """Print an expected error as one sentence."""
    message = str(error) or type(error).__name__
    if isinstance(error, ValidationError):
        message = f"{first_problem(error)}."
    elif isinstance(error, OSError):
        message = system_sentence(error)
    message = sql_sentence(message) if isinstance(error, duckdb.Error) else " ".join(message.split())
    if NO_SPACE in message:  # said by Arrow and DuckDB alike, each in its own words
        message = (
            f"{message.rstrip('.')}. Make room on this disk and run again: what was published before is as it was."
        )
    elif isinstance(error, duckdb.OutOfMemoryException):
        message = f"{message.rstrip('.')}. Where load_megabytes is set, raise it and run again."
    Console(emoji=False, stderr=True).print(f"[red]parallax:[/] {escape(message)}", soft_wrap=True, highlight=False)


def fail(error: BaseException, status: int = 1) -> NoReturn:
    """Print an expected error as one sentence, with its traceback where that is wanted, and leave."""
    if "--debug" in sys.argv:
        traceback.print_exception(error)
    say_error(error)
    raise SystemExit(status) from error


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
        has_failed.set()
        fail(error)


if __name__ == "__main__":
    main()
