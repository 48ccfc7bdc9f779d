"""WARC records as bytes, for tests."""

import gzip

PAGE = b"<html><body><p>The bridge was closed.</p></body></html>"


def record(kind: str, block: bytes, *, length: int | None = None, **headers: str) -> bytes:
    """Return a record; '_' stands for '-' in names of header fields, `length` for a wrong Content-Length."""
    fields = {"WARC-Type": kind, "Content-Length": str(len(block) if length is None else length)}
    fields |= {name.replace("_", "-"): value for name, value in headers.items()}
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return head.encode() + block + b"\r\n\r\n"


def response(
    body: bytes = PAGE,
    *,
    url: str = "https://example.org/a",
    status: str = "200 OK",
    content_type: str | None = "text/html",
    length: int | None = None,
    **http_headers: str,
) -> bytes:
    """Return a response record with its HTTP header."""
    fields = ({"Content-Type": content_type} if content_type else {}) | {
        name.replace("_", "-"): value for name, value in http_headers.items()
    }
    head = f"HTTP/1.1 {status}\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n"
    return record(
        "response",
        head.encode() + body,
        length=length,
        WARC_Target_URI=url,
        WARC_Date="2025-06-05T08:00:00Z",
        Content_Type="application/http; msgtype=response",
    )


def gzip_records(*records: bytes) -> bytes:
    """Return the records each as a gzip member of its own."""
    return b"".join(gzip.compress(each, mtime=0) for each in records)
