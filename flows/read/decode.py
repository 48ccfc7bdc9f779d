"""One item to one document: bytes decoded, pages turned into their visible text. Pure, so that it can run anywhere.

A text that begins as an HTML page does is read as a page, whatever its name or field says; a page without a single
tag is read as text. The text of text items is what was received, line ends included, but for lines of mojibake, which
are repaired; `encoding` says so.
"""

import re
import string

from flows.read.documents import Document, RawItem, Reject
from flows.read.encoding import HEAD_BYTES, Decoded, NotDecoded, decode_bytes, looks_like_html, mend
from flows.read.html_text import PageText, read_page
from flows.read.mojibake import repair_mojibake
from flows.read.rejects import refuse

HAS_TAG = re.compile(r"<[a-zA-Z!/?]")
BLANK = string.whitespace + "\x85\xa0\u2028\u2029\u3000\u00ad\u200b\u2060\ufeff"  # shows nothing


def decode_item(item: RawItem) -> Document | Reject:
    """Return the document that an item holds, or why it holds none: `empty`, `not_text` or `undecodable`."""
    decoded = _repaired(_decoded(item), item.payload)
    if isinstance(decoded, NotDecoded):
        detail = f"{item.where} is no text that can be read: {decoded.evidence}; convert it to UTF-8 text or HTML"
        return refuse(item.path, decoded.reason_code, detail, member=item.member)
    is_page = (item.is_html and HAS_TAG.search(decoded.text) is not None) or looks_like_html(decoded.text)
    page = read_page(decoded.text) if is_page else PageText(decoded.text, ())
    if not page.text.strip(BLANK):
        what = "shows no text without its scripts" if is_page and item.payload.strip() else "holds no text"
        return refuse(item.path, "empty", f"{item.where} {what}; fetch it again or remove it", member=item.member)
    return Document(
        document_id=item.document_id,
        path=item.path,
        member=item.member,
        source_format=item.source_format,
        sha256=item.sha256,
        byte_count=len(item.payload),
        encoding=decoded.encoding,
        text=page.text,
        given=item.given,
        html=decoded.text if is_page else None,
        markup=page.lines,
    )


def _repaired(decoded: Decoded | NotDecoded, payload: bytes) -> Decoded | NotDecoded:
    if isinstance(decoded, NotDecoded):
        return decoded
    text = repair_mojibake(decoded.text, payload if decoded.encoding == "utf-8" else None)
    return decoded if text == decoded.text else Decoded(text, f"{decoded.encoding} (mojibake repaired)")


def _decoded(item: RawItem) -> Decoded | NotDecoded:
    if item.known_encoding is not None:
        try:
            return mend(item.payload.decode("utf-8"), item.known_encoding)
        except UnicodeDecodeError:
            pass  # a Parquet file that says UTF-8 and holds something else
    head = item.payload[:HEAD_BYTES].decode("latin-1")
    return decode_bytes(item.payload, is_markup=item.is_html or looks_like_html(head), http_charset=item.http_charset)
