import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.read.csv_rows import find_delimiter, read_csv_rows
from flows.read.documents import Reject
from flows.read.rows import Row


def read(data: bytes, limit: int = 1000) -> list[Row | Reject]:
    return list(read_csv_rows(io.BytesIO(data), "rows.csv", needed=("text", "html"), max_item_bytes=limit))


def texts(rows: list[Row | Reject]) -> list[object]:
    return [row.fields["text"] if isinstance(row, Row) else row.reason_code for row in rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_told_by_the_header(delimiter):
    data = delimiter.join(["id", "text", "title"]) + "\n" + delimiter.join(["1", "words", "A"]) + "\n"
    assert read(data.encode()) == [Row("2", {"id": "1", "text": "words", "title": "A"})]


def test_a_header_of_one_column_has_commas():
    assert find_delimiter("text") == ","


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_any_kind_and_inside_quotes(end):
    data = f'text,id{end}"one{end}two, ""three""",1{end}four,2{end}'
    rows = read(data.encode())
    assert texts(rows) == [f'one{end}two, "three"', "four"]
    assert [row.member for row in rows] == ["2", "4"]


def test_names_in_the_header_count_without_case_and_blanks():
    assert read(b" Text , ID\nwords,1\n") == [Row("2", {"text": "words", "id": "1"})]


def test_empty_cells_are_no_values():
    assert read(b"text,id\n,1\n") == [Row("2", {"text": None, "id": "1"})]


@pytest.mark.parametrize("data", [b"id,title\n1,A\n", b"text,text\n1,A\n", b"\x00\x01\n1\n"])
def test_a_header_that_cannot_be_used_is_one_reject_of_the_file(data):
    (reject,) = read(data)
    assert isinstance(reject, Reject)
    assert (reject.reason_code, reject.member) == ("malformed_file", None)


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (b"id,txt", "there is no column named text or html, only id, txt (is it txt?); begin"),
        (b"id,story", "there is no column named text or html, only id, story; begin"),
        (b"," * 3, "there is no column named text or html; begin"),
        (b"x" * 99 + b"," + b",".join(b"c%d" % n for n in range(20)), f"only {'x' * 40}…, c0, c1, "),
    ],
)
def test_a_header_without_a_text_is_told_with_what_it_has(header, told):
    (reject,) = read(header + b"\n1,A\n")
    assert isinstance(reject, Reject)
    assert told in reject.detail
    assert len(reject.detail) < 300


def test_a_text_column_may_have_one_of_its_other_names():
    assert read(b"ID,Body\n1,words\n") == [Row("2", {"id": "1", "body": "words"})]


@pytest.mark.parametrize("row", [b"a,b,c", b"only one"])
def test_a_row_with_other_than_the_headers_cells_is_a_reject(row):
    rows = read(b"text,id\n" + row + b"\nwords,1\n")
    assert texts(rows) == ["malformed_row", "words"]
    assert rows[0].member == "2"


def test_empty_cells_at_the_end_do_no_harm():
    assert texts(read(b"text,id\nwords,1,,\n")) == ["words"]


def test_a_quotation_mark_that_is_never_closed_is_a_reject():
    rows = read(b'text,id\none,1\n"two,2\nthree,3\n')
    assert texts(rows) == ["one", "malformed_row"]
    assert rows[1].member == "3"


def test_a_record_beyond_the_limit_is_a_reject_and_reading_goes_on():
    swallowed = b'"two,2\n' + (b"x" * 99 * 1024 + b"\n") * 12
    first, second, *others, last = read(b"text,id\none,1\n" + swallowed + b"last,9\n", limit=1000)
    assert texts([first, second, last]) == ["one", "malformed_row", "last"]
    assert isinstance(second, Reject)
    assert "lines 3 to 14" in second.detail
    assert {found.member for found in others} == {"15"}


def test_a_field_larger_than_the_csv_modules_own_limit_is_read():
    assert texts(read(b"text,id\n" + b"x" * 300_000 + b",1\n", limit=400_000)) == ["x" * 300_000]


def test_bytes_that_are_not_utf8_are_detected_by_the_row():
    data = "text;title\nDie Brücke über die Ahle öffnet später, hieß es.;Grünau\n".encode("cp1252")
    (row,) = read(data)
    assert isinstance(row, Row)
    assert row.fields["title"] == "Grünau"
    assert row.encoding == "windows-1252 (detected)"


def test_a_byte_order_mark_is_no_part_of_the_first_name():
    assert read("text,id\nwords,1\n".encode("utf-8-sig")) == [Row("2", {"text": "words", "id": "1"}, "utf-8-sig")]


def test_a_file_without_rows_gives_none():
    assert read(b"text,id\n") == read(b"") == read(b"\n\n") == []


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc"), include_characters='\n",;')).filter(lambda c: c != "")


@given(st.lists(st.tuples(CELLS, CELLS)), st.sampled_from(",;\t|"), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_as_csv_is_read_as_it_was(rows, delimiter, end):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    writer.writerow(["text", "id"])
    writer.writerows(rows)
    found = read(out.getvalue().encode(), limit=100_000)
    assert [(row.fields["text"], row.fields["id"]) for row in found if isinstance(row, Row)] == rows
    assert len(found) == len(rows)
