-- chapter: agreement
-- question: Which date does each outlet give for what happened, and how precisely?
-- grain: one row per dated fact of a story, outlet and value
-- caveat: relation is that of the whole fact: a refinement is vaguer, not another date. reckoned
--   tells that the day was worked out from a word such as 'Saturday' and the day of the report, so
--   it is only as good as that day.
with slots as (
    select
        slot_id,
        story_id,
        subject_text,
        relation
    from core.fact_slots
    where slot_kind = 'date'
),

told as (
    select
        fact_values.slot_id,
        articles.outlet_id,
        articles.outlet_label,
        articles.story_title,
        fact_values.value_text,
        fact_values.low_on,
        fact_values.high_on,
        bool_and(fact_values.is_inferred) as is_inferred,
        min_by(
            substring(
                documents.document_text,
                fact_values.start_char + 1,
                fact_values.end_char - fact_values.start_char
            ),
            (fact_values.document_id, fact_values.start_char)
        ) as words
    from core.fact_values as fact_values
    inner join core.documents as documents using (document_id)
    inner join marts.article_index as articles using (document_id)
    group by
        fact_values.slot_id,
        articles.outlet_id,
        articles.outlet_label,
        articles.story_title,
        fact_values.value_text,
        fact_values.low_on,
        fact_values.high_on
)

select
    told.story_title,
    slots.subject_text as fact,
    slots.relation,
    told.outlet_label as outlet,
    told.words,
    told.value_text as says,
    case
        when told.value_text like '%T__:%' then 'time'
        when told.value_text like '%T%' then 'part of a day'
        when told.value_text like 'XXXX-__-__' then 'day, no year'
        when told.value_text like 'XXXX-__' then 'month, no year'
        when told.low_on = told.high_on then 'day'
        when told.high_on is null or told.low_on is null then 'open'
        when date_diff('day', told.low_on, told.high_on) < 7 then 'days'
        when date_diff('day', told.low_on, told.high_on) < 31 then 'month'
        else 'longer'
    end as precision_is,
    told.is_inferred as reckoned
from told
inner join slots using (slot_id)
order by
    list_position(['contradiction', 'update', 'refinement', 'equal'], slots.relation) asc,
    told.story_title asc,
    slots.subject_text asc,
    slots.slot_id asc,
    told.value_text asc,
    told.outlet_label asc,
    told.outlet_id asc
