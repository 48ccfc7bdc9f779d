"""Words as numbers: the same word has the same 64 bits on every machine. And sorted lists of such numbers."""

from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from flows.contracts.ids import without_marks

Hashes = npt.NDArray[np.uint64]


def is_among(values: Hashes, ordered: Hashes) -> npt.NDArray[np.bool_]:
    """Return which values are in a sorted list."""
    if not len(ordered):
        return np.zeros(len(values), dtype=np.bool_)
    places = np.minimum(np.searchsorted(ordered, values), len(ordered) - 1)
    return np.asarray(ordered[places] == values)


class WordHashes(dict[str, int]):
    """Words and the hashes of their lower-case forms without marks on letters; each word is hashed once."""

    def __missing__(self, word: str) -> int:
        digest = blake2b(without_marks(word).lower().encode("utf-8", "surrogatepass"), digest_size=8).digest()
        self[word] = int.from_bytes(digest, "big")
        return self[word]
