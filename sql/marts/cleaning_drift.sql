-- question: What does cleaning remove or keep of an outlet's texts, by which rule, that differs
--   from the run before?
-- grain: one row per outlet, zone, block kind and rule, of outlets whose cleaning differs from the
--   run before
-- key: outlet_id, zone, block_kind, rule_code
-- sources: core.cleaning_history, core.runs, marts.cleaning_audit
-- caveat: Looks back from the last run that changed anything, so it is no function of the corpus
--   alone; empty after a first run. The shares named previous are those of the outlet's last record
--   before it, the shares named new those of the documents that came with it: they show a new
--   layout at once, while the share of all texts moves slowly as a corpus grows. is_jump marks
--   outlets whose removed share, of all texts or of the new ones, moved by at least 0.2 with at
--   least 20 documents on both sides: of two samples of 20 pages of one site that changed nothing,
--   less than one pair in a thousand differs so much. The passage is the longest block of the row,
--   null where the rule no longer finds any.
with runs as (
    select run_id, started_at, finished_at from core.runs
),

history as (
    select
        run_id,
        started_at,
        outlet_id,
        zone,
        block_kind,
        rule_code,
        document_count,
        char_share,
        new_document_count,
        new_char_share
    from core.cleaning_history
),

audit as (
    select
        outlet_id, outlet_label, zone, block_kind, rule_code, document_id, start_char, end_char
    from marts.cleaning_audit
),

labels as (
    select distinct outlet_id, outlet_label from audit
),

newest_run as (
    select run_id
    from runs
    order by finished_at desc nulls first, started_at desc, run_id desc
    limit 1
),

present as (
    select history.*
    from history
    inner join newest_run using (run_id)
),

previous as (
    select history.*
    from history
    left join newest_run using (run_id)
    where newest_run.run_id is null
    qualify history.started_at = max(history.started_at) over (partition by history.outlet_id)
),

present_outlets as (
    select
        outlet_id,
        any_value(document_count) as document_count,
        any_value(new_document_count) as new_document_count,
        coalesce(sum(char_share) filter (where zone = 'removed'), 0) as removed_share,
        case
            when any_value(new_document_count) > 0
                then coalesce(sum(new_char_share) filter (where zone = 'removed'), 0)
        end as new_removed_share
    from present
    group by outlet_id
),

previous_outlets as (
    select
        outlet_id,
        any_value(document_count) as previous_document_count,
        coalesce(sum(char_share) filter (where zone = 'removed'), 0) as previous_removed_share
    from previous
    group by outlet_id
),

outlets as (
    select
        present_outlets.outlet_id,
        present_outlets.document_count,
        previous_outlets.previous_document_count,
        present_outlets.new_document_count,
        round(present_outlets.removed_share, 4) as removed_share,
        round(previous_outlets.previous_removed_share, 4) as previous_removed_share,
        round(present_outlets.new_removed_share, 4) as new_removed_share
    from present_outlets
    inner join previous_outlets using (outlet_id)
),

marked as (
    select
        *,
        previous_document_count >= 20
        and (
            (document_count >= 20 and abs(removed_share - previous_removed_share) >= 0.2)
            or coalesce(
                new_document_count >= 20 and abs(new_removed_share - previous_removed_share) >= 0.2,
                false
            )
        ) as is_jump
    from outlets
),

rules as (
    select outlet_id, zone, block_kind, rule_code from present
    union distinct
    select outlet_id, zone, block_kind, rule_code from previous
)

select
    rules.outlet_id,
    labels.outlet_label,
    rules.zone,
    rules.block_kind,
    rules.rule_code,
    coalesce(previous.char_share, 0) as previous_char_share,
    coalesce(present.char_share, 0) as char_share,
    round(coalesce(present.char_share, 0) - coalesce(previous.char_share, 0), 4)
        as char_share_change,
    case when marked.new_document_count > 0 then coalesce(present.new_char_share, 0) end
        as new_char_share,
    marked.previous_document_count,
    marked.document_count,
    marked.new_document_count,
    marked.previous_removed_share,
    marked.removed_share,
    marked.new_removed_share,
    marked.is_jump,
    audit.document_id,
    audit.start_char,
    audit.end_char
from rules
inner join marked using (outlet_id)
inner join labels using (outlet_id)
left join present using (outlet_id, zone, block_kind, rule_code)
left join previous using (outlet_id, zone, block_kind, rule_code)
left join audit using (outlet_id, zone, block_kind, rule_code)
order by rules.outlet_id, rules.zone, rules.block_kind, rules.rule_code
