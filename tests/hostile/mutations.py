"""Files of every form, of our own writing, and ways to break them. Everything follows from a seed."""

import io
import json
import random
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq

from tests.read.packers import PACKERS
from tests.read.warc_files import record, response

TEXT = """Council votes for tram line

By Ada Example | 4 May 2026

VELMORA — The council voted 9-4 on Monday to extend the tram to the harbour, “für immer”, Mayor Ilse Brandt said.

"It will cost $40 million, or 12.5 percent more," she told the Harbour Gazette. About 300 people protested on 3/5/2026.

Read more: Ferry runs aground
"""
PAGE = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Council votes | Gazette</title>
<meta property="og:title" content="Council votes for tram"><meta name="author" content="Ada Example">
<link rel="canonical" href="https://gazette.example/tram"><script type="application/ld+json">{{"@graph": [{{"@type":
"NewsArticle", "headline": "Council votes", "author": [{{"@type": "Person", "name": "Ada Example"}}], "datePublished":
"2026-05-04T10:00:00Z", "articleBody": "The council voted."}}]}}</script></head><body><nav><ul><li><a href="/">Home</a>
</ul></nav><main><article><h1>Council votes</h1><p class="byline">By <a rel="author" href="/authors/ada">Ada Example</a>
<time datetime="2026-05-04">4 May</time><p>{"</p><p>".join(TEXT.split(chr(10) * 2))}</p><table><tr><td>9<td>4</table>
<q>yes</q><pre>a
 b</pre></article></main><div hidden>x</div><!-- c --><footer>© 2026 Gazette</footer></body></html>"""
ROWS = [{"id": str(n), "text": TEXT * n, "title": "T", "author": ["A B", {"name": "C"}], "published_at": 1.5e9} for n in
        (1, 2)]  # fmt: skip
# What readers and extractors look for, and what stands at the edges of their arithmetic.
TOKENS = [b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b"\n\n", b"\r", b"\x1b[2J", b"<", b"</p>", b"<script>", b"<!--", b"<table>",
          b"&#1114112;", b"&#xD800;", b"&#0;", b"&nbsp;", b"]]>", b'"', b"\xe2\x80\x9c", b"'", b'{"', b"[[[[[[[[", b"}", b"\\ud800",
          b"NaN", b"1e999", b"-1", b"9" * 30, b"31/02/2026", b"25:61", b"0000-00-00", b"12 May 99999", b"the 0th of June",
          b"$999999999999999999999 trillion", b"1/0", b"minus 5 to -5 percent", b"\xe2\x88\x922", b"\xd9\xa1\xd9\xa2", b"\xc2\xb2",
          b"\xe0\xa5\xa7", b" said ", b"Mr. ", b"President of the ", b"according to", b"Monday", b"yesterday", b"half a dozen",
          b"Content-Length: 99999999999\r\n", b"Content-Length: -1\r\n", b"WARC/1.0\r\n", b"HTTP/1.1 200 OK\r\n\r\n",
          b"Transfer-Encoding: chunked\r\n", b"Content-Encoding: gzip, br, deflate, zstd\r\n", b"charset=utf-7", b"charset=idna",
          b"charset=hex", b"charset=rot13", b"charset=undefined", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"\x1b$B", b"+ADw-",
          "\u202eabc\u2066".encode(), "\u200b\u200d\ufeff".encode(), "İıſßﬀ".encode(), "\U0001f468\u200d\U0001f469".encode(),
          "\u0301" .encode() * 20, "２０２６年５月４日".encode(), b",,,,", b";", b"\t", b"=cmd|' /C calc'!A0", b"../../../etc/passwd",
          b"%00", b"https://[::1", b"http://a.example:99999/", b"@type", b'"@graph": [', b"PAR1", b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"]  # fmt: skip


def parquet_of(rows: list[dict[str, object]], **options: object) -> bytes:
    """Return rows as a Parquet file."""
    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out, **options)
    return out.getvalue()


def seeds() -> dict[str, bytes]:
    """Return a whole file of each form, by its name."""
    lines = "".join(json.dumps(row) + "\n" for row in ROWS).encode()
    cells = "".join(f'{n},"{TEXT.replace(chr(34), chr(34) * 2)}",T\n' for n in range(2))
    warc = record("warcinfo", b"a: b") + response(PAGE.encode()) + response(TEXT.encode(), content_type="text/plain")
    warc += response(b"5\r\n<p>ab\r\n0\r\n\r\n", Transfer_Encoding="chunked") + record("revisit", b"")
    found = {
        "a.txt": TEXT.encode(), "b.txt": TEXT.encode("cp1252", "replace"), "c.txt": TEXT.encode("utf-16"),
        "a.html": PAGE.encode(), "b.html": PAGE.encode("utf-16-le"), "a.jsonl": lines,
        "b.jsonl": (json.dumps({"html": PAGE, "url": "https://gazette.example/tram"}) + "\n").encode(),
        "a.csv": f"id,text,title\n{cells}".encode(), "a.tsv": b"text\ttitle\nwords here\tT\n",
        "a.parquet": parquet_of([{"text": TEXT, "title": "T"}] * 3, compression="none"), "b.parquet": parquet_of([{**ROWS[0], "author": ["A B"]}]),
        "a.warc": warc,
    }  # fmt: skip
    for suffix, pack in PACKERS.items():
        found |= {f"{name}{suffix}": pack(found[name]) for name in ("a.jsonl", "a.warc", "a.txt", "a.parquet")}
    return found


def _cut(data: bytearray, chance: random.Random) -> bytearray:
    return data[: chance.randrange(len(data) + 1)]


def _flip(data: bytearray, chance: random.Random) -> bytearray:
    for _ in range(chance.choice((1, 1, 3, 20))):
        if data:
            data[chance.randrange(len(data))] = chance.randrange(256)
    return data


def _insert(data: bytearray, chance: random.Random) -> bytearray:
    place = chance.randrange(len(data) + 1)
    return data[:place] + chance.choice(TOKENS) * chance.choice((1, 1, 1, 2, 50)) + data[place:]


def _remove(data: bytearray, chance: random.Random) -> bytearray:
    place = chance.randrange(len(data) + 1)
    return data[:place] + data[place + chance.choice((1, 2, 10, 200)) :]


def _repeat(data: bytearray, chance: random.Random) -> bytearray:
    place, size = chance.randrange(len(data) + 1), chance.choice((1, 5, 50, 300))
    return data[:place] + data[place : place + size] * chance.choice((2, 3, 40)) + data[place + size :]


def _swap(data: bytearray, chance: random.Random) -> bytearray:
    first, second = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    return data[second:] + data[first:second] + data[:first]


MUTATIONS: tuple[Callable[[bytearray, random.Random], bytearray], ...] = (
    _cut, _flip, _insert, _insert, _insert, _remove, _repeat, _swap,
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return the data with one to six changes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        changed = chance.choice(MUTATIONS)(changed, chance)
    return bytes(changed[:100_000])


def hostile_files(seed: int, count: int) -> "list[tuple[str, bytes]]":
    """Return so many broken files; what packed files hold is broken before it is packed as often as after."""
    chance, whole = random.Random(seed), seeds()
    names, found = sorted(whole), []
    for _ in range(count):
        name = chance.choice(names)
        suffix = next((packed for packed in PACKERS if name.endswith(packed)), "")
        if suffix and chance.random() < 0.5:
            found.append((name, PACKERS[suffix](mutated(whole[name.removesuffix(suffix)], chance))))
        else:
            found.append((name, mutated(whole[name], chance)))
    return found
