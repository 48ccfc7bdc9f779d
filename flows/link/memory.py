"""What linking leaves to the next run, so that a new document touches its neighbourhood and not the corpus.

In: a key for each article, and the tables that an earlier run left. Out: numbers of the articles, which tell as much as
the keys do, and the tables that this run leaves. What is kept stands under numbers of all that it depends on, so it
changes how long a run takes and never what comes out of it.
"""

from collections.abc import Callable, Mapping, Sequence
from hashlib import blake2b
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from flows.link.corpus import Outline
from flows.link.word_hashes import Hashes


class Memory:
    """The tables of an earlier run (`before`) and those of this one (`now`), by name."""

    def __init__(
        self, article_keys: Mapping[str, str] | None = None, before: Mapping[str, pa.Table] | None = None
    ) -> None:
        """Take the keys of articles by document id, hexadecimal; without them nothing is known from before."""
        self._keys = article_keys
        self.before = dict(before or {}) if article_keys else {}
        self.now: dict[str, pa.Table] = {}

    def numbers(self, outlines: Sequence[Outline]) -> Hashes:
        """Return a number for each article that changes when the article does."""
        if self._keys is None:
            return np.arange(len(outlines), dtype=np.uint64)
        return np.array([int(self._keys[outline.document_id], 16) for outline in outlines], np.uint64)

    def column(self, table: str, name: str, kind: type = np.uint64) -> npt.NDArray[Any]:
        """Return a column of numbers that an earlier run left, empty where there is none."""
        return self.before[table][name].to_numpy() if table in self.before else np.zeros(0, kind)


def digest(*arrays: npt.NDArray[Any]) -> int:
    """Return one number for all bytes of some arrays; it tells their lengths too."""
    hashed = blake2b(digest_size=8)
    for array in arrays:
        hashed.update(len(array).to_bytes(8, "big"))
        hashed.update(np.ascontiguousarray(array).tobytes())
    return int.from_bytes(hashed.digest(), "big")


class KeptLists:
    """Lists of numbers, some under each key, which is a number for all that they depend on."""

    def __init__(self, memory: Memory, name: str, kinds: Mapping[str, pa.DataType]) -> None:
        """Take the name of the table and the kinds of its lists."""
        self._memory, self._name, self._kinds = memory, name, kinds
        self._now: dict[int, Sequence[npt.NDArray[Any]]] = {}
        self._columns, self._rows = [], dict[int, int]()
        if name in memory.before:
            table = memory.before[name].combine_chunks()
            self._rows = {key: row for row, key in enumerate(table["key"].to_pylist())}
            for column in (table[kind].chunk(0) for kind in kinds if table.num_rows):
                self._columns.append((column.values.to_numpy(), column.offsets.to_numpy()))

    def find(self, key: int, make: Callable[[], Sequence[npt.NDArray[Any]]]) -> Sequence[npt.NDArray[Any]]:
        """Return the lists under a key, made where an earlier run left none."""
        if key not in self._now:
            row = self._rows.get(key)
            self._now[key] = (
                make() if row is None else [values[ends[row] : ends[row + 1]] for values, ends in self._columns]
            )
        return self._now[key]

    def carry(self, key: int) -> None:
        """Take over the lists under a key, where an earlier run left some."""
        if key in self._rows:
            self.find(key, lambda: ())

    def leave(self) -> None:
        """Leave to the next run what was found."""
        ends = {name: [0] for name in self._kinds}
        lists: dict[str, list[npt.NDArray[Any]]] = {name: [] for name in self._kinds}
        for found in self._now.values():
            for name, values in zip(self._kinds, found, strict=True):
                ends[name].append(ends[name][-1] + len(values))
                lists[name].append(values)
        columns = {
            name: pa.ListArray.from_arrays(
                pa.array(ends[name], pa.int32()),
                pa.array(np.concatenate([np.zeros(0, kind.to_pandas_dtype()), *lists[name]]), kind),
            )
            for name, kind in self._kinds.items()
        }
        self._memory.now[self._name] = pa.table({"key": pa.array(list(self._now), pa.uint64()), **columns})
