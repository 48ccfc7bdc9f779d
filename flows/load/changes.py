"""What differs from the snapshot before: changed answers with their cause, and the stories that earlier ids now mean.

In: the folders of two snapshots' core tables. Out: rows of core.run_changes and core.story_aliases. Compared are the
rows that a reader may have cited; what is below them (blocks, mentions, sentences) follows from the documents.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from flows.contracts.arrow import Row, arrow_schema
from flows.contracts.ddl import sql_parquet
from flows.contracts.tables import TABLES
from flows.load.core_files import sql_core
from flows.load.engine import Engine
from flows.load.parquet import ROW_GROUP_ROWS

ITEMS_NAME = "items.parquet"  # document id and item key of every document, beside the core tables
HASHED_ROWS = 2_000_000  # put together at once


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
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of core.run_changes between two snapshots, given by their folders, sorted by their key.

    With `slices`, the names of those that differ, nothing else is compared. New rules may change every row of a corpus:
    memory holds what HASHED_ROWS says, whatever there is.
    """
    if not _is_comparable(before):
        return
    other = "rule" if has_new_rules else "linked"
    with engine.connected() as connection:
        both = " union all ".join(f"from {sql_parquet(folder, ITEMS_NAME)}" for folder in (before, now))
        connection.execute(
            f"create temp table changed as select document_id from ({both}) "  # noqa: S608
            "group by document_id, item_key having count(*) = 1"
        )
        comparison = _Comparison(connection, before, now, slices)
        for name in sorted(COMPARED):
            if comparison.finds_differing(name):
                yield from comparison.changes(name, run_id, other)


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


@dataclass(frozen=True)
class _Comparison:
    """Two snapshots, compared table by table: first the hashes of their rows, then the words of those that differ."""

    connection: duckdb.DuckDBPyConnection
    before: Path
    now: Path
    slices: AbstractSet[str] | None

    def finds_differing(self, name: str) -> bool:
        """Put into `differing` the hash of each key whose row came, changed or went, and tell whether there is one."""
        columns = ", ".join(f'"{c}"' for c in TABLES[name].column_names if c not in COMPARED[name].ignored)
        hashes = " union all ".join(
            f"select hash({_sql_key(name)}) as key_hash, hash(row({columns})) as row_hash, {is_now} as is_now "  # noqa: S608
            f"from {sql_core(folder, name, self.slices)}"
            for folder, is_now in ((self.before, False), (self.now, True))
        )
        self.connection.execute(f"create or replace temp table hashes as {hashes}")
        self.connection.execute("create or replace temp table differing (key_hash ubigint, change_kind text)")
        for part in self._parts("hashes"):
            self.connection.execute(
                f"""
                insert into differing
                select
                    key_hash,
                    case when count(*) > 1 then 'changed' when bool_or(is_now) then 'added' else 'removed' end
                from hashes
                where {part}
                group by key_hash
                having count(*) = 1 or min(row_hash) <> max(row_hash)
                """  # noqa: S608
            )
        return self._count("differing") > 0

    def changes(self, name: str, run_id: str, other: str) -> Iterator[pa.RecordBatch]:
        """Yield a table's rows of core.run_changes; their cause is the input, or where that did not change, `other`."""
        self._find_touched(name)
        label = COMPARED[name].label
        self.connection.execute(
            "create or replace temp table told (key_text text, label_text text, change_kind text, is_input bool)"
        )
        for part in self._parts("differing"):
            rows = " union all ".join(
                f"select {_sql_key(name)} as key_text, {label} as label_text, hash(key_text) as key_hash, change_kind "  # noqa: S608
                f"from {sql_core(folder, name, self.slices)} join differing on hash({_sql_key(name)}) = key_hash "
                f"where {part} and (change_kind = 'removed') = {is_gone}"
                for folder, is_gone in ((self.before, True), (self.now, False))
            )
            self.connection.execute(
                "insert into told select key_text, label_text, change_kind, key_hash in (select key_hash from touched) "  # noqa: S608
                f"from ({rows})"
            )
        schema = arrow_schema("run_changes")
        found = self.connection.sql(
            "select $run as run_id, $table as table_name, key_text, label_text, change_kind, "
            "if(is_input, 'input', $other) as cause from told order by key_text",
            params={"run": run_id, "table": name, "other": other},
        )
        for batch in found.to_arrow_reader(ROW_GROUP_ROWS):
            yield pa.RecordBatch.from_arrays([batch[c.name].cast(c.type) for c in schema], schema=schema)

    def _find_touched(self, name: str) -> None:
        """Put into `touched` the hashes of the keys whose documents came, changed or went."""
        owners = COMPARED[name].documents
        touched = "select key_hash from differing"  # a reject is about the input, whatever else is
        if owners:
            tables = [{t: sql_core(folder, t, self.slices) for t in TABLES} for folder in (self.before, self.now)]
            keys = " union all ".join(owners.format(**tables_of) for tables_of in tables)
            touched = (
                f"select distinct hash(key_text) as key_hash from ({keys}) "  # noqa: S608
                "where document_id in (select document_id from changed)"
            )
        self.connection.execute(f"create or replace temp table touched as {touched}")

    def _parts(self, table: str) -> Iterator[str]:
        """Yield conditions that each hold for some HASHED_ROWS of a table with hashes of keys, and all for all."""
        count = -(-self._count(table) // HASHED_ROWS)
        return (f"key_hash % {count} = {part}" for part in range(count))

    def _count(self, table: str) -> int:
        [(count,)] = self.connection.execute(f"select count(*) from {table}").fetchall()  # noqa: S608
        return int(count)


def _sql_key(name: str) -> str:
    return f"concat_ws(' ', {', '.join(TABLES[name].key)})"


def _is_comparable(snapshot: Path) -> bool:
    """Tell whether a snapshot has all tables and columns that are compared; those of older versions may not."""
    return (snapshot / ITEMS_NAME).is_file() and all(_has_columns(snapshot, name) for name in COMPARED)


def _has_columns(snapshot: Path, name: str) -> bool:
    paths = sorted((snapshot / "core" / name).glob("*.parquet"))
    return bool(paths) and {*TABLES[name].column_names} <= {*pq.read_schema(paths[0]).names}
