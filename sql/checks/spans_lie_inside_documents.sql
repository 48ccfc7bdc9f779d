-- question: Which rows point outside the text of their document, or to a document that is
--   missing?
-- scope: story
-- severity: fail
with spans as (
    select 'blocks' as table_name, document_id, start_char, end_char from core.blocks
    union all
    select 'article_fields' as table_name, document_id, start_char, end_char
    from core.article_fields
    union all
    select 'sentences' as table_name, document_id, start_char, end_char from core.sentences
    union all
    select 'quotation_spans' as table_name, document_id, start_char, end_char
    from core.quotation_spans
    union all
    select 'mentions' as table_name, document_id, start_char, end_char from core.mentions
    union all
    select 'roles' as table_name, document_id, start_char, end_char from core.roles
    union all
    select 'quotations' as table_name, document_id, start_char, end_char from core.quotations
    union all
    select 'expressions' as table_name, document_id, start_char, end_char from core.expressions
    union all
    select 'topic_evidence' as table_name, document_id, start_char, end_char
    from core.topic_evidence
    union all
    select 'fact_values' as table_name, document_id, start_char, end_char from core.fact_values
),

lengths as (
    select document_id, length(document_text) as char_count from core.documents
)

select spans.table_name, spans.document_id, spans.start_char, spans.end_char
from spans
left join lengths using (document_id)
where
    coalesce(spans.start_char, spans.end_char) is not null
    and (
        spans.start_char >= 0
        and spans.end_char > spans.start_char
        and spans.end_char <= lengths.char_count
    ) is distinct from true
order by spans.table_name, spans.document_id, spans.start_char, spans.end_char
