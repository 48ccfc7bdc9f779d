"""The pipeline as a function, without Prefect's book-keeping, which takes longer than the small runs of these tests.

As a program it is a run that dies: `python -m tests.plain_run RAW WAREHOUSE MOMENT` kills its own process with SIGKILL
right before the MOMENT-th change of the disk below WAREHOUSE that Python makes (renames, links, new files, removals).
With MOMENT 0 it only counts them.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import Mock, patch

from flows import gathering, pipeline
from flows.cli import EXPECTED_ERRORS, fail
from flows.load.snapshots import Warehouse
from flows.settings import Settings

HISTORY = {"runs", "check_results", "run_changes", "story_aliases"}  # the tables that remember earlier runs
TASKS = ("gather_documents", "correct", "link_documents", "build", "renew", "publish")
CHANGES = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.symlink",
    "os.link",
    "shutil.copyfile",
    "shutil.rmtree",
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@contextmanager
def no_progress(total_files: int) -> Iterator[Mock]:
    """Stand in for the progress that Prefect shows."""
    yield Mock()


def run_plainly(raw: Path, warehouse: Path, **settings: object) -> pipeline.RunSummary:
    """Run the pipeline in this process and return its summary."""
    plain = {name: getattr(pipeline, name).fn for name in TASKS if hasattr(getattr(pipeline, name), "fn")}
    with patch.multiple(
        pipeline, **plain, progress_in_prefect=no_progress, whole=lambda value: value, leave_artifacts=lambda *_: None
    ):
        return pipeline.run_pipeline.fn(Settings(**{"raw": raw, "warehouse": warehouse, "workers": 1} | settings))


def parquet_bytes(warehouse: Path) -> dict[str, bytes]:
    """Return the published Parquet files that a run determines, by their path in the snapshot."""
    snapshot = Warehouse(warehouse).current
    assert snapshot is not None
    return {
        path.relative_to(snapshot).as_posix(): path.read_bytes()
        for path in sorted(snapshot.rglob("*.parquet"))
        if path.parent.name not in HISTORY
    }


def die_at(moment: int, folder: str) -> list[str]:
    """Kill this process before the moment-th change below `folder`; return the list that takes the changes down."""
    changes: list[str] = []

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        is_change = event in CHANGES or (event == "open" and bool(int(str(arguments[2] or 0)) & WRITING))
        if is_change and str(arguments[0]).startswith(folder):
            changes.append(f"{event} {arguments[0]}")
            if len(changes) == moment:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    return changes


if __name__ == "__main__":
    raw, warehouse, moment = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
    gathering.UNSETTLED_NANOSECONDS = 0
    seen = die_at(moment, str(warehouse))
    try:
        run_plainly(raw, warehouse)
    except EXPECTED_ERRORS as error:
        fail(error)
    sys.stdout.write("\n".join(seen))
