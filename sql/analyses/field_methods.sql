-- chapter: audit
-- question: Which method gave the dates, bylines, titles and outlets, and how many articles have
--   none?
-- grain: one row per field and method, and one per field for the articles without
-- caveat: Only the values that were chosen are counted; core.article_fields has the others as well.
--   An article with several authors counts once. Methods are explained in the data dictionary.
with articles as (
    select document_id from core.articles
),

wanted as (
    select unnest(['title', 'author', 'published', 'outlet', 'language']) as field_code
),

chosen as (
    select distinct
        document_id,
        field_code,
        method_code
    from core.article_fields
    where is_chosen
),

found as (
    select
        wanted.field_code,
        articles.document_id,
        coalesce(chosen.method_code, '(none)') as method_code
    from articles
    cross join wanted
    left join chosen using (document_id, field_code)
)

select
    field_code as field,
    method_code as method,
    count(distinct document_id) as articles,
    round(
        count(distinct document_id) / (select count(*) from articles), 4
    ) as share
from found
group by field_code, method_code
order by field_code asc, method_code = '(none)' desc, articles desc, method_code asc
