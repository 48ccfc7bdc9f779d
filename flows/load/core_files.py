"""The Parquet files of core tables: sliced ones with a file for each slice (see slices.py), the others in one file.

A slice whose key is that of the snapshot before has the same rows there, so its files are linked instead of written.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pyarrow.parquet as pq

from flows.contracts.arrow import arrow_schema, unique_rows
from flows.contracts.ddl import sql_files, sql_parquet
from flows.contracts.tables import TABLES
from flows.load.assembly import Assembly
from flows.load.disk import link_or_copy
from flows.load.parquet import write_batches
from flows.load.slices import SLICED_TABLES, WHOLE, Slices, read_slice_keys, stale_slices


@dataclass(frozen=True)
class Remaking:
    """Which slices of a snapshot are made anew, and which are those of the one before."""

    slices: Slices
    before: Path | None  # a whole snapshot by the same rules, None where there is none
    stale: AbstractSet[str]  # slices that came, changed or went

    @classmethod
    def of(cls, slices: Slices, before: Path | None) -> "Remaking":
        """Return what has to be made anew where `before` is the snapshot before."""
        return cls(slices, before, stale_slices(read_slice_keys(before) if before else {}, slices.keys))

    @property
    def fresh(self) -> tuple[str, ...]:
        """The slices to be made, in their order."""
        return tuple(name for name in self.slices.names if name in self.stale)

    @property
    def is_renewal(self) -> bool:
        """True where less is made anew than stays, so that it pays to go on from the database before."""
        return self.before is not None and 2 * len(self.fresh) < len(self.slices.names)


def core_path(folder: Path, name: str, slice_name: str = WHOLE) -> Path:
    """Return the file of a slice of a core table in a snapshot, or of the whole table."""
    return folder / "core" / name / f"part-{slice_name}.parquet"


def sql_core(folder: Path, name: str, slice_names: AbstractSet[str] | None = None) -> str:
    """Return SQL that reads a core table of a snapshot; of sliced ones these slices, as far as they are there."""
    everything = sql_parquet(folder / "core" / name)
    if slice_names is None or name not in SLICED_TABLES:
        return everything
    paths = [path for n in sorted(slice_names) if (path := core_path(folder, name, n)).exists()]
    return sql_files(paths) if paths else f"(from {everything} limit 0)"


def write_core(assembly: Assembly, name: str, folder: Path, remaking: Remaking) -> int:
    """Write a core table to its files, link what is as before, and return the number of its rows."""
    if name not in SLICED_TABLES:
        key = TABLES[name].key
        rows = unique_rows(assembly.sorted_batches(name), name, key)
        return write_batches(arrow_schema(name), rows, core_path(folder, name), key)
    written = dict(_write_slices(assembly, name, folder, remaking))
    for slice_name in remaking.slices.names:
        path = core_path(folder, name, slice_name)
        if slice_name not in remaking.stale and remaking.before:
            link_or_copy(core_path(remaking.before, name, slice_name), path)
            written[slice_name] = pq.read_metadata(path).num_rows
        elif slice_name not in written:
            written[slice_name] = write_batches(arrow_schema(name), (), path, TABLES[name].key)
    return sum(written.values())


def _write_slices(assembly: Assembly, name: str, folder: Path, remaking: Remaking) -> Iterator[tuple[str, int]]:
    for wanted in remaking.slices.groups(remaking.fresh):
        found = assembly.sliced_batches(name, remaking.slices, wanted)
        for slice_name, batches in groupby(found, key=itemgetter(0)):
            key, path = TABLES[name].key, core_path(folder, name, slice_name)
            rows = unique_rows((batch for _, batch in batches), name, key)
            yield slice_name, write_batches(arrow_schema(name), rows, path, key)
