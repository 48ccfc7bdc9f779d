"""Outlines on the disk."""

import pytest

from flows.load import outlines
from flows.load.outlines import KeptOutlines
from tests.load.conftest import part_of


@pytest.fixture
def parts(document, tmp_path):
    folder = tmp_path / "parts"
    folder.mkdir()
    return [part_of(folder, document(name, "outlet", None)) for name in ("d1", "d2")]


@pytest.fixture
def kept(tmp_path):
    return KeptOutlines(tmp_path, "1")


def test_outlines_are_made_once_and_anew_where_a_file_was_cut_off(parts, kept, tmp_path, monkeypatch):
    made = []
    make = outlines.outline_table
    monkeypatch.setattr(outlines, "outline_table", lambda articles: made.append(1) or make(articles))
    first = kept.table(parts[0])
    assert first["document_id"].to_pylist() == ["d1"]
    assert (kept.table(parts[0]).equals(first), len(made)) == (True, 1)
    [path] = (tmp_path / "outlines").iterdir()
    content = path.read_bytes()
    for damaged in (content[: len(content) // 2], b""):
        path.unlink()
        path.write_bytes(damaged)
        assert kept.table(parts[0])["document_id"].to_pylist() == ["d1"]
    assert len(made) == 3


def test_outlines_of_other_parts_and_other_rules_go(parts, kept, tmp_path):
    for part in parts:
        kept.table(part)
    KeptOutlines(tmp_path, "0").table(parts[0])
    (tmp_path / "outlines" / "half.arrow.new").write_bytes(b"half")
    kept.tidy(parts[:1])
    assert [path.name for path in (tmp_path / "outlines").iterdir()] == [f"{parts[0].name}-1.arrow"]
