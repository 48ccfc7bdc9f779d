"""The pipeline as a function, without Prefect's book-keeping, which takes longer than the small runs of these tests.

As a program it is a run that dies: `python -m tests.plain_run RAW WAREHOUSE MOMENT` kills its own process with SIGKILL
right before the MOMENT-th change of the disk below WAREHOUSE that Python makes (renames, links, new files, removals,
also those within a tree that is removed). What Arrow and DuckDB write lies between those. With MOMENT 0 it only counts.
"""

import errno
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import Mock, patch

import duckdb

from flows import pipeline
from flows.cli import EXPECTED_ERRORS, fail
from flows.load import chunks, slices
from flows.load.snapshots import Warehouse
from flows.run import gathering
from flows.settings import Settings

# the tables that remember earlier runs, and the mart of one of them
HISTORY = {"runs", "check_results", "run_changes", "story_aliases", "cleaning_history", "cleaning_drift"}
TASKS = ("gather_documents", "correct", "link_documents", "build", "renew", "publish", "copy_to_store", "write_pages")
# Event of Python's audit hooks → at which arguments it names what it changes, and the open folder that is relative to.
# shutil.rmtree is left out: each of its removals is told.
CHANGES = {
    "os.rename": (0, 2),
    "os.remove": (0, 1),
    "os.mkdir": (0, 2),
    "os.rmdir": (0, 1),
    "os.symlink": (1, 2),
    "os.link": (1, 3),
    "shutil.copyfile": (1, None),
    "open": (0, None),
}
SLICE_DOCUMENTS = 2  # so that a small corpus has many slices, of which most stay as they were when a file comes
GROUP_SLICES = 3  # likewise
CHUNKS = {"CHUNK_STORIES": 2, "SMALL_STORIES": 1, "MOST_SMALL_CHUNKS": 2}  # likewise of linked rows
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@contextmanager
def no_progress(total_files: int) -> Iterator[Mock]:
    """Stand in for the progress that Prefect shows."""
    yield Mock()


def run_plainly(
    raw: Path, warehouse: Path, *, slice_documents: int | None = None, **settings: object
) -> pipeline.RunSummary:
    """Run the pipeline in this process, with slices and chunks of little where not told, and return its summary."""
    plain = {name: getattr(pipeline, name).fn for name in TASKS if hasattr(getattr(pipeline, name), "fn")}
    with (
        patch.multiple(
            pipeline,
            **plain,
            progress_in_prefect=no_progress,
            whole=lambda value: value,
            leave_artifacts=lambda *_: None,
        ),
        patch.object(slices, "SLICE_DOCUMENTS", slice_documents or SLICE_DOCUMENTS),
        patch.object(slices, "GROUP_DOCUMENTS", GROUP_SLICES * (slice_documents or SLICE_DOCUMENTS)),
        patch.dict(vars(chunks), {} if slice_documents else CHUNKS),
    ):
        return pipeline.run_pipeline.fn(Settings(**{"raw": raw, "warehouse": warehouse, "workers": 1} | settings))


def parquet_bytes(warehouse: Path) -> dict[str, bytes]:
    """Return the published Parquet files that a run determines, by their path in the snapshot."""
    snapshot = Warehouse(warehouse).current
    assert snapshot is not None
    return {
        path.relative_to(snapshot).as_posix(): path.read_bytes()
        for path in sorted(snapshot.rglob("*.parquet"))
        if HISTORY.isdisjoint((path.parent.name, path.stem))
    }


def different_tables(one: Path, other: Path) -> list[str]:
    """Return the tables of two warehouses' databases whose rows differ, but for those that remember earlier runs."""
    with duckdb.connect() as connection:
        for name, warehouse in (("one", one), ("other", other)):
            connection.execute(f"attach '{warehouse / 'parallax.duckdb'}' as {name} (read_only)")
        listed = connection.execute(
            "select schema_name || '.' || table_name, table_name from duckdb_tables() where database_name = 'one'"
        ).fetchall()
        return sorted(
            table
            for table, name in listed
            if name not in HISTORY
            and connection.execute(
                f"(from one.{table} except all from other.{table}) union all "
                f"(from other.{table} except all from one.{table})"
            ).fetchone()
        )


def die_at(moment: int, folder: str, *, is_fault: bool = False) -> list[str]:
    """Kill this process before the moment-th change below `folder`; return the list that takes the changes down.

    With `is_fault` the process lives, and the change fails as on a broken disk.
    """
    changes: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        path = changed_path(event, arguments)
        if path is not None and path.startswith(folder):
            changes.append(f"{event} {path}")
            if len(changes) == moment:
                if is_fault:
                    raise OSError(errno.EIO, os.strerror(errno.EIO), path)
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    return changes


def changed_path(event: str, arguments: tuple[object, ...]) -> str | None:
    """Return the path that an audited call is about to change, None where it changes nothing."""
    if event not in CHANGES or (event == "open" and not int(str(arguments[2] or 0)) & WRITING):
        return None
    place, folder = CHANGES[event]
    path = os.fsdecode(arguments[place]) if isinstance(arguments[place], str | bytes | os.PathLike) else ""
    descriptor = arguments[folder] if folder is not None else -1
    if isinstance(descriptor, int) and descriptor >= 0:
        path = os.path.join(os.readlink(f"/proc/self/fd/{descriptor}"), path)  # noqa: PTH118, PTH115 - strings all along
    is_there = os.path.lexists(path)
    is_vain = (event == "os.mkdir" and is_there) or (event in ("os.remove", "os.rmdir") and not is_there)
    return None if is_vain else path


if __name__ == "__main__":
    raw, warehouse, moment = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    gathering.UNSETTLED_NANOSECONDS = 0
    seen = die_at(moment, str(warehouse), is_fault="PARALLAX_FAULT" in os.environ)
    try:
        run_plainly(raw, warehouse)
    except EXPECTED_ERRORS as error:
        fail(error)
    sys.stdout.write("\n".join(seen))
