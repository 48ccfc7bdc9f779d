"""Snapshots: whole directories that are built aside and switched in by renaming one symbolic link.

    warehouse/
      current → snapshots/<name>          the one switch; a reader that resolves it once sees one snapshot
      parallax.duckdb → current/parallax.duckdb
      .store/                             what is kept between runs, see store.py
      snapshots/<name>/core/<table>/*.parquet, marts/<mart>.parquet, parallax.duckdb, datapackage.json

A reader that has a file of an older snapshot open keeps it; the last few snapshots stay on disk.
"""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flows.contracts.contract_version import CONTRACT_NUMBER
from flows.contracts.errors import ParallaxError
from flows.load.database import DATABASE_NAME
from flows.load.datapackage import read_contract_number
from flows.load.disk import switch_link, sync_folder

CURRENT_NAME = "current"
LOCK_NAME = ".lock"
BUILDING_PREFIX = ".building-"
NOT_FOR_DUCKDB = frozenset("?\\")  # signs that it takes for the end of a file's name, or for a slash
UNPUBLISHED_NAME = ".unpublished"  # in a snapshot that nothing has been switched to yet


class WarehouseError(ParallaxError):
    """The warehouse cannot be used as asked. Says what, where and the next step."""


@dataclass(frozen=True)
class Warehouse:
    """A folder that holds published snapshots."""

    folder: Path

    @property
    def database(self) -> Path:
        """The published DuckDB file; WarehouseError where nothing is published yet."""
        path = self.folder / DATABASE_NAME
        if not path.exists():
            raise WarehouseError(f"No snapshot is published in {self.folder}. Run `parallax run` first.")
        return path

    @property
    def current(self) -> Path | None:
        """The folder of the published snapshot, or None."""
        link = self.folder / CURRENT_NAME
        return link.resolve() if link.exists() else None

    def contract_remark(self) -> str:
        """Return what there is to say of the published snapshot's contract, "" where it is the present one.

        Raises WarehouseError where it is one that this code does not know.
        """
        found = read_contract_number(self.current) if self.current else CONTRACT_NUMBER
        if found > CONTRACT_NUMBER:
            raise WarehouseError(
                f"{self.folder} was published by a newer Parallax (contract {found}, known here: {CONTRACT_NUMBER}). "
                "Update Parallax, or choose another --warehouse."
            )
        if found < CONTRACT_NUMBER:
            return (
                f"{self.folder} was published by an older Parallax (contract {found}, now {CONTRACT_NUMBER}): tables "
                "or columns may be missing. `parallax run` builds it anew."
            )
        return ""

    def require_free(self) -> None:
        """Raise WarehouseError where another run holds the warehouse at this moment."""
        if (self.folder / LOCK_NAME).exists():
            with self._held():
                pass

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the warehouse for one writer; WarehouseError at once where another run holds it, or DuckDB could not."""
        if NOT_FOR_DUCKDB & {*str(self.folder.resolve())}:
            raise WarehouseError(
                f"DuckDB opens no database below a folder with ? or \\ in its name: rename {self.folder.resolve()}, "
                "or choose another --warehouse."
            )
        self.folder.mkdir(parents=True, exist_ok=True)
        with self._held():
            self.contract_remark()  # a newer one is nothing to write over
            self._clear_leftovers()
            yield

    @contextmanager
    def _held(self) -> Iterator[None]:
        with (self.folder / LOCK_NAME).open("w") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise WarehouseError(
                    f"Another run is writing to {self.folder}. Wait for it, or choose another --warehouse."
                ) from error
            yield

    @property
    def store_folder(self) -> Path:
        """The folder of what is kept between runs."""
        return self.folder / ".store"

    def overflow_folder(self, run_id: str) -> Path:
        """Return the folder in which a run may leave what does not fit its memory."""
        return self.folder / f"{BUILDING_PREFIX}{run_id}" / "overflow"

    def building_folder(self, run_id: str) -> Path:
        """Return the folder in which a run builds its snapshot."""
        return self.folder / f"{BUILDING_PREFIX}{run_id}" / "snapshot"

    def publish(self, built: Path, name: str) -> Path:
        """Switch `built` in as the snapshot `name` and return its folder."""
        target = self.folder / "snapshots" / name
        target.parent.mkdir(exist_ok=True)
        (built / UNPUBLISHED_NAME).touch()
        sync_folder(built)
        built.rename(target)
        switch_link(self.folder / CURRENT_NAME, Path("snapshots") / name)
        if not (self.folder / DATABASE_NAME).is_symlink():
            switch_link(self.folder / DATABASE_NAME, Path(CURRENT_NAME) / DATABASE_NAME)
        (target / UNPUBLISHED_NAME).unlink()
        return target

    def snapshot_names(self) -> list[str]:
        """Return the names of the snapshots that are kept."""
        return sorted(path.name for path in self.folder.glob("snapshots/*") if path.is_dir())

    def discard(self, run_id: str) -> None:
        """Remove what a run built and did not publish."""
        shutil.rmtree(self.folder / f"{BUILDING_PREFIX}{run_id}", ignore_errors=True)

    def prune(self, kept: int, is_unwanted: Callable[[Path], bool] | None = None) -> None:
        """Keep the published snapshot and, of the others that are wanted, the last ones, `kept` in all."""
        # the published one stays whatever its name says: a clock can step back
        others = sorted(p for p in (self.folder / "snapshots").iterdir() if p.is_dir() and p.resolve() != self.current)
        wanted = [path for path in others if is_unwanted is None or not is_unwanted(path)]
        for path in sorted({*others} - {*wanted[max(0, len(wanted) - (kept - 1)) :]}):
            self._remove(path)

    def _remove(self, snapshot: Path) -> None:
        # moved first: a folder among the snapshots is always a whole one
        gone = self.folder / f"{BUILDING_PREFIX}{snapshot.name}"
        shutil.rmtree(gone, ignore_errors=True)
        shutil.rmtree(snapshot.rename(gone), ignore_errors=True)

    def _clear_leftovers(self) -> None:
        for path in self.folder.glob(f"{BUILDING_PREFIX}*"):
            shutil.rmtree(path, ignore_errors=True)
        for mark in self.folder.glob(f"snapshots/*/{UNPUBLISHED_NAME}"):
            if mark.parent.resolve() == self.current:
                mark.unlink()
            else:
                self._remove(mark.parent)
