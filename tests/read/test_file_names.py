import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.read.documents import RawItem, Reject
from flows.read.walk import FoundFile, find_files, original, readable
from tests.raw_items import read_items

NAMES = [
    b" two  blanks .txt", b"it's.txt", b'"quoted".txt', b"two\nlines.txt", b"tab\t.txt", b"back\\slash.txt",
    b"*?[x].txt",
    b"esc\x1b[2J.txt", "Grünau.txt".encode(), "Gru\u0308nau.txt".encode(), "東京.txt".encode(), "שלום.txt".encode(),
    b"caf\xe9.txt", b"caf\\xe9.txt", b"caf\\\\xe9.txt", b"caf\\\\\xe9.txt", b"\xff\xfe.txt", b"-rf.txt", b"a,b;c.txt",
]  # fmt: skip
is_root = os.geteuid() == 0


def write(folder: Path, names: list[bytes], content: bytes = b"words") -> None:
    for name in names:
        try:
            (folder / os.fsdecode(name)).write_bytes(content)
        except OSError:
            pytest.skip("the file system takes only UTF-8 names")


@contextmanager
def deep(folder: Path, names: list[str]) -> Iterator[None]:
    """Make folders in one another, deeper than a path may be long, with a file in the innermost; and remove them."""
    here = Path.cwd()
    os.chdir(folder)
    try:
        for name in names:
            Path(name).mkdir()
            os.chdir(name)
        Path("a.txt").write_text("words")
        os.chdir(here)
        yield
    finally:
        os.chdir(folder)
        for name in names:
            os.chdir(name)
        Path("a.txt").unlink()
        for name in reversed(names):  # pytest's own clearing recurses
            os.chdir("..")
            Path(name).rmdir()
        os.chdir(here)


def reasons(folder: Path) -> dict[str, str]:
    return {found.path: found.reason_code for found in find_files(folder) if isinstance(found, Reject)}


def test_a_file_of_any_name_is_read_and_no_two_are_taken_for_one(tmp_path):
    write(tmp_path, NAMES)
    items = list(read_items(tmp_path))
    assert all(isinstance(item, RawItem) for item in items), items
    assert len({item.path for item in items}) == len(NAMES)
    assert len({item.document_id for item in items if isinstance(item, RawItem)}) == len(NAMES)
    assert all(item.path.encode("utf-8") for item in items)


def test_common_names_are_kept_as_they_are():
    for name in NAMES[:12]:
        assert readable(os.fsdecode(name)) == name.decode()
    assert readable(os.fsdecode(b"caf\xe9.txt")) == r"caf\xe9.txt"
    assert readable(r"caf\xe9.txt") == r"caf\\xe9.txt"


PARTS = st.sampled_from([b"\\", b"x", b"e9", b"\xe9", b"\xc3\xa9", b"\\xe9", b"a", b"x5c"])


@given(st.lists(PARTS, min_size=1, max_size=8).map(b"".join))
def test_a_readable_name_leads_back_to_the_file(name):
    shown = readable(os.fsdecode(name))
    assert os.fsencode(original(shown)) == name
    assert shown.encode("utf-8").decode() == shown


def test_sidecars_and_manifests_describe_files_of_any_name(tmp_path):
    write(tmp_path, NAMES)
    rows = "".join('"' + readable(os.fsdecode(name)).replace('"', '""') + '",Courier\n' for name in NAMES)
    (tmp_path / "manifest.csv").write_text("path,outlet\n" + rows)
    for name in NAMES:
        (tmp_path / (os.fsdecode(name) + ".meta.json")).write_text('{"author": "Ada"}')
    items = list(read_items(tmp_path))
    assert [item for item in items if isinstance(item, Reject)] == []
    assert {(i.given.outlet, i.given.author) for i in items if isinstance(i, RawItem)} == {("Courier", "Ada")}


def test_a_backslash_in_a_manifest_parts_folders_where_no_file_is_named_so(tmp_path):
    (tmp_path / "x").mkdir()
    write(tmp_path / "x", [b"a.txt"])
    (tmp_path / "manifest.csv").write_text("path,outlet\nx\\a.txt,Courier\n")
    (item,) = read_items(tmp_path)
    assert isinstance(item, RawItem)
    assert item.given.outlet == "Courier"


def test_what_is_said_of_a_name_that_is_not_utf8_can_be_stored(tmp_path):
    write(tmp_path, [b"caf\xe9.pdf", b"gone\xe9.txt.meta.json", b"bad\xe9.jsonl"], b"{}")
    found = list(read_items(tmp_path))
    assert [r.reason_code for r in found if isinstance(r, Reject)] == [
        "missing_text",
        "unsupported_format",
        "missing_file",
    ]
    for reject in found:
        assert isinstance(reject, Reject)
        assert f"{reject.path} {reject.detail}".encode()


def test_pipes_sockets_and_devices_are_refused_and_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "link.txt").symlink_to("pipe.txt")
    expected = {"pipe.txt": "not_regular_file", "link.txt": "not_regular_file", "s.txt": "not_regular_file"}
    with socket.socket(socket.AF_UNIX) as listening:
        here = Path.cwd()
        os.chdir(tmp_path)  # the name of a socket may have 107 bytes
        try:
            listening.bind("s.txt")
        finally:
            os.chdir(here)
        if is_root:
            os.mknod(tmp_path / "device.txt", 0o20666, os.makedev(1, 5))  # as /dev/zero, which never ends
            expected["device.txt"] = "not_regular_file"
        assert reasons(tmp_path) == expected
        assert len(list(read_items(tmp_path))) == len(expected)


