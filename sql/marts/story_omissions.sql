-- question: What do the reports of a story carry that an outlet leaves out, and is that really
--   an omission?
-- grain: one row per thing left out by an article
-- sources: core.omissions, core.fact_slots, core.fact_values, core.quotation_groups,
--   core.quotations, core.entities, core.mentions, marts.article_index
-- caveat: Only reason_code 'omitted' is a finding about the outlet; the other reasons explain a
--   silence away. The passage is where another report carries it.
with omissions as (
    select
        omission_id,
        story_id,
        outlet_id,
        document_id,
        subject_kind,
        slot_id,
        quotation_group_id,
        entity_id,
        term_text,
        reason_code, support_count
    from core.omissions
),

articles as (
    select document_id, story_id, story_title, outlet_id, outlet_label from marts.article_index
),

facts as (
    select
        fact_values.slot_id as subject_id,
        any_value(slots.subject_text) as subject_text,
        min((fact_values.document_id, fact_values.start_char, fact_values.end_char)) as passage
    from core.fact_values as fact_values
    inner join core.fact_slots as slots using (slot_id)
    group by fact_values.slot_id
),

quotations as (
    select
        quotation_groups.quotation_group_id as subject_id,
        min_by(
            quotations.quotation_text,
            (quotation_groups.variant_kind != 'fullest', quotations.quotation_id)
        )
            as subject_text,
        min_by(
            (quotations.document_id, quotations.start_char, quotations.end_char),
            (quotation_groups.variant_kind != 'fullest', quotations.quotation_id)
        ) as passage
    from core.quotation_groups as quotation_groups
    inner join core.quotations as quotations using (quotation_id)
    group by quotation_groups.quotation_group_id
),

entities as (
    select
        articles.story_id,
        mentions.entity_id as subject_id,
        any_value(entities.entity_name) as subject_text,
        min((mentions.document_id, mentions.start_char, mentions.end_char)) as passage
    from core.mentions as mentions
    inner join core.entities as entities using (entity_id)
    inner join articles using (document_id)
    where mentions.mention_kind = 'name'
    group by articles.story_id, mentions.entity_id
)

select
    omissions.omission_id,
    omissions.story_id,
    any_value(articles.story_title) as story_title,
    omissions.outlet_id,
    any_value(articles.outlet_label) as outlet_label,
    omissions.document_id as omitting_document_id,
    omissions.subject_kind,
    any_value(
        coalesce(
            facts.subject_text, quotations.subject_text, entities.subject_text, omissions.term_text
        )
    ) as subject_text,
    omissions.reason_code,
    omissions.support_count,
    any_value(coalesce(facts.passage, quotations.passage, entities.passage))[1] as document_id,
    any_value(coalesce(facts.passage, quotations.passage, entities.passage))[2] as start_char,
    any_value(coalesce(facts.passage, quotations.passage, entities.passage))[3] as end_char
from omissions
left join articles
    on
        omissions.story_id = articles.story_id and omissions.outlet_id = articles.outlet_id
        and coalesce(omissions.document_id, articles.document_id) = articles.document_id
left join facts on omissions.slot_id = facts.subject_id
left join quotations on omissions.quotation_group_id = quotations.subject_id
left join
    entities
    on omissions.story_id = entities.story_id and omissions.entity_id = entities.subject_id
group by
    omissions.omission_id,
    omissions.story_id,
    omissions.outlet_id,
    omissions.document_id,
    omissions.subject_kind,
    omissions.reason_code, omissions.support_count
order by omissions.story_id, omissions.omission_id
