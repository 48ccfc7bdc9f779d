-- question: Which values do several reports of a story give alike, and how many of them are
--   independent?
-- grain: one row per fact and value that at least two articles give
-- key: story_id, slot_id, value_text
-- scope: story
-- sources: core.fact_slots, core.fact_values, core.fact_relations, marts.article_index
-- caveat: Copies of one report agree as well: read independent_count, which unidentified outlets
--   do not raise. Values are compared without their hedge; is_disputed tells that another value
--   of the fact contradicts or updates this very one, and that nobody dismissed it. The passage is
--   the first report's.
with slots as (
    select slot_id, story_id, slot_kind, subject_text from core.fact_slots
),

fact_values as (
    select
        fact_value_id,
        slot_id,
        document_id,
        start_char,
        end_char,
        value_text,
        context_text
    from core.fact_values
),

disputed_values as (
    select distinct unnest([fact_value_id_a, fact_value_id_b]) as fact_value_id
    from core.fact_relations
    where relation in ('update', 'contradiction')
),

articles as (
    select document_id, story_title, outlet_id, outlet_label, independent_id, reported_at
    from marts.article_index
),

agreed as (
    select
        fact_values.slot_id,
        fact_values.value_text,
        min(articles.story_title) as story_title,
        count(disputed_values.fact_value_id) > 0 as is_disputed,
        count(distinct fact_values.document_id) as article_count,
        count(distinct articles.outlet_id) as outlet_count,
        greatest(count(distinct articles.independent_id), 1) as independent_count,
        string_agg(distinct articles.outlet_label, '; ' order by articles.outlet_label)
            as outlet_labels,
        min_by(
            (
                fact_values.document_id,
                fact_values.start_char,
                fact_values.end_char,
                fact_values.context_text
            ),
            (
                coalesce(articles.reported_at, 'infinity'),
                fact_values.document_id,
                fact_values.start_char,
                fact_values.end_char
            )
        ) as passage
    from fact_values
    inner join articles using (document_id)
    left join disputed_values using (fact_value_id)
    group by fact_values.slot_id, fact_values.value_text
    having count(distinct fact_values.document_id) > 1
)

select
    slots.story_id,
    agreed.story_title,
    slots.slot_id,
    slots.slot_kind,
    slots.subject_text,
    agreed.value_text,
    agreed.is_disputed,
    agreed.article_count,
    agreed.outlet_count,
    agreed.independent_count,
    agreed.outlet_labels,
    agreed.passage[1] as document_id,
    agreed.passage[2] as start_char,
    agreed.passage[3] as end_char,
    agreed.passage[4] as context_text
from agreed
inner join slots using (slot_id)
order by slots.story_id, slots.slot_id, agreed.value_text
