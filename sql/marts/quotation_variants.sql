-- question: Who carries the same quotation, and who clips it, edits it or gives it to another
--   speaker? Who had it first?
-- grain: one row per quotation of a group
-- key: story_id, quotation_group_id, quotation_id
-- scope: story
-- sources: core.quotation_groups, core.quotations, core.entities, marts.article_index
-- caveat: variant_kind is relative to the fullest version among the articles at hand, which
--   need not be the utterance. The counts are those of the whole group; copies of one report
--   have one independent origin. Who had it first is told among those with a time.
with quotation_groups as (
    select quotation_group_id, story_id, quotation_id, variant_kind from core.quotation_groups
),

quotations as (
    select
        quotation_id,
        document_id,
        start_char,
        end_char,
        quotation_text,
        quotation_kind,
        cue_text,
        cue_polarity,
        speaker_text, speaker_entity_id, is_anonymous
    from core.quotations
),

speakers as (
    select entity_id, entity_name from core.entities
),

articles as (
    select
        document_id,
        story_title,
        outlet_id,
        outlet_label,
        reported_at,
        origin_document_id,
        independent_id
    from marts.article_index
)

select
    quotation_groups.story_id,
    articles.story_title,
    quotation_groups.quotation_group_id,
    quotation_groups.variant_kind,
    articles.outlet_id,
    articles.outlet_label,
    articles.reported_at,
    speakers.entity_name as speaker_name,
    quotations.speaker_text,
    quotations.is_anonymous,
    quotations.cue_text,
    quotations.cue_polarity,
    quotations.quotation_kind,
    quotations.quotation_text,
    articles.reported_at = min(articles.reported_at) over quotation_group as is_first,
    count(*) over quotation_group as variant_count,
    count(distinct quotations.document_id) over quotation_group as article_count,
    count(distinct articles.outlet_id) over quotation_group as outlet_count,
    greatest(count(distinct articles.independent_id) over quotation_group, 1)
        as independent_count,
    quotations.document_id,
    quotations.start_char,
    quotations.end_char,
    articles.origin_document_id,
    quotations.quotation_id
from quotation_groups
inner join quotations using (quotation_id)
inner join articles using (document_id)
left join speakers on quotations.speaker_entity_id = speakers.entity_id
window quotation_group as (partition by quotation_groups.quotation_group_id)
order by quotation_groups.story_id, quotation_groups.quotation_group_id, quotations.quotation_id
