"""The files below the raw folder, in the order of their path bytes.

In: the raw folder, or its address in an object store (stores.py). Out: a `FoundFile` for each file with its path below
it, or a reject for what is not to be read: unknown suffixes, pipes and devices, folders that cannot be opened, and
links. A link is followed only where it leads to a file inside the raw folder; a link to a folder would read files twice
or run in circles, and one out of the raw folder would read what was never handed in. Names that begin with a dot are
skipped without a word, as `ls` does.
"""

import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from flows.read.documents import Reject, SourceFormat
from flows.read.rejects import cause, refuse
from flows.read.stores import StoredPath, list_store

FORMATS: MappingProxyType[str, SourceFormat] = MappingProxyType(
    {
        ".txt": "txt",
        ".html": "html",
        ".htm": "html",
        ".jsonl": "jsonl",
        ".ndjson": "jsonl",
        ".csv": "csv",
        ".tsv": "csv",
        ".parquet": "parquet",
        ".warc": "warc",
    }
)
Packing = Literal["", "gz", "zst", "bz2", "xz"]
PACKINGS: MappingProxyType[str, Packing] = MappingProxyType({".gz": "gz", ".zst": "zst", ".bz2": "bz2", ".xz": "xz"})
LIKE_ESCAPED = re.compile(r"\\x[0-9a-f]{2}")
ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|\\)")
SIDECAR_SUFFIX = ".meta.json"
MANIFEST_NAMES = ("manifest.csv", "manifest.jsonl")


Location = Path | StoredPath


@dataclass(frozen=True)
class FoundFile:
    """A file to read. `path` is its place below the raw folder, with '/' and in valid UTF-8; `location` opens it.

    `beside` names the sidecars of its folder, so that nobody has to ask the disk for each file.
    """

    path: str
    location: Location
    kind: Literal["content", "sidecar", "manifest"]
    source_format: SourceFormat = "txt"
    packing: Packing = ""
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Entry:
    """An entry of a folder that the walk has still to come to."""

    location: Path
    path: str
    kind: Literal["folder", "file", "other"]
    beside: frozenset[str] = frozenset()


def find_files(raw: Path | str) -> Iterator[FoundFile | Reject]:
    """Yield each file below `raw`, or the reason why it is not read: a folder, or an address in an object store.

    Raises NotADirectoryError where `raw` is none, StoreError where a store cannot be reached.
    """
    if isinstance(raw, str):
        yield from _stored_files(raw)
        return
    if not raw.is_dir():
        raise NotADirectoryError(f"{raw} is not a folder; create it, or name the folder of the raw files with --raw")
    root = raw.resolve()
    waiting = [_Entry(raw, "", "folder")]  # a stack, for folders may lie deeper than Python's recursion goes
    while waiting:
        entry = waiting.pop()
        if entry.kind != "folder":
            yield (_problem(entry, root) if entry.kind == "other" else None) or _by_name(
                entry.location, entry.path, entry.beside
            )
            continue
        found = _entries(entry)
        if isinstance(found, Reject):
            yield found
        else:
            waiting += found


def _stored_files(address: str) -> Iterator[FoundFile | Reject]:
    root, locations = list_store(address)
    sidecars: dict[str, set[str]] = {}
    for location in locations:
        if location.name.lower().endswith(SIDECAR_SUFFIX):
            sidecars.setdefault(str(location.path.parent), set()).add(location.name)
    for location in locations:
        path = "/".join(map(readable, location.path.relative_to(root.path).parts))
        beside = frozenset(sidecars.get(str(location.path.parent), ()))
        yield _by_name(location, path, beside)


