"""The records of a WARC file, and how to go on behind a broken one.

In: a WARC file as a stream that can seek, with the way it is packed: not at all, gzip by record or as a whole, or
another. Out: a `WarcRecord` per record, a `BrokenRecord` per stretch that holds none. A record's place is where it
begins in the file, as in a CDX index: the byte of its gzip member, or "member+byte" for a record inside a member; in a
file that is not gzip the byte in the unpacked file. A record counts as broken where its bytes cannot be unpacked, its
header cannot be read, or its Content-Length does not lead to its end; reading goes on at the next line that begins a
record, after broken gzip at the next member. Of a block beyond the limit only the beginning is held.
Reference: ISO 28500 (WARC 1.1). Own code, for neither warcio nor fastwarc notices a wrong length or goes on after one.
"""

import base64
import hashlib
import re
from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from flows.read.packing import PIECE_BYTES, BrokenPackingError, Piece, unpack
from flows.read.walk import Packing

RECORD_START = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n")
NEXT_RECORD = re.compile(rb"\n(WARC/[01]\.\d{1,2}\r?\n)")
START_BYTES = 16  # more than a line that begins a record has
HEAD_END = re.compile(rb"\r?\n\r?\n")
MAX_HEAD_BYTES = 1 << 16  # a header with long addresses has 2 kB
TRAILER_BYTES = 64
GZIP_START = b"\x1f\x8b\x08"


@dataclass(frozen=True)
class WarcRecord:
    """A record: where it begins, its header fields in lower case, and its block, or the beginning of a large one."""

    place: str
    headers: Mapping[str, str]
    block: bytes
    is_whole: bool = True


@dataclass(frozen=True)
class BrokenRecord:
    """A stretch that holds no whole record: where it begins, why, and whether nothing can be read behind it."""

    place: str
    problem: str
    ends_file: bool


def read_records(stream: BinaryIO, packing: Packing, *, max_block_bytes: int) -> Iterator[WarcRecord | BrokenRecord]:
    """Yield the records of a WARC stream in order. Raises OSError."""
    window = _Window(stream, packing)
    while window.find_next():
        place = window.place()
        found = _record(window, place, max_block_bytes)
        if isinstance(found, WarcRecord):
            yield found
        else:
            yield BrokenRecord(place, found, ends_file=not window.skip_to_record())


def _record(window: "_Window", place: str, max_block_bytes: int) -> WarcRecord | str:
    """Take the record that begins the window; or return what is wrong with it, and leave it there."""
    frame = window.frame
    if not window.has(1):
        return f"it cannot be unpacked ({window.damage})"
    window.has(START_BYTES)
    if not RECORD_START.match(window.data):
        return "there is no record where one should begin"
    head = window.find(HEAD_END, MAX_HEAD_BYTES)
    if head is None:
        return f"its header does not end{window.why()}"
    headers = parse_headers(bytes(window.data[:head]), "WARC/") or {}
    length = headers.get("content-length", "")
    if not re.fullmatch(r"\d{1,18}", length):
        return "its Content-Length is missing or no number"
    end = head + int(length)
    if int(length) > max_block_bytes:
        return _large_record(window, place, headers, head, end)
    if not window.has(end):
        return f"it ends before the {length} bytes of its Content-Length{window.why()}"
    block = bytes(window.data[head:end])
    if not _ends_at(window, end, frame) or not (_precedes_record(window, end) or _looks_whole(headers, block)):
        return f"it does not end after the {length} bytes of its Content-Length{window.why()}"
    window.drop(end)
    return WarcRecord(place, headers, block)


def _large_record(window: "_Window", place: str, headers: dict[str, str], head: int, end: int) -> WarcRecord | str:
    window.has(head + MAX_HEAD_BYTES)
    block, frame = bytes(window.data[head : head + MAX_HEAD_BYTES]), window.frame
    left = end - window.drop(START_BYTES)
    while left > PIECE_BYTES:
        window.has(PIECE_BYTES)
        # A wrong length would swallow all that follows, so a record that begins inside a large one ends it.
        if NEXT_RECORD.search(window.data, 0, PIECE_BYTES) or len(window.data) < PIECE_BYTES:
            return f"its Content-Length of {headers['content-length']} bytes leads beyond its end{window.why()}"
        left -= window.drop(PIECE_BYTES - START_BYTES)
    if not window.has(left) or not _ends_at(window, left, frame):
        return f"its Content-Length of {headers['content-length']} bytes does not lead to its end{window.why()}"
    window.drop(left)
    return WarcRecord(place, headers, block, is_whole=False)


def _ends_at(window: "_Window", end: int, frame: int) -> bool:
    """Return whether a record that began in `frame` ends at `end`: two line ends, a record, or the end of the file."""
    window.has(end + TRAILER_BYTES)
    rest = bytes(window.data[end : end + TRAILER_BYTES])
    if len(rest) < TRAILER_BYTES and window.has_wrong_checksum and window.damage_offset == frame:
        return False  # the record may be what is wrong in this member
    following = rest.lstrip(b"\r\n")
    return not following or rest.startswith((b"\r\n\r\n", b"\n\n")) or bool(RECORD_START.match(following))


def _precedes_record(window: "_Window", end: int) -> bool:
    """Return whether another record, or nothing, follows the line ends at `end`."""
    following = bytes(window.data[end : end + TRAILER_BYTES]).lstrip(b"\r\n")
    return not following or bool(RECORD_START.match(following))


