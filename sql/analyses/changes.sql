-- chapter: audit
-- question: Which answers differ from the run before, and why: new input, new rules, or other
--   documents that came or went?
-- grain: one row per row of a table that was added, removed or changed by the newest run
-- caveat: Empty after a first run. Compared are the rows that a reader may have cited; what is
--   below them follows. linked means that other documents came or went; rule, that a rule, a
--   setting or a decision changed. changes_by_cause counts them.
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
    changes.label_text,
    changes.key_text
from core.run_changes as changes
inner join newest on changes.run_id = newest.run_id
order by
    changes.cause asc,
    changes.table_name asc,
    changes.change_kind asc,
    changes.label_text asc,
    changes.key_text asc
