import base64
import bz2
import gzip
import hashlib
import io
import zlib

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from flows.read.warc_records import BrokenRecord, WarcRecord, read_records
from tests.read.packers import PACKERS
from tests.read.warc_files import gzip_records, record

LIMIT = 200_000
RECORDS = [record("resource", f"block {n}\r\n".encode() * (n + 1), WARC_Record_ID=f"<urn:{n}>") for n in range(5)]


def read(data: bytes, packing="", limit: int = LIMIT) -> list[WarcRecord | BrokenRecord]:
    return list(read_records(io.BytesIO(data), packing, max_block_bytes=limit))


def ids(found: list[WarcRecord | BrokenRecord]) -> str:
    """Return the number of each record, and '-' for each broken stretch."""
    return "".join(r.headers["warc-record-id"][5] if isinstance(r, WarcRecord) else "-" for r in found)


def places(*parts: bytes) -> list[str]:
    return [str(sum(map(len, parts[:n]))) for n in range(len(parts))]


def test_each_record_is_given_with_header_block_and_place():
    found = read(b"".join(RECORDS))
    assert ids(found) == "01234"
    assert [r.place for r in found] == places(*RECORDS)
    assert [r.block for r in found if isinstance(r, WarcRecord)][2] == b"block 2\r\n" * 3


def test_the_place_in_gzip_by_record_is_the_member_that_an_index_names():
    members = [gzip_records(each) for each in RECORDS]
    assert [r.place for r in read(b"".join(members), "gz")] == places(*members)


def test_the_place_in_gzip_as_a_whole_is_the_member_and_the_byte_in_it():
    expected = places(*RECORDS)
    assert [r.place for r in read(gzip.compress(b"".join(RECORDS)), "gz")] == ["0", *(f"0+{p}" for p in expected[1:])]


def test_members_that_cut_records_are_one_stream():
    data = b"".join(RECORDS)
    assert ids(read(gzip_records(data[:301], data[301:777], data[777:]), "gz")) == "01234"


@pytest.mark.parametrize("packing", ["zst", "bz2", "xz"])
def test_the_place_in_other_packed_files_is_the_byte_in_the_unpacked_file(packing):
    found = read(PACKERS[f".{packing}"](b"".join(RECORDS)), packing)
    assert (ids(found), [r.place for r in found]) == ("01234", places(*RECORDS))


@pytest.mark.parametrize("is_packed", [False, True])
def test_what_another_library_writes_is_read(is_packed):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=is_packed, warc_version="1.1")
    for number in range(3):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.0")
        block = io.BytesIO(b"<p>words" * number)
        writer.write_record(
            writer.create_warc_record(f"http://example.org/{number}", "response", block, http_headers=head)
        )
    found = read(out.getvalue(), "gz" if is_packed else "")
    assert [r.headers["warc-target-uri"][-1] for r in found if isinstance(r, WarcRecord)] == ["0", "1", "2"]


def test_bare_line_ends_are_read():
    plain = b"WARC/1.0\nWARC-Type: resource\nWARC-Record-ID: <urn:7>\nContent-Length: 5\n\nwords\n\n"
    assert ids(read(plain * 2)) == "77"


@pytest.mark.parametrize("packing", ["", "gz"])
def test_garbage_between_records_costs_none_of_them(packing):
    parts = [gzip_records(each) if packing else each for each in RECORDS]
    found = read(b"".join([*parts[:2], b"garbage\r\nof two lines\r\n", *parts[2:]]), packing)
    assert ids(found) == "01-234"
    assert found[2].place == str(len(parts[0]) + len(parts[1]))


