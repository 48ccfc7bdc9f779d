-- chapter: coverage
-- question: Which share of its output of a day did each outlet give to a story?
-- grain: one row per story of several articles, day and outlet with reports on it that day
-- caveat: The share is of the outlet's articles of that day that were collected: 1 of 1 says
--   little. own_share leaves reprints and agency copy out, above and below the line. Articles whose
--   day is not known are left out.
with articles as (
    select
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        published_on,
        origin_kind
    from marts.article_index
    where reported_at is not null
),

outputs as (
    select
        outlet_id,
        published_on,
        count(*) as article_count,
        count(*) filter (where origin_kind = 'own') as own_article_count
    from articles
    group by outlet_id, published_on
),

shown as (
    select story_id from core.stories
    where article_count > 1
)

select
    articles.story_title,
    articles.published_on as day_on,
    articles.outlet_label as outlet,
    count(*) as articles,
    outputs.article_count as of_articles,
    round(count(*) / outputs.article_count, 4) as share,
    count(*) filter (where articles.origin_kind = 'own') as own_articles,
    case
        when outputs.own_article_count > 0
            then
                round(
                    count(*) filter (where articles.origin_kind = 'own')
                    / outputs.own_article_count,
                    4
                )
    end as own_share
from articles
inner join shown using (story_id)
inner join outputs using (outlet_id, published_on)
group by
    articles.story_id,
    articles.story_title,
    articles.published_on,
    articles.outlet_id,
    articles.outlet_label,
    outputs.article_count,
    outputs.own_article_count
order by
    sum(count(*)) over (partition by articles.story_id) desc,
    articles.story_title asc,
    articles.story_id asc,
    articles.published_on asc,
    share desc,
    articles.outlet_label asc,
    articles.outlet_id asc
