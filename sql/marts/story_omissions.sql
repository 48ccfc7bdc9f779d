-- question: What do the reports of a story carry that an outlet leaves out, and is that really
--   an omission?
-- grain: one row per thing left out by an article
-- key: omission_id
-- scope: story
-- sources: core.omissions, core.stories, core.fact_slots, core.fact_values,
--   core.quotation_groups, core.quotations, core.entities, core.mentions, marts.outlet_index,
--   marts.article_index
-- caveat: Only reason_code 'omitted' is a finding; the other reasons explain a silence away. It
--   is one about the outlet where is_omitted_by_outlet: none of its reports of the story carries
--   the thing, and none of them is truncated or uncertain. The passage is where another report
--   carries it.
with omissions as (
    select
        omission_id,
        story_id,
        outlet_id,
        document_id,
        subject_kind,
        -- of an entity, slot_id names the fact that tells of it
        coalesce(
            case when subject_kind = 'fact' then slot_id end,
            quotation_group_id,
            entity_id
        ) as subject_id,
        reason_code,
        support_count
    from core.omissions
),

stories as (
    select story_id, story_title from core.stories
),

outlets as (
    select outlet_id, outlet_label, group_names from marts.outlet_index
),

articles as (
    select document_id, story_id, outlet_id from marts.article_index
),

outlet_articles as (
    select story_id, outlet_id, count(*) as outlet_article_count
    from articles
    group by story_id, outlet_id
),

by_outlet as (
    select
        story_id,
        outlet_id,
        subject_kind,
        subject_id,
        count(distinct document_id) as lacking_article_count,
        bool_or(document_id is null) as is_of_whole_outlet,
        bool_or(reason_code in ('truncated', 'story_uncertain', 'outlet_not_collected'))
            as is_excused
    from omissions
    group by story_id, outlet_id, subject_kind, subject_id
),

facts as (
    select
        slots.slot_id as subject_id,
        slots.subject_text,
        min((fact_values.document_id, fact_values.start_char, fact_values.end_char)) as passage
    from core.fact_values as fact_values
    inner join core.fact_slots as slots using (slot_id)
    group by slots.slot_id, slots.subject_text
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
        min(entities.entity_name) as subject_text,
        min((mentions.document_id, mentions.start_char, mentions.end_char)) as passage
    from core.mentions as mentions
    inner join core.entities as entities using (entity_id)
    inner join articles using (document_id)
    where mentions.mention_kind = 'name'
    group by articles.story_id, mentions.entity_id
),

subjects as (
    select
        omissions.omission_id,
        coalesce(facts.subject_text, quotations.subject_text, entities.subject_text)
            as subject_text,
        coalesce(facts.passage, quotations.passage, entities.passage) as passage
    from omissions
    left join facts
        on omissions.subject_kind = 'fact' and omissions.subject_id = facts.subject_id
    left join quotations
        on omissions.subject_kind = 'quotation' and omissions.subject_id = quotations.subject_id
    left join entities
        on
            omissions.subject_kind = 'entity'
            and omissions.subject_id = entities.subject_id
            and omissions.story_id = entities.story_id
)

select
    omissions.omission_id,
    omissions.story_id,
    stories.story_title,
    omissions.outlet_id,
    outlets.outlet_label,
    outlets.group_names,
    omissions.document_id as omitting_document_id,
    omissions.subject_kind,
    omissions.subject_id,
    subjects.subject_text,
    omissions.reason_code,
    omissions.support_count,
    coalesce(outlet_articles.outlet_article_count, 0) as outlet_article_count,
    by_outlet.lacking_article_count,
    omissions.reason_code = 'omitted'
    and not by_outlet.is_excused
    and (
        by_outlet.is_of_whole_outlet
        or by_outlet.lacking_article_count >= outlet_articles.outlet_article_count
    ) as is_omitted_by_outlet,
    subjects.passage[1] as document_id,
    subjects.passage[2] as start_char,
    subjects.passage[3] as end_char
from omissions
inner join subjects using (omission_id)
inner join by_outlet using (story_id, outlet_id, subject_kind, subject_id)
left join stories using (story_id)
left join outlets using (outlet_id)
left join outlet_articles using (story_id, outlet_id)
order by omissions.story_id, omissions.omission_id
