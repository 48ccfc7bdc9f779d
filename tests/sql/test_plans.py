"""How DuckDB means to run the project's SQL, seen on the sample corpus."""

import duckdb
import pytest

from flows.load.models import read_models

PRODUCTS = ("Nl Join", "Nested Loop", "Cross Product", "Piecewise Merge Join", "IE Join")  # DuckDB's words
# One side of the product is one row, five fields, or the windows or groups of the settings.
SMALL_PRODUCTS = {
    "run_counts_match_tables", "slots_carry_their_gravest_relation", "silences", "coverage_by_group", "field_methods"
}  # fmt: skip


@pytest.mark.parametrize("kind", ["marts", "checks", "analyses"])
def test_no_model_compares_all_rows_of_two_tables_with_each_other(sample, kind):
    """Such a join ends on a sample, and never on a hundred thousand documents."""
    _, warehouse = sample
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        plans = {model.name: connection.execute(f"explain {model.sql}").fetchall()[0][1] for model in read_models(kind)}
    found = {name for name, plan in plans.items() if any(word in plan for word in PRODUCTS)}
    assert found <= SMALL_PRODUCTS
    assert any("Hash Join" in plan for plan in plans.values())  # the words are still DuckDB's
