-- question: Which passages that were taken over, or lines that many documents share, lie outside
--   the text of a document, or in one that is missing?
-- severity: fail
with passages as (
    select
        earlier_document_id as document_id,
        earlier_start_char as start_char,
        earlier_end_char as end_char
    from core.reprint_passages
    union all
    select
        later_document_id as document_id,
        later_start_char as start_char,
        later_end_char as end_char
    from core.reprint_passages
    union all
    select document_id, start_char, end_char
    from core.templates
)

select passages.document_id, passages.start_char, passages.end_char
from passages
left join core.documents as documents using (document_id)
where
    (
        passages.start_char >= 0
        and passages.end_char > passages.start_char
        and passages.end_char <= length(documents.document_text)
    ) is distinct from true
order by passages.document_id, passages.start_char, passages.end_char
