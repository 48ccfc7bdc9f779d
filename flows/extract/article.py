"""One document's annotations, all kinds together, in the order in which they need each other.

In: a document and its blocks. Out: `Annotations`; those of a document without body text hold fields only. People,
quotations, quantities and topics are found in English texts only; a text too short to tell its language counts as
English.
"""

from collections.abc import Sequence

from flows.clean.blocks import BODY_ZONES, Block
from flows.extract.annotations import Annotations
from flows.extract.header.fields import find_fields, read_metadata
from flows.extract.inserts import blank_inserts
from flows.extract.names.entities import find_entities
from flows.extract.names.taggers import Tagger
from flows.extract.sentences import find_sentences
from flows.extract.speech.quotations import find_quotations
from flows.extract.terms import find_terms
from flows.extract.topics import find_topics
from flows.extract.truncation import is_truncated
from flows.extract.values.expressions import find_expressions
from flows.extract.values.numeric_dates import order_of_domain
from flows.read.documents import Document

ANNOTATED_LANGUAGES = frozenset({"en", None})


def annotate(document: Document, blocks: Sequence[Block], tagger: Tagger | None = None) -> Annotations:
    """Return everything extracted from the document; without body text only its fields.

    `tagger`: a pipeline of spaCy whose names join those of the rules.
    """
    page = read_metadata(document)
    fields = find_fields(document, blocks, page)
    if not any(block.zone in BODY_ZONES for block in blocks):
        return Annotations(fields)
    text = blank_inserts(document.text)
    sentences = tuple(find_sentences(text, blocks))
    truncated = is_truncated(document, blocks, page)
    if fields.language_code not in ANNOTATED_LANGUAGES:
        return Annotations(fields, truncated, sentences)
    naming = find_entities(text, sentences, fields, tagger)
    return Annotations(
        fields=fields,
        is_truncated=truncated,
        sentences=sentences,
        naming=naming,
        quotations=tuple(find_quotations(text, sentences, naming)),
        expressions=tuple(
            find_expressions(
                text,
                sentences,
                fields.published_on,
                fields.published_at,
                is_day_first=order_of_domain(fields.outlet_domain),
            )
        ),
        terms=find_terms(text, sentences, naming),
        topics=find_topics(text, sentences, naming),
    )
