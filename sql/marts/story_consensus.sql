-- question: What does a story come to: what is agreed, what is disputed, what has one source
--   only?
-- grain: one row per fact of a story, to be read from top to bottom (section_position, then
--   weight)
-- sources: core.fact_slots, core.fact_values, marts.single_source_facts, marts.article_index
-- caveat: Weight is the number of independent origins. Values that differ in precision only are
--   agreed; updates stand with the disputed ones, relation tells them apart. What only copies of
--   one report give alike has one source. The camps of a disputed fact are its values with their
--   outlets; the passage is the first report's of the strongest camp.
with slots as (
    select slot_id, story_id, slot_kind, subject_text, relation from core.fact_slots
),

fact_values as (
    select slot_id, document_id, start_char, end_char, value_text from core.fact_values
),

articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        coalesce(reported_at, 'infinity') as reported_at,
        independent_id,
        coalesce(independent_id, 'document ' || origin_document_id) as source_key
    from marts.article_index
),

single_source as (
    select
        story_id,
        expression_id,
        expression_kind,
        value_text,
        context_text,
        outlet_labels,
        article_count,
        outlet_count,
        document_id,
        start_char,
        end_char
    from marts.single_source_facts
),

told as (
    select
        fact_values.slot_id,
        fact_values.value_text,
        fact_values.document_id,
        fact_values.start_char,
        fact_values.end_char,
        articles.outlet_id,
        articles.outlet_label,
        articles.reported_at,
        articles.independent_id,
        articles.source_key
    from fact_values
    inner join articles using (document_id)
),

camps as (
    select
        slot_id,
        value_text,
        count(distinct document_id) as article_count,
        count(distinct source_key) as source_count,
        string_agg(distinct outlet_label, ', ' order by outlet_label) as outlet_labels,
        min_by(
            (document_id, start_char, end_char),
            (reported_at, document_id, start_char, end_char)
        ) as passage
    from told
    group by slot_id, value_text
),

slot_camps as (
    select
        slot_id,
        string_agg(
            value_text || ' (' || outlet_labels || ')', ' | '
            order by source_count desc, article_count desc, value_text asc
        ) as values_text,
        min_by(passage, (-source_count, -article_count, value_text)) as passage
    from camps
    group by slot_id
),

slot_counts as (
    select
        slot_id,
        count(distinct document_id) as article_count,
        count(distinct outlet_id) as outlet_count,
        greatest(count(distinct independent_id), 1) as independent_count,
        count(distinct source_key) as source_count
    from told
    group by slot_id
),

compared as (
    select
        slots.story_id,
        case
            when slots.relation in ('update', 'contradiction') then 'disputed'
            when slot_counts.source_count = 1 then 'single_source'
            else 'agreed'
        end as section_code,
        slots.slot_id as fact_id,
        slots.slot_kind,
        slots.subject_text,
        slots.relation,
        slot_camps.values_text,
        slot_counts.article_count,
        slot_counts.outlet_count,
        slot_counts.independent_count,
        slot_camps.passage
    from slots
    inner join slot_camps using (slot_id)
    inner join slot_counts using (slot_id)
),

single as (
    select
        story_id,
        'single_source' as section_code,
        expression_id as fact_id,
        expression_kind as slot_kind,
        context_text as subject_text,
        null as relation,
        value_text || ' (' || replace(outlet_labels, '; ', ', ') || ')' as values_text,
        article_count,
        outlet_count,
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
