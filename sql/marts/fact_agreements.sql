-- question: Which values do several reports of a story give alike, and how many of them are
--   independent?
-- grain: one row per fact and value that at least two articles give
-- sources: core.fact_slots, core.fact_values, marts.article_index
-- caveat: Values are compared without their hedge; is_disputed tells that other reports give
--   another value. The passage is the first report's.
with slots as (
    select slot_id, story_id, slot_kind, subject_text, relation from core.fact_slots
),

fact_values as (
    select slot_id, document_id, start_char, end_char, value_text, context_text
    from core.fact_values
),

articles as (
    select document_id, story_title, outlet_id, outlet_label, origin_document_id, reported_at
    from marts.article_index
)

select
    slots.story_id,
    any_value(articles.story_title) as story_title,
    slots.slot_id,
    slots.slot_kind,
    slots.subject_text,
    fact_values.value_text,
    slots.relation in ('update', 'contradiction') as is_disputed,
    count(distinct fact_values.document_id) as article_count,
    count(distinct articles.outlet_id) as outlet_count,
    count(distinct articles.origin_document_id) as independent_count,
    string_agg(distinct articles.outlet_label, '; ' order by articles.outlet_label)
        as outlet_labels,
    min_by(
        fact_values.document_id,
        (coalesce(articles.reported_at, 'infinity'), fact_values.document_id)
    )
        as document_id,
    min_by(
        fact_values.start_char,
        (coalesce(articles.reported_at, 'infinity'), fact_values.document_id)
    )
        as start_char,
    min_by(
        fact_values.end_char, (coalesce(articles.reported_at, 'infinity'), fact_values.document_id)
    ) as end_char,
    min_by(
        fact_values.context_text,
        (coalesce(articles.reported_at, 'infinity'), fact_values.document_id)
    )
        as context_text
from slots
inner join fact_values using (slot_id)
inner join articles using (document_id)
group by
    slots.story_id,
    slots.slot_id,
    slots.slot_kind,
    slots.subject_text,
    fact_values.value_text,
    slots.relation
having count(distinct fact_values.document_id) > 1
order by slots.story_id, slots.slot_id, fact_values.value_text
