"""Folders of tables that later runs rely on: whole, or as good as not there.

`seal` takes down which files a folder holds and how long each is, `is_whole` tells whether they still are; both look
at names and lengths only. Bytes that went bad inside a file show when it is read: `read_kept` then breaks the seal, so
that the next run makes the folder anew.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.contracts.errors import ParallaxError

SEAL_NAME = "files.json"  # name of each file → bytes


class DamagedError(ParallaxError):
    """A kept file can no longer be read. Says which one, and that the next run makes it anew."""


def seal(folder: Path) -> None:
    """Take down the files of a folder that is complete."""
    (folder / SEAL_NAME).write_text(json.dumps(_sizes(folder), sort_keys=True), encoding="utf-8")


def is_whole(folder: Path) -> bool:
    """Tell whether a folder was sealed and holds just the files that it held then, each as long as it was."""
    try:
        return bool(json.loads((folder / SEAL_NAME).read_text(encoding="utf-8")) == _sizes(folder))
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return False


def read_kept(path: Path, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a table of a sealed folder. Raises DamagedError where its bytes went bad, OSError where the disk fails."""
    with _breaking_seal(path):
        return pq.read_table(path, columns=list(columns) if columns else None)


def read_kept_batches(path: Path) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a table of a sealed folder, some at a time. Raises as `read_kept` does."""
    with _breaking_seal(path), pq.ParquetFile(path) as file:
        yield from file.iter_batches()


@contextmanager
def _breaking_seal(path: Path) -> Iterator[None]:
    try:
        yield
    except pa.ArrowInvalid as error:
        (path.parent / SEAL_NAME).unlink(missing_ok=True)
        raise DamagedError(
            f"{path} is damaged ({error}). Nothing is lost: run again, and what it held is made anew."
        ) from error


def _sizes(folder: Path) -> dict[str, int]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != SEAL_NAME)
    return {path.relative_to(folder).as_posix(): path.stat().st_size for path in files}
