-- chapter: audit
-- question: Which items could not be read, and why?
-- grain: one row per item that could not be read
-- caveat: docs/input.md says what each reason means.
select path, member, reason_code, detail from core.rejects
order by path, member, reject_id
