"""What comparing two texts found, and how it is kept from one run to the next.

In: what an earlier run left; the texts of this one in order of publication, each with a number that tells all that it
depends on, and the shingles they share. Out: the pairs of texts that are known, and tables for the next run. A pair
that was aligned is known as long as its two texts are what they were. That it is a candidate at all depends on the
first 30 texts of each shingle (`shingles.py`): so it is taken over without being looked for where neither text is new,
nor counts for other shingles than before.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Literal

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from flows.link.memory import Memory
from flows.link.reuse.shingles import Places, SharedShingles
from flows.link.word_hashes import Hashes, is_among

ReprintKind = Literal["whole", "partial"]
DirectionMethod = Literal["time", "credit", "edits", "undated"]
APART = -1  # in place of a copy: too little in common for a reprint


@dataclass(frozen=True, slots=True)
class SharedPassage:
    """A passage in both texts, as code points."""

    earlier_start: int
    earlier_end: int
    later_start: int
    later_end: int


@dataclass(frozen=True, slots=True)
class Reprint:
    """Text of one article carried again by another. The cover shares are those of each text that lies in passages."""

    earlier_document_id: str
    later_document_id: str
    kind: ReprintKind
    containment_share: float
    shared_word_count: int
    is_credited: bool
    direction_method: DirectionMethod
    earlier_cover_share: float
    later_cover_share: float
    passages: tuple[SharedPassage, ...]


@dataclass(frozen=True, slots=True)
class Reprints:
    """All reprints of a corpus, by earlier and later document id."""

    pairs: tuple[Reprint, ...] = ()


@dataclass(frozen=True, slots=True)
class Copy:
    """Two texts, by place, that are a reprint unless what they share recurs everywhere.

    `words`: the shared passages of the shorter text, as ranges of its words.
    """

    first: int
    second: int
    is_second_shorter: bool
    words: tuple[tuple[int, int], ...]
    reprint: Reprint

    @property
    def shorter(self) -> int:
        """The place of the shorter text."""
        return self.second if self.is_second_shorter else self.first


COPY_SCHEMA = pa.schema(
    [
        ("first_number", pa.uint64()),
        ("second_number", pa.uint64()),
        ("is_second_shorter", pa.bool_()),
        ("words", pa.list_(pa.list_(pa.int32()))),
        ("earlier_document_id", pa.string()),
        ("later_document_id", pa.string()),
        ("kind", pa.string()),
        ("containment_share", pa.float64()),
        ("shared_word_count", pa.int32()),
        ("is_credited", pa.bool_()),
        ("direction_method", pa.string()),
        ("earlier_cover_share", pa.float64()),
        ("later_cover_share", pa.float64()),
        ("passages", pa.list_(pa.list_(pa.int32()))),
    ]
)
PLAIN_FIELDS = [field.name for field in fields(Reprint) if field.name != "passages"]


class KnownPairs:
    """The pairs that an earlier run aligned and whose texts are there still."""

    def __init__(self, memory: Memory, shared: SharedShingles, numbers: Hashes) -> None:
        self._numbers, self._states = numbers, shared.states(numbers)
        self.is_unchanged = is_among(self._states, memory.column("texts", "state"))
        self._copies = memory.before.get("copies", COPY_SCHEMA.empty_table())
        order = np.argsort(numbers)
        sides = []
        for side in ("first_number", "second_number"):
            side_numbers = np.concatenate([memory.column("apart", side), self._copies[side].to_numpy()])
            at = np.minimum(np.searchsorted(numbers[order], side_numbers), max(0, len(numbers) - 1))
            places = order[at] if len(numbers) else np.zeros(0, np.int64)
            sides.append(np.where(numbers[places] == side_numbers, places, -1))
        rows = np.concatenate([np.full(len(sides[0]) - len(self._copies), APART), np.arange(len(self._copies))])
        is_there = (sides[0] >= 0) & (sides[1] >= 0)
        codes = self._codes(sides[0][is_there], sides[1][is_there])
        by_code = np.argsort(codes)
        self._ordered, self._rows = codes[by_code], rows[is_there][by_code]

    def unchanged(self) -> tuple[Places, Places, Places]:
        """Return the pairs that are candidates as before: first and second place, and the row of the copy."""
        firsts, seconds = (side.astype(np.int32) for side in divmod(self._ordered, max(1, len(self._numbers))))
        is_kept = self.is_unchanged[firsts] & self.is_unchanged[seconds]
        return firsts[is_kept], seconds[is_kept], self._rows[is_kept]

    def rows(self, firsts: Places, seconds: Places) -> tuple[npt.NDArray[np.bool_], Places]:
        """Return which pairs are known, and of each known one the row of its copy, or `APART`."""
        codes = self._codes(firsts, seconds)
        if not len(self._ordered):
            return np.zeros(len(codes), np.bool_), np.zeros(0, np.int64)
        at = np.minimum(np.searchsorted(self._ordered, codes), len(self._ordered) - 1)
        is_known = self._ordered[at] == codes
        return is_known, self._rows[at[is_known]]

    def copies(self, firsts: Places, seconds: Places, rows: Places) -> list[Copy]:
        """Return the copies of these rows; those of pairs that are apart are left out."""
        is_copy = rows != APART
        found = self._copies.take(rows[is_copy]).to_pylist()
        places = zip(firsts[is_copy].tolist(), seconds[is_copy].tolist(), found, strict=True)
        return [_copy_of(first, second, row) for first, second, row in places]

    def keep(self, memory: Memory, copies: Sequence[Copy], apart: Iterable[tuple[Places, Places]]) -> None:
        """Leave to the next run which texts there are and what became of the candidates."""
        nothing = np.zeros(0, np.int32)
        firsts, seconds = (np.concatenate([nothing, *side]) for side in zip((nothing, nothing), *apart, strict=True))
        memory.now["texts"] = pa.table({"state": np.sort(self._states)})
        memory.now["apart"] = pa.table({"first_number": self._numbers[firsts], "second_number": self._numbers[seconds]})
        memory.now["copies"] = pa.Table.from_pylist([self._row(copy) for copy in copies], COPY_SCHEMA)

    def _row(self, copy: Copy) -> dict[str, object]:
        reprint = copy.reprint
        return {
            "first_number": int(self._numbers[copy.first]),
            "second_number": int(self._numbers[copy.second]),
            "is_second_shorter": copy.is_second_shorter,
            "words": copy.words,
            **{name: getattr(reprint, name) for name in PLAIN_FIELDS},
            "passages": [(p.earlier_start, p.earlier_end, p.later_start, p.later_end) for p in reprint.passages],
        }

    def _codes(self, firsts: npt.NDArray[np.integer], seconds: npt.NDArray[np.integer]) -> npt.NDArray[np.int64]:
        return firsts.astype(np.int64) * len(self._numbers) + seconds


def _copy_of(first: int, second: int, row: dict[str, object]) -> Copy:
    passages = tuple(SharedPassage(*span) for span in row["passages"])  # type: ignore[attr-defined]
    reprint = Reprint(**{name: row[name] for name in PLAIN_FIELDS}, passages=passages)  # type: ignore[arg-type]
    words = tuple((start, end) for start, end in row["words"])  # type: ignore[attr-defined]
    return Copy(first, second, bool(row["is_second_shorter"]), words, reprint)
