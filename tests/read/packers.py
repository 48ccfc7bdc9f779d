"""Ways to pack bytes, by suffix, for tests."""

import bz2
import gzip
import lzma
from collections.abc import Callable

import pyarrow as pa

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": lambda data: gzip.compress(data, mtime=0),
    ".zst": lambda data: pa.compress(data, codec="zstd", asbytes=True),
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
}
