-- question: Which articles have a body that is not the text of their lede and body blocks?
-- severity: fail
with bodies as (
    select
        blocks.document_id,
        string_agg(
            regexp_replace(
                substring(
                    documents.document_text,
                    blocks.start_char + 1,
                    blocks.end_char - blocks.start_char
                ),
                '[^\pL\pN]+', '', 'g'
            ),
            '' order by blocks.block_index
        ) as letters
    from core.blocks as blocks
    inner join core.documents as documents using (document_id)
    where blocks.zone in ('lede', 'body')
    group by blocks.document_id
)

select articles.document_id, length(articles.body_text) as char_count
from core.articles as articles
left join bodies using (document_id)
where bodies.letters is distinct from regexp_replace(articles.body_text, '[^\pL\pN]+', '', 'g')
order by articles.document_id
