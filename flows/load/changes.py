"""What differs from the snapshot before: changed answers with their cause, and the stories that earlier ids now mean.

In: the folders of two snapshots' core tables. Out: rows of core.run_changes and core.story_aliases. Compared are the
rows that a reader may have cited; what is below them (blocks, mentions, sentences) follows from the documents.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import duckdb
import pyarrow.parquet as pq

from flows.contracts.arrow import Row
from flows.contracts.ddl import sql_parquet
from flows.contracts.tables import TABLES
from flows.load.core_files import sql_core
from flows.load.engine import Engine

ITEMS_NAME = "items.parquet"  # document id and item key of every document, beside the core tables


@dataclass(frozen=True)
class Compared:
    """How a table is compared: what a reader calls a row, its documents, and a column that tells nothing by itself."""

    label: str
    documents: str | None = None  # select of key_text and document_id, from {core}
    ignored: tuple[str, ...] = ()


def _own(key: str, table: str, *columns: str) -> str:
    selects = (f"select {key} as key_text, {column} as document_id from {{{table}}}" for column in columns)  # noqa: S608
    return " union all ".join(selects)


COMPARED: Mapping[str, Compared] = MappingProxyType(
    {
        "documents": Compared("concat_ws(' ', path, member)", _own("document_id", "documents", "document_id")),
        "outlets": Compared(
            "coalesce(outlet_name, outlet_domain)", "select outlet_id as key_text, document_id from {documents}"
        ),
        "articles": Compared("title", _own("document_id", "articles", "document_id"), ("story_id",)),
        "quotations": Compared("left(quotation_text, 80)", _own("quotation_id", "quotations", "document_id")),
        "stories": Compared("story_title", _own("story_id", "story_articles", "document_id")),
        "story_articles": Compared(
            "null", _own("story_id || ' ' || document_id", "story_articles", "document_id"), ("membership_score",)
        ),
        "reprints": Compared(
            "reprint_kind",
            _own(
                "earlier_document_id || ' ' || later_document_id",
                "reprints",
                "earlier_document_id",
                "later_document_id",
            ),
        ),
        "article_origins": Compared(
            "origin_kind", _own("document_id", "article_origins", "document_id", "origin_document_id")
        ),
        "quotation_groups": Compared(
            "variant_kind",
            "select quotation_id as key_text, document_id "
            "from {quotation_groups} as g join {quotations} as q using (quotation_id)",
        ),
        "fact_slots": Compared(
            "concat_ws(': ', subject_text, slot_kind, relation)", _own("slot_id", "fact_values", "document_id")
        ),
        "fact_relations": Compared(
            "explanation_text",
            " union all ".join(
                "select concat_ws(' ', r.slot_id, fact_value_id_a, fact_value_id_b) as key_text, document_id "  # noqa: S608
                f"from {{fact_relations}} as r join {{fact_values}} as v on v.fact_value_id = r.fact_value_id_{side}"
                for side in "ab"  # one join on either of two ids would compare every relation with every value
            ),
        ),
        "omissions": Compared(
            "concat_ws(': ', subject_kind, reason_code)", _own("omission_id", "omissions", "document_id")
        ),
        "rejects": Compared("concat_ws(': ', concat_ws(' ', path, member), reason_code)"),
    }
)
TABLES_OF_ALIASES = ("stories", "story_articles", "story_aliases")
ALIASES_SQL = """
with gone as (
    select before.story_id as former_story_id, now.story_id, count(*) as article_count
    from {before_story_articles} as before
    join {now_story_articles} as now using (document_id)
    where before.story_id not in (select story_id from {now_stories})
    group by before.story_id, now.story_id
),
heirs as (
    select former_story_id, story_id
    from gone
    qualify row_number() over (partition by former_story_id order by article_count desc, story_id) = 1
),
older as (
    select before.former_story_id, coalesce(heirs.story_id, before.story_id) as story_id
    from {before_story_aliases} as before
    left join heirs on heirs.former_story_id = before.story_id
)
select former_story_id, story_id from heirs
union
select former_story_id, story_id from older
where story_id in (select story_id from {now_stories})
    and former_story_id not in (select story_id from {now_stories})
    and former_story_id not in (select former_story_id from heirs)
