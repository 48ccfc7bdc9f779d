"""Blocks and annotations of one document as rows of the core tables. Ids come from the document and the place."""

import re
from collections.abc import Sequence

from flows.clean.blocks import BODY_ZONES, Block, body_text
from flows.contracts.arrow import Row
from flows.contracts.ids import stable_id
from flows.extract.annotations import Annotations, Fields, Mention, Quotation
from flows.extract.header.outlets import outlet_id_of, outlet_key
from flows.extract.header.publication import parse_moment
from flows.read.documents import Document

WORD = re.compile(r"\w+(?:[’'-]\w+)*")


def document_rows(document: Document, blocks: Sequence[Block], found: Annotations) -> dict[str, list[Row]]:
    """Return the rows that one document gives, by table."""
    outlet = _outlet_row(document, found.fields)
    rows: dict[str, list[Row]] = {
        "outlets": [outlet],
        "documents": [_document_row(document, found.fields, str(outlet["outlet_id"]))],
        "blocks": [_block_row(document, index, block) for index, block in enumerate(blocks)],
    }
    if any(block.zone in BODY_ZONES for block in blocks):
        rows |= _article_rows(document, blocks, found) | _annotation_rows(document, found)
    return rows


def _outlet_row(document: Document, fields: Fields) -> Row:
    name, domain = fields.outlet_name, fields.outlet_domain
    known_as = name or domain or ""
    is_identified = bool(outlet_key(known_as))
    return {
        "outlet_id": outlet_id_of(known_as) if is_identified else stable_id("outlet of", document.document_id),
        "outlet_name": name,
        "outlet_domain": domain,
        "is_identified": is_identified,
    }


def _document_row(document: Document, fields: Fields, outlet_id: str) -> Row:
    fetched = parse_moment(document.given.fetched_at, keeps_midnight=True) if document.given.fetched_at else None
    return {
        "document_id": document.document_id,
        "external_id": document.given.external_id,
        "path": document.path,
        "member": document.member,
        "source_format": document.source_format,
        "outlet_id": outlet_id,
        "outlet_method": fields.outlet_method,
        "url": fields.url,
        "sha256": document.sha256,
        "byte_count": document.byte_count,
        "encoding": document.encoding,
        "language_code": fields.language_code,
        "fetched_at": fetched.at if fetched else None,
        "document_text": document.text,
    }


def _block_row(document: Document, index: int, block: Block) -> Row:
    return {
        "document_id": document.document_id,
        "block_index": index,
        "start_char": block.start,
        "end_char": block.end,
        "zone": block.zone,
        "block_kind": block.kind,
        "rule_code": block.rule_code,
        "keep_score": block.keep_score,
    }


def _article_rows(document: Document, blocks: Sequence[Block], found: Annotations) -> dict[str, list[Row]]:
    fields, body = found.fields, body_text(document.text, blocks)
    article = {
        "document_id": document.document_id,
        "title": fields.title,
        "dek": fields.dek,
        "author_names": "; ".join(fields.authors) or None,
        "published_at": fields.published_at,
        "published_on": fields.published_on,
        "published_precision": fields.published_precision,
        "language_code": fields.language_code,
        "body_text": body,
        "word_count": len(WORD.findall(body)),
        "is_truncated": found.is_truncated,
        "article_form": fields.form,
        "story_id": None,
    }
    authors: list[Row] = [
        {"document_id": document.document_id, "author_position": position, "author_name": name}
        for position, name in enumerate(fields.authors)
    ]
    return {"articles": [article], "article_authors": authors, "article_fields": _field_rows(document, fields)}


def _field_rows(document: Document, fields: Fields) -> list[Row]:
    rows: dict[tuple[str, str, str], Row] = {}
    for value in fields.found:
        key = (value.field_code, value.method_code, value.value_text)
        rows.setdefault(
            key,
            {
                "document_id": document.document_id,
                "field_code": value.field_code,
                "value_text": value.value_text,
                "method_code": value.method_code,
                "start_char": value.start,
                "end_char": value.end,
                "is_chosen": value.is_chosen,
            },
        )
    return list(rows.values())


