-- chapter: audit
-- question: How much of each outlet's texts was removed, what changed in that since the run before,
--   by which rule of removal most, and from which day on do its pages look different?
-- grain: one row per known outlet, those whose cleaning jumped first
-- caveat: A jump is a difference of at least 0.2 with at least 20 documents on both sides;
--   docs/cleaning.md says why. removed_by_rule names the rules behind the share, furniture_changes
--   those behind a change.
with removed as (
    select
        outlet_id,
        outlet_label,
        coalesce(sum(char_share) filter (where zone = 'removed'), 0) as removed_share
    from marts.cleaning_audit
    group by outlet_id, outlet_label
),

documents as (
    select
        outlet_id,
        count(*) as document_count
    from core.documents
    group by outlet_id
),

drift as (
    select
        outlet_id,
        bool_or(is_jump) as is_jump,
        printf(
            '%.0f %% → %.0f %%',
            100 * any_value(previous_removed_share),
            100 * any_value(removed_share)
        ) as all_texts,
        printf(
            ', the %d new ones %.0f %%',
            any_value(new_document_count),
            100 * any_value(new_removed_share)
        ) as new_texts,
        max_by(
            printf('; %s %+.0f %%', rule_code, 100 * char_share_change),
            (abs(char_share_change), rule_code, zone, block_kind)
        ) filter (where zone = 'removed' and abs(char_share_change) >= 0.005) as changed_rule
    from marts.cleaning_drift
    group by outlet_id
),

breaks as (
    select
        outlet_id,
        printf(
            '%.0f %% → %.0f %% from %s',
            100 * removed_share_before,
            100 * removed_share_since,
            day_on::varchar
        ) as in_time
    from marts.cleaning_by_day
    where is_break
)

select
    removed.outlet_label,
    documents.document_count,
    printf('%.0f %%', 100 * removed.removed_share) as removed,
    coalesce(drift.is_jump, false) as is_jump,
    drift.all_texts || coalesce(drift.new_texts, '') || coalesce(drift.changed_rule, '')
        as since_last_run,
    breaks.in_time
from removed
inner join core.outlets as outlets using (outlet_id)
inner join documents using (outlet_id)
left join drift using (outlet_id)
left join breaks using (outlet_id)
where outlets.is_identified
order by
    is_jump desc,
    (breaks.in_time is not null) desc,
    removed.removed_share desc,
    removed.outlet_id asc
