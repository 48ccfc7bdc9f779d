"""Which run is the newest: one rule in all files that ask."""

import re

import pytest

from flows.load.models import read_models
from flows.load.summary import COUNTS_SQL
from flows.report.index_page import RUN_SQL

# a run that is being published has no end yet; where a clock stepped back, its beginning says little
NEWEST_RUN_FIRST = "finished_at desc nulls first, started_at desc, run_id desc"
ORDERED = {
    model.name: model.sql
    for kind in ("marts", "checks", "analyses")
    for model in read_models(kind)
    if "core.runs" in model.sources and "order by" in model.sql
} | {"summary": COUNTS_SQL, "index page": RUN_SQL}
ALL_RUNS = {"items_are_documents_or_rejects"}  # asks every run


def orders_of(sql):
    return re.findall(r"\border by ((?:\w+\.)?(?:finished_at|started_at)[^\n)]*?)(?: limit|\)|\n|$)", sql)


@pytest.mark.parametrize("name", sorted(ORDERED.keys() - ALL_RUNS))
def test_the_newest_run_is_found_by_one_rule(name):
    assert {order.replace("runs.", "") for order in orders_of(ORDERED[name])} == {NEWEST_RUN_FIRST}
