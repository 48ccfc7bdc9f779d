-- question: What does each outlet bring: how much, how much of its own, who is quoted, where
--   does it stand alone?
-- grain: one row per outlet
-- sources: marts.article_index, core.quotations, marts.fact_disagreements,
--   marts.story_omissions, marts.single_source_facts
-- caveat: Compare shares, not counts: outlets are collected to different extents. Disagreements
--   count facts in which the outlet gives one of the contradicting values, whoever is right.
with articles as (
    select
        document_id,
        story_id,
        outlet_id,
        outlet_label,
        is_identified,
        reported_at,
        word_count,
        is_truncated,
        author_names, origin_document_id, origin_kind, start_char, end_char
    from marts.article_index
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

disputed as (
    select articles.outlet_id, count(distinct disagreements.slot_id) as contradicted_fact_count
    from marts.fact_disagreements as disagreements
    inner join articles
        on
            disagreements.document_id = articles.document_id
            or disagreements.document_id_b = articles.document_id
    where disagreements.relation = 'contradiction'
    group by articles.outlet_id
),

omitted as (
    select outlet_id, count(*) as omission_count
    from marts.story_omissions
    where reason_code = 'omitted'
    group by outlet_id
),

alone as (
    select outlet_id, count(*) as single_source_fact_count
    from marts.single_source_facts
    group by outlet_id
)

select
    articles.outlet_id,
    any_value(articles.outlet_label) as outlet_label,
    any_value(articles.is_identified) as is_identified,
    count(*) as article_count,
    count(distinct articles.origin_document_id) as independent_count,
    count(distinct articles.story_id) as story_count,
    round(count(*) filter (where articles.origin_kind = 'own') / count(*), 4) as own_article_share,
    round(count(articles.author_names) / count(*), 4) as bylined_share,
    round(count(*) filter (where articles.is_truncated) / count(*), 4) as truncated_share,
    sum(articles.word_count)::bigint as word_count,
    coalesce(any_value(quoted.quotation_count), 0) as quotation_count,
    coalesce(any_value(quoted.anonymous_quotation_count), 0) as anonymous_quotation_count,
    coalesce(any_value(quoted.speaker_count), 0) as speaker_count,
    coalesce(any_value(disputed.contradicted_fact_count), 0) as contradicted_fact_count,
    coalesce(any_value(omitted.omission_count), 0) as omission_count,
    coalesce(any_value(alone.single_source_fact_count), 0) as single_source_fact_count,
    min(articles.reported_at) as first_reported_at,
    max(articles.reported_at) as last_reported_at,
    min_by(articles.document_id, articles.document_id) as document_id,
    min_by(articles.start_char, articles.document_id) as start_char,
    min_by(articles.end_char, articles.document_id) as end_char
from articles
left join quoted using (outlet_id)
left join disputed using (outlet_id)
left join omitted using (outlet_id)
left join alone using (outlet_id)
group by articles.outlet_id
order by articles.outlet_id