def _looks_whole(headers: Mapping[str, str], block: bytes) -> bool:
    """Return whether a block that garbage follows can be the whole, so that its length was not cut at a blank line."""
    algorithm, _, digest = headers.get("warc-block-digest", "").partition(":")
    if algorithm == "sha1":
        found = hashlib.sha1(block, usedforsecurity=False)
        return digest.upper() in (base64.b32encode(found.digest()).decode(), found.hexdigest().upper())
    return not headers.get("content-type", "").startswith("application/http") or bool(HEAD_END.search(block))


def parse_headers(head: bytes, protocol: str) -> dict[str, str] | None:
    """Return header fields by their names in lower case, of several the first; None where the first line is another's.

    The first line, without the name of the protocol, stands under "". Works for WARC and HTTP alike.

    >>> parse_headers(b"HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n", "HTTP/")
    {'': '1.1 200 OK', 'content-type': 'text/html'}
    """
    try:
        parsed = StatusAndHeadersParser([protocol]).parse(BytesIO(head))
    except (StatusAndHeadersParserException, EOFError):
        return None
    headers = {"": parsed.statusline}
    for name, value in parsed.headers:
        headers.setdefault(name.strip().lower(), value.strip())
    return headers


class _Window:
    """The unpacked bytes from some place on, up to a damage or the end of the file, and where they come from."""

    def __init__(self, stream: BinaryIO, packing: Packing) -> None:
        self._stream, self._packing = stream, packing
        self._pieces = unpack(stream, packing) if packing else _plain_pieces(stream)
        self._position = 0  # of the window in all unpacked bytes
        self._frames = deque([(0, 0)])  # where frames begin: in the unpacked bytes, and in the file
        self.data = bytearray()
        self.damage = ""
        self.damage_offset = -1
        self.has_wrong_checksum = False

    def has(self, size: int) -> bool:
        """Return whether there are `size` bytes, after reading on as far as needed."""
        while len(self.data) < size and not self.damage:
            try:
                piece = next(self._pieces, None)
            except BrokenPackingError as error:
                self.damage, self.damage_offset = str(error), error.offset
                self.has_wrong_checksum = error.is_checksum
                break
            if piece is None:
                break
            if piece.begins_frame:
                self._frames.append((self._position + len(self.data), piece.frame_offset))
            self.data += piece.data
        return len(self.data) >= size

    def find(self, pattern: re.Pattern[bytes], limit: int) -> int | None:
        """Return where the first match within `limit` bytes ends, or None."""
        size = 1 << 12
        while True:
            is_more = self.has(size)
            if found := pattern.search(self.data, 0, limit):
                return found.end()
            if not is_more or size >= limit:
                return None
            size *= 2

    def find_next(self) -> bool:
        """Skip line ends; return whether anything follows, be it a damage."""
        while self.has(1):
            blank = len(self.data) - len(self.data.lstrip(b"\r\n"))
            if not blank:
                return True
            self.drop(blank)
        return bool(self.damage)

    @property
    def frame(self) -> int:
        """Where the frame that the window begins in begins in the file."""
        while len(self._frames) > 1 and self._frames[1][0] <= self._position:
            self._frames.popleft()
        return self._frames[0][1]

    def place(self) -> str:
        """Return the place of the window's first byte as the place of a record."""
        if self._packing != "gz":
            return str(self._position)
        frame, inside = self.frame, self._position - self._frames[0][0]
        if not self.data and self.damage and self.damage_offset != frame:
            return str(self.damage_offset)  # of a member that gave no byte
        return f"{frame}+{inside}" if inside else str(frame)

    def why(self) -> str:
        """Return a remark on the damage behind the window, if there is one."""
        return f" ({self.damage})" if self.damage else ""

    def drop(self, size: int) -> int:
        """Leave out the first bytes and return how many."""
        size = max(0, min(size, len(self.data)))
        del self.data[:size]
        self._position += size
        return size

    def skip_to_record(self) -> bool:
        """Go on to the next line that begins a record; return whether there is one."""
        self.drop(1)
        while True:
            if found := NEXT_RECORD.search(self.data):
                self.drop(found.start(1))
                return True
            self.drop(len(self.data) - START_BYTES)
            if self.has(len(self.data) + 1):
                continue
            if not self._resume():
                self.drop(len(self.data))
                return False
            if self.has(START_BYTES) and RECORD_START.match(self.data):
                return True

    def _resume(self) -> bool:
        """Go on after a damage at the next gzip member, if there is one; what lies before it is dropped."""
        if not self.damage:
            return False
        self.damage, self.has_wrong_checksum = "", False
        start = _find_bytes(self._stream, GZIP_START, self.damage_offset + 1) if self._packing == "gz" else -1
        if start < 0:
            return False
        self.drop(len(self.data))
        self._pieces = unpack(self._stream, self._packing, start)
        return True


def _plain_pieces(stream: BinaryIO) -> Iterator[Piece]:
    while data := stream.read(PIECE_BYTES):
        yield Piece(data)


def _find_bytes(stream: BinaryIO, wanted: bytes, start: int) -> int:
    """Return where `wanted` stands in a stream from `start` on, or -1."""
    stream.seek(start)
    held = b""
    while chunk := stream.read(PIECE_BYTES):
        held += chunk
        if (found := held.find(wanted)) >= 0:
            return start + found
        start += len(held) - len(wanted) + 1
        held = held[len(held) - len(wanted) + 1 :]
    return -1