def _annotation_rows(document: Document, found: Annotations) -> dict[str, list[Row]]:
    return {
        "sentences": _sentence_rows(document, found),
        "entities": [
            {
                "entity_id": entity.entity_id,
                "entity_type": entity.entity_type,
                "entity_name": entity.name,
                "country_code": entity.country_code,
            }
            for entity in found.naming.entities
        ],
        "mentions": [_mention_row(document, mention) for mention in found.naming.mentions],
        "roles": _role_rows(document, found),
        "quotations": [_quotation_row(document, quotation) for quotation in found.quotations],
        "quotation_spans": [row for quotation in found.quotations for row in _span_rows(document, quotation)],
        "expressions": _expression_rows(document, found),
        "article_terms": [
            {"document_id": document.document_id, "term_text": term.text, "term_score": term.score}
            for term in found.terms
        ],
        "article_topics": [
            {
                "document_id": document.document_id,
                "topic_code": topic.code,
                "topic_name": topic.name,
                "topic_score": topic.score,
            }
            for topic in found.topics
        ],
        "topic_evidence": _evidence_rows(document, found),
    }


def _sentence_rows(document: Document, found: Annotations) -> list[Row]:
    return [
        {
            "sentence_id": stable_id("sentence", document.document_id, sentence.start, sentence.end),
            "document_id": document.document_id,
            "sentence_index": index,
            "start_char": sentence.start,
            "end_char": sentence.end,
            "zone": sentence.zone,
        }
        for index, sentence in enumerate(found.sentences)
    ]


def _mention_row(document: Document, mention: Mention) -> Row:
    return {
        "mention_id": stable_id("mention", document.document_id, mention.start, mention.end, mention.kind),
        "document_id": document.document_id,
        "start_char": mention.start,
        "end_char": mention.end,
        "mention_text": document.text[mention.start : mention.end],
        "mention_kind": mention.kind,
        "entity_id": mention.entity_id,
        "entity_type": mention.entity_type,
        "zone": mention.zone,
        "mention_method": mention.method,
    }


def _role_rows(document: Document, found: Annotations) -> list[Row]:
    return [
        {
            "document_id": document.document_id,
            "entity_id": role.entity_id,
            "start_char": role.start,
            "end_char": role.end,
            "role_text": document.text[role.start : role.end],
            "role_name": role.role_name,
            "role_status": role.status,
            "affiliation_entity_id": role.affiliation_entity_id,
        }
        for role in found.naming.roles
    ]


def _quotation_id(document: Document, quotation: Quotation) -> str:
    first, last = quotation.content[0], quotation.content[-1]
    # the same words can be attributed twice: "…, according to A, B said"
    source = quotation.cue or quotation.speaker or first
    return stable_id("quotation", document.document_id, first.start, last.end, source.start, source.end)


def _quotation_row(document: Document, quotation: Quotation) -> Row:
    first, last = quotation.content[0], quotation.content[-1]
    cue, speaker = quotation.cue, quotation.speaker
    return {
        "quotation_id": _quotation_id(document, quotation),
        "document_id": document.document_id,
        "start_char": first.start,
        "end_char": last.end,
        "quotation_text": document.text[first.start : last.end],
        "quotation_kind": quotation.kind,
        "cue_text": document.text[cue.start : cue.end] if cue else None,
        "cue_polarity": quotation.cue_polarity,
        "speaker_text": document.text[speaker.start : speaker.end] if speaker else None,
        "speaker_entity_id": quotation.speaker_entity_id,
        "is_anonymous": quotation.is_anonymous,
    }


def _span_rows(document: Document, quotation: Quotation) -> list[Row]:
    spans = [("content", span) for span in quotation.content]
    spans += [(role, span) for role, span in (("cue", quotation.cue), ("speaker", quotation.speaker)) if span]
    return [
        {
            "quotation_id": _quotation_id(document, quotation),
            "document_id": document.document_id,
            "span_role": role,
            "start_char": span.start,
            "end_char": span.end,
        }
        for role, span in spans
    ]


def _expression_rows(document: Document, found: Annotations) -> list[Row]:
    return [
        {
            "expression_id": stable_id("expression", document.document_id, e.start, e.end, e.kind),
            "document_id": document.document_id,
            "start_char": e.start,
            "end_char": e.end,
            "expression_text": document.text[e.start : e.end],
            "expression_kind": e.kind,
            "value_text": e.value_text,
            "value_low": e.value_low,
            "value_high": e.value_high,
            "low_on": e.low_on,
            "high_on": e.high_on,
            "unit_code": e.unit_code,
            "precision": e.precision,
            "hedge": e.hedge,
            "anchor_method": e.anchor_method,
            "is_inferred": e.is_inferred,
        }
        for e in found.expressions
    ]


def _evidence_rows(document: Document, found: Annotations) -> list[Row]:
    return [
        {
            "document_id": document.document_id,
            "topic_code": topic.code,
            "start_char": span.start,
            "end_char": span.end,
            "evidence_text": document.text[span.start : span.end],
        }
        for topic in found.topics
        for span in topic.evidence
    ]
