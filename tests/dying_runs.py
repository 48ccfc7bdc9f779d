"""What test_crashes.py and the benchmarks of killed runs share: a changed raw folder, and what a dead run left."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from flows.cli import EXPECTED_ERRORS
from flows.load import store
from flows.load.snapshots import Warehouse
from flows.run import gathering
from tests.plain_run import HISTORY, die_at, run_plainly

SAMPLE = Path(__file__).parents[1] / "data" / "raw"
STEPS = (
    "starting",
    "keeping parts",
    "keeping the index",
    "keeping linked rows",
    "building the snapshot",
    "switching",
    "tidying",
)
State = dict[str, tuple[int, int]]  # table → rows, and a hash of them


def prepare(raw: Path, warehouse: Path, *, slice_documents: int | None = None) -> None:
    """Publish three snapshots, so that the next run has one to drop, and parts of which the next run drops one."""
    for name in ("coastal-wire/march.jsonl", "harbour-gazette/tram-vote.txt"):
        (raw / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(SAMPLE / name, raw / name)
    run_plainly(raw, warehouse, slice_documents=slice_documents)
    (raw / "signal-24").mkdir()
    shutil.copy2(SAMPLE / "signal-24/tram.html", raw / "signal-24/tram.html")
    for _ in range(2):
        run_plainly(raw, warehouse, slice_documents=slice_documents)


def change(raw: Path) -> None:
    """Remove a file, change one, and add one."""
    (raw / "signal-24/tram.html").unlink()
    (raw / "harbour-gazette/tram-vote.txt").write_text((SAMPLE / "harbour-gazette/tram-vote.txt").read_text() * 2)
    shutil.copy2(SAMPLE / "velmora-courier/tram-council.txt", raw / "new.txt")


def run_to_moment(
    raw: Path,
    warehouse: Path,
    moment: int = 0,
    changes: Path | None = None,
    *,
    is_fault: bool = False,
    slice_documents: int | None = None,
) -> None:
    """Run until the moment-th change of the disk, or to the end; then leave the changes in a file.

    Small parts are joined from the second on, so that this, too, can be interrupted. With `is_fault` the change fails
    as on a broken disk, and the run has to see to that: with one of its own errors, or by doing without. Without
    `slice_documents` slices hold few.
    """
    gathering.UNSETTLED_NANOSECONDS = 0
    store.MOST_SMALL_PARTS = 1
    seen = die_at(moment, str(warehouse), is_fault=is_fault)
    try:
        run_plainly(raw, warehouse, slice_documents=slice_documents)
    except EXPECTED_ERRORS:
        if not is_fault:
            raise
    if changes:
        changes.write_text("\n".join(seen), encoding="utf-8")


def steps_of(changes: list[str], warehouse: Path) -> list[str]:
    """Return the step that each change of an undisturbed run belongs to."""
    marks = [place for place, change in enumerate(changes) if change.endswith("/.unpublished")]
    before = [_step_of(os.path.relpath(change.split(" ", 1)[1], warehouse)) for change in changes[: marks[0]]]
    return [*before, *["switching"] * (marks[-1] - marks[0] + 1), *["tidying"] * (len(changes) - marks[-1] - 1)]


def _step_of(path: str) -> str:
    beginnings = dict(zip((".store/parts", ".store/sources", ".store/stories", ".building-"), STEPS[1:], strict=False))
    for name in ("outlines", "story-chunk"):
        beginnings[f".store/{name}"] = beginnings[".store/stories"]
    return next((step for beginning, step in beginnings.items() if path.startswith(beginning)), STEPS[0])


def step_reached(warehouse: Path, before: Path) -> str:
    """Return the step in which a run died, by what it had left on the disk."""
    if current_name(warehouse) != current_name(before):
        return STEPS[6]
    if list((warehouse / "snapshots").glob("*/.unpublished")):
        return STEPS[5]
    if list(warehouse.glob(".building-*/snapshot")):
        return STEPS[4]
    store, old = warehouse / ".store", before / ".store"
    if (store / "stories").resolve().name != (old / "stories").resolve().name:
        return STEPS[4]
    if (store / "sources.parquet").read_bytes() != (old / "sources.parquet").read_bytes():
        return STEPS[3]  # the index is kept, linking was under way
    names = [{path.name for path in (folder / "parts").iterdir()} for folder in (store, old)]
    return STEPS[1] if names[0] != names[1] else STEPS[0]


def published(warehouse: Path) -> State:
    """Return what a reader finds in the published DuckDB file, apart from the log of runs; nothing where none is."""
    if not (warehouse / "parallax.duckdb").exists():
        return {}
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        found = connection.execute("select schema_name, table_name from duckdb_tables()").fetchall()
        query = "select count(*), coalesce(bit_xor(hash(t)), 0) from {}.{} as t"
        return {
            f"{schema}.{table}": connection.execute(query.format(schema, table)).fetchall()[0]
            for schema, table in sorted(found)
            if table not in HISTORY
        }


def leftovers(warehouse: Path) -> list[str]:
    """Return what no run that ended leaves behind."""
    hidden = [path for path in warehouse.glob(".*") if path.name not in (".lock", ".store")]
    inner = [path for path in warehouse.rglob("*") if path.name.startswith((".new-", ".unpublished"))]
    unlinked = [path for path in (warehouse / "snapshots").iterdir() if not (path / "datapackage.json").is_file()]
    return sorted(
        {str(path.relative_to(warehouse)) for path in [*hidden, *inner, *unlinked, *warehouse.rglob("*.new")]}
    )


def current_name(warehouse: Path) -> str | None:
    """Return the name of the published snapshot."""
    current = Warehouse(warehouse).current
    return current.name if current else None


class MountError(RuntimeError):
    """A disk of a chosen size cannot be had here."""


@contextmanager
def small_disk(folder: Path, size_kilobytes: int = 2**20) -> Iterator[None]:
    """Mount a disk in memory at `folder`, and unmount it in any case; MountError where that is not allowed."""
    folder.mkdir(parents=True)
    mount(["-t", "tmpfs", "-o", f"size={size_kilobytes}k", "tmpfs", str(folder)])
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


def leave_room(folder: Path, kilobytes: int) -> None:
    """Make the disk mounted at `folder` so small that only this much can still be written."""
    disk = os.statvfs(folder)
    used = (disk.f_blocks - disk.f_bfree) * disk.f_frsize // 1024
    mount(["-o", f"remount,size={used + kilobytes}k", str(folder)])


def mount(arguments: list[str]) -> None:
    """Call mount; MountError where it refuses."""
    if not shutil.which("mount"):
        raise MountError("there is no program mount")
    done = subprocess.run(["mount", *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        raise MountError(done.stderr.strip())
