-- chapter: coverage
-- question: Who was first with a story, and how long did the others take?
-- grain: one row per story of several outlets and outlet whose time is known, the first one first
-- caveat: Only reports whose time of day is known can be ranked; undated ones can have been
--   earlier. place_of_own and hours_later_own rank reports that are neither reprints nor agency
--   copy: null where an outlet has none with a time.
with reports as (
    select
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        min(reported_at) as first_at,
        min(reported_at) filter (where origin_kind = 'own') as first_own_at
    from marts.article_index
    where has_exact_time and story_id is not null
    group by story_id, story_title, outlet_id, outlet_label
),

ranked as (
    select
        *,
        rank() over (partition by story_id order by first_at) as place,
        min(first_at) over (partition by story_id) as story_first_at,
        case
            when first_own_at is not null
                then rank() over (partition by story_id order by first_own_at nulls last)
        end as place_of_own,
        min(first_own_at) over (partition by story_id) as story_first_own_at,
        count(*) over (partition by story_id) as outlet_count
    from reports
)

select
    story_title,
    place,
    outlet_label as outlet,
    first_at,
    round(date_diff('second', story_first_at, first_at) / 3600, 1) as hours_later,
    place_of_own,
    round(date_diff('second', story_first_own_at, first_own_at) / 3600, 1) as hours_later_own
from ranked
where outlet_count > 1
order by
    outlet_count desc,
    story_title asc,
    story_id asc,
    place asc,
    outlet_label asc,
    outlet_id asc
