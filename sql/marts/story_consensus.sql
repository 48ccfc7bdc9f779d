-- question: What does a story come to: what is agreed, what is disputed, what has one source
--   only?
-- grain: one row per fact of a story, to be read from top to bottom (section_position, then
--   weight); a fact that people took apart by dismissing a pair has one row per part
-- key: story_id, fact_id, values_text
-- scope: story
-- sources: core.fact_slots, core.fact_values, core.fact_relations, marts.single_source_facts,
--   marts.article_index
-- caveat: Weight is the number of independent origins. Values that differ in precision only are
--   agreed; updates stand with the disputed ones, relation tells them apart. What only copies of
--   one report give alike has one source; so has what else outlets give that nobody knows, for
--   they confirm nothing. The camps of a disputed fact are its values with their outlets; the
--   passage is the first report's of the strongest camp. A value of which all comparisons were
--   dismissed counts as never compared.
with recursive slots as (
    select slot_id, story_id, slot_kind, subject_text, relation from core.fact_slots
),

dismissed_slots as (
    select distinct slot_id from core.fact_relations
    where relation = 'dismissed'
),

live_values as (
    select unnest([fact_value_id_a, fact_value_id_b]) as fact_value_id
    from core.fact_relations
    where relation != 'dismissed'
),

fact_values as (
    select fact_value_id, slot_id, document_id, start_char, end_char, value_text
    from core.fact_values
    where
        slot_id not in (select dismissed_slots.slot_id from dismissed_slots)
        or fact_value_id in (select live_values.fact_value_id from live_values)
),

live_relations as (
    select
        relations.slot_id,
        first_values.value_text as value_text_a,
        second_values.value_text as value_text_b,
        list_position(['equal', 'refinement', 'update', 'contradiction'], relations.relation)
            as gravity
    from core.fact_relations as relations
    semi join dismissed_slots on relations.slot_id = dismissed_slots.slot_id
    inner join fact_values as first_values
        on relations.fact_value_id_a = first_values.fact_value_id
    inner join fact_values as second_values
        on relations.fact_value_id_b = second_values.fact_value_id
    where relations.relation != 'dismissed'
),

links as (
    select slot_id, value_text_a as value_text, value_text_b as linked_text from live_relations
    union
    select slot_id, value_text_b as value_text, value_text_a as linked_text from live_relations
),

reached as (
    select slot_id, value_text, linked_text from links
    union
    select reached.slot_id, reached.value_text, links.linked_text
    from reached
    inner join links
        on reached.slot_id = links.slot_id and reached.linked_text = links.value_text
),

parts as (
    select slot_id, value_text, min(linked_text) as part_text
    from reached
    group by slot_id, value_text
),

part_relations as (
    select
        live_relations.slot_id,
        parts.part_text,
        ['equal', 'refinement', 'update', 'contradiction'][max(live_relations.gravity)] as relation
    from live_relations
    inner join parts
        on
            live_relations.slot_id = parts.slot_id
            and live_relations.value_text_a = parts.value_text
    group by live_relations.slot_id, parts.part_text
),

articles as (
    select
        document_id,
        story_id,
        story_title,
        outlet_id,
        outlet_label,
        coalesce(reported_at, 'infinity') as reported_at,
        independent_id
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
        coalesce(parts.part_text, '') as part_text,
        fact_values.value_text,
        fact_values.document_id,
        fact_values.start_char,
        fact_values.end_char,
        articles.outlet_id,
        articles.outlet_label,
        articles.reported_at,
        articles.independent_id
    from fact_values
    inner join articles using (document_id)
    left join parts
        on
            fact_values.slot_id = parts.slot_id
            and fact_values.value_text = parts.value_text
),

camps as (
    select
        slot_id,
        part_text,
        value_text,
        count(distinct document_id) as article_count,
        count(distinct independent_id) as origin_count,
        string_agg(distinct outlet_label, ', ' order by outlet_label) as outlet_labels,
        min_by(
            (document_id, start_char, end_char),
            (reported_at, document_id, start_char, end_char)
        ) as passage
    from told
    group by slot_id, part_text, value_text
),

slot_camps as (
    select
        slot_id,
        part_text,
        string_agg(
            value_text || ' (' || outlet_labels || ')', ' | '
            order by origin_count desc, article_count desc, value_text asc
        ) as values_text,
        min_by(passage, (-origin_count, -article_count, value_text)) as passage
    from camps
    group by slot_id, part_text
),

slot_counts as (
    select
        slot_id,
        part_text,
        count(distinct document_id) as article_count,
        count(distinct outlet_id) as outlet_count,
        greatest(count(distinct independent_id), 1) as independent_count
    from told
    group by slot_id, part_text
),

slot_relations as (
    select
        slot_camps.slot_id,
        slot_camps.part_text,
        coalesce(part_relations.relation, slots.relation) as relation
    from slot_camps
    inner join slots using (slot_id)
    left join part_relations using (slot_id, part_text)
),

compared as (
    select
        slots.story_id,
        case
            when slot_relations.relation in ('update', 'contradiction') then 'disputed'
            when slot_counts.independent_count = 1 then 'single_source'
            else 'agreed'
        end as section_code,
        slots.slot_id as fact_id,
        slots.slot_kind,
        slots.subject_text,
        slot_relations.relation,
        slot_camps.values_text,
        slot_counts.article_count,
        slot_counts.outlet_count,
        slot_counts.independent_count,
        slot_camps.passage
    from slots
    inner join slot_camps using (slot_id)
    inner join slot_counts using (slot_id, part_text)
    inner join slot_relations using (slot_id, part_text)
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
    cast(
        list_position(['agreed', 'disputed', 'single_source'], all_facts.section_code) as bigint
    ) as section_position,
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
    all_facts.fact_id asc,
    all_facts.values_text asc
