"""Marts as Parquet: sorted by their key, piece by piece, to the same bytes as in one piece."""

import random
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from flows.contracts.arrow import ContractError
from flows.load import marts
from flows.load.models import Model

HEADER = {"question": "What?", "grain": "one row per story and outlet", "key": "story_id, outlet_id", "sources": "-"}


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        yield connection


def write_mart(connection, monkeypatch, folder: Path, values: list[tuple[str, str, int]]) -> Path:
    """Write a mart of these rows and return its file."""
    monkeypatch.setattr(marts, "read_models", lambda _: [Model("some", "marts", "", HEADER, frozenset())])
    connection.execute("create or replace table marts.some (article_count bigint, story_id text, outlet_id text)")
    connection.executemany("insert into marts.some by name select $1 story_id, $2 outlet_id, $3 article_count", values)
    assert marts.write_marts(connection, folder) == {"some": len(values)}
    return folder / "some.parquet"


@pytest.mark.parametrize("sorted_rows", [1, 7, 50, 199])
def test_rows_sorted_in_pieces_are_the_bytes_of_all_sorted_at_once(connection, monkeypatch, tmp_path, sorted_rows):
    stories = ["", "it's", "Ä", "ä", "a", "zz", "a" * 40, "\U0001f600", *map(str, range(12))]
    values = [(story, f"outlet{number}", number) for story in stories for number in range(10)]
    random.Random(1).shuffle(values)
    whole = write_mart(connection, monkeypatch, tmp_path / "whole", values)
    monkeypatch.setattr(marts, "SORTED_ROWS", sorted_rows)
    random.Random(2).shuffle(values)
    assert write_mart(connection, monkeypatch, tmp_path / "pieces", values).read_bytes() == whole.read_bytes()
    rows = pq.read_table(whole).to_pylist()
    assert [(row["story_id"], row["outlet_id"], row["article_count"]) for row in rows] == sorted(values)


def test_rows_without_a_key_are_not_lost(connection, monkeypatch, tmp_path):
    monkeypatch.setattr(marts, "SORTED_ROWS", 3)
    values = [(story, "outlet", number) for number, story in enumerate(["b", None, "a", "d", "c", "f", "e"])]
    found = pq.read_table(write_mart(connection, monkeypatch, tmp_path, values))
    assert found["story_id"].to_pylist() == ["a", "b", "c", "d", "e", "f", None]


def test_a_key_of_another_type_is_sorted_in_one_piece(connection, monkeypatch, tmp_path):
    monkeypatch.setattr(marts, "SORTED_ROWS", 3)
    monkeypatch.setitem(HEADER, "key", "article_count")
    found = pq.read_table(write_mart(connection, monkeypatch, tmp_path, [("a", "b", n) for n in (10, 9, 100, 8, 1)]))
    assert found["article_count"].to_pylist() == [1, 8, 9, 10, 100]


def test_a_file_of_a_mart_says_by_which_key_it_is_sorted(connection, monkeypatch, tmp_path):
    metadata = pq.read_metadata(write_mart(connection, monkeypatch, tmp_path, [("a", "b", 1)]))
    assert metadata.schema.to_arrow_schema().metadata[b"key"] == b"story_id outlet_id"
    assert [column.column_index for column in metadata.row_group(0).sorting_columns] == [1, 2]


def test_a_key_that_occurs_twice_is_told_and_not_written(connection, monkeypatch, tmp_path):
    with pytest.raises(
        ContractError, match=r"^marts\.some, column story_id outlet_id: key occurs twice.*'outlet_id': 'b'"
    ):
        write_mart(connection, monkeypatch, tmp_path, [("a", "b", 1), ("a", "c", 1), ("a", "b", 2)])
