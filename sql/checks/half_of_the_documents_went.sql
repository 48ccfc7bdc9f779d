-- question: Did more than half of the documents go since the run before? A disk may not be mounted,
--   or a folder moved. Nothing is to be done where it was meant.
-- severity: warn
with compared as (
    select
        run_id,
        document_count,
        lead(document_count) over newest_first as document_count_before,
        row_number() over newest_first as place
    from core.runs
    window newest_first as (
        order by finished_at desc nulls first, started_at desc, run_id desc
    )
)

select run_id, document_count, document_count_before
from compared
where place = 1 and document_count < document_count_before / 2
order by run_id
