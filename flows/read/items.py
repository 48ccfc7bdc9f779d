"""What a file of the raw folder holds, item by item.

In: a content file. Out: a `RawItem` for each document to be, a `Reject` for what cannot be one, in the order of the
rows. Nothing is lost: each content file gives at least one of them, each row exactly one. That two items are one
document is seen where all files are gathered (`flows.run`). Files with many rows are streamed. A row that cannot
be read is a reject and the next one is read; where the file itself breaks off (broken packing, bad Parquet) what was
read is kept and one reject stands for the rest. Decoding is left to decode.py, which can run in worker processes.
"""

import logging
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from flows.read.csv_rows import read_csv_rows
from flows.read.documents import MEMBER_NAMES, RawItem, Reject
from flows.read.field_names import TEXT_FIELDS
from flows.read.json_lines import read_json_lines
from flows.read.packing import NAMES, BrokenPackingError
from flows.read.parquet_rows import read_parquet_rows
from flows.read.rejects import cause, refuse
from flows.read.rows import FieldUse, Layer, Row, item_from_row, merge, too_large
from flows.read.sources import Source
from flows.read.streams import BUFFER_BYTES, open_file, open_packed
from flows.read.walk import FoundFile
from flows.read.warc_items import read_warc_items

logger = logging.getLogger(__name__)

# The largest page of the development set clean/ has 3 MB; beyond 20 MB a file is a dump of many documents, not one.
MAX_ITEM_BYTES = 20 * 2**20


def read_source(source: Source, *, max_item_bytes: int = MAX_ITEM_BYTES) -> Iterator[RawItem | Reject]:
    """Yield the items of one content file, at least one item or reject."""
    file, count, last = source.file, 0, None
    try:
        with open_packed(file) if file.source_format == "warc" else open_file(file) as stream:
            for item in _items(file, stream, source.layers, max_item_bytes):
                count, last = count + 1, item.member
                yield item
    except BrokenPackingError as error:
        where = f" after {MEMBER_NAMES[file.source_format]} {last}" if last else ""
        detail = f"{file.path} is no whole {NAMES[file.packing]} file{where} ({error}); pack or fetch it again"
        yield refuse(file.path, "malformed_file", detail)
    except OSError as error:
        yield refuse(
            file.path, "unreadable", f"{file.path} cannot be read ({cause(error)}); check its permissions and the disk"
        )
    else:
        if not count:
            yield refuse(
                file.path,
                "empty",
                f"{file.path} holds no {MEMBER_NAMES[file.source_format]}s to read; fill or remove it",
            )


def _items(
    file: FoundFile, stream: BinaryIO, layers: Sequence[Layer], max_item_bytes: int
) -> Iterator[RawItem | Reject]:
    if file.source_format in ("txt", "html"):
        yield _whole_file(file, stream, layers, max_item_bytes)
        return
    if file.source_format == "warc":
        yield from read_warc_items(stream, file, layers, max_item_bytes=max_item_bytes)
        return
    use = FieldUse()
    for row in _rows(file, stream, max_item_bytes):
        if isinstance(row, Reject):
            yield row
        else:
            yield item_from_row(file, row, layers, max_item_bytes=max_item_bytes, use=use)
    if told := str(use):
        logger.info("%s: %s", file.path, told)


def _rows(file: FoundFile, stream: BinaryIO, max_item_bytes: int) -> Iterator[Row | Reject]:
    match file.source_format:
        case "jsonl":
            return read_json_lines(stream, file.path, max_item_bytes=max_item_bytes)
        case "csv":
            return read_csv_rows(stream, file.path, needed=TEXT_FIELDS, max_item_bytes=max_item_bytes)
        case "parquet":
            return read_parquet_rows(stream, file.path, needed=TEXT_FIELDS, is_packed=bool(file.packing))
        case _:
            raise AssertionError(f"{file.source_format} files have no rows")


def _whole_file(file: FoundFile, stream: BinaryIO, layers: Sequence[Layer], max_item_bytes: int) -> RawItem | Reject:
    chunks: list[bytes] = []
    size = 0
    while chunk := stream.read(BUFFER_BYTES):  # asking for the limit at once would reserve that much for each file
        chunks.append(chunk)
        size += len(chunk)
        if size > max_item_bytes:
            return too_large(file.path, file.path, max_item_bytes)
    payload = b"".join(chunks)
    return RawItem(file.path, None, file.source_format, file.source_format == "html", payload, merge(layers))
