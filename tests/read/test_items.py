import gzip
import io
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.read.documents import RawItem, Reject
from flows.read.rejects import READ_REASONS
from tests.raw_items import read_items
from tests.read.packers import PACKERS


def parquet(rows: dict[str, list[object]]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(rows), out)
    return out.getvalue()


ROWS = b'{"id": "1", "text": "one"}\n{"id": "2", "html": "<p>two</p>"}\n'
FILES = {
    "a.txt": b"words",
    "b.html": b"<p>words</p>",
    "c.jsonl": ROWS,
    "d.csv": b"id,text\n3,three\n4,four\n",
    "e.parquet": parquet({"id": ["5", "6"], "text": ["five", "six"]}),
}
MEMBERS = {"a.txt": [None], "b.html": [None], "c.jsonl": ["1", "2"], "d.csv": ["2", "3"], "e.parquet": ["1", "2"]}


def write(folder: Path, files: dict[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def reasons(folder: Path, **options) -> list[tuple[str, str | None, str]]:
    return [(r.path, r.member, r.reason_code) for r in read_items(folder, **options) if isinstance(r, Reject)]


@pytest.mark.parametrize("suffix", ["", *PACKERS])
def test_every_form_is_read_plain_and_packed(tmp_path, suffix):
    pack = PACKERS.get(suffix, bytes)
    write(tmp_path, {name + suffix: pack(data) for name, data in FILES.items()})
    items = list(read_items(tmp_path))
    assert all(isinstance(item, RawItem) for item in items), items
    assert [(item.path, item.member) for item in items] == [
        (name + suffix, member) for name, members in MEMBERS.items() for member in members
    ]


def test_the_same_folder_gives_the_same_items_in_the_same_order(tmp_path):
    write(tmp_path, {f"{n % 3}/{n}.txt": f"words {n}".encode() for n in range(20)})
    assert list(read_items(tmp_path)) == list(read_items(tmp_path))


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonl.gz"])
def test_a_file_without_rows_is_a_reject(tmp_path, name):
    write(tmp_path, {name: gzip.compress(b"") if name.endswith(".gz") else b""})
    assert reasons(tmp_path) == [(name, None, "empty")]


def test_an_item_above_the_limit_is_a_reject(tmp_path):
    write(tmp_path, {"a.txt": b"x" * 100, "b.txt": b"x" * 101, "c.txt.gz": gzip.compress(b"x" * 101)})
    assert reasons(tmp_path, max_item_bytes=100) == [("b.txt", None, "too_large"), ("c.txt.gz", None, "too_large")]


@pytest.mark.parametrize("suffix", PACKERS)
def test_rows_before_a_break_in_a_packed_file_are_kept(tmp_path, suffix):
    lines = b"".join(
        json.dumps({"text": f"{n} " + "".join(map(str, range(n % 97)))}).encode() + b"\n" for n in range(4000)
    )
    packed = PACKERS[suffix](lines)  # of two frames the second is cut
    write(tmp_path, {f"a.jsonl{suffix}": packed + packed[: len(packed) // 2]})
    *items, last = read_items(tmp_path)
    assert len(items) >= 4000
    assert all(isinstance(item, RawItem) for item in items)
    assert isinstance(last, Reject)
    assert (last.reason_code, last.member) == ("malformed_file", None)
    assert f"after line {items[-1].member} " in last.detail


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl", "a.csv", "a.parquet"])
def test_what_is_not_packed_as_its_name_says_is_one_reject(tmp_path, name, suffix):
    write(tmp_path, {name + suffix: b"plain words"})
    assert reasons(tmp_path) == [(name + suffix, None, "malformed_file")]


def test_a_file_that_may_not_be_opened_is_a_reject(tmp_path, monkeypatch):
    write(tmp_path, {"a.txt": b"words", "b.txt": b"words"})
    open_path = Path.open

    def refuse(self, *args, **kwargs):
        if self.name == "a.txt":
            raise PermissionError(13, "Permission denied")
        return open_path(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", refuse)
    assert reasons(tmp_path) == [("a.txt", None, "unreadable")]


def test_the_same_words_at_two_places_are_two_items(tmp_path):
    write(tmp_path, {"a.txt": b"words", "b.txt": b"words"})
    first, second = read_items(tmp_path)
    assert isinstance(first, RawItem)
    assert isinstance(second, RawItem)
    assert first.sha256 == second.sha256
    assert first.document_id != second.document_id


def test_every_reject_says_what_where_and_the_next_step(tmp_path):
    write(
        tmp_path,
        {
            "a.jsonl": b'{"text": 1}\n{}\nx\n' + ROWS + ROWS,
            "b.csv": b"x\n",
            "c.parquet": b"",
            "d.pdf": b"",
            "e.txt.meta.json": b"{}",
            "f.txt": b"x" * 200,
            "g.csv": b'text,id\n1\n"x',
        },
    )
    found = [r for r in read_items(tmp_path, max_item_bytes=150) if isinstance(r, Reject)]
    assert len(found) == 12
    for reject in found:
        assert reject.reason_code in READ_REASONS
        assert reject.detail.startswith(reject.path)
        assert ";" in reject.detail
        assert "\n" not in reject.detail
    assert len({(r.path, r.member, r.reason_code) for r in found}) == len(found)


JSON_ROWS = st.lists(
    st.one_of(
        st.builds(lambda t: json.dumps({"text": t}), st.text()),
        st.sampled_from(["{", "[]", "1", '{"html": "<p>x"}', '{"id": 1}', '{"text": {}}', '{"text": "\\ud800"}']),
    ),
    max_size=12,
)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(["a", "b/c", "d"]), JSON_ROWS, max_size=3))
def test_items_and_rejects_together_are_the_rows_found(tmp_path_factory, files):
    folder = tmp_path_factory.mktemp("raw")
    write(folder, {f"{name}.jsonl": "".join(f"{row}\n" for row in rows).encode() for name, rows in files.items()})
    found = list(read_items(folder))
    assert len(found) == sum(max(1, len(rows)) for rows in files.values())
    assert len({(item.path, item.member) for item in found}) == len(found)
