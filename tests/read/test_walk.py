import os
from pathlib import Path

import pytest

from flows.read.documents import Reject
from flows.read.walk import FoundFile, find_files


def write(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("words")


def reasons(folder: Path) -> dict[str, str]:
    return {found.path: found.reason_code for found in find_files(folder) if isinstance(found, Reject)}


def test_files_come_in_the_order_of_their_path_bytes(tmp_path):
    paths = ["a.txt", "a/b.txt", "a-b.txt", "Z.txt", "ä.txt", "a0.txt", "a/a/c.txt"]
    write(tmp_path, *paths)
    assert [found.path for found in find_files(tmp_path)] == sorted(paths, key=os.fsencode)


def test_each_form_is_known_by_its_suffix(tmp_path):
    write(
        tmp_path,
        "a.TXT",
        "b.htm",
        "c.html.gz",
        "d.ndjson",
        "e.csv.gz",
        "f.parquet",
        "g.warc.ZST",
        "h.txt.bz2",
        "i.tsv.xz",
    )
    found = {f.path: (f.source_format, f.packing) for f in find_files(tmp_path) if isinstance(f, FoundFile)}
    assert found == {
        "a.TXT": ("txt", ""),
        "b.htm": ("html", ""),
        "c.html.gz": ("html", "gz"),
        "d.ndjson": ("jsonl", ""),
        "e.csv.gz": ("csv", "gz"),
        "f.parquet": ("parquet", ""),
        "g.warc.ZST": ("warc", "zst"),
        "h.txt.bz2": ("txt", "bz2"),
        "i.tsv.xz": ("csv", "xz"),
    }


def test_sidecars_and_manifests_are_no_content(tmp_path):
    write(tmp_path, "a.txt.meta.json", "x/manifest.csv", "manifest.jsonl")
    kinds = {found.path: found.kind for found in find_files(tmp_path) if isinstance(found, FoundFile)}
    assert kinds == {"a.txt.meta.json": "sidecar", "x/manifest.csv": "manifest", "manifest.jsonl": "manifest"}


def test_hidden_names_are_skipped(tmp_path):
    write(tmp_path, ".gitkeep", ".git/config.txt", "kept.txt")
    assert [found.path for found in find_files(tmp_path)] == ["kept.txt"]


def test_other_suffixes_are_rejected_with_the_known_ones(tmp_path):
    write(tmp_path, "scan.pdf", "README", "b.gz", "c.txt.7z", "d.txt.gz.xz")
    assert reasons(tmp_path) == dict.fromkeys(
        ("scan.pdf", "README", "b.gz", "c.txt.7z", "d.txt.gz.xz"), "unsupported_format"
    )


def test_a_link_inside_the_raw_folder_is_followed(tmp_path):
    write(tmp_path, "a.txt")
    (tmp_path / "b.txt").symlink_to("a.txt")
    assert [found.path for found in find_files(tmp_path) if isinstance(found, FoundFile)] == ["a.txt", "b.txt"]


def test_links_out_of_the_raw_folder_to_folders_and_to_nothing_are_rejected(tmp_path):
    write(tmp_path, "outside.txt", "raw/inner/a.txt")
    raw = tmp_path / "raw"
    (raw / "out.txt").symlink_to(tmp_path / "outside.txt")
    (raw / "loop").symlink_to(raw)
    (raw / "gone.txt").symlink_to("nowhere.txt")
    (raw / "self.txt").symlink_to("self.txt")
    assert {path: reason for path, reason in reasons(raw).items() if path != "self.txt"} == {
        "out.txt": "symlink",
        "loop": "symlink",
        "gone.txt": "symlink",
    }
    assert reasons(raw)["self.txt"] in ("symlink", "unreadable")


def test_a_raw_folder_that_is_itself_a_link_is_read(tmp_path):
    write(tmp_path, "corpus/a.txt")
    (tmp_path / "raw").symlink_to(tmp_path / "corpus")
    assert [found.path for found in find_files(tmp_path / "raw") if isinstance(found, FoundFile)] == ["a.txt"]


def test_a_pipe_is_rejected_and_not_opened(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    assert reasons(tmp_path) == {"pipe.txt": "not_regular_file"}


def test_a_folder_that_cannot_be_opened_is_a_reject(tmp_path, monkeypatch):
    write(tmp_path, "locked/a.txt", "open.txt")
    scandir = os.scandir

    def refuse(location):
        if Path(location).name == "locked":
            raise PermissionError(13, "Permission denied")
        return scandir(location)

    monkeypatch.setattr(os, "scandir", refuse)
    assert reasons(tmp_path) == {"locked/": "unreadable"}


def test_a_name_that_is_not_utf8_gets_a_path_that_is(tmp_path):
    try:
        (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text("words")
    except OSError:
        pytest.skip("the file system takes only UTF-8 names")
    assert [found.path for found in find_files(tmp_path)] == [r"caf\xe9.txt"]


def test_a_raw_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(NotADirectoryError, match="is not a folder"):
        list(find_files(tmp_path / "nowhere"))
