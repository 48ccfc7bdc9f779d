"""Articles side by side, put together from the per-document tables.

In: Arrow tables of the contract (those in `LINK_COLUMNS`, or those in `OUTLINE_TABLES` where no more is needed). Out:
`Article` records in the order of their ids, each with its annotations in text order.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

import pyarrow as pa

from flows.extract.annotations import Entity, Mention, Role, Sentence
from flows.link.corpus import Article, LinkedExpression, LinkedQuotation, LinkedSpan

LINK_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "outlets": ("outlet_id", "outlet_name", "outlet_domain", "is_identified"),
    "documents": ("document_id", "outlet_id", "document_text"),
    "articles": (
        "document_id", "title", "dek", "author_names", "published_at", "published_on", "published_precision",
        "language_code", "is_truncated",
    ),
    "article_fields": ("document_id", "field_code", "method_code", "is_chosen"),
    "blocks": ("document_id", "start_char", "end_char", "zone"),
    "sentences": ("document_id", "start_char", "end_char", "zone"),
    "entities": ("entity_id", "entity_type", "entity_name", "country_code"),
    "mentions": ("document_id", "start_char", "end_char", "mention_kind", "entity_id", "entity_type", "zone"),
    "roles": (
        "document_id", "start_char", "end_char", "entity_id", "role_name", "role_status", "affiliation_entity_id",
    ),
    "quotations": (
        "document_id", "quotation_id", "start_char", "end_char", "quotation_kind", "cue_text", "speaker_entity_id",
    ),
    "quotation_spans": ("document_id", "quotation_id", "span_role", "start_char", "end_char"),
    "expressions": (
        "document_id", "expression_id", "start_char", "end_char", "expression_kind", "value_text", "value_low",
        "value_high", "low_on", "high_on", "unit_code", "precision", "hedge", "anchor_method", "is_inferred",
    ),
    "article_terms": ("document_id", "term_text", "term_score"),
}  # fmt: skip
OUTLINE_TABLES = tuple(name for name in LINK_COLUMNS if name not in ("expressions", "article_terms"))
BODY_ZONES = ("lede", "body")

Row = dict[str, Any]


def articles_from_tables(tables: Mapping[str, pa.Table]) -> list[Article]:
    """Return the articles of all documents in `tables`, ordered by document id."""
    documents = {row["document_id"]: row for row in tables["documents"].to_pylist()}
    outlets = {row["outlet_id"]: row for row in tables["outlets"].to_pylist()}
    entities = {row["entity_id"]: row for row in tables["entities"].to_pylist()}
    parts = {name: _by_document(tables[name]) for name in tables if name not in ("outlets", "documents", "entities")}
    found = []
    for document_id in sorted(parts["articles"]):
        document = documents[document_id]
        rows = {name: parts[name].get(document_id, []) if name in parts else [] for name in LINK_COLUMNS}
        found.append(_article(document, outlets[document["outlet_id"]], rows, entities))
    return found


def _by_document(table: pa.Table) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in table.to_pylist():
        grouped[row["document_id"]].append(row)
    if "start_char" in table.column_names:
        for rows in grouped.values():
            rows.sort(key=lambda row: (row["start_char"], row["end_char"]))
    return grouped


def _article(document: Row, outlet: Row, rows: Mapping[str, list[Row]], entities: Mapping[str, Row]) -> Article:
    article, text = rows["articles"][0], document["document_text"]
    mentions = [_mention(row) for row in rows["mentions"]]
    return Article(
        document_id=document["document_id"],
        outlet_id=document["outlet_id"],
        outlet_name=outlet["outlet_name"] or outlet["outlet_domain"],
        is_identified=outlet["is_identified"],
        language_code=article["language_code"],
        title=article["title"],
        dek=article["dek"],
        author_names=article["author_names"],
        published_at=article["published_at"],
        published_on=article["published_on"],
        published_precision=article["published_precision"],
        published_method=_published_method(rows["article_fields"]),
        is_truncated=article["is_truncated"],
        text=text,
        body=tuple(_visible_span(row, text) for row in rows["blocks"] if row["zone"] in BODY_ZONES),
        sentences=tuple(_sentences(rows)),
        entities=tuple(_entity(entities[i]) for i in sorted({m.entity_id for m in mentions})),
        mentions=tuple(mentions),
        roles=tuple(_role(row) for row in rows["roles"]),
        quotations=tuple(_quotations(rows)),
        expressions=tuple(_expression(row) for row in rows["expressions"]),
        terms=tuple(sorted((row["term_text"], row["term_score"]) for row in rows["article_terms"])),
    )


def _published_method(fields: list[Row]) -> str | None:
    chosen = (row["method_code"] for row in fields if row["field_code"] == "published" and row["is_chosen"])
    return next(chosen, None)


def _visible_span(row: Row, text: str) -> LinkedSpan:
    content = text[row["start_char"] : row["end_char"]]
    start = row["start_char"] + len(content) - len(content.lstrip())
    return LinkedSpan(start, max(start, row["start_char"] + len(content.rstrip())))


def _sentences(rows: Mapping[str, list[Row]]) -> list[Sentence]:
    blocks = rows["blocks"]
    found, index = [], 0
    for row in rows["sentences"]:
        while blocks[index]["end_char"] <= row["start_char"]:
            index += 1
        found.append(Sentence(row["start_char"], row["end_char"], row["zone"], index))
    return found


def _quotations(rows: Mapping[str, list[Row]]) -> list[LinkedQuotation]:
    spans: dict[tuple[str, str], list[LinkedSpan]] = defaultdict(list)
    for row in rows["quotation_spans"]:
        spans[row["quotation_id"], row["span_role"]].append(LinkedSpan(row["start_char"], row["end_char"]))
    return [
        LinkedQuotation(
            quotation_id=row["quotation_id"],
            start=row["start_char"],
            end=row["end_char"],
            kind=row["quotation_kind"],
            content=tuple(spans[row["quotation_id"], "content"]),
            cue_text=row["cue_text"],
            speaker=next(iter(spans[row["quotation_id"], "speaker"]), None),
            speaker_entity_id=row["speaker_entity_id"],
        )
        for row in rows["quotations"]
    ]


def _mention(row: Row) -> Mention:
    return Mention(
        row["start_char"], row["end_char"], row["mention_kind"], row["entity_id"], row["entity_type"], row["zone"]
    )


def _entity(row: Row) -> Entity:
    return Entity(row["entity_id"], row["entity_type"], row["entity_name"], row["country_code"])


def _role(row: Row) -> Role:
    return Role(
        row["start_char"],
        row["end_char"],
        row["entity_id"],
        row["role_name"],
        row["role_status"],
        row["affiliation_entity_id"],
    )


def _expression(row: Row) -> LinkedExpression:
    renamed = {"start": row["start_char"], "end": row["end_char"], "kind": row["expression_kind"]}
    same = LINK_COLUMNS["expressions"][5:]
    return LinkedExpression(expression_id=row["expression_id"], **renamed, **{name: row[name] for name in same})
