-- question: What does a story come to: what is agreed, what is disputed, what has one source
--   only?
-- grain: one row per fact of a story, to be read from top to bottom (section_position, then
--   weight)
-- sources: core.fact_slots, core.fact_values, marts.single_source_facts, marts.article_index
-- caveat: Weight is the number of independent origins. Values that differ in precision only are
--   agreed; the camps of a disputed fact are its values with their outlets.
with slots as (
    select slot_id, story_id, slot_kind, subject_text, relation, outlet_count, independent_count
    from core.fact_slots
),

fact_values as (
    select slot_id, document_id, start_char, end_char, value_text from core.fact_values
),

articles as (
    select document_id, story_id, story_title, outlet_label from marts.article_index
),

single_source as (
    select
        story_id,
        story_title,
        expression_id,
        expression_kind,
        value_text,
        context_text,
        outlet_label,
        document_id,
        start_char, end_char
    from marts.single_source_facts
),

camps as (
    select
        fact_values.slot_id,
        fact_values.value_text,
        count(distinct fact_values.document_id) as article_count,
        string_agg(distinct articles.outlet_label, ', ' order by articles.outlet_label)
            as outlet_labels,
        min((fact_values.document_id, fact_values.start_char, fact_values.end_char)) as passage
    from fact_values
    inner join articles using (document_id)
    group by fact_values.slot_id, fact_values.value_text
),

compared as (
    select
        slots.story_id,
        if(slots.relation in ('update', 'contradiction'), 'disputed', 'agreed') as section_code,
        slots.slot_id as fact_id,
        slots.slot_kind,
        slots.subject_text,
        slots.relation,
        string_agg(
            camps.value_text || ' (' || camps.outlet_labels || ')', ' | '
            order by camps.article_count desc, camps.value_text asc
        ) as values_text,
        sum(camps.article_count)::bigint as article_count,
        slots.outlet_count,
        slots.independent_count,
        max_by(camps.passage, (camps.article_count, camps.value_text)) as passage
    from slots
    inner join camps using (slot_id)
    group by
        slots.story_id,
        slots.slot_id,
        slots.slot_kind,
        slots.subject_text,
        slots.relation,
        slots.outlet_count,
        slots.independent_count
),

single as (
    select
        story_id,
        'single_source' as section_code,
        expression_id as fact_id,
        expression_kind as slot_kind,
        context_text as subject_text,
        null as relation,
        value_text || ' (' || outlet_label || ')' as values_text,
        1 as article_count,
        1 as outlet_count,
        1 as independent_count,
        (document_id, start_char, end_char) as passage
    from single_source
),

all_facts as (
    select * from compared
    union all
    select * from single
),

titles as (
    select distinct story_id, story_title from articles
    where story_id is not null
)

select
    all_facts.story_id,
    titles.story_title,
    list_position(['agreed', 'disputed', 'single_source'], all_facts.section_code)
        as section_position,
    all_facts.section_code,
    all_facts.fact_id,
    all_facts.slot_kind,
    all_facts.subject_text,
    all_facts.relation,
    all_facts.values_text,
    all_facts.article_count,
    all_facts.outlet_count,
    all_facts.independent_count,
    all_facts.passage[1] as document_id,
    all_facts.passage[2] as start_char,
    all_facts.passage[3] as end_char
from all_facts
inner join titles using (story_id)
order by
    all_facts.story_id asc,
    section_position asc,
    all_facts.independent_count desc,
    all_facts.fact_id asc
