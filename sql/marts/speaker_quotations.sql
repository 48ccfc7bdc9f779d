-- question: Who is quoted, in whose report, with which verb, and in which words?
-- grain: one row per quotation
-- sources: core.quotations, core.quotation_groups, core.entities, marts.article_index
-- caveat: speaker_name is null where the speaker could not be told; anonymous speakers are
--   marked, not merged. The same utterance stands once for each report that carries it: to count
--   utterances, count distinct coalesce(quotation_group_id, quotation_id).
with quotations as (
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

quotation_groups as (
    select quotation_id, quotation_group_id from core.quotation_groups
),

speakers as (
    select entity_id, entity_name, entity_type from core.entities
),

articles as (
    select
        document_id, story_id, story_title, outlet_id, outlet_label, reported_at, origin_document_id
    from marts.article_index
)

select
    quotations.quotation_id,
    articles.story_id,
    articles.story_title,
    articles.outlet_id,
    articles.outlet_label,
    articles.reported_at,
    speakers.entity_name as speaker_name,
    speakers.entity_type as speaker_type,
    quotations.speaker_text,
    quotations.is_anonymous,
    quotations.cue_text,
    quotations.cue_polarity,
    quotations.quotation_kind,
    quotations.quotation_text,
    quotations.document_id,
    quotations.start_char,
    quotations.end_char,
    articles.origin_document_id,
    quotation_groups.quotation_group_id
from quotations
inner join articles using (document_id)
left join quotation_groups using (quotation_id)
left join speakers on quotations.speaker_entity_id = speakers.entity_id
order by quotations.document_id, quotations.start_char, quotations.quotation_id
