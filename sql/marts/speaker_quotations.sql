-- question: Who is quoted, in whose report, with which verb, and in which words?
-- grain: one row per quotation
-- key: quotation_id
-- scope: story
-- sources: core.quotations, core.quotation_groups, core.entities, core.blocks,
--   marts.article_index
-- caveat: speaker_kind is named (a person), collective (an organisation, a place, or a group or
--   body without a name), anonymous (kept unnamed) or unresolved (a pronoun, or nobody named).
--   speaker_name is null where the speaker is no known entity; speaker_label then has the words
--   of the text in lower case, without their article. The same utterance stands once for each
--   report that carries it: to count utterances, count distinct utterance_id. word_count counts
--   from the first to the last word quoted.
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
        speaker_text,
        speaker_entity_id,
        is_anonymous,
        -- 'The port' and 'the port' are one speaker
        regexp_replace(lower(trim(speaker_text)), '^(the|a|an)\s+', '') as speaker_words
    from core.quotations
),

quotation_groups as (
    select quotation_id, quotation_group_id from core.quotation_groups
),

speakers as (
    select entity_id, entity_name, entity_type from core.entities
),

blocks as (
    select document_id, start_char, end_char, zone from core.blocks
),

articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        group_names,
        reported_at,
        origin_document_id,
        origin_kind,
        independent_id
    from marts.article_index
),

placed as (
    select quotations.*, blocks.zone
    from quotations
    left join blocks
        on
            quotations.document_id = blocks.document_id
            and quotations.start_char >= blocks.start_char
            and quotations.start_char < blocks.end_char
)

select
    quotations.quotation_id,
    articles.story_id,
    articles.story_title,
    articles.outlet_id,
    articles.outlet_label,
    articles.group_names,
    articles.reported_at,
    speakers.entity_name as speaker_name,
    speakers.entity_type as speaker_type,
    case
        when quotations.is_anonymous then 'anonymous'
        when speakers.entity_type = 'person' then 'named'
        when speakers.entity_id is not null then 'collective'
        when
            quotations.speaker_words is null
            or quotations.speaker_words in (
                'he', 'she', 'it', 'they', 'we', 'i', 'you', 'this', 'that', 'these', 'those',
                'who', 'which', 'one', 'nobody', 'no one', 'some', 'others', 'many', 'both'
            )
            then 'unresolved'
        else 'collective'
    end as speaker_kind,
    coalesce(speakers.entity_name, quotations.speaker_words) as speaker_label,
    quotations.speaker_text,
    quotations.is_anonymous,
    quotations.cue_text,
    quotations.cue_polarity,
    quotations.quotation_kind,
    quotations.quotation_text,
    len(regexp_extract_all(quotations.quotation_text, '[\pL\pN][\pL\pN''’.,-]*')) as word_count,
    quotations.zone,
    quotations.document_id,
    quotations.start_char,
    quotations.end_char,
    articles.origin_document_id,
    articles.origin_kind,
    articles.independent_id,
    quotation_groups.quotation_group_id,
    coalesce(quotation_groups.quotation_group_id, quotations.quotation_id) as utterance_id
from placed as quotations
inner join articles using (document_id)
left join quotation_groups using (quotation_id)
left join speakers on quotations.speaker_entity_id = speakers.entity_id
order by quotations.document_id, quotations.start_char, quotations.quotation_id
