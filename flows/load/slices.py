"""Slices of a corpus: whole stories of a span of days. What did not change in a slice need not be made again.

    core/<table>/part-2026-07-c.parquet     the rows of the stories that begin from the 17th to the 24th of July 2026
    core/<table>/part-00000.parquet         all rows, of a small corpus or of a table that is not sliced
    slices.json                             of each slice, the key of all that its rows depend on

In: documents with the days on which they came out, and the stories that they are in. A span that holds too many
documents is cut: all → years → months → quarters of months → days → the stories' ids; so the slices follow from the
corpus alone, and new reports change the last of them. All rows of a story lie in one slice, which is why marts and
checks that put the rows of one story together can be made slice by slice (flows/load/scopes.py).
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from itertools import accumulate, groupby
from pathlib import Path

import pyarrow as pa

from flows.contracts.ids import stable_id
from flows.contracts.stages import DOCUMENT_TABLES, SHARED_TABLES, STORY_TABLES
from flows.contracts.tables import TABLES

SLICES_NAME = "slices.json"
WHOLE = "00000"  # the one slice of a small corpus, and the file of a table that is not sliced
# Small enough to be made anew in a second or two a table; a hundred thousand documents a year make fifty slices.
SLICE_DOCUMENTS = 8_192
GROUP_DOCUMENTS = 32_768  # whose rows of a table are sorted at once; their texts are the widest: 26,000 took 149 MB
SLICED_TABLES = frozenset(DOCUMENT_TABLES + STORY_TABLES) - frozenset(SHARED_TABLES)
OWNERS = ("story_id", "document_id", "slot_id")  # by what a row's slice is found; the first that a table has counts


@dataclass(frozen=True)
class Report:
    """A document as slicing sees it: its story, or itself where it is in none, the day, and a key of what it is."""

    document_id: str
    story_id: str
    day: date | None
    key: str


@dataclass(frozen=True)
class Slices:
    """The slices of a corpus by name, each with its key; and the slice of each document and story, by number."""

    keys: Mapping[str, str]
    documents: pa.Table
    stories: pa.Table

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the slices, in the order of their numbers."""
        return tuple(self.keys)

    def groups(self, wanted: Sequence[str]) -> Iterator[Sequence[str]]:
        """Cut some slices, in their order, into groups with about GROUP_DOCUMENTS or fewer."""
        sizes = Counter(self.documents["slice_number"].to_pylist())
        by_name = {name: sizes[number] for number, name in enumerate(self.names)}
        starts = accumulate((by_name[name] for name in wanted), initial=0)
        for _, found in groupby(zip(starts, wanted, strict=False), key=lambda slice_: slice_[0] // GROUP_DOCUMENTS):
            yield [name for _, name in found]

    def write(self, folder: Path) -> None:
        """Leave the keys beside the tables of a snapshot."""
        (folder / SLICES_NAME).write_text(json.dumps(self.keys, indent=1), encoding="utf-8")


def owner_of(name: str) -> str:
    """Return the column of a sliced table by which a row's slice is found."""
    if name in DOCUMENT_TABLES:
        return "document_id"
    return next(column for column in OWNERS if column in TABLES[name].column_names)


def read_slice_keys(folder: Path) -> dict[str, str]:
    """Return the keys of a snapshot's slices by name; empty where it does not tell."""
    try:
        return dict(json.loads((folder / SLICES_NAME).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def cut_slices(reports: Iterable[Report]) -> Slices:
    """Return the slices of a corpus of these documents, none with more than SLICE_DOCUMENTS but for larger stories."""
    stories: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        stories[report.story_id].append(report)
    days = {story: min((r.day for r in found if r.day), default=None) for story, found in stories.items()}
    spans = {story: _spans(story, day) for story, day in days.items()}
    names = dict(sorted(_cut(sorted(stories), 0, stories, spans)))
    numbers = {story: number for number, found in enumerate(names.values()) for story in found}
    keys = {
        name: stable_id(name, *sorted(f"{r.document_id} {r.story_id} {r.key}" for s in found for r in stories[s]))
        for name, found in names.items()
    }
    of_document = {r.document_id: numbers[story] for story, found in stories.items() for r in found}
    return Slices(keys, _numbered("document_id", of_document), _numbered("story_id", numbers))


def _spans(story_id: str, day: date | None) -> Sequence[str]:
    """Return the names of the spans that a story lies in, from the widest to the narrowest."""
    digits = stable_id("slice", story_id)
    if day is None:
        wide = ["undated"]
    else:
        month, quarter = f"{day:%Y-%m}", "abcd"[min((day.day - 1) // 8, 3)]
        wide = [f"{day:%Y}", month, f"{month}-{quarter}", f"{month}-{quarter}-{day:%d}"]
    return [WHOLE, *wide, *(f"{wide[-1]}-{digits[:length]}" for length in range(1, len(digits)))]


def _cut(
    story_ids: Sequence[str],
    depth: int,
    stories: Mapping[str, Sequence[Report]],
    spans: Mapping[str, Sequence[str]],
) -> Iterable[tuple[str, Sequence[str]]]:
    """Yield the slices of stories that lie in one span of a depth: its name, or those of narrower ones."""
    if sum(len(stories[story]) for story in story_ids) <= SLICE_DOCUMENTS or len(story_ids) == 1:
        yield (spans[story_ids[0]][depth] if story_ids else WHOLE), story_ids
        return
    narrower: dict[str, list[str]] = defaultdict(list)
    for story in story_ids:
        narrower[spans[story][depth + 1]].append(story)
    for found in narrower.values():
        yield from _cut(found, depth + 1, stories, spans)


def _numbered(column: str, numbers: Mapping[str, int]) -> pa.Table:
    return pa.table(
        {column: pa.array([*numbers], pa.string()), "slice_number": pa.array([*numbers.values()], pa.int64())}
    )


def stale_slices(before: Mapping[str, str], now: Mapping[str, str]) -> AbstractSet[str]:
    """Return the names of slices whose rows are not what they were, came, or went."""
    return {name for name in before.keys() | now.keys() if before.get(name) != now.get(name)}
