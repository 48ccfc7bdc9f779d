"""The content files below the raw folder, each with what is known of it beside its bytes.

In: the raw folder and the mapping of folders to outlets. Out: a `Source` per content file, in the order of the path's
bytes, and a `Reject` for each path that is not to be read and each fault in a sidecar or manifest. No content file is
opened here, so that a caller can leave out those that have not changed.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from flows.contracts.ids import stable_id
from flows.read.documents import Reject
from flows.read.manifests import check_manifest
from flows.read.origins import Origins, check_sidecar
from flows.read.rows import Layer
from flows.read.walk import FoundFile, find_files

NO_OUTLETS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Source:
    """A content file and what sidecar, manifests and the mapping of folders say of it, the nearest first."""

    file: FoundFile
    layers: tuple[Layer, ...] = ()

    @property
    def layers_id(self) -> str:
        """Id of all that the file's items depend on beside its path, its bytes and the limit for one item.

        The same layers give the same id, in whatever order a sidecar or manifest names its fields.
        """
        told = [[layer.method, sorted(layer.values.items()), sorted(layer.others.items())] for layer in self.layers]
        return stable_id(json.dumps(told))

    def signature(self) -> tuple[str, int]:
        """Return what tells that the file was changed, without opening it, and the moment of its last change.

        Size, times of change of content and of name, and the inode: a file that was rewritten or replaced differs in
        one of them, unless within the grain of the clock; so what changed a moment ago (nanoseconds) is not to be
        trusted yet. Raises OSError where the file is gone.
        """
        found = self.file.location.stat()
        numbers = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev)
        return f"{'-'.join(map(str, numbers))}-{self.layers_id}", max(found.st_mtime_ns, found.st_ctime_ns)


def find_sources(raw: Path | str, folder_outlets: Mapping[str, str] = NO_OUTLETS) -> Iterator[Source | Reject]:
    """Yield every content file below `raw`, and why other paths and metadata cannot be used.

    `folder_outlets` maps folders to the outlets whose texts they hold (see origins.py); no outlet is read off a folder
    that it does not name. Raises NotADirectoryError where `raw` is no folder.
    """
    origins = Origins(folder_outlets)
    for found in find_files(raw):
        if isinstance(found, Reject):
            yield found
        elif found.kind == "sidecar":
            problem = check_sidecar(found)
            if problem:
                yield problem
        elif found.kind == "manifest":
            yield from check_manifest(found)
        else:
            yield Source(found, tuple(origins.layers(found)))
