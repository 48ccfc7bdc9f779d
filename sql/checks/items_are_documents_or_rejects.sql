-- question: In which run do items found and documents plus rejects differ? Something was lost.
-- severity: fail
select run_id, item_count, document_count, reject_count
from core.runs
where item_count != document_count + reject_count
order by run_id
