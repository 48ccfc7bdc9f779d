-- chapter: audit
-- question: How many answers of each table changed between the last two runs, and why?
-- grain: one row per table, kind of change and cause
-- caveat: Compares the newest run with the one before it; empty after a first run, and where
--   nothing changed. input means that a document of the row came, went or changed; rule, that
--   rules, settings or decisions did; linked, that other documents did.
with newest as (
    select runs.run_id
    from core.runs
    order by runs.finished_at desc nulls first, runs.started_at desc, runs.run_id desc
    limit 1
)

select
    changes.table_name,
    changes.change_kind,
    changes.cause,
    count(*) as rows_changed,
    min(changes.label_text) as example
from core.run_changes as changes
inner join newest on changes.run_id = newest.run_id
group by changes.table_name, changes.change_kind, changes.cause
order by rows_changed desc, changes.table_name asc, changes.change_kind asc, changes.cause asc
