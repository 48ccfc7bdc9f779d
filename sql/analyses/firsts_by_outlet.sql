-- chapter: coverage
-- question: How often is each outlet first, and how long does it take when it is not?
-- grain: one row per outlet with a timed report in a story of several outlets
-- caveat: Compare within what was collected of each outlet. The median is that of stories in which
--   it was not first; the figures of own reports leave reprints and agency copy out on both sides.
with reports as (
    select
        story_id,
        outlet_id,
        outlet_label,
        min(reported_at) as first_at,
        min(reported_at) filter (where origin_kind = 'own') as first_own_at
    from marts.article_index
    where has_exact_time and story_id is not null
    group by story_id, outlet_id, outlet_label
),

delays as (
    select
        outlet_id,
        outlet_label,
        date_diff('second', min(first_at) over story, first_at) / 3600 as hours_later,
        date_diff('second', min(first_own_at) over story, first_own_at) / 3600 as hours_later_own,
        count(*) over story as outlet_count
    from reports
    window story as (partition by story_id)
)

select
    outlet_label as outlet,
    count(*) as stories,
    count(*) filter (where hours_later = 0) as first_in,
    round(median(hours_later) filter (where hours_later > 0), 1) as median_hours,
    count(hours_later_own) as own_stories,
    count(*) filter (where hours_later_own = 0) as own_first_in,
    round(median(hours_later_own) filter (where hours_later_own > 0), 1) as own_median_hours
from delays
where outlet_count > 1
group by outlet_id, outlet_label
order by first_in desc, stories asc, outlet_label asc, outlet_id asc
