-- question: What did people decide, and what came of it?
select
    action_code as action,
    target_text as target,
    reason_text as reason,
    decided_by,
    decided_on,
    is_applied,
    applied_count as rows_changed,
    detail
from core.decisions
order by is_applied, action_code, decision_id
