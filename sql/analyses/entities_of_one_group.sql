-- chapter: omission
-- question: Which people, organisations and places does one group of outlets only mention?
-- grain: one row per story covered by at least two groups, and entity that outlets of one group
--   only name
-- caveat: Empty where parallax.toml names no groups. outlets_of_group counts the group's outlets in
--   the story, so 1 of 1 says little. Copies are counted apart: own_reports leaves them out. An
--   outlet in two groups counts for both. Outlets in no group are not looked at.
with outlet_groups as (
    select
        group_name,
        outlet_id
    from core.outlet_groups
),

covered as (
    select
        coverage.story_id,
        coverage.story_title,
        outlet_groups.group_name,
        count(*) as outlet_count
    from marts.story_coverage as coverage
    inner join outlet_groups using (outlet_id)
    group by coverage.story_id, coverage.story_title, outlet_groups.group_name
),

stories as (
    select story_id
    from covered
    group by story_id
    having count(*) > 1
),

named as (
    select
        coverage.story_id,
        coverage.entity_id,
        coverage.entity_type,
        coverage.entity_name,
        outlet_groups.group_name,
        count(*) as outlet_count,
        sum(coverage.mention_count)::bigint as mention_count,
        sum(coverage.own_article_count)::bigint as own_article_count,
        string_agg(coverage.outlet_label, ', ' order by coverage.outlet_label) as outlets
    from marts.entity_coverage as coverage
    inner join outlet_groups using (outlet_id)
    semi join stories on coverage.story_id = stories.story_id
    -- an outlet that names itself signs its dateline
    where lower(coverage.entity_name) != lower(coverage.outlet_label)
    group by
        coverage.story_id,
        coverage.entity_id,
        coverage.entity_type,
        coverage.entity_name,
        outlet_groups.group_name
    qualify count(*) over (partition by coverage.story_id, coverage.entity_id) = 1
)

select
    covered.story_title,
    covered.group_name,
    named.entity_type as kind,
    named.entity_name as entity,
    named.outlet_count as named_by,
    covered.outlet_count as outlets_of_group,
    named.mention_count as mentions,
    named.own_article_count as own_reports,
    named.outlets
from named
inner join covered using (story_id, group_name)
order by
    named_by desc,
    covered.story_title asc,
    covered.story_id asc,
    covered.group_name asc,
    mentions desc,
    entity asc,
    named.entity_id asc
