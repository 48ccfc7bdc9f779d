"""What sidecars, manifests and the mapping of folders to outlets say of a file.

In: a found file. Out: layers of values, the nearest first: sidecar, manifests from the file's own folder outwards,
folder. A sidecar of `NAME.txt` is `NAME.txt.meta.json` or `NAME.meta.json` (of `NAME.txt.gz` also
`NAME.txt.gz.meta.json`, and likewise of other packed files): one JSON object. A manifest is `manifest.csv` or
`manifest.jsonl` with a column `path`, relative to its own folder. Both take the fields of a row. An outlet is read off
a folder only where the settings say so, for folders also name dates, topics or crawls; `folder_outlets` maps a folder
below the raw folder to an outlet's name, and holds for all below it. `*` stands for any one folder: {"cgtn": …} knows
cgtn/…, {"*/cgtn": …} knows 2025-06/cgtn/…. The longest that fits is taken.
"""

import json
import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase

from flows.read.documents import Reject
from flows.read.encoding import NotDecoded, decode_bytes
from flows.read.field_names import Record
from flows.read.manifests import manifest_layers
from flows.read.rejects import cause, refuse
from flows.read.rows import Layer, kind_of, take_given
from flows.read.walk import FORMATS, PACKINGS, SIDECAR_SUFFIX, FoundFile, Location, is_file, readable

MAX_SIDECAR_BYTES = 1 << 20


@dataclass
class Origins:
    """The metadata beside the files of a raw folder; holds the manifests of the folders that the walk is in."""

    folder_outlets: Mapping[str, str] = field(default_factory=dict)
    _manifests: dict[str, Mapping[str, Layer]] = field(default_factory=dict)

    def layers(self, file: FoundFile) -> list[Layer]:
        """Return what is known of a file beside its content, the nearest first."""
        found: list[Layer] = []
        for name in sidecar_names(file.location.name) if file.beside else ():
            if name in file.beside:
                layer = read_sidecar(FoundFile(readable(name), file.location.with_name(name), "sidecar"))
                found += [layer] if isinstance(layer, Layer) else []
        self._enter(file)
        for folder, manifest in self._manifests.items():
            named = manifest.get(file.path[len(folder) :])
            found += [named] if named else []
        outlet = outlet_of_folder(file.path, self.folder_outlets)
        return [*found, Layer("folder", {"outlet": outlet})] if outlet else found

    def _enter(self, file: FoundFile) -> None:
        """Hold the manifests of the folders around `file`, innermost first, and no others."""
        innermost = file.path[: file.path.rfind("/") + 1]
        if next(iter(self._manifests), None) != innermost:
            known = self._manifests
            self._manifests = {
                folder: known[folder] if folder in known else manifest_layers(location)
                for folder, location in _folders(file)
            }


def outlet_of_folder(path: str, folder_outlets: Mapping[str, str]) -> str | None:
    """Return the outlet that the settings name for the folder of `path`; "." is the raw folder itself.

    >>> outlet_of_folder("2025-06/courier/a.txt", {"*/courier": "The Example Courier"})
    'The Example Courier'
    """
    folders = path.split("/")[:-1]
    best: tuple[int, int, str] | None = None
    for pattern, outlet in folder_outlets.items():
        parts = [part for part in pattern.split("/") if part not in ("", ".")]
        if len(parts) <= len(folders) and all(map(fnmatchcase, folders, parts)):
            # The longest pattern; of two as long the one with fewer wildcards; then by name, so that order is nothing.
            candidate = (len(parts), -sum("*" in part for part in parts), outlet)
            best = max(best, candidate) if best else candidate
    return best[2] if best else None


def read_sidecar(file: FoundFile) -> Layer | Reject:
    """Return the values of a sidecar, or why it cannot be read."""
    try:
        with file.location.open("rb") as stream:
            decoded = decode_bytes(stream.read(MAX_SIDECAR_BYTES))
    except OSError as error:
        return refuse(file.path, "unreadable", f"{file.path} cannot be opened ({cause(error)}); check its permissions")
    try:
        fields = json.loads("" if isinstance(decoded, NotDecoded) else decoded.text)
    except (ValueError, RecursionError) as error:
        fields = error
    if not isinstance(fields, dict):
        problem = fields if isinstance(fields, Exception) else f"it holds {kind_of(fields)}"
        detail = f"{file.path} is no JSON object ({problem}), so its values are not used; write one object"
        return refuse(file.path, "malformed_metadata", detail)
    return take_given(Record(fields), "sidecar")


def check_sidecar(file: FoundFile) -> Reject | None:
    """Return what is wrong with a sidecar: it cannot be read, or nothing lies beside it that it describes."""
    found = read_sidecar(file)
    if isinstance(found, Reject):
        return found
    name = file.location.name[: -len(SIDECAR_SUFFIX)]
    for suffix in ("", *FORMATS):
        for packed in ("", *PACKINGS):
            if is_file(file.location.with_name(name + suffix + packed)):
                return None
    detail = (
        f"{file.path} describes {readable(name)}, and no such file lies beside it; add the file or remove the sidecar"
    )
    return refuse(file.path, "missing_file", detail)


def sidecar_names(name: str) -> list[str]:
    """Return the names a sidecar of `name` can have, the most exact first."""
    stems = [name]
    if posixpath.splitext(name)[1].lower() in PACKINGS:
        stems.append(posixpath.splitext(name)[0])
    stems.append(posixpath.splitext(stems[-1])[0])
    return [stem + SIDECAR_SUFFIX for stem in stems]


def _folders(file: FoundFile) -> Iterator[tuple[str, Location]]:
    """Yield the folders around a file, innermost first: the beginning of its path, and where the folder lies."""
    parts = file.path.split("/")[:-1]
    parents: Iterable[Location] = file.location.parents
    for depth, location in zip(range(len(parts), -1, -1), parents, strict=False):
        yield "".join(f"{part}/" for part in parts[:depth]), location
