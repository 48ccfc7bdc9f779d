-- chapter: coverage
-- question: Which stories are there, and how widely was each covered?
-- grain: one row per story, the most widely covered first
-- caveat: Read origins, not articles: copies do not confirm each other. texts counts
--   what is left when copies of one text are one, own those that are neither reprints nor
--   agency copy.
with coverage as (
    select
        story_id,
        sum(own_article_count)::bigint as own,
        string_agg(outlet_label, ', ' order by hours_after_first nulls last, outlet_label)
            as covered_by
    from marts.story_coverage
    group by story_id
),

texts as (
    select
        story_id,
        count(distinct origin_document_id) as texts
    from marts.article_index
    group by story_id
)

select
    stories.story_title,
    stories.outlet_count as outlets,
    stories.article_count as articles,
    texts.texts,
    stories.independent_count as origins,
    coverage.own,
    stories.first_published_at as first_at,
    coverage.covered_by
from core.stories as stories
inner join coverage using (story_id)
inner join texts using (story_id)
order by
    stories.independent_count desc,
    stories.article_count desc,
    stories.first_published_at asc,
    stories.story_id asc
