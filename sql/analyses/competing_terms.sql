-- chapter: agreement
-- question: Which different words do outlets use for one and the same thing?
-- grain: one row per thing and word for it, of things for which outlets of a story use different
--   words
-- caveat: Two kinds of things are known to be the same: what is counted where reports give one
--   figure for a fact (five people, five workers), and a known person, organisation or place with
--   names of which none is part of another. Words are compared in lower case, without articles.
--   Roles given to people stand in roles_by_outlet.
with articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_label
    from marts.article_index
    where story_id is not null
),

documents as (
    select
        document_id,
        document_text
    from core.documents
),

counted as (
    select
        articles.story_id,
        articles.story_title,
        slots.slot_id || ' ' || fact_values.value_text as thing_id,
        slots.subject_text || ' ' || fact_values.value_text as thing,
        'counted' as thing_kind,
        articles.outlet_label,
        lower(
            regexp_extract(
                substring(
                    documents.document_text,
                    fact_values.start_char + 1,
                    fact_values.end_char - fact_values.start_char
                ),
                '[\pL-]+$'
            )
        ) as term
    from core.fact_values as fact_values
    inner join core.fact_slots as slots using (slot_id)
    inner join articles using (document_id)
    inner join documents using (document_id)
    where slots.slot_kind = 'count'
),

named as (
    select
        articles.story_id,
        articles.story_title,
        articles.story_id || ' ' || entities.entity_id as thing_id,
        entities.entity_name as thing,
        entities.entity_type as thing_kind,
        articles.outlet_label,
        regexp_replace(
            lower(regexp_replace(mentions.mention_text, '(\.|[''’]s$)', '', 'g')),
            '^(the|a|an)\s+', ''
        ) as term
    from core.mentions as mentions
    inner join core.entities as entities using (entity_id)
    inner join articles using (document_id)
    where mentions.mention_kind in ('name', 'role')
),

used as (
    select
        story_id,
        story_title,
        thing_id,
        thing,
        thing_kind,
        term,
        count(distinct outlet_label) as outlet_count,
        string_agg(distinct outlet_label, ', ' order by outlet_label) as outlets
    from (
        select * from counted
        union all
        select * from named
    ) as told
    where term != ''
    group by story_id, story_title, thing_id, thing, thing_kind, term
),

competing as (
    select distinct first_terms.thing_id
    from used as first_terms
    inner join used as second_terms using (thing_id)
    where
        first_terms.term < second_terms.term
        and first_terms.outlets != second_terms.outlets
        and not contains(first_terms.term, second_terms.term)
        and not contains(second_terms.term, first_terms.term)
)

select
    used.story_title,
    used.thing_kind as kind,
    used.thing,
    used.term,
    used.outlets as used_by
from used
semi join competing on used.thing_id = competing.thing_id
order by
    used.story_title asc,
    used.story_id asc,
    used.thing_kind asc,
    used.thing asc,
    used.thing_id asc,
    used.outlet_count desc,
    used.term asc
