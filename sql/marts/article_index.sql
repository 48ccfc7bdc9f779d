-- question: Which articles are there, from which outlet, in which story, and where does each
--   begin?
-- grain: one row per article
-- key: document_id
-- sources: core.articles, core.documents, core.blocks, core.article_origins, core.stories,
--   marts.outlet_index
-- caveat: outlet_label falls back to the domain, then to the file's path; only is_identified
--   outlets are real outlets. reported_at is a day's midnight (UTC) where only the day is known,
--   has_exact_time tells; it is null where only the month or year is. Articles with the same
--   independent_id do not confirm each other: copies, agency copy, one outlet's own reports. It
--   is null for unidentified outlets, which confirm nobody. group_names are the groups of the
--   outlet in parallax.toml, joined by '; '.
with articles as (
    select
        document_id,
        story_id,
        title,
        author_names,
        published_at,
        published_on,
        published_precision,
        coalesce(published_precision in ('month', 'year'), false) as is_coarse,
        word_count,
        is_truncated
    from core.articles
),

documents as (
    select document_id, outlet_id, path, member, url, language_code from core.documents
),

outlets as (
    select outlet_id, outlet_label, is_identified, group_names from marts.outlet_index
),

origins as (
    select document_id, origin_document_id, origin_kind, independent_id from core.article_origins
),

stories as (
    select story_id, story_title from core.stories
),

first_blocks as (
    select document_id, min(start_char) as start_char, min_by(end_char, start_char) as end_char
    from core.blocks
    where zone in ('lede', 'body')
    group by document_id
)

select
    articles.document_id,
    articles.story_id,
    stories.story_title,
    documents.outlet_id,
    outlets.outlet_label,
    outlets.is_identified,
    outlets.group_names,
    articles.title,
    articles.author_names,
    articles.published_on,
    articles.published_precision,
    case
        when not articles.is_coarse
            then
                coalesce(
                    articles.published_at,
                    timezone('UTC', articles.published_on::timestamp)
                )
    end as reported_at,
    articles.published_at is not null and not articles.is_coarse as has_exact_time,
    articles.word_count,
    articles.is_truncated,
    documents.language_code,
    documents.path,
    documents.member,
    documents.url,
    coalesce(origins.origin_document_id, articles.document_id) as origin_document_id,
    coalesce(origins.origin_kind, 'own') as origin_kind,
    origins.independent_id,
    first_blocks.start_char,
    first_blocks.end_char
from articles
inner join documents using (document_id)
inner join outlets using (outlet_id)
left join origins using (document_id)
left join stories using (story_id)
left join first_blocks using (document_id)
order by articles.document_id