order by former_story_id
"""


def find_changes(
    before: Path,
    now: Path,
    run_id: str,
    engine: Engine,
    *,
    has_new_rules: bool,
    slices: AbstractSet[str] | None = None,
) -> list[Row]:
    """Return the rows of core.run_changes between two snapshots, given by their folders.

    With `slices`, the names of those that differ, nothing else is compared.
    """
    if not _is_comparable(before):
        return []
    with engine.connected() as connection:
        both = " union all ".join(f"from {sql_parquet(folder, ITEMS_NAME)}" for folder in (before, now))
        connection.execute(
            f"create temp table changed as select document_id from ({both}) "  # noqa: S608
            "group by document_id, item_key having count(*) = 1"
        )
        return [
            row
            for name, compared in COMPARED.items()
            for row in _changes_of(
                connection, name, compared, (before, now), run_id, slices, has_new_rules=has_new_rules
            )
        ]


def find_aliases(before: Path, now: Path, engine: Engine) -> list[Row]:
    """Return the rows of core.story_aliases: earlier ids, and the story that holds most of the articles each had."""
    if not all(_has_columns(before, name) for name in TABLES_OF_ALIASES):
        return []
    files = {
        f"{word}_{name}": sql_core(folder, name)
        for word, folder in (("before", before), ("now", now))
        for name in TABLES_OF_ALIASES
        if (word, name) != ("now", "story_aliases")
    }
    with engine.connected() as connection:
        rows = connection.execute(ALIASES_SQL.format(**files)).fetchall()
    return [{"former_story_id": former, "story_id": present} for former, present in rows]


def _changes_of(
    connection: duckdb.DuckDBPyConnection,
    name: str,
    compared: Compared,
    snapshots: tuple[Path, Path],
    run_id: str,
    slices: AbstractSet[str] | None,
    *,
    has_new_rules: bool,
) -> list[Row]:
    key = f"concat_ws(' ', {', '.join(TABLES[name].key)})"
    columns = ", ".join(f'"{c}"' for c in TABLES[name].column_names if c not in compared.ignored)
    before, now = (
        f"(select {key} as key_text, {compared.label} as label_text, hash(row({columns})) as row_hash "  # noqa: S608
        f"from {sql_core(folder, name, slices)})"
        for folder in snapshots
    )
    touched = "select key_text from rows"  # a reject is about the input, whatever else is
    if compared.documents:
        tables = [{table: sql_core(folder, table, slices) for table in TABLES} for folder in snapshots]
        owners = " union all ".join(compared.documents.format(**tables_of) for tables_of in tables)
        touched = f"select key_text from ({owners}) where document_id in (select document_id from changed)"  # noqa: S608
    found = connection.execute(
        f"""
        with rows as (
            select
                coalesce(now.key_text, before.key_text) as key_text,
                coalesce(now.label_text, before.label_text) as label_text,
                case
                    when before.key_text is null then 'added'
                    when now.key_text is null then 'removed'
                    else 'changed'
                end as change_kind
            from {before} as before
            full join {now} as now using (key_text)
            where before.row_hash is distinct from now.row_hash
        ),
        touched as ({touched})
        select key_text, label_text, change_kind, key_text in (select key_text from touched) as is_input
        from rows
        order by key_text
        """  # noqa: S608
    ).fetchall()
    other = "rule" if has_new_rules else "linked"
    return [
        {
            "run_id": run_id,
            "table_name": name,
            "key_text": key_text,
            "label_text": label,
            "change_kind": kind,
            "cause": "input" if is_input else other,
        }
        for key_text, label, kind, is_input in found
    ]


def _is_comparable(snapshot: Path) -> bool:
    """Tell whether a snapshot has all tables and columns that are compared; those of older versions may not."""
    return (snapshot / ITEMS_NAME).is_file() and all(_has_columns(snapshot, name) for name in COMPARED)


def _has_columns(snapshot: Path, name: str) -> bool:
    paths = sorted((snapshot / "core" / name).glob("*.parquet"))
    return bool(paths) and {*TABLES[name].column_names} <= {*pq.read_schema(paths[0]).names}
