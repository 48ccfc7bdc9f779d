import gzip
import zlib
from pathlib import Path

import brotli
import pytest

from flows.read.decode import decode_item
from flows.read.documents import Document, RawItem, Reject
from tests.raw_items import read_items
from tests.read.packers import PACKERS
from tests.read.warc_files import PAGE, gzip_records, record, response

INFO = record("warcinfo", b"software: none\r\n", Content_Type="application/warc-fields")
REQUEST = record("request", b"GET / HTTP/1.1\r\n\r\n", WARC_Target_URI="https://example.org/a")
METADATA = record("metadata", b"fetchTimeMs: 12", WARC_Target_URI="https://example.org/a")


def read(folder: Path, data: bytes, name: str = "a.warc", **options) -> list[RawItem | Reject]:
    (folder / name).write_bytes(data)
    return list(read_items(folder, **options))


def item(folder: Path, data: bytes) -> RawItem:
    (found,) = read(folder, data)
    assert isinstance(found, RawItem), found
    return found


def reject(folder: Path, data: bytes, **options) -> Reject:
    (found,) = read(folder, data, **options)
    assert isinstance(found, Reject), found
    assert found.detail.startswith("a.warc")
    assert ";" in found.detail
    return found


def test_a_page_that_was_fetched_is_an_item_with_its_address_and_time(tmp_path):
    first, second = read(tmp_path, INFO + response() + REQUEST + response(url="https://example.org/b") + METADATA)
    assert isinstance(first, RawItem)
    assert (first.source_format, first.is_html, first.payload) == ("warc", True, PAGE)
    assert (first.given.url, first.given.fetched_at) == ("https://example.org/a", "2025-06-05T08:00:00Z")
    assert first.given.method_of("url") == "supplied"
    assert first.member == str(len(INFO))
    assert second.member == str(len(INFO + response() + REQUEST))


@pytest.mark.parametrize("suffix", ["", *PACKERS])
def test_packed_files_hold_the_same_pages(tmp_path, suffix):
    data = INFO + response() + response(b"<p>other</p>", url="https://example.org/b")
    found = read(tmp_path, PACKERS.get(suffix, bytes)(data), f"a.warc{suffix}")
    assert [r.payload for r in found if isinstance(r, RawItem)] == [PAGE, b"<p>other</p>"]
    assert len({r.member for r in found}) == 2


