"""The run's own folder, where shards leave their rows until the snapshot is made.

In: rows by table from many processes, each shard under its own number. Out: per table, one Arrow table or one stream
sorted by key. Duplicates that are meant to be (the same entity or outlet in many documents) become one row here.
"""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from flows.contracts.arrow import Row, arrow_schema, conform
from flows.contracts.ddl import sql_text
from flows.contracts.tables import TABLES
from flows.load.parquet import write_table

SHARED_TABLES = ("outlets", "entities")  # rows that many documents bring along
STREAM_ROWS = 8_192


@dataclass(frozen=True)
class Staging:
    """A folder below the warehouse that belongs to one run."""

    folder: Path

    def clear(self) -> None:
        """Begin anew: remove what an earlier try left."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def write_rows(self, rows: Mapping[str, Sequence[Row]], part: str) -> None:
        """Write the rows of one shard or stage as one Parquet part per table; tables without rows leave none."""
        for name, table_rows in rows.items():
            if table_rows:
                write_table(conform(table_rows, name, is_unique=name not in SHARED_TABLES), self._part(name, part))

    def read_table(self, name: str, columns: Sequence[str] | None = None) -> pa.Table:
        """Return all staged rows of a table, part after part."""
        return self._dataset(name).to_table(columns=list(columns) if columns else None)

    def has_rows(self, name: str) -> bool:
        """True where some part of the table was written."""
        return any((self.folder / name).glob("*.parquet"))

    def sorted_batches(self, name: str) -> Iterator[pa.RecordBatch]:
        """Yield the rows of a table in the order of its key, in the contract's schema.

        DuckDB sorts, with its overflow on disk in this folder; memory holds a part of the rows at a time.
        """
        if not self.has_rows(name):
            return
        schema = arrow_schema(name)
        with duckdb.connect() as connection:
            connection.execute("set TimeZone = 'UTC'")
            connection.execute("set temp_directory = ?", [str(self.folder / "overflow")])
            for batch in connection.sql(self._sorted_select(name)).to_arrow_reader(STREAM_ROWS):
                columns = [column.cast(field.type) for column, field in zip(batch.columns, schema, strict=True)]
                yield pa.RecordBatch.from_arrays(columns, schema=schema)

    def _sorted_select(self, name: str) -> str:
        table = TABLES[name]
        key = ", ".join(table.key)
        if name in SHARED_TABLES:
            others = ", ".join(f"min({c}) as {c}" for c in table.column_names if c not in table.key)
            return f"select {key}, {others} from {self._parts(name)} group by {key} order by {key}"  # noqa: S608
        if name == "articles" and self.has_rows("story_articles"):
            columns = ", ".join(f"articles.{c}" for c in table.column_names if c != "story_id")
            return (
                f"select {columns}, stories.story_id from {self._parts(name)} as articles "  # noqa: S608
                f"left join {self._parts('story_articles')} as stories using (document_id) order by {key}"
            )
        return f"select {', '.join(table.column_names)} from {self._parts(name)} order by {key}"  # noqa: S608

    def _parts(self, name: str) -> str:
        return f"read_parquet({sql_text(str(self.folder / name / '*.parquet'))})"

    def _dataset(self, name: str) -> ds.Dataset:
        parts = sorted((self.folder / name).glob("*.parquet"))
        return ds.dataset(parts, schema=arrow_schema(name)) if parts else ds.dataset(arrow_schema(name).empty_table())

    def _part(self, name: str, part: str) -> Path:
        return self.folder / name / f"{part}.parquet"
