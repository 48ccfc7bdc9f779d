-- chapter: audit
-- question: Which articles have no date, byline, title or outlet?
-- grain: one row per article that lacks one of them
-- caveat: An outlet is missing where nobody knows it: is_identified is false, and the article takes
--   no part in claims of independence and omission. Many pieces have no byline because nobody
--   signed them. Coarse means that only the month or year of publication is known.
select
    path,
    member,
    if(is_identified, outlet_label, null) as outlet,
    title,
    concat_ws(
        ', ',
        case
            when published_on is null then 'date'
            when published_precision in ('month', 'year') then 'date (coarse)'
        end,
        if(author_names is null, 'byline', null),
        if(title is null, 'title', null),
        if(is_identified, null, 'outlet')
    ) as lacks,
    language_code as language,
    document_id
from marts.article_index
where
    published_on is null
    or published_precision in ('month', 'year')
    or author_names is null
    or title is null
    or not is_identified
order by outlet nulls first, path, member, document_id
