"""The snapshot described for machines: `datapackage.json` (Frictionless Data Package 1.0), one resource per table."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.contracts.tables import CONTRACT_VERSION

DATAPACKAGE_NAME = "datapackage.json"
FRICTIONLESS_TYPES = {
    "string": "string",
    "int64": "integer",
    "double": "number",
    "bool": "boolean",
    "date32[day]": "date",
    "timestamp[us, tz=UTC]": "datetime",
}


def write_datapackage(snapshot: Path, run: Mapping[str, str]) -> None:
    """Write datapackage.json over all Parquet files of a snapshot; `run` names the run and its code version."""
    contract = {"contract_version": CONTRACT_VERSION}
    package = {
        "profile": "data-package",
        "name": "parallax",
        **contract,
        **run,
        "resources": list(_resources(snapshot)),
    }
    text = json.dumps(package, ensure_ascii=False, indent=1)
    (snapshot / DATAPACKAGE_NAME).write_text(text + "\n", encoding="utf-8")


def read_contract_version(snapshot: Path) -> int:
    """Return the version of the contract that a snapshot keeps, 0 where it names none."""
    try:
        return int(json.loads((snapshot / DATAPACKAGE_NAME).read_text(encoding="utf-8"))["contract_version"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def _resources(snapshot: Path) -> Iterator[dict[str, object]]:
    for folder in ("core", "marts"):
        for path in sorted((snapshot / folder).rglob("*.parquet")):
            table = path.stem if folder == "marts" else path.parent.name
            metadata = pq.read_metadata(path)
            schema = metadata.schema.to_arrow_schema()
            yield {
                "name": f"{folder}.{table}",
                "path": path.relative_to(snapshot).as_posix(),
                "format": "parquet",
                "description": _described(schema.metadata),
                "row_count": metadata.num_rows,
                "schema": {"fields": [_field(field) for field in schema]},
            }


def _field(field: pa.Field) -> dict[str, object]:
    described = {"name": field.name, "type": FRICTIONLESS_TYPES.get(str(field.type), "any")}
    meaning = _described(field.metadata)
    return described | ({"description": meaning} if meaning else {})


def _described(metadata: Mapping[bytes, bytes] | None) -> str:
    return (metadata or {}).get(b"description", b"").decode()
