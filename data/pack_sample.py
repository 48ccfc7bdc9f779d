"""Make the packed and oddly encoded files of the sample corpus from readable sources: `python data/pack_sample.py`.

In: `data/sources`, plain text that anybody can read and change. Out: files below `data/raw`. The same sources
and libraries give the same bytes. What needs no packing stands in `data/raw` alone.
"""

import bz2
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

DATA = Path(__file__).parent
CUT_BYTES = 90  # from the end of a gzip file that is to be broken
UNUSED_1252 = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})  # browsers take these bytes for control characters
CRAWLED = "northlinedaily.example"
# What a crawler of one outlet brought home: when, where from, and the file with the answer.
CRAWL = (
    ("2026-04-17T04:10:33Z", f"https://{CRAWLED}/2026/04/17/port-talks", "port-talks.html"),
    ("2026-05-13T16:02:57Z", f"https://{CRAWLED}/2026/05/13/haskel-mill", "haskel-mill.html"),
    ("2026-06-08T05:31:12Z", f"https://{CRAWLED}/2026/06/08/salt-harvest", "salt-harvest.html"),
)
# What else stands in such a file and is no article: type of record, number, time, address, form, block.
ANSWER = "application/http; msgtype=response"
PROFILE = "http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"
NO_PAGES = (
    (
        "response",
        7,
        "2026-06-08T05:31:14Z",
        f"https://{CRAWLED}/logo.gif",
        ANSWER,
        b"HTTP/1.1 200 OK\r\nContent-Type: image/gif\r\nContent-Length: 14\r\n\r\nGIF89a\x01\x00\x01\x00\x00\x00\x00;",
    ),
    (
        "response",
        8,
        "2026-06-08T05:31:15Z",
        f"https://{CRAWLED}/2026/06/07/museum",
        ANSWER,
        b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 18\r\n\r\n<p>Not found.</p>\n",
    ),
    (
        "revisit",
        9,
        "2026-06-09T05:30:58Z",
        f"https://{CRAWLED}/2026/06/08/salt-harvest",
        ANSWER,
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n",
    ),
)


def gzipped(payload: bytes) -> bytes:
    """Return the bytes packed by gzip, without name and time."""
    return gzip.compress(payload, mtime=0)


def cut_gzipped(payload: bytes) -> bytes:
    """Return a gzip file of which the end is missing, as after a broken download."""
    return gzipped(payload)[:-CUT_BYTES]


def zstandard(payload: bytes) -> bytes:
    """Return the bytes packed by zstd."""
    packed: bytes = pa.compress(payload, codec="zstd", asbytes=True)
    return packed


def windows_1252(payload: bytes) -> bytes:
    """Return UTF-8 text as Windows programs of western Europe used to write it."""
    return payload.decode("utf-8").encode("cp1252")


def utf_16(payload: bytes) -> bytes:
    """Return UTF-8 text as UTF-16 with its mark, as an old text editor saves it."""
    return b"\xff\xfe" + payload.decode("utf-8").encode("utf-16-le")


def mojibake(payload: bytes) -> bytes:
    """Return UTF-8 text that a program took for windows-1252 and saved as UTF-8 again: 'café' as 'cafÃ©'."""
    mistaken = "".join(chr(byte) if byte in UNUSED_1252 else bytes([byte]).decode("cp1252") for byte in payload)
    return mistaken.encode("utf-8")


def parquet(payload: bytes) -> bytes:
    """Return the rows of a JSONL file as Parquet."""
    rows = [json.loads(line) for line in payload.decode("utf-8").splitlines()]
    target = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=pa.schema([(name, pa.string()) for name in rows[0]])), target)
    return target.getvalue()


def crawl(folder: Path) -> bytes:
    """Return a WARC file (ISO 28500), each record packed by itself: what was asked for, and what came back."""
    records = [warc_record("warcinfo", 0, CRAWL[0][0], None, "application/warc-fields", b"software: a crawler\r\n")]
    for place, (moment, url, name) in enumerate(CRAWL, start=1):
        path = url.removeprefix(f"https://{CRAWLED}")
        asked = f"GET {path} HTTP/1.1\r\nHost: {CRAWLED}\r\n\r\n".encode()
        page = (folder / name).read_bytes()
        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(page)}\r\n\r\n"
        records += [
            warc_record("request", 2 * place - 1, moment, url, "application/http; msgtype=request", asked),
            warc_record("response", 2 * place, moment, url, "application/http; msgtype=response", head.encode() + page),
        ]
    records += [warc_record(*other) for other in NO_PAGES]
    return b"".join(gzipped(record) for record in records)


def warc_record(kind: str, number: int, moment: str, url: str | None, content_type: str, block: bytes) -> bytes:
    """Return one record of a WARC file."""
    fields = {
        "WARC-Type": kind,
        "WARC-Record-ID": f"<urn:uuid:00000000-0000-4000-8000-{number:012d}>",
        "WARC-Date": moment,
        **({"WARC-Target-URI": url} if url else {}),
        **({"WARC-Profile": PROFILE} if kind == "revisit" else {}),
        "Content-Type": content_type,
        "Content-Length": str(len(block)),
    }
    head = "WARC/1.0\r\n" + "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return head.encode() + b"\r\n" + block + b"\r\n\r\n"


# Source below data/sources, how it is packed, target below data/raw.
PACKED: tuple[tuple[str, Callable[[bytes], bytes], str], ...] = (
    ("coastal-wire/april.jsonl", gzipped, "coastal-wire/april.jsonl.gz"),
    ("coastal-wire/june.jsonl", bz2.compress, "coastal-wire/june.jsonl.bz2"),
    ("found-online/a visit to the mill.txt", utf_16, "found-online/a visit to the mill.txt"),
    ("found-online/cut.txt", cut_gzipped, "found-online/cut.txt.gz"),
    ("harbour-gazette/mill-fire.txt", zstandard, "harbour-gazette/mill-fire.txt.zst"),
    ("harbour-gazette/strike-over.txt", gzipped, "harbour-gazette/strike-over.txt.gz"),
    ("inselbote/streik.html", windows_1252, "inselbote/streik.html"),
    ("signal-24/mill.html", bz2.compress, "signal-24/mill.html.bz2"),
    ("upland-herald/summer.jsonl", parquet, "upland-herald/summer.parquet"),
    ("velmora-courier/mill-fire.txt", mojibake, "velmora-courier/mill-fire.txt"),
    ("velmora-courier/port-talks.txt", windows_1252, "velmora-courier/port-talks.txt"),
)


def pack_all(sources: Path, raw: Path) -> list[Path]:
    """Write every packed file below `raw`; return their paths."""
    files = {target: pack((sources / source).read_bytes()) for source, pack, target in PACKED}
    files["northline-daily/crawl-2026.warc.gz"] = crawl(sources / "northline-daily")
    for target, payload in files.items():
        (raw / target).parent.mkdir(parents=True, exist_ok=True)
        (raw / target).write_bytes(payload)
    return [raw / target for target in sorted(files)]


if __name__ == "__main__":
    pack_all(DATA / "sources", DATA / "raw")
