-- question: Which items could not be read, and why?
select path, member, reason_code, detail from core.rejects
order by path, member, reject_id
