-- question: What was removed from each outlet's texts, by which rule, and how much of the whole
--   was that?
-- grain: one row per outlet, block kind, zone and rule
-- key: outlet_id, zone, block_kind, rule_code
-- sources: core.blocks, core.documents, marts.outlet_index
-- caveat: Counts characters of whole blocks, blank space included. Kept blocks are listed as
--   well, so that shares add up to the outlet's text. The passage is the longest block of the
--   row.
with blocks as (
    select document_id, start_char, end_char, zone, block_kind, rule_code, keep_score
    from core.blocks
),

documents as (
    select document_id, outlet_id from core.documents
),

outlets as (
    select outlet_id, outlet_label from marts.outlet_index
),

totals as (
    select documents.outlet_id, sum(blocks.end_char - blocks.start_char) as outlet_char_count
    from blocks
    inner join documents using (document_id)
    group by documents.outlet_id
)

select
    documents.outlet_id,
    any_value(outlets.outlet_label) as outlet_label,
    blocks.zone,
    blocks.block_kind,
    blocks.rule_code,
    count(*) as block_count,
    count(distinct blocks.document_id) as document_count,
    sum(blocks.end_char - blocks.start_char)::bigint as char_count,
    round(sum(blocks.end_char - blocks.start_char) / any_value(totals.outlet_char_count), 4)
        as char_share,
    round(sum(blocks.keep_score::decimal(5, 4))::double / count(*), 4) as mean_keep_score,
    max_by(
        blocks.document_id,
        (blocks.end_char - blocks.start_char, blocks.document_id, blocks.start_char)
    )
        as document_id,
    max_by(
        blocks.start_char,
        (blocks.end_char - blocks.start_char, blocks.document_id, blocks.start_char)
    )
        as start_char,
    max_by(
        blocks.end_char,
        (blocks.end_char - blocks.start_char, blocks.document_id, blocks.start_char)
    )
        as end_char
from blocks
inner join documents using (document_id)
inner join outlets using (outlet_id)
inner join totals using (outlet_id)
group by documents.outlet_id, blocks.zone, blocks.block_kind, blocks.rule_code
order by documents.outlet_id, blocks.zone, blocks.block_kind, blocks.rule_code
