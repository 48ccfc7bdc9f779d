-- chapter: agreement
-- question: What are the least, the median and the most reported of each figure, and as of when?
-- grain: one row per counted, measured or paid quantity that at least two articles give, disputed
--   ones first
-- caveat: Each independent origin counts once in the median, with its latest value. Durations are
--   given in the unit that fits the longest. A figure that grows is an update, not a contradiction:
--   read latest with as_of, which is null where no report is dated. Bounds such as 'more than 400'
--   count with their number, magnitudes such as 'dozens' do not count.
with slots as (
    select
        slot_id,
        subject_text,
        relation
    from core.fact_slots
    where slot_kind in ('count', 'money', 'percent', 'age', 'duration')
),

told as (
    select
        fact_values.slot_id,
        coalesce(articles.independent_id, 'document ' || articles.document_id) as origin_key,
        articles.story_title,
        articles.outlet_label,
        articles.reported_at,
        coalesce(articles.reported_at, '-infinity') as reported_key,
        fact_values.unit_code,
        coalesce(fact_values.value_low, fact_values.value_high) as value_number,
        fact_values.fact_value_id
    from core.fact_values as fact_values
    inner join marts.article_index as articles using (document_id)
    where
        coalesce(fact_values.value_low, fact_values.value_high) is not null
        and fact_values.hedge is distinct from 'vague'
),

by_origin as (
    select
        slot_id,
        origin_key,
        min(story_title) as story_title,
        min(unit_code) as unit_code,
        min(value_number) as least,
        max(value_number) as most,
        max_by(
            (value_number, outlet_label, reported_at), (reported_key, fact_value_id)
        ) as latest,
        max(reported_key) as reported_key
    from told
    group by slot_id, origin_key
),

figures as (
    select
        slot_id,
        min(story_title) as story_title,
        count(*) as origins,
        min(least) as least,
        median(latest[1]) as median,
        max(most) as most,
        min(unit_code) as unit_code,
        max_by(latest, (reported_key, origin_key)) as latest
    from by_origin
    group by slot_id
),

units as (
    select
        *,
        case
            when coalesce(unit_code, '') != 's' then 1
            when most < 7200 then 60
            when most < 172800 then 3600
            when most < 5184000 then 86400
            when most < 63113904 then 2629746
            else 31556952
        end as unit_size
    from figures
)

select
    units.story_title,
    slots.subject_text as fact,
    slots.relation,
    units.origins,
    round(units.least / units.unit_size, 2) as least,
    round(units.median / units.unit_size, 2) as median,
    round(units.most / units.unit_size, 2) as most,
    case
        when coalesce(units.unit_code, '') != 's' then units.unit_code
        when units.unit_size = 60 then 'minutes'
        when units.unit_size = 3600 then 'hours'
        when units.unit_size = 86400 then 'days'
        when units.unit_size = 2629746 then 'months'
        else 'years'
    end as unit,
    round(units.latest[1] / units.unit_size, 2) as latest,
    units.latest[2] as latest_from,
    units.latest[3] as as_of
from units
inner join slots using (slot_id)
order by
    list_position(['contradiction', 'update', 'refinement', 'equal'], slots.relation) asc,
    units.origins desc,
    units.story_title asc,
    slots.subject_text asc,
    slots.slot_id asc
