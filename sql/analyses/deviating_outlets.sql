-- chapter: agreement
-- question: Which outlet deviates most from what the other reports of a story say?
-- grain: one row per known outlet with a fact that at least two other origins report
-- caveat: Counted are facts on which the outlet gives a value that contradicts another report's,
--   with at least two other independent origins on the fact. stands_alone counts those in which no
--   other origin has its value. Deviating is not being wrong: the outlet may know better. Compare
--   shares, and mind small numbers. Reprints and agency copy are not held against the outlet that
--   carries them.
with told as (
    select distinct
        fact_values.slot_id,
        fact_values.value_text,
        articles.outlet_id,
        articles.outlet_label,
        articles.independent_id,
        articles.origin_kind
    from core.fact_values as fact_values
    inner join marts.article_index as articles using (document_id)
    where articles.is_identified
),

compared as (
    select
        told.slot_id,
        told.outlet_id,
        told.outlet_label,
        bool_or(others.value_text = told.value_text) as is_shared
    from told
    inner join told as others
        on told.slot_id = others.slot_id and told.independent_id != others.independent_id
    where told.origin_kind = 'own'
    group by told.slot_id, told.outlet_id, told.outlet_label
    having count(distinct others.independent_id) >= 2
),

contradicting as (
    select
        slot_id,
        unnest([document_id, document_id_b]) as document_id
    from marts.fact_disagreements
    where relation = 'contradiction' and is_independent
),

contradicted as (
    select distinct
        contradicting.slot_id,
        articles.outlet_id
    from contradicting
    inner join marts.article_index as articles using (document_id)
    where articles.origin_kind = 'own'
)

select
    compared.outlet_label as outlet,
    count(*) as facts_compared,
    count(contradicted.slot_id) as in_a_contradiction,
    count(contradicted.slot_id) filter (where not compared.is_shared) as stands_alone,
    round(count(contradicted.slot_id) / count(*), 4) as contradiction_share,
    round(count(contradicted.slot_id) filter (where not compared.is_shared) / count(*), 4)
        as alone_share
from compared
left join contradicted using (slot_id, outlet_id)
group by compared.outlet_id, compared.outlet_label
order by alone_share desc, contradiction_share desc, facts_compared desc, outlet asc
