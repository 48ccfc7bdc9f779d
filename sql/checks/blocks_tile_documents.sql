-- question: Which documents are not covered by their blocks without gap or overlap?
-- scope: story
-- severity: fail
with blocks as (
    select
        document_id,
        start_char,
        end_char,
        lag(end_char, 1, 0)
            over (partition by document_id order by block_index)
            as previous_end_char
    from core.blocks
),

covered as (
    select
        document_id,
        max(end_char) as end_char,
        bool_and(start_char = previous_end_char and end_char > start_char) as is_seamless
    from blocks
    group by document_id
)

select documents.document_id, covered.end_char, length(documents.document_text) as char_count
from core.documents as documents
left join covered using (document_id)
where
    length(documents.document_text) > 0
    and (
        covered.is_seamless is distinct from true
        or covered.end_char != length(documents.document_text)
    )
order by documents.document_id
