-- question: Which articles have a body that is not the text of their lede and body blocks?
-- scope: story
-- severity: fail
with bodies as (
    select
        document_id,
        list([start_char + 1, end_char - start_char] order by block_index) as spans
    from core.blocks
    where zone in ('lede', 'body')
    group by document_id
),

articles as (
    select
        articles.document_id,
        articles.body_text,
        documents.document_text,
        bodies.spans
    from core.articles as articles
    left join core.documents as documents using (document_id)
    left join bodies using (document_id)
),

texts as (
    select
        document_id,
        body_text,
        list_transform(spans, lambda span: substring(document_text, span[1], span[2])) as texts
    from articles
)

select document_id, length(body_text) as char_count
from texts
where
    -- as it is put together, but for rare kinds of blank space; dear patterns only for those
    array_to_string(list_transform(texts, lambda part: trim(part, E' \t\r\n')), E'\n\n')
    is distinct from body_text
    and regexp_replace(array_to_string(texts, ''), '[^\pL\pN]+', '', 'g')
    is distinct from regexp_replace(body_text, '[^\pL\pN]+', '', 'g')
order by document_id
