"""Packed files: the bytes of .gz, .zst, .bz2 and .xz, and what is still to be had of a broken one.

In: a packed file as a stream that can seek. Out: its unpacked bytes, piece by piece, each with the place of the frame
it comes from (a member of gzip, a stream of bz2 or xz; Zstandard counts as one frame, for pyarrow does not tell them
apart). Frames follow one another without limit; zeros between them are padding. Where a frame is damaged, all bytes
that can be unpacked before the damage are given first, to the last one, and then `BrokenPackingError` is raised.
Memory holds some pieces, however well the file is packed.
"""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, Protocol, cast

import pyarrow as pa

from flows.contracts.errors import ParallaxError
from flows.read.walk import Packing

PIECE_BYTES = 1 << 16
CAREFUL_STEPS = (256, 1)
CAREFUL_INPUT_BYTES = 1 << 10  # a decompressor copies what it has not used yet at each step
CHECKSUM = "incorrect data check"  # zlib's words; bzip2 checks before it gives, the others do not tell the difference
NAMES = {"gz": "gzip", "zst": "Zstandard", "bz2": "bzip2", "xz": "xz"}


class BrokenPackingError(ParallaxError):
    """The packed bytes cannot be unpacked further.

    `offset` is where the broken frame begins; `is_checksum` says that all of it was unpacked, and is not what it was.
    """

    def __init__(self, problem: str, offset: int, *, is_checksum: bool = False) -> None:
        super().__init__(problem)
        self.offset = offset
        self.is_checksum = is_checksum


@dataclass(frozen=True)
class Piece:
    """Some unpacked bytes; `frame_offset` says where their frame begins, `begins_frame` whether they are its first."""

    data: bytes
    frame_offset: int = 0
    begins_frame: bool = False


class _Decompressor(Protocol):
    """What the decompressors of bz2 and lzma have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Inflater:
    """zlib's decompressor for gzip with the interface of the others."""

    def __init__(self) -> None:
        self._inner = zlib.decompressobj(wbits=31)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._inner.eof

    @property
    def unused_data(self) -> bytes:
        return self._inner.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        unpacked = self._inner.decompress(self._inner.unconsumed_tail + data, max_length)
        self.needs_input = not self._inner.unconsumed_tail and len(unpacked) < max_length
        return unpacked


class _Borrowed:
    """A stream that pyarrow may read, but not close."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self.read = stream.read

    def close(self) -> None: ...


DECOMPRESSORS: dict[str, Callable[[], _Decompressor]] = {
    "gz": _Inflater,
    "bz2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
}


def unpack(stream: BinaryIO, packing: Packing, start: int = 0) -> Iterator[Piece]:
    """Yield the unpacked bytes from the frame that begins at `start`. Raises BrokenPackingError, and OSError."""
    while (start := _skip_padding(stream, start)) >= 0:
        given, end = 0, -1
        try:
            for data, end in _outputs(stream, packing, start):  # noqa: B007 - used after the loop
                yield Piece(data, start, begins_frame=not given)
                given += len(data)
        except (EOFError, zlib.error, lzma.LZMAError, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the disk, not the packing
            problem = str(error).rstrip(".")
        else:
            start = end
            continue
        # The step that raised had unpacked something, too: get that in smaller steps, at last byte by byte.
        for step in CAREFUL_STEPS:
            for data in _before_damage(stream, packing, start, given, step):
                yield Piece(data, start, begins_frame=not given)
                given += len(data)
        raise BrokenPackingError(problem, start, is_checksum=CHECKSUM in problem)


def _before_damage(stream: BinaryIO, packing: Packing, start: int, given: int, step: int) -> Iterator[bytes]:
    """Yield what comes after the first `given` bytes of a frame, in steps of `step` bytes, up to the damage."""
    done = 0
    try:
        for data, _ in _outputs(stream, packing, start, careful_from=given, step=step):
            done += len(data)
            if done > given:
                yield data
    except (EOFError, zlib.error, lzma.LZMAError, OSError):
        return


def _outputs(
    stream: BinaryIO, packing: Packing, start: int, *, careful_from: int | None = None, step: int = 1
) -> Iterator[tuple[bytes, int]]:
    """Yield the bytes of a frame with the place in the file so far; after `careful_from` bytes in steps of `step`."""
    stream.seek(start)
    done = 0

    def room() -> int:
        if careful_from is None:
            return PIECE_BYTES
        return min(PIECE_BYTES, careful_from - done) if done < careful_from else step

    if packing == "zst":
        frames = pa.CompressedInputStream(pa.PythonFile(_Borrowed(stream), mode="r"), "zstd")
        while data := frames.read(room()):
            done += len(data)
            yield data, -1
        return
    decompressor = DECOMPRESSORS[packing]()
    while not decompressor.eof:
        size, packed = room(), b""
        if decompressor.needs_input:
            packed = stream.read(PIECE_BYTES if size > step else CAREFUL_INPUT_BYTES)
            if not packed:
                raise EOFError("it ends in the middle")
        data = decompressor.decompress(packed, size)
        done += len(data)
        if data or decompressor.eof:
            yield data, stream.tell() - len(decompressor.unused_data)


def _skip_padding(stream: BinaryIO, start: int) -> int:
    """Return the place of the next byte that is not zero, or -1 at the end of the file."""
    if start < 0:
        return -1
    stream.seek(start)
    while padded := stream.read(PIECE_BYTES):
        start += len(padded)
        if rest := padded.lstrip(b"\0"):
            return start - len(rest)
    return -1


class _Unpacked(io.RawIOBase):
    """A packed file as a stream of its unpacked bytes; closes the file with itself."""

    def __init__(self, stream: BinaryIO, packing: Packing) -> None:
        self._stream = stream
        self._pieces = unpack(stream, packing)
        self._rest = b""

    def readable(self) -> bool:
        """Return True, as io.BufferedReader asks for."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer from the pieces."""
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece.data
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size

    def close(self) -> None:
        """Close the packed file, too."""
        self._stream.close()
        super().close()


def open_unpacked(stream: BinaryIO, packing: Packing) -> BinaryIO:
    """Return the unpacked bytes of a packed stream. Reading raises BrokenPackingError where it is broken.

    It is not buffered: a buffer that is filled by several readings loses the first when the last one raises.
    """
    return cast("BinaryIO", _Unpacked(stream, packing))
