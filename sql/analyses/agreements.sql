-- question: On which facts do independent reports agree?
select
    story_title,
    subject_text as fact,
    value_text as agreed_value,
    independent_count as independent_origins,
    outlet_labels as reported_by,
    is_disputed
from marts.fact_agreements
where independent_count > 1
order by story_title asc, independent_count desc, slot_id asc, value_text asc
