"""Fill the disk that a warehouse lies on, and print what a run says, what it leaves, and what the next run makes of it.

    python -m benchmarks.full_disk

The warehouse stands on a disk in memory (tmpfs) with less and less room; mounting needs root. Each time the command
`parallax run` has to end with status 1 and one sentence, to leave the last snapshot as it was, and, once there is room,
to end as if nothing had happened. Exit 1 where it does not.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.kill import FORKS, Undisturbed, fork, in_a_process, snapshot_of, undisturbed
from flows.load.slices import SLICE_DOCUMENTS
from flows.orchestrate.local_server import PrefectServer
from tests.dying_runs import MountError, change, leave_room, leftovers, prepare, published, small_disk, step_reached
from tests.plain_run import parquet_bytes
from tests.processes import parallax

# Chosen by trying, so that the run fails in each of its steps: a part takes about 120 kB, the linked rows 60 kB, the
# tables 300 kB, the database up to 17 MB.
ROOMS = (0, 60, 140, 240, 400, 4_000, 12_000, 16_000, 17_500)
LOGGED = ("5 items: ", "published ")  # what a run says of its progress


@dataclass(frozen=True)
class Outcome:
    """One run on a disk with so many kilobytes left."""

    room: int
    status: int
    said: str
    step: str
    snapshot: str
    is_same: bool
    left: tuple[str, ...]

    @property
    def is_good(self) -> bool:
        """Tell whether the run ended as it should: with a sentence and the old snapshot, or having had room enough."""
        is_told = self.said.startswith("parallax: ") and "\n" not in self.said
        ended_well = (self.status, self.snapshot, self.said) == (0, "new", "")
        ended_told = self.status == 1 and is_told and self.snapshot in ("old", "new")
        return (ended_well or ended_told) and self.is_same and not self.left


def main() -> None:
    """Run once for each room; print the table."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    os.environ["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "CRITICAL"
    FORKS.set_forkserver_preload(["tests.dying_runs"])
    with tempfile.TemporaryDirectory() as scratch, prefect(Path(scratch) / "home"):
        folder = Path(scratch)
        raw, warehouse = folder / "raw", folder / "warehouse"
        in_a_process(prepare, raw, warehouse, slice_documents=SLICE_DOCUMENTS)
        change(raw)
        again = partial(fork, raw, folder / "copy", slice_documents=SLICE_DOCUMENTS)
        finished = undisturbed(raw, warehouse, folder / "copy", again, slice_documents=SLICE_DOCUMENTS)
        try:
            outcomes = [run_with_room(folder / str(room) / "disk", room, finished) for room in ROOMS]
        except MountError as error:
            sys.exit(f"Skipped: no disk can be mounted here ({error}). Run this as root.")
    print_table(outcomes)
    sys.exit(0 if all(outcome.is_good for outcome in outcomes) else 1)


@contextmanager
def prefect(home: Path) -> Iterator[None]:
    """Start a Prefect server that all runs use."""
    os.environ |= {"PREFECT_HOME": str(home), "PREFECT_API_URL": ""}
    home.mkdir(parents=True)
    server = PrefectServer()
    server.start()
    server.wait_until_ready()
    yield
    server.stop()


def run_with_room(disk: Path, room: int, finished: Undisturbed) -> Outcome:
    """Run on a disk with so many kilobytes left; then with room enough."""
    with small_disk(disk):
        warehouse = disk / "warehouse"
        shutil.copytree(finished.warehouse, warehouse, symlinks=True)
        leave_room(disk, room)
        process = parallax("run", "--raw", finished.raw, "--warehouse", warehouse, "--workers", 1)
        errors = process.communicate()[1].splitlines()
        said = "\n".join(line for line in errors if not line.startswith(LOGGED)).replace(str(disk), "…")
        step, snapshot = step_reached(warehouse, finished.warehouse), snapshot_of(warehouse, finished)
        leave_room(disk, 2**19)
        status = fork(finished.raw, warehouse, slice_documents=finished.slice_documents)
        is_same = status == 0 and (parquet_bytes(warehouse), published(warehouse)) == (finished.new_bytes, finished.new)
        left = tuple(leftovers(warehouse))
    return Outcome(room, process.returncode, said, step, snapshot, is_same, left)


def print_table(outcomes: list[Outcome]) -> None:
    """Print a row for each run."""
    head = ("room, kB", "failed while", "exit", "snapshot", "next run same", "cleared", "said", "good")
    print(f"\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for o in outcomes:
        step = o.step if o.status else "—"
        cells = (o.room, step, o.status, o.snapshot, o.is_same, not o.left, o.said, o.is_good)
        print(f"| {' | '.join(map(str, cells))} |")


if __name__ == "__main__":
    main()
