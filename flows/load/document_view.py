"""One document of a published warehouse in full, as a reader sees it: fields, blocks, and what was extracted where."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from flows.load.reading import open_database
from flows.load.snapshots import WarehouseError

DOCUMENT_SQL = """
select
    documents.document_id, path, member, url, source_format, encoding, coalesce(outlet_name, outlet_domain) as outlet,
    title, author_names, published_on, documents.language_code, is_truncated, story_id, document_text
from core.documents as documents
join core.outlets using (outlet_id)
left join core.articles using (document_id)
where documents.document_id = $wanted or external_id = $wanted or path = $wanted or ends_with(path, '/' || $wanted)
    or (length($wanted) > 5 and starts_with(documents.document_id, $wanted))
order by documents.document_id
"""
# by its path where a folder was given, else by the file's name; three quarters alike, as a slip of the finger leaves it
NEAREST_SQL = """
with paths as (
    select distinct path, if(contains($wanted, '/'), path, regexp_extract(path, '[^/]+$')) as name from core.documents
)

select path from paths
where damerau_levenshtein(lower(name), lower($wanted)) <= greatest(length(name), length($wanted)) / 4
order by damerau_levenshtein(lower(name), lower($wanted)), path
limit 1
"""
REFUSED_SQL = """
select regexp_replace(detail, '([^.])$', '\1.') from core.rejects
where $wanted in (path, path || '#' || member, regexp_extract(path, '[^/]+$'))
order by path, member
limit 1
"""
BLOCKS_SQL = """
select start_char, end_char, zone, block_kind, rule_code, keep_score
from core.blocks
where document_id = $id
order by block_index
"""
FIELDS_SQL = """
select field_code, value_text, method_code, is_chosen, start_char, end_char
from core.article_fields
where document_id = $id
order by field_code, is_chosen desc, method_code, value_text
"""
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
MARKS_SQL = """
select mentions.entity_type as kind, start_char, end_char, mentions.entity_type || ': ' || entity_name as meaning
from core.mentions as mentions join core.entities using (entity_id) where document_id = $id
union all
select 'role', start_char, end_char, concat('role: ', role_name, ' (', role_status, '), ', entity_name)
from core.roles join core.entities using (entity_id) where document_id = $id
union all
select 'expression', start_char, end_char,
    expression_kind || ': ' || concat_ws(', ', value_text, nullif(hedge, 'exact'))
from core.expressions where document_id = $id
union all
select case span_role when 'content' then 'quotation' else span_role end, spans.start_char, spans.end_char,
    case span_role when 'content' then quotation_kind || ' quotation' else span_role end
    || ': ' || coalesce(entity_name, speaker_text, 'nobody named')
from core.quotation_spans as spans
join core.quotations as quotations using (quotation_id)
left join core.entities on entity_id = speaker_entity_id
where spans.document_id = $id
order by start_char, end_char desc, kind, meaning
"""


@dataclass(frozen=True)
class BlockView:
    """A block as a reader sees it."""

    start_char: int
    end_char: int
    zone: str
    kind: str
    rule_code: str
    keep_score: float
    text: str


@dataclass(frozen=True)
class FieldView:
    """A value found for a field: how, whether the article shows it, and its place where it stands in the text."""

    name: str
    value: str
    method: str
    is_chosen: bool
    start_char: int | None
    end_char: int | None


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
    """One document in full.

    `facts` is what is known of it by name, `annotations` what was extracted, with one row per person, organisation or
    place; `marks` is each place of the text that something was extracted from.
    """

    facts: dict[str, str]
    fields: tuple[FieldView, ...]
    blocks: tuple[BlockView, ...]
    annotations: tuple[AnnotationView, ...]
    marks: tuple[AnnotationView, ...]


def read_document(warehouse: Path, wanted: str) -> DocumentView:
    """Return the document whose id, external id, path or file name is `wanted`, or whose id begins with it.

    WarehouseError where there is none, or more than one.
    """
    with open_database(warehouse) as connection:
        rows = connection.execute(DOCUMENT_SQL, {"wanted": wanted})
        names = [column[0] for column in rows.description]
        found = [dict(zip(names, row, strict=True)) for row in rows.fetchall()]
        if len(found) != 1:
            raise WarehouseError(_not_one(connection, wanted, [str(row["document_id"]) for row in found]))
        return _document_view(connection, found[0])


def _not_one(connection: duckdb.DuckDBPyConnection, wanted: str, ids: Sequence[str]) -> str:
    if ids:
        return f"{wanted} names {len(ids)} documents: {', '.join(ids[:5])}. Give the id of one."
    refused = connection.execute(REFUSED_SQL, {"wanted": wanted}).fetchone()
    if refused:
        return f"{wanted} gave no document: {refused[0]} `parallax sql rejects` lists what was refused."
    near = connection.execute(NEAREST_SQL, {"wanted": wanted}).fetchone()
    meant = f"; did you mean '{near[0]}'?" if near else "."
    return f"No document is called '{wanted}'{meant} `parallax sql documents` lists them."


def _document_view(connection: duckdb.DuckDBPyConnection, row: dict[str, object]) -> DocumentView:
    text, key = str(row.pop("document_text")), {"id": row["document_id"]}
    annotations, marks = (
        tuple(
            AnnotationView(kind, start, end, text[start:end], meaning or "")
            for kind, start, end, meaning in connection.execute(query, key).fetchall()
        )
        for query in (ANNOTATIONS_SQL, MARKS_SQL)
    )
    return DocumentView(
        facts={name: _shown(value) for name, value in row.items() if value is not None},
        fields=tuple(FieldView(*found) for found in connection.execute(FIELDS_SQL, key).fetchall()),
        blocks=tuple(
            BlockView(start, end, zone, kind, rule_code, score, text[start:end])
            for start, end, zone, kind, rule_code, score in connection.execute(BLOCKS_SQL, key).fetchall()
        ),
        annotations=annotations,
        marks=marks,
    )


def _shown(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
