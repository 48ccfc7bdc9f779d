"""What a snapshot remembers of earlier runs: their log, what their checks found, and what the last few of them changed.

In: the snapshot before, and the changes of this run. Out: Parquet files of core.runs, core.check_results and
core.run_changes in the new snapshot. New rules may change every row of a corpus, so changes are never held at once.
"""

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from flows.contracts.arrow import arrow_schema
from flows.contracts.tables import TABLES
from flows.load.core_files import core_path
from flows.load.parquet import ROW_GROUP_ROWS, write_batches, write_table

LOGGER = logging.getLogger(__name__)
LOG_TABLES = ("runs", "check_results")  # a run's own rows come when all else is done
KEPT_CHANGES = 20  # runs whose changes stay in core.run_changes; a daily run can be asked about three weeks
LABELLED_BY_PATHS = ("documents", "rejects")


@dataclass(frozen=True)
class History:
    """The history that `snapshot` takes over from `previous`, without labels where one may be a sentence taken down."""

    previous: Path | None
    snapshot: Path
    run_id: str
    is_unlabelled: bool

    def earlier(self, name: str) -> pa.Table:
        """Return a table of the snapshot before; columns that it did not have yet are null, or zero if they may not."""
        return pa.Table.from_batches(self._batches(name), arrow_schema(name))

    def carry_log(self) -> None:
        """Write what is known of earlier runs and their checks."""
        for name in LOG_TABLES:
            write_table(self.earlier(name), core_path(self.snapshot, name), TABLES[name].key)

    def write_changes(self, fresh: Iterable[pa.RecordBatch]) -> int:
        """Write the changes of the last runs with those of this one, sorted by their key, and return how many."""
        started = self.earlier("runs").sort_by([("started_at", "descending")])
        kept = started["run_id"].to_pylist()[: KEPT_CHANGES - 1]
        lower, higher = [r for r in kept if r < self.run_id], [r for r in kept if r > self.run_id]
        rows = chain(self._changes_of(lower), fresh, self._changes_of(higher))
        told = map(_without_labels, rows) if self.is_unlabelled else rows
        name = "run_changes"
        return write_batches(arrow_schema(name), told, core_path(self.snapshot, name), TABLES[name].key)

    def _changes_of(self, runs: Sequence[str]) -> Iterator[pa.RecordBatch]:
        for batch in self._batches("run_changes") if runs else ():
            yield batch.filter(pc.is_in(batch["run_id"], pa.array(runs, pa.string())))

    def _batches(self, name: str) -> Iterator[pa.RecordBatch]:
        schema = arrow_schema(name)
        path = core_path(self.previous, name) if self.previous else None
        if path is None or not path.exists():
            return
        try:
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(ROW_GROUP_ROWS):
                    yield _as_now(batch, schema)
        except pa.ArrowInvalid as error:
            LOGGER.warning("%s is damaged (%s): what it told of earlier runs is lost.", path, error)


def _as_now(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    columns = [
        batch[field.name]
        if field.name in batch.schema.names
        else pa.array([None if field.nullable else 0] * batch.num_rows, field.type)
        for field in schema
    ]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _without_labels(changes: pa.RecordBatch) -> pa.RecordBatch:
    is_path = pc.is_in(changes["table_name"], pa.array(LABELLED_BY_PATHS))
    labels = pc.if_else(is_path, changes["label_text"], pa.scalar(None, pa.string()))
    return changes.set_column(changes.schema.get_field_index("label_text"), changes.schema.field("label_text"), labels)
