"""Raw files in an object store, and snapshots published there: moto's server speaks S3 on the loopback."""

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyarrow import fs
from pydantic import ValidationError

from flows.load.remote import publish_remotely, require_place
from flows.load.snapshots import Warehouse
from flows.read.stores import StoreError, open_store
from flows.run import gathering
from flows.settings import Settings
from tests.plain_run import parquet_bytes, run_plainly
from tests.raw_items import read_items
from tests.small_corpus import row, write_reports

SERVER = """
from moto.server import ThreadedMotoServer
server = ThreadedMotoServer("127.0.0.1", 0)
server.start()
print(server.get_host_and_port()[1], flush=True)
server._thread.join()
"""


@pytest.fixture(scope="module")
def port() -> Iterator[str]:
    pytest.importorskip("moto.server", reason="moto is not installed: pip install 'moto[server]'")
    with subprocess.Popen(
        [sys.executable, "-c", SERVER], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout is not None
        while not (line := server.stdout.readline()).strip().isdigit():  # it says other things first
            assert line, "moto's server did not start"
        yield line.strip()
        server.kill()


@pytest.fixture
def store_at(port: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], str]:
    """Return what gives the address of a folder in a bucket of this test."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    monkeypatch.setattr(gathering, "UNSETTLED_NANOSECONDS", 0)
    name = re.sub(r"[^a-z0-9]+", "-", tmp_path.name.lower()).strip("-")
    options = f"endpoint_override=127.0.0.1:{port}&scheme=http"
    store, place = open_store(f"s3://{name}?{options}&allow_bucket_creation=true")
    store.create_dir(place)
    return lambda folder: f"s3://{name}/{folder}?{options}"


def put(address: str, files: dict[str, bytes]) -> None:
    store, folder = open_store(address)
    for name, content in files.items():
        with store.open_output_stream(f"{folder}/{name}", compression=None) as stream:
            stream.write(content)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def stored(address: str) -> dict[str, bytes]:
    store, folder = open_store(address)
    found = store.get_file_info(fs.FileSelector(folder, recursive=True))
    return {
        f.path[len(folder) + 1 :]: store.open_input_file(f.path).read() for f in found if f.type == fs.FileType.File
    }


def mixed_folder(raw: Path) -> Path:
    """Write files with sidecars, a manifest, packed and hidden ones, in folders."""
    write_reports(raw / "reports")
    (raw / "a").mkdir()
    (raw / "a" / "note.txt").write_text("The ferry left.")
    (raw / "a" / "note.txt.meta.json").write_text('{"outlet": "Harbour Gazette"}')
    (raw / "a" / "lost.meta.json").write_text('{"outlet": "Nobody"}')
    (raw / "a.txt").write_text("Sorts before the folder.")
    (raw / "manifest.csv").write_text("path,outlet\na.txt,Signal 24\ngone.txt,Signal 24\n")
    (raw / ".hidden").write_text("no")
    (raw / "picture.png").write_bytes(b"no text")
    (raw / "reports" / "big.jsonl.gz").write_bytes(b"no gzip")
    return raw


@pytest.mark.slow
def test_a_store_gives_the_items_and_rejects_of_the_same_folder(store_at, tmp_path):
    raw = mixed_folder(tmp_path / "raw")
    put(store_at("news"), files_of(raw))
    here = list(read_items(raw))
    assert len(here) > 8
    assert list(read_items(store_at("news"))) == here


@pytest.mark.slow
def test_a_run_from_a_store_publishes_the_bytes_of_a_local_run_and_reads_only_what_changed(store_at, tmp_path):
    raw, address = mixed_folder(tmp_path / "raw"), store_at("news")
    put(address, files_of(raw))
    run_plainly(raw, tmp_path / "here")
    run_plainly(address, tmp_path / "there")
    assert parquet_bytes(tmp_path / "there") == parquet_bytes(tmp_path / "here")
    put(address, {"reports/fresh.jsonl": row(3, title="Ferry").encode()})
    assert run_plainly(address, tmp_path / "there").work_counts["read"] == 1


@pytest.mark.slow
def test_snapshots_are_published_in_a_store_and_leave_it_when_the_warehouse_drops_them(store_at, tmp_path):
    raw, address = write_reports(tmp_path / "raw"), store_at("published")
    names = []
    for number in range(3):
        (raw / f"more-{number}.txt").write_text(f"Report {number} came late. " * 9)
        summary = run_plainly(raw, tmp_path / "warehouse", publish_to=address, kept_snapshots=2)
        names.append(summary.snapshot.name)
        found = stored(address)
        pointer = json.loads(found["current.json"])
        assert pointer["snapshot"] == summary.snapshot.name
        prefix = f"snapshots/{pointer['snapshot']}/"
        there = {path: found[prefix + path] for path in pointer["files"]}
        published = ("core/", "marts/", "datapackage.json")
        local = {p: content for p, content in files_of(summary.snapshot).items() if p.startswith(published)}
        assert there == local
    assert {path.split("/")[1] for path in found if path.startswith("snapshots/")} == set(names[1:])
    # what the store has is not sent again
    assert publish_remotely(summary.snapshot, address, names[1:]) == 0


@pytest.mark.slow
def test_a_copy_that_breaks_off_leaves_the_pointer_where_it_was(store_at, tmp_path, monkeypatch):
    raw, address = write_reports(tmp_path / "raw"), store_at("published")
    run_plainly(raw, tmp_path / "warehouse", publish_to=address)
    before = stored(address)
    (raw / "more.txt").write_text("One more report. " * 9)

    def break_off(*arguments, **named):
        raise OSError("connection lost")

    with monkeypatch.context() as patch:
        patch.setattr(fs, "copy_files", break_off)
        with pytest.raises(OSError, match="connection lost"):
            run_plainly(raw, tmp_path / "warehouse", publish_to=address)
    assert stored(address)["current.json"] == before["current.json"]
    assert before.items() <= stored(address).items()
    run_plainly(raw, tmp_path / "warehouse", publish_to=address)
    current = Warehouse(tmp_path / "warehouse").current
    assert current is not None
    assert json.loads(stored(address)["current.json"])["snapshot"] == current.name


@pytest.mark.slow
def test_an_address_belongs_to_one_warehouse(store_at, tmp_path):
    raw, address = write_reports(tmp_path / "raw"), store_at("published")
    for _ in range(2):
        run_plainly(raw, tmp_path / "one", publish_to=address)
    before = stored(address)
    with pytest.raises(StoreError, match="holds the snapshots of another warehouse"):
        run_plainly(raw, tmp_path / "two", publish_to=address)
    assert stored(address) == before
    assert Warehouse(tmp_path / "two").current is None
    moved = (tmp_path / "one").rename(tmp_path / "moved")
    (moved / "current").unlink()  # and damaged: what the log of runs knew is gone
    run_plainly(raw, moved, publish_to=address)
    assert stored(address).keys() != before.keys()


@pytest.mark.slow
def test_a_bucket_that_is_not_there_is_said_before_anything_is_read(store_at):
    address = store_at("published")
    require_place(address, (), ())
    with pytest.raises(StoreError, match="s3://no-such-bucket/news: there is no bucket 'no-such-bucket'"):
        require_place(f"s3://no-such-bucket/news?{address.partition('?')[2]}", (), ())


@pytest.mark.slow
def test_nothing_at_an_address_is_said(store_at):
    with pytest.raises(NotADirectoryError, match="nothing at s3"):
        list(read_items(store_at("nowhere")))


def test_an_unknown_kind_of_store_is_said():
    with pytest.raises(StoreError, match="nosuch://place cannot be opened"):
        list(read_items("nosuch://place"))


def test_an_address_is_no_path_and_holds_no_keys():
    assert Settings(raw="s3://bucket/news").raw == "s3://bucket/news"
    assert Settings(raw="data/raw").raw == Path("data/raw")
    assert Settings(raw="s3://bucket/news?region=x").raw_name == "s3://bucket/news"
    with pytest.raises(ValidationError, match="without a name or key"):
        Settings(raw="s3://key:secret@bucket/news")
    with pytest.raises(ValidationError):
        Settings(publish_to="plain/folder")
