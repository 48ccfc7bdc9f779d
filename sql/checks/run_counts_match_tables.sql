-- question: Does the newest run's count of documents or rejects differ from the rows in the
--   tables?
-- severity: fail
with newest as (
    -- the run being checked has no end yet; its beginning says little where a clock stepped back
    select run_id, document_count, reject_count from core.runs
    order by finished_at desc nulls first, started_at desc, run_id desc limit 1
)

select run_id, document_count, reject_count
from newest
where
    document_count != (select count(*) from core.documents)
    or reject_count != (select count(*) from core.rejects)
