"""What cleaning made of each outlet's texts, from run to run: the rows of core.cleaning_history.

In: the history so far and the folders of two snapshots. Out: the history with this run. An outlet is taken down when
its counts differ from those taken down last, so that runs over one corpus add nothing, and its last few records stay.
Documents without an outlet are left out: each is an outlet of its own, and nothing can be said of its pages.
"""

from pathlib import Path

import pyarrow as pa

from flows.contracts.arrow import Row, arrow_schema
from flows.contracts.ddl import sql_parquet
from flows.contracts.tables import TABLES
from flows.load.changes import ITEMS_NAME
from flows.load.engine import Engine
from flows.load.kept import is_whole

# Records of each outlet that stay: what a chart of its recent past needs. An outlet has some 30 rows in a record, so
# ten thousand outlets that change with each run come to 3 million rows of numbers.
KEPT_RECORDS = 10
HISTORY_SQL = """
with known as (
    select document_id, outlet_id, document_id not in (select document_id from before) as is_new
    from {documents}
    where outlet_id in (select outlet_id from {outlets} where is_identified)
),
documents as (
    select outlet_id, count(*) as document_count, count_if(is_new) as new_document_count from known group by outlet_id
),
counted as (
    select
        outlet_id, zone, block_kind, rule_code, sum(end_char - start_char)::bigint as char_count,
        coalesce(sum(end_char - start_char) filter (where is_new), 0)::bigint as new_char_count
    from {blocks} join known using (document_id)
    group by all
),
now as (
    select
        $run_id as run_id, $started_at as started_at, outlet_id, zone, block_kind, rule_code, document_count,
        new_document_count, char_count,
        round(char_count / sum(char_count) over of_outlet, 4) as char_share,
        round(new_char_count / nullif(sum(new_char_count) over of_outlet, 0), 4) as new_char_share
    from counted join documents using (outlet_id)
    window of_outlet as (partition by outlet_id)
),
last as (
    select * from earlier qualify started_at = max(started_at) over (partition by outlet_id)
),
changed as (
    select distinct outlet_id
    from now full join last using (outlet_id, zone, block_kind, rule_code)
    where (now.char_count, now.document_count) is distinct from (last.char_count, last.document_count)
),
together as (
    from now where outlet_id in (from changed)
    union all by name
    from earlier
)
select {columns} from together
qualify dense_rank() over (partition by outlet_id order by started_at desc) <= $kept
order by {key}
"""


def continue_history(earlier: pa.Table, before: Path | None, now: Path, run: Row, engine: Engine) -> pa.Table:
    """Return the rows of core.cleaning_history, sorted by their key.

    `earlier` is the table of the snapshot `before`, where there is one; `now` is the folder that is being built in the
    run `run`. Where the snapshot before is damaged or does not say which documents it had, none counts as new.
    """
    tables = {name: sql_parquet(now / "core" / name) for name in ("documents", "outlets", "blocks")}
    table = TABLES["cleaning_history"]
    query = HISTORY_SQL.format(columns=", ".join(table.column_names), key=", ".join(table.key), **tables)
    with engine.connected() as connection:
        connection.register("earlier", earlier)
        connection.execute(f"create temp table before as {_documents_before(before, now)}")
        values = {"run_id": run["run_id"], "started_at": run["started_at"], "kept": KEPT_RECORDS}
        return connection.sql(query, params=values).to_arrow_table().cast(arrow_schema("cleaning_history"))


def _documents_before(before: Path | None, now: Path) -> str:
    if before is None:
        return "select null::varchar as document_id where false"
    known = before if is_whole(before) and (before / ITEMS_NAME).is_file() else now
    return f"select document_id from {sql_parquet(known, ITEMS_NAME)}"  # noqa: S608
