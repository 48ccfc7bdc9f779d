-- chapter: coverage
-- question: Which groups of outlets covered which story, with how many of their outlets, and which
--   were silent?
-- grain: one row per story and group of outlets that covered it or was silent
-- caveat: Empty where parallax.toml names no groups. An outlet can be in several groups. Silent are
--   outlets of which an omission is claimed: they were collected, by a window, and at least three
--   independent origins carry the story.
with outlet_groups as (
    select group_name, outlet_id from core.outlet_groups
),

group_sizes as (
    select group_name, count(*) as outlet_count
    from outlet_groups
    group by group_name
),

covered as (
    select
        coverage.story_id,
        coverage.story_title,
        outlet_groups.group_name,
        count(*) as covering_count,
        sum(coverage.article_count)::bigint as article_count,
        sum(coverage.word_count)::bigint as word_count,
        min(coverage.first_reported_at) as first_reported_at
    from marts.story_coverage as coverage
    inner join outlet_groups using (outlet_id)
    group by coverage.story_id, coverage.story_title, outlet_groups.group_name
),

silent as (
    select
        omissions.story_id,
        outlet_groups.group_name,
        count(distinct omissions.outlet_id) filter (where omissions.reason_code = 'omitted')
            as silent_count,
        count(distinct omissions.outlet_id) filter (
            where omissions.reason_code = 'outlet_not_collected'
        ) as not_collected_count
    from core.omissions as omissions
    inner join outlet_groups using (outlet_id)
    where omissions.document_id is null
    group by omissions.story_id, outlet_groups.group_name
),

stories as (
    select story_id, story_title from core.stories
)

select
    stories.story_title,
    group_sizes.group_name,
    coalesce(covered.covering_count, 0) as outlets_with_articles,
    group_sizes.outlet_count as outlets_of_group,
    coalesce(silent.silent_count, 0) as outlets_silent,
    coalesce(silent.not_collected_count, 0) as outlets_not_collected,
    coalesce(covered.article_count, 0) as articles,
    coalesce(covered.word_count, 0) as words,
    covered.first_reported_at
from stories
cross join group_sizes
left join covered using (story_id, group_name)
left join silent using (story_id, group_name)
where covered.story_id is not null or silent.story_id is not null
order by stories.story_title, stories.story_id, group_sizes.group_name
