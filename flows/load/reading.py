"""Questions put to a published warehouse: SQL of the user, the checks, and one document in full. Read-only."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb

from flows.load.database import CheckResult, run_checks
from flows.load.models import sql_folder
from flows.load.snapshots import Warehouse, WarehouseError

ANNOTATIONS_SQL = """
select 'role' as kind, start_char, end_char, role_name || ' (' || role_status || '), ' || entity_name as meaning
from core.roles join core.entities using (entity_id) where document_id = $id
union all
select expression_kind, start_char, end_char, concat_ws(', ', value_text, nullif(hedge, 'exact'))
from core.expressions where document_id = $id
union all
select quotation_kind || ' quotation', start_char, end_char,
    concat_ws(' ', coalesce(entity_name, speaker_text, 'nobody named'), '—', cue_text)
from core.quotations left join core.entities on entity_id = speaker_entity_id where document_id = $id
union all
select mentions.entity_type, min(start_char), min_by(end_char, start_char),
    entity_name || ', ' || count(*) || (case when count(*) = 1 then ' mention' else ' mentions' end)
from core.mentions as mentions join core.entities using (entity_id) where document_id = $id
group by mentions.entity_type, entity_id, entity_name
order by start_char, end_char, kind
"""
DOCUMENT_SQL = """
select
    documents.document_id, path, member, encoding, coalesce(outlet_name, outlet_domain) as outlet, title, author_names,
    published_on, documents.language_code, story_id, document_text
from core.documents as documents
join core.outlets using (outlet_id)
left join core.articles using (document_id)
where documents.document_id = $wanted or external_id = $wanted or path = $wanted or ends_with(path, '/' || $wanted)
    or (length($wanted) > 5 and starts_with(documents.document_id, $wanted))
order by documents.document_id
"""

REJECTS_SQL = """
select concat_ws(' : ', path, member) as item, reason_code as reason, detail, stage
from core.rejects
order by path, member, reject_id
limit ?
"""


@dataclass(frozen=True)
class BlockView:
    """A block as a reader sees it."""

    zone: str
    kind: str
    rule_code: str
    keep_score: float
    text: str


@dataclass(frozen=True)
class AnnotationView:
    """An annotation as a reader sees it: what kind, which words, where, and what they mean."""

    kind: str
    start_char: int
    end_char: int
    text: str
    meaning: str


@dataclass(frozen=True)
class DocumentView:
    """One document in full: its fields by name, its blocks, its annotations."""

    fields: dict[str, str]
    blocks: tuple[BlockView, ...]
    annotations: tuple[AnnotationView, ...]


@contextmanager
def open_database(warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open the published database read-only, times in UTC; WarehouseError where none is published."""
    with duckdb.connect(str(Warehouse(warehouse).database), read_only=True) as connection:
        connection.execute("set TimeZone = 'UTC'")
        yield connection


def query_text(query: str) -> str:
    """Return the SQL meant by `query`: itself, the text of a file, or the analysis of that name in sql/analyses."""
    path = Path(query)
    if query.endswith(".sql") and path.is_file():
        return path.read_text(encoding="utf-8")
    analysis = sql_folder() / "analyses" / f"{path.stem}.sql"
    if len(query.split()) == 1 and analysis.is_file():
        return analysis.read_text(encoding="utf-8")
    if query.endswith(".sql"):
        raise WarehouseError(
            f"There is no file {query}. Give an SQL file, a query, or one of: {', '.join(analyses())}."
        )
    return query


def analyses() -> list[str]:
    """Return the names of the analyses that come with the project."""
    return sorted(path.stem for path in (sql_folder() / "analyses").glob("*.sql"))


def check_warehouse(warehouse: Path) -> list[CheckResult]:
    """Run the data checks on the published database."""
    with open_database(warehouse) as connection:
        return run_checks(connection)


def read_rejects(warehouse: Warehouse, limit: int) -> list[dict[str, object]]:
    """Return at most `limit` refused items of the published snapshot: where, at which stage, and why."""
    with open_database(warehouse.folder) as connection:
        found = connection.execute(REJECTS_SQL, [limit])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def read_document(warehouse: Path, wanted: str) -> DocumentView:
    """Return the document whose id, external id, path or file name is `wanted`, or whose id begins with it.

    WarehouseError where there is none, or more than one.
    """
    with open_database(warehouse) as connection:
        rows = connection.execute(DOCUMENT_SQL, {"wanted": wanted})
        names = [column[0] for column in rows.description]
        found = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
        if len(found) != 1:
            raise WarehouseError(_not_one(wanted, [str(row["document_id"]) for row in found]))
        return _document_view(connection, found[0])


def _not_one(wanted: str, ids: Sequence[str]) -> str:
    if ids:
        return f"{wanted} names {len(ids)} documents: {', '.join(ids[:5])}. Give the id of one."
    return f"No document is called {wanted}. `parallax sql documents` lists them."


def _document_view(connection: duckdb.DuckDBPyConnection, row: dict[str, object]) -> DocumentView:
    text, document_id = str(row.pop("document_text")), row["document_id"]
    blocks = connection.execute(
        "select zone, block_kind, rule_code, keep_score, start_char, end_char from core.blocks "
        "where document_id = ? order by block_index",
        [document_id],
    ).fetchall()
    annotations = connection.execute(ANNOTATIONS_SQL, {"id": document_id}).fetchall()
    return DocumentView(
        fields={name: str(value) for name, value in row.items() if value is not None},
        blocks=tuple(BlockView(zone, kind, rule, score, text[a:b]) for zone, kind, rule, score, a, b in blocks),
        annotations=tuple(AnnotationView(k, a, b, text[a:b], meaning or "") for k, a, b, meaning in annotations),
    )
