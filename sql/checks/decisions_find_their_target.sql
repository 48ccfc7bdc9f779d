-- question: Which decisions of people found nothing, or not all, of what they are about?
-- severity: warn
select decision_id, action_code, target_text, detail
from core.decisions
where not is_applied or detail is not null
order by decision_id
