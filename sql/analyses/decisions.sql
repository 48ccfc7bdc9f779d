-- chapter: audit
-- question: What did people decide, and what came of it?
-- grain: one row per decision of decisions.toml, those that were not applied first
-- caveat: Empty where there is no file of decisions; docs/decisions.md says what can be decided.
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
