"""What linking leaves to the next run, so that a new document touches its neighbourhood and not the corpus.

In: a key for each article, and the tables that an earlier run left. Out: numbers of the articles, which tell as much as
the keys do, and the tables that this run leaves. What is kept stands under numbers of all that it depends on, so it
changes how long a run takes and never what comes out of it.
"""

from collections.abc import Mapping, Sequence
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
