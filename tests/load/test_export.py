import csv
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.contracts.arrow import ARROW_TYPES, arrow_schema
from flows.contracts.columns import Column
from flows.contracts.excerpts import EXCERPT_WORDS, WORD
from flows.contracts.mart_columns import mart_column
from flows.contracts.tables import TABLES
from flows.load.datapackage import write_datapackage
from flows.load.export import ExportError, ExportForm, export_tables
from flows.load.mart_guide import mart_columns
from flows.load.snapshots import Warehouse, WarehouseError

TEXT = " ".join(f"word{i}" for i in range(60))


def value_of(column: Column) -> object:
    """Return the most that a column could give away: the text of the document, where it is words at all."""
    if column.type != "text":
        return None
    if column.codes:
        return column.codes[0]
    return "a/b.txt" if column.sharing == "whole" else TEXT


def write(path: Path, schema: pa.Schema, columns: list[Column]) -> None:
    path.parent.mkdir(parents=True)
    arrays = [pa.array([value_of(column)], field.type) for column, field in zip(columns, schema, strict=True)]
    fields = [field.with_nullable(True) for field in schema]
    pq.write_table(pa.Table.from_arrays(arrays, schema=pa.schema(fields, schema.metadata)), path)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory) -> Path:
    """Return a warehouse in which every cell that may hold words holds a whole text."""
    folder = tmp_path_factory.mktemp("export")
    built = folder / "built"
    for name, table in TABLES.items():
        write(built / "core" / name / "part-00000.parquet", arrow_schema(name), list(table.columns))
    for mart, names in mart_columns().items():
        columns = [mart_column(mart, name) for name in names]
        schema = pa.schema([(column.name, ARROW_TYPES[column.type]) for column in columns])
        write(built / "marts" / mart / "x" / f"{mart}.parquet", schema, columns)
        (built / "marts" / mart / "x" / f"{mart}.parquet").rename(built / "marts" / f"{mart}.parquet")
    write_datapackage(built, {"run_id": "run-1", "code_version": "test"})
    Warehouse(folder / "warehouse").folder.mkdir()
    Warehouse(folder / "warehouse").publish(built, "one")
    return folder / "warehouse"


def cells(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every text of an export with the name of its file."""
    for path in folder.rglob("*.parquet"):
        for row in pq.read_table(path).to_pylist():
            yield from ((path.name, value) for value in row.values() if isinstance(value, str))
    for path in folder.rglob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from ((path.name, value) for row in csv.reader(stream) for value in row)


def longest_runs(folder: Path, texts: list[str]) -> list[tuple[str, str]]:
    """Return the cells of an export that hold more than EXCERPT_WORDS words of a text in a row."""
    size = EXCERPT_WORDS + 1

    def runs(text: str) -> set[tuple[str, ...]]:
        words = [word.casefold() for word in WORD.findall(text)]
        return {tuple(words[i : i + size]) for i in range(len(words) - size + 1)}

    of_texts = set().union(*map(runs, texts))
    assert of_texts, "the texts are too short to tell anything"
    return [(name, value) for name, value in cells(folder) if not runs(value).isdisjoint(of_texts)]


@pytest.mark.parametrize("form", list(ExportForm))
def test_no_cell_of_an_export_without_texts_holds_more_than_a_few_words_of_one(warehouse, tmp_path, form):
    done = export_tables(warehouse, tmp_path / "out", form, with_texts=False)
    assert done.table_count == len(TABLES) + len(mart_columns())
    assert longest_runs(tmp_path / "out", [TEXT]) == []


def test_an_export_with_texts_holds_the_same_rows_as_the_snapshot(warehouse, tmp_path):
    export_tables(warehouse, tmp_path / "out", ExportForm.parquet, with_texts=True)
    assert len(longest_runs(tmp_path / "out", [TEXT])) > len(TABLES)
    for path in (tmp_path / "out").rglob("*.parquet"):
        published = warehouse / "current" / path.relative_to(tmp_path / "out")
        if path.parent.name == "core":
            published = published.with_suffix("") / "part-00000.parquet"
        assert pq.read_table(path).equals(pq.read_table(published), check_metadata=True)


def test_a_withheld_text_can_be_recognised_by_its_hash(warehouse, tmp_path):
    export_tables(warehouse, tmp_path / "out", ExportForm.parquet, with_texts=False)
    (row,) = pq.read_table(tmp_path / "out" / "core" / "documents.parquet").to_pylist()
    assert row["document_text_sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    assert "document_text" not in row


@pytest.mark.parametrize("form", list(ExportForm))
def test_the_export_describes_itself_with_the_run_it_came_from(warehouse, tmp_path, form):
    export_tables(warehouse, tmp_path / "out", form, with_texts=False)
    package = json.loads((tmp_path / "out" / "datapackage.json").read_text())
    assert (package["run_id"], package["code_version"]) == ("run-1", "test")
    assert "texts are left out" in package["description"]
    for resource in package["resources"]:
        path = tmp_path / "out" / resource["path"]
        assert resource["hash"] == "sha256:" + hashlib.sha256(path.read_bytes()).hexdigest()
        assert (resource["format"], resource["row_count"]) == (form, 1)
    documents = next(r for r in package["resources"] if r["name"] == "core.documents")
    assert "document_text_sha256" in {field["name"] for field in documents["schema"]["fields"]}


def test_a_folder_with_something_in_it_is_left_alone(warehouse, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="not empty"):
        export_tables(warehouse, tmp_path / "out", ExportForm.parquet, with_texts=True)
    assert [path.name for path in tmp_path.rglob("*")] == ["out", "mine.txt"]


def test_an_export_that_fails_leaves_no_folder(warehouse, tmp_path, monkeypatch):
    monkeypatch.setattr("flows.load.export.write_package", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        export_tables(warehouse, tmp_path / "out", ExportForm.parquet, with_texts=True)
    assert list(tmp_path.iterdir()) == []


def test_nothing_published_is_told_with_the_next_step(tmp_path):
    with pytest.raises(WarehouseError, match="parallax run"):
        export_tables(tmp_path, tmp_path / "out", ExportForm.parquet, with_texts=True)


@pytest.mark.slow
@pytest.mark.parametrize("form", list(ExportForm))
def test_no_text_of_the_sample_is_given_away(sample, tmp_path, form):
    _, published = sample
    export_tables(published, tmp_path / "out", form, with_texts=False)
    texts = pq.read_table(published / "current" / "core" / "documents")["document_text"].to_pylist()
    assert longest_runs(tmp_path / "out", texts) == []
