"""Small files that unfold to much, and pages that nest or repeat without end: a reject or a document, in time."""

import gzip
import io
import json
import time

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.read.documents import Document, RawItem, Reject
from flows.read.json_lines import read_json_lines
from tests.hostile.journeys import take_bytes_through, take_item_through
from tests.hostile.mutations import TEXT
from tests.raw_items import read_items
from tests.read.packers import PACKERS
from tests.read.warc_files import response

BOMB = b"a" * (64 * 2**20)


def rejected(found):
    assert all(isinstance(each, Reject) for each in found)
    return [each.reason_code for each in found]


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("form", ["txt", "jsonl", "warc"])
def test_a_file_that_unfolds_to_far_more_than_an_item_is_refused(suffix, form):
    packed = PACKERS[suffix](BOMB)
    assert len(packed) < len(BOMB) / 500
    assert set(rejected(take_bytes_through(f"a.{form}{suffix}", packed))) <= {"too_large", "malformed_file"}


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_packed_body_in_a_warc_is_unpacked_up_to_the_limit_only(coding):
    import zlib

    import brotli

    bodies = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda data: brotli.compress(data, quality=1)}
    pack = bodies.get(coding, PACKERS[".zst"])
    found = take_bytes_through("a.warc", response(pack(BOMB), Content_Encoding=coding))
    assert rejected(found) == ["too_large"]


class EndlessLine(io.RawIOBase):
    """A line of a gigabyte that never lies anywhere."""

    def __init__(self):
        self.left = 2**30

    def readable(self):
        return True

    def readinto(self, buffer):
        size = min(len(buffer), self.left)
        buffer[:size] = b"a" * size
        self.left -= size
        return size


def test_of_a_line_of_a_gigabyte_only_the_beginning_is_held():
    (found,) = read_json_lines(io.BufferedReader(EndlessLine()), "a.jsonl", max_item_bytes=10_000)
    assert (found.reason_code, found.member) == ("too_large", "1")


@pytest.mark.parametrize(
    "value",
    ["[" * 100_000, '{"a":' * 100_000, '{"text":' + "[" * 50_000 + "]" * 50_000 + "}", '{"text": ' + "9" * 5000 + "}"],
)
def test_json_nested_without_end_costs_its_line_only(value):
    first, second = take_bytes_through("a.jsonl", f"{value}\n{json.dumps({'text': TEXT})}\n".encode())
    assert (isinstance(first, Reject), isinstance(second, Document)) == (True, True)


def test_parquet_that_declares_more_than_it_holds_is_refused(tmp_path):
    out = io.BytesIO()
    pq.write_table(pa.table({"text": ["a" * 3_000_000] * 20}), out, compression="zstd")
    assert len(out.getvalue()) < 100_000
    assert rejected(take_bytes_through("a.parquet", out.getvalue())) == ["too_large"] * 20


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + TEXT,
        "<b>" * 30_000 + TEXT + "</b>" * 30_000,
        "<p>a</p>" * 20_000,
        "<a href=x>a</a>" * 10_000,
        "<table><tr><td>a" * 3_000,
        "<ul><li>a" * 20_000,
        "<!--" * 40_000,
        "<a b=" * 30_000,
        "&#x41;" * 30_000,
        "<script>" * 20_000 + TEXT,
        '<script type="application/ld+json">' + '{"@graph":[' * 15_000 + "</script><p>a",
        "<meta name=author content='By Ada Example and Bo Example'>" * 3_000 + f"<p>{TEXT}",
        "<h1>word word word</h1>" * 5_000,
        "<q>a" * 30_000,
        "<form><a><div hidden>a" * 5_000,
    ],
    ids=lambda page: page[:30],
)
def test_a_page_that_nests_or_repeats_without_end_is_read_in_bounded_time(page):
    """A factor of a plain page of the same size, not seconds: what is superlinear takes hundreds of times as long."""
    item = RawItem("a.html", None, "html", True, f"<html><body>{page}</body></html>".encode())
    plain = RawItem("b.html", None, "html", True, f"<p>{TEXT}</p>".encode() * (len(item.payload) // 400 + 1))
    take_item_through(plain)
    costs = []
    for each in (plain, item):
        started = time.process_time()
        take_item_through(each)
        costs.append(time.process_time() - started)
    assert costs[1] < 12 * costs[0] + 1, costs


def test_external_entities_are_not_fetched(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "secret").write_text("a secret of this machine")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
    (tmp_path / "raw" / "a.html").write_text(
        f'<?xml version="1.0"?>{entity}<html><p>The bridge is closed &x;</p></html>'
    )
    (item,) = read_items(tmp_path / "raw")
    found = take_item_through(item)
    assert "bridge is closed" in found.text
    assert "secret of this machine" not in found.text


def test_entities_that_unfold_each_other_do_not():
    lol = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    page = f'<!DOCTYPE html [<!ENTITY l0 "lol">{lol}]><html><p>Words and &l9;</p></html>'
    (found,) = take_bytes_through("a.html", page.encode())
    assert len(found.text) < 2000
