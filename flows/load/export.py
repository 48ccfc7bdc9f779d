"""The tables of the published snapshot as a folder to hand on: Parquet or CSV, with or without the texts.

    FOLDER/core/<table>.parquet, marts/<mart>.parquet, datapackage.json      or .csv

A folder appears when it is whole. Without texts, `flows/contracts/excerpts.py` decides what stays.
"""

import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.contracts.errors import ParallaxError
from flows.contracts.excerpts import EXCERPT_WORDS, share_table
from flows.load.datapackage import DATAPACKAGE_NAME, Resource, describe_file, write_package
from flows.load.parquet import write_as_told
from flows.load.snapshots import Warehouse, WarehouseError
from flows.load.spreadsheets import write_csv

BATCH_ROWS = 4_096
WITHOUT_TEXTS = (
    "The texts are left out: document_text and body_text give way to their SHA-256, and no cell holds more than "
    f"{EXCERPT_WORDS} words of a document in a row. Offsets are those of the whole texts."
)
CSV_DIALECT = {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True}
GUARDED = "An apostrophe was set before signs with which a spreadsheet begins a formula."


class ExportForm(StrEnum):
    """Forms in which tables can be handed on."""

    parquet = "parquet"
    csv = "csv"


class ExportError(ParallaxError):
    """The tables cannot be written there. Says where, and the next step."""


@dataclass(frozen=True)
class Exported:
    """What was written."""

    folder: Path
    table_count: int
    row_count: int


def export_tables(warehouse: Path, folder: Path, form: ExportForm, *, with_texts: bool) -> Exported:
    """Write every core table and mart of the published snapshot to `folder`, which must be new or empty.

    Raises WarehouseError where nothing is published, ExportError where something lies in the folder.
    """
    snapshot = Warehouse(warehouse).current
    if snapshot is None:
        raise WarehouseError(f"No snapshot is published in {warehouse}. Run `parallax run` first.")
    folder = folder.absolute()
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise ExportError(f"{folder} is there and not empty. Name a new folder, or remove it first.")
    partial = folder.with_name(f".{folder.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        resources = list(_write_tables(snapshot, partial, form, with_texts=with_texts))
        about = _about(snapshot, form, with_texts=with_texts)
        write_package(partial, about, iter(resources))
        if folder.exists():
            folder.rmdir()
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return Exported(folder, len(resources), sum(int(str(resource["row_count"])) for resource in resources))


def _write_tables(snapshot: Path, folder: Path, form: ExportForm, *, with_texts: bool) -> Iterator[Resource]:
    published = [("core", path.name, sorted(path.glob("*.parquet"))) for path in sorted((snapshot / "core").iterdir())]
    published += [("marts", path.stem, [path]) for path in sorted((snapshot / "marts").glob("*.parquet"))]
    for kind, name, sources in published:
        target = folder / kind / f"{name}.{form}"
        schema, batches = pq.read_schema(sources[0]), _batches(sources)
        if not with_texts:
            shared = share_table(schema, name, is_mart=kind == "marts")
            schema, batches = shared.schema, shared.cut(batches)
        count = _write(schema, batches, target, is_sorted=len(sources) == 1)
        yield _as_written(describe_file(folder, target, schema, count), form)


def _batches(sources: Sequence[Path]) -> Iterator[pa.RecordBatch]:
    for source in sources:
        with pq.ParquetFile(source) as file:
            yield from file.iter_batches(BATCH_ROWS)


def _write(schema: pa.Schema, batches: Iterable[pa.RecordBatch], target: Path, *, is_sorted: bool) -> int:
    if target.suffix == ".csv":
        return write_csv(schema, batches, target)
    key = (schema.metadata or {}).get(b"key", b"").decode().split() if is_sorted else ()
    return write_as_told(schema, batches, target, key)


def _as_written(resource: Resource, form: ExportForm) -> Resource:
    if form is not ExportForm.csv:
        return resource
    schema = resource["schema"]
    assert isinstance(schema, dict)
    fields = [
        field | ({"format": "%Y-%m-%d %H:%M:%S"} if field["type"] == "datetime" else {}) for field in schema["fields"]
    ]
    return resource | {"encoding": "utf-8", "dialect": CSV_DIALECT, "schema": {**schema, "fields": fields}}


def _about(snapshot: Path, form: ExportForm, *, with_texts: bool) -> dict[str, str]:
    package = json.loads((snapshot / DATAPACKAGE_NAME).read_text(encoding="utf-8"))
    about = {key: value for key, value in package.items() if isinstance(value, str)}
    said = [*([] if with_texts else [WITHOUT_TEXTS]), *([GUARDED] if form is ExportForm.csv else [])]
    return about | ({"description": " ".join(said)} if said else {})
