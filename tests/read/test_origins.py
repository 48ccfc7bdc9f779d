import json
from pathlib import Path

import pytest

from flows.read.documents import RawItem, Reject
from flows.read.origins import outlet_of_folder
from tests.raw_items import read_items
from tests.read.packers import PACKERS


def write(folder: Path, files: dict[str, object]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content if isinstance(content, str) else json.dumps(content))


def given(folder: Path, **options) -> dict[str, RawItem]:
    return {item.path: item for item in read_items(folder, **options) if isinstance(item, RawItem)}


def rejects(folder: Path) -> list[tuple[str, str | None, str]]:
    return [(r.path, r.member, r.reason_code) for r in read_items(folder) if isinstance(r, Reject)]


@pytest.mark.parametrize("name", ["a.txt.meta.json", "a.meta.json"])
def test_a_sidecar_describes_the_file_beside_it(tmp_path, name):
    write(tmp_path, {"a.txt": "words", name: {"id": "n-1", "outlet": "Courier", "published_at": "2025-06-05"}})
    item = given(tmp_path)["a.txt"]
    assert (item.given.external_id, item.given.outlet, item.given.published_at) == ("n-1", "Courier", "2025-06-05")
    assert item.given.method_of("outlet") == "sidecar"


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("name", ["a.txt{}.meta.json", "a.txt.meta.json", "a.meta.json"])
def test_a_sidecar_describes_the_packed_file_beside_it(tmp_path, name, suffix):
    (tmp_path / f"a.txt{suffix}").write_bytes(PACKERS[suffix](b"words"))
    write(tmp_path, {name.format(suffix): {"author": "Ada Example"}})
    assert given(tmp_path)[f"a.txt{suffix}"].given.author == "Ada Example"
    assert not rejects(tmp_path)


def test_the_nearest_origin_wins(tmp_path):
    write(
        tmp_path,
        {
            "manifest.jsonl": json.dumps({"path": "x/a.txt", "title": "outer", "author": "outer", "dek": "outer"})
            + "\n",
            "x/manifest.jsonl": json.dumps({"path": "a.txt", "title": "inner", "author": "inner"}) + "\n",
            "x/a.txt.meta.json": {"title": "sidecar"},
            "x/a.txt": "words",
        },
    )
    found = given(tmp_path, folder_outlets={"x": "Courier"})["x/a.txt"].given
    assert (found.title, found.author, found.dek, found.outlet) == ("sidecar", "inner", "outer", "Courier")


def test_a_folder_names_an_outlet_only_where_the_settings_say_so(tmp_path):
    write(tmp_path, {"courier/2025/a.txt": "words", "2025/b.txt": "words"})
    items = given(tmp_path, folder_outlets={"courier": "The Example Courier"})
    assert items["courier/2025/a.txt"].given.outlet == "The Example Courier"
    assert items["courier/2025/a.txt"].given.method_of("outlet") == "folder"
    assert items["2025/b.txt"].given.outlet is None


def test_the_longest_folder_pattern_wins():
    outlets = {"*": "Any", "*/courier": "Courier", "2025/*": "Year", "2025/courier/live": "Live"}
    assert outlet_of_folder("2025/courier/live/a.txt", outlets) == "Live"
    assert outlet_of_folder("2024/courier/a.txt", outlets) == "Courier"
    assert outlet_of_folder("misc/a.txt", outlets) == "Any"
    assert outlet_of_folder("courier", outlets) is None


def test_a_full_stop_stands_for_the_raw_folder_itself_and_all_below_it():
    outlets = {".": "Courier", "./live": "Live"}
    assert [outlet_of_folder(path, outlets) for path in ("a.txt", "old/a.txt", "live/a.txt")] == [
        "Courier", "Courier", "Live",
    ]  # fmt: skip


@pytest.mark.parametrize("content", ["[1]", "{broken", "", "\x00\x01\x02\x03"])
def test_a_broken_sidecar_is_a_reject_and_its_file_is_read(tmp_path, content):
    write(tmp_path, {"a.txt": "words", "a.txt.meta.json": content})
    assert rejects(tmp_path) == [("a.txt.meta.json", None, "malformed_metadata")]
    assert list(given(tmp_path)) == ["a.txt"]


def test_a_sidecar_of_nothing_is_a_reject(tmp_path):
    write(tmp_path, {"gone.txt.meta.json": {"title": "A"}, "here.meta.json": {}, "here.html": "<p>x"})
    assert rejects(tmp_path) == [("gone.txt.meta.json", None, "missing_file")]
