"""A published snapshot in an object store, for readers on other machines.

    <address>/current.json           which snapshot holds, and its files with bytes and SHA-256; written last
    <address>/snapshots/<name>/core/<table>/*.parquet, marts/<mart>.parquet, datapackage.json

A store has neither links nor renames that are one step, so the warehouse itself stays on a disk: there snapshots are
built and switched, and its DuckDB file needs one. What was published there is copied. `current.json` is one object and
replaced as one: a reader that takes the snapshot's name from it, and reads below that name, sees one snapshot. A copy
that breaks off leaves the old `current.json`; the next run copies what is missing. Snapshots that the warehouse no
longer keeps are removed after the switch, so a document that was taken down leaves the store as it leaves the disk.
The address belongs to one warehouse: a snapshot's name ends in the id of the run that made it, so a `current.json` that
names none of the warehouse's own runs is another one's, and is refused before the run begins.
"""

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from pyarrow import fs

from flows.load.datapackage import DATAPACKAGE_NAME
from flows.read.stores import StoreError, open_store, without_options

POINTER_NAME = "current.json"
SNAPSHOT_NAME = re.compile(r"\d{8}T\d{6}-[0-9a-f]{16}")
CHUNK_BYTES = 8 << 20

Files = Mapping[str, Mapping[str, Any]]  # path in the snapshot → bytes and sha256


def require_place(address: str, kept: Collection[str], own_runs: Collection[str]) -> None:
    """Raise StoreError where snapshots of a warehouse cannot be published: no bucket, or another warehouse is there.

    `kept` names the warehouse's snapshots, `own_runs` its runs, also those whose snapshots are gone. A store that does
    not answer now may do so when the run is done.
    """
    store, base = open_store(address)
    try:
        name = str(_pointer(store, base)["snapshot"])
    except (OSError, ValueError, KeyError, TypeError):
        name = ""
    if name and name not in kept and name.rpartition("-")[2] not in own_runs:
        raise StoreError(
            f"{without_options(address)} holds the snapshots of another warehouse ({name} is of no run of this one). "
            f"Name another address; or remove {POINTER_NAME} there, where that warehouse is gone for good."
        )
    bucket = base.partition("/")[0]
    if not name and bucket and _is_missing(store, bucket):
        raise StoreError(f"{without_options(address)}: there is no bucket '{bucket}'. Make it, or name another one.")


def _is_missing(store: fs.FileSystem, bucket: str) -> bool:
    try:
        return bool(store.get_file_info(bucket).type == fs.FileType.NotFound)
    except OSError:  # who may write into a bucket may still not ask about it
        return False


def publish_remotely(snapshot: Path, address: str, kept: Collection[str]) -> int:
    """Copy a published snapshot to an address, switch to it, and return how many files had to be sent.

    `kept` names the snapshots that stay. What the snapshot before has with the same content is copied inside the store.
    Raises StoreError or OSError; the old snapshot then stays.
    """
    store, base = open_store(address)
    before = _pointer(store, base)
    known = {file["sha256"]: f"{base}/snapshots/{before['snapshot']}/{path}" for path, file in before["files"].items()}
    files = _files(snapshot)
    sent = 0
    for path, file in files.items():
        target = f"{base}/snapshots/{snapshot.name}/{path}"
        store.create_dir(target.rpartition("/")[0])  # a store without folders does nothing
        if file["sha256"] not in known or not _copied(store, known[file["sha256"]], target):
            fs.copy_files(str(snapshot / path), target, fs.LocalFileSystem(), store, chunk_size=CHUNK_BYTES)
            sent += 1
    pointer = json.dumps({"snapshot": snapshot.name, "files": files}, indent=1, sort_keys=True)
    with store.open_output_stream(f"{base}/{POINTER_NAME}") as stream:
        stream.write(pointer.encode())
    _prune(store, base, {*kept, snapshot.name})
    return sent


def _files(snapshot: Path) -> Files:
    paths = [*sorted((snapshot / "core").rglob("*.parquet")), *sorted((snapshot / "marts").glob("*.parquet"))]
    found = {}
    for path in [*paths, snapshot / DATAPACKAGE_NAME]:
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        found[path.relative_to(snapshot).as_posix()] = {"bytes": path.stat().st_size, "sha256": digest}
    return found


def _pointer(store: fs.FileSystem, base: str) -> dict[str, Any]:
    try:
        with store.open_input_stream(f"{base}/{POINTER_NAME}") as stream:
            found: dict[str, Any] = json.loads(stream.read())
            return found
    except FileNotFoundError:
        return {"snapshot": "", "files": {}}


def _copied(store: fs.FileSystem, source: str, target: str) -> bool:
    try:
        store.copy_file(source, target)
    except FileNotFoundError:  # somebody cleared it away
        return False
    return True


def _prune(store: fs.FileSystem, base: str, kept: Collection[str]) -> None:
    for info in store.get_file_info(fs.FileSelector(f"{base}/snapshots")):
        if SNAPSHOT_NAME.fullmatch(info.base_name) and info.base_name not in kept:
            store.delete_dir(info.path)
