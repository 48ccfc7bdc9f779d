-- question: Which outlets covered a story, with how many articles, how early, and how much of
--   it was their own?
-- grain: one row per story and outlet
-- sources: marts.article_index
-- caveat: hours_after_first is null where no article of the story has a date. An outlet is
--   missing here when it was not collected as well as when it was silent.
with articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        is_identified,
        reported_at,
        word_count,
        origin_document_id, origin_kind, start_char, end_char
    from marts.article_index
    where story_id is not null
),

story_starts as (
    select story_id, min(reported_at) as first_reported_at from articles
    group by story_id
)

select
    articles.story_id,
    articles.story_title,
    articles.outlet_id,
    articles.outlet_label,
    articles.is_identified,
    count(*) as article_count,
    count(distinct articles.origin_document_id) as independent_count,
    count(*) filter (where articles.origin_kind = 'own') as own_article_count,
    sum(articles.word_count)::bigint as word_count,
    min(articles.reported_at) as first_reported_at,
    date_diff('minute', any_value(story_starts.first_reported_at), min(articles.reported_at)) / 60.0
        as hours_after_first,
    min_by(
        articles.document_id, (coalesce(articles.reported_at, 'infinity'), articles.document_id)
    ) as document_id,
    min_by(
        articles.start_char, (coalesce(articles.reported_at, 'infinity'), articles.document_id)
    ) as start_char,
    min_by(articles.end_char, (coalesce(articles.reported_at, 'infinity'), articles.document_id))
        as end_char
from articles
inner join story_starts using (story_id)
group by
    articles.story_id,
    articles.story_title,
    articles.outlet_id,
    articles.outlet_label,
    articles.is_identified
order by articles.story_id, articles.outlet_id
