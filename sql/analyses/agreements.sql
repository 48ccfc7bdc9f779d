-- chapter: agreement
-- question: On which facts do independent reports agree?
-- grain: one row per fact and value that at least two independent origins give
-- caveat: Copies are no confirmation and do not count. is_disputed tells that another value
--   contradicts or updates this one. Values are compared without their hedge.
select
    story_title,
    subject_text as fact,
    value_text as agreed_value,
    independent_count as origins,
    outlet_labels as reported_by,
    is_disputed
from marts.fact_agreements
where independent_count > 1
order by story_title asc, independent_count desc, slot_id asc, value_text asc
