-- question: Which annotations, or places of key terms, begin in text that was removed?
-- scope: story
-- severity: fail
with annotations as (
    select 'sentences' as table_name, document_id, start_char, end_char from core.sentences
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
    union all
    -- the passage that a mart looks up in the text
    select 'term_coverage' as table_name, document_id, start_char, end_char
    from marts.term_coverage
)

select annotations.table_name, annotations.document_id, annotations.start_char, annotations.end_char
from annotations
inner join core.blocks as blocks
    on
        annotations.document_id = blocks.document_id
        and annotations.start_char >= blocks.start_char
        and annotations.start_char < blocks.end_char
where blocks.zone = 'removed'
order by annotations.table_name, annotations.document_id, annotations.start_char
