"""Tables described for machines: `datapackage.json` (Frictionless Data Package 1.0), one resource for each file."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from flows.contracts.contract_version import contract_number, contract_version
from flows.load.slices import WHOLE

DATAPACKAGE_NAME = "datapackage.json"
FRICTIONLESS_TYPES = {
    "string": "string",
    "int64": "integer",
    "double": "number",
    "bool": "boolean",
    "date32[day]": "date",
    "timestamp[us, tz=UTC]": "datetime",
}
Resource = dict[str, object]


def write_datapackage(folder: Path, about: Mapping[str, str], known: Mapping[str, Resource] | None = None) -> None:
    """Write datapackage.json over all tables of a snapshot; `about` names the run and its code version.

    `known` are resources by path whose files are the same as before and need not be read again.
    """
    paths = [path for schema in ("core", "marts") for path in sorted((folder / schema).rglob("*.parquet"))]
    write_package(
        folder,
        {"contract_version": contract_version(), **about},
        (_resource(folder, path, known or {}) for path in paths),
    )


def write_package(folder: Path, about: Mapping[str, str], resources: Iterator[Resource]) -> None:
    """Write datapackage.json over these resources."""
    package = {"profile": "data-package", "name": "parallax", **about}
    text = json.dumps({**package, "resources": list(resources)}, ensure_ascii=False, indent=1)
    (folder / DATAPACKAGE_NAME).write_text(text + "\n", encoding="utf-8")


def read_contract_number(folder: Path) -> int:
    """Return the number of the contract that a snapshot keeps, 0 where it names none."""
    try:
        package = json.loads((folder / DATAPACKAGE_NAME).read_text(encoding="utf-8"))
        return contract_number(package["contract_version"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0


def read_resources(folder: Path) -> dict[str, Resource]:
    """Return the resources of a snapshot by path; empty where it does not tell."""
    try:
        package = json.loads((folder / DATAPACKAGE_NAME).read_text(encoding="utf-8"))
        return {resource["path"]: resource for resource in package["resources"]}
    except (OSError, ValueError, KeyError):
        return {}


def describe_file(folder: Path, path: Path, schema: pa.Schema, row_count: int) -> Resource:
    """Return the resource of one file: which table, how many rows, what it holds, and the hash of its bytes."""
    said = _words(schema.metadata)
    key = said.get("key", "").split()
    table = path.stem if path.parent.name in ("core", "marts") else _name_of(path)
    with path.open("rb") as stream:
        sha256 = hashlib.file_digest(stream, "sha256").hexdigest()
    described: dict[str, object] = {"fields": [_field(field) for field in schema]}
    return {
        "name": f"{path.relative_to(folder).parts[0]}.{table}",
        "path": path.relative_to(folder).as_posix(),
        "format": path.suffix.lstrip("."),
        "description": said.get("description", ""),
        "row_count": row_count,
        "hash": f"sha256:{sha256}",
        "schema": described | ({"primaryKey": key} if key else {}),
    }


def _name_of(part: Path) -> str:
    """Return the name of the resource that a file of a core table is; a table may have a file for each slice."""
    slice_name = part.stem.removeprefix("part-")
    return part.parent.name if slice_name == WHOLE else f"{part.parent.name}.{slice_name}"


def _resource(folder: Path, path: Path, known: Mapping[str, Resource]) -> Resource:
    metadata = pq.read_metadata(path)
    before = known.get(path.relative_to(folder).as_posix())
    return before or describe_file(folder, path, metadata.schema.to_arrow_schema(), metadata.num_rows)


def _field(field: pa.Field) -> Mapping[str, object]:
    said = _words(field.metadata)
    described: dict[str, object] = {"name": field.name, "type": FRICTIONLESS_TYPES.get(str(field.type), "any")}
    if "description" in said:
        described["description"] = said["description"]
    if described["type"] == "integer" and field.nullable:
        described["missingValues"] = ["", "nan"]  # what readers that go through pandas make of a null
    constraints: dict[str, object] = {} if field.nullable else {"required": True}
    if "codes" in said:
        constraints["enum"] = said["codes"].split()
    return described | ({"constraints": constraints} if constraints else {})


def _words(metadata: Mapping[bytes, bytes] | None) -> dict[str, str]:
    return {key.decode(): value.decode() for key, value in (metadata or {}).items()}
