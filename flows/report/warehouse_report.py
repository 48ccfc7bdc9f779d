"""The report of a warehouse: a folder of pages that need nothing but a browser.

In: a published warehouse and a folder. Out: index.html with its further pages, and stories/<id>.html. The folder is
built aside and renamed into place, so that nobody reads half a report; only a folder that is empty or holds a report is
ever replaced. Memory is bounded by one batch of stories and the list of titles. The same snapshot gives the same bytes.
"""

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from flows.contracts.errors import ParallaxError
from flows.load.reading import open_reader
from flows.report.index_page import index_pages, page_name, read_stories
from flows.report.page_environment import page_environment
from flows.report.story_page import story_pages

DEFAULT_NAME = "report"  # below the warehouse
GENERATOR = '<meta name="generator" content="Parallax report">'
HEAD_BYTES = 2_000  # of index.html, in which the line above stands


class ReportError(ParallaxError):
    """The report cannot be written as asked. Says where and what to do."""


@dataclass(frozen=True)
class Report:
    """A report that was written."""

    index: Path
    page_count: int
    story_count: int


def write_report(
    warehouse: Path, folder: Path | None = None, *, tell: Callable[[int, int], None] | None = None
) -> Report:
    """Write the report of the published snapshot and return what was written.

    `folder` is `report` below the warehouse where none is given; `tell` hears of stories done and stories in all.
    WarehouseError where nothing is published, ReportError where the folder holds something else.
    """
    with open_reader(warehouse) as reader:
        target = (folder or warehouse / DEFAULT_NAME).absolute()
        _require_ours(target)
        building = target.parent / f".{target.name}-new-{os.getpid()}"  # a run clears away what is named .building-*
        shutil.rmtree(building, ignore_errors=True)
        (building / "stories").mkdir(parents=True)
        try:
            environment = page_environment()
            stories = read_stories(reader)
            page_count = 0
            for name, page in index_pages(reader, stories, environment):
                _write(building / name, page)
                page_count += 1
            for done, (story_id, page) in enumerate(story_pages(reader, stories, environment), start=1):
                _write(building / "stories" / f"{story_id}.html", page)
                if tell:
                    tell(done, len(stories))
            _replace(target, building)
        finally:
            shutil.rmtree(building, ignore_errors=True)
    return Report(target / page_name(1), page_count, len(stories))


def _write(path: Path, page: str) -> None:
    path.write_text(page, encoding="utf-8", newline="")


def _require_ours(target: Path) -> None:
    """Raise ReportError where the folder holds what is no report: it would be lost."""
    if not target.exists():
        return
    if not target.is_dir():
        raise ReportError(f"{target} is a file. Name a folder with --out.")
    if any(target.iterdir()) and not _is_report(target):
        raise ReportError(f"{target} holds other files, which a report would replace. Name an empty or new folder.")


def _is_report(folder: Path) -> bool:
    index = folder / page_name(1)
    if not index.is_file():
        return False
    with index.open("rb") as stream:
        return GENERATOR.encode() in stream.read(HEAD_BYTES)


def _replace(target: Path, building: Path) -> None:
    old = building.with_name(building.name.replace("-new-", "-old-"))
    if target.exists():
        target.rename(old)
    building.rename(target)
    shutil.rmtree(old, ignore_errors=True)
