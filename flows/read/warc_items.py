"""The pages of a WARC file: which records are items, and what is wrong with the others.

In: a WARC file as a stream. Out: a `RawItem` for each page or text that was fetched (`response` with status 200,
`resource`, `conversion`), a `Reject` for each other fetched thing: a copy of what was fetched before (`revisit`), what
is no page, what came with another status, what is broken. `warcinfo`, `request` and `metadata` describe and are no
items. The member is the record's place in the file (warc_records.py). The address and the time of the record are the
item's `url` and `fetched_at`; the charset of the HTTP header goes along as evidence for decoding.
"""

import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from flows.read.documents import RawItem, Reject
from flows.read.encoding import looks_like_html
from flows.read.http_bodies import BodyTooLargeError, read_body
from flows.read.packing import NAMES, BrokenPackingError
from flows.read.rejects import refuse
from flows.read.rows import Layer, merge, too_large
from flows.read.walk import FoundFile
from flows.read.warc_records import HEAD_END, BrokenRecord, WarcRecord, parse_headers, read_records

DESCRIBING_TYPES = ("warcinfo", "request", "metadata")
FETCHED_TYPES = ("response", "resource", "conversion")
PAGE_TYPES = ("text/html", "application/xhtml+xml")
TEXT_TYPES = (*PAGE_TYPES, "text/plain")
HTTP_HEAD_BYTES = 1 << 20  # what may stand in a block beside the body
STATUS = re.compile(r"[\d.]*\s+(\d{3})\b")
CHARSET = re.compile(r"charset\s*+=\s*+[\"']?\s*+([\w.:-]+)", re.IGNORECASE)
SNIFFED_BYTES = 4096


def read_warc_items(
    stream: BinaryIO, file: FoundFile, layers: Sequence[Layer], *, max_item_bytes: int
) -> Iterator[RawItem | Reject]:
    """Yield an item or a reject for each record of a WARC file that does not merely describe."""
    has_records = False
    for record in read_records(stream, file.packing, max_block_bytes=max_item_bytes + HTTP_HEAD_BYTES):
        if isinstance(record, BrokenRecord):
            yield _broken(record, file, is_no_warc=record.ends_file and not has_records)
            continue
        has_records = True
        if record.headers.get("warc-type") not in DESCRIBING_TYPES:
            yield _item(record, file, layers, max_item_bytes)


def _broken(record: BrokenRecord, file: FoundFile, *, is_no_warc: bool) -> Reject:
    if is_no_warc:
        kind = f"{NAMES[file.packing]} file of WARC records" if file.packing else "WARC file"
        detail = f"{file.path} is no {kind}: {record.problem}; fetch or pack it again"
        return refuse(file.path, "malformed_file", detail)
    rest = ", and no record can be found behind it" if record.ends_file else ""
    detail = f"{file.path}, record {record.place} is broken: {record.problem}{rest}; fetch the file again"
    return refuse(file.path, "malformed_row", detail, member=record.place)


def _item(record: WarcRecord, file: FoundFile, layers: Sequence[Layer], max_item_bytes: int) -> RawItem | Reject:
    where = f"{file.path}, record {record.place}"

    def no_item(reason_code: str, problem: str) -> Reject:
        return refuse(file.path, reason_code, f"{where}: {problem}", member=record.place)

    kind, url = record.headers.get("warc-type", ""), record.headers.get("warc-target-uri", "").strip("<>")
    if kind == "revisit":
        return no_item("revisit", f"{url} was fetched again and had not changed; the record of the first time holds it")
    if kind not in FETCHED_TYPES:
        return no_item("not_a_page", f"a record of type {kind or 'unknown'} holds no page; nothing is to be done")
    headers, body = dict(record.headers), record.block
    is_http = url.lower().startswith("http") or headers.get("content-type", "").startswith("application/http")
    if kind == "response" and is_http:
        head = HEAD_END.search(body)
        http = parse_headers(body[: head.end()] if head else body, "HTTP/")
        status = STATUS.match(http.get("", "")) if http else None
        if http is None or status is None:
            return no_item("malformed_row", "its block does not begin with an HTTP status line; fetch the page again")
        if status.group(1) != "200":
            return no_item("http_status", f"{url} answered with status {status.group(1)}; fetch the page again")
        headers, body = http, body[head.end() :] if head else b""
    content_type = headers.get("content-type", "")
    media_type = content_type.split(";")[0].strip().lower()
    if media_type and media_type not in TEXT_TYPES:
        return no_item("not_a_page", f"{url} is of type {media_type}, no page and no text; nothing is to be done")
    if not record.is_whole:
        return too_large(file.path, where, max_item_bytes, member=record.place)
    try:
        payload = read_body(body, headers if kind == "response" else {}, max_bytes=max_item_bytes)
    except BodyTooLargeError:
        return too_large(file.path, where, max_item_bytes, member=record.place)
    except BrokenPackingError as error:
        return no_item("malformed_row", f"the body of {url} cannot be unpacked ({error}); fetch the page again")
    if not media_type and not looks_like_html(payload[:SNIFFED_BYTES].decode("latin-1")):
        return no_item("not_a_page", f"{url} has no type and does not begin as a page; nothing is to be done")
    supplied = {"url": url, "fetched_at": record.headers.get("warc-date", "")}
    given = Layer("supplied", {name: value for name, value in supplied.items() if value})
    charset = CHARSET.search(content_type)
    return RawItem(
        path=file.path,
        member=record.place,
        source_format="warc",
        is_html=media_type in PAGE_TYPES or not media_type,
        payload=payload,
        given=merge([given, *(layer.without_id() for layer in layers)]),
        http_charset=charset.group(1).lower() if charset else None,
    )