@pytest.mark.parametrize("number", range(5))
def test_a_broken_gzip_member_costs_its_record_alone(number):
    members = [gzip_records(each) for each in RECORDS]
    broken = bytearray(members[number])
    broken[len(broken) // 2 : len(broken) // 2 + 3] = b"\xff\xfe\xfd"
    found = read(b"".join([*members[:number], bytes(broken), *members[number + 1 :]]), "gz")
    assert ids(found) == "01234".replace(str(number), "-")
    assert found[number].place == places(*members)[number]


def test_two_broken_members_are_two_broken_records():
    members = [gzip_records(each) for each in RECORDS]
    broken = [m[:40] + b"\xff\xff\xff" + m[43:] for m in members[1:3]]
    assert ids(read(b"".join([members[0], *broken, *members[3:]]), "gz")) == "0--34"


def test_a_damage_behind_a_whole_record_of_a_member_has_a_place_of_its_own():
    packer = zlib.compressobj(wbits=31)
    member = packer.compress(RECORDS[0]) + packer.flush(zlib.Z_FULL_FLUSH) + b"\xff" * 20
    found = read(member + gzip_records(RECORDS[1]), "gz")
    assert ids(found) == "0-1"
    first, damage, last = [r.place for r in found]
    assert (first, damage[:2], last) == ("0", "0+", str(len(member)))


def test_a_wrong_checksum_makes_a_record_broken():
    members = [gzip_records(each) for each in RECORDS]
    members[1] = members[1][:-8] + b"\0\0\0\0" + members[1][-4:]
    assert ids(read(b"".join(members), "gz")) == "0-234"


@pytest.mark.parametrize("length", [0, 3, 12, 40, 5_000, 10**9])
@pytest.mark.parametrize("packing", ["", "gz"])
def test_a_wrong_length_costs_its_record_alone(length, packing):
    bad = record("resource", b"block 1\r\nblock 1\r\n", length=length, WARC_Record_ID="<urn:1>")
    pack = gzip_records if packing else lambda *records: b"".join(records)
    parts = [RECORDS[0], bad, *RECORDS[2:]]
    found = read(pack(*parts), packing)
    assert ids(found) == "0-234"
    assert found[1].place == places(*map(pack, parts))[1]


@pytest.mark.parametrize("digest", ["", "hex", "base32"])
def test_a_length_cut_at_a_blank_line_is_told_from_garbage_behind_a_record(digest):
    def made(block: bytes, shown: bytes, kind: str) -> bytes:
        sha1 = hashlib.sha1(block)
        value = {"": "", "hex": sha1.hexdigest(), "base32": base64.b32encode(sha1.digest()).decode()}[digest]
        extra = {"WARC_Block_Digest": f"sha1:{value}"} if value else {}
        return record("response", shown, Content_Type=kind, WARC_Record_ID="<urn:1>", **extra)

    head, body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html", b"<p>words"
    cut = made(head + b"\r\n\r\n" + body, head, "application/http") + body + b"\r\n\r\n"
    assert ids(read(RECORDS[0] + cut + RECORDS[2])) == "0-2"
    garbage = made(body, body, "text/html") + b"garbage\r\n"
    assert ids(read(RECORDS[0] + garbage + RECORDS[2])) == "01-2"


@pytest.mark.parametrize("bad", [b"Content-Length: x", b"Content-Length: -1", b"X-Length: 1"])
def test_a_length_that_is_no_number_costs_its_record_alone(bad):
    broken = RECORDS[1].replace(b"Content-Length: 18", bad)
    assert ids(read(b"".join([RECORDS[0], broken, *RECORDS[2:]]))) == "0-234"


@pytest.mark.parametrize("packing", ["", "gz", "bz2"])
def test_a_file_cut_short_keeps_the_records_before(packing):
    data = b"".join(RECORDS[:3])
    pack = {"": bytes, "gz": gzip.compress, "bz2": lambda d: bz2.compress(data) + bz2.compress(RECORDS[3])}[packing]
    packed = pack(data + RECORDS[3])[:-12]
    found = read(packed, packing)
    assert ids(found) == "012-"
    assert isinstance(found[-1], BrokenRecord)
    assert found[-1].ends_file


def test_of_a_block_beyond_the_limit_only_the_beginning_is_held():
    large = record("resource", b"x" * 300_000, WARC_Record_ID="<urn:9>")
    for data, packing in ((RECORDS[0] + large + RECORDS[1], ""), (gzip_records(RECORDS[0], large, RECORDS[1]), "gz")):
        found = read(data, packing, limit=100_000)
        assert ids(found) == "091"
        assert isinstance(found[1], WarcRecord)
        assert not found[1].is_whole
        assert len(found[1].block) < 100_000


def test_a_record_inside_the_block_of_another_is_part_of_it():
    inner = record("resource", b"words", WARC_Record_ID="<urn:8>")
    outer = record("resource", b"before\r\n\r\n" + inner, WARC_Record_ID="<urn:7>")
    assert ids(read(outer + RECORDS[0])) == "70"


def test_what_holds_no_record_is_one_broken_stretch_to_the_end():
    (found,) = read(b"plain words\r\n" * 10_000)
    assert isinstance(found, BrokenRecord)
    assert found.ends_file


def test_an_empty_file_holds_nothing():
    assert read(b"") == []
    assert read(gzip.compress(b""), "gz") == []
