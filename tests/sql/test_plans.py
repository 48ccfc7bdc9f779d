"""How DuckDB means to run the project's SQL, seen on the sample corpus."""

import duckdb
import pytest

from flows.load.models import read_models


@pytest.mark.parametrize("kind", ["marts", "checks", "analyses"])
def test_no_model_compares_all_rows_of_two_tables_with_each_other(sample, kind):
    """Such a join ends on a sample, and never on a hundred thousand documents."""
    _, warehouse = sample
    with duckdb.connect(str(warehouse / "parallax.duckdb"), read_only=True) as connection:
        plans = {model.name: connection.execute(f"explain {model.sql}").fetchall()[0][1] for model in read_models(kind)}
    assert [name for name, plan in plans.items() if "NL_JOIN" in plan or "NESTED_LOOP" in plan] == []
