"""The body of an HTTP message as the server meant it: chunks joined, gzip, deflate, Brotli and Zstandard undone.

In: the bytes after the header, and its fields. Out: the body. Archives often hold a body that was unpacked when it was
fetched beside a header that still calls it packed; such a body comes back as it is.
"""

import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

import brotli
from warcio.bufferedreaders import ChunkedDataReader

from flows.read.packing import PIECE_BYTES, BrokenPackingError, unpack

GZIP_START, ZSTANDARD_START = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"


class BodyTooLargeError(Exception):
    """The body goes on beyond the limit."""


def read_body(body: bytes, headers: Mapping[str, str], *, max_bytes: int) -> bytes:
    """Return the body of a message. Raises BrokenPackingError, and BodyTooLargeError above `max_bytes`.

    >>> read_body(b"5\\r\\nwords\\r\\n0\\r\\n\\r\\n", {"transfer-encoding": "chunked"}, max_bytes=100)
    b'words'
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = ChunkedDataReader(BytesIO(body)).read()
    for coding in reversed(headers.get("content-encoding", "").lower().split(",")):
        unpacker = UNPACKERS.get(coding.strip())
        if unpacker:
            body = _joined(unpacker(body), max_bytes)
    if len(body) > max_bytes:
        raise BodyTooLargeError
    return body


def _joined(pieces: Iterator[bytes], max_bytes: int) -> bytes:
    joined = bytearray()
    for piece in pieces:
        joined += piece
        if len(joined) > max_bytes:
            raise BodyTooLargeError
    return bytes(joined)


def _gunzip(body: bytes) -> Iterator[bytes]:
    if not body.startswith(GZIP_START):
        yield body
        return
    for piece in unpack(BytesIO(body), "gz"):
        yield piece.data


def _unpack_zstandard(body: bytes) -> Iterator[bytes]:
    if not body.startswith(ZSTANDARD_START):
        yield body
        return
    for piece in unpack(BytesIO(body), "zst"):
        yield piece.data


def _inflate(body: bytes) -> Iterator[bytes]:
    """Undo "deflate", which servers send with the frame of zlib, as they should, or without."""
    for wbits in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
        inflater, given = zlib.decompressobj(wbits), False
        try:
            packed = body
            while (data := inflater.decompress(packed, PIECE_BYTES)) or inflater.unconsumed_tail:
                given = True
                yield data
                packed = inflater.unconsumed_tail
        except zlib.error as error:
            if given:
                raise BrokenPackingError(str(error), 0) from error
            continue
        if not inflater.eof:
            raise BrokenPackingError("it ends in the middle", 0)
        return
    yield body


def _unpack_brotli(body: bytes) -> Iterator[bytes]:
    decompressor, given = brotli.Decompressor(), False
    try:
        data = decompressor.process(body, output_buffer_limit=PIECE_BYTES)
        while data or not decompressor.can_accept_more_data():
            given = given or bool(data)
            yield data
            data = decompressor.process(b"", output_buffer_limit=PIECE_BYTES)
    except brotli.error as error:
        if given:
            raise BrokenPackingError(str(error), 0) from error
        yield body
        return
    if not decompressor.is_finished():
        raise BrokenPackingError("it ends in the middle", 0)


UNPACKERS: dict[str, Callable[[bytes], Iterator[bytes]]] = {
    "gzip": _gunzip,
    "x-gzip": _gunzip,
    "deflate": _inflate,
    "br": _unpack_brotli,
    "zstd": _unpack_zstandard,
}
