-- question: What does each outlet bring: how much, how much of its own, who is quoted, where
--   does it stand alone?
-- grain: one row per outlet with at least one article
-- key: outlet_id
-- sources: marts.article_index, core.quotations, marts.fact_disagreements,
--   marts.story_omissions, marts.single_source_facts
-- caveat: Compare shares, not counts: outlets are collected to different extents. Disagreements
--   count facts in which the outlet gives one of the contradicting values, whoever is right.
--   Omissions count what none of the outlet's reports of a story carries. independent_count
--   counts the outlet's own reports of a story as one origin.
with articles as (
    select
        document_id,
        story_id,
        outlet_id,
        outlet_label,
        is_identified,
        group_names,
        reported_at,
        word_count,
        is_truncated,
        author_names,
        independent_id,
        origin_kind,
        start_char,
        end_char
    from marts.article_index
),

profiles as (
    select
        outlet_id,
        min(outlet_label) as outlet_label,
        bool_and(is_identified) as is_identified,
        min(group_names) as group_names,
        count(*) as article_count,
        greatest(count(distinct story_id || ' ' || independent_id), 1) as independent_count,
        count(distinct story_id) as story_count,
        round(count(*) filter (where origin_kind = 'own') / count(*), 4) as own_article_share,
        round(count(author_names) / count(*), 4) as bylined_share,
        round(count(*) filter (where is_truncated) / count(*), 4) as truncated_share,
        sum(word_count)::bigint as word_count,
        min(reported_at) as first_reported_at,
        max(reported_at) as last_reported_at,
        min((document_id, start_char, end_char)) as passage
    from articles
    group by outlet_id
),

quoted as (
    select
        articles.outlet_id,
        count(*) as quotation_count,
        count(*) filter (where quotations.is_anonymous) as anonymous_quotation_count,
        count(distinct quotations.speaker_entity_id) as speaker_count
    from core.quotations as quotations
    inner join articles using (document_id)
    group by articles.outlet_id
),

contradicted_values as (
    select slot_id, unnest([document_id, document_id_b]) as document_id
    from marts.fact_disagreements
    where relation = 'contradiction'
),

disputed as (
    select
        articles.outlet_id,
        count(distinct contradicted_values.slot_id) as contradicted_fact_count
    from contradicted_values
    inner join articles using (document_id)
    group by articles.outlet_id
),

omissions as (
    select distinct outlet_id, story_id, subject_kind, subject_id
    from marts.story_omissions
    where is_omitted_by_outlet
),

omitted as (
    select outlet_id, count(*) as omission_count
    from omissions
    group by outlet_id
),

alone as (
    select outlet_id, count(*) as single_source_fact_count
    from marts.single_source_facts
    group by outlet_id
)

select
    profiles.outlet_id,
    profiles.outlet_label,
    profiles.is_identified,
    profiles.group_names,
    profiles.article_count,
    profiles.independent_count,
    profiles.story_count,
    profiles.own_article_share,
    profiles.bylined_share,
    profiles.truncated_share,
    profiles.word_count,
    coalesce(quoted.quotation_count, 0) as quotation_count,
    coalesce(quoted.anonymous_quotation_count, 0) as anonymous_quotation_count,
    coalesce(quoted.speaker_count, 0) as speaker_count,
    coalesce(disputed.contradicted_fact_count, 0) as contradicted_fact_count,
    coalesce(omitted.omission_count, 0) as omission_count,
    coalesce(alone.single_source_fact_count, 0) as single_source_fact_count,
    profiles.first_reported_at,
    profiles.last_reported_at,
    profiles.passage[1] as document_id,
    profiles.passage[2] as start_char,
    profiles.passage[3] as end_char
from profiles
left join quoted using (outlet_id)
left join disputed using (outlet_id)
left join omitted using (outlet_id)
left join alone using (outlet_id)
order by profiles.outlet_id