def test_links_that_leave_the_raw_folder_by_any_way_are_refused(tmp_path):
    raw = tmp_path / "raw"
    (raw / "inner").mkdir(parents=True)
    write(tmp_path, [b"outside.txt"])
    write(raw, [b"inside.txt"])
    (raw / "absolute.txt").symlink_to(tmp_path / "outside.txt")
    (raw / "relative.txt").symlink_to("../outside.txt")
    (raw / "chain.txt").symlink_to("relative.txt")
    (raw / "inner" / "roundabout.txt").symlink_to("../../raw/inside.txt")
    (raw / "folder").symlink_to(tmp_path)
    (raw / "here.txt").symlink_to(".")
    (raw / "gone.txt").symlink_to("nowhere.txt")
    (raw / "device.txt").symlink_to("/dev/zero")
    refused = ("absolute.txt", "relative.txt", "chain.txt", "folder", "here.txt", "gone.txt", "device.txt")
    assert reasons(raw) == dict.fromkeys(refused, "symlink")
    read = [found.path for found in find_files(raw) if isinstance(found, FoundFile)]
    assert read == ["inner/roundabout.txt", "inside.txt"]


def test_loops_of_links_are_refused(tmp_path):
    (tmp_path / "a.txt").symlink_to("b.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    (tmp_path / "self.txt").symlink_to("self.txt")
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "up").symlink_to("..")
    found = reasons(tmp_path)
    assert set(found) == {"a.txt", "b.txt", "self.txt", "x/up"}
    assert set(found.values()) == {"symlink"}


@pytest.mark.parametrize("name", ["manifest.csv", "a.txt.meta.json"])
def test_values_are_not_taken_through_links_and_that_is_said(tmp_path, name):
    write(tmp_path, [b"a.txt"])
    (tmp_path / "values.json").write_text("path,author\na.txt,Ada\n" if name.endswith("csv") else '{"author": "Ada"}')
    (tmp_path / name).symlink_to("values.json")
    found = {r.path: r for r in read_items(tmp_path)}
    item, reject = found["a.txt"], found[name]
    assert isinstance(item, RawItem)
    assert item.given.author is None
    assert isinstance(reject, Reject)
    assert reject.reason_code == "symlink"


def test_folders_deeper_than_python_recurses_are_read(tmp_path):
    with deep(tmp_path, ["d"] * 1_200):
        (item,) = read_items(tmp_path)
    assert isinstance(item, RawItem)
    assert item.path == "d/" * 1_200 + "a.txt"


def test_a_path_longer_than_the_system_takes_is_a_reject(tmp_path):
    with deep(tmp_path, ["d" * 200] * 25):  # PATH_MAX is 4096
        (reject,) = read_items(tmp_path)
    assert isinstance(reject, Reject)
    assert reject.reason_code == "unreadable"


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """Give a folder to somebody to whom a folder can be closed: root becomes nobody for the time being."""
    user = os.geteuid()
    if user == 0:
        os.seteuid(65534)
    try:
        with tempfile.TemporaryDirectory() as name:
            yield Path(name)
            for folder in Path(name).iterdir():
                folder.chmod(0o700)
    finally:
        os.seteuid(user)


def test_closed_folders_and_files_are_rejects_that_name_no_place_on_the_machine(own_folder):
    for name in ("locked", "listed", "closed"):
        (own_folder / name).mkdir()
    write(own_folder / "locked", [b"a.txt"])
    write(own_folder / "listed", [b"a.txt", b"a.txt.meta.json", b"manifest.csv"])
    write(own_folder / "closed", [b"a.txt", b"a.txt.meta.json", b"manifest.csv", b"ok.txt"])
    for name in ("locked", "closed/a.txt", "closed/a.txt.meta.json", "closed/manifest.csv"):
        (own_folder / name).chmod(0)
    (own_folder / "listed").chmod(0o400)
    found = list(read_items(own_folder))
    assert [item.path for item in found if isinstance(item, RawItem)] == ["closed/ok.txt"]
    refused = {item.path: item for item in found if isinstance(item, Reject)}
    assert {item.reason_code for item in refused.values()} == {"unreadable"}
    assert set(refused) == {
        "locked/", "listed/a.txt", "listed/a.txt.meta.json", "listed/manifest.csv",
        "closed/a.txt", "closed/a.txt.meta.json", "closed/manifest.csv",
    }  # fmt: skip
    assert not any(str(own_folder) in item.detail for item in refused.values())


@settings(max_examples=50)
@given(st.sets(st.binary(min_size=1, max_size=12).map(lambda b: b.translate(None, b"\0/")).filter(bool), max_size=6))
def test_files_of_random_names_are_each_found_once(tmp_path_factory, names):
    folder = tmp_path_factory.mktemp("raw")
    write(folder, [b"n" + name + b".txt" for name in names])
    found = list(read_items(folder))
    assert len(found) == len({item.path for item in found}) == len(names)
