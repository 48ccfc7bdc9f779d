from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.contracts.arrow import ContractError, arrow_schema, conform
from flows.contracts.columns import Column
from flows.contracts.tables import TABLES

ROLE = {
    "document_id": "d1",
    "entity_id": "e1",
    "start_char": 3,
    "end_char": 9,
    "role_text": "harbour master",
    "role_name": "harbour master",
    "role_status": "current",
    "affiliation_entity_id": None,
}


def values_for(column: Column, *, is_nullable: bool) -> st.SearchStrategy[object]:
    text = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
    by_type: dict[str, st.SearchStrategy[object]] = {
        "text": st.sampled_from(column.codes) if column.codes else text,
        "int": st.integers(-(2**63), 2**63 - 1),
        "double": st.floats(0, 1).map(lambda x: round(x, 4)),
        "bool": st.booleans(),
        "timestamp": st.integers(0, 2**42).map(lambda ms: datetime.fromtimestamp(ms / 1000, UTC)),
        "date": st.dates(date(1, 1, 1), date(9999, 12, 31)),
    }
    return st.none() | by_type[column.type] if is_nullable else by_type[column.type]


@st.composite
def rows_of_a_table(draw: st.DrawFn) -> tuple[str, list[dict[str, object]]]:
    table = TABLES[draw(st.sampled_from(sorted(TABLES)))]
    row = st.fixed_dictionaries({c.name: values_for(c, is_nullable=c.name in table.nullable) for c in table.columns})
    rows = draw(st.lists(row, max_size=4, unique_by=lambda r: tuple(r[name] for name in table.key)))
    return table.name, rows


@given(rows_of_a_table())
def test_conform_and_parquet_together_change_no_value(case):
    name, rows = case
    sink = pa.BufferOutputStream()
    pq.write_table(conform(rows, name), sink)
    assert pq.read_table(sink.getvalue()).to_pylist() == rows


def test_every_column_of_every_schema_says_what_it_holds():
    for name in TABLES:
        schema = arrow_schema(name)
        assert schema.metadata[b"description"]
        assert all(
            field.metadata[b"description"].endswith(b".") or b":" in field.metadata[b"description"] for field in schema
        )


def test_scores_are_rounded_to_four_decimals():
    row = {"document_id": "d", "term_text": "ferry", "term_score": 0.123456}
    assert conform([row], "article_terms").to_pylist()[0]["term_score"] == 0.1235


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        ({"role_text": None}, "role_text", "may not be null"),
        ({"role_status": "retired"}, "role_status", "closed list"),
        ({"start_char": "three"}, "start_char", "is no int"),
        ({"colour": "red"}, "colour", "unknown to the table"),
    ],
)
def test_a_row_that_does_not_fit_is_named_with_table_and_column(change, column, problem):
    with pytest.raises(ContractError, match=problem) as caught:
        conform([ROLE, {**ROLE, "start_char": 4, **change}], "roles")
    assert (caught.value.table, caught.value.column) == ("roles", column)


def test_a_key_that_occurs_twice_is_refused():
    with pytest.raises(ContractError, match="twice"):
        conform([ROLE, ROLE], "roles")


def test_a_score_outside_its_range_is_refused():
    with pytest.raises(ContractError, match="outside 0 to 1"):
        conform([{"document_id": "d", "term_text": "ferry", "term_score": 1.2}], "article_terms")
