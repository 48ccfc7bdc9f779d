"""What a run leaves in Prefect for people who look there: its progress, its figures, a summary, its rejects.

Imports prefect. An artifact is a courtesy: where Prefect takes none, a line in the log says so and the run goes on.
"""

import logging
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import UUID

from flows.orchestrate.prefect_environment import prepare_environment

prepare_environment()

from httpx import HTTPError  # noqa: E402 - what Prefect's client raises
from prefect.artifacts import (  # noqa: E402 - after its settings
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from flows.load.checks import CheckResult  # noqa: E402
from flows.load.reading import read_rejects  # noqa: E402
from flows.load.snapshots import Warehouse  # noqa: E402
from flows.load.summary import Disagreement, summarise  # noqa: E402
from flows.run.progress import Reporter  # noqa: E402

if TYPE_CHECKING:
    from flows.run.runs import RunSummary

LOGGER = logging.getLogger("flows.orchestrate.artifacts")
SECONDS_BETWEEN_UPDATES = 2.0  # an update is a request of some 20 ms, and a page is read by a person
SHOWN_REJECTS = 100
SHOWN_DISAGREEMENTS = 50


@contextmanager
def _courtesy(what: str) -> Iterator[None]:
    try:
        yield
    except HTTPError as error:
        LOGGER.warning("Prefect did not take %s: %s", what, error)


@contextmanager
def progress_in_prefect(total_files: int) -> Iterator[Reporter]:
    """Keep a progress bar on the run's page while `total_files` raw files are read."""
    bar = _Bar(max(1, total_files))
    yield bar
    bar.finish()


class _Bar:
    def __init__(self, total_files: int) -> None:
        self._total, self._documents, self._updated = total_files, 0, time.monotonic()
        self._artifact: UUID | None = None
        with _courtesy("the progress"):
            made = create_progress_artifact(0.0, key="documents-read", description=f"{total_files:,} raw files to read")
            assert isinstance(made, UUID)  # a coroutine only inside an event loop
            self._artifact = made

    def advance(self, documents: int, files_read: int) -> None:
        self._documents += documents
        if time.monotonic() - self._updated >= SECONDS_BETWEEN_UPDATES:
            where = f"in raw file {files_read:,} of {self._total:,}"
            self._update(100 * max(0, files_read - 1) / self._total, f"{self._documents:,} documents so far, {where}")

    def finish(self) -> None:
        self._update(100.0, f"{self._documents:,} documents from {self._total:,} raw files")

    def _update(self, percent: float, description: str) -> None:
        if self._artifact:
            with _courtesy("the progress"):
                update_progress_artifact(self._artifact, percent, description)
            self._updated = time.monotonic()


def leave_artifacts(
    summary: "RunSummary", warehouse: Warehouse, disagreements: Sequence[Mapping[str, object]] = ()
) -> None:
    """Leave the figures of a published run as tables, a summary to read in Markdown, and a link to its report.

    `disagreements` are the contradictions that the run brought.
    """
    tables = {
        "run-figures": ("What came in, and how long each stage worked", _figures(summary)),
        "published-tables": ("Rows of each published table", _rows("table", "rows", summary.row_counts)),
        "rejects": (
            f"What could not be read: {summary.reject_count:,} items, at most {SHOWN_REJECTS} of them here",
            read_rejects(warehouse, SHOWN_REJECTS),
        ),
        "disagreements": (
            f"Contradictions that this run brought: {len(disagreements):,}, at most {SHOWN_DISAGREEMENTS} of them here",
            [dict(row) for row in disagreements[:SHOWN_DISAGREEMENTS]],
        ),
    }
    for key, (description, rows) in tables.items():
        if rows:
            with _courtesy(key):
                create_table_artifact(rows, key=key, description=f"{description} (run {summary.run_id})")
    with _courtesy("the summary"):
        create_markdown_artifact(
            _markdown(summary, warehouse), key="run-summary", description=f"Summary of run {summary.run_id}"
        )

    if summary.report:
        with _courtesy("the link to the report"):
            create_link_artifact(
                summary.report.as_uri(),
                link_text=str(summary.report),
                key="report",
                description=f"Report of run {summary.run_id}: open it on the machine of the warehouse",
            )


def leave_failed_checks(failures: Sequence[CheckResult]) -> None:
    """Leave what the checks that forbid publishing ask, and the first rows that each found."""
    rows: list[dict[str, object]] = []
    for check in failures:
        for example in check.examples:
            found = ", ".join(f"{name} = {value}" for name, value in zip(check.columns, example, strict=True))
            rows.append({"check": check.name, "rows": check.failed_count, "question": check.question, "found": found})
    with _courtesy("the failed checks"):
        create_table_artifact(
            rows, key="failed-checks", description="Why nothing was published: the first rows that each check found"
        )


def _figures(summary: "RunSummary") -> list[dict[str, object]]:
    counts = {
        "items found": summary.item_count,
        "documents": summary.document_count,
        "rejects": summary.reject_count,
    }
    work = {f"done anew: {stage}": count for stage, count in summary.work_counts.items()}
    return _rows("figure", "value", counts | work | {f"seconds in {s}": v for s, v in summary.seconds.items()})


def _rows(name: str, value: str, figures: Mapping[str, float]) -> list[dict[str, object]]:
    return [{name: key, value: figure} for key, figure in figures.items() if figure]


def _markdown(summary: "RunSummary", warehouse: Warehouse) -> str:
    found = summarise(warehouse.database)
    parts = [
        f"# {summary.document_count:,} documents published",
        "\n".join(
            ["| figure | count |", "|---|---:|", *(f"| {name} | {count:,} |" for name, count in found.counts.items())]
        ),
    ]
    if found.coverage:
        parts += ["## Stories most covered", "\n".join(_story(found.coverage_columns, row) for row in found.coverage)]
    if found.disagreement:
        parts += ["## Strongest disagreement", _disagreement(found.disagreement)]
    if summary.warnings:
        parts.append("## What the data checks noted")
        parts.append("\n".join(f"- {check.question} **{check.failed_count:,} rows**" for check in summary.warnings))
    else:
        parts.append("All data checks found nothing.")
    parts.append(f"Snapshot: `{summary.snapshot}`, run `{summary.run_id}`")
    return "\n\n".join(parts) + "\n"


def _story(names: tuple[str, ...], row: tuple[object, ...]) -> str:
    title, *counts, outlets = row  # a list wraps; the last column of a table would be cut off
    counted = ", ".join(f"{count} {name}" for name, count in zip(names[1:-1], counts, strict=True))
    return f"- **{_escaped(str(title))}**: {counted} ({_escaped(str(outlets))})"


def _disagreement(found: Disagreement) -> str:
    quoted = (f"> {_escaped(p.before + p.value + p.after)}\n>\n> — {_escaped(p.outlet_label)}" for p in found.passages)
    return "\n\n".join([_escaped(found.explanation_text), *quoted])


def _escaped(text: str) -> str:
    """Return a news text so that Markdown shows it as it is, in a cell or a paragraph."""
    plain = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in plain)