def _entries(folder: _Entry) -> list[_Entry] | Reject:
    """Return the entries of a folder, last first, as the stack wants them."""
    try:
        with os.scandir(folder.location) as listing:
            # A folder sorts as if its name ended in '/', so that the order is that of whole paths.
            entries = sorted(
                ((os.fsencode(entry.name) + (b"/" if _kind(entry) == "folder" else b""), entry) for entry in listing),
                key=itemgetter(0),
                reverse=True,
            )
    except OSError as error:
        name = folder.path or readable(folder.location.name)
        return refuse(f"{name}/", "unreadable", f"{name}/ cannot be opened ({cause(error)}); check its permissions")
    beside = frozenset(
        entry.name for _, entry in entries if entry.name.lower().endswith(SIDECAR_SUFFIX) and _kind(entry) == "file"
    )
    prefix = f"{folder.path}/" if folder.path else ""
    return [
        _Entry(folder.location / entry.name, prefix + readable(entry.name), _kind(entry), beside)
        for _, entry in entries
        if not entry.name.startswith(".")
    ]


def _kind(entry: os.DirEntry[str]) -> Literal["folder", "file", "other"]:
    if entry.is_dir(follow_symlinks=False):
        return "folder"
    return "file" if entry.is_file(follow_symlinks=False) else "other"


def _problem(entry: _Entry, root: Path) -> Reject | None:
    """Return why something that is neither a file nor a folder cannot be read; None for a link to a file inside."""
    path = entry.path
    try:
        target = entry.location.resolve(strict=True)
        if entry.location.is_symlink() and (target.is_dir() or not target.is_relative_to(root)):
            what = "a folder" if target.is_dir() else "a file outside the raw folder"
            return refuse(path, "symlink", f"{path} links to {what}; put a copy there")
        if target.is_file() and (
            path.lower().endswith(SIDECAR_SUFFIX) or entry.location.name.lower() in MANIFEST_NAMES
        ):
            return refuse(
                path, "symlink", f"{path} is a link, and values are not taken through links; put a copy there"
            )
        if not target.is_file():
            return refuse(path, "not_regular_file", f"{path} is a pipe, socket or device, not a file; remove it")
    except FileNotFoundError:
        return refuse(path, "symlink", f"{path} links to nothing; put the file there or remove the link")
    except RuntimeError:
        return refuse(path, "symlink", f"{path} links to itself; put the file there or remove the link")
    except OSError as error:
        return refuse(path, "unreadable", f"{path} cannot be opened ({cause(error)}); check its permissions")
    return None


def _by_name(location: Location, path: str, beside: frozenset[str]) -> FoundFile | Reject:
    name = location.name.lower()
    if name.endswith(SIDECAR_SUFFIX):
        return FoundFile(path, location, "sidecar")
    if name in MANIFEST_NAMES:
        return FoundFile(path, location, "manifest")
    stem, last = posixpath.splitext(name)
    packing = PACKINGS.get(last, "")
    suffix = posixpath.splitext(stem)[1] if packing else last
    if suffix not in FORMATS:
        detail = (
            f"{path} ends in none of {' '.join(FORMATS)}, plain or packed ({' '.join(PACKINGS)}); convert or remove it"
        )
        return refuse(path, "unsupported_format", detail)
    return FoundFile(path, location, "content", FORMATS[suffix], packing, beside)


def is_file(location: Location) -> bool:
    """Return whether there is such a file; not where the system does not tell, as in a folder that is closed to us."""
    if isinstance(location, StoredPath):
        return location.is_file()
    return os.path.isfile(location)  # noqa: PTH113 - Path.is_file raises there


def readable(name: str) -> str:
    r"""Return a file name as valid UTF-8: bytes that are none are written as \xNN. No two names become the same.

    In a name that holds such bytes, or reads as if it did, each backslash is doubled.
    """
    as_bytes = os.fsencode(name)
    try:
        if not LIKE_ESCAPED.search(as_bytes.decode("utf-8")):
            return name
    except UnicodeDecodeError:
        pass
    return as_bytes.replace(b"\\", b"\\\\").decode("utf-8", "backslashreplace")


def original(path: str) -> str:
    """Return the path, as the system knows it, of a path whose names `readable` has written."""
    return "/".join(map(_original_name, path.split("/")))


def _original_name(name: str) -> str:
    if not LIKE_ESCAPED.search(name):
        return name
    return os.fsdecode(
        ESCAPE.sub(
            lambda found: bytes([int(found[1], 16)]) if found[1] else b"\\", name.encode("utf-8", "surrogateescape")
        )
    )
