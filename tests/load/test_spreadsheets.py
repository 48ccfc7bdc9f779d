import csv
from datetime import date, datetime, timedelta, timezone

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.load.spreadsheets import FORMULA_START, MOST_CHARS, cell, write_csv


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+41 79",
        "-2",
        "@sum(a1)",
        " =cmd|' /c calc'!a0",
        "\t=1",
        "\ufeff=1",
        "＝1+1",
        "first\n=1+1",
        "17 hurt;=1+1",
        "a\r-1",
    ],
)
def test_a_text_cannot_begin_a_formula_in_any_cell_that_a_spreadsheet_may_see_in_it(text):
    assert FORMULA_START.search(text)
    assert not FORMULA_START.search(cell(text))
    assert cell(text).replace("'", "") == text.replace("'", "")


@given(st.text())
def test_no_text_at_all_can(text):
    assert not FORMULA_START.search(cell(text))


def test_other_texts_and_numbers_stay_as_they_are():
    assert cell("9-4 the council, “so it is”") == "9-4 the council, “so it is”"
    assert [cell(-17), cell(-0.5), cell(True), cell(None)] == ["-17", "-0.5", "true", ""]


def test_moments_are_utc_to_the_second_and_days_are_iso():
    noon = datetime(2026, 3, 14, 13, 0, 0, 250, tzinfo=timezone(timedelta(hours=1)))
    assert cell(noon) == "2026-03-14 12:00:00"
    assert cell(date(2026, 3, 14)) == "2026-03-14"


def test_an_id_that_reads_like_a_number_is_kept_from_becoming_one():
    assert cell("12345678901234e5", is_id=True) == "'12345678901234e5"
    assert cell("f0c4b52554b0481a", is_id=True) == "f0c4b52554b0481a"
    assert cell("19") == "19"


def test_a_text_longer_than_a_cell_is_cut_there():
    assert cell("x" * (MOST_CHARS + 1)) == "x" * MOST_CHARS + "…"


def test_the_file_is_read_back_as_it_was_and_excel_is_told_the_encoding(tmp_path):
    table = pa.table({"title": ['Fähre, "gestrandet"', None, "two\nlines"], "n": [1, None, 3]})
    assert write_csv(table.schema, table.to_batches(), tmp_path / "t.csv") == 3
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbftitle,n\r\n")
    with (tmp_path / "t.csv").open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream))[1:] == [['Fähre, "gestrandet"', "1"], ["", ""], ["two\nlines", "3"]]
