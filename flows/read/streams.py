"""The bytes of a file as a stream: unpacked where its name says so, and as UTF-8 where a mark says UTF-16 or 32."""

import io
from typing import Any, BinaryIO, cast

from flows.read.encoding import BYTE_ORDER_MARKS
from flows.read.packing import open_unpacked
from flows.read.walk import FoundFile

BUFFER_BYTES = 1 << 16


def open_file(file: FoundFile) -> BinaryIO:
    """Return the file's bytes as a stream, unpacked. Raises OSError; while reading also BrokenPackingError."""
    stream = open_packed(file)
    return open_unpacked(stream, file.packing) if file.packing else stream


def open_packed(file: FoundFile) -> BinaryIO:
    """Return the file's bytes as a stream, as they lie on the disk. Raises OSError."""
    return file.location.open("rb", buffering=BUFFER_BYTES)


def as_utf8(stream: BinaryIO) -> tuple[BinaryIO, str]:
    """Return a stream that gives UTF-8 without a byte order mark, and the evidence for the encoding.

    A stream without a mark comes back as it is, and is called "utf-8": its reader sees to lines that are not.
    """
    buffered = io.BufferedReader(cast("io.RawIOBase", stream), BUFFER_BYTES)
    head = buffered.peek(4)[:4]
    for mark, codec, evidence in BYTE_ORDER_MARKS:
        if head.startswith(mark):
            buffered.read(len(mark))
            if codec == "utf-8":
                return buffered, evidence
            text = io.TextIOWrapper(buffered, encoding=codec, errors="replace", newline="")
            return io.BufferedReader(_Recoded(text), BUFFER_BYTES), evidence
    return buffered, "utf-8"


class _Recoded(io.RawIOBase):
    """A text stream as its UTF-8 bytes."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        chunk = self._text.read(len(buffer) // 4).encode("utf-8", "surrogatepass")
        buffer[: len(chunk)] = chunk
        return len(chunk)
