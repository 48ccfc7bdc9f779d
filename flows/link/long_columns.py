"""Columns of numbers that grow with the corpus: written some at a time, and mapped into memory to be read.

In: arrays of numbers. Out: one array of all of them, which can only be read, and whose pages the machine takes back
where others need the room. The file has no name: it goes with its last reader, whatever ends the process.
"""

import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt


class LongColumn:
    """A column of numbers of one kind that is being written."""

    def __init__(self, kind: type[np.generic], folder: Path | None) -> None:
        """Open a file without a name in `folder`; where none is given, in the system's folder for such files."""
        self._kind = kind
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - goes with the array that maps it
        self._count = 0

    def append(self, values: npt.NDArray[Any]) -> None:
        """Write some numbers behind those that are there; OSError where the disk is full."""
        self._file.write(values.astype(self._kind, copy=False).data)
        self._count += len(values)

    def read(self) -> npt.NDArray[Any]:
        """Return all numbers, mapped into memory; nothing can be written any more."""
        with self._file:
            if not self._count:  # which cannot be mapped
                return np.zeros(0, self._kind)
            self._file.flush()
            return np.asarray(np.memmap(self._file, self._kind, mode="r"))
