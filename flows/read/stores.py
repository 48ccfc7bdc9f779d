"""Object stores: the files below an address such as s3://bucket/folder, as far as reading needs a `Path`.

In: an address that `pyarrow.fs` knows (s3, gs, abfs, hdfs; others as fsspec+…). Out: places that can be opened. The
store is listed once, and what the listing says (which files there are, their sizes and times) is not asked again.
Credentials, region and endpoint come from where the store's own tools take them (environment, configuration files), or
from the address (`?endpoint_override=…`); they are not kept anywhere.
"""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO, cast

from pyarrow import fs

from flows.contracts.errors import ParallaxError

REQUEST_BYTES = 8 << 20  # a request takes some 50 ms, in which a store sends a few megabytes


class StoreError(ParallaxError):
    """There is no such store, or it cannot be reached. Says the address, the problem and the next step."""


def is_address(place: object) -> bool:
    """Return whether something names a place in an object store.

    >>> is_address("s3://bucket/news"), is_address("data/raw")
    (True, False)
    """
    return isinstance(place, str) and "://" in place


def without_options(address: str) -> str:
    """Return an address as people may see it: without the part that can hold keys.

    >>> without_options("s3://key:secret@bucket/news?region=eu-west-1")
    's3://bucket/news'
    """
    scheme, _, rest = address.partition("://")
    return f"{scheme}://{rest.partition('?')[0].rpartition('@')[2]}".rstrip("/")


def open_store(address: str) -> tuple[fs.FileSystem, str]:
    """Return the file system of an address, and the place in it. Raises StoreError."""
    try:
        return cast("tuple[fs.FileSystem, str]", fs.FileSystem.from_uri(address))
    except (OSError, ValueError, ImportError) as problem:
        raise StoreError(
            f"{without_options(address)} cannot be opened ({problem}); check the address, and the settings of the "
            "store in the environment"
        ) from problem


@dataclass(frozen=True)
class StoredStat:
    """What a listing says of a file, by the names of `os.stat_result`; a store has no inodes."""

    st_size: int
    st_mtime_ns: int
    st_ctime_ns: int = 0
    st_ino: int = 0
    st_dev: int = 0


@dataclass(frozen=True)
class Listing:
    """The files of a store below one place, by their whole path."""

    store: fs.FileSystem
    files: Mapping[str, StoredStat]


@dataclass(frozen=True)
class StoredPath:
    """A place in a listed store, with those methods of `Path` that reading uses."""

    listing: Listing
    path: PurePosixPath

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.name

    @property
    def suffix(self) -> str:
        """The ending of the name."""
        return self.path.suffix

    @property
    def parent(self) -> "StoredPath":
        """The folder."""
        return StoredPath(self.listing, self.path.parent)

    @property
    def parents(self) -> Iterator["StoredPath"]:
        """The folders, innermost first."""
        return (StoredPath(self.listing, parent) for parent in self.path.parents)

    def with_name(self, name: str) -> "StoredPath":
        """Return the place of that name in the same folder."""
        return StoredPath(self.listing, self.path.with_name(name))

    def __truediv__(self, name: str) -> "StoredPath":
        return StoredPath(self.listing, self.path / name)

    def is_file(self) -> bool:
        """Return whether the listing has such a file."""
        return str(self.path) in self.listing.files

    def is_symlink(self) -> bool:
        """Return False: a store has no links."""
        return False

    def stat(self) -> StoredStat:
        """Return size and time of the last change. Raises FileNotFoundError."""
        try:
            return self.listing.files[str(self.path)]
        except KeyError:
            raise FileNotFoundError(f"{self.path} is not in the store") from None

    def open(self, _mode: str = "rb", buffering: int = REQUEST_BYTES) -> BinaryIO:  # noqa: ARG002 - as Path has it
        """Return the bytes as a stream, read by large requests. Raises OSError."""
        stream: Any = self.listing.store.open_input_file(str(self.path))
        return io.BufferedReader(stream, max(1, min(self.stat().st_size, REQUEST_BYTES)))


def list_store(address: str) -> tuple[StoredPath, list[StoredPath]]:
    """Return the folder at an address and all files below it, in the order of the bytes of their paths.

    Names that begin with a dot are left out, as on a disk. Raises StoreError, NotADirectoryError where nothing is.
    """
    store, folder = open_store(address)
    try:
        found = store.get_file_info(fs.FileSelector(folder, recursive=True))
    except FileNotFoundError as error:
        raise NotADirectoryError(f"there is nothing at {without_options(address)}; check the address") from error
    except OSError as error:
        raise StoreError(
            f"{without_options(address)} cannot be listed ({error}); check the address, and the settings of the store "
            "in the environment"
        ) from error
    root = PurePosixPath(folder)
    files = {
        str(PurePosixPath(info.path)): StoredStat(info.size or 0, info.mtime_ns or 0)
        for info in found
        if info.type == fs.FileType.File
    }
    listing = Listing(store, files)
    below = (PurePosixPath(path) for path in sorted(files, key=lambda path: path.encode()))
    visible = (path for path in below if not any(part.startswith(".") for part in path.relative_to(root).parts))
    return StoredPath(listing, root), [StoredPath(listing, path) for path in visible]