def test_a_resource_and_a_text_taken_out_of_a_page_are_items(tmp_path):
    uri = {"WARC_Target_URI": "<https://example.org/a>"}
    data = record("resource", PAGE, Content_Type="text/html", **uri) + record(
        "conversion", b"The bridge was closed.", Content_Type="text/plain", **uri
    )
    page, text = read(tmp_path, data)
    assert isinstance(page, RawItem)
    assert isinstance(text, RawItem)
    assert (page.is_html, text.is_html, text.given.url) == (True, False, "https://example.org/a")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (response(status="404 Not Found"), "http_status"),
        (response(status="301 Moved"), "http_status"),
        (response(b"\x89PNG", content_type="image/png"), "not_a_page"),
        (response(b"words", content_type=None), "not_a_page"),
        (record("resource", b"A 192.0.2.1", WARC_Target_URI="dns:example.org", Content_Type="text/dns"), "not_a_page"),
        (record("response", b"A 192.0.2.1", WARC_Target_URI="dns:example.org", Content_Type="text/dns"), "not_a_page"),
        (record("continuation", b"rest"), "not_a_page"),
        (record("revisit", b"HTTP/1.1 304 Not Modified\r\n\r\n", WARC_Target_URI="https://example.org/a"), "revisit"),
        (record("response", b"no header", WARC_Target_URI="https://example.org/a"), "malformed_row"),
        (response(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"), "malformed_row"),
        (response(brotli.compress(PAGE * 900)[:-2], Content_Encoding="br"), "malformed_row"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_a_reject_with_its_place(tmp_path, data, reason):
    found = reject(tmp_path, data)
    assert (found.reason_code, found.member) == (reason, "0")


def test_a_page_without_a_type_is_known_by_its_beginning(tmp_path):
    assert item(tmp_path, response(b"<!doctype html><p>words", content_type=None)).is_html


def test_an_empty_page_is_an_item_that_decoding_refuses(tmp_path):
    found = decode_item(item(tmp_path, response(b"")))
    assert isinstance(found, Reject)
    assert found.reason_code == "empty"


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("x-gzip", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("zstd", PACKERS[".zst"](PAGE)),
        ("deflate, gzip", gzip.compress(zlib.compress(PAGE))),
        ("gzip", PAGE),
        ("br", PAGE),
        ("deflate", PAGE),
        ("identity", PAGE),
    ],
)
@pytest.mark.parametrize("is_chunked", [False, True])
def test_chunks_and_packing_of_the_body_are_undone(tmp_path, coding, body, is_chunked):
    headers = {"Content_Encoding": coding}
    if is_chunked:
        headers["Transfer_Encoding"] = "chunked"
        body = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (body[:7], body[7:])) + b"0\r\n\r\n"
    assert item(tmp_path, response(body, **headers)).payload == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_body_that_unpacks_beyond_the_limit_is_refused(tmp_path, coding):
    large = bytes(3_000_000)
    body = {"gzip": gzip.compress, "deflate": zlib.compress, "br": brotli.compress, "zstd": PACKERS[".zst"]}[coding](
        large
    )
    assert reject(tmp_path, response(body, Content_Encoding=coding), max_item_bytes=100_000).reason_code == "too_large"


def test_a_record_beyond_the_limit_is_refused_as_too_large_only_where_it_is_a_page(tmp_path):
    page, film = response(b"x" * 2_000_000), response(b"x" * 2_000_000, content_type="video/mp4")
    found = read(tmp_path, page + film + response(), max_item_bytes=100_000)
    assert [r.reason_code if isinstance(r, Reject) else "" for r in found] == ["too_large", "not_a_page", ""]


def test_the_charset_of_the_http_header_is_evidence_that_comes_before_that_of_the_page(tmp_path):
    page = '<meta charset="koi8-r"><p>Мост закрыт на три часа</p>'
    found = decode_item(
        item(tmp_path, response(page.encode("cp1251"), content_type='text/html; charset="Windows-1251"'))
    )
    assert isinstance(found, Document)
    assert (found.text, found.encoding) == ("Мост закрыт на три часа", "windows-1251 (http charset)")


def test_strict_utf8_comes_before_the_charset_of_the_http_header(tmp_path):
    page = "<p>Мост закрыт</p>"
    found = decode_item(item(tmp_path, response(page.encode(), content_type="text/html; charset=windows-1251")))
    assert isinstance(found, Document)
    assert (found.text, found.encoding) == ("Мост закрыт", "utf-8")


def test_a_broken_record_is_one_reject_and_the_next_is_read(tmp_path):
    data = response() + response(length=20) + response(url="https://example.org/c")
    _, broken, last = read(tmp_path, data)
    assert isinstance(broken, Reject)
    assert (broken.reason_code, broken.member) == ("malformed_row", str(len(response())))
    assert last.given.url == "https://example.org/c" if isinstance(last, RawItem) else None


def test_a_damage_in_a_packed_file_is_one_reject(tmp_path):
    good = gzip_records(response(), response(url="https://example.org/b"))
    found = read(tmp_path, good[:-20], "a.warc.gz")
    assert [r.reason_code if isinstance(r, Reject) else "" for r in found] == ["", "malformed_row"]


@pytest.mark.parametrize("suffix", ["", *PACKERS])
def test_a_file_that_holds_no_record_is_one_malformed_file(tmp_path, suffix):
    (found,) = read(tmp_path, b"plain words", f"a.warc{suffix}")
    assert isinstance(found, Reject)
    assert (found.reason_code, found.member) == ("malformed_file", None)


def test_a_file_that_only_describes_is_empty(tmp_path):
    assert reject(tmp_path, INFO + REQUEST).reason_code == "empty"


def test_a_sidecar_describes_all_pages_of_a_file_but_for_their_id(tmp_path):
    (tmp_path / "a.meta.json").write_text('{"outlet": "Courier", "id": "1", "url": "https://example.org/other"}')
    found = item(tmp_path, response())
    assert (found.given.outlet, found.given.external_id) == ("Courier", None)
    assert found.given.url == "https://example.org/a"
