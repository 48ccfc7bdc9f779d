import json
from pathlib import Path

import pytest

from flows.read.documents import RawItem, Reject
from tests.raw_items import read_items


def write(folder: Path, files: dict[str, object]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content if isinstance(content, str) else json.dumps(content))


def given(folder: Path, **options) -> dict[str, RawItem]:
    return {item.path: item for item in read_items(folder, **options) if isinstance(item, RawItem)}


def rejects(folder: Path) -> list[tuple[str, str | None, str]]:
    return [(r.path, r.member, r.reason_code) for r in read_items(folder) if isinstance(r, Reject)]


def test_a_manifest_describes_the_files_it_names(tmp_path):
    write(
        tmp_path,
        {
            "x/manifest.csv": "path;outlet;title\nsub/a.txt;Courier;A\n./b.txt;Herald;B\n",
            "x/sub/a.txt": "words",
            "x/b.txt": "words",
            "b.txt": "words",
        },
    )
    items = given(tmp_path)
    assert items["x/sub/a.txt"].given.outlet == "Courier"
    assert items["x/b.txt"].given.title == "B"
    assert items["x/b.txt"].given.method_of("title") == "manifest"
    assert items["b.txt"].given.outlet is None


def test_rows_of_a_manifest_that_say_nothing_are_rejects(tmp_path):
    rows = ['{"path": "a.txt", "title": "A"}', '{"path": "a.txt"}', '{"path": "gone.txt"}', '{"title": "B"}', "{broken"]
    write(tmp_path, {"a.txt": "words", "manifest.jsonl": "\n".join(rows)})
    assert rejects(tmp_path) == [
        ("manifest.jsonl", "2", "malformed_metadata"),
        ("manifest.jsonl", "3", "missing_file"),
        ("manifest.jsonl", "4", "malformed_metadata"),
        ("manifest.jsonl", "5", "malformed_row"),
    ]
    assert given(tmp_path)["a.txt"].given.title == "A"


def test_a_manifest_without_paths_is_a_reject(tmp_path):
    write(tmp_path, {"manifest.csv": "title,outlet\nA,Courier\n"})
    assert rejects(tmp_path) == [("manifest.csv", None, "malformed_file")]


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hosts", "", ".", "x/../../outside.txt"])
def test_a_path_that_leaves_the_folder_is_a_reject(tmp_path, path):
    write(tmp_path, {"x/manifest.jsonl": json.dumps({"path": path, "title": "A"}), "outside.txt": "words"})
    assert rejects(tmp_path) == [("x/manifest.jsonl", "1", "malformed_metadata")]
    assert given(tmp_path)["outside.txt"].given.title is None


def test_texts_in_a_manifest_are_not_lost_without_a_word(tmp_path):
    write(tmp_path, {"manifest.csv": "path,text\na.txt,words\n", "a.txt": "words"})
    assert rejects(tmp_path) == [("manifest.csv", "2", "malformed_metadata")]
