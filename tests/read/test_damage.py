"""Broken files of every form: nothing is raised, and nothing is lost that stood before the damage."""

import io
import json
from collections.abc import Callable

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.read.decode import decode_item
from flows.read.documents import RawItem, Reject
from flows.read.rejects import READ_REASONS
from flows.read.walk import FORMATS, PACKINGS
from tests.raw_items import read_items
from tests.read.packers import PACKERS
from tests.read.warc_files import gzip_records, response

SUFFIXES = [form + packed for form in FORMATS for packed in ("", *PACKINGS)]
STARTS = [b"", b"{", b'{"text": "', b"text,id\n", b"PAR1", b"WARC/1.0\r\nContent-Length: 5\r\n\r\n", b"\x1f\x8b\x08",
          b"\x28\xb5\x2f\xfd", b"BZh9", b"\xfd7zXZ\x00", b"\xff\xfe", b"\x00\x00\xfe\xff", b"<html>"]  # fmt: skip


def read(folder, name: str, data: bytes) -> list[RawItem | Reject]:
    (folder / name).write_bytes(data)
    found = list(read_items(folder, max_item_bytes=100_000))
    for item in found:
        if isinstance(item, RawItem):
            decode_item(item)
        else:
            assert item.reason_code in READ_REASONS
            assert item.detail.startswith(item.path)
            assert ";" in item.detail
    return found


@settings(max_examples=150)
@given(
    suffix=st.sampled_from(SUFFIXES),
    start=st.sampled_from(STARTS),
    rest=st.binary(max_size=400),
    is_packed=st.booleans(),
)
def test_random_bytes_under_any_suffix_give_at_least_one_item_or_reject(
    tmp_path_factory, suffix, start, rest, is_packed
):
    packed = next((packer for name, packer in PACKERS.items() if suffix.endswith(name)), bytes)
    found = read(tmp_path_factory.mktemp("raw"), f"a{suffix}", packed(start + rest) if is_packed else start + rest)
    assert found
    assert len({(item.path, item.member) for item in found}) == len(found)


@settings(max_examples=100)
@given(
    name=st.sampled_from(["manifest.csv", "manifest.jsonl", "a.meta.json", "a.txt.meta.json"]),
    start=st.sampled_from(
        [b"", b"path,author\n", b'path,author\n"', b'{"path": "a.txt", "author": ', b"\xff\xfe", b"[" * 9]
    ),
    rest=st.binary(max_size=200),
)
def test_random_bytes_as_sidecar_or_manifest_cost_no_text(tmp_path_factory, name, start, rest):
    folder = tmp_path_factory.mktemp("raw")
    (folder / "a.txt").write_text("words")
    found = read(folder, name, start + rest)
    assert [item.path for item in found if isinstance(item, RawItem)] == ["a.txt"]
    assert all(item.path == name for item in found if isinstance(item, Reject))


ROW_COUNT = 12
TEXTS = [f"Row {n}: the bridge was closed, “für immer”. " * (1 + n % 4) for n in range(ROW_COUNT)]
LINES = [json.dumps({"id": str(n), "text": text}).encode() + b"\n" for n, text in enumerate(TEXTS)]
RECORDS = [f'{n},"{text}"\n'.encode() for n, text in enumerate(TEXTS)]
PAGES = [response(f"<p>{text}</p>".encode(), url=f"https://example.org/{n}") for n, text in enumerate(TEXTS)]
# Each form as parts of which every one but the header of CSV is one item; packed files have a frame for each part.
FORMS: dict[str, list[bytes]] = {"a.jsonl": LINES, "a.csv": [b"id,text\n", *RECORDS], "a.warc": PAGES}
FORMS |= {
    f"{name}{suffix}": list(map(pack, parts)) for name, parts in FORMS.items() for suffix, pack in PACKERS.items()
}
DAMAGES: dict[str, Callable[[bytes, int, bytes], bytes]] = {
    "cut": lambda data, place, _: data[:place],
    "overwritten": lambda data, place, noise: data[:place] + noise + data[place + len(noise) :],
    "inserted": lambda data, place, noise: data[:place] + noise + data[place:],
    "left out": lambda data, place, noise: data[:place] + data[place + len(noise) :],
}


@settings(max_examples=200)
@given(
    name=st.sampled_from(list(FORMS)),
    damage=st.sampled_from(list(DAMAGES)),
    share=st.floats(0, 1),
    noise=st.binary(min_size=1, max_size=40),
)
def test_all_items_before_a_damage_are_kept(tmp_path_factory, name, damage, share, noise):
    parts = FORMS[name]
    whole = read(tmp_path_factory.mktemp("whole"), name, b"".join(parts))
    assert len(whole) == ROW_COUNT
    place = int(share * (len(b"".join(parts)) - 1))
    found = read(tmp_path_factory.mktemp("raw"), name, DAMAGES[damage](b"".join(parts), place, noise))
    ends = [sum(map(len, parts[: n + 1])) for n in range(len(parts))]
    before = max(0, sum(end <= place for end in ends) - (len(parts) - ROW_COUNT))
    assert found[:before] == whole[:before]
    assert found


@settings(max_examples=60)
@given(share=st.floats(0, 1), noise=st.binary(min_size=1, max_size=40))
def test_all_records_beside_a_damaged_gzip_member_are_kept(tmp_path_factory, share, noise):
    members = [gzip_records(page) for page in PAGES]
    place = int(share * (len(b"".join(members)) - 1))
    data = DAMAGES["overwritten"](b"".join(members), place, noise)
    kept = {
        item.given.url for item in read(tmp_path_factory.mktemp("raw"), "a.warc.gz", data) if isinstance(item, RawItem)
    }
    start = 0
    for number, member in enumerate(members):
        if start + len(member) <= place or start >= place + len(noise):
            assert f"https://example.org/{number}" in kept
        start += len(member)


@settings(max_examples=40)
@given(share=st.floats(0, 1), noise=st.binary(min_size=1, max_size=40), suffix=st.sampled_from(["", *PACKERS]))
def test_rows_of_the_groups_before_a_damage_in_parquet_are_kept(tmp_path_factory, share, noise, suffix):
    out = io.BytesIO()
    with pq.ParquetWriter(out, pa.schema([("text", pa.string())]), compression="none", use_dictionary=False) as writer:
        for text in TEXTS:
            writer.write_table(pa.table({"text": [text]}))
    data = out.getvalue()
    groups = pq.ParquetFile(io.BytesIO(data)).metadata
    ends = [
        groups.row_group(n).column(0).data_page_offset + groups.row_group(n).column(0).total_compressed_size
        for n in range(ROW_COUNT)
    ]
    place = int(share * (ends[-1] - 1))
    broken = DAMAGES["overwritten"](data[: ends[-1]], place, noise)[: ends[-1]] + data[ends[-1] :]
    found = read(tmp_path_factory.mktemp("raw"), f"a.parquet{suffix}", PACKERS.get(suffix, bytes)(broken))
    before = sum(end <= place for end in ends)
    assert [item.payload.decode() for item in found[:before] if isinstance(item, RawItem)] == TEXTS[:before]
