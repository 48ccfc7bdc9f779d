-- question: On which facts do reports of one story disagree, how gravely, and in which words?
-- grain: one row per pair of values of a fact that are not equal, and not dismissed by people
-- key: story_id, slot_id, fact_value_id_a, fact_value_id_b
-- scope: story
-- sources: core.fact_relations, core.fact_slots, core.fact_values, marts.article_index
-- caveat: A refinement is no disagreement of substance: one value is only vaguer; an update was
--   right in its time. conflict_between tells whether outlets differ, the people they quote, or
--   one document with itself. is_independent is true only between identified outlets that do not
--   share an origin. The counts are of all reports of the fact. decision_id is set where the
--   relation was given by people.
with relations as (
    select
        slot_id,
        fact_value_id_a,
        fact_value_id_b,
        relation,
        relation_score,
        conflict_between,
        explanation_text,
        decision_id
    from core.fact_relations
    where relation not in ('dismissed', 'equal')
),

slots as (
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
        hedge,
        is_inferred,
        context_text
    from core.fact_values
),

articles as (
    select document_id, story_title, outlet_id, outlet_label, independent_id, reported_at
    from marts.article_index
),

slot_counts as (
    select
        fact_values.slot_id,
        count(distinct fact_values.document_id) as article_count,
        count(distinct articles.outlet_id) as outlet_count,
        greatest(count(distinct articles.independent_id), 1) as independent_count
    from fact_values
    inner join articles using (document_id)
    group by fact_values.slot_id
)

select
    slots.story_id,
    first_articles.story_title,
    slots.slot_id,
    slots.slot_kind,
    slots.subject_text,
    relations.relation,
    relations.relation_score,
    relations.conflict_between,
    relations.explanation_text,
    first_articles.outlet_label as outlet_label_a,
    first_values.value_text as value_text_a,
    first_values.context_text as context_text_a,
    second_articles.outlet_label as outlet_label_b,
    second_values.value_text as value_text_b,
    second_values.context_text as context_text_b,
    coalesce(first_articles.independent_id != second_articles.independent_id, false)
        as is_independent,
    slot_counts.article_count,
    slot_counts.outlet_count,
    slot_counts.independent_count,
    first_values.document_id,
    first_values.start_char,
    first_values.end_char,
    second_values.document_id as document_id_b,
    second_values.start_char as start_char_b,
    second_values.end_char as end_char_b,
    first_articles.reported_at as reported_at_a,
    second_articles.reported_at as reported_at_b,
    relations.fact_value_id_a,
    relations.fact_value_id_b,
    relations.decision_id
from relations
inner join slots using (slot_id)
inner join slot_counts using (slot_id)
inner join fact_values as first_values on relations.fact_value_id_a = first_values.fact_value_id
inner join fact_values as second_values on relations.fact_value_id_b = second_values.fact_value_id
inner join articles as first_articles on first_values.document_id = first_articles.document_id
inner join articles as second_articles on second_values.document_id = second_articles.document_id
order by slots.story_id, slots.slot_id, relations.fact_value_id_a, relations.fact_value_id_b
