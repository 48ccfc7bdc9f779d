"""Manifests: tables in a folder that describe its files.

In: `manifest.csv` or `manifest.jsonl`. Out: a layer of values per path, or rejects for what is wrong with a row. `path`
is relative to the manifest's folder and stays inside it; a backslash parts folders, unless a file is named with one.
The other columns are those of a row. It holds no texts.
"""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.read.csv_rows import read_csv_rows
from flows.read.documents import Reject
from flows.read.encoding import mend
from flows.read.field_names import TEXT_FIELDS, Record
from flows.read.json_lines import read_json_lines
from flows.read.rejects import cause, refuse
from flows.read.rows import Layer, Row, as_text, take_given
from flows.read.walk import MANIFEST_NAMES, FoundFile, Location, is_file, original

MAX_ROW_BYTES = 1 << 20


@dataclass(frozen=True)
class ManifestRow:
    """What a manifest says of one file."""

    member: str
    path: str
    layer: Layer


def read_manifest(file: FoundFile) -> Iterator[ManifestRow | Reject]:
    """Yield the rows of a manifest in order."""
    try:
        with file.location.open("rb") as stream:
            if file.location.suffix.lower() == ".csv":
                rows = read_csv_rows(stream, file.path, needed=("path",), max_item_bytes=MAX_ROW_BYTES)
            else:
                rows = read_json_lines(stream, file.path, max_item_bytes=MAX_ROW_BYTES)
            for row in rows:
                yield row if isinstance(row, Reject) else _manifest_row(row, file)
    except OSError as error:
        yield refuse(file.path, "unreadable", f"{file.path} cannot be read ({cause(error)}); check its permissions")


def check_manifest(file: FoundFile) -> Iterator[Reject]:
    """Yield what is wrong with a manifest: rows that cannot be read, or name a file twice or one that is not there."""
    seen = set()
    for row in read_manifest(file):
        if isinstance(row, Reject):
            yield row
            continue
        where = f"{file.path}, line {row.member} names {row.path}"
        if row.path in seen:
            detail = f"{where} again; the first row that names it is used, remove the others"
            yield refuse(file.path, "malformed_metadata", detail, member=row.member)
        elif not _is_file(file, row.path):
            detail = f"{where}, which is not there; add the file or remove the row"
            yield refuse(file.path, "missing_file", detail, member=row.member)
        seen.add(row.path)


def manifest_layers(folder: Location) -> Mapping[str, Layer]:
    """Return what the manifests of a folder say, by path; of rows that name the same file the first."""
    found: dict[str, Layer] = {}
    for name in MANIFEST_NAMES:
        location = folder / name
        if is_file(location) and not location.is_symlink():
            for row in read_manifest(FoundFile(name, location, "manifest")):
                if not isinstance(row, Reject):
                    found.setdefault(row.path, row.layer)
    return found


def _is_file(manifest: FoundFile, path: str) -> bool:
    return is_file(manifest.location.parent / original(path))


def _named_path(value: object, manifest: FoundFile) -> str:
    """Return the path that a row names: to the letter where there is such a file, else with what is usually meant."""
    text = as_text(value) or "."
    if isinstance(value, str) and value != text and mend(value, "").text == value:
        exact = posixpath.normpath(value)
        if _is_file(manifest, exact):
            return exact
    if "\\" in text and not _is_file(manifest, posixpath.normpath(text)):
        text = text.replace("\\", "/")
    return posixpath.normpath(text)


def _manifest_row(row: Row, manifest: FoundFile) -> ManifestRow | Reject:
    path = manifest.path
    record = Record(row.fields)
    named = _named_path(record.take("path"), manifest)
    layer = take_given(record, "manifest")
    where = f"{path}, line {row.member}"
    if named.startswith(("/", "..")) or named == ".":
        detail = f"{where} has no path of a file in its folder; name the file relative to the manifest"
        return refuse(path, "malformed_metadata", detail, member=row.member)
    if any(record.take(name) for name in TEXT_FIELDS):
        detail = f"{where} holds a text, and a manifest only describes files; give the file of the rows another name"
        return refuse(path, "malformed_metadata", detail, member=row.member)
    return ManifestRow(row.member, named, layer)
