import json

from flows.read.documents import Reject
from flows.read.sources import Source, find_sources


def write(folder, **files):
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text)


def source_of(folder, name, **options) -> Source:
    (found,) = [s for s in find_sources(folder, **options) if isinstance(s, Source) and s.file.path == name]
    return found


def test_each_content_file_is_found_once_with_its_layers_and_not_opened(tmp_path):
    write(tmp_path, a__txt="words", b__jsonl="{}", a__meta__json='{"author": "Ada Example"}')
    (tmp_path / "b.jsonl").chmod(0)
    found = [s for s in find_sources(tmp_path) if isinstance(s, Source)]
    assert [(s.file.path, [layer.method for layer in s.layers]) for s in found] == [
        ("a.txt", ["sidecar"]),
        ("b.jsonl", []),
    ]


def test_faults_of_paths_and_metadata_come_beside_the_sources(tmp_path):
    write(tmp_path, a__pdf="", b__txt__meta__json="{}", manifest__csv="path\nc.txt\n")
    found = [(s.path, s.reason_code) for s in find_sources(tmp_path) if isinstance(s, Reject)]
    assert found == [
        ("a.pdf", "unsupported_format"),
        ("b.txt.meta.json", "missing_file"),
        ("manifest.csv", "missing_file"),
    ]


def test_the_id_of_the_layers_tells_every_change_of_sidecar_manifest_and_folder_and_no_other(tmp_path):
    write(tmp_path, a__txt="words", b__txt="words")
    seen = [source_of(tmp_path, "a.txt").layers_id]
    for name, text in (
        ("a.meta.json", json.dumps({"author": "Ada Example"})),
        ("a.meta.json", json.dumps({"author": "Bo Sample"})),
        ("a.meta.json", json.dumps({"author": "Bo Sample", "language": "en"})),
        ("manifest.csv", "path,author\na.txt,Bo Sample\n"),
        ("manifest.csv", "path,author,url\na.txt,Bo Sample,https://example.org/a\n"),
    ):
        (tmp_path / name).write_text(text)
        seen.append(source_of(tmp_path, "a.txt").layers_id)
    assert len(set(seen)) == len(seen)
    write(tmp_path, a__meta__json=json.dumps({"language": "en", "author": "Bo Sample"}))
    (tmp_path / "manifest.csv").write_text("path,author,url\nb.txt,Cy,\na.txt,Bo Sample,https://example.org/a\n")
    assert source_of(tmp_path, "a.txt").layers_id == seen[-1]
    (tmp_path / "a.txt").write_text("other words")
    assert source_of(tmp_path, "a.txt").layers_id == seen[-1]


def test_the_id_of_the_layers_tells_a_change_of_the_mapping_of_folders(tmp_path):
    (tmp_path / "x").mkdir()
    (tmp_path / "x" / "a.txt").write_text("words")
    ids = [
        source_of(tmp_path, "x/a.txt", folder_outlets=outlets).layers_id
        for outlets in ({}, {"x": "The Example"}, {"x": "Other"}, {"y": "The Example"})
    ]
    assert ids[0] == ids[3]
    assert len(set(ids)) == 3
